"""Rows under a cursor: keys and mouse move it, enter or a click on its row chooses, and only changed rows are painted.

Tables and menus draw their rows themselves, one strip each. A widget for each row, or Textual's own table, which knows
cells, columns and a pointer over them, would be the dearest part of every screen.
"""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from nnmi_game.tui.widgets.calm import AtOnce
from nnmi_game.tui.widgets.straight import Straight
from nnmi_game.tui.widgets.words import lay_out


class Rows(Straight, AtOnce, ScrollView, can_focus=True):
    """The cursor and the scrolling; what a row shows and what choosing it means is up to the widgets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "end(-1)", show=False),
        Binding("end,ctrl+end", "end(1)", show=False),
    ]
    DEFAULT_CSS = """
    Rows { height: auto; max-height: 100%; overflow-x: hidden; }
    """
    #: Whether a click on any row chooses it; else on the one under the cursor.
    chooses_at_once = False
    #: Whether the cursor goes on from the last row to the first.
    goes_round: ClassVar[bool] = False

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor_row = 0
        self.row_count = 0
        #: Rows of titles above those that scroll.
        self.head_rows = 0
        self.row_style = Style.null()
        self._scrolled_for: tuple[Size, Size] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Find the style of the rows once for all of them."""
        self.row_style = self.rich_style
        return super().render_lines(crop)

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # Textual paints the scroll bar anew after every layout of the screen.
        if (size, self.virtual_size) == self._scrolled_for:
            return False
        self._scrolled_for = (size, self.virtual_size)
        return super()._size_updated(size, virtual_size, container_size, layout)

    def cursor_moved(self) -> None:
        """The cursor has come to another row."""

    def action_choose(self) -> None:
        """Choose the row under the cursor."""

    def set_size(self, rows: int, head: int = 0) -> bool:
        """Say how many rows there are; whether these are others than before, and will all be painted."""
        if (rows, head) == (self.row_count, self.head_rows):
            return False
        self.row_count, self.head_rows = rows, head
        # The rows take the width that they are given.
        self.virtual_size = Size(0, rows + head)
        lay_out(self)
        return True

    def row_at(self, y: int) -> int | None:
        """The row in a line of the widget, if there is one."""
        row = y - self.head_rows + self.scroll_offset.y
        return row if y >= self.head_rows and 0 <= row < self.row_count else None

    def repaint(self, row: int) -> None:
        """Paint a row anew, if it can be seen."""
        y = row + self.head_rows - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def move_to(self, row: int) -> None:
        """Move the cursor to a row."""
        row = max(0, min(row, self.row_count - 1))
        if row == self.cursor_row:
            return
        before, self.cursor_row = self.cursor_row, row
        self.repaint(before)
        self.repaint(row)
        self.scroll_to_cursor()
        self.cursor_moved()

    def scroll_to_cursor(self) -> None:
        """Bring the row under the cursor into sight."""
        if self.rows_shown > 0:
            low, high = self.cursor_row - self.rows_shown + 1, self.cursor_row
            self.scroll_to(y=max(low, min(self.scroll_offset.y, high)), animate=False)

    @property
    def rows_shown(self) -> int:
        """How many rows there is room for."""
        return self.size.height - self.head_rows

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        there = self.cursor_row + by
        self.move_to(there % max(1, self.row_count) if self.goes_round else there)

    def action_page(self, by: int) -> None:
        """Move the cursor by as many rows as are shown; where all are, scroll the page around them."""
        if self.row_count <= self.rows_shown and self._page_around(by):
            return
        self.move_to(self.cursor_row + by * max(1, self.rows_shown))

    def _page_around(self, by: int) -> bool:
        around = next((one for one in self.ancestors if isinstance(one, Widget) and one.max_scroll_y), None)
        if around is None or around.scroll_y == (around.max_scroll_y if by > 0 else 0):
            return False
        (around.scroll_page_down if by > 0 else around.scroll_page_up)(animate=False)
        return True

    def action_end(self, towards: int) -> None:
        """Move the cursor to the first row or the last."""
        self.move_to(0 if towards < 0 else self.row_count - 1)

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the row under the cursor, or where one is enough, it chooses."""
        row = self.row_at(event.y)
        if row is not None and event.button == 1:
            event.stop()
            is_there = row == self.cursor_row
            self.move_to(row)
            if is_there or self.chooses_at_once:
                self.action_choose()
