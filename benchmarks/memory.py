"""What a world takes beyond the tables that all share."""

from __future__ import annotations

import tracemalloc

from benchmarks.figures import Figure, at_most, told
from benchmarks.worlds import POLICY, national
from nnmi_game.analysis import policies
from nnmi_game.analysis.simulate import BLOCK
from nnmi_game.engine.state import State, width
from nnmi_game.engine.turn import new_state, play_turn, seeds

BYTES = 8
KILO = 1000
TURNS = 3


def memory_per_world() -> list[Figure]:
    """The state as laid out, and what ten thousand worlds hold, and need for a moment, beyond a thousand."""
    _traced(1000)  # what all worlds share is built once
    few, many = _traced(1000), _traced(10_000)
    held, peak = ((more - less) / 9000 / KILO for less, more in zip(few, many, strict=True))
    note = f"turns are played in blocks of {BLOCK}; tracemalloc"
    return [
        at_most("a world's state", width(national().dims) * BYTES / KILO, 20, " kB", digits=1),
        at_most("held by 10,000 worlds less that by 1,000, a world", held, 20, " kB", note, 1),
        told("peak of 10,000 worlds less that of 1,000, a world", peak, " kB", "a block works in both", 1),
        told("peak of 1,000 worlds", few[1] / KILO / KILO, " MB", "with one block at work", 0),
    ]


def _traced(worlds: int) -> tuple[int, int]:
    """Memory held after so many worlds played some turns, and most held at once meanwhile."""
    tables = national()
    policy = policies.make(POLICY, tables)
    tracemalloc.start()
    starts = range(0, worlds, BLOCK)
    lucks = [seeds(1 + start, min(BLOCK, worlds - start)) for start in starts]
    states: list[State] = [new_state(tables, luck.seeds.size) for luck in lucks]
    for _ in range(TURNS):
        for n, luck in enumerate(lucks):
            decisions = policy(states[n], tables, luck)
            states[n] = play_turn(states[n], decisions, tables, luck, recording=False)[0]
    traced = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return traced
