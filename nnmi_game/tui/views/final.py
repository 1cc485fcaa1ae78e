"""The end of a game: the four goals, and your record beside history's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.game.words.numbers import sentences
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import asks
from nnmi_game.tui.views.figures import figure, local
from nnmi_game.tui.views.meter import meter
from nnmi_game.tui.views.scorecard import part_name
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import number

if TYPE_CHECKING:
    from nnmi_game.game.game import Game

#: What each goal can reach.
FULL = 1000


def goal_points(game: Game) -> list[tuple[str, int]]:
    """The goals by name, with their points."""
    from nnmi_game.engine.scorecard import goals

    points = goals(game.state, game.tables)[0]
    return [(local(goal.name), int(p)) for goal, p in zip(game.scenario.goals, points, strict=True)]


def goal_table(game: Game, history: Game | None, plain: bool = False) -> Table:
    """The four goals and their sum; beside them those of history, where it has been recorded."""
    mine = goal_points(game)
    theirs = [points for _name, points in goal_points(history)] if history is not None else []
    rows = [
        Row(
            key=goal.id,
            cells=(
                name,
                str(points),
                *([str(theirs[place])] if theirs else []),
                meter(points, FULL, 22, plain, ""),
            ),
            asks={"you": asks.goal(goal.id)},
        )
        for place, (goal, (name, points)) in enumerate(zip(game.scenario.goals, mine, strict=True))
    ]
    total = number(sum(points for _name, points in mine))
    rows.append(Row(key="sum", cells=(_("All four"), total, *([number(sum(theirs))] if theirs else []), "")))
    return Table(
        columns=(
            Column(key="goal", title=_("Goal"), least=12),
            Column(key="you", title=_("You"), number=True),
            *([Column(key="history", title=_("History"), number=True)] if theirs else []),
            Column(key="bar", title=_("of 1000"), least=24, rank=3),
        ),
        rows=rows,
    )


def record_table(game: Game, history: Game | None) -> Table:
    """The figures that the goals are made of: their target, yours, and history's."""
    from nnmi_game.engine.scorecard import parts
    from nnmi_game.scenario.vocabulary import MEASURES

    theirs = parts(history.state, history.tables) if history is not None else []
    rows = []
    for place, part in enumerate(parts(game.state, game.tables)):
        unit = MEASURES[part.component.measure].unit
        cells = [part_name(part.component), figure(int(part.figure[0]), unit)]
        if theirs:
            cells.append(figure(int(theirs[place].figure[0]), unit))
        cells += [figure(part.component.target, unit), number(int(part.points[0])), local(part.goal.name)]
        found = {"points": asks.part(place, game.tables)}
        if not part.component.yearly:
            found["you"] = asks.measure(part.component.measure)
        rows.append(
            Row(key=f"{part.goal.id}.{part.component.measure}.{place}", cells=tuple(cells), asks=found)
        )
    return Table(
        columns=(
            Column(key="figure", title=_("Figure"), least=18),
            Column(key="you", title=_("You"), number=True),
            *([Column(key="history", title=_("History"), number=True)] if theirs else []),
            Column(key="target", title=_("Target"), number=True, rank=7),
            Column(key="points", title=_("Points"), number=True, rank=8),
            Column(key="goal", title=_("Goal"), rank=3),
        ),
        rows=rows,
    )


def verdict(game: Game, history: Game | None) -> list[str]:
    """How the player did: the scenario's last word, the sum beside history's, the strongest goal and the weakest."""
    points = goal_points(game)
    total, full = sum(one for _name, one in points), FULL * len(points)
    if history is None:
        sum_up = _("The four goals together make {total} of {full} points.").format(
            total=number(total), full=number(full)
        )
    else:
        sum_up = _(
            "The four goals together make {total} of {full} points; what really happened, under the luck of its own "
            "record, makes {theirs} by the same rules."
        ).format(
            total=number(total),
            full=number(full),
            theirs=number(sum(one for _name, one in goal_points(history))),
        )
    (best, most), (weakest, least) = (pick(points, key=lambda one: one[1]) for pick in (max, min))
    between = _("Your best goal is {best} with {most} points, your weakest {weakest} with {least}.").format(
        best=best, most=most, weakest=weakest, least=least
    )
    closing = game.closing()
    return [*([local(closing)] if closing is not None else []), sentences((sum_up, between))]


def ending_sentence(game: Game) -> str:
    """One sentence on how the game ended."""
    from nnmi_game.engine import measures
    from nnmi_game.game import history

    def now(name: str) -> int:
        return int(measures.value(name, game.state, game.tables)[0])

    return _(
        "Turns played: {turns}. Institutes at work: {institutes}; of these without base money: {sustaining}; "
        "closed on the way: {closed}."
    ).format(
        turns=len(game.past),
        institutes=now("institutes"),
        sustaining=now("institutes_sustaining"),
        closed=history.closures(game),
    )
