"""A long game in one process: what it holds in memory, and whether keys become slower as turns go by.

The game is played through the screens, from turn 2 to turn 20, with a look at every chart each turn. Nothing is
ordered, so that the screens have as much to show at the end as at the beginning. Memory is also measured in a game in
which the network has grown, which the record's orders have brought to its last turns.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure, at_most, told
from benchmarks.keys import CONTINUE, DESK_SHOWS, DOWN, GO_ON, RIGHT, SETTLED, UP, end_turn, press
from benchmarks.terminal import Terminal, plain_environment
from benchmarks.worlds import SCENARIO
from nnmi_game.analysis.recorded import recorded_orders
from nnmi_game.engine.orders import Order
from nnmi_game.game.game import Game
from nnmi_game.game.saves import new_game, save

EARLY, LATE = 2, 20
GROWN = 15  # turns of the record's orders before the one that is grown is played on
SEED = 3
TRIES = 5
CHARTS = 10
MEGA = 1e6
#: Keys of which the processor time is compared: pages, cursors, charts, and where turns are listed.
KEYS = (b"i", b"c", b"m", b"w", b"o", b"s", b"d", b"C", DOWN, DOWN, RIGHT, UP, UP, b"l", b"d")


def long_game() -> list[Figure]:
    """Memory after twenty turns with charts, and keys late in a game over keys early in it."""
    with tempfile.TemporaryDirectory() as home:
        idle, ratio, ends = _played(_game([()] * (EARLY - 1)), Path(home) / "idle")
        grown, _ratio, _ends = _played(
            _game(recorded_orders(SCENARIO, "history")[:GROWN]), Path(home) / "grown"
        )
    note = f"turns {EARLY} to {LATE}, every chart each turn"
    return [
        at_most(f"memory after {LATE} turns", idle / MEGA, 120, " MB", note, 0),
        at_most("memory after them with the network grown", grown / MEGA, 120, " MB", digits=0),
        at_most(
            f"a key in turn {LATE} over one in turn {EARLY}", ratio, 1.1, "", "processor time, median of keys"
        ),
        told(
            "an end of turn late over one early",
            ends,
            "",
            "processor time, the last four over the first four",
        ),
    ]


def _game(turns: Sequence[Sequence[Order]]) -> Game:
    """A game after turns with these orders."""
    game = new_game(SCENARIO, SEED)
    for orders in turns:
        for order in orders:
            game.give(order)
        game.end_turn()
    return game


def _played(game: Game, home: Path) -> tuple[float, float, float]:
    """Play on to the late turn: bytes held then, and the ratios of keys and of ends of turn."""
    folder = home / "saves"
    folder.mkdir(parents=True)
    save(game, folder / "game.toml")
    environment = plain_environment(str(home)) | {"PYTHONPATH": os.getcwd()}
    with Terminal(
        [sys.executable, "-m", "nnmi_game", "play", "--saves", str(folder)], environment
    ) as terminal:
        terminal.until(lambda seen: b"Continue" in seen)
        terminal.quiet(1.0)
        terminal.key(CONTINUE, SETTLED)
        terminal.until(lambda seen: DESK_SHOWS in seen, 60.0)
        terminal.quiet(1.0)
        _keys(terminal)  # pages are made and their modules imported when they are first opened
        early = _keys(terminal)
        ends = []
        for _turn in range(game.turn, LATE):
            ends.append(end_turn(terminal).busy)
            terminal.key(GO_ON, SETTLED)
            terminal.key(b"C", SETTLED)
            for _chart in range(CHARTS):
                press(terminal, "charts", DOWN)
        late = _keys(terminal)
        return terminal.memory(), late / early, sum(ends[-4:]) / sum(ends[:4])


def _keys(terminal: Terminal) -> float:
    """Seconds of processor time for the keys: for each the median of some tries, summed."""
    tries = [[press(terminal, "", key).busy for key in KEYS] for _ in range(TRIES)]
    return sum(statistics.median(costs) for costs in zip(*tries, strict=True))
