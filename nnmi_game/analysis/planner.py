"""Looks for a strong course by search, and suggests orders by rollouts.

**The search.** A course is a point in the unit cube of its dials (``policies/course.py``). A generation is 32 children
of the best few points: half of them mix two parents, all of them move a few dials by a step that narrows as the search
goes on. All children of a generation are played in one batch of worlds, under the same luck. After the first third of
the search a generation has a quarter as many children, each judged in four times as many worlds: what is left to gain
are small things, which the luck of a few worlds would hide (in eight minutes on ``nnmi-2012`` 2630 points with this
second part, 2360 without). Under the first version of the rules, with 1280 courses of 8 worlds each, this local search
reached 3690 points where the cross-entropy method (same batches, a fifth of each generation kept) reached 3330 and
climbed more slowly from generation to generation: many dials matter little, and a search that fits a spread to all of
them at once spends its samples on noise. An outside optimizer that asks for one plan at a time cannot fill a batch,
which is where the engine's speed lies, so none is used.

Three sets of seeds keep the estimate honest: the search runs under the first, the few best courses are compared under
the second, and what is reported is the chosen course under the third.

**Suggestions.** ``suggest`` asks several policies what they would order now, plays each kind of order beside those
already in the tray into many futures, and tells what it changes against not giving it, if afterwards only what stands
is kept going. The futures' luck is not the game's.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from attrs import frozen

from nnmi_game.analysis import policies
from nnmi_game.analysis.policies import SPECIALISTS
from nnmi_game.analysis.policies import planner as kept
from nnmi_game.analysis.policies.course import Course, Dial, dials, office, plain, sensible
from nnmi_game.engine import scorecard
from nnmi_game.engine.arrays import Floats, Ints
from nnmi_game.engine.decisions import Decisions, compile_orders, join, orders_of
from nnmi_game.engine.legality import permitted, review
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import Order
from nnmi_game.engine.tables import Tables
from nnmi_game.engine.turn import new_state, play_turn
from nnmi_game.game.game import Game
from nnmi_game.game.places import subject
from nnmi_game.scenario.vocabulary import GOALS

POPULATION = 32
#: Worlds that a course is judged by at first; with the population they fill one block of the engine.
WORLDS = 8
#: Share of the search after which it looks more closely, and how many times as many worlds judge a course then.
CLOSER_FROM, CLOSER = 1 / 3, 4
ELITE = 6
_CHOICE_WORLDS = 32
REPORT_WORLDS = 200
#: First seeds of the three sets, and of the futures that suggestions are judged by; far from those that people use.
_SEARCH, _CHOICE, _REPORT, _FUTURES = 2**44, 2**45, 2**46, 2**47
_WIDEST, _NARROWEST = 0.4, 0.05
_JUMP = 0.15

Progress = Callable[[float, float], None]


@frozen(eq=False)
class Plan:
    """What a search found; ``points`` [worlds, 4] are goals under luck that the search never saw."""

    course: Course
    points: Ints
    evaluations: int
    searched: float  # mean total under the luck of the search: flattering, as a winner's score is

    @property
    def total(self) -> float:
        """Mean of the sum of the goals."""
        return float(self.points.sum(axis=1).mean())


# --- the search ---------------------------------------------------------------------------------------------------


def rollout(tables: Tables, courses: Sequence[Course], seeds: Ints) -> Ints:
    """[courses, seeds, 4] goals at the end of whole games, every course under the same luck."""
    luck = Luck(np.tile(seeds, len(courses)))
    policy = office(courses, tables)
    state = new_state(tables, luck.seeds.size)
    for _ in range(tables.scenario.calendar.turns):
        state, _ledger = play_turn(state, policy(state, tables, luck), tables, luck, recording=False)
    return scorecard.goals(state, tables).reshape(len(courses), seeds.size, -1)


def decode(point: Floats, table: Sequence[Dial]) -> Course:
    """The course at a point of the unit cube."""
    values: dict[str, tuple[int, ...]] = {}
    at = 0
    for dial in table:
        part = point[at : at + dial.size]
        values[dial.name] = tuple(round(dial.low + (dial.high - dial.low) * float(u)) for u in part)
        at += dial.size
    return Course(values)


def encode(course: Course, table: Sequence[Dial]) -> Floats:
    """The point of a course."""
    return np.array(
        [(value - d.low) / max(d.high - d.low, 1) for d in table for value in course.values[d.name]],
        dtype=np.float64,
    )


def beginnings(tables: Tables) -> list[Course]:
    """Where a search starts: the courses written by hand."""
    written = [importlib.import_module(f"{policies.__name__}.{name}").course(tables) for name in SPECIALISTS]
    return [plain(tables), sensible(tables), *written]


def search(
    tables: Tables,
    *,
    evaluations: int | None = None,
    seconds: float | None = None,
    seed: int = 1,
    start: Sequence[Course] = (),
    progress: Progress | None = None,
) -> Plan:
    """The best course found before ``evaluations`` courses were played or ``seconds`` had passed, whichever is first.

    The same seed and number of evaluations give the same course, if time does not stop the search. Whoever breaks it
    off gets the best so far. ``start`` adds courses to begin with. ``progress`` hears the share done and the best mean
    total so far.
    """
    table = dials(tables)
    lots = np.random.Generator(np.random.Philox(seed))
    luck = np.arange(_SEARCH, _SEARCH + WORLDS * CLOSER, dtype=np.int64)
    began = time.monotonic()

    def judged(points: Sequence[Floats], worlds: int) -> list[tuple[float, Floats]]:
        scores = rollout(tables, [decode(p, table) for p in points], luck[:worlds]).sum(axis=2).mean(axis=1)
        return list(zip(map(float, scores), points, strict=True))

    def share() -> float:
        by_count = done / evaluations if evaluations else 0.0
        by_clock = (time.monotonic() - began) / seconds if seconds else 0.0
        return min(max(by_count, by_clock), 1.0) if evaluations or seconds else 1.0

    first = [encode(c, table) for c in (*start, *beginnings(tables))][:evaluations]
    done = len(first)
    closer = 1
    best = _best(judged(first, WORLDS))
    try:
        while (narrow := share()) < 1:
            if closer == 1 and narrow >= CLOSER_FROM:
                closer = CLOSER
                best = _best(judged([point for _, point in best], WORLDS * closer))
            count = POPULATION // closer
            if evaluations is not None:
                count = min(count, evaluations - done)
            children = [_child(best, lots, narrow) for _ in range(count)]
            best = _best([*best, *judged(children, WORLDS * closer)])
            done += count
            if progress:
                progress(share(), best[0][0])
    except KeyboardInterrupt:
        pass  # the best so far is an answer
    chosen = _choose(tables, [decode(point, table) for _, point in best])
    report = np.arange(_REPORT, _REPORT + REPORT_WORLDS, dtype=np.int64)
    return Plan(chosen, rollout(tables, [chosen], report)[0], done, best[0][0])


def _best(judged: Sequence[tuple[float, Floats]]) -> list[tuple[float, Floats]]:
    return sorted(judged, key=lambda one: -one[0])[:ELITE]


def _child(best: Sequence[tuple[float, Floats]], lots: np.random.Generator, share: float) -> Floats:
    """A new point near the best ones: some dials of another parent, a few moved, now and then one thrown anew."""
    point = best[min(int(lots.exponential(1.5)), len(best) - 1)][1].copy()
    if lots.random() < 0.5:
        other = best[int(lots.integers(len(best)))][1]
        taken = lots.random(point.size) < 0.5
        point[taken] = other[taken]
    count = min(int(lots.choice((1, 2, 3, 5, 8, 13))), point.size)
    moved = lots.choice(point.size, count, replace=False)
    width = _WIDEST + (_NARROWEST - _WIDEST) * share
    near = np.clip(point[moved] + width * lots.normal(size=count), 0.0, 1.0)
    point[moved] = np.where(lots.random(count) < _JUMP, lots.random(count), near)
    return point


def _choose(tables: Tables, courses: Sequence[Course]) -> Course:
    """The course that is best under luck that none of them was bred for."""
    seeds = np.arange(_CHOICE, _CHOICE + _CHOICE_WORLDS, dtype=np.int64)
    totals = rollout(tables, courses, seeds).sum(axis=2).mean(axis=1)
    return courses[int(totals.argmax())]


# --- suggestions --------------------------------------------------------------------------------------------------

#: How far ahead suggestions look, in turns, how many futures the best of them see, and how many are told.
HORIZON, FUTURES, TOLD = 5, 200, 3
_FIRST_LOOK = 4
_ADVISERS = ("planner", "match_first", "sme_first", "workforce_first", "network_first", "sustain_first")


@frozen
class Change:
    """Points of a goal won or lost by an order: the median over the futures and where the middle four fifths lie."""

    median: float
    low: float
    high: float


@frozen
class Suggestion:
    """Orders of one kind to give now, who would give them, and what that changes in ``turns`` turns."""

    orders: tuple[Order, ...]
    policy: str
    turns: int
    goals: dict[str, Change]
    total: Change


def suggest(game: Game, most: int = TOLD) -> list[Suggestion]:
    """What would help most now beside the orders in the tray, the best first; nothing when the game is over.

    Only orders that raise the median of the total in the futures are told.
    """
    if game.over:
        return []
    candidates = list(_candidates(game))
    if not candidates:
        return []
    tables, turns = game.tables, min(HORIZON, game.turns - game.turn + 1)
    tray = compile_orders(game.tray, tables)
    wished = [compile_orders([*game.tray, *orders], tables) for _, orders in candidates]
    first = _futures(game, [tray, *wished], turns, _FIRST_LOOK).sum(axis=2)
    gains = (first[1:] - first[0]).mean(axis=1)
    chosen = _best_of_each_kind(candidates, gains)[:most]
    if not chosen:
        return []
    ends = _futures(game, [tray, *(wished[c] for c in chosen)], turns, FUTURES)
    found = []
    for place, number in enumerate(chosen):
        change = ends[place + 1] - ends[0]
        name, orders = candidates[number]
        goals = {goal: _change(change[:, g]) for g, goal in enumerate(GOALS)}
        found.append(Suggestion(tuple(orders), name, turns, goals, _change(change.sum(axis=1))))
    return sorted((s for s in found if s.total.median > 0), key=lambda s: -s.total.median)


def _best_of_each_kind(candidates: Sequence[tuple[str, list[Order]]], gains: Floats) -> list[int]:
    """Numbers of the candidates that gain anything, the best of each kind of order, best first."""
    found: dict[str, int] = {}
    for number in np.argsort(-gains, kind="stable"):
        if gains[number] > 0:
            found.setdefault(candidates[number][1][0].kind, int(number))
    return list(found.values())


def _candidates(game: Game) -> Iterator[tuple[str, list[Order]]]:
    """Orders of one kind that a policy would give and the rules would allow beside the tray, each set once."""
    seen = set()
    luck = Luck(np.array([_futures_seed(game)], dtype=np.int64))
    given = {subject(order) for order in game.tray}
    for name in _ADVISERS:
        decisions = policies.make(name, game.tables)(game.state, game.tables, luck)
        by_kind: dict[str, list[Order]] = {}
        for order in orders_of(_allowed(game, decisions), game.tables):
            if subject(order) not in given:
                by_kind.setdefault(order.kind, []).append(order)
        for orders in by_kind.values():
            both = compile_orders([*game.tray, *orders], game.tables)
            kept_orders = [o for o in orders_of(_allowed(game, both), game.tables) if o in orders]
            key = tuple(kept_orders)
            if kept_orders and key not in seen:
                seen.add(key)
                yield name, kept_orders


def _allowed(game: Game, decisions: Decisions) -> Decisions:
    return permitted(decisions, review(game.state, decisions, game.tables))


def _futures_seed(game: Game) -> int:
    """The first seed of the futures: their luck must not be the game's."""
    return _FUTURES if game.seed < _FUTURES else _FUTURES - 2 * FUTURES


def _futures(game: Game, now: Sequence[Decisions], turns: int, worlds: int) -> Ints:
    """[choices, worlds, 4] goals after some turns, each choice under the same luck and the same caretaker after it."""
    tables = game.tables
    first = _futures_seed(game)
    luck = Luck(np.tile(np.arange(first, first + worlds, dtype=np.int64), len(now)))
    state = game.state.take(np.zeros(luck.seeds.size, dtype=np.int64), tables.dims)
    decisions = join([one for one in now for _ in range(worlds)])
    follow = office([kept.course(tables)], tables, caretaker=True)
    for _ in range(turns):
        state, _ledger = play_turn(state, decisions, tables, luck, recording=False)
        decisions = follow(state, tables, luck)
    return scorecard.goals(state, tables).reshape(len(now), worlds, -1)


def _change(values: Ints) -> Change:
    low, middle, high = np.percentile(values, (10, 50, 90))
    return Change(float(middle), float(low), float(high))
