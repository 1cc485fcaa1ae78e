"""Many values in rows on one scale: each a dot, with a box or a range behind them and markers to compare with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from nnmi_game.report.charts.frame import (
    LETTER,
    Figure,
    Plot,
    drawing,
    filling,
    legend,
    line,
    num,
    patterns,
    rect,
    text,
    ticks,
    wide,
)
from nnmi_game.report.charts.lines import marker
from nnmi_game.report.markup import Markup, tag

WIDTH = 760.0
_ROW, _DOT = 34.0, 3.2


@frozen
class Dots:
    """A row: its name, its dots, a box from one value to another with a line in it, markers by their looks."""

    name: str
    values: Sequence[float] = ()
    box: tuple[float, float, float] | None = None
    marks: Sequence[tuple[int, float]] = ()


def dots(
    figure: Figure,
    rows: Sequence[Dots],
    looks: Sequence[tuple[str, int]],
    low: float,
    high: float,
    told: Callable[[float], str],
    steps: Sequence[float] | None = None,
    width: float = WIDTH,
) -> Markup:
    """Rows of dots from ``low`` to ``high``; ``looks`` names the markers. Dots that meet are stacked."""
    values = [value for value in steps or ticks(low, high) if low <= value <= high]
    left = max((wide(row.name) for row in rows), default=0.0) + 14
    plot = Plot(left, 8, width - 20, 8 + _ROW * len(rows))
    across = plot.across(low, high)
    parts = [patterns(figure.id, (0,))]
    for value in values:
        x = across(value)
        parts += [
            line(x, plot.top, x, plot.bottom, "zero" if value == 0 else "grid"),
            text(told(value), x, plot.bottom + 12, "middle", "tick"),
        ]
    for n, row in enumerate(rows):
        y = plot.top + _ROW * (n + 0.5)
        if row.box is not None:
            start, middle, end = map(across, row.box)
            box = rect(start, y - 10, end - start, 20, fill=filling(figure.id, 0), class_="range")
            parts += [box, line(middle, y - 12, middle, y + 12, "guess")]
        parts += _stacked([across(value) for value in row.values], y)
        parts += [marker(look, across(value), y, 5.5) for look, value in row.marks]
        parts.append(text(row.name, left - 8, y, "end"))
    samples = [(name, marker(look, 10, 0, 5.5)) for name, look in looks]
    key, bottom = legend(samples, left, plot.bottom + LETTER * 2.6, width)
    return drawing(figure, width, bottom + 4, [*parts, key])


def _stacked(places: Sequence[float], y: float) -> list[Markup]:
    """Dots, moved up and down in turn where they would lie on one another."""
    found: list[Markup] = []
    last, height = -_DOT * 4, 0
    for x in sorted(places):
        height = height + 1 if x - last < _DOT * 1.8 else 0
        last = x if height == 0 else last
        shift = (height + 1) // 2 * _DOT * 1.5 * (1 if height % 2 else -1)
        shift = max(min(shift, _ROW * 0.42), -_ROW * 0.42)
        found.append(tag("circle", cx=num(x), cy=num(y + shift), r=num(_DOT), class_="marker f7"))
    return found
