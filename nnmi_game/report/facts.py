"""Finds all that a review tells of a game, out of the game alone."""

from __future__ import annotations

from collections.abc import Callable

from nnmi_game.analysis import turning_points
from nnmi_game.analysis.counterfactual import branch_out, compiled
from nnmi_game.game import history
from nnmi_game.game.game import Game
from nnmi_game.game.guesses import calibration
from nnmi_game.game.stopping import StoppedError
from nnmi_game.report import archetypes, courses, deeds, turnings
from nnmi_game.report.questions import questions
from nnmi_game.report.review import Review


def review(
    game: Game,
    run: str = "",
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda _: None,
    companions: courses.Companions | None = None,
) -> Review:
    """The review of a game that has been played at least one turn; ``run`` is what the run is called in tables.

    ``companions`` are kept between the reviews of a class.
    ``progress`` hears the part that is done. ``ValueError`` for a game without a turn, ``StoppedError`` if stopped.
    """
    if not game.past:
        raise ValueError("no turn has been played")

    def done(part: float) -> None:
        """So much of the time it takes is over: the parts were measured on games of 22 turns."""
        if stop():
            raise StoppedError
        progress(part)

    done(0.0)
    tried, used = list(turning_points.alternatives(game)), deeds.used(game)
    done(0.15)
    futures = branch_out(
        game.tables,
        game.seed,
        compiled([played.orders for played in game.past], game.tables),
        [*turning_points.branches(game, tried), *deeds.branches(game, used)],
        progress=lambda part: done(0.15 + 0.4 * part),
    )
    points = turning_points.weighed(game, tried, futures.changes[: len(tried)])
    levers = deeds.weighed(game, used, futures.changes[len(tried) :])
    done(0.55)
    you = courses.course(game)
    others = tuple(sorted((companions or courses.Companions()).of(game), key=lambda one: -one.total))
    done(0.7)
    carried, missed = turnings.carried(points), turnings.missed(points)
    tested = turnings.with_spread(game, [*carried, *missed])
    told, better = tested[: len(carried)], tested[len(carried) :]
    done(0.9)
    found = archetypes.findings(game)
    outcomes = tuple(game.outcomes())
    sure = calibration(outcomes)
    return Review(
        run=run or game.title or game.scenario.id,
        title=game.title,
        scenario=game.scenario,
        seed=game.seed,
        turns=game.turns,
        played=len(game.past),
        you=you,
        others=others,
        rounds=deeds.rounds(game, points),
        levers=levers,
        stakes=turnings.stakes(game, points),
        carried=told,
        missed=better,
        institutes=deeds.institutes(game),
        money={name: tuple(row) for name, row in history.money_by_source(game).items()},
        members={tier: tuple(row) for tier, row in history.members_by_tier(game).items()},
        findings=found,
        outcomes=outcomes,
        calibration=sure,
        questions=questions(game, you, others, levers, told, better, found, sure),
    )
