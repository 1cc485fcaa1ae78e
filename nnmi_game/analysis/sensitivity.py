"""Which coefficients move which goals: elementary effects after Morris, under common random numbers.

Every coefficient may move within a share of its value. A *round* is a walk: from a random corner of a grid over all
those ranges, one coefficient after the other takes one long step, so that each round gives every coefficient one
effect at another place among the values of the others. An effect is the change of a goal, in points, for a move
across the whole range. The mean of the absolute effects says how much a coefficient matters; their spread says how
far that hangs on the other coefficients.

All games of all rounds are played with the same seeds, so that a difference is never luck.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from random import Random
from statistics import fmean, pstdev

from attrs import frozen

from nnmi_game.analysis import policies
from nnmi_game.analysis.simulate import simulate
from nnmi_game.analysis.sweep.knobs import PAIRS, Knob, knobs, with_values
from nnmi_game.analysis.sweep.run import AHEAD
from nnmi_game.engine.tables import compile_tables
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.vocabulary import GOALS

#: Points of a goal (of 1000) from which on a coefficient matters.
MATTERS = 10
TOTAL = "total"
_LEVELS = 4
_STEP = 2 / 3  # of the range, which is what Morris proposes for four levels

Goals = dict[str, float]
Values = dict[str, int]


@frozen
class Range:
    """A coefficient and the values between which it moves."""

    knob: Knob
    low: int
    high: int

    def at(self, share: float) -> int:
        """The value at a share of the range."""
        return round(self.low + share * (self.high - self.low))


@frozen
class Effect:
    """What a coefficient does to a goal (or to their total): points for a move across its range.

    ``mean`` is that of the absolute effects, ``spread`` their standard deviation with sign, ``direction`` the mean
    with sign.
    """

    mean: float
    spread: float
    direction: float


@frozen
class Finding:
    """A coefficient with its effects on the four goals and on the total."""

    range: Range
    effects: dict[str, Effect]

    @property
    def assumed(self) -> bool:
        """Whether the value rests on an assumption and not on a source."""
        return bool(self.range.knob.quantity.assumed)

    @property
    def matters(self) -> bool:
        """Whether any goal moves by much."""
        return any(self.effects[goal].mean >= MATTERS for goal in GOALS)


@frozen
class Screening:
    """What was found, the coefficient that matters most first."""

    rounds: int
    games: int
    findings: tuple[Finding, ...]


def ranges(scenario: Scenario, share: float, only: Sequence[str] = ()) -> list[Range]:
    """The ranges of all coefficients, or of those whose path is, or begins with, one of ``only``.

    A range is the value less and more a share of it, within the bounds of the coefficient; at least one either way.
    Bounds of what may be ordered stay as they are unless they are named: moved, they would refuse a policy's orders,
    which says nothing about the model.
    """
    known = knobs(scenario)
    bounds = {path for pair in PAIRS for path in pair}
    found = []
    for path, knob in known.items():
        if path in bounds and path not in only:
            continue
        if only and not any(path == wish or path.startswith(f"{wish}.") for wish in only):
            continue
        reach = max(round(abs(knob.value) * share), 1)
        low, high = max(knob.value - reach, knob.low), min(knob.value + reach, knob.high)
        for lower, upper in PAIRS:
            if path == lower:
                high = min(high, known[upper].value)
            elif path == upper:
                low = max(low, known[lower].value)
        if low < high:
            found.append(Range(knob, low, high))
    return found


def screen(
    scenario: Scenario,
    policy: str,
    moving: Sequence[Range],
    *,
    rounds: int,
    worlds: int,
    seed: int,
    budget: float | None,
    executor: Executor,
    workers: int,
    progress: Callable[[float, int], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Screening:
    """Walk ``rounds`` times, or until the ``budget`` of seconds would be overdrawn, but once at least.

    ``progress`` hears of the share that is done and of the round.
    """
    lots = Random(seed)
    found: dict[str, list[Goals]] = {one.knob.path: [] for one in moving}
    began = clock()
    done = 0
    while done < rounds:
        before = clock() - began
        if budget is not None and done and before + before / done > budget:
            break

        def tell(part: float, so_far: int = done) -> None:
            share = (so_far + part) / rounds
            if budget is not None:
                share = max(share, min((clock() - began) / budget, 0.99))
            if progress:
                progress(share, so_far + 1)

        order, walk = _walk(moving, lots)
        goals = _play_all(scenario, policy, walk, worlds, seed, executor, workers, tell)
        for place, one in enumerate(order):
            path = one.knob.path
            step = (walk[place + 1][path] - walk[place][path]) / (one.high - one.low)
            if step:
                after, at = goals[place + 1], goals[place]
                found[path].append({name: (after[name] - at[name]) / step for name in after})
        done += 1
    findings = [Finding(one, _effects(found[one.knob.path])) for one in moving]
    findings.sort(key=lambda one: -one.effects[TOTAL].mean)
    return Screening(done, done * (len(moving) + 1) * worlds, tuple(findings))


def _walk(moving: Sequence[Range], lots: Random) -> tuple[list[Range], list[Values]]:
    """The order in which the coefficients move, and all points of the walk."""
    order = list(moving)
    lots.shuffle(order)
    start, end = {}, {}
    for one in order:
        low = lots.randrange(_LEVELS // 2) / (_LEVELS - 1)
        pair = [one.at(low), one.at(low + _STEP)]
        if pair[0] == pair[1]:  # a range of few whole numbers
            pair = [one.low, one.high]
        lots.shuffle(pair)
        start[one.knob.path], end[one.knob.path] = pair
    walk = [dict(start)]
    for one in order:
        walk.append({**walk[-1], one.knob.path: end[one.knob.path]})
    return order, walk


def _play_all(
    scenario: Scenario,
    policy: str,
    walk: Sequence[Values],
    worlds: int,
    seed: int,
    executor: Executor,
    workers: int,
    tell: Callable[[float], None],
) -> list[Goals]:
    """The goals at every point of a walk."""
    goals: dict[int, Goals] = {}
    running: dict[Future[Goals], int] = {}
    waiting = iter(range(len(walk)))
    tell(0.0)
    try:
        while len(goals) < len(walk):
            while len(running) < AHEAD * workers and (place := next(waiting, None)) is not None:
                running[executor.submit(outcome, scenario, policy, walk[place], worlds, seed)] = place
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                goals[running.pop(future)] = future.result()
            tell(len(goals) / len(walk))
    finally:
        for future in running:
            future.cancel()
    return [goals[place] for place in range(len(walk))]


def outcome(scenario: Scenario, policy: str, values: Mapping[str, int], worlds: int, seed: int) -> Goals:
    """Mean of each goal, and of their total, with other coefficients."""
    tables = compile_tables(with_values(scenario, values))
    run = simulate(tables, policies.make(policy, tables), seed, worlds, ())
    goals = {name: float(run.final(name).mean()) for name in GOALS}
    return {**goals, TOTAL: sum(goals.values())}


def _effects(found: Sequence[Goals]) -> dict[str, Effect]:
    effects = {}
    for name in (*GOALS, TOTAL):
        signed = [one[name] for one in found] or [0.0]
        effects[name] = Effect(fmean(abs(one) for one in signed), pstdev(signed), fmean(signed))
    return effects
