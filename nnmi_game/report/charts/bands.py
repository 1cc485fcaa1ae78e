"""Amounts over the turns of a game, stacked upon one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nnmi_game.report.charts.frame import (
    Figure,
    Plot,
    drawing,
    filling,
    legend,
    num,
    patterns,
    rect,
    ticks,
    turn_axis,
    up_axis,
    wide,
)
from nnmi_game.report.charts.lines import Line
from nnmi_game.report.markup import Markup, tag

WIDTH, HEIGHT = 760.0, 260.0


def bands(
    figure: Figure,
    series: Sequence[Line],
    named: Callable[[int], Sequence[str]],
    told: Callable[[float], str],
    *,
    first: int = 0,
    width: float = WIDTH,
    height: float = HEIGHT,
) -> Markup:
    """Stacked columns, one for each turn from ``first`` on, with a legend below."""
    count = max((len(one.values) for one in series), default=0)
    sums = [sum(max(one.values[n], 0) for one in series) for n in range(count)]
    steps = ticks(0, max([*sums, 1]), 4)
    left = max(wide(told(value)) for value in steps) + 12
    samples = [
        (one.name, rect(0, -6, 20, 12, fill=filling(figure.id, one.look), class_="sample")) for one in series
    ]
    plot = Plot(left, 8, width - 8, height - 38)
    key, bottom = legend(samples, left, plot.bottom + 50, width)
    up = plot.up(0, steps[-1])
    across = plot.across(first - 0.5, first + count - 0.5)
    each = (plot.right - plot.left) / max(count, 1)
    parts = [
        patterns(figure.id, (one.look for one in series)),
        up_axis(plot, steps, up, told),
        turn_axis(plot, first + count - 1, across, named, first),
    ]
    base = [0] * count
    for one in series:
        columns = []
        for n, value in enumerate(one.values):
            if value > 0:
                top = up(base[n] + value)
                columns.append(rect(across(first + n) - each * 0.42, top, each * 0.84, up(base[n]) - top))
                base[n] += value
        parts.append(tag("g", *columns, fill=filling(figure.id, one.look), class_="column"))
    parts.append(key)
    return drawing(figure, width, float(num(bottom + 4)), parts)
