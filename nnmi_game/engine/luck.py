"""Luck: uniforms that depend on seed, turn and named group of slots, and on nothing else.

What the player does never changes the luck, so two policies can meet the same luck. The numbers are raw words of
the Philox counter generator, whose stream NumPy keeps stable; a seed's words are the same alone and in a batch.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import define, field

from nnmi_game.engine.arrays import Floats, Ints

#: Groups of slots. A number is never reused or changed: a new phase takes a new number and shifts nobody's luck.
GROUPS = {
    "appropriations": 1,
    "bids": 2,
    "pledges": 3,
    "credibility": 4,
    "readings": 5,
    "partners": 6,
    "match": 7,
    "conversion": 8,
    "fading": 9,
    "awareness": 10,
    "joining": 11,
    "leaving": 12,
    "organisations": 13,
    "firms": 14,
    "completion": 15,
    "placement": 16,
    "starts": 17,
    "advance": 18,
    "failure": 19,
    "economy": 20,
    "plants": 21,
    "events": 22,
    "policy": 23,
    "consortia": 24,
}

#: Seeds run from 0 to this bound (exclusive).
SEED_BOUND = 2**48
_SHARED_KEY = (
    4096  # consecutive seeds that share a key and differ in the counter, so that a batch is one call
)
_WORDS = 4  # 64-bit words of one Philox block
_LOW_BITS = np.uint64(11)  # of 64, those that a float has no place for


@define
class Luck:
    """The luck of a batch of worlds: one seed for each.

    ``seeds`` has shape (worlds,). Equal seeds meet equal luck.
    """

    seeds: Ints
    #: First seed and length of each run of consecutive seeds.
    _runs: list[tuple[int, int]] = field(init=False, repr=False)
    #: Place of each world in the runs one behind the other, None if it is its own.
    _place: Ints | None = field(init=False, repr=False)
    #: One generator, set anew for each group: making one costs more than the words of a world.
    _generator: np.random.Philox = field(init=False, repr=False, factory=lambda: np.random.Philox(0))

    def __attrs_post_init__(self) -> None:
        seeds, place = np.unique(self.seeds, return_inverse=True)
        breaks = np.flatnonzero((np.diff(seeds) != 1) | (seeds[1:] % _SHARED_KEY == 0)) + 1
        self._runs = [(int(run[0]), run.size) for run in np.split(seeds, breaks)]
        in_order = seeds.size == self.seeds.size and bool(np.all(place[1:] > place[:-1]))
        self._place = None if in_order else place.reshape(-1)

    def uniforms(self, turn: int, group: str, slots: int) -> Floats:
        """Uniforms in (0, 1) of shape (worlds, slots) for a named group of slots in a turn."""
        runs = [self._words(first, worlds, turn, GROUPS[group], slots) for first, worlds in self._runs]
        drawn = runs[0] if len(runs) == 1 else np.concatenate(runs)
        return drawn if self._place is None else drawn[self._place]

    def _words(self, seed: int, worlds: int, turn: int, group: int, slots: int) -> Floats:
        """Uniforms of ``worlds`` consecutive seeds that share a key; shape (worlds, slots)."""
        blocks = -(-slots // _WORDS)
        key = (seed // _SHARED_KEY, turn * 256 + group)
        self._generator.state = _start(key, (seed % _SHARED_KEY) * blocks)
        raw = self._generator.random_raw(worlds * blocks * _WORDS).reshape(worlds, -1)
        if slots % _WORDS:
            raw = raw[:, :slots]
        # 53 bits, shifted by half a step: never 0 and never 1
        raw >>= _LOW_BITS
        drawn: Floats = raw.astype(np.float64)
        drawn += 0.5
        drawn *= 2.0**-53
        return drawn


def _start(key: tuple[int, int], counter: int) -> Any:
    """The state of a Philox generator made with this key and counter."""
    return {
        "bit_generator": "Philox",
        "state": {"key": key, "counter": (counter, 0, 0, 0)},
        "buffer": (0, 0, 0, 0),
        "buffer_pos": _WORDS,
        "has_uint32": 0,
        "uinteger": 0,
    }
