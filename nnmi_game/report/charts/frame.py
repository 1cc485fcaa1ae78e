"""What all charts share: the drawing surface, scales, axes, patterns, widths of texts."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from nnmi_game.report.markup import Markup, joined, tag

#: Size of the letters of a chart, in its own units, and how wide a narrow and a wide letter is.
LETTER, NARROW, WIDE = 12.0, 0.56, 1.05
#: Looks told apart by colour; each has a dash and a pattern of its own as well.
LOOKS = 8
_DASHES = ("", "7 4", "2 3", "9 3 2 3", "4 2", "1 4", "12 4", "5 2 1 2")


@frozen
class Figure:
    """What a chart says to those who do not see it, and its id, which must be its own within the page."""

    id: str
    title: str
    about: str


@frozen
class Plot:
    """The rectangle that figures are drawn in: left, top, right, bottom, in the units of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def across(self, low: float, high: float) -> Callable[[float], float]:
        """The place from left to right of a value between two others."""
        span = (high - low) or 1
        return lambda value: self.left + (self.right - self.left) * (value - low) / span

    def up(self, low: float, high: float) -> Callable[[float], float]:
        """The place from bottom to top of a value between two others."""
        span = (high - low) or 1
        return lambda value: self.bottom - (self.bottom - self.top) * (value - low) / span


def drawing(figure: Figure, width: float, height: float, parts: Iterable[Markup], class_: str = "") -> Markup:
    """The whole chart."""
    name, about = f"{figure.id}-t", f"{figure.id}-d"
    return tag(
        "svg",
        tag("title", figure.title, id=name),
        tag("desc", figure.about, id=about),
        *parts,
        id=figure.id,
        class_=f"chart {class_}".strip(),
        viewBox=f"0 0 {num(width)} {num(height)}",
        role="img",
        aria_labelledby=f"{name} {about}",
    )


def num(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def text(content: str, x: float, y: float, anchor: str = "start", class_: str = "") -> Markup:
    """A short text; ``y`` is the middle of its letters."""
    return tag("text", content, x=num(x), y=num(y + LETTER * 0.35), text_anchor=anchor, class_=class_ or None)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """A straight line."""
    return tag("line", x1=num(x1), y1=num(y1), x2=num(x2), y2=num(y2), class_=class_)


def rect(x: float, y: float, width: float, height: float, **attributes: str | None) -> Markup:
    """A rectangle; a negative size is drawn from the other side."""
    x, width = (x, width) if width >= 0 else (x + width, -width)
    y, height = (y, height) if height >= 0 else (y + height, -height)
    return tag("rect", x=num(x), y=num(y), width=num(width), height=num(height), **attributes)


def wide(content: str) -> float:
    """About how wide a text is."""
    units = sum(WIDE if unicodedata.east_asian_width(sign) in "WF" else NARROW for sign in content)
    return units * LETTER


def dash(look: int) -> str | None:
    """The dash of a line of a look; None for a full line."""
    return _DASHES[look % LOOKS] or None


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round values that cover a range, with steps of 1, 2 or 5 times a power of ten, never less than 1."""
    span = max(high - low, 1)
    power = 10.0 ** math.ceil(math.log10(span / most))
    step = max(next(power * part for part in (0.1, 0.2, 0.5, 1) if power * part * most >= span), 1)
    return [step * n for n in range(math.floor(low / step), math.ceil(high / step) + 1)]


def patterns(id: str, looks: Iterable[int]) -> Markup:
    """Fillings of a chart, one for each look: colour with hatching that tells it apart without colour."""
    return tag("defs", *(_pattern(id, look) for look in sorted(set(looks))))


def filling(id: str, look: int) -> str:
    """How an area of a look is filled."""
    return f"url(#{id}-p{look})"


def _pattern(id: str, look: int) -> Markup:
    ground = rect(0, 0, 8, 8, class_=f"f{look % LOOKS}")
    marks: Sequence[Markup] = {
        0: (),
        1: (line(0, 0, 0, 8, "hatch"),),
        2: (tag("circle", cx=4, cy=4, r=1.4, class_="dot"),),
        3: (line(0, 0, 8, 0, "hatch"), line(0, 0, 0, 8, "hatch")),
        4: (line(0, 4, 8, 4, "hatch"),),
        5: (line(0, 0, 0, 8, "hatch wide"),),
        6: (tag("circle", cx=2, cy=2, r=1, class_="dot"), tag("circle", cx=6, cy=6, r=1, class_="dot")),
        7: (line(0, 0, 8, 8, "hatch"), line(8, 0, 0, 8, "hatch")),
    }[look % LOOKS]
    turn = "rotate(45)" if look % LOOKS in (1, 5) else None
    return tag(
        "pattern",
        ground,
        *marks,
        id=f"{id}-p{look}",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
        patternTransform=turn,
    )


def up_axis(
    plot: Plot, values: Sequence[float], place: Callable[[float], float], told: Callable[[float], str]
) -> Markup:
    """Lines across at round values, with the values at the left."""
    parts = []
    for value in values:
        y = place(value)
        parts.append(line(plot.left, y, plot.right, y, "zero" if value == 0 else "grid"))
        parts.append(text(told(value), plot.left - 6, y, "end", "tick"))
    return joined(parts)


def turn_axis(
    plot: Plot,
    turns: int,
    place: Callable[[float], float],
    named: Callable[[int], Sequence[str]],
    first: int = 0,
) -> Markup:
    """Names of turns below the plot, in one row or more, each as far as it has room; empty names are left out."""
    parts = [
        line(place(turn), plot.bottom, place(turn), plot.bottom + 4, "grid")
        for turn in range(first, turns + 1)
    ]
    names = {turn: named(turn) for turn in range(first, turns + 1)}
    for row in range(max((len(found) for found in names.values()), default=0)):
        told = [(turn, found[row]) for turn, found in names.items() if found[row]]
        for turn, name in told[:: _step([(place(turn), wide(name)) for turn, name in told])]:
            parts.append(text(name, place(turn), plot.bottom + 13 + 14 * row, "middle", "tick"))
    return joined(parts)


def _step(names: Sequence[tuple[float, float]]) -> int:
    """Every how many names have room, where each is told as its middle and its width."""
    if len(names) < 2:
        return 1
    apart = (names[-1][0] - names[0][0]) / (len(names) - 1)
    return max(math.ceil((max(width for _middle, width in names) + 5) / max(apart, 1e-9)), 1)


def legend(
    entries: Sequence[tuple[str, Markup]], left: float, y: float, right: float
) -> tuple[Markup, float]:
    """Samples with their names, in as many rows as they need; and where the last row ends."""
    parts: list[Markup] = []
    x, row = left, y
    for name, sample in entries:
        width = 26 + wide(name) + 16
        if x > left and x + width > right:
            x, row = left, row + LETTER * 1.6
        parts.append(tag("g", sample, transform=f"translate({num(x)} {num(row)})"))
        parts.append(text(name, x + 26, row, "start"))
        x += width
    return joined(parts), row + LETTER
