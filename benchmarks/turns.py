"""One world's end of turn, many worlds at a time, and the same flows over objects and agents."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Iterator

from attrs import frozen

from benchmarks.figures import Figure, at_least, at_most, interleaved, median_ratio, percentile, told
from benchmarks.peers import plain
from benchmarks.peers.rules import Rules
from benchmarks.worlds import AT_WORK, POLICY, Before, before_turns, national
from nnmi_game.analysis.simulate import BLOCK
from nnmi_game.engine import funding, membership, operations, projects
from nnmi_game.engine.context import Turn, lasting_effects
from nnmi_game.engine.ledger import Ledger
from nnmi_game.engine.turn import play_turn

#: Repeating one turn teaches the processor its branches, so every run takes another seed and turn.
FIRST_SEED = 1000
#: The phases that the peers have too.
SAME_FLOWS = (funding, membership, projects, operations)
WORLDS = 1000
ROUNDS = 15
PEERS_A_ROUND = 12


@frozen(eq=False)
class Blocks:
    """As many worlds as wanted, block by block as ``analysis.simulate`` plays them, before each late turn."""

    blocks: list[list[Before]]

    def turn(self, number: int) -> Callable[[], None]:
        """A task: one turn of all worlds, each block in its own luck."""

        def task() -> None:
            for block in self.blocks:
                play(block[number % len(block)], recording=False)

        return task

    def flows(self, number: int) -> Callable[[], None]:
        """A task: members, money and projects of one turn of all worlds, which is what the peers play."""
        turns = [_begun(block[number % len(block)]) for block in self.blocks]

        def task() -> None:
            for turn in turns:
                for phase in SAME_FLOWS:
                    phase.run(turn)

        return task


def _begun(before: Before) -> Turn:
    """A turn of which no phase has been played."""
    tables, number = national(), int(before.state.turn[0]) + 1
    after = before.state.copy(tables.dims)
    levers = lasting_effects(before.state, tables, number)
    ledger = Ledger(after, recording=False)
    return Turn(number, before.state, after, before.decisions, tables, before.luck, ledger, levers)


def play(before: Before, recording: bool) -> object:
    """One whole turn, its ledger kept or not."""
    return play_turn(before.state, before.decisions, national(), before.luck, recording=recording)


def blocks_of(worlds: int, first_seed: int) -> Blocks:
    """Worlds with consecutive seeds."""
    sizes = [min(BLOCK, worlds - start) for start in range(0, worlds, BLOCK)]
    return Blocks([before_turns(first_seed + BLOCK * n, size) for n, size in enumerate(sizes)])


def single_turn() -> list[Figure]:
    """End of turn of one world, with the ledger that the screens read."""
    games = [before_turns(seed, 1) for seed in range(FIRST_SEED, FIRST_SEED + 40)]
    turns = [game[n] for n in range(max(map(len, games))) for game in games if n < len(game)]
    for before in turns[:40]:
        play(before, recording=True)
    seconds, clock = [], []
    for before in turns:
        start, began = time.process_time(), time.perf_counter()
        play(before, recording=True)
        seconds.append(time.process_time() - start)
        clock.append(time.perf_counter() - began)
    what = f"{len(turns)} turns of 40 seeds, {AT_WORK} and more institutes, policy {POLICY}; processor time"
    return [
        at_most("end of turn, one world, median", 1000 * statistics.median(seconds), 5.0, " ms", what),
        told("end of turn, one world, 99 of 100", 1000 * percentile(seconds, 99), " ms"),
        told(
            "end of turn, one world, median by the clock",
            1000 * statistics.median(clock),
            " ms",
            "others count",
        ),
    ]


@frozen
class Peer:
    """The members, money and projects of the rules, written in another way."""

    name: str
    build: Callable[..., object]
    step: str

    def rounds(self) -> Iterator[Callable[[], None]]:
        """Tasks without end: one turn of ``PEERS_A_ROUND`` worlds, which are made from the engine's beforehand."""
        tables, rules = national(), Rules(national())
        source = before_turns(FIRST_SEED, 24)
        places = itertools.cycle([(n, world) for world in range(24) for n in range(len(source))])
        while True:
            worlds = []
            for _ in range(PEERS_A_ROUND):
                n, world = next(places)
                worlds.append(self.build(source[n].state, tables, rules, world, 100 * n + world))
            steps = [getattr(world, self.step) for world in worlds]

            def task(steps: list[Callable[[], None]] = steps) -> None:
                for one in steps:
                    one()

            yield task


def peers_at_hand() -> list[Peer]:
    """Plain objects, and Mesa's agents where it is installed."""
    found = [Peer("plain objects", plain.build, "play_turn")]
    try:
        from benchmarks.peers import mesa_model
    except ImportError:
        return found
    return [*found, Peer("Mesa agents", mesa_model.build, "step")]


def batch_and_peers() -> list[Figure]:
    """A batch against one world at a time and against the same flows over objects and agents."""
    batch = blocks_of(WORLDS, FIRST_SEED)
    alone = [before_turns(seed, 1) for seed in range(FIRST_SEED, FIRST_SEED + 24)]
    peers = peers_at_hand()

    def singly(number: int) -> Callable[[], None]:
        def task() -> None:
            for game in alone:
                play(game[number % len(game)], recording=False)

        return task

    runs = [
        (batch.turn(n) for n in range(ROUNDS)),
        (batch.flows(n) for n in range(ROUNDS)),
        (singly(n) for n in range(ROUNDS)),
        *(peer.rounds() for peer in peers),
    ]
    counts = [WORLDS, WORLDS, len(alone), *(PEERS_A_ROUND for _ in peers)]
    engine, same, one, *theirs = (
        [c / count for c in costs] for costs, count in zip(interleaved(runs), counts, strict=True)
    )
    note = "peers have members, money and projects only; the engine's turn is whole"
    figures = [
        told(
            f"a turn of a world, of {WORLDS}", 1e6 * statistics.median(engine), " us", f"blocks of {BLOCK}", 0
        ),
        told(f"its members, money and projects, of {WORLDS}", 1e6 * statistics.median(same), " us", "", 0),
        told("a turn of a world, alone", 1e6 * statistics.median(one), " us", "without recording", 0),
        at_least(f"{WORLDS} worlds at a time, times cheaper than one", median_ratio(one, engine), 8),
    ]
    for peer, costs in zip(peers, theirs, strict=True):
        figures += [
            told(f"the same flows, {peer.name}", 1e6 * statistics.median(costs), " us", note, 0),
            at_least(f"times cheaper than {peer.name}, the same flows", median_ratio(costs, same), 15),
            at_least(f"times cheaper than {peer.name}, the whole turn", median_ratio(costs, engine), 15),
        ]
    if len(peers) < 2:
        figures.append(
            Figure("times cheaper than Mesa agents", "not measured", "at least 15", None, "no mesa here")
        )
    return figures


def flat() -> list[Figure]:
    """Cost of a world's turn as worlds grow ten times as many."""
    few, many = blocks_of(WORLDS, FIRST_SEED), blocks_of(10 * WORLDS, FIRST_SEED)
    rounds = 5
    found = interleaved(
        [
            (few.turn(n) for n in range(rounds)),
            (many.turn(n) for n in range(rounds)),
            (few.turn(n) for n in range(rounds)),
        ]
    )
    around = [(a + b) / 2 for a, b in zip(found[0], found[2], strict=True)]
    ratio = median_ratio([c / 10 for c in found[1]], around)
    figure = Figure(
        "cost of a world's turn, 10,000 to 1,000 worlds", f"{ratio:.2f}", "within 15%", abs(ratio - 1) <= 0.15
    )
    return [figure]
