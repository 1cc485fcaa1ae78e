"""From a key to the paint that answers it, in a running game with the network at work.

A key's time runs from writing it to the terminal to the last byte that answers it: the one before a quarter of a
second of silence, since Textual first sets the shape of the pointer and paints a while later. On a busy machine other
programs count too, so the game's own processor time for a key is told beside it. Ends of turn are among the keys,
each with all its rules, its ledger and its save on disk.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.figures import Figure, at_most, percentile, told
from benchmarks.terminal import Paint, Terminal, plain_environment
from benchmarks.worlds import AT_WORK, SCENARIO
from nnmi_game.analysis.recorded import recorded_orders
from nnmi_game.engine.context import alive
from nnmi_game.game.game import Game
from nnmi_game.game.saves import new_game, save

GAMES = 3
SEEDS = 100  # to look for games in
PAGES = b"icmwpnoest"
END_TURN, GO_ON, DESK, CONTINUE, DOWN, UP = b"x", b"\r", b"d", b"c", b"\x1b[B", b"\x1b[A"
ASKS = b"Not yet"
DESK_SHOWS = b"On your desk"
SILENCE = 0.25
SETTLED = 0.4
PATIENCE = 8.0
ENDS = 4


def key_to_paint() -> list[Figure]:
    """Keys on all pages and ends of turn, of some games."""
    keys: list[Paint] = []
    ends: list[Paint] = []
    busy = 0.0
    with tempfile.TemporaryDirectory() as home:
        environment = plain_environment(home) | {"PYTHONPATH": os.getcwd()}
        for game in islice(_grown(), GAMES):
            folder = Path(home) / f"saves{game.seed}"
            folder.mkdir()
            save(game, folder / "grown.toml")
            command = [sys.executable, "-m", "nnmi_game", "play", "--saves", str(folder)]
            with Terminal(command, environment) as terminal:
                busy += _play(terminal, keys, ends)
    every = [1000 * paint.last for paint in keys + ends]
    note = f"{len(every)} keys, {len(ends)} of them ends of turn, {AT_WORK} and more institutes; by the clock"
    return [
        at_most("key to paint, 95 of 100", percentile(every, 95), 50, " ms", note, 0),
        told("key to paint, median", percentile(every, 50), " ms", digits=0),
        told(
            "the game's processor time for a key, mean",
            1000 * busy / len(every),
            " ms",
            "to 10 ms for each game",
            0,
        ),
        told("end of turn to paint, median", percentile([1000 * p.last for p in ends], 50), " ms", digits=0),
        told(
            "end of turn to paint, 95 of 100", percentile([1000 * p.last for p in ends], 95), " ms", digits=0
        ),
    ]


def _grown() -> Iterator[Game]:
    """Games of the record's orders in other luck, up to where enough institutes are at work."""
    orders = recorded_orders(SCENARIO, "history")
    for seed in range(SEEDS):
        game = new_game(SCENARIO, seed)
        while int(alive(game.state).sum()) < AT_WORK and game.turn + ENDS <= len(orders):
            for order in orders[game.turn - 1]:
                game.give(order)
            game.end_turn()
        if int(alive(game.state).sum()) >= AT_WORK:
            yield game


def _play(terminal: Terminal, keys: list[Paint], ends: list[Paint]) -> float:
    """Continue the saved game, look at every page and end some turns; seconds of processor time that the keys took."""
    terminal.until(lambda seen: b"Continue" in seen)
    terminal.quiet(1.0)
    terminal.key(CONTINUE, SETTLED)
    terminal.until(lambda seen: DESK_SHOWS in seen, 60.0)
    terminal.quiet(1.0)
    for page in PAGES:  # each page's module is imported when it is first opened
        terminal.key(bytes([page]), SETTLED, PATIENCE)
    busy = 0.0
    for _ in range(ENDS):
        for page in PAGES:
            for key in (bytes([page]), DOWN, UP):
                before = terminal.busy()
                paint = terminal.key(key, SILENCE, PATIENCE if key == bytes([page]) else 0.5)
                if paint.output:  # on some pages an arrow has nothing to do
                    keys.append(paint)
                    busy += terminal.busy() - before
        terminal.key(DESK, SETTLED, PATIENCE)
        before = terminal.busy()
        paint = terminal.key(END_TURN, SETTLED, PATIENCE)
        if ASKS in paint.output:  # something is still undone: whether to end the turn all the same
            before = terminal.busy()
            paint = terminal.key(END_TURN, SETTLED, PATIENCE)
        ends.append(paint)
        busy += terminal.busy() - before
        terminal.key(GO_ON, SETTLED, PATIENCE)
    return busy
