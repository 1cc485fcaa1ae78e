"""The charts of a game: which there are, what each can be about, and the chart itself as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from nnmi_game.game import history, words
from nnmi_game.game.words.numbers import HUNDRED_MILLION
from nnmi_game.locale import N_, counts_in_myriads, pgettext
from nnmi_game.locale import gettext as _
from nnmi_game.tui.draw.chart import BARS, Axis, Band, Chart, Level, Series, Value
from nnmi_game.tui.views.figures import exact_money, figure, local, money, number, period
from nnmi_game.tui.views.form import Option
from nnmi_game.tui.views.institutes import institute_name
from nnmi_game.tui.views.portfolio import stage_name
from nnmi_game.tui.views.scorecard import Track
from nnmi_game.tui.views.text import capital

if TYPE_CHECKING:
    from nnmi_game.analysis.outlook import Outlook
    from nnmi_game.analysis.public_record import Known
    from nnmi_game.game.game import Game
    from nnmi_game.scenario.model import Component

#: The subject that is the whole network, or all goals.
WHOLE = ""
#: What the sources of money are called.
SOURCES = {
    "base": N_("Federal base money"),
    "federal": N_("Other federal"),
    "match_cash": N_("Match in cash"),
    "match_kind": N_("Match in kind"),
    "members": N_("Dues and projects"),
    "customers": N_("Paid services"),
    "states": N_("States and donors"),
    "other": N_("Other money"),
}
#: Figures that can be held against the record or a target, in the order they are offered.
FIGURES = (
    "members", "members_sme", "small_share", "institutes", "projects", "transitions", "reached", "trained", "placed",
    "spending", "federal_base", "committed_ratio", "coverage", "parity", "plants_kept", "skilled", "va_share",
    "employment",
)  # fmt: skip
#: Figures that are counted anew each fiscal year.
YEARLY = ("projects", "reached", "trained", "spending", "federal_base")
#: Bars leave room for so many turns from the beginning.
LEAST_BARS = 8


@frozen(kw_only=True)
class Beside:
    """What a chart is held against, as far as it has been worked out: a recorded game, the record, the futures."""

    track: Track | None = None
    known: Sequence[Known] = ()
    outlook: Outlook = field(factory=dict)


@frozen(kw_only=True)
class Kind:
    """A kind of chart: its title, what it says, what it can be about, and how it is made for a subject."""

    id: str
    title: str
    about: str
    subjects: Callable[[Game], list[Option]]
    make: Callable[[Game, str, Beside], Chart]


# -- subjects


def everything_or_institutes(game: Game) -> list[Option]:
    """The whole network, then every institute there is or was."""
    found = [Option(WHOLE, _("The whole network"))]
    for k, one in enumerate(game.scenario.technologies):
        if int(game.state.opened[0, k]) > 0:
            found.append(Option(one.id, institute_name(game, k)))
    return found


def the_network(game: Game) -> list[Option]:
    """Only the whole network."""
    return [Option(WHOLE, _("The whole network"))]


def goals_of(game: Game) -> list[Option]:
    """All goals together, then each."""
    return [
        Option(WHOLE, _("All four goals")),
        *(Option(goal.id, local(goal.name)) for goal in game.scenario.goals),
    ]


def figures_of(game: Game) -> list[Option]:
    """Figures of the network, then members of each institute that the record may know."""
    found = [Option(name, words.measure(name)) for name in FIGURES]
    for one in everything_or_institutes(game)[1:]:
        found.append(
            Option(f"institute_members/{one.value}", _("Members of {institute}").format(institute=one.label))
        )
    return found


def everywhere_or_regions(game: Game) -> list[Option]:
    """All regions together, then each."""
    return [
        Option(WHOLE, _("All regions")),
        *(Option(region.id, local(region.name)) for region in game.scenario.regions),
    ]


def _field(game: Game, subject: str) -> int | None:
    return game.tables.technology.get(subject) if subject else None


# -- axes


def turn_name(game: Game, turn: int) -> str:
    """A turn as a step of an axis; 0 is the start."""
    if turn == 0:
        return _("start")
    at = game.period(turn)
    return period(at.fy, at.part, game.scenario.calendar.turns_per_year)


def _stock_axis(game: Game, last: int) -> Axis:
    """The start and the ends of the turns up to the last; years stand where they end."""
    year = game.tables.turns_per_year
    turns = range(last + 1)
    return Axis(
        tuple(turn_name(game, turn) for turn in turns),
        tuple(str(game.period(turn).fy) if turn and turn % year == 0 else "" for turn in turns),
    )


def _flow_axis(game: Game, last: int) -> Axis:
    """The turns from the first to the last; years stand where they begin."""
    year = game.tables.turns_per_year
    turns = range(1, last + 1)
    return Axis(
        tuple(turn_name(game, turn) for turn in turns),
        tuple(str(game.period(turn).fy) if (turn - 1) % year == 0 else "" for turn in turns),
    )


def _bars_end(game: Game) -> int:
    return min(game.turns, max(len(game.past), LEAST_BARS))


def _no_turn() -> str:
    return _("Nothing has happened yet: end the first turn (x).")


# -- the charts


def _money(game: Game, subject: str, _beside: Beside) -> Chart:
    rows = history.money_by_source(game, _field(game, subject))
    return Chart(
        title=_("Money that came in each turn, by source"),
        kind=BARS,
        axis=_flow_axis(game, _bars_end(game)),
        series=[Series(name=_(SOURCES[name]), values=row) for name, row in rows.items() if any(row)],
        written=lambda value: money(int(value)),
        ticked=_round_money,
        empty=_("No money has come in yet."),
    )


def _uses(game: Game, subject: str, _beside: Beside) -> Chart:
    rows = history.money_by_use(game, _field(game, subject))
    return Chart(
        title=_("Money that was spent each turn, by use"),
        kind=BARS,
        axis=_flow_axis(game, _bars_end(game)),
        series=[Series(name=capital(words.account(name)), values=row) for name, row in rows.items()],
        written=lambda value: money(int(value)),
        ticked=_round_money,
        empty=_("Nothing has been spent yet."),
    )


def _round_money(thousands: float) -> str:
    """Money on an axis, where amounts are round."""
    if not thousands:
        return "0"
    if counts_in_myriads():
        return _myriads_on_axis(thousands)
    if abs(thousands) < 1000:
        return exact_money(int(thousands))
    amount = f"{thousands / 1000:,.1f}".removesuffix(".0")
    return pgettext("million dollars on an axis", "${amount}M").format(amount=amount)


def _myriads_on_axis(thousands: float) -> str:
    if abs(thousands) >= HUNDRED_MILLION:
        text, amount = pgettext("hundred millions on an axis", "${amount}"), thousands / HUNDRED_MILLION
    else:
        text, amount = pgettext("ten thousands on an axis", "${amount}"), thousands / 10
    return text.format(amount=f"{amount:,.2f}".rstrip("0").rstrip("."))


def _members(game: Game, subject: str, _beside: Beside) -> Chart:
    names = {tier.id: local(tier.name) for tier in game.scenario.tiers}
    rows = history.members_by_tier(game, _field(game, subject))
    return Chart(
        title=_("Members by tier"),
        kind=BARS,
        axis=_stock_axis(game, _bars_end(game)),
        series=_stack((names[tier], row) for tier, row in rows.items()),
        empty=_("There are no members yet."),
    )


def _stack(rows: Iterable[tuple[str, list[int]]]) -> list[Series]:
    found = [Series(name=name, values=row) for name, row in rows]
    return found if any(value for one in found for value in one.values) else []


def _pipeline(game: Game, subject: str, _beside: Beside) -> Chart:
    rows = history.projects_by_stage(game, _field(game, subject))
    names = {stage.mrl: stage_name(stage) for stage in game.scenario.stages}
    return Chart(
        title=_("Projects under way, by readiness level (MRL)"),
        kind=BARS,
        axis=_stock_axis(game, _bars_end(game)),
        series=_stack((names[mrl], row) for mrl, row in rows.items()),
        empty=_("There are no projects yet."),
    )


def _people(game: Game, subject: str, _beside: Beside) -> Chart:
    place = game.tables.region[subject] if subject else None
    names = {program.id: local(program.name) for program in game.scenario.programs}
    return Chart(
        title=_("People in training programs"),
        kind=BARS,
        axis=_stock_axis(game, _bars_end(game)),
        series=_stack((names[name], row) for name, row in history.people_in_programs(game, place).items()),
        empty=_("Nobody is in a training program yet."),
    )


def _finished(game: Game, _subject: str, _beside: Beside) -> Chart:
    rows = (
        (N_("People trained"), history.added_each_turn(game, "trained_total")),
        (N_("Trained people who found work"), history.added_each_turn(game, "placed")),
    )
    return Chart(
        title=_("People who finished a program each turn, and who found work"),
        axis=_flow_axis(game, game.turns),
        series=[Series(name=_(name), values=row) for name, row in rows if any(row)],
        empty=_("Nobody has finished a program yet."),
    )


def _goals(game: Game, subject: str, beside: Beside) -> Chart:
    chosen = [goal for goal in game.scenario.goals if subject in (WHOLE, goal.id)]
    played = [game.goals(turn) for turn in range(len(game.past) + 1)]
    series = [Series(name=local(goal.name), values=[row[goal.id] for row in played]) for goal in chosen]
    dotted = []
    if beside.track is not None and subject:
        dotted.append(Series(name=beside.track.title, values=[row[subject] for row in beside.track.goals]))
    return Chart(
        title=_("The goals, 0 to 1000"),
        axis=_stock_axis(game, game.turns),
        series=series,
        dotted=dotted,
        bands=[
            band
            for place, goal in enumerate(chosen)
            if (band := _band(game, beside, goal.id, place, series[place].values)) is not None
        ],
        band_name=_band_name(),
        levels=[Level(name=_("Full marks"), value=1000)] if subject else (),
        high=1000,
    )


def _band_name() -> str:
    return _("8 of 10 futures, if no more is ordered")


def _band(game: Game, beside: Beside, name: str, place: int, values: Sequence[Value]) -> Band | None:
    """The futures of a figure, from where it stands now."""
    future = beside.outlook.get(name)
    if not future or len(future) != game.turns - len(game.past):
        return None
    before: list[Value] = [None] * len(game.past)
    now = values[len(game.past)]
    return Band(
        of=place,
        low=[*before, now, *(band.low for band in future)],
        high=[*before, now, *(band.high for band in future)],
    )


def _figure(game: Game, subject: str, beside: Beside) -> Chart:
    from nnmi_game.scenario.vocabulary import MEASURES

    name, _slash, of = (subject or FIGURES[0]).partition("/")
    unit = MEASURES[name].unit
    target = _target(game, name)
    # What is counted anew each year is told at the ends of years; between them it would only rise and drop.
    step = game.tables.turns_per_year if name in YEARLY else 1
    played = game.series(name, of)
    points: list[Value] = [None] * (game.turns + 1)
    for one in beside.known:
        # Totals of a year come before snapshots of the same half year.
        if (one.measure, one.of) == (name, of) and points[one.turn] is None:
            points[one.turn] = one.value
    known = any(value is not None for value in points[::step])
    band = _band(game, beside, name, 0, played) if not of else None
    if band is not None and step > 1:
        last = (len(played) - 1) // step
        low, high = list(band.low[::step]), list(band.high[::step])
        low[last] = high[last] = played[last * step]
        band = Band(of=0, low=low, high=high)
    axis = _stock_axis(game, game.turns)
    return Chart(
        title=_figure_title(game, name, of),
        axis=Axis(axis.names[::step], axis.labels[::step]),
        series=[Series(name=_("Your game"), values=played[::step])],
        points=[Series(name=_("What really happened"), values=points[::step])] if known else (),
        bands=[band] if band else (),
        band_name=_band_name(),
        levels=[Level(name=_("Target"), value=target.target)] if target else (),
        written=lambda value: figure(int(value), unit),
        ticked=_round_money if unit == "thousand dollars" else None,
    )


def _figure_title(game: Game, name: str, of: str) -> str:
    k = _field(game, of)
    if k is None:
        return words.measure(name)
    return _("Members of {institute}").format(institute=institute_name(game, k))


def _target(game: Game, measure: str) -> Component | None:
    for goal in game.scenario.goals:
        for component in goal.components:
            if component.measure == measure:
                return component
    return None


def _support(game: Game, _subject: str, beside: Beside) -> Chart:
    names = (("support_congress", N_("Congress")), ("support_public", N_("The public")))
    series = [Series(name=_(title), values=game.series(name)) for name, title in names]
    bands = [_band(game, beside, name, place, series[place].values) for place, (name, _t) in enumerate(names)]
    series += [
        Series(name=local(agency.name), values=game.series("agency_support", agency.id))
        for agency in game.scenario.agencies
        if agency.sponsors
    ]
    return Chart(
        title=_("Support for the program, 0 to 1000"),
        axis=_stock_axis(game, game.turns),
        series=series,
        bands=[band for band in bands if band is not None],
        band_name=_band_name(),
        high=1000,
        written=lambda value: number(int(value)),
    )


KINDS = (
    Kind(
        id="goals", title=N_("Goals"), subjects=goals_of, make=_goals,
        about=N_("How far the four goals of the law are reached. Choose one to see it beside a recorded game."),
    ),
    Kind(
        id="figures", title=N_("Against history"), subjects=figures_of, make=_figure,
        about=N_("A figure of your game beside its target and what really happened, where the record tells it."),
    ),
    Kind(
        id="money", title=N_("Money in"), subjects=everything_or_institutes, make=_money,
        about=N_("Who pays. An institute stands alone when what is not federal base money carries it."),
    ),
    Kind(
        id="uses", title=N_("Money spent"), subjects=everything_or_institutes, make=_uses,
        about=N_("What the money is spent on, gifts in kind included for the network."),
    ),
    Kind(
        id="members", title=N_("Members"), subjects=everything_or_institutes, make=_members,
        about=N_("Who belongs to the institutes. An organisation in two institutes counts twice."),
    ),
    Kind(
        id="pipeline", title=N_("Pipeline"), subjects=everything_or_institutes, make=_pipeline,
        about=N_("Projects by stage. Late stages dry up when nothing is started at MRL 4 and 5."),
    ),
    Kind(
        id="people", title=N_("In training"), subjects=everywhere_or_regions, make=_people,
        about=N_("People in programs now. Long courses fill up slowly and go on filling later turns."),
    ),
    Kind(
        id="finished", title=N_("Trained"), subjects=the_network, make=_finished,
        about=N_("People who finished a program in a turn, and who found work in a plant."),
    ),
    Kind(
        id="support", title=N_("Support"), subjects=the_network, make=_support,
        about=N_("What Congress, the public and the agencies think of the program."),
    ),
)  # fmt: skip


def kind_of(name: str) -> Kind:
    """A kind by its id."""
    return next(one for one in KINDS if one.id == name)


def shown(game: Game, kind: Kind, subject: str, beside: Beside) -> Chart:
    """The chart of a kind about a subject; about the first one where there is no such subject any more."""
    subjects = [option.value for option in kind.subjects(game)]
    chart = kind.make(game, subject if subject in subjects else subjects[0], beside)
    if chart.has_values or chart.empty:
        return chart
    from attrs import evolve

    return evolve(chart, empty=_no_turn())
