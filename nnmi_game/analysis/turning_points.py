"""The turning points of a played game: other legal choices in one turn, and what each would have changed at the end.

Everything else stays as it was played, under the same luck. So a point tells what a choice was worth in this run; what
it would have been worth with other luck is told by ``other_luck``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import compress

import numpy as np
from attrs import evolve, fields, frozen

from nnmi_game.analysis import policies
from nnmi_game.analysis.counterfactual import Branch, branch_out, compiled, named
from nnmi_game.analysis.policies import Policy
from nnmi_game.engine import legality
from nnmi_game.engine.arrays import Bools, Ints
from nnmi_game.engine.decisions import Decisions, compile_batch, compile_orders, orders_of
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import Award, Order, Respond
from nnmi_game.game.game import Game
from nnmi_game.game.places import subject

#: Whole turns are held beside the orders of these, and single kinds of orders are borrowed from the last of them.
BESIDE = ("history", "planner")

WITHOUT, NOTHING, INSTEAD, ADDED, POLICY = "without", "nothing", "instead", "added", "policy"


@frozen
class TurningPoint:
    """A change of orders in one turn, and what it would have changed at the end.

    ``kind`` is ``without`` (all orders of the turn but ``order``), ``nothing`` (no orders in the turn), ``instead``
    (another answer in place of ``order``; of None where an event was left to its default), ``added`` (orders of one
    kind that ``policy`` would have given, beside those of the turn or in place of those about the same thing) or
    ``policy`` (the orders that ``policy`` gives in that position, in place of all). ``orders`` are those that come in.
    ``total`` and ``goals`` are the change in points: negative where the orders that were given did better.
    """

    turn: int
    kind: str
    total: int
    goals: dict[str, int]
    order: Order | None = None
    policy: str = ""
    orders: tuple[Order, ...] = ()

    def played(self, given: Sequence[Order]) -> list[Order]:
        """The orders of the turn with this change, where ``given`` are those that were given."""
        match self.kind:
            case "without":
                return [one for one in given if one != self.order]
            case "nothing":
                return []
            case "policy":
                return list(self.orders)
            case _:
                about = {subject(one) for one in self.orders}
                return [one for one in given if subject(one) not in about] + list(self.orders)


def turning_points(
    game: Game,
    policy_names: Sequence[str] = BESIDE,
    most: int | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> list[TurningPoint]:
    """The changes of one turn's orders that would have moved the total most, largest first.

    All else stays as it was played, up to the last turn played. Policies that cannot play the scenario are left out;
    so is what would have changed nothing.
    """
    if not game.past:
        return []
    found = list(alternatives(game, policy_names))
    trunk = compiled([played.orders for played in game.past], game.tables)
    futures = branch_out(game.tables, game.seed, trunk, branches(game, found), progress=progress)
    return weighed(game, found, futures.changes)[:most]


def branches(game: Game, found: Sequence[TurningPoint]) -> list[Branch]:
    """The game with each of the changes, to be played on."""
    return [
        Branch(one.turn, [compile_orders(one.played(game.past[one.turn - 1].orders), game.tables)])
        for one in found
    ]


def weighed(game: Game, found: Sequence[TurningPoint], changes: Ints) -> list[TurningPoint]:
    """The changes with what they do, (changes, 4) goals, largest first; without those that do nothing."""
    points = [
        evolve(one, total=int(change.sum()), goals=named(change, game.tables))
        for one, change in zip(found, changes, strict=True)
        if change.any()
    ]
    return sorted(points, key=lambda one: (-abs(one.total), one.turn))


def alternatives(game: Game, policy_names: Sequence[str] = BESIDE) -> Iterator[TurningPoint]:
    """The legal choices that are tried, turn by turn, their worth not yet known."""
    made = _policies(policy_names, game)
    for turn, played in enumerate(game.past, start=1):
        for order in played.orders:
            yield TurningPoint(turn, WITHOUT, 0, {}, order)
        if len(played.orders) > 1:
            yield TurningPoint(turn, NOTHING, 0, {})
        then = game.rewind(turn, keep_orders=True)
        yield from _other_answers(then)
        luck = Luck(np.array([game.seed], dtype=np.int64))
        for number, (name, policy) in enumerate(made.items(), start=1):
            wished = policy(then.state, game.tables, luck)
            orders = _legal(then, wished)
            if set(orders) != set(played.orders):
                yield TurningPoint(turn, POLICY, 0, {}, None, name, tuple(orders))
            if number == len(made):
                yield from _borrowed(then, name, wished)


def _other_answers(game: Game) -> Iterator[TurningPoint]:
    """Other options of the events that waited, and other proposals than the one that was awarded."""
    answers = {one.event: one for one in game.tray if isinstance(one, Respond)}
    for event, options in game.pending_events():
        given = answers.get(event.id)
        taken = given.option if given else options[0].id
        for option in options:
            other = Respond(event=event.id, option=option.id)
            if option.id != taken and game.refusal(other) is None:
                yield TurningPoint(game.turn, INSTEAD, 0, {}, given, "", (other,))
    for award in [one for one in game.tray if isinstance(one, Award)]:
        for offer in game.proposals(award.technology):
            rival = Award(technology=award.technology, bidder=offer.bidder.id)
            if rival != award and game.refusal(rival) is None:
                yield TurningPoint(game.turn, INSTEAD, 0, {}, award, "", (rival,))


def _borrowed(game: Game, name: str, wished: Decisions) -> Iterator[TurningPoint]:
    """Orders of one kind that a policy would have given, as far as they leave room for all others of the turn."""
    own = orders_of(wished, game.tables)
    about = {subject(one) for one in own}
    both = [*(one for one in game.tray if subject(one) not in about), *own]
    by_kind: dict[str, list[Order]] = {}
    for order in _legal(game, compile_orders(both, game.tables)):
        if order not in game.tray:
            by_kind.setdefault(order.kind, []).append(order)
    points = [TurningPoint(game.turn, ADDED, 0, {}, None, name, tuple(orders)) for orders in by_kind.values()]
    if points:
        yield from compress(points, _all_allowed(game, [point.played(game.tray) for point in points]))


def _legal(game: Game, wished: Decisions) -> list[Order]:
    """The orders among those wished for that the rules allow in this position."""
    allowed = legality.permitted(wished, legality.review(game.state, wished, game.tables))
    return orders_of(allowed, game.tables)


def _all_allowed(game: Game, tried: Sequence[Sequence[Order]]) -> Bools:
    """For each turn that is tried, whether the rules accept all of its orders together."""
    decisions = compile_batch(tried, game.tables)
    state = game.state.take(np.zeros(len(tried), dtype=np.int64), game.tables.dims)
    allowed = legality.permitted(decisions, legality.review(state, decisions, game.tables))
    same = np.ones(len(tried), dtype=bool)
    for one in fields(Decisions):
        wished, left = getattr(decisions, one.name), getattr(allowed, one.name)
        if left is not wished:
            same &= (left == wished).reshape(len(tried), -1).all(axis=1)
    return same


def _policies(names: Sequence[str], game: Game) -> dict[str, Policy]:
    made = {}
    for name in names:
        try:
            made[name] = policies.make(name, game.tables)
        except LookupError:  # a policy that another scenario's record was written for
            continue
    return made
