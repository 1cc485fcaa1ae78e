"""The debrief of a class on a screen: strips of offices, tables and sentences."""

from __future__ import annotations

from collections.abc import Sequence

from nnmi_game.analysis.cohort import (
    Cohort,
    Difference,
    Pair,
    References,
    Spread,
    differences,
    guessing,
    spreads,
)
from nnmi_game.analysis.cohort.spread import TOTAL
from nnmi_game.game import words
from nnmi_game.locale import gettext as _
from nnmi_game.report.words import cohort as said
from nnmi_game.report.words import who
from nnmi_game.scenario.vocabulary import GOALS
from nnmi_game.tui.draw.chart import Axis, Chart, Series
from nnmi_game.tui.views.sheet import Block, Line
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import pad, width, wrap

#: What each of the four goals can reach.
FULL = 1000
#: What stands for history and the planner on a strip.
SIGNS = {"history": "H", "planner": "P"}
_MOST_STRIP = 100


def heading(cohort: Cohort) -> str:
    """Which class it is."""
    return words.sentences(said.about(cohort))


def goals(cohort: Cohort, found: References, room: int) -> list[Line]:
    """A strip for each goal, and what its signs mean; then the figures."""
    beside = found.at(cohort.turn)
    spread = spreads(cohort)
    rows = [
        (
            said.goal(name),
            one,
            name,
            {SIGNS[policy]: said.points(name, reached[name]) for policy, reached in beside.items()},
        )
        for name, one in spread.items()
    ]
    lines = _strips(rows, room)
    lines += _prose(
        [
            _(
                "Upper line: offices (o; a figure where several meet). Lower line: the middle half of them, with the "
                "median |; H history, P the planner. Points of 1000."
            ),
            said.beside(cohort, found),
        ],
        room,
        "quiet",
    )
    return lines


def goal_block(cohort: Cohort, found: References) -> Block:
    """The same in figures."""
    beside = found.at(cohort.turn)
    columns = [
        Column(key="goal", title=_("Goal"), least=12),
        Column(key="low", title=_("lowest"), number=True, rank=5),
        Column(key="middle", title=_("median"), number=True),
        Column(key="high", title=_("highest"), number=True, rank=5),
        *(Column(key=policy, title=who(policy), number=True) for policy in beside),
    ]
    rows = [
        Row(
            key=name or "sum",
            cells=(
                said.goal(name),
                *(_whole(said.points(name, value)) for value in (one.low, one.middle, one.high)),
                *(_whole(said.points(name, reached[name])) for reached in beside.values()),
            ),
        )
        for name, one in spreads(cohort).items()
    ]
    return Block("", [Table(columns=columns, rows=rows)])


def choices(cohort: Cohort) -> list[Block]:
    """Choices against outcomes, and how little that says."""
    found = differences(cohort)
    table = Table(
        columns=(
            Column(key="choice", title=_("Choice"), least=28),
            Column(key="upper", title=_("upper third"), number=True),
            Column(key="lower", title=_("lower third"), number=True),
            Column(key="rank", title=_("correlation of ranks"), number=True, rank=5),
            Column(key="interval", title=_("interval"), number=True, rank=4),
            Column(key="verdict", title=_("what can be said"), least=18),
        ),
        rows=[
            Row(
                key=one.choice.name,
                cells=(
                    said.choice(one),
                    said.amount(one, one.upper),
                    said.amount(one, one.lower),
                    said.correlation(one.rank),
                    _interval(one),
                    said.verdict(one),
                ),
                tone="good" if one.is_clear else "quiet",
            )
            for one in found
        ],
    )
    return [
        Block("", [table, *(("", one) for one in ["", *said.caution(cohort)])]),
    ]


def pair_chart(cohort: Cohort, found: Pair, references: References, names: bool) -> Chart:
    """The sums of the goals of two offices, with history and the planner."""
    turns = range(len(found.totals(0)))
    calendar = cohort.tables.scenario.calendar
    labels = []
    for turn in turns:
        year, part = divmod(turn, calendar.turns_per_year)
        labels.append(str(calendar.first_year + year - 1) if turn and part == 0 else "")
    return Chart(
        title=_("The four goals together, turn by turn"),
        axis=Axis(tuple(_("turn {turn}").format(turn=turn) for turn in turns), tuple(labels)),
        series=[
            Series(name=said.office(player, names), values=found.totals(which))
            for which, player in enumerate((found.first, found.second))
        ],
        dotted=[
            Series(name=who(policy), values=rows[TOTAL][: len(turns)])
            for policy, rows in references.points.items()
        ],
    )


def pair_blocks(cohort: Cohort, found: Pair, names: bool) -> list[Block]:
    """What two offices reached, and what they chose."""
    turns = len(found.totals(0)) - 1
    year = cohort.tables.scenario.calendar.turns_per_year
    offices = (found.first, found.second)
    heads = [said.office(player, names) for player in offices]

    def columns(title: str) -> tuple[Column, ...]:
        return (
            Column(key="what", title=title, least=16),
            Column(key="first", title=heads[0], number=True),
            Column(key="second", title=heads[1], number=True),
        )

    reached = [
        Row(key=name, cells=(said.goal(name), *(_whole(found.goals[n][name][-1]) for n in (0, 1))))
        for name in GOALS
    ]
    chose = [
        Row(
            key=one.choice.name,
            cells=(
                said.choice(one),
                *(said.amount(one, one.choice.of(player.orders[:turns], year)) for player in offices),
            ),
        )
        for one in differences(cohort)
    ]
    return [
        Block("", [("quiet", said.sides(found, names)), Table(columns=columns(_("Goal")), rows=reached)]),
        Block("", [Table(columns=columns(_("Choice")), rows=chose)]),
    ]


def guesses(cohort: Cohort) -> list[Block]:
    """The class's guesses against what came."""
    found = guessing(cohort)
    table = Table(
        columns=(
            Column(key="figure", title=_("Figure"), least=16),
            Column(key="guesses", title=_("guesses"), number=True),
            Column(key="held", title=_("ranges that held"), number=True),
            Column(key="above", title=_("came out above"), number=True),
            Column(key="below", title=_("came out below"), number=True),
        ),
        rows=[
            Row(
                key=name,
                cells=(said.measure(name), str(one.guesses), f"{one.share}%", str(one.above), str(one.below)),
            )
            for name, one in found.by_measure.items()
        ],
    )
    return [Block("", [*(("", one) for one in said.guessed(found)), ("", ""), table])]


def earlier(cohort: Cohort, room: int) -> list[Line]:
    """The class and earlier ones, after the same number of turns."""
    if not cohort.earlier:
        return _prose([_("No earlier class of this scenario lies in the database.")], room)
    rows: list[tuple[str, Spread, str, dict[str, float]]] = []
    for one in (cohort, *cohort.earlier):
        name = _("this class") if one is cohort else one.title or one.code
        spread = spreads(one, min(cohort.turn, one.turn))[TOTAL]
        rows.append((_("{name}, {day}").format(name=name, day=one.day), spread, TOTAL, {}))
    note = _("The mean of the four goals; classes may have had other luck and other students.")
    return _strips(rows, room) + _prose([note], room, "quiet")


def _strips(rows: Sequence[tuple[str, Spread, str, dict[str, float]]], room: int) -> list[Line]:
    """Two lines for each row, under a scale."""
    left = min(max(width(name) for name, *_rest in rows), room // 3) + 2
    cells = max(min(room - left, _MOST_STRIP), 20)
    scale = _placed(cells, {value: str(value) for value in (0, 250, 500, 750, FULL)})
    lines: list[Line] = [(("", " " * left), ("quiet", scale))]
    for name, one, goal, signs in rows:
        values = [said.points(goal, value) for value in one.values]
        quarters = [said.points(goal, value) for value in (one.quarter, one.middle, one.three_quarters)]
        lines += [
            (("heading", pad(name, left)), ("", strip(values, cells))),
            (("", " " * left), ("good", box(quarters, signs, cells))),
        ]
    return [*lines, ()]


def strip(values: Sequence[float], cells: int) -> str:
    """Offices on a line from 0 to 1000: ``o`` for one, a figure where several meet, ``+`` for ten and more."""
    counts = [0] * cells
    for value in values:
        counts[_cell(value, cells)] += 1
    signs = [" ", "o", *"23456789", "+"]
    return "".join(signs[min(count, 10)] for count in counts)


def box(quarters: Sequence[float], signs: dict[str, float], cells: int) -> str:
    """The middle half with its median, and the signs of policies."""
    low, middle, high = (_cell(value, cells) for value in quarters)
    line = [" "] * cells
    line[low : high + 1] = ["="] * (high + 1 - low)
    line[low], line[high], line[middle] = "[", "]", "|"
    for sign, value in signs.items():
        line[_cell(value, cells)] = sign
    return "".join(line)


def _cell(value: float, cells: int) -> int:
    return min(max(round(value / FULL * (cells - 1)), 0), cells - 1)


def _placed(cells: int, labels: dict[int, str]) -> str:
    line = [" "] * cells
    for value, label in labels.items():
        start = min(max(_cell(value, cells) - len(label) // 2, 0), cells - len(label))
        line[start : start + len(label)] = label
    return "".join(line)


def _prose(texts: Sequence[str], room: int, style: str = "") -> list[Line]:
    return [((style, line),) for text in texts for line in wrap(text, min(room, 100))]


def _interval(one: Difference) -> str:
    if one.low is None:
        return "-"
    return _("{low} to {high}").format(low=said.correlation(one.low), high=said.correlation(one.high))


def _whole(value: float) -> str:
    return f"{value:,.0f}"


def shown(page: str, page_names: Sequence[tuple[str, str]]) -> str:
    """The pages there are, the one that is open in brackets."""
    return words.listed(f"[{title}]" if name == page else title for name, title in page_names)
