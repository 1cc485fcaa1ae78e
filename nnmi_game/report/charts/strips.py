"""Strips: what each of several things was in each turn, one row for each thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from attrs import frozen

from nnmi_game.report.charts.frame import (
    LETTER,
    Figure,
    Plot,
    drawing,
    filling,
    legend,
    patterns,
    rect,
    text,
    turn_axis,
    wide,
)
from nnmi_game.report.markup import Markup

WIDTH = 760.0
_ROW = 22.0


@frozen
class Strip:
    """A row: its name, what it was after each turn from 1 (a look, or -1 for nothing), and a word at its end."""

    name: str
    looks: Sequence[int]
    told: str


def strips(
    figure: Figure,
    rows: Sequence[Strip],
    looks: Sequence[tuple[str, int]],
    named: Callable[[int], Sequence[str]],
    width: float = WIDTH,
) -> Markup:
    """Rows of strips with a legend of what the looks mean."""
    left = max((wide(row.name) for row in rows), default=0.0) + 12
    right = max((wide(row.told) for row in rows), default=0.0) + 12
    count = max((len(row.looks) for row in rows), default=1)
    bottom = 6 + _ROW * len(rows)
    plot = Plot(left, 6, width - right, bottom)
    across = plot.across(0.5, count + 0.5)
    parts = [patterns(figure.id, (look for _name, look in looks)), turn_axis(plot, count, across, named, 1)]
    for n, row in enumerate(rows):
        y = plot.top + _ROW * (n + 0.5)
        turn = 1
        for look, run in groupby(row.looks):
            length = len(list(run))
            if look >= 0:
                start = across(turn - 0.5)
                shape = rect(start, y - 7, across(turn + length - 0.5) - start, 14, fill=filling(figure.id, look),
                             class_="column")  # fmt: skip
                parts.append(shape)
            turn += length
        parts += [text(row.name, left - 8, y, "end"), text(row.told, plot.right + 8, y, "start", "tick")]
    samples = [
        (name, rect(0, -6, 20, 12, fill=filling(figure.id, look), class_="sample")) for name, look in looks
    ]
    key, end = legend(samples, left, bottom + 34 + LETTER * 1.4, width)
    return drawing(figure, width, end + 4, [*parts, key])
