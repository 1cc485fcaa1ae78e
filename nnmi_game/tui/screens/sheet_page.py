"""What pages with a table above a sheet share: the thing under the cursor, and keys that scroll the sheet."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from nnmi_game.tui.frame import GamePage
from nnmi_game.tui.views.table import Table
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.sheet import Sheet
from nnmi_game.tui.widgets.words import Words


class SheetPage(GamePage):
    """A page whose sheet tells of the field under the cursor of its table; page up and down scroll the sheet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the table, whose rows the arrows reach as well.
        Binding("pagedown", "sheet(1)", show=False, priority=True),
        Binding("pageup", "sheet(-1)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.pointed = ""

    @property
    def chosen(self) -> int | None:
        """The place of the field under the cursor."""
        return self.game.tables.technology.get(self.pointed)

    def begin(self) -> None:
        """The cursor goes to where the desk has pointed."""
        super().begin()
        if self.start_at:
            self.query_one(FigureTable).point_at(self.start_at)

    def fill_sheet(self) -> None:
        """Write what the sheet says of the field under the cursor. Pages override this."""

    def show_table(self, table: Table) -> None:
        """Show the table; the field under the cursor may be gone from it."""
        shown = self.query_one(FigureTable)
        shown.show(table)
        self.pointed = shown.pointed or ""

    def say_below(self, id: str, text: str) -> None:
        """Write a sentence under the table."""
        self.query_one(f"#{id}", Words).tell(text)

    def on_figure_table_pointed(self, event: FigureTable.Pointed) -> None:
        """The cursor has come to another field; other things may be possible there."""
        self.pointed = event.key
        self.fill_sheet()
        self.fill_bars()

    def action_sheet(self, by: int) -> None:
        """Scroll the sheet; where it is not shown, the table."""
        sheet = self.query_one(Sheet)
        if not sheet.display:
            table = self.query_one(FigureTable)
            table.action_page(by)
        elif by > 0:
            sheet.scroll_page_down()
        else:
            sheet.scroll_page_up()
