"""Lines over the turns of a game, told apart by colour, dash and marker, each named at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from nnmi_game.report.charts.frame import (
    LETTER,
    Figure,
    Plot,
    dash,
    drawing,
    line,
    num,
    text,
    ticks,
    turn_axis,
    up_axis,
    wide,
)
from nnmi_game.report.markup import Markup, joined, tag

WIDTH, HEIGHT = 760.0, 300.0


@frozen
class Line:
    """A series at the start and after each turn; ``look`` chooses colour, dash and marker."""

    name: str
    values: Sequence[int]
    look: int


@frozen
class Mark:
    """Something to point at: a turn, and a letter or number that the text below explains."""

    turn: int
    sign: str


def lines(
    figure: Figure,
    series: Sequence[Line],
    named: Callable[[int], Sequence[str]],
    told: Callable[[float], str],
    *,
    marks: Sequence[Mark] = (),
    top: float | None = None,
    width: float = WIDTH,
    height: float = HEIGHT,
) -> Markup:
    """A chart of lines. ``named`` names turns, in rows, ``told`` values; ``top`` is the least that the axis reaches."""
    high = max([*(v for one in series for v in one.values), top or 0, 1])
    low = min([*(v for one in series for v in one.values), 0])
    steps = ticks(low, high)
    names = 1.1 * max((wide(one.name) for one in series), default=0.0)  # in bold
    left = max(wide(told(value)) for value in steps) + 12
    plot = Plot(left, 22.0 if marks else 10.0, width - names - 18, height - 38)
    turns = max((len(one.values) for one in series), default=1) - 1
    across, up = plot.across(0, max(turns, 1)), plot.up(steps[0], steps[-1])
    parts = [up_axis(plot, steps, up, told), turn_axis(plot, turns, across, named)]
    for mark in marks:
        x = across(mark.turn)
        parts += [
            line(x, plot.top, x, plot.bottom, "mark"),
            text(mark.sign, x, plot.top - 9, "middle", "sign"),
        ]
    # the first line is the reader's own and lies on top
    for one in reversed(series):
        parts.append(_line(one, across, up))
    parts.append(_end_names(series, plot, up))
    return drawing(figure, width, height, parts)


def _line(one: Line, across: Callable[[float], float], up: Callable[[float], float]) -> Markup:
    places = [(across(turn), up(value)) for turn, value in enumerate(one.values)]
    path = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in places)
    every = max(len(places) // 8, 1)
    shown = [place for n, place in enumerate(places) if n % every == 0 or n == len(places) - 1]
    return tag(
        "g",
        tag("path", d=path, class_=f"line s{one.look}", stroke_dasharray=dash(one.look)),
        *(marker(one.look, x, y) for x, y in shown),
    )


def marker(look: int, x: float, y: float, size: float = 3.4) -> Markup:
    """The marker of a look: circle, square, triangle, diamond, and so on."""
    name = f"marker f{look}"
    match look % 4:
        case 0:
            return tag("circle", cx=num(x), cy=num(y), r=num(size), class_=name)
        case 1:
            return tag(
                "rect",
                x=num(x - size),
                y=num(y - size),
                width=num(2 * size),
                height=num(2 * size),
                class_=name,
            )
        case 2:
            corners = [(x, y - size * 1.3), (x + size * 1.2, y + size), (x - size * 1.2, y + size)]
        case _:
            corners = [(x, y - size * 1.4), (x + size * 1.4, y), (x, y + size * 1.4), (x - size * 1.4, y)]
    return tag("polygon", points=" ".join(f"{num(a)},{num(b)}" for a, b in corners), class_=name)


def _end_names(series: Sequence[Line], plot: Plot, up: Callable[[float], float]) -> Markup:
    """Names at the ends of the lines, moved apart where they would lie on one another."""
    wished = sorted((up(one.values[-1]), n) for n, one in enumerate(series) if one.values)
    places: dict[int, float] = {}
    least = plot.top
    for y, n in wished:
        places[n] = max(y, least)
        least = places[n] + LETTER * 1.15
    over = least - LETTER * 1.15 - plot.bottom
    most = plot.bottom
    for _y, n in reversed(wished):
        if over > 0:
            places[n] = min(places[n], most)
            most = places[n] - LETTER * 1.15
    return joined(
        text(one.name, plot.right + 10, places[n], "start", f"name t{one.look}")
        for n, one in enumerate(series)
        if n in places
    )


def spark(
    figure: Figure, one: Line, named: Callable[[int], Sequence[str]], told: Callable[[float], str]
) -> Markup:
    """A small chart of one series, with its highest and its last value told."""
    width, height = 350.0, 110.0
    high, low = max([*one.values, 1]), min([*one.values, 0])
    best = max(range(len(one.values)), key=lambda turn: one.values[turn])
    last = len(one.values) - 1
    plot = Plot(8, 22, width - max(wide(told(one.values[-1])) + 12, 20), height - 22)
    across, up = plot.across(0, max(last, 1)), plot.up(low, high)
    x, y = across(best), up(one.values[best])
    parts = [
        line(plot.left, up(0), plot.right, up(0), "zero"),
        turn_axis(plot, last, across, named),
        _line(one, across, up),
        text(told(one.values[-1]), plot.right + 8, up(one.values[-1]), "start", "name"),
    ]
    if best != last:
        anchor = "middle" if plot.left + 30 < x < plot.right - 30 else ("start" if x < width / 2 else "end")
        parts.append(text(told(one.values[best]), x, y - 11, anchor, "tick"))
    return drawing(figure, width, height, parts, "small")
