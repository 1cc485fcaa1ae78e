"""Figures with their units, and a scenario's texts, in the language in use.

The words are those of ``game.words``; they come with the engine, so the title does without this module.
"""

from __future__ import annotations

from collections.abc import Callable

from nnmi_game.game.words import exact_money, money, percent, period, ratio
from nnmi_game.game.words.numbers import local
from nnmi_game.tui.views.text import number

__all__ = [
    "exact_money",
    "figure",
    "local",
    "money",
    "number",
    "percent",
    "period",
    "ratio",
    "signed_figure",
]

#: How a figure in each of the engine's units is written.
_UNITS: dict[str, Callable[[int], str]] = {
    "thousand dollars": money,
    "thousand dollars per year": money,
    "per mille": percent,
    "per mille of a concept": percent,
    "hundredths of a per cent": lambda value: percent(value // 10),
}


def figure(value: int, unit: str) -> str:
    """A figure in the unit that the engine's state or a measure names."""
    return _UNITS.get(unit, number)(value)


def signed_figure(value: int, unit: str) -> str:
    """A change in the unit that the engine's state or a measure names."""
    written = figure(value, unit)
    return written if value < 0 else "+" + written
