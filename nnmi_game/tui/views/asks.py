"""Which figure a cell shows, so that it can be asked *why?*. The engine is imported when the first is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nnmi_game.engine.tables import Tables
    from nnmi_game.game.figures import Figure


def stock(name: str, **at: int) -> Figure:
    """A stock or setting of the state, at numbers along axes: ``stock("sme", K=3)``."""
    from nnmi_game.game import figures

    return figures.state(name, **at)


def measure(name: str, place: int | None = None) -> Figure:
    """A measure; ``place`` is the number of the field or agency that it is of."""
    from nnmi_game.game import figures

    return figures.measure(name, place)


def part(number: int, tables: Tables) -> Figure:
    """The points of a component of a goal."""
    from nnmi_game.game import figures

    return figures.part(number, tables)


def goal(name: str) -> Figure:
    """The points of a goal."""
    from nnmi_game.game import figures

    return figures.goal(name)
