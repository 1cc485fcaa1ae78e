"""From the start of Python to the first frame, beside a Textual application that shows one label."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from functools import partial

from benchmarks.figures import Figure, at_most, median_ratio, told
from benchmarks.terminal import Terminal, plain_environment

ROUNDS = 9
LABEL = "a label and nothing else"
ONE_LABEL = f"""
from textual.app import App
from textual.widgets import Label
class Small(App):
    def compose(self):
        yield Label({LABEL!r})
Small().run()
"""
GAME = "import sys; from nnmi_game.cli import main; sys.exit(main([]))"
TITLE = b"Program Office"


def first_frame() -> list[Figure]:
    """Seconds until each has painted its text, by the clock, the two taking turns."""
    game: list[float] = []
    label: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        environment = plain_environment(home) | {"PYTHONPATH": os.getcwd()}
        for round_ in range(ROUNDS + 1):
            for code, text, found in ((ONE_LABEL, LABEL.encode(), label), (GAME, TITLE, game)):
                with Terminal([sys.executable, "-c", code], environment) as terminal:
                    # the title of the window comes first, in an escape sequence; the frame is what is painted after
                    seconds = terminal.until(partial(_shows, text))
                if round_:  # the first of each fills the disk's cache and compiles
                    found.append(seconds)
    note = f"median of {ROUNDS} in turn, in a pseudo-terminal, by the clock"
    return [
        told("start to first frame, the game", 1000 * statistics.median(game), " ms", note, 0),
        told("start to first frame, one label", 1000 * statistics.median(label), " ms", digits=0),
        at_most("the game's start over one label's", median_ratio(game, label), 1.5),
    ]


def _shows(text: bytes, output: bytes) -> bool:
    return text in _painted(output)


def _painted(output: bytes) -> bytes:
    """What was written after the alternate screen was opened, without titles of the window."""
    _before, _switch, after = output.partition(b"\x1b[?1049h")
    parts = after.split(b"\x1b]")
    return parts[0] + b"".join(part.partition(b"\x07")[2] for part in parts[1:])
