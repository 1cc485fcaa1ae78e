"""The legend under a chart: for everything in it a mark, its name and its last value, in as many columns as fit."""

from __future__ import annotations

from attrs import evolve, frozen

from nnmi_game.locale import gettext as _
from nnmi_game.tui.draw import marks
from nnmi_game.tui.draw.chart import BARS, Chart, letter, sign
from nnmi_game.tui.views.sheet import Line, Segment
from nnmi_game.tui.views.text import cut, pad, width

#: Cells between two columns.
GAP = 3
#: Names are not cut below this.
LEAST_NAME = 12


@frozen
class Entry:
    """One line of a legend."""

    mark: str
    style: str
    name: str
    value: str = ""


def entries(chart: Chart, plain: bool) -> list[Entry]:
    """The entries: series (a stack from its top down), then what they are held against."""
    found = [
        Entry(
            _mark(chart, place, plain), marks.style(place), one.name,
            "" if one.last is None else chart.written(one.last),
        )
        for place, one in enumerate(chart.series)
    ]  # fmt: skip
    if chart.kind == BARS:
        found.reverse()
    after = len(chart.series)
    found += [
        Entry(_dotted(chart, after + place, plain), marks.style(after + place), one.name,
              "" if one.last is None else chart.written(one.last))
        for place, one in enumerate(chart.dotted)
    ]  # fmt: skip
    found += [
        Entry(sign(place), "point", one.name, "" if one.last is None else chart.written(one.last))
        for place, one in enumerate(chart.points)
    ]
    found += [
        Entry("- - " if plain else marks.line_sample(marks.LEVEL), "level", level.name, chart.written(level.value))
        for level in chart.levels
    ]  # fmt: skip
    if chart.bands and chart.band_name:
        found.append(Entry(": :" if plain else marks.area_sample(marks.BAND, 3), "quiet", chart.band_name))
    return found


def _dotted(chart: Chart, place: int, plain: bool) -> str:
    if plain:
        return letter(place) if chart.letters_dotted else "...."
    sample = marks.line_sample(marks.DOTTED)
    return f"{letter(place)} {sample}" if chart.letters_dotted else sample


def _mark(chart: Chart, place: int, plain: bool) -> str:
    if chart.kind == BARS:
        return letter(place) * 2 if plain else marks.area_sample(marks.pattern(place))
    return letter(place) if plain else f"{letter(place)} {marks.line_sample(marks.dash(place))}"


def legend(chart: Chart, cells: int, plain: bool, most: int = 12) -> list[Line]:
    """The legend in as few lines as it takes; names are cut and then entries left out where ``most`` ask for it."""
    every = entries(chart, plain)
    if not every or most <= 0:
        return []
    longest = max(width(one.name) for one in every)
    for room in range(longest, min(LEAST_NAME, longest) - 1, -1):
        short = [evolve(one, name=cut(one.name, room)) for one in every]
        rows = _fewest_rows(short, cells)
        if rows <= most and _fits(short, rows, cells):
            return _laid_out(short, rows)
    mark, _name, value = _widths(every)
    short = [
        evolve(one, name=cut(one.name, max(1, min(LEAST_NAME, cells - mark - value - 1)))) for one in every
    ]
    if len(short) <= most:
        return _laid_out(short, len(short))
    columns = 1
    while _fits(short[: (columns + 1) * most], most, cells):
        columns += 1
    kept = short[: columns * most - 1]
    rest = Entry("", "quiet", _("and {count} more").format(count=len(every) - len(kept)))
    rest = evolve(rest, name=cut(rest.name, max(1, cells - mark - 1)))
    return _laid_out([*kept, rest], most)


def _fewest_rows(every: list[Entry], cells: int) -> int:
    return next((rows for rows in range(1, len(every)) if _fits(every, rows, cells)), len(every))


def _fits(every: list[Entry], rows: int, cells: int) -> bool:
    """Whether the entries, column by column, fit when there are so many rows."""
    columns = [every[start : start + rows] for start in range(0, len(every), rows)]
    return (
        sum(sum(_widths(column)) + GAP for column in columns) - GAP <= cells
        and len(columns) * rows < len(every) + rows
    )


def _widths(column: list[Entry]) -> tuple[int, int, int]:
    """Cells of the marks, the names with a space before them, the values with a space before them."""
    mark, name, value = (
        max(width(getattr(one, part)) for one in column) for part in ("mark", "name", "value")
    )
    return mark, name + 1, value + 1 if value else 0


def _laid_out(every: list[Entry], rows: int) -> list[Line]:
    columns = [every[start : start + rows] for start in range(0, len(every), rows)]
    lines: list[Line] = []
    for row in range(min(rows, len(every))):
        segments: list[Segment] = []
        for place, column in enumerate(columns):
            if row >= len(column):
                continue
            one, (mark, name, value) = column[row], _widths(column)
            segments.append((one.style, " " * (GAP if place else 0) + pad(one.mark, mark)))
            segments.append(("", pad(" " + one.name, name) + pad(one.value, value, right=True)))
        style, text = segments[-1]
        lines.append((*segments[:-1], (style, text.rstrip())))
    return lines
