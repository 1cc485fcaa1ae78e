"""Which figures of a screen can be asked *why?*: those of the row under the cursor, then those of its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from nnmi_game.game.figures import Figure
    from nnmi_game.tui.frame import Keyed


@runtime_checkable
class Telling(Protocol):
    """A screen that names figures of its own."""

    def figures_shown(self) -> Sequence[Figure]:
        """The figures that it tells of, the most telling first."""


def figures_on(screen: Keyed[Any]) -> list[Figure]:
    """The figures that can be asked about on a screen, those under the cursor first, none twice."""
    return list(dict.fromkeys(_found(screen)))


def _found(screen: Keyed[Any]) -> Iterator[Figure]:
    focused = screen.focused
    if isinstance(focused, FigureTable) and focused.asks:
        yield from focused.asks
        return
    if isinstance(screen, Telling):
        yield from screen.figures_shown()
    for sheet in screen.query(Sheet):
        if sheet.display:
            yield from sheet.asks
    for table in screen.query(FigureTable):
        if table.display and table is not focused:
            yield from table.asks
