"""A picture in the making: a field of cells on which canvases are laid and texts are written."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rich.cells import cell_len

from nnmi_game.tui.draw.canvas import Canvas
from nnmi_game.tui.views.sheet import Line, Segment
from nnmi_game.tui.views.text import cut

#: Stands in the second cell of a wide character.
_REST = 0
_SPACE = ord(" ")
#: Styles whose names begin so also show on spaces.
SOLID = "chosen"


class Picture:
    """``rows`` lines of ``cells`` cells; each cell has a character and the name of a style."""

    def __init__(self, cells: int, rows: int) -> None:
        self.cells, self.rows = max(cells, 0), max(rows, 0)
        self._signs = np.full((self.rows, self.cells), _SPACE, dtype=np.uint32)
        self._styles = np.zeros((self.rows, self.cells), dtype=np.int16)
        self._written = np.zeros((self.rows, self.cells), dtype=bool)
        self._names = [""]
        self._number = {"": 0}

    def put(self, x: int, y: int, text: str, style: str = "", drawing: bool = False) -> None:
        """Write a text from a cell on, cut at the edge of the picture; or draw with its signs."""
        if not 0 <= y < self.rows or x >= self.cells:
            return
        room = self.cells - x
        for sign in text if cell_len(text) <= room else cut(text, room):
            wide = cell_len(sign)
            if wide and x >= 0:
                self._set(x, y, ord(sign), style)
                if wide == 2:
                    self._set(x + 1, y, _REST, style)
                self._written[y, x : x + wide] = not drawing
            x += wide

    def put_right(self, x: int, y: int, text: str, style: str = "") -> None:
        """Write a text that ends before a cell."""
        self.put(x - cell_len(text), y, text, style)

    def lay(
        self,
        canvas: Canvas,
        x: int,
        y: int,
        style: Callable[[int], str] | str,
        where: npt.NDArray[np.bool_] | None = None,
        sign: int | None = None,
    ) -> None:
        """Lay a canvas, which must fit, with its upper left corner at a cell; its empty cells cover nothing.

        ``style`` names the style of everything, or of each ink; ``where`` [rows, cells] of the picture it may lie, and
        ``sign`` is one to draw with in place of dots.
        """
        place = np.s_[y : y + canvas.rows, x : x + canvas.cells]
        there = canvas.filled() if where is None else canvas.filled() & where[place]
        self._signs[place][there] = canvas.codes()[there] if sign is None else sign
        if isinstance(style, str):
            self._styles[place][there] = self._style(style)
            return
        inks = canvas.inks()
        for ink in np.flatnonzero(np.bincount(inks[there], minlength=1)):
            self._styles[place][there & (inks == ink)] = self._style(style(int(ink)))

    def restyled(self, look: Callable[[str], str]) -> Picture:
        """A copy with other names of styles."""
        copy = Picture(self.cells, self.rows)
        copy._signs, copy._written = self._signs.copy(), self._written.copy()
        copy._styles = np.array([copy._style(look(name)) for name in self._names], dtype=np.int16)[
            self._styles
        ]
        return copy

    def restyle(self, x: int, y: int, cells: int, style: str) -> None:
        """Give cells another style."""
        if 0 <= y < self.rows:
            self._styles[y, max(x, 0) : max(x + cells, 0)] = self._style(style)

    def blank(self) -> npt.NDArray[np.bool_]:
        """[rows, cells] where there is no text; drawings do not count."""
        return ~self._written

    def free(self, x: int, y: int, cells: int) -> bool:
        """Whether a run of cells lies inside and has no text in it; drawings do not count."""
        if not 0 <= y < self.rows or x < 0 or x + cells > self.cells:
            return False
        return not self._written[y, x : x + cells].any()

    def lines(self) -> list[Line]:
        """The picture as lines of (style, text), spaces at the ends left out."""
        styles = self._smooth()
        whole = self._signs.astype("<u4").tobytes().decode("utf-32-le")
        texts = (whole[row * self.cells : (row + 1) * self.cells] for row in range(self.rows))
        return [self._line(text, styles[row]) for row, text in enumerate(texts)]

    def _line(self, text: str, styles: npt.NDArray[np.int16]) -> Line:
        text = text.rstrip(" ")
        if not text:
            return ()
        end = len(text)
        bounds = [0, *(np.flatnonzero(styles[1:end] != styles[: end - 1]) + 1).tolist(), end]
        found: list[Segment] = []
        for start, stop in pairwise(bounds):
            found.append((self._names[styles[start]], text[start:stop].replace(chr(_REST), "")))
        return tuple(found)

    def _smooth(self) -> npt.NDArray[np.int16]:
        """The styles, where a gap of spaces between two pieces of one style counts as theirs: fewer pieces."""
        blank = (self._signs == _SPACE) & (self._styles == 0)
        if not self.cells:
            return self._styles
        here = np.arange(self.cells)
        before = np.maximum.accumulate(np.where(blank, 0, here), axis=1)
        after = np.minimum.accumulate(np.where(blank, self.cells - 1, here)[:, ::-1], axis=1)[:, ::-1]
        left = np.take_along_axis(self._styles, before, axis=1)
        right = np.take_along_axis(self._styles, after, axis=1)
        painted = np.array([name.startswith(SOLID) for name in self._names])
        return np.where(blank & (left == right) & ~painted[left], left, self._styles)

    def _style(self, name: str) -> int:
        if name not in self._number:
            self._number[name] = len(self._names)
            self._names.append(name)
        return self._number[name]

    def _set(self, x: int, y: int, sign: int, style: str) -> None:
        row = self._signs[y]
        # Half of a wide character cannot stay behind.
        if sign != _REST and row[x] == _REST and x > 0:
            row[x - 1] = _SPACE
        if x + 1 < self.cells and row[x + 1] == _REST:
            row[x + 1] = _SPACE
        row[x] = sign
        self._styles[y, x] = self._style(style)
