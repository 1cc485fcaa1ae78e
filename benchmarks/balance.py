"""Whether the national scenario is a good game: what is asked of it, reported beside what is reached.

Nothing here is timed, and nothing is tuned in here: the figures are those of ``nnmi tournament nnmi-2012``.
"""

from __future__ import annotations

from itertools import pairwise

from benchmarks.figures import Figure, at_least, at_most, told
from benchmarks.worlds import national
from nnmi_game.analysis.policies import SPECIALISTS
from nnmi_game.analysis.tournament import HISTORY, PLANNER, Tournament, play
from nnmi_game.scenario.vocabulary import GOALS

SEEDS = 200
EVEN = "even"
#: The goal that each specialist lives for.
GOAL_OF = {
    "match_first": "sustainability",
    "sme_first": "competitiveness",
    "big_firms": "sustainability",
    "workforce_first": "workforce",
    "breadth": "sustainability",
    "depth": "transition",
    "network_first": "transition",
    "sustain_first": "sustainability",
}
#: What no lever may be worth less than, and what no goal may be fuller than, in the planner's games.
LEVER, FULL = 3, 900


def balance() -> list[Figure]:
    """Rank of the policies, the planner's lead, the worth of every lever, skill against luck, and history."""
    games = play(national(), [], 1, SEEDS)
    return [*_ranks(games), *_lead(games), *_levers(games), *_skill(games), *_history(games), *_goals(games)]


def _mean(games: Tournament, policy: str) -> float:
    return float(games.total(policy).mean())


def _ranks(games: Tournament) -> list[Figure]:
    weak = ("idle", "random", EVEN)
    rows = [
        at_least(f"{stronger} over {weaker}, points", _mean(games, stronger) - _mean(games, weaker), 0)
        for weaker, stronger in pairwise(weak)
    ]
    for name in SPECIALISTS:
        goal = GOAL_OF[name]
        own = float(games.points[name][:, GOALS.index(goal)].mean())
        even = float(games.points[EVEN][:, GOALS.index(goal)].mean())
        rows.append(at_least(f"{name} over even, points of {goal}", own - even, 0))
    return rows


def _lead(games: Tournament) -> list[Figure]:
    planner = _mean(games, PLANNER)
    best = max(SPECIALISTS, key=lambda name: _mean(games, name))
    return [
        told("the planner's points", planner, digits=0),
        at_least("planner over even", 100 * (planner / _mean(games, EVEN) - 1), 25, " %"),
        at_most(
            "best specialist, of the planner's points", 100 * _mean(games, best) / planner, 90, " %", best
        ),
    ]


def _levers(games: Tournament) -> list[Figure]:
    planner = _mean(games, PLANNER)
    return [
        at_least(
            f"planner's loss without {lever}",
            100 * (1 - float(points.sum(axis=1).mean()) / planner),
            LEVER,
            " %",
        )
        for lever, points in games.levers.items()
    ]


def _skill(games: Tournament) -> list[Figure]:
    shares = games.explained(list(games.points))
    assert shares is not None
    return [at_least("variance that the policy explains", 100 * shares.policy, 70, " %")]


def _history(games: Tournament) -> list[Figure]:
    planner, history = games.points[PLANNER], games.points[HISTORY]
    beaten = (planner > history).all(axis=1)
    return [
        at_least("history over even, points", _mean(games, HISTORY) - _mean(games, EVEN), 0),
        at_least("planner over history, points", _mean(games, PLANNER) - _mean(games, HISTORY), 0),
        at_most("planner's games that beat history on all four goals", 100 * float(beaten.mean()), 5, " %"),
    ]


def _goals(games: Tournament) -> list[Figure]:
    means = games.points[PLANNER].mean(axis=0)
    return [
        at_most(f"planner's {goal}", float(mean), FULL, digits=0)
        for goal, mean in zip(GOALS, means, strict=True)
    ]
