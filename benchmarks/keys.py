"""From a key to the paint that answers it, in a running game with the network at work, on every screen.

A key's time runs from writing it to the terminal to the last byte that answers it: the one before a silence, since
Textual first sets the shape of the pointer and paints a while later. What is reckoned beside the screen and shown when
it is done (a forecast, the coach) comes later by design; of a key that asks for it, the time to the first paint counts,
and while an order is in the making the next key waits for it, lest it be taken for that key's answer.

On a busy machine other programs count too, so the processor time that the game's own thread takes for a key is told
beside it. Ends of turn are among the keys, each with all its rules, its ledger and its save on disk.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from attrs import frozen

from benchmarks.figures import Figure, at_most, percentile, told
from benchmarks.terminal import Paint, Terminal, plain_environment
from benchmarks.worlds import AT_WORK, SCENARIO
from nnmi_game.analysis.recorded import recorded_orders
from nnmi_game.engine.context import alive
from nnmi_game.game.game import Game
from nnmi_game.game.saves import new_game, save

GAMES = 2
SEEDS = 100  # to look for games in
ROUNDS = 2  # through all screens of each game, after one in which modules are imported and pages are made
ENDS = 4  # of turns, of each game
END_TURN, GO_ON, CONTINUE = b"x", b"\r", b"c"
DOWN, UP, RIGHT, LEFT = b"\x1b[B", b"\x1b[A", b"\x1b[C", b"\x1b[D"
PAGE_DOWN, PAGE_UP, ENTER, ESC, RUB_OUT = b"\x1b[6~", b"\x1b[5~", b"\r", b"\x1b", b"\x7f"
ASKS = b"Not yet"
DESK_SHOWS = b"On your desk"
SILENCE = 0.15
SETTLED = 0.4
PATIENCE = 8.0
NOTHING = 0.4  # seconds after which a key is taken to have had nothing to do

#: Keys by screen, in the order of a walk through all of them that ends where it began.
WALK: tuple[tuple[str, Sequence[bytes]], ...] = (
    ("institutes", (b"i", DOWN, DOWN, UP, PAGE_DOWN, PAGE_UP, b"j", b"j", b"j")),
    ("search in a list", (b"/", b"a", b"d", RUB_OUT, RUB_OUT, ESC)),
    ("question", (b"f", DOWN, UP)),
    ("order in a dialog", (b"e", RIGHT, RIGHT, DOWN, b"2", b"0", UP, ESC)),
    ("why", (b"W", DOWN, ENTER, b"b", b"n", b"t", DOWN, b"r", b"r", b"r", b"d")),
    ("competitions", (b"c", DOWN, UP, b"r", RIGHT, DOWN, RIGHT, ESC)),
    ("members", (b"m", DOWN, UP, PAGE_DOWN, b"r", RIGHT, DOWN, RIGHT, ESC)),
    ("workforce", (b"w", DOWN, UP, b"f", DOWN, RIGHT, RIGHT, b"f")),
    ("portfolio", (b"p", DOWN, UP, b"f", DOWN, RIGHT, RIGHT, b"f")),
    ("network", (b"n", DOWN, UP, b"f", DOWN, RIGHT, RIGHT, b"f")),
    ("policy", (b"o", DOWN, UP, b"f", DOWN, RIGHT, RIGHT)),
    ("order given and taken back", (ENTER, b"u", b"f")),
    ("map", (b"M", DOWN, DOWN, UP, b"v", DOWN, RIGHT, LEFT, b"v")),
    ("region", (PAGE_UP, PAGE_DOWN, ENTER, PAGE_DOWN, ESC)),
    ("events", (b"e", DOWN, UP)),
    ("scorecard", (b"s", DOWN, UP)),
    ("charts", (b"C", DOWN, DOWN, RIGHT, LEFT, DOWN, b"v", DOWN, b"v", UP, UP)),
    ("advisors", (b"A", PAGE_DOWN, PAGE_UP)),
    ("guesses", (b"G", DOWN, UP, b"f", DOWN, RIGHT, b"f")),
    ("time", (b"T", DOWN, UP)),
    ("looking back", (b",", b",", b".", b"N")),
    ("tray", (b"t", DOWN, UP)),
    ("briefing", (b"b", PAGE_DOWN, PAGE_UP)),
    ("last turn", (b"l", PAGE_DOWN, PAGE_UP)),
    ("glossary", (b"V", DOWN, UP, PAGE_DOWN, ESC)),
    ("help", (b"h", PAGE_DOWN, ESC)),
    ("settings", (b"g", DOWN, UP, ESC)),
    ("commands", (b"k", b"e", b"n", ESC)),
    ("another language", (b"z", b"z")),
    ("desk", (b"d", DOWN, UP, PAGE_DOWN)),
)
#: Opens the charts, which have futures played when they are opened for the first time in a turn.
FUTURES = b"C"
#: Where orders are in the making; what one is likely to do is told a while after each change, within so many seconds.
MAKING = {
    "order in a dialog", "competitions", "members", "workforce", "portfolio", "network", "policy",
    "order given and taken back",
}  # fmt: skip
TOLD = 0.3
#: Other keys that ask for something that is reckoned beside the screen, and those that go to where they are pressed.
ASKING = (
    ("forecast of an order", b"of", b"F"),
    ("forecast of all orders", b"t", b"F"),
    ("coach", b"A", b"a"),
)


@frozen
class Pressed:
    """A key on a screen: seconds to its paint, those of processor time that it took, bytes written."""

    screen: str
    seconds: float
    busy: float
    written: int


def key_to_paint() -> list[Figure]:
    """Keys on all screens and ends of turn, of some games."""
    pressed: list[Pressed] = []
    with tempfile.TemporaryDirectory() as home:
        environment = plain_environment(home) | {"PYTHONPATH": os.getcwd()}
        for game in islice(_grown(), GAMES):
            folder = Path(home) / f"saves{game.seed}"
            folder.mkdir()
            save(game, folder / "grown.toml")
            command = [sys.executable, "-m", "nnmi_game", "play", "--saves", str(folder)]
            with Terminal(command, environment) as terminal:
                pressed += _play(terminal)
    by_screen: dict[str, list[Pressed]] = defaultdict(list)
    for one in pressed:
        by_screen[one.screen].append(one)
    slowest = max(by_screen, key=lambda screen: percentile(_milliseconds(by_screen[screen]), 95))
    every, ends = _milliseconds(pressed), _milliseconds(by_screen["end of turn"])
    note = f"{len(every)} keys, {len(ends)} of them ends of turn, {AT_WORK} and more institutes; by the clock"
    return [
        at_most("key to paint, 95 of 100", percentile(every, 95), 50, " ms", note, 0),
        told("key to paint, median", percentile(every, 50), " ms", digits=0),
        at_most("end of turn to paint, 95 of 100", percentile(ends, 95), 50, " ms", digits=0),
        told("end of turn to paint, median", percentile(ends, 50), " ms", digits=0),
        at_most(
            "key to paint on the slowest screen, 95 of 100",
            percentile(_milliseconds(by_screen[slowest]), 95), 50, " ms", slowest, 0,
        ),
        told("processor time for a key, mean", 1000 * statistics.fmean(one.busy for one in pressed), " ms", digits=1),
        told("processor time for a key, 95 of 100", 1000 * percentile([one.busy for one in pressed], 95), " ms"),
        told("written for a key, median", percentile([one.written for one in pressed], 50) / 1000, " kB", digits=1),
        *(_of_screen(screen, found) for screen, found in by_screen.items()),
    ]  # fmt: skip


def _of_screen(screen: str, found: Sequence[Pressed]) -> Figure:
    busy = [1000 * one.busy for one in found]
    note = f"median {percentile(_milliseconds(found), 50):.0f} ms, processor time {statistics.median(busy):.0f} ms, "
    note += f"at most {max(busy):.0f} ms; {len(found)} keys"
    return told(f"  {screen}, 95 of 100", percentile(_milliseconds(found), 95), " ms", note, 0)


def _milliseconds(pressed: Sequence[Pressed]) -> list[float]:
    return [1000 * one.seconds for one in pressed]


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


def _play(terminal: Terminal) -> list[Pressed]:
    """Continue the saved game, walk through all screens and end some turns."""
    terminal.until(lambda seen: b"Continue" in seen)
    terminal.quiet(1.0)
    terminal.key(CONTINUE, SETTLED)
    terminal.until(lambda seen: DESK_SHOWS in seen, 60.0)
    terminal.quiet(1.0)
    _walk(terminal)
    pressed = []
    for round_ in range(ENDS):
        if round_ < ROUNDS:
            pressed += _walk(terminal)
        pressed.append(end_turn(terminal))
        terminal.key(GO_ON, SETTLED, PATIENCE)
    return pressed


def _walk(terminal: Terminal) -> list[Pressed]:
    found = [press(terminal, screen, key, key == FUTURES) for screen, keys in WALK for key in keys]
    for screen, there, key in ASKING:
        for before in there:
            terminal.key(bytes([before]), SETTLED, NOTHING)
        found.append(press(terminal, screen, key, is_first=True))
        terminal.quiet(1.0)
        terminal.key(ESC, SETTLED, PATIENCE)
    terminal.key(b"d", SETTLED, NOTHING)
    return [one for one in found if one.written]  # on some screens a key has nothing to do


def press(terminal: Terminal, screen: str, key: bytes, is_first: bool = False) -> Pressed:
    """Press a key: to its last paint, or to its first one where more comes when it has been worked out."""
    if screen in MAKING:
        terminal.quiet(TOLD)
    before = terminal.busy()
    paint = terminal.key(key, SILENCE, NOTHING)
    return _pressed(screen, paint, terminal.busy() - before, is_first)


def end_turn(terminal: Terminal) -> Pressed:
    """End the turn; something may still be undone, and then the second key ends it."""
    terminal.quiet(SETTLED)
    before = terminal.busy()
    paint = terminal.key(END_TURN, SETTLED, PATIENCE)
    if ASKS in paint.output:
        before = terminal.busy()
        paint = terminal.key(END_TURN, SETTLED, PATIENCE)
    return _pressed("end of turn", paint, terminal.busy() - before)


def _pressed(screen: str, paint: Paint, busy: float, is_first: bool = False) -> Pressed:
    return Pressed(screen, paint.first if is_first else paint.last, busy, len(paint.output))
