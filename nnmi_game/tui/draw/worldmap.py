"""Draws a map: lands with shades and names, pins at their cities, threads between them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from attrs import frozen

from nnmi_game.tui.draw.atlas import SEA, Atlas, Ring, Spot, atlas
from nnmi_game.tui.draw.canvas import Canvas, Pattern
from nnmi_game.tui.draw.marks import area_sample, line_sample
from nnmi_game.tui.draw.picture import Picture
from nnmi_game.tui.views.sheet import Line
from nnmi_game.tui.views.text import cut, width

#: Dots of a land, from empty to dense.
SHADES: tuple[Pattern, ...] = (
    ((0,),),
    ((1, 0, 0, 0), (0, 0, 0, 0), (0, 0, 1, 0), (0, 0, 0, 0)),
    ((1, 0), (0, 0)),
    ((1, 0), (0, 1)),
    ((1, 1), (0, 1)),
)
PLAIN_SHADES = " .:;%"
#: Dots of a thread, by its kind.
THREADS: tuple[tuple[int, ...], ...] = ((), (4, 3), (1, 2))
PLAIN_THREADS = "=~'"
PLAIN_BORDER, PLAIN_CHOSEN = "#", "@"
#: Between the style of a text and the id of what it is about.
_ABOUT = "\0"
#: Names of pins are cut to so many cells.
LONGEST_NAME = 18
#: Below this width names of pins would hide the map.
NAMES_FROM = 100
#: What a cell of a land's name counts at sea and in another land, against a cell farther from its centre.
AT_SEA, ABROAD = 1, 4
#: What it counts if a name touches a mark.
TOUCHING = 6
#: How many cells beside it a click still means a pin.
NEAR = 1


@frozen(kw_only=True)
class Land:
    """A part of the country: its borders, what is written in it, and how dense its shade is."""

    id: str
    name: str
    rings: tuple[Ring, ...]
    centre: Spot
    figure: str = ""
    shade: int = 0


@frozen(kw_only=True)
class Pin:
    """Something at a city: a letter and a sign, a name where there is room, a tone (as of a table's row)."""

    id: str
    mark: str
    name: str
    at: Spot
    tone: str = ""


@frozen
class Thread:
    """A line between two places."""

    start: Spot
    end: Spot
    kind: int = 0


@frozen(kw_only=True)
class Map:
    """All that a map shows."""

    lands: tuple[Land, ...]
    pins: tuple[Pin, ...] = ()
    #: Further places of what the pins stand for; they have its ids.
    sites: tuple[Pin, ...] = ()
    threads: tuple[Thread, ...] = ()

    @property
    def has_shape(self) -> bool:
        """Whether there is an outline to draw."""
        return any(land.rings for land in self.lands)


@frozen(eq=False)
class Drawn:
    """A map that was drawn: its lines, where each thing's mark or name stands, and what is where."""

    lines: list[Line]
    spots: dict[str, tuple[int, int]]
    marks: list[tuple[int, int, int, str]]  # x, y, cells and id of the pins and of their names
    lands: npt.NDArray[np.int64]  # [rows, cells] number of the land
    ids: tuple[str, ...]

    def at(self, x: int, y: int) -> str:
        """The id of what is at a cell: a pin, else a land; empty at sea."""
        near = [
            (abs(y - row) * 2 + max(start - x, x - (start + cells - 1), 0), name)
            for start, row, cells, name in self.marks
            if y == row and start - NEAR <= x <= start + cells - 1 + NEAR
        ]
        if near:
            return min(near)[1]
        if 0 <= y < self.lands.shape[0] and 0 <= x < self.lands.shape[1] and self.lands[y, x] != SEA:
            return self.ids[int(self.lands[y, x])]
        return ""


@frozen(eq=False)
class Plan:
    """A map with everything in its place, drawn but for the one thing that is chosen."""

    picture: Picture  # a text's style is followed by the id of what it is about
    spots: dict[str, tuple[int, int]]
    marks: list[tuple[int, int, int, str]]
    lands: npt.NDArray[np.int64]
    ids: tuple[str, ...]
    bare: npt.NDArray[np.bool_]  # [rows, cells] where nothing lies over the borders
    borders: dict[str, Canvas]  # by the id of the land
    plain: bool

    def drawn(self, chosen: str = "") -> Drawn:
        """The map, with what is chosen set off from the rest."""
        picture = self.picture.restyled(lambda style: _look(style, chosen))
        if chosen in self.borders:
            sign = ord(PLAIN_CHOSEN) if self.plain else None
            picture.lay(self.borders[chosen], 0, 0, "border-chosen", where=self.bare, sign=sign)
        return Drawn(picture.lines(), self.spots, self.marks, self.lands, self.ids)


def draw(shown: Map, cells: int, rows: int, chosen: str = "", plain: bool = False) -> Drawn:
    """The map in at most ``cells`` by ``rows`` cells, with what is chosen set off from the rest."""
    return plan(shown, cells, rows, plain).drawn(chosen)


def plan(shown: Map, cells: int, rows: int, plain: bool = False) -> Plan:
    """Where everything on the map goes in at most ``cells`` by ``rows`` cells. Texts go where there is room."""
    fitted = atlas(tuple(land.rings for land in shown.lands), cells, rows)
    picture = Picture(cells, rows)
    borders = _ground(shown, fitted, picture, plain)
    bare = ~_threads(shown, fitted, picture, plain)
    spots: dict[str, tuple[int, int]] = {}
    marks: list[tuple[int, int, int, str]] = []
    for pin in shown.pins:
        x, y = _free_near(picture, *fitted.cell(pin.at), width(pin.mark))
        picture.put(x, y, pin.mark, _about(f"pin-{pin.tone}" if pin.tone else "pin", pin.id))
        spots[pin.id] = (x, y)
        marks.append((x, y, width(pin.mark), pin.id))
    lands = fitted.land_of_cells
    for number, land in enumerate(shown.lands):
        spots[land.id] = _name_land(picture, fitted, lands, number, land)
    for site in shown.sites:
        x, y = _free_near(picture, *fitted.cell(site.at), width(site.mark))
        picture.put(x, y, site.mark, _about("site", site.id))
        marks.append((x, y, width(site.mark), site.id))
    for pin in shown.pins if cells >= NAMES_FROM else ():
        placed = _name_pin(picture, *spots[pin.id], width(pin.mark), pin)
        if placed is not None:
            marks.append((*placed, pin.id))
    ids = tuple(land.id for land in shown.lands)
    return Plan(picture, spots, marks, lands, ids, bare & picture.blank(), borders, plain)


def _about(style: str, id: str) -> str:
    return f"{style}{_ABOUT}{id}"


def _look(style: str, chosen: str) -> str:
    """The style of a text once it is known what is chosen."""
    look, sign, id = style.partition(_ABOUT)
    return "chosen" if sign and id == chosen else look


def _ground(shown: Map, fitted: Atlas, picture: Picture, plain: bool) -> dict[str, Canvas]:
    """Shades, then borders over them; each land's border by itself."""
    size = fitted.cells, fitted.rows
    if plain:
        for row, numbers in enumerate(fitted.land_of_cells):
            for place in np.flatnonzero(numbers != SEA):
                picture.put(
                    int(place), row, PLAIN_SHADES[shown.lands[numbers[place]].shade], "shade", drawing=True
                )
    else:
        ground = Canvas(*size)
        for number, land in enumerate(shown.lands):
            ground.area(fitted.land == number, 1, SHADES[land.shade])
        picture.lay(ground, 0, 0, "shade")
    lines = Canvas(*size)
    borders = {}
    for land, border in zip(shown.lands, fitted.borders, strict=True):
        lines.area(border, 1)
        borders[land.id] = Canvas(*size)
        borders[land.id].area(border, 1)
    picture.lay(lines, 0, 0, "border", sign=ord(PLAIN_BORDER) if plain else None)
    return borders


def _threads(shown: Map, fitted: Atlas, picture: Picture, plain: bool) -> npt.NDArray[np.bool_]:
    """Draw the threads; [rows, cells] where there are any."""
    there = np.zeros((picture.rows, picture.cells), dtype=bool)
    for kind, dashes in enumerate(THREADS):
        canvas = Canvas(fitted.cells, fitted.rows)
        for thread in shown.threads:
            if thread.kind == kind:
                (x0, y0), (x1, y1) = fitted.dot(thread.start), fitted.dot(thread.end)
                canvas.path([x0, x1], [y0, y1], 1, dashes)
        picture.lay(canvas, 0, 0, "thread", sign=ord(PLAIN_THREADS[kind]) if plain else None)
        there[: canvas.rows, : canvas.cells] |= canvas.filled()
    return there


def _free_near(picture: Picture, x: int, y: int, cells: int) -> tuple[int, int]:
    """The nearest run of cells without a text, one cell apart from the next text on either side."""
    x = min(max(x - (cells - 1) // 2, 0), picture.cells - cells)
    rows, places = np.nonzero(_spaced(picture, cells))
    if not len(rows):
        return x, y
    best = int(np.argmin(np.abs(places - x) + 2 * np.abs(rows - y)))
    return int(places[best]), int(rows[best])


def _name_land(
    picture: Picture, fitted: Atlas, lands: npt.NDArray[np.int64], number: int, land: Land
) -> tuple[int, int]:
    """Write a land's name with its figure near its centre, rather inside than over the sea or a neighbour."""
    text = f"{land.name} {land.figure}" if land.figure else land.name
    x, y = fitted.cell(land.centre)
    cells = width(text)
    strange = np.where(lands == number, 0, np.where(lands == SEA, AT_SEA, ABROAD))
    outside = np.pad(np.cumsum(strange, axis=1), ((0, 0), (1, 0)))
    found = []
    for free, extra in ((_spaced(picture, cells), 0), (_runs(picture.blank(), cells), TOUCHING)):
        rows, places = np.nonzero(free)
        if len(rows):
            cost = 2 * np.abs(places + cells // 2 - x) + 4 * np.abs(rows - y) + extra
            cost = cost + outside[rows, places + cells] - outside[rows, places]
            best = int(np.argmin(cost))
            found.append((int(cost[best]), int(places[best]), int(rows[best])))
    if not found:
        return x, y
    _cost, x, y = min(found)
    picture.put(x, y, text, "land-figure")
    picture.put(x, y, land.name, _about("land", land.id))
    return x + width(land.name) // 2, y


def _spaced(picture: Picture, cells: int) -> npt.NDArray[np.bool_]:
    """Where a text may begin that is at least a cell apart from the texts on either side."""
    # A column more on either side stands for the gaps at the edges.
    free = np.ones((picture.rows, picture.cells + 2), dtype=bool)
    free[:, 1:-1] = picture.blank()
    return _runs(free, cells + 2)


def _runs(free: npt.NDArray[np.bool_], cells: int) -> npt.NDArray[np.bool_]:
    """Where a run of so many cells may begin."""
    rows, across = free.shape
    if cells > across:
        return np.zeros((rows, 0), dtype=bool)
    sums = np.zeros((rows, across + 1), dtype=np.int64)
    np.cumsum(free, axis=1, out=sums[:, 1:])
    return np.asarray(sums[:, cells:] - sums[:, :-cells] == cells)


def _name_pin(picture: Picture, x: int, y: int, cells: int, pin: Pin) -> tuple[int, int, int] | None:
    """Write a pin's name right or left of its mark, if there is room; says where."""
    name = cut(pin.name, LONGEST_NAME)
    wide = width(name)
    for start, first in ((x + cells + 1, x + cells), (x - wide - 1, x - wide - 2)):
        if picture.free(max(first, 0), y, wide + 2 if first >= 0 else wide + 1):
            picture.put(start, y, name, _about("pin-name", pin.id))
            return start, y, wide
    return None


def shade_sample(shade: int, plain: bool = False) -> str:
    """A piece of a shade."""
    return PLAIN_SHADES[shade] * 2 if plain else area_sample(SHADES[shade])


def thread_sample(kind: int, plain: bool = False) -> str:
    """A piece of a thread."""
    return PLAIN_THREADS[kind] * 3 if plain else line_sample(THREADS[kind], 3)
