"""What pages with a table above a sheet share: the thing under the cursor, and keys that scroll the sheet."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from nnmi_game.tui.frame import GamePage
from nnmi_game.tui.views.text import wrap
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.sheet import Sheet


class SheetPage(GamePage):
    """A page whose sheet tells of the field under the cursor of its table; page up and down scroll the sheet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the table, whose rows the arrows reach as well.
        Binding("pagedown", "sheet(1)", show=False, priority=True),
        Binding("pageup", "sheet(-1)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        #: The field that the page should open at.
        self.start_at = ""
        self.pointed = ""

    @property
    def chosen(self) -> int | None:
        """The place of the field under the cursor."""
        return self.game.tables.technology.get(self.pointed)

    def on_mount(self) -> None:
        """Let the keys go to the table, and its cursor to where the desk has pointed."""
        super().on_mount()
        table = self.query_one(FigureTable)
        table.focus()
        if self.start_at:
            # Once the table knows its width and has built its columns.
            self.call_after_refresh(table.point_at, self.start_at)

    def fill_sheet(self) -> None:
        """Write what the sheet says of the field under the cursor. Pages override this."""

    def keep_pointed(self, keys: list[str]) -> None:
        """The field under the cursor may be gone from the table."""
        if self.pointed not in keys:
            self.pointed = keys[0] if keys else ""

    def say_below(self, id: str, text: str) -> None:
        """Write a sentence under the table, broken to the width there is."""
        line = self.query_one(f"#{id}", Static)
        room = (line.size.width or self.app.size.width - 4) - 1
        line.update("\n".join(wrap(text, room)))

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
            (table.action_page_down if by > 0 else table.action_page_up)()
        elif by > 0:
            sheet.scroll_page_down()
        else:
            sheet.scroll_page_up()
