"""Polygons on a plane: whether a border crosses itself, what lies within it, and how far away something is.

Points are pairs (x, y) of whole numbers. A polygon is the list of its corners; the last is joined to the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

Spot = tuple[int, int]
Polygon = Sequence[Spot]


def edges(polygon: Polygon) -> Iterator[tuple[Spot, Spot]]:
    """The sides, in order."""
    yield from zip(polygon, [*polygon[1:], *polygon[:1]], strict=True)


def first_crossing(polygon: Polygon) -> int | None:
    """The number of the first side that touches another one than its neighbours; None if none does."""
    sides = list(edges(polygon))
    count = len(sides)
    boxes = [(min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])) for a, b in sides]
    for late in range(2, count):
        left, right, low, high = boxes[late]
        for early in range(1 if late == count - 1 else 0, late - 1):
            other = boxes[early]
            near = left <= other[1] and other[0] <= right and low <= other[3] and other[2] <= high
            if near and touch(*sides[late], *sides[early]):
                return late
    return None


def touch(a: Spot, b: Spot, c: Spot, d: Spot) -> bool:
    """Whether the stretches from a to b and from c to d have a point in common."""
    one, two, three, four = turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)
    if one * two < 0 and three * four < 0:
        return True
    return (
        (one == 0 and _between(a, b, c))
        or (two == 0 and _between(a, b, d))
        or (three == 0 and _between(c, d, a))
        or (four == 0 and _between(c, d, b))
    )


def turn(a: Spot, b: Spot, c: Spot) -> int:
    """Above 0 where c lies left of the way from a to b, below 0 where it lies right, 0 where all are in line."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(a: Spot, b: Spot, c: Spot) -> bool:
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])


def within(spot: Spot, polygon: Polygon) -> bool:
    """Whether a spot lies inside; on the border it may be either."""
    x, y = spot
    inside = False
    for a, b in edges(polygon):
        if (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]:
            inside = not inside
    return inside


def from_border(spot: Spot, polygon: Polygon) -> float:
    """How far a spot lies from the border, inside or outside."""
    nearest = float("inf")
    for a, b in edges(polygon):
        dx, dy = b[0] - a[0], b[1] - a[1]
        square = dx * dx + dy * dy
        along = ((spot[0] - a[0]) * dx + (spot[1] - a[1]) * dy) / square if square else 0.0
        along = max(0.0, min(1.0, along))
        nearest = min(nearest, hypot(spot[0] - a[0] - along * dx, spot[1] - a[1] - along * dy))
    return nearest
