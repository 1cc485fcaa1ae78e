"""What an order is likely to do, before it is given: many futures with it and without it, under the same luck.

The futures start from the game as it stands, but not from what nobody can know: their luck is not the game's own,
scripted events that have not happened stay away, and a bidder's word is worth what the reviewers' error leaves open.
Nothing is ordered after the first turn, except that competitions that were opened are awarded to the proposal that
reads best, for a competition without an award would tell nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from attrs import define, field, frozen

from nnmi_game.analysis.counterfactual import repeated
from nnmi_game.analysis.policies import moves
from nnmi_game.engine import measures, scorecard
from nnmi_game.engine.arrays import Floats, Ints, rounded
from nnmi_game.engine.context import PROPOSED
from nnmi_game.engine.decisions import NONE, Decisions, compile_orders, no_decisions
from nnmi_game.engine.luck import SEED_BOUND, Luck
from nnmi_game.engine.orders import Order
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables, share
from nnmi_game.engine.turn import play_turn
from nnmi_game.game.game import Game
from nnmi_game.game.places import subject
from nnmi_game.game.stopping import StoppedError
from nnmi_game.scenario.vocabulary import GOALS, MEASURES

WORLDS = 200
TURNS = 4
#: Seeds of a forecast follow one another and share a key, see ``engine.luck``.
_RUN = 4096
#: Figures of every forecast: what no order moves, or what says the same as another, is left out.
_LEFT_OUT = ("turn", "cycle", "va_share", "employment", "institute_phase", "reached_total", "trained_total",
             "federal_total", "industry_share", "small_share")  # fmt: skip
_FIGURES = tuple(name for name in MEASURES if name not in _LEFT_OUT)


@frozen
class Band:
    """Where a figure lies in the futures: 10th percentile, median, 90th percentile."""

    low: int
    middle: int
    high: int

    @classmethod
    def of(cls, values: Ints) -> Band:
        """The band of [W] values."""
        low, middle, high = rounded(np.percentile(values, (10, 50, 90)))
        return cls(int(low), int(middle), int(high))


@frozen
class Effect:
    """One figure, turn by turn, without the order and with it, and what the order changes in each future.

    ``name`` is a measure or a goal; ``of`` the technology or agency whose figure it is, empty for the network's.
    """

    name: str
    of: str
    without: tuple[Band, ...]
    with_it: tuple[Band, ...]
    change: tuple[Band, ...]


@frozen
class Forecast:
    """The effects of an order over the next ``turns`` turns, the most telling first."""

    turns: int
    worlds: int
    effects: tuple[Effect, ...]


@frozen
class Ending:
    """The four goals at the end of the game, if nothing more were ordered: with the tray, and without it."""

    worlds: int
    goals: dict[str, tuple[Band, Band]]
    total: tuple[Band, Band]


@frozen(eq=False)
class _Arm:
    """Figures [T, W], or [T, W, K or A], by name; the goals stand among them."""

    figures: dict[str, Ints]


@define(eq=False)
class Forecaster:
    """Forecasts for one turn of a game. What would come without the order is reckoned once for each tray.

    Raises ``StoppedError`` out of any forecast when ``stop`` says so, between two turns.
    """

    game: Game
    worlds: int = WORLDS
    turns: int = TURNS
    state: State = field(init=False)
    _luck: Luck = field(init=False)
    _arms: dict[tuple[Order, ...], _Arm] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self._luck = futures_luck(self.game.seed, self.worlds)
        self.state = unknown(self.game.state, self.game.tables, self.worlds)
        self.turns = min(self.turns, self.game.turns - len(self.game.past))

    def fits(self, game: Game) -> bool:
        """Whether this is still the turn that the futures start from."""
        return game is self.game and len(game.past) == int(self.state.turn[0])

    def of(self, order: Order, stop: Callable[[], bool] = lambda: False) -> Forecast:
        """What the order does beside those in the tray, in place of one about the same thing."""
        others = [other for other in self.game.tray if subject(other) != subject(order)]
        without = self._arm(tuple(others), stop)
        with_it = self._play([*others, order], self.turns, stop)
        return Forecast(self.turns, self.worlds, tuple(_effects(without, with_it, self.game.tables)))

    def of_tray(
        self, stop: Callable[[], bool] = lambda: False, progress: Callable[[float], None] = lambda _: None
    ) -> Ending:
        """Where the game would end with this turn's orders and without them."""
        turns = self.game.turns - len(self.game.past)
        ends = []
        for number, orders in enumerate((self.game.tray, [])):
            state = self.state
            for turn, state in enumerate(self._futures(orders, turns, stop), start=1):  # noqa: B007
                progress((number + turn / turns) / 2)
            ends.append(scorecard.goals(state, self.game.tables))
        with_it, without = ends
        goals = {
            goal.id: (Band.of(with_it[:, g]), Band.of(without[:, g]))
            for g, goal in enumerate(self.game.scenario.goals)
        }
        return Ending(self.worlds, goals, (Band.of(with_it.sum(axis=1)), Band.of(without.sum(axis=1))))

    def _arm(self, orders: tuple[Order, ...], stop: Callable[[], bool]) -> _Arm:
        if orders not in self._arms:
            self._arms[orders] = self._play(orders, self.turns, stop)
        return self._arms[orders]

    def _play(self, orders: Sequence[Order], turns: int, stop: Callable[[], bool]) -> _Arm:
        rows: dict[str, list[Ints]] = {name: [] for name in (*_FIGURES, *GOALS)}
        tables = self.game.tables
        for state in self._futures(orders, turns, stop):
            for name in _FIGURES:
                rows[name].append(measures.value(name, state, tables).copy())
            for goal, points in zip(GOALS, scorecard.goals(state, tables).T, strict=True):
                rows[goal].append(points)
        return _Arm({name: np.stack(found) for name, found in rows.items()})

    def _futures(self, orders: Sequence[Order], turns: int, stop: Callable[[], bool]) -> Iterator[State]:
        """The states after each of the next turns."""
        tables, state = self.game.tables, self.state
        decided = repeated(compile_orders(orders, tables), self.worlds)
        on_table = state.phase == PROPOSED
        for _ in range(turns):
            if stop():
                raise StoppedError
            state, _ledger = play_turn(state, decided, tables, self._luck, recording=False)
            decided = self._awards(state, on_table)
            yield state

    def _awards(self, state: State, on_table: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Decisions:
        """Award what was not on the table when the forecast was asked for: those proposals are for the player."""
        decided = no_decisions(self.worlds, self.game.tables.dims)
        if (state.phase == PROPOSED).any():
            moves.award_best(decided, state)
            decided.award[on_table] = NONE
        return decided


def futures_luck(seed: int, worlds: int) -> Luck:
    """Luck that is the same each time a forecast is asked for, and never the game's own."""
    runs = SEED_BOUND // _RUN
    first = (seed // _RUN + runs // 2) % runs * _RUN
    return Luck(np.arange(first, first + worlds, dtype=np.int64))


def unknown(state: State, tables: Tables, worlds: int) -> State:
    """The present as the office knows it, in many worlds: what it cannot know differs from one to the next."""
    futures = state.take(np.zeros(worlds, dtype=np.int64), tables.dims)
    error = share(tables.c.competition.reading_luck) * _spread(worlds)[:, None, None]
    futures.offer_credibility[...] = rounded(futures.offer_reading / (1.0 + error))
    scripted = np.array([event.turn is not None for event in tables.scenario.events], dtype=np.bool_)
    futures.event_turn[(futures.event_turn == 0) & scripted] = NONE  # neither happened nor to come
    return futures


def _spread(worlds: int) -> Floats:
    """[W] numbers from -1 to 1, evenly spread, neighbours far apart."""
    places = (np.arange(worlds) * 2 + 1) / worlds - 1.0
    return np.asarray(places[np.argsort(np.arange(worlds) * 89 % max(worlds, 1), kind="stable")])


def _effects(without: _Arm, with_it: _Arm, tables: Tables) -> list[Effect]:
    """Figures that the order moves, by how far it moves them against how far they spread by themselves."""
    found: list[tuple[float, Effect]] = []
    for name in (*GOALS, *_FIGURES):
        before, after = without.figures[name], with_it.figures[name]
        scope = MEASURES[name].scope if name in MEASURES else "network"
        if scope == "network":
            before, after = before[:, :, None], after[:, :, None]
        of = {"network": [""], "agency": list(tables.agency), "technology": list(tables.technology)}[scope]
        change = after - before
        places = np.flatnonzero(change.any(axis=(0, 1)))
        if not places.size:
            continue
        before, after, change = before[:, :, places], after[:, :, places], change[:, :, places]
        last = before[-1]
        sizes = np.abs(change.mean(axis=1)).max(axis=0) / (
            last.std(axis=0) + abs(last.mean(axis=0)) / 100 + 1.0
        )
        for place, size, *bands in zip(
            places, sizes, _bands(before), _bands(after), _bands(change), strict=True
        ):
            found.append((float(size), Effect(name, of[int(place)], *bands)))
    found.sort(key=lambda one: -one[0])
    return [effect for _size, effect in found]


def _bands(figure: Ints) -> list[tuple[Band, ...]]:
    """For each place the bands of its [T, W, places] values in each turn."""
    found = rounded(np.percentile(figure, (10, 50, 90), axis=1))
    return [tuple(Band(*map(int, band)) for band in found[:, :, place].T) for place in range(figure.shape[2])]
