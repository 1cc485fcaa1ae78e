"""Ranges that somebody was sure of, and where the figure came out: within, above or below."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from nnmi_game.report.charts.frame import Figure, Plot, drawing, filling, line, patterns, rect, text, wide
from nnmi_game.report.charts.lines import marker
from nnmi_game.report.markup import Markup

WIDTH = 760.0
_ROW = 24.0
#: How far outside a range is shown, in half widths of the range; what lies further is shown at the edge.
FARTHEST = 3.0


@frozen
class Range:
    """A row: its name, the range with the guess in it, the figure, and what is told at the end."""

    name: str
    low: int
    value: int
    high: int
    actual: int
    told: str


def ranges(
    figure: Figure, rows: Sequence[Range], names: tuple[str, str, str], width: float = WIDTH
) -> Markup:
    """Every range drawn to the same width; ``names`` stand above: too low a figure, within, too high."""
    left = max((wide(row.name) for row in rows), default=0.0) + 12
    right = max((wide(row.told) for row in rows), default=0.0) + 16
    bottom = 26 + _ROW * len(rows)
    plot = Plot(left, 26, width - right, bottom)
    across = plot.across(-FARTHEST, FARTHEST)
    parts = [
        patterns(figure.id, (0,)),
        *(text(name, across(x), 12, "middle", "tick") for name, x in zip(names, (-2, 0, 2), strict=True)),
        *(line(across(x), plot.top, across(x), bottom, "grid") for x in (-1, 1)),
    ]
    for n, row in enumerate(rows):
        y = plot.top + _ROW * (n + 0.5)
        parts += [
            rect(across(-1), y - 6, across(1) - across(-1), 12, fill=filling(figure.id, 0), class_="range"),
            line(across(_at(row, row.value)), y - 8, across(_at(row, row.value)), y + 8, "guess"),
            marker(3, across(_at(row, row.actual)), y, 4.5),
            text(row.name, left - 8, y, "end"),
            text(row.told, plot.right + 12, y, "start", "tick"),
        ]
    return drawing(figure, width, bottom + 6, parts)


def _at(row: Range, value: int) -> float:
    """The place of a value, in half widths of the range from its middle."""
    half = max((row.high - row.low) / 2, 0.5)
    place = (value - (row.low + row.high) / 2) / half
    return min(max(place, -FARTHEST), FARTHEST)
