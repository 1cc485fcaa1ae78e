"""A canvas of braille dots: each cell of the terminal holds two dots side by side and four above each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

#: Dots of a cell.
ACROSS, DOWN = 2, 4
#: What each dot of a cell adds to the first braille character, by row and column.
_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], dtype=np.int64)
_BLANK = 0x2800
#: Ink of dots that everything else is drawn over.
GRID = 0

Dots = npt.NDArray[np.bool_]
Pattern = Sequence[Sequence[int]]


class Canvas:
    """``rows`` by ``cells`` cells; dots count from the upper left corner, and each has an ink, 0 or more.

    What lies outside is not drawn. A cell has one colour: that of the ink with most dots in it, the later ink
    where two have as many; ``GRID`` only where there is nothing else.
    """

    def __init__(self, cells: int, rows: int) -> None:
        self.cells, self.rows = max(cells, 0), max(rows, 0)
        self.width, self.height = self.cells * ACROSS, self.rows * DOWN
        self.dots: Dots = np.zeros((self.height, self.width), dtype=bool)
        self.ink = np.zeros((self.height, self.width), dtype=np.int16)

    def dot(self, x: int, y: int, ink: int) -> None:
        """One dot."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self.dots[y, x] = True
            self.ink[y, x] = ink

    def row(self, y: int, step: int, ink: int) -> None:
        """Every ``step``-th dot of a row."""
        if 0 <= y < self.height:
            self.dots[y, ::step] = True
            self.ink[y, ::step] = ink

    def path(self, xs: Sequence[float], ys: Sequence[float], ink: int, dash: Sequence[int] = ()) -> None:
        """A line through points; ``dash`` says how many dots are drawn and left out in turn."""
        if len(xs) == 1:
            self.dot(round(xs[0]), round(ys[0]), ink)
        done = 0
        for x0, y0, x1, y1 in zip(xs[:-1], ys[:-1], xs[1:], ys[1:], strict=True):
            done = self._stroke(x0, y0, x1, y1, ink, dash, done)

    def _stroke(
        self, x0: float, y0: float, x1: float, y1: float, ink: int, dash: Sequence[int], done: int
    ) -> int:
        steps = max(abs(round(x1) - round(x0)), abs(round(y1) - round(y0)), 1)
        along = np.arange(steps + 1) / steps
        x = np.rint(x0 + (x1 - x0) * along).astype(np.int64)
        y = np.rint(y0 + (y1 - y0) * along).astype(np.int64)
        shown = (x >= 0) & (x < self.width) & (y >= 0) & (y < self.height)
        if dash:
            drawn = np.repeat(np.arange(len(dash)) % 2 == 0, dash)
            shown &= drawn[(done + np.arange(steps + 1)) % len(drawn)]
        self.dots[y[shown], x[shown]] = True
        self.ink[y[shown], x[shown]] = ink
        return done + steps

    def rectangle(self, x0: int, y0: int, x1: int, y1: int, ink: int, pattern: Pattern = ((1,),)) -> None:
        """Fill from (x0, y0) up to, not including, (x1, y1) with a pattern that repeats over the whole canvas."""
        x0, x1 = max(x0, 0), min(x1, self.width)
        y0, y1 = max(y0, 0), min(y1, self.height)
        if x0 < x1 and y0 < y1:
            area = np.zeros((y1 - y0, x1 - x0), dtype=bool)
            tile = np.asarray(pattern, dtype=bool)
            area[:] = tile[np.arange(y0, y1)[:, None] % tile.shape[0], np.arange(x0, x1) % tile.shape[1]]
            self.dots[y0:y1, x0:x1] = area
            self.ink[y0:y1, x0:x1] = ink

    def area(self, mask: Dots, ink: int, pattern: Pattern = ((1,),)) -> None:
        """Fill the dots of a mask of the canvas' size with a pattern; dots that are there already stay."""
        tile = np.asarray(pattern, dtype=bool)
        wanted = tile[np.arange(self.height)[:, None] % tile.shape[0], np.arange(self.width) % tile.shape[1]]
        chosen = mask & wanted & ~self.dots
        self.dots |= chosen
        self.ink[chosen] = ink

    def codes(self) -> npt.NDArray[np.uint32]:
        """[rows, cells] the braille character of each cell."""
        codes = np.full((self.rows, self.cells), _BLANK, dtype=np.uint32)
        for (down, across), bit in np.ndenumerate(_BITS):
            codes += self.dots[down::DOWN, across::ACROSS] * np.uint32(bit)
        return codes

    def filled(self) -> Dots:
        """[rows, cells] whether a cell holds a dot."""
        return np.asarray(self.dots.reshape(self.rows, DOWN, self.cells, ACROSS).any(axis=(1, 3)))

    def text(self) -> list[str]:
        """One line of braille characters for each row of cells."""
        return [row.astype("<u4").tobytes().decode("utf-32-le") for row in self.codes()]

    def inks(self) -> npt.NDArray[np.int64]:
        """[rows, cells] the ink of each cell; -1 where it is empty."""
        found = np.full(self.rows * self.cells, -1, dtype=np.int64)
        y, x = np.nonzero(self.dots)
        if not len(y):
            return found.reshape(self.rows, self.cells)
        ink = self.ink[y, x].astype(np.int64)
        known = np.flatnonzero(np.bincount(ink))[::-1]  # the latest first, which wins where counts are even
        place = np.zeros(int(known[0]) + 1, dtype=np.int64)
        place[known] = np.arange(len(known))
        cell = y // DOWN * self.cells + x // ACROSS
        counts = np.bincount(cell * len(known) + place[ink], minlength=len(found) * len(known))
        counts = counts.reshape(len(found), len(known))
        filled = counts.any(axis=1)
        if known[-1] == GRID:
            counts[:, -1] = np.minimum(counts[:, -1], 1) * (counts[:, :-1].sum(axis=1) == 0)
        found[filled] = known[counts[filled].argmax(axis=1)]
        return found.reshape(self.rows, self.cells)
