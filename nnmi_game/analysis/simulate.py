"""Many worlds under one policy: block by block, so that any number of them fits into the cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from attrs import frozen

from nnmi_game.analysis.policies import Policy
from nnmi_game.engine import measures, scorecard
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.engine.turn import new_state, play_turn, seeds
from nnmi_game.scenario.vocabulary import GOALS, MEASURES

#: Worlds played together: enough that the calls cost little beside what they work on, few enough for the cache.
BLOCK = 512
NETWORK = tuple(name for name, measure in MEASURES.items() if measure.scope == "network")


@frozen(eq=False)
class Run:
    """Figures of many worlds: ``figures[name]`` has shape (turns, worlds) or (turns, worlds, K or A).

    The four goals stand among them under their names.
    """

    first_seed: int
    worlds: int
    figures: dict[str, Ints]

    def final(self, name: str) -> Ints:
        """[W] the figure after the last turn."""
        return np.asarray(self.figures[name][-1])


def simulate(
    tables: Tables,
    policy: Policy,
    first_seed: int,
    worlds: int,
    names: Sequence[str] = NETWORK,
    turns: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Run:
    """Play games with the seeds ``first_seed`` ... ``first_seed + worlds - 1`` to the end, under one policy."""
    count = turns or tables.scenario.calendar.turns
    blocks: list[dict[str, list[Ints]]] = []
    for start in range(0, worlds, BLOCK):
        size = min(BLOCK, worlds - start)
        luck = seeds(first_seed + start, size)
        state = new_state(tables, size)
        rows: dict[str, list[Ints]] = {name: [] for name in (*names, *GOALS)}
        for _ in range(count):
            state, _ledger = play_turn(state, policy(state, tables, luck), tables, luck, recording=False)
            _note(rows, state, tables, names)
        blocks.append(rows)
        if progress:
            progress(start + size)
    figures = {
        name: np.concatenate([np.stack(block[name]) for block in blocks], axis=1) for name in (*names, *GOALS)
    }
    return Run(first_seed, worlds, figures)


def _note(rows: dict[str, list[Ints]], state: State, tables: Tables, names: Sequence[str]) -> None:
    for name in names:
        rows[name].append(measures.value(name, state, tables).copy())
    for goal, points in zip(GOALS, scorecard.goals(state, tables).T, strict=True):
        rows[goal].append(points)
