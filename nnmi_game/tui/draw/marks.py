"""How series are told apart: dashes of lines, patterns of areas, and samples of both for the legend."""

from __future__ import annotations

from functools import cache

from nnmi_game.tui.draw.canvas import Canvas, Pattern

#: Dots drawn and left out in turn, for each series.
DASHES: tuple[tuple[int, ...], ...] = ((), (5, 2), (2, 2), (7, 2, 2, 2), (1, 2), (9, 3), (3, 3, 1, 3))
DOTTED = (1, 3)
LEVEL = (6, 4)
#: Dots of an area, for each part of a stack, repeated over the canvas: neighbours differ most.
PATTERNS: tuple[Pattern, ...] = (
    ((1,),),
    ((1, 0), (0, 1)),
    ((1, 1), (1, 1), (1, 1), (0, 0)),
    ((1, 0, 0, 0), (0, 0, 1, 0)),
    ((1, 0),),
    ((1, 1), (0, 0)),
    ((1, 1, 1, 1), (1, 0, 1, 0)),
    ((0, 0, 0, 1), (0, 0, 1, 0), (0, 1, 0, 0), (1, 0, 0, 0)),
)
#: A band is lighter than any of them.
BAND: Pattern = ((1, 0, 0, 0), (0, 0, 0, 0), (0, 0, 1, 0), (0, 0, 0, 0))

#: How many styles there are for series; then they begin anew.
STYLES = 7


def style(place: int) -> str:
    """The name of the style of a series."""
    return f"series-{place % STYLES}"


def dash(place: int) -> tuple[int, ...]:
    """The dashes of a line."""
    return DASHES[place % len(DASHES)]


def pattern(place: int) -> Pattern:
    """The pattern of a part of a stack."""
    return PATTERNS[place % len(PATTERNS)]


@cache
def line_sample(dashes: tuple[int, ...], cells: int = 4) -> str:
    """A piece of a line."""
    canvas = Canvas(cells, 1)
    canvas.path([0, canvas.width - 1], [2, 2], 1, dashes)
    return canvas.text()[0]


@cache
def area_sample(dots: Pattern, cells: int = 2) -> str:
    """A piece of an area."""
    canvas = Canvas(cells, 1)
    canvas.rectangle(0, 0, canvas.width, canvas.height, 1, dots)
    return canvas.text()[0]
