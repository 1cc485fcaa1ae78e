"""A heading with a table of figures under it, and two of them side by side where there is room."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from nnmi_game.tui.views.table import Table
from nnmi_game.tui.widgets.calm import Box, Column
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words


class Section(Column):
    """A heading above a table; the table has the id that is given."""

    DEFAULT_CSS = """
    Section { height: auto; margin-bottom: 1; }
    Section > FigureTable { max-height: 26; }
    Section.after-form { margin: 1 0; }
    """

    def __init__(self, table_id: str, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._heading = Words(classes="heading")
        self.table = FigureTable(id=table_id)

    def compose(self) -> ComposeResult:
        """The heading and the table."""
        yield self._heading
        yield self.table

    def show(self, heading: str, table: Table) -> None:
        """Show a table under a heading."""
        self._heading.say(heading)
        self.table.show_header = bool(table.rows)
        self.table.show(table)


class Pair(Box):
    """Two sections: side by side on broad screens, else one above the other."""

    SCOPED_CSS: ClassVar[bool] = False  # its look depends on the screen's width
    DEFAULT_CSS = """
    Pair { height: auto; layout: vertical; }
    Pair > Section { width: 1fr; }
    Screen.-wide Pair { layout: horizontal; }
    Screen.-wide Pair > Section { padding-right: 2; }
    """
