"""Many games at once: those that play the same turn of one scenario are one batch of worlds of the engine.

Between batches a game is one row of whole numbers: every array of its state, one behind the other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import define, field, frozen

from nnmi_game.engine import legality, scorecard
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.context import FAILING, alive
from nnmi_game.engine.decisions import Decisions, compile_batch
from nnmi_game.engine.legality import Reason, Review
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import Award, Link, Order, OrderError, Respond
from nnmi_game.engine.state import AXES, FIELDS, State, allocate, digests, width
from nnmi_game.engine.tables import Dims, Tables
from nnmi_game.engine.turn import new_state, play_turn
from nnmi_game.game.happenings import can_happen, put_in
from nnmi_game.game.places import place, unknown_name

#: Games of one batch: about what the processor's cache holds.
MOST_WORLDS = 256


@frozen(eq=False)
class Position:
    """A game between two turns: turns played, and its state as a row of whole numbers, of shape (width,)."""

    turn: int
    row: Ints


@define(eq=False)
class Move:
    """One turn of one game: from where, under which luck, what was put in before it, and the orders."""

    position: Position
    seed: int
    orders: Sequence[Order]
    happened: Sequence[str] = ()
    lenient: bool = False  # leave out what is refused, rather than refuse all


@frozen(eq=False)
class Played:
    """A move that was carried out; ``left_out`` are places of orders that a lenient move did without."""

    position: Position
    digest: str
    figures: dict[str, int | list[int]]
    left_out: tuple[int, ...] = ()


@frozen
class Wrong:
    """A move that was not carried out: the place of the first order that is refused, and the game as it stood."""

    order: int
    state: State


@define
class Worlds:
    """Plays batches of games of one scenario."""

    tables: Tables
    _start: Position | None = field(default=None, repr=False)

    def start(self) -> Position:
        """A game before its first turn."""
        if self._start is None:
            self._start = Position(0, pack(new_state(self.tables, 1))[0])
        return self._start

    def state(self, position: Position) -> State:
        """The state of one game."""
        return unpack(position.row[None, :], self.tables.dims)

    def stand(self, position: Position, happened: Sequence[str]) -> State:
        """The state of one game with the events that were put in before its coming turn."""
        state = self.state(position)
        for event in happened:
            number = self.tables.event[event]
            put_in(state, number, can_happen(state, number))
        return state

    def play(self, moves: Sequence[Move]) -> list[Played | Wrong]:
        """Carry out moves that all begin at the same turn; every game comes out as if it were played alone."""
        if not moves:
            return []
        state = unpack(np.stack([move.position.row for move in moves]), self.tables.dims)
        self._put_in(state, moves)
        unknown: list[list[int]] = [[] for _move in moves]
        orders = [move.orders for move in moves]
        try:
            wished = compile_batch(orders, self.tables)
        except OrderError:
            unknown = [self._unknown(move) for move in moves]
            orders = [without(move.orders, places) for move, places in zip(moves, unknown, strict=True)]
            wished = compile_batch(orders, self.tables)
        refused = self._refused(state, wished, moves, unknown)
        left_out: list[tuple[int, ...]] = [() for _move in moves]
        for number, move in enumerate(moves):
            if refused[number] and move.lenient:
                left_out[number] = tuple(refused[number])
                orders[number] = without(move.orders, left_out[number])
                refused[number] = []
        going = np.array([number for number in range(len(moves)) if not refused[number]], dtype=np.int64)
        found: list[Played | Wrong] = [
            Wrong(refused[number][0], state.take(np.array([number]), self.tables.dims))
            if refused[number]
            else _NOT_PLAYED
            for number in range(len(moves))
        ]
        if len(going):
            before = state if len(going) == len(moves) else state.take(going, self.tables.dims)
            if len(going) < len(moves) or any(left_out):
                wished = compile_batch([orders[number] for number in going], self.tables)
            luck = Luck(np.array([moves[number].seed for number in going], dtype=np.int64))
            after, _ledger = play_turn(before, wished, self.tables, luck, recording=False)
            turn = int(after.turn[0])
            told = figures(after, self.tables)
            for number, row, digest, figure in zip(going, pack(after), digests(after), told, strict=True):
                found[number] = Played(Position(turn, row), digest, figure, left_out[number])
        return found

    def _put_in(self, state: State, moves: Sequence[Move]) -> None:
        for event in sorted({event for move in moves for event in move.happened}):
            number = self.tables.event[event]
            wanted = np.array([event in move.happened for move in moves])
            put_in(state, number, wanted & can_happen(state, number))

    def _unknown(self, move: Move) -> list[int]:
        """The places of orders that name what the scenario does not have."""
        return [at for at, order in enumerate(move.orders) if names_unknown(order, self.tables)]

    def _refused(
        self,
        state: State,
        wished: Decisions,
        moves: Sequence[Move],
        unknown: Sequence[Sequence[int]],
    ) -> list[list[int]]:
        """The places of each move's orders that are refused or say nothing, as strictly as a saved game is read."""
        checked = legality.review(state, wished, self.tables)
        return [
            [
                at
                for at, order in enumerate(move.orders)
                if at in unknown[world] or not self._stands(order, world, checked)
            ]
            for world, move in enumerate(moves)
        ]

    def _stands(self, order: Order, world: int, checked: Review) -> bool:
        name, at = place(order, self.tables)
        check = checked.checks[name]
        cell = (world, *at)
        return bool(check.given[cell]) and int(check.reason[cell]) == _OK


def without(orders: Sequence[Order], places: Sequence[int]) -> Sequence[Order]:
    """The orders but for those at some places."""
    return [order for at, order in enumerate(orders) if at not in places] if places else orders


def names_unknown(order: Order, tables: Tables) -> bool:
    """Whether an order names what the scenario does not have."""
    name = unknown_name(order, tables)
    if not name:
        # A link of an institute to itself, an award to nobody: nothing that the engine could take.
        return isinstance(order, Award | Respond) or (isinstance(order, Link) and order.a == order.b)
    if isinstance(order, Award) and order.technology in tables.technology:
        numbers = tables.bidders[tables.technology[order.technology]]
        return all(tables.scenario.bidders[b].id != name for b in numbers if b >= 0)
    if isinstance(order, Respond) and order.event in tables.event:
        options = tables.scenario.events[tables.event[order.event]].options
        return all(option.id != name for option in options)
    return True


_OK = int(Reason.OK)
_NOT_PLAYED = Played(Position(0, np.zeros(0, dtype=np.int64)), "", {})


def pack(state: State) -> Ints:
    """(worlds, width) one row for each game."""
    worlds = state.worlds
    return np.concatenate([getattr(state, name).reshape(worlds, -1) for name in FIELDS], axis=1)


def unpack(rows: Ints, dims: Dims) -> State:
    """A state of the games in rows of shape (worlds, width)."""
    if rows.shape[1] != width(dims):
        raise ValueError(f"rows are {rows.shape[1]} wide, not {width(dims)}")
    state = allocate(len(rows), dims)
    start = 0
    for name in FIELDS:
        array = getattr(state, name)
        size = int(np.prod(dims.shape(AXES[name]))) if AXES[name] else 1
        array[...] = rows[:, start : start + size].reshape(array.shape)
        start += size
    return state


def figures(state: State, tables: Tables) -> list[dict[str, int | list[int]]]:
    """What a dashboard shows of each game: goals (points of 1000), money (thousand dollars), institutes, alarms."""
    goals = scorecard.goals(state, tables)
    money = state.budget.sum(axis=1)
    institutes = alive(state).sum(axis=1)
    failing = ((state.phase == FAILING) | (alive(state) & (state.cash < 0))).sum(axis=1)
    waiting = ((state.event_turn > 0) & (state.event_option < 0)).sum(axis=1)
    return [
        {
            "goals": [int(points) for points in goals[w]],
            "money": int(money[w]),
            "institutes": int(institutes[w]),
            "failing": int(failing[w]),
            "events": int(waiting[w]),
        }
        for w in range(state.worlds)
    ]
