"""World-turns a second as worlds grow many, beside a floor, and beside objects and agents.

The floor is what no engine with this state and this luck could do without: the same random words drawn, and the same
memory touched once.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from itertools import islice

import numpy as np
from attrs import field, frozen

from benchmarks.figures import Figure, interleaved, median_ratio, told
from benchmarks.turns import FIRST_SEED, PEERS_A_ROUND, Blocks, Peer, blocks_of, peers_at_hand
from benchmarks.worlds import Before, national
from nnmi_game.engine.arrays import Floats, Ints
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.turn import play_turn

SIZES = (1, 10, 100, 1000, 10_000)
#: Turns measured at each size: the fewer worlds, the more turns.
ROUNDS = {1: 200, 10: 100, 100: 40, 1000: 12, 10_000: 4}
#: Rounds of a peer.
PEER_ROUNDS = 8


@frozen(eq=False)
class Noted:
    """Luck that notes how many uniforms it was asked for."""

    luck: Luck
    asked: list[int] = field(factory=list)

    @property
    def seeds(self) -> Ints:
        """The seeds of the worlds."""
        return self.luck.seeds

    def uniforms(self, turn: int, group: str, slots: int) -> Floats:
        """Uniforms as the luck gives them."""
        self.asked.append(slots)
        return self.luck.uniforms(turn, group, slots)


def scale() -> list[Figure]:
    """World-turns a second at each size, their share of the floor's, and the peers'."""
    figures = []
    for worlds in SIZES:
        blocks = blocks_of(worlds, FIRST_SEED)
        rounds = ROUNDS[worlds]
        engine, floor = interleaved(
            [(blocks.turn(n) for n in range(rounds)), (_floor(blocks, n) for n in range(rounds))]
        )
        share = median_ratio(engine, floor)
        note = f"{share:.1f} times the floor, which reaches {worlds / statistics.median(floor):,.0f}"
        figures.append(
            told(
                f"world-turns a second, {worlds:,} at a time", worlds / statistics.median(engine), "", note, 0
            )
        )
    figures += [_peer(peer) for peer in peers_at_hand()]
    return figures


def _peer(peer: Peer) -> Figure:
    (costs,) = interleaved([islice(peer.rounds(), PEER_ROUNDS)])
    reached = PEERS_A_ROUND / statistics.median(costs)
    return told(f"world-turns a second, {peer.name}", reached, "", "members, money and projects only", 0)


def _floor(blocks: Blocks, number: int) -> Callable[[], None]:
    """A task: the random words of one turn of all worlds, and one pass over their memory."""
    befores = [block[number % len(block)] for block in blocks.blocks]
    words = _words(befores[0])
    bits, dims = np.random.Philox(number), national().dims

    def task() -> None:
        for before in befores:
            bits.random_raw(words * before.state.worlds)
            before.state.copy(dims)

    return task


def _words(before: Before) -> int:
    """Uniforms that a world's turn draws."""
    noted = Noted(before.luck)
    play_turn(before.state, before.decisions, national(), noted, recording=False)
    return sum(noted.asked)
