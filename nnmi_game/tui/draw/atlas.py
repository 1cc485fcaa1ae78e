"""Polygons on a grid of dots: how a map fits its room, and which land each dot belongs to."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from attrs import frozen

from nnmi_game.tui.draw.canvas import ACROSS, DOWN, Canvas

Spot = tuple[int, int]
Ring = tuple[Spot, ...]

#: What no land covers.
SEA = -1


@frozen
class Fit:
    """What the dot in the upper left corner stands for, and how many kilometres a dot is wide and high."""

    west: float
    north: float
    kilometres: float

    def dot(self, spot: Spot) -> tuple[float, float]:
        """The dot at a place."""
        return (spot[0] - self.west) / self.kilometres, (self.north - spot[1]) / self.kilometres


@frozen(eq=False)
class Atlas:
    """Lands fitted into ``cells`` by ``rows`` cells.

    ``land`` [dots down, dots across] is the number of the land of each dot, ``land_of_cells`` [rows, cells] that of
    most of a cell's dots; at sea both are ``SEA``. ``borders`` are the dots of each land's border. Places
    are kilometres east and north; dots count from the upper left corner.
    """

    cells: int
    rows: int
    fit: Fit
    land: npt.NDArray[np.int16]
    land_of_cells: npt.NDArray[np.int64]
    borders: tuple[npt.NDArray[np.bool_], ...]

    def dot(self, spot: Spot) -> tuple[float, float]:
        """The dot at a place."""
        return self.fit.dot(spot)

    def cell(self, spot: Spot) -> tuple[int, int]:
        """The cell at a place, moved inside if it lies at the very edge."""
        x, y = self.dot(spot)
        cell, row = round(x) // ACROSS, round(y) // DOWN
        return min(max(cell, 0), self.cells - 1), min(max(row, 0), self.rows - 1)


@lru_cache(maxsize=8)
def atlas(lands: tuple[tuple[Ring, ...], ...], cells: int, rows: int) -> Atlas:
    """Fit lands, each a tuple of rings, into a room; a kilometre is as long across as down."""
    corners = [spot for rings in lands for ring in rings for spot in ring] or [(0, 0), (1, 1)]
    west, east = min(x for x, _y in corners), max(x for x, _y in corners)
    south, north = min(y for _x, y in corners), max(y for _x, y in corners)
    width, height = cells * ACROSS, rows * DOWN
    kilometres = max((east - west) / max(width - 1, 1), (north - south) / max(height - 1, 1), 1e-9)
    left = (width - 1 - (east - west) / kilometres) / 2
    top = (height - 1 - (north - south) / kilometres) / 2
    fit = Fit(west - left * kilometres, north + top * kilometres, kilometres)
    grid = np.full((height, width), SEA, dtype=np.int16)
    borders = []
    for number, rings in enumerate(lands):
        border = Canvas(cells, rows)
        for ring in rings:
            dots = [fit.dot(spot) for spot in ring]
            grid[inside(dots, width, height)] = number
            border.path([x for x, _y in [*dots, dots[0]]], [y for _x, y in [*dots, dots[0]]], 1)
        borders.append(border.dots)
    return Atlas(cells, rows, fit, grid, _by_cells(grid, len(lands)), tuple(borders))


def _by_cells(grid: npt.NDArray[np.int16], lands: int) -> npt.NDArray[np.int64]:
    """The land with most dots in each cell."""
    height, width = grid.shape
    dots = grid.reshape(height // DOWN, DOWN, width // ACROSS, ACROSS)
    counts = np.zeros((max(lands, 1), height // DOWN, width // ACROSS), dtype=np.int64)
    for number in range(lands):
        counts[number] = (dots == number).sum(axis=(1, 3))
    return np.where(counts.any(axis=0), counts.argmax(axis=0), SEA)


def inside(ring: list[tuple[float, float]], width: int, height: int) -> npt.NDArray[np.bool_]:
    """[height, width] the dots whose middle lies within a ring, given in dots."""
    crossed = np.zeros((height, width + 1), dtype=np.int32)
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if y0 == y1:
            continue
        low, high = (y0, y1) if y0 < y1 else (y1, y0)
        rows = np.arange(max(int(np.ceil(low)), 0), min(int(np.ceil(high)), height))
        at = np.ceil(x0 + (rows - y0) * (x1 - x0) / (y1 - y0)).astype(np.int64)
        np.add.at(crossed, (rows, np.clip(at, 0, width)), 1)
    return np.asarray(np.cumsum(crossed[:, :width], axis=1) % 2 == 1)


def towards(spots: dict[str, tuple[int, int]], here: str, direction: tuple[int, int]) -> str:
    """The nearest of some cells in a direction from one of them; that one itself where there is none.

    What lies straight ahead counts as nearer than what lies aside; a row is as far as two cells.
    """
    if here not in spots:
        return next(iter(spots), here)
    x, y = spots[here]
    best, least = here, float("inf")
    for name, (column, row) in spots.items():
        east, south = column - x, 2 * (row - y)
        ahead = east * direction[0] + south * direction[1]
        aside = abs(east * direction[1]) + abs(south * direction[0])
        if name != here and ahead > 0 and aside <= 3 * ahead and ahead + 2 * aside < least:
            best, least = name, ahead + 2 * aside
    return best
