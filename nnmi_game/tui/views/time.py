"""The turns of a game and the games that grew out of it, as tables; two games compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nnmi_game.game.titles import called
from nnmi_game.game.words import listed, measure
from nnmi_game.game.words import order as order_words
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.scenario.vocabulary import MEASURES
from nnmi_game.tui.draw.chart import Axis, Chart, Series
from nnmi_game.tui.views.charts import FIGURES, YEARLY
from nnmi_game.tui.views.figures import figure, local, period
from nnmi_game.tui.views.form import Option
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import number, signed

if TYPE_CHECKING:
    from nnmi_game.analysis.compare import Comparison
    from nnmi_game.game.branches import Branch
    from nnmi_game.game.game import Game

#: The curve of the sum of all goals.
EVERYTHING = ""


def turns_table(whole: Game, goals: Sequence[dict[str, int]]) -> Table:
    """A row for each turn played, and one for the present; ``goals`` after each turn, the start first."""
    rows = [_turn_row(whole, turn, goals) for turn in range(1, whole.turn)]
    if not whole.over:
        rows.append(
            Row(
                key=str(whole.turn),
                cells=[str(whole.turn), _date(whole, whole.turn), str(len(whole.tray)), "", "", _("now")],
                tone="good",
            )
        )
    return Table(
        columns=[
            Column(key="turn", title=_("Turn"), number=True),
            Column(key="date", title=_("Date"), least=8),
            Column(key="orders", title=_("Orders"), number=True, rank=6),
            Column(key="total", title=_("All goals"), number=True, rank=8),
            Column(key="change", title=_("Change"), number=True, rank=7),
            Column(key="events", title=_("What happened"), least=10),
        ],
        rows=rows,
    )


def _turn_row(whole: Game, turn: int, goals: Sequence[dict[str, int]]) -> Row:
    before, after = (sum(goals[at].values()) for at in (turn - 1, turn))
    happened = [
        local(event.name)
        for place, event in enumerate(whole.scenario.events)
        if int(whole.state.event_turn[0, place]) == turn
    ]
    return Row(
        key=str(turn),
        cells=[
            str(turn),
            _date(whole, turn),
            str(len(whole.past[turn - 1].orders)),
            number(after),
            signed(after - before),
            listed(happened),
        ],
    )


def _date(game: Game, turn: int) -> str:
    at = game.period(turn)
    return period(at.fy, at.part, game.scenario.calendar.turns_per_year)


def orders_text(whole: Game, turn: int) -> str:
    """What was ordered in a turn, an order a line."""
    orders = whole.tray if turn == whole.turn else whole.past[turn - 1].orders
    if not orders:
        return _("Nothing was ordered.")
    return "\n".join(order_words(one, whole.scenario) for one in orders)


def branch_table(branches: Sequence[Branch], open_file: Path | None, first: Path | None = None) -> Table:
    """The tree of games with the same luck; what grows from a game stands under it, moved to the right.

    ``first`` is the game that another is to be compared with.
    """
    depths: list[int] = []
    for branch in branches:
        depths.append(0 if branch.parent < 0 else depths[branch.parent] + 1)
    return Table(
        columns=[
            Column(key="game", title=_("Games with this luck"), least=20),
            Column(key="fork", title=_("Own from turn"), number=True, rank=7),
            Column(key="turns", title=_("Turns played"), number=True, rank=8),
            Column(key="when", title=_("Last played"), number=True, rank=5),
        ],
        rows=[
            Row(
                key=str(branch.path),
                cells=[
                    "  " * depth + ("+ " if depth else "") + _branch_name(branch, open_file, first),
                    str(branch.fork),
                    str(branch.turns),
                    branch.written.strftime("%Y-%m-%d %H:%M") if branch.written else "",
                ],
                tone="good" if branch.path == open_file else "",
            )
            for depth, branch in zip(depths, branches, strict=True)
        ],
        empty=_("No other game has this luck. Play on from an earlier turn, and one will."),
    )


def _branch_name(branch: Branch, open_file: Path | None, first: Path | None) -> str:
    name = called(branch.title) or branch.path.stem
    if branch.path == open_file:
        name = _("{game} (this one)").format(game=name)
    return _("{game} [to compare]").format(game=name) if branch.path == first else name


def curves(game: Game) -> list[Option]:
    """What two games can be compared in, curve by curve: all goals, each goal, figures of the network."""
    return [
        Option(EVERYTHING, _("All four goals together")),
        *(Option(goal.id, local(goal.name)) for goal in game.scenario.goals),
        *(Option(name, measure(name)) for name in FIGURES),
    ]


def comparison_chart(mine: Game, other: Game, titles: tuple[str, str], curve: str = "") -> Chart:
    """One of the ``curves`` of two games, turn by turn."""
    turns = max(len(mine.past), len(other.past))
    names = [_("the start"), *(_date(mine, turn) for turn in range(1, turns + 1))]
    year = mine.tables.turns_per_year
    labels = [str(mine.period(turn).fy) if turn and turn % year == 0 else "" for turn in range(turns + 1)]
    # What is counted anew each year is told at the ends of years; between them it would only rise and drop.
    step = year if curve in YEARLY else 1
    unit = MEASURES[curve].unit if curve in MEASURES else "points"
    return Chart(
        title=next(option.label for option in curves(mine) if option.value == curve),
        axis=Axis(tuple(names[::step]), tuple(labels[::step])),
        series=[
            Series(name=title, values=_course(game, curve)[::step])
            for title, game in zip(titles, (mine, other), strict=True)
        ],
        written=lambda value: figure(int(value), unit),
    )


def _course(game: Game, curve: str) -> list[int]:
    """A goal, the sum of them or a figure of the network after each turn, the start first."""
    if curve in MEASURES:
        return list(game.series(curve))
    goals = [game.goals(turn) for turn in range(len(game.past) + 1)]
    return [one[curve] if curve else sum(one.values()) for one in goals]


def _quoted(title: str) -> str:
    """A game's name as it stands in a sentence."""
    return title if title == _("this game") else _('"{name}"').format(name=title)


def comparison_text(found: Comparison, mine: Game, titles: tuple[str, str]) -> list[tuple[str, str]]:
    """Where two games part, and what each turn's difference was worth, as headings and paragraphs."""
    first, second = (_quoted(title) for title in titles)
    luck = found.lucks[0]
    parts: list[tuple[str, str]] = []
    if not found.differences:
        return [("", _("Both games have the same orders so far."))]
    parted = found.differences[0].turn
    head = _(
        "They part in turn {turn}. After the turns that both have played, {first} stands so against {second}:"
    )
    parts.append(("", head.format(turn=parted, first=first, second=second)))
    goals = [
        _("{goal} {points}").format(goal=local(goal.name), points=signed(luck.difference[goal.id]))
        for goal in mine.scenario.goals
    ]
    parts.append(("", listed(goals)))
    for one in sorted(luck.worth, key=lambda worth: -abs(worth.total))[:3]:
        difference = next(d for d in found.differences if d.turn == one.turn)
        title = ngettext(
            "Turn {turn}: what {first} ordered otherwise was worth {points} point",
            "Turn {turn}: what {first} ordered otherwise was worth {points} points",
            abs(round(one.total)),
        ).format(turn=one.turn, first=first, points=signed(round(one.total)))
        parts.append(("heading", title))
        lines = [
            *(
                _("only {game}: {order}").format(game=first, order=order_words(o, mine.scenario))
                for o in difference.only_a
            ),
            *(
                _("only {game}: {order}").format(game=second, order=order_words(o, mine.scenario))
                for o in difference.only_b
            ),
        ]
        parts.append(("", "\n".join(lines)))
    return parts
