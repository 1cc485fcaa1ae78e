"""Bars across for things with names, and columns up and down for turns."""

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
    patterns,
    rect,
    text,
    ticks,
    turn_axis,
    up_axis,
    wide,
)
from nnmi_game.report.charts.lines import Mark
from nnmi_game.report.markup import Markup, tag

WIDTH = 760.0
_ROW = 26.0


@frozen
class Bar:
    """A row: its name and the parts of its bar, told apart by their looks; parts below 0 go to the left."""

    name: str
    parts: Sequence[int]
    told: str


def bars(
    figure: Figure, rows: Sequence[Bar], looks: Sequence[tuple[str, int]], width: float = WIDTH
) -> Markup:
    """Bars of stacked parts; ``looks`` names each part and gives its look."""
    gains = max((sum(max(p, 0) for p in row.parts) for row in rows), default=0)
    losses = max((sum(max(-p, 0) for p in row.parts) for row in rows), default=0)
    left = max((wide(row.name) for row in rows), default=0.0) + 12
    right = max((wide(row.told) for row in rows), default=0.0) + 12
    bottom = 8 + _ROW * len(rows)
    plot = Plot(left, 8, width - right, bottom)
    across = plot.across(-losses, max(gains, 1))
    parts = [
        patterns(figure.id, (look for _name, look in looks)),
        line(across(0), plot.top, across(0), bottom, "zero"),
    ]
    for n, row in enumerate(rows):
        y = plot.top + _ROW * (n + 0.5)
        ends = [0, 0]
        for value, (_name, look) in zip(row.parts, looks, strict=True):
            if value:
                side = value < 0
                start = across(ends[side])
                ends[side] += value
                shape = rect(
                    start,
                    y - 8,
                    across(ends[side]) - start,
                    16,
                    fill=filling(figure.id, look),
                    class_="column",
                )
                parts.append(shape)
        parts.append(text(row.name, left - 8, y, "end"))
        parts.append(text(row.told, across(ends[0]) + 6, y, "start", "name"))
    samples = [
        (name, rect(0, -6, 20, 12, fill=filling(figure.id, look), class_="sample")) for name, look in looks
    ]
    key, end = legend(samples, left, bottom + LETTER * 1.4, width)
    return drawing(figure, width, end + 4, [*parts, key])


def columns(
    figure: Figure,
    up_values: Sequence[int],
    down_values: Sequence[int],
    names: tuple[str, str],
    named: Callable[[int], Sequence[str]],
    told: Callable[[float], str],
    marks: Sequence[Mark] = (),
    width: float = WIDTH,
    height: float = 260.0,
) -> Markup:
    """For each turn from 1 a column up and one down; ``names`` say what they stand for."""
    steps = ticks(min([*down_values, 0]), max([*up_values, 1]))
    left = max(wide(told(value)) for value in steps) + 12
    plot = Plot(left, 20, width - 8, height - 38)
    count = len(up_values)
    across, up = plot.across(0.5, count + 0.5), plot.up(steps[0], steps[-1])
    each = (plot.right - plot.left) / max(count, 1)
    samples = [
        (name, rect(0, -6, 20, 12, fill=filling(figure.id, look), class_="sample"))
        for look, name in enumerate(names)
    ]
    parts = [
        patterns(figure.id, (0, 1)),
        up_axis(plot, steps, up, told),
        turn_axis(plot, count, across, named, 1),
    ]
    for look, values in enumerate((up_values, down_values)):
        shapes = [
            rect(across(turn) - each * 0.34, up(max(value, 0)), each * 0.68, abs(up(0) - up(value)))
            for turn, value in enumerate(values, start=1)
            if value
        ]
        parts.append(tag("g", *shapes, fill=filling(figure.id, look), class_="column"))
    for mark in marks:
        parts.append(text(mark.sign, across(mark.turn), plot.top - 9, "middle", "sign"))
    key, end = legend(samples, left, plot.bottom + 50, width)
    return drawing(figure, width, end + 4, [*parts, key])
