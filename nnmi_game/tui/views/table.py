"""Tables as plain data, and how they fit a width: numbers are never cut, less important columns go first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from nnmi_game.locale import gettext as _
from nnmi_game.scenario.glossary import plain
from nnmi_game.tui.views.text import cut, pad, told_apart, width

if TYPE_CHECKING:
    from nnmi_game.game.figures import Figure

#: Cells between two columns.
GAP = 2


def _texts(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(cells)


def _columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(columns)


def _rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(rows)


@frozen(kw_only=True)
class Column:
    """A column: numbers stand to the right and keep their width; words may shrink to ``least`` cells.

    Columns with the lowest ``rank`` are left out first where there is no room; those of rank 9 always stay.
    """

    key: str
    title: str
    number: bool = False
    least: int = 8
    most: int = 60
    rank: int = 9


@frozen(kw_only=True)
class Row:
    """A row: a key that stays the same from turn to turn, a text per column, and a tone.

    ``tone`` is one of ``""``, ``"good"``, ``"warn"``, ``"bad"``, ``"quiet"``; it only repeats in colour
    what the text says. ``asks`` names, by the keys of columns, the figures that cells show and that can be
    asked *why?*. ``also`` are further words by which the row is found.
    """

    key: str
    cells: tuple[str, ...] = field(converter=_texts)
    tone: str = ""
    asks: Mapping[str, Figure] = field(factory=dict)
    also: str = ""


@frozen(kw_only=True)
class Table:
    """Columns and rows; ``empty`` is said when there is no row."""

    columns: tuple[Column, ...] = field(converter=_columns)
    rows: tuple[Row, ...] = field(converter=_rows)
    empty: str = ""


def narrowed(table: Table, wish: str) -> Table:
    """The table with those rows that hold all the words of a wish, in their cells or as their key."""
    words = plain(wish).split()
    if not words:
        return table
    rows = [row for row in table.rows if _holds(plain(" ".join((*row.cells, row.key, row.also))), words)]
    empty = _("No line here has {wish} in it.").format(wish=wish.strip()) if table.rows else table.empty
    return evolve(table, rows=rows, empty=empty)


def _holds(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


@frozen
class Fit:
    """Which columns are shown, by place, and how wide each is."""

    places: tuple[int, ...]
    widths: tuple[int, ...]


def fit(table: Table, cells: int, titles: bool = True) -> Fit:
    """Choose columns and widths for a width; numbers and their titles keep theirs."""
    wanted = [_wanted(table, place, titles) for place in range(len(table.columns))]
    least = [
        want if column.number else min(want, column.least)
        for column, want in zip(table.columns, wanted, strict=True)
    ]
    places = list(range(len(table.columns)))
    while sum(least[p] for p in places) + GAP * len(places) > cells:
        droppable = [p for p in places if table.columns[p].rank < 9]
        if not droppable:
            break
        places.remove(min(droppable, key=lambda p: (table.columns[p].rank, -p)))
    widths = {p: least[p] for p in places}
    spare = cells - sum(widths.values()) - GAP * len(places)
    for p in sorted(places, key=lambda p: -table.columns[p].rank):
        more = max(0, min(spare, wanted[p] - widths[p]))
        widths[p] += more
        spare -= more
    return Fit(tuple(places), tuple(widths[p] for p in places))


def _wanted(table: Table, place: int, titles: bool) -> int:
    column = table.columns[place]
    widest = max((width(row.cells[place]) for row in table.rows), default=0)
    if titles:
        widest = max(widest, width(column.title))
    return widest if column.number else min(widest, column.most)


def laid_out(text: str, column: Column, cells: int) -> str:
    """One cell's text, cut (words only) and filled up to its column."""
    return pad(text if column.number else cut(text, cells), cells, right=column.number)


def body(table: Table, fitted: Fit) -> list[tuple[str, ...]]:
    """The cells of each row that are shown, as wide as their columns; those cut alike are told apart."""
    if not table.rows:
        return []
    columns = []
    for place, cells in zip(fitted.places, fitted.widths, strict=True):
        column, texts = table.columns[place], [row.cells[place] for row in table.rows]
        shown = texts if column.number else told_apart(texts, cells)
        columns.append([pad(text, cells, right=column.number) for text in shown])
    return list(zip(*columns, strict=True))


def lines(table: Table, cells: int) -> list[str]:
    """The table as lines of text."""
    if not table.rows:
        return [table.empty] if table.empty else []
    chosen = fit(table, cells)
    gap = " " * GAP
    shown = [table.columns[p] for p in chosen.places]
    head = gap.join(laid_out(c.title, c, w) for c, w in zip(shown, chosen.widths, strict=True))
    return [head.rstrip(), *(gap.join(texts).rstrip() for texts in body(table, chosen))]
