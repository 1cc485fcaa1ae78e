"""A sheet of tables and texts that the arrow keys scroll."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.style import Style

from nnmi_game.tui.views.sheet import ASK, Block, Line, sheet_lines
from nnmi_game.tui.views.table import Table
from nnmi_game.tui.widgets.calm import Scroll
from nnmi_game.tui.widgets.words import Words, cells_of

if TYPE_CHECKING:
    from nnmi_game.game.figures import Figure

_STYLES = {
    "heading": "bold $primary",
    "quiet": "$text-muted",
    "good": "$success",
    "warn": "$warning",
    "bad": "bold $error",
}


class Sheet(Scroll, can_focus=True):
    """Shows blocks side by side where there is room."""

    DEFAULT_CSS = """
    Sheet { height: 1fr; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: Sequence[Block] = ()
        self._lines: Callable[[int], list[Line]] | None = None
        self._text = Words()

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._text

    @property
    def asks(self) -> list[Figure]:
        """The figures shown that can be asked *why?*."""
        tables = (part for block in self._blocks for part in block.parts if isinstance(part, Table))
        return [figure for table in tables for row in table.rows for figure in row.asks.values()]

    def show(self, blocks: Sequence[Block]) -> None:
        """Show blocks, laid out again whenever the width changes."""
        self._blocks, self._lines = blocks, None
        self._draw()

    def show_lines(self, lines: list[Line]) -> None:
        """Show lines that are as they are at any width."""
        self.show_made(lambda _room: lines)

    def show_made(self, make: Callable[[int], list[Line]]) -> None:
        """Show lines that ``make`` lays out for so many cells, again whenever the width changes."""
        self._lines = make
        self._draw()

    @property
    def room(self) -> int:
        """Cells of a line; two are left for the scroll bar."""
        return max(20, cells_of(self) - 2)

    def on_resize(self) -> None:
        """There is more room, or less."""
        self._draw()

    def _draw(self) -> None:
        lines = self._lines(self.room) if self._lines is not None else sheet_lines(self._blocks, self.room)
        self._text.write(lines, looks_of)


def looks_of(style: str) -> Sequence[str | Style]:
    """A tone; a figure that can be asked about is a link as well."""
    tone, _sign, code = style.partition(ASK)
    looks: list[str | Style] = [_STYLES[tone]] if tone in _STYLES else []
    return [*looks, Style.from_meta({"@click": f"app.why('{code}')"})] if code else looks
