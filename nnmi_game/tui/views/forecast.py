"""What an order is likely to do, in lines that fit under its form and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.game.words.names import GOAL_NAMES, goal, measure, name_of
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.scenario.vocabulary import MEASURES
from nnmi_game.tui.views.figures import figure, signed_figure
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import number, signed

if TYPE_CHECKING:
    from nnmi_game.analysis.forecast import Band, Effect, Ending, Forecast
    from nnmi_game.scenario.model import Scenario

#: Effects told under a form; the table has this many more.
TOLD, LISTED = 3, 14


def told(forecast: Forecast, scenario: Scenario) -> str:
    """The most telling effects, a line each, under a line that says over what time."""
    chosen = _chosen(forecast, TOLD)
    if not chosen:
        return ngettext(
            "Within {count} turn it would change nothing that is measured.",
            "Within {count} turns it would change nothing that is measured.",
            forecast.turns,
        ).format(count=forecast.turns)
    head = ngettext(
        "After {count} turn, without it -> with it (and the change in 8 of 10 futures):",
        "After {count} turns, without it -> with it (and the change in 8 of 10 futures):",
        forecast.turns,
    ).format(count=forecast.turns)
    return "\n".join([head, *(_line(effect, scenario) for effect in chosen)])


def table(forecast: Forecast, scenario: Scenario) -> Table:
    """The effects at the end of the forecast, with the first turn's change beside it."""
    return Table(
        columns=[
            Column(key="figure", title=_("Figure"), least=16),
            Column(key="without", title=_("Without"), number=True),
            Column(key="with", title=_("With it"), number=True),
            Column(key="change", title=_("Change"), number=True),
            Column(key="range", title=_("8 of 10 futures"), number=True, rank=5),
            Column(key="first", title=_("Next turn"), number=True, rank=4),
        ],
        rows=[_row(effect, scenario) for effect in _chosen(forecast, LISTED)],
        empty=_("Nothing that is measured changes."),
    )


def ending_table(ending: Ending, scenario: Scenario) -> Table:
    """The goals at the end of the game with this turn's orders and without them."""
    rows = [
        _ending_row(one.id, goal(one.id), *ending.goals[one.id])
        for one in scenario.goals
        if one.id in GOAL_NAMES
    ]
    return Table(
        columns=[
            Column(key="goal", title=_("Goal"), least=14),
            Column(key="without", title=_("Without"), number=True),
            Column(key="with", title=_("With them"), number=True),
            Column(key="change", title=_("Change"), number=True),
            Column(key="range", title=_("8 of 10 futures"), number=True, rank=5),
        ],
        rows=[*rows, _ending_row("total", _("All four"), *ending.total)],
    )


def name(effect: Effect, scenario: Scenario) -> str:
    """What the figure is called, and whose it is."""
    if effect.name not in MEASURES:
        return goal(effect.name)
    if not effect.of:
        return measure(effect.name)
    whose = name_of((*scenario.technologies, *scenario.agencies), effect.of)
    return _("{figure}, {whose}").format(figure=measure(effect.name), whose=whose)


def _chosen(forecast: Forecast, most: int) -> list[Effect]:
    """The first effects that are there at the end of the forecast; what comes and goes before says little."""
    plain = [one for one in forecast.effects if one.change[-1].low or one.change[-1].high]
    return plain[:most]


def _unit(effect: Effect) -> str:
    return MEASURES[effect.name].unit if effect.name in MEASURES else "points"


def _range(band: Band, unit: str) -> str:
    low, high = signed_figure(band.low, unit), signed_figure(band.high, unit)
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def _line(effect: Effect, scenario: Scenario) -> str:
    unit = _unit(effect)
    return _("  {figure}: {without} -> {with_it} ({range})").format(
        figure=name(effect, scenario),
        without=figure(effect.without[-1].middle, unit),
        with_it=figure(effect.with_it[-1].middle, unit),
        range=_range(effect.change[-1], unit),
    )


def _row(effect: Effect, scenario: Scenario) -> Row:
    unit = _unit(effect)
    return Row(
        key=f"{effect.name}:{effect.of}",
        cells=[
            name(effect, scenario),
            figure(effect.without[-1].middle, unit),
            figure(effect.with_it[-1].middle, unit),
            signed_figure(effect.change[-1].middle, unit),
            _range(effect.change[-1], unit),
            signed_figure(effect.change[0].middle, unit),
        ],
    )


def _ending_row(key: str, title: str, with_it: Band, without: Band) -> Row:
    return Row(
        key=key,
        cells=[
            title,
            number(without.middle),
            number(with_it.middle),
            signed(with_it.middle - without.middle),
            _("{low} to {high}").format(low=number(with_it.low), high=number(with_it.high)),
        ],
    )
