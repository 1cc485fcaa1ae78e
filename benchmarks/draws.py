"""A binomial draw of the engine beside NumPy's, and the bits alone."""

from __future__ import annotations

import statistics
from functools import partial

import numpy as np

from benchmarks.figures import Figure, interleaved, median_ratio, told
from benchmarks.worlds import before_turns, national
from nnmi_game.engine import draws

ROUNDS = 21


def cost_of_draws() -> list[Figure]:
    """Time per slot, over the numbers that a turn really draws with."""
    state = before_turns(77, 256)[4].state
    trials = np.concatenate(
        [state.sme.ravel(), state.aware.ravel(), state.projects.ravel(), state.prospects.ravel()]
    )
    source = np.random.Generator(np.random.Philox(1))
    uniforms = [source.random(trials.size) for _ in range(ROUNDS)]
    chances = [source.uniform(0.0, 0.12, trials.size) for _ in range(ROUNDS)]
    slots = trials.size
    bits = np.random.Philox(2)

    found = interleaved(
        [
            (partial(draws.binomial, trials, p, u) for p, u in zip(chances, uniforms, strict=True)),
            (partial(source.binomial, trials, p) for p in chances),
            (partial(bits.random_raw, slots) for _ in chances),
        ]
    )
    engine, numpy, raw = (1e9 * statistics.median(costs) / slots for costs in found)
    note = (
        f"{slots} slots of a batch of {state.worlds} worlds, {national().dims.K} fields, chances up to 0.12"
    )
    return [
        told("a draw, the engine's binomial", engine, " ns", note, 0),
        told("a draw, numpy's Generator.binomial", numpy, " ns", digits=0),
        told("the engine's draw over numpy's", median_ratio(found[0], found[1])),
        told("a draw, the bits alone (Philox words)", raw, " ns", "the floor", 1),
    ]
