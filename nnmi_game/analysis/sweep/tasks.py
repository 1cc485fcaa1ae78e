"""A sweep cut into tasks: one point, one policy, a run of seeds. A task is a number; its rows are always the same."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from attrs import frozen

from nnmi_game.analysis import policies
from nnmi_game.analysis.sweep.knobs import with_values
from nnmi_game.analysis.sweep.spec import Spec
from nnmi_game.engine import measures, scorecard
from nnmi_game.engine.tables import compile_tables
from nnmi_game.engine.turn import new_state, play_turn, seeds

Row = list[int | str]


@frozen
class Finished:
    """A task that was played, and its rows: one for each game, in the order of the sweep's columns."""

    task: int
    rows: list[Row]


class PolicyFailedError(Exception):
    """A policy of the user's own did not play to the end; the message is what it said."""


def count(spec: Spec) -> int:
    """How many tasks there are."""
    return len(spec.points) * len(spec.policies) * chunks(spec)


def chunks(spec: Spec) -> int:
    """How many tasks the seeds of one point and policy make."""
    return -(-spec.seeds // spec.worlds)


def pack(spec: Spec) -> bytes:
    """The sweep as it travels to a worker, which needs no files of its own."""
    return zlib.compress(pickle.dumps(spec))


@lru_cache(maxsize=2)
def unpack(packed: bytes) -> Spec:
    """The sweep again; a worker does this once."""
    spec = pickle.loads(zlib.decompress(packed))
    assert isinstance(spec, Spec)
    return spec


def play_tasks(packed: bytes, tasks: Sequence[int]) -> list[Finished]:
    """Play some tasks, in a worker."""
    spec = unpack(packed)
    try:
        return [play_task(spec, task) for task in tasks]
    except Exception as problem:
        if any(":" in name for name in spec.policies):
            raise PolicyFailedError(f"{type(problem).__name__}: {problem}") from None
        raise


def play_task(spec: Spec, task: int) -> Finished:
    """Play one task to the end of its games."""
    rest, chunk = divmod(task, chunks(spec))
    point, which = divmod(rest, len(spec.policies))
    values = dict(zip(spec.paths, spec.points[point], strict=True))
    tables = compile_tables(with_values(spec.scenario, values))
    policy = policies.make(spec.policies[which], tables)
    first = spec.first_seed + chunk * spec.worlds
    worlds = min(spec.worlds, spec.seeds - chunk * spec.worlds)
    luck = seeds(first, worlds)
    state = new_state(tables, worlds)
    for _ in range(tables.scenario.calendar.turns):
        state, _ledger = play_turn(state, policy(state, tables, luck), tables, luck, recording=False)
    goals = scorecard.goals(state, tables)
    kept = [measures.one(*_named(wish), state, tables) for wish in spec.measures]
    figures = np.column_stack([goals, goals.sum(axis=1), *kept]).tolist()
    own = [values[path] for path in spec.paths]
    return Finished(
        task, [[point, spec.policies[which], first + world, *own, *figures[world]] for world in range(worlds)]
    )


def _named(wish: str) -> tuple[str, str]:
    name, _, of = wish.partition(".")
    return name, of
