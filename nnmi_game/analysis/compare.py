"""Two played games of one scenario: where their orders part, and what each turn's difference was worth.

Both lists of orders are played under the luck of both games. Under each luck the change from one list to the other
is made turn by turn, once from the front (the orders of A up to a turn, then those of B) and once the other way
round; a turn is worth the mean of the two, so that the turns add up exactly to the whole difference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from attrs import frozen

from nnmi_game.analysis.counterfactual import Branch, branch_out, compiled, named
from nnmi_game.engine import legality
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.decisions import Decisions
from nnmi_game.engine.legality import Reason
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import Order
from nnmi_game.engine.tables import Tables
from nnmi_game.engine.turn import new_state, play_turn
from nnmi_game.game.game import Game
from nnmi_game.game.places import place, subject

Orders = Sequence[Sequence[Order]]


class NotComparableError(Exception):
    """The games are not of one scenario, or one of them has not begun; ``reason`` is a word for which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@frozen
class Difference:
    """The orders of one turn that only one of the games has."""

    turn: int
    only_a: tuple[Order, ...]
    only_b: tuple[Order, ...]


@frozen
class Worth:
    """What A's orders in a turn were worth against B's, goal by goal; ``low`` and ``high`` bound the total.

    The bounds are the two ways of making the change: the wider they are apart, the more the turn's worth hangs on
    what was ordered in the others.
    """

    turn: int
    goals: dict[str, float]
    total: float
    low: int
    high: int


@frozen
class UnderLuck:
    """Both lists of orders under the luck of one seed. ``refused`` are orders that this luck did not allow."""

    seed: int
    goals_a: dict[str, int]
    goals_b: dict[str, int]
    worth: tuple[Worth, ...]
    refused_a: tuple[tuple[int, Order], ...]
    refused_b: tuple[tuple[int, Order], ...]

    @property
    def difference(self) -> dict[str, int]:
        """A's goals against B's."""
        return {goal: points - self.goals_b[goal] for goal, points in self.goals_a.items()}


@frozen
class Comparison:
    """What ``compare`` found: ``turns`` were played by both games; ``lucks`` are A's and, if it is another, B's."""

    scenario: str
    turns: int
    differences: tuple[Difference, ...]
    lucks: tuple[UnderLuck, ...]


def compare(a: Game, b: Game, progress: Callable[[float], None] = lambda _: None) -> Comparison:
    """Compare two games over the turns that both have played; ``NotComparableError`` if that cannot be done.

    ``progress`` is told what part has been worked out; what it raises ends the work.
    """
    if a.scenario != b.scenario:
        raise NotComparableError("scenario")
    turns = min(len(a.past), len(b.past))
    if not turns:
        raise NotComparableError("turns")
    orders_a = [played.orders for played in a.past[:turns]]
    orders_b = [played.orders for played in b.past[:turns]]
    parted = differences(orders_a, orders_b)
    seeds = (a.seed,) if a.seed == b.seed else (a.seed, b.seed)
    lucks = tuple(
        _under(
            a.tables,
            seed,
            orders_a,
            orders_b,
            [one.turn for one in parted],
            lambda part, number=number: progress((number + part) / len(seeds)),  # type: ignore[misc]
        )
        for number, seed in enumerate(seeds)
    )
    return Comparison(a.scenario.id, turns, tuple(parted), lucks)


def differences(a: Orders, b: Orders) -> list[Difference]:
    """The turns whose orders are not the same. The order in which they were given makes no difference."""
    found = []
    for turn, (mine, yours) in enumerate(zip(a, b, strict=True), start=1):
        one, other = ({subject(order): order for order in orders} for orders in (mine, yours))
        only_a = tuple(order for about, order in one.items() if other.get(about) != order)
        only_b = tuple(order for about, order in other.items() if one.get(about) != order)
        if only_a or only_b:
            found.append(Difference(turn, only_a, only_b))
    return found


def _under(
    tables: Tables, seed: int, a: Orders, b: Orders, turns: Sequence[int], progress: Callable[[float], None]
) -> UnderLuck:
    steps_a, steps_b = compiled(a, tables), compiled(b, tables)
    first_a, end_a = _changing(tables, seed, steps_a, steps_b, turns, lambda part: progress(part / 2))
    first_b, end_b = _changing(tables, seed, steps_b, steps_a, turns, lambda part: progress((1 + part) / 2))
    if not turns:
        first_a, first_b = first_a[:0], first_b[:0]
    # first_a[i] is A up to the turn before turns[i] and B from there; after the last turn it is A throughout
    forward = np.diff(first_a, axis=0, append=end_a[None])
    backward = -np.diff(first_b, axis=0, append=end_b[None])
    worth = tuple(_worth(*row, tables) for row in zip(turns, forward, backward, strict=True))
    return UnderLuck(
        seed,
        named(end_a, tables),
        named(end_b, tables),
        worth,
        tuple(refused(tables, seed, a, steps_a)),
        tuple(refused(tables, seed, b, steps_b)),
    )


def _changing(
    tables: Tables,
    seed: int,
    first: list[Decisions],
    then: list[Decisions],
    turns: Sequence[int],
    progress: Callable[[float], None],
) -> tuple[Ints, Ints]:
    """(turns, 4) goals where ``then`` takes over from ``first`` in each of the turns; (4,) where it never does."""
    branches = [Branch(turn, then[turn - 1 :]) for turn in turns]
    futures = branch_out(tables, seed, first, branches, progress=progress)
    return futures.branches, futures.trunk


def _worth(turn: int, forward: Ints, backward: Ints, tables: Tables) -> Worth:
    mean = (forward + backward) / 2
    goals = {goal.id: float(points) for goal, points in zip(tables.scenario.goals, mean, strict=True)}
    low, high = sorted((int(forward.sum()), int(backward.sum())))
    return Worth(turn, goals, float(mean.sum()), low, high)


def refused(tables: Tables, seed: int, turns: Orders, steps: Sequence[Decisions]) -> list[tuple[int, Order]]:
    """The orders that the rules refuse when these are played under the luck of ``seed``."""
    found: list[tuple[int, Order]] = []
    state = new_state(tables, 1)
    luck = Luck(np.array([seed], dtype=np.int64))
    for turn, (orders, step) in enumerate(zip(turns, steps, strict=True), start=1):
        checks = legality.review(state, step, tables).checks
        for order in orders:
            name, at = place(order, tables)
            if checks[name].reason[(0, *at)] != Reason.OK:
                found.append((turn, order))
        state, _ = play_turn(state, step, tables, luck, recording=False)
    return found
