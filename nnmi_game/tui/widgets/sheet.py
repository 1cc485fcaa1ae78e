"""A sheet of tables and texts that the arrow keys scroll."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from nnmi_game.tui.views.sheet import Block, Line, sheet_lines

_STYLES = {
    "heading": "bold $primary",
    "quiet": "$text-muted",
    "good": "$success",
    "warn": "$warning",
    "bad": "bold $error",
}


class Sheet(VerticalScroll, can_focus=True):
    """Shows blocks side by side where there is room."""

    DEFAULT_CSS = """
    Sheet { height: 1fr; }
    Sheet > Static { height: auto; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: Sequence[Block] = ()
        self._lines: list[Line] | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def show(self, blocks: Sequence[Block]) -> None:
        """Show blocks, laid out again whenever the width changes."""
        self._blocks, self._lines = blocks, None
        self._draw()

    def show_lines(self, lines: list[Line]) -> None:
        """Show lines that the page has laid out for ``room``."""
        self._lines = lines
        self._draw()

    @property
    def room(self) -> int:
        """Cells of a line; two are left for the scroll bar."""
        return max(20, (self.size.width or self.app.size.width - 4) - 2)

    def on_resize(self) -> None:
        """There is more room, or less."""
        self._draw()

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        lines = self._lines if self._lines is not None else sheet_lines(self._blocks, self.room)
        self.query_one(Static).update(Content("\n").join(content(line) for line in lines))


def content(line: Line) -> Content:
    """A line in its styles."""
    return Content("").join(Content.styled(text, _STYLES.get(style, "")) for style, text in line)
