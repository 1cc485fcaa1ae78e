"""The same chart without a picture: in sentences for those who listen, and as a table of its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from nnmi_game.locale import gettext as _
from nnmi_game.tui.draw.chart import BARS, Chart, Series, Value, at, letter, sign
from nnmi_game.tui.views.table import GAP, Column, Row, Table
from nnmi_game.tui.views.text import width

#: Cells for the names of the steps.
STEP = 24


def described(chart: Chart) -> list[str]:
    """What the chart shows, a sentence or two for each thing in it."""
    if not chart.has_values:
        return [chart.empty or chart.title]
    lines = [
        f"{letter(place)}  {_series(chart, one)}"
        for place, one in enumerate(chart.series)
        if one.last is not None
    ]
    lines += [_series(chart, one) for one in chart.dotted if one.last is not None]
    if chart.kind == BARS and len(chart.series) > 1:
        whole = Series(name=_("All together"), values=chart.totals())
        if whole.last is not None:
            lines.append(_series(chart, whole))
    for level in chart.levels:
        lines.append(_("{name}: {value}.").format(name=level.name, value=chart.written(level.value)))
    for one in chart.points:
        lines += [
            _("{name}: {value} ({step}).").format(
                name=one.name, value=chart.written(value), step=chart.axis.names[place]
            )
            for place, value in enumerate(one.values)
            if value is not None
        ]
    for band in chart.bands:
        low, high = _last(band.low), _last(band.high)
        if low is not None and high is not None:
            name, ends = chart.series[band.of].name, (chart.written(low), chart.written(high))
            if ends[0] == ends[1]:
                lines.append(_("{name} will come to about {value}.").format(name=name, value=ends[0]))
            else:
                text = _("{name} may come to lie between {low} and {high}.")
                lines.append(text.format(name=name, low=ends[0], high=ends[1]))
    return lines


def _series(chart: Chart, one: Series) -> str:
    known = [(value, place) for place, value in enumerate(one.values) if value is not None]
    first, last = known[0], known[-1]
    most = max(known, key=lambda item: item[0])
    if len(known) == 1 or most[0] == first[0] == last[0]:
        return _("{name}: {value} ({step}).").format(
            name=one.name, value=chart.written(last[0]), step=chart.axis.names[last[1]]
        )
    said = _("{name}: from {first} ({begin}) to {last} ({end}).")
    if most[0] > max(first[0], last[0]):
        said = _("{name}: from {first} ({begin}) to {last} ({end}), at most {most} ({then}).")
    return said.format(
        name=one.name,
        first=chart.written(first[0]),
        begin=chart.axis.names[first[1]],
        last=chart.written(last[0]),
        end=chart.axis.names[last[1]],
        most=chart.written(most[0]),
        then=chart.axis.names[most[1]],
    )


def _last(values: Sequence[Value]) -> Value:
    return next((value for value in reversed(values) if value is not None), None)


def numbers(chart: Chart, cells: int = 200) -> Table:
    """The numbers behind the chart: a row for each step that has any, the latest first.

    Where the names of the series would not fit side by side, their letters stand above the numbers.
    """
    shown = [*chart.series, *chart.dotted, *chart.points]
    totals = chart.totals() if chart.kind == BARS and len(chart.series) > 1 else []

    def written(value: Value) -> str:
        return "-" if value is None else chart.written(value)

    rows = []
    for place in range(len(chart.axis.names) - 1, -1, -1):
        values = [at(one.values, place) for one in shown]
        if any(value is not None for value in values):
            texts = [chart.axis.names[place], *map(written, values)]
            texts += [written(totals[place])] if totals else []
            rows.append(Row(key=str(place), cells=texts))
    titles = [one.name for one in shown]
    if sum(width(title) + GAP for title in titles) > cells - STEP:
        titles = [letter(place) for place in range(len(chart.series))]
        titles += [".." for _one in chart.dotted] + [sign(place) for place in range(len(chart.points))]
    columns = [Column(key="step", title=_("Turn"), least=10, most=STEP)]
    columns += [
        Column(key=f"series-{place}", title=title, number=True, rank=8) for place, title in enumerate(titles)
    ]
    if totals:
        columns.append(Column(key="total", title=_("All"), number=True))
    return Table(columns=columns, rows=rows, empty=chart.empty)
