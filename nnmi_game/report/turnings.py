"""Which of a game's turning points are told: one for each turn and lesson, with how they fare under other luck."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from attrs import evolve

from nnmi_game.analysis.other_luck import Change, under_other_luck
from nnmi_game.analysis.turning_points import ADDED, INSTEAD, NOTHING, POLICY, WITHOUT, TurningPoint
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.orders import Order
from nnmi_game.game.game import Game
from nnmi_game.report.review import Spread, Stake, Turning

#: How many are told of each sort, and how many other lucks each is held under.
TOLD, LUCKS = 5, 16
#: Changes of the total smaller than this are not worth telling, points.
SMALLEST = 5
#: A whole turn's orders are told in place of a single one where they weigh so many times as much.
WHOLE = 2


def stakes(game: Game, points: Sequence[TurningPoint]) -> tuple[Stake, ...]:
    """For each turn played the most that another choice would have added and have lost."""
    found = []
    for turn in range(1, len(game.past) + 1):
        totals = [one.total for one in points if one.turn == turn]
        found.append(Stake(turn, max([0, *totals]), min([0, *totals])))
    return tuple(found)


def carried(points: Sequence[TurningPoint]) -> list[Turning]:
    """The choices that the end rests on: without them, or with another answer, it would have been worse."""
    worse = [one for one in points if one.total <= -SMALLEST]
    single = _by_turn(one for one in worse if one.kind in (WITHOUT, INSTEAD))
    whole = _by_turn(one for one in worse if one.kind == NOTHING)
    found: list[Turning] = []
    for turn, one in sorted((whole | single).items()):
        every = whole.get(turn, one)
        found.append(Turning(every if every.total < WHOLE * one.total else one))
    return sorted(_twins(found), key=lambda one: one.point.total)[:TOLD]


def missed(points: Sequence[TurningPoint]) -> list[Turning]:
    """The choices that would have done better, each lesson once, at the turn in which it was worth most."""
    better = [one for one in points if one.total >= SMALLEST]
    best = _by_turn(one for one in better if one.kind not in (POLICY, NOTHING))
    for turn, whole in _by_turn(one for one in better if one.kind in (POLICY, NOTHING)).items():
        if turn not in best or whole.total > WHOLE * best[turn].total:
            best[turn] = whole
    found: dict[tuple[str, str], Turning] = {}
    for one in sorted(best.values(), key=lambda one: -one.total):
        lesson = _lesson(one)
        if lesson in found:
            found[lesson] = evolve(found[lesson], also=tuple(sorted((*found[lesson].also, one.turn))))
        else:
            found[lesson] = Turning(one)
    return sorted(found.values(), key=lambda one: -one.point.total)[:TOLD]


def with_spread(game: Game, turnings: Sequence[Turning]) -> tuple[Turning, ...]:
    """The turning points, each with what its change does under other luck."""
    changes = [
        Change(one.point.turn, tuple(one.point.played(game.past[one.point.turn - 1].orders)))
        for one in turnings
    ]
    spreads = under_other_luck(game, changes, LUCKS)
    return tuple(evolve(one, spread=_spread(totals)) for one, totals in zip(turnings, spreads, strict=True))


def _spread(totals: Ints) -> Spread:
    low, middle, high = np.percentile(totals, (10, 50, 90))
    return Spread(round(low), round(middle), round(high), int((totals > 0).sum()), totals.size)


def _by_turn(points: Iterable[TurningPoint]) -> dict[int, TurningPoint]:
    """The heaviest point of each turn."""
    found: dict[int, TurningPoint] = {}
    for one in points:
        if one.turn not in found or abs(one.total) > abs(found[one.turn].total):
            found[one.turn] = one
    return found


def _twins(turnings: Sequence[Turning]) -> list[Turning]:
    """What stands and falls together, such as a solicitation and its award, told once, at the earlier turn."""
    found: list[Turning] = []
    for one in turnings:
        twin = next((n for n, other in enumerate(found) if other.point.goals == one.point.goals), None)
        if twin is None:
            found.append(one)
        else:
            pair: tuple[int, Order | None] = one.point.turn, one.point.order
            found[twin] = evolve(found[twin], twins=(*found[twin].twins, pair))
    return found


def _lesson(point: TurningPoint) -> tuple[str, str]:
    """What two missed chances have in common when one of them is enough to tell."""
    if point.kind == ADDED:
        return ADDED, point.orders[0].kind
    if point.kind == WITHOUT and point.order is not None:
        return WITHOUT, point.order.kind
    return point.kind, point.policy or str(point.turn)
