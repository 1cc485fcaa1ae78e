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
    """The state as laid out, and the peak of ten thousand worlds less that of a thousand."""
    peaks = [_peak(worlds) for worlds in (1000, 10_000)]
    growth = (peaks[1] - peaks[0]) / 9000 / KILO
    note = f"every world's state is held; turns are played in blocks of {BLOCK}; tracemalloc"
    return [
        at_most("a world's state", width(national().dims) * BYTES / KILO, 20, " kB", digits=1),
        at_most("peak of 10,000 worlds less that of 1,000, a world", growth, 20, " kB", note, 1),
        told("peak of 1,000 worlds", peaks[0] / KILO / KILO, " MB", "with one block at work", 0),
    ]


def _peak(worlds: int) -> int:
    """Most memory held at once while so many worlds play some turns."""
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
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
