"""Draws a chart: axes, lines or stacked bars, the legend under them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np
from attrs import frozen

from nnmi_game.tui.draw import marks
from nnmi_game.tui.draw.canvas import ACROSS, DOWN, GRID, Canvas
from nnmi_game.tui.draw.chart import BARS, Band, Chart, Value, at, letter, sign
from nnmi_game.tui.draw.legend import legend
from nnmi_game.tui.draw.picture import Picture
from nnmi_game.tui.draw.ticks import ticks
from nnmi_game.tui.views.sheet import Line
from nnmi_game.tui.views.text import width, wrap

#: The least plot that is worth drawing, in cells and rows.
LEAST_CELLS, LEAST_ROWS = 30, 4
#: Rows of the plot for each number of its axis.
ROWS_A_TICK = 3
#: Cells right of the plot, for the letters at the ends of lines.
MARGIN = 4
#: Dots between those of the grid.
GRID_STEP = 6
_LEVEL_INK, _POINT_INK = 998, 999


@frozen
class Axes:
    """Where things are: the plot's place and size in cells, and what its lowest and highest dots stand for."""

    left: int
    cells: int
    rows: int
    low: float
    high: float
    steps: int
    bars: bool

    @property
    def width(self) -> int:
        """Dots across."""
        return self.cells * ACROSS

    @property
    def height(self) -> int:
        """Dots down."""
        return self.rows * DOWN

    def y(self, value: float) -> float:
        """The dot row of a value."""
        return (self.height - 1) * (1 - (value - self.low) / (self.high - self.low))

    def x(self, step: int) -> float:
        """The dot column of a step: where its point is, or the middle of its bar."""
        if self.bars:
            return (step + 0.5) * self.slot - 0.5
        return step * (self.width - 1) / max(self.steps - 1, 1)

    @property
    def slot(self) -> float:
        """Dots across for one bar and the gap behind it; whole cells where there is room for them."""
        if self.cells >= self.steps:
            return float(self.cells // self.steps * ACROSS)
        return self.width / self.steps

    def bar(self, step: int) -> tuple[int, int]:
        """From which dot column to which, not included, a bar goes."""
        start, end = round(step * self.slot), round((step + 1) * self.slot)
        return start, max(end - (1 if end - start > 1 else 0), start + 1)


def draw(chart: Chart, cells: int, rows: int, plain: bool = False) -> list[Line]:
    """The chart as at most ``rows`` lines of at most ``cells`` cells; ``plain`` keeps to ASCII signs."""
    if not chart.has_values or cells < LEAST_CELLS:
        said: list[Line] = [(("quiet", line),) for line in wrap(chart.empty or chart.title, max(cells, 4))]
        return said[:rows]
    notes = legend(chart, cells, plain, most=max(2, rows // 3))
    plot_rows = max(rows - len(notes) - 1, LEAST_ROWS)
    low, high = chart.span()
    numbers = ticks(low, high, max(2, plot_rows // ROWS_A_TICK + 1), chart.whole)
    labels = [(chart.ticked or chart.written)(number) for number in numbers]
    left = max(width(label) for label in labels) + 1
    margin = 0 if chart.kind == BARS else min(MARGIN, len(chart.series) + 1)
    axes = Axes(
        left, max(cells - left - margin, 4), plot_rows, numbers[0], numbers[-1], len(chart.axis.names),
        chart.kind == BARS,
    )  # fmt: skip
    picture = Picture(cells, plot_rows + 1)
    for number, label in zip(numbers, labels, strict=True):
        picture.put_right(left - 1, round(axes.y(number)) // DOWN, label, "axis")
    (_draw_plain if plain else _draw_dots)(chart, axes, numbers, picture)
    _write_steps(chart, axes, picture)
    return [*picture.lines(), *notes][:rows]


def _draw_dots(chart: Chart, axes: Axes, numbers: Sequence[float], picture: Picture) -> None:
    canvas = Canvas(axes.cells, axes.rows)
    for number in numbers:
        canvas.row(round(axes.y(number)), GRID_STEP if number else GRID_STEP // 2, GRID)
    if chart.kind == BARS:
        _bars(chart, axes, canvas)
    for level in chart.levels:
        y = round(axes.y(level.value))
        canvas.path([0, axes.width - 1], [y, y], _LEVEL_INK, marks.LEVEL)
    after = len(chart.series)
    for place, one in enumerate(chart.dotted):
        _curve(canvas, axes, one.values, after + place + 1, marks.DOTTED)
    if chart.kind != BARS:
        for place, one in enumerate(chart.series):
            _curve(canvas, axes, one.values, place + 1, marks.dash(place))
    for band in chart.bands:
        canvas.area(_between(band, axes), band.of + 1, marks.BAND)
    picture.lay(canvas, axes.left, 0, _style_of)
    _write_signs(chart, axes, picture)


def _style_of(ink: int) -> str:
    return {GRID: "grid", _LEVEL_INK: "level", _POINT_INK: "point"}.get(ink) or marks.style(ink - 1)


def _bars(chart: Chart, axes: Axes, canvas: Canvas) -> None:
    for step in range(axes.steps):
        x0, x1 = axes.bar(step)
        bottom, height = 0, 0.0
        for place, one in enumerate(chart.series):
            # Heights are rounded from the bottom of the stack, so that the whole is right as well.
            height += max(at(one.values, step) or 0, 0)
            top = dots_high(axes, height)
            canvas.rectangle(x0, axes.height - top, x1, axes.height - bottom, place + 1, marks.pattern(place))
            bottom = top


def dots_high(axes: Axes, height: float) -> int:
    """How many dots a height takes, counted from the bottom; something is never nothing."""
    dots = round((height - axes.low) / (axes.high - axes.low) * axes.height)
    return max(dots, 1) if height > axes.low else 0


def _curve(canvas: Canvas, axes: Axes, values: Sequence[Value], ink: int, dashes: Sequence[int]) -> None:
    for known, run in groupby(enumerate(values), key=lambda item: item[1] is not None):
        if known:
            points = [(axes.x(step), axes.y(value)) for step, value in run if value is not None]
            canvas.path([x for x, _y in points], [y for _x, y in points], ink, dashes)


def _between(band: Band, axes: Axes) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """The dots of a band."""
    pairs = zip(band.low, band.high, strict=True)
    known = [(step, a, b) for step, (a, b) in enumerate(pairs) if a is not None and b is not None]
    if not known:
        return np.zeros((axes.height, axes.width), dtype=bool)
    xs = [axes.x(step) for step, _a, _b in known]
    across = np.arange(axes.width)
    lower = np.interp(across, xs, [axes.y(a) for _step, a, _b in known])
    upper = np.interp(across, xs, [axes.y(b) for _step, _a, b in known])
    down = np.arange(axes.height)[:, None]
    inside = (across >= xs[0]) & (across <= xs[-1])
    return np.asarray((down >= np.floor(upper)) & (down <= np.ceil(lower)) & inside)


def _write_signs(chart: Chart, axes: Axes, picture: Picture) -> None:
    """Points, and the letters at the ends of lines: side by side where lines end together."""
    for place, one in enumerate(chart.points):
        for step, value in enumerate(one.values):
            if value is not None:
                x, y = axes.left + round(axes.x(step)) // ACROSS, round(axes.y(value)) // DOWN
                picture.put(x, y, sign(place), "point")
    if chart.kind == BARS:
        return
    lettered = (*chart.series, *chart.dotted) if chart.letters_dotted else chart.series
    for place, one in enumerate(lettered):
        ends = [(step, value) for step, value in enumerate(one.values) if value is not None]
        if ends:
            step, value = ends[-1]
            x, y = axes.left + round(axes.x(step)) // ACROSS + 1, round(axes.y(value)) // DOWN
            while x + 1 < picture.cells and not picture.free(x, y, 1):
                x += 1
            picture.put(x, y, letter(place), marks.style(place))
    for band in chart.bands:
        pairs = zip(band.low, band.high, strict=True)
        ends = [(step, (a + b) / 2) for step, (a, b) in enumerate(pairs) if a is not None and b is not None]
        if ends:
            step, value = ends[-1]
            x, y = axes.left + round(axes.x(step)) // ACROSS + 1, round(axes.y(value)) // DOWN
            while x + 1 < picture.cells and not picture.free(x, y, 1):
                x += 1
            picture.put(x, y, letter(band.of), marks.style(band.of))


def _draw_plain(chart: Chart, axes: Axes, numbers: Sequence[float], picture: Picture) -> None:
    for number in numbers:
        y = round(axes.y(number)) // DOWN
        for x in range(0, axes.cells, 3):
            picture.put(axes.left + x, y, "." if number else "-", "grid", drawing=True)
    for level in chart.levels:
        picture.put(
            axes.left, round(axes.y(level.value)) // DOWN, "- " * (axes.cells // 2), "level", drawing=True
        )
    if chart.kind == BARS:
        _plain_bars(chart, axes, picture)
    for band in chart.bands:
        inside = _between(band, axes)
        for y in range(axes.rows):
            for x in range(0, axes.cells, 2):
                if inside[y * DOWN + DOWN // 2, x * ACROSS]:
                    picture.put(axes.left + x, y, ":", marks.style(band.of))
    after = len(chart.series)
    for place, one in enumerate(chart.dotted):
        drawn = letter(after + place) if chart.letters_dotted else "."
        _plain_curve(axes, one.values, drawn, marks.style(after + place), picture)
    if chart.kind != BARS:
        for place, one in enumerate(chart.series):
            _plain_curve(axes, one.values, letter(place), marks.style(place), picture)
    for place, one in enumerate(chart.points):
        for step, value in enumerate(one.values):
            if value is not None:
                x = axes.left + round(axes.x(step)) // ACROSS
                picture.put(x, round(axes.y(value)) // DOWN, sign(place), "point")


def _plain_bars(chart: Chart, axes: Axes, picture: Picture) -> None:
    for step in range(axes.steps):
        x0, x1 = axes.bar(step)
        first = x0 // ACROSS
        cells = max(1, (x1 - x0) // ACROSS)
        bottom, height = 0, 0.0
        for place, one in enumerate(chart.series):
            height += max(at(one.values, step) or 0, 0)
            top = round(dots_high(axes, height) / DOWN)
            for y in range(bottom, top):
                picture.put(axes.left + first, axes.rows - 1 - y, letter(place) * cells, marks.style(place))
            bottom = top


def _plain_curve(axes: Axes, values: Sequence[Value], mark: str, style: str, picture: Picture) -> None:
    known = [(axes.x(step), axes.y(value)) for step, value in enumerate(values) if value is not None]
    if not known:
        return
    xs, ys = [x for x, _y in known], [y for _x, y in known]
    for cell in range(int(xs[0]) // ACROSS, int(xs[-1]) // ACROSS + 1):
        y = np.interp(cell * ACROSS, xs, ys)
        picture.put(axes.left + cell, round(float(y)) // DOWN, mark, style)


def _write_steps(chart: Chart, axes: Axes, picture: Picture) -> None:
    """Write what the steps are called under the plot: all, or every second, third ... so that none touch."""
    places = [step for step, text in enumerate(chart.axis.labels[: axes.steps]) if text]
    for stride in range(1, len(places) + 1):
        chosen = places[::stride]
        spots = [
            (_start(chart.axis.labels[step], step, axes), width(chart.axis.labels[step])) for step in chosen
        ]
        if all(a + wide < b for (a, wide), (b, _wide) in pairwise(spots)):
            for step, (x, wide) in zip(chosen, spots, strict=True):
                picture.put(min(x, picture.cells - wide), axes.rows, chart.axis.labels[step], "axis")
            return


def _start(text: str, step: int, axes: Axes) -> int:
    """Where the label of a step begins: under its bar, or around its point."""
    if axes.bars:
        return axes.left + round(step * axes.slot) // ACROSS
    return max(axes.left, axes.left + round(axes.x(step)) // ACROSS - width(text) // 2)
