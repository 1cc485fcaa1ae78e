"""Keeps Python's collector of garbage from stopping the program while somebody waits for an answer to a key.

A game with its history and the screens are some hundred thousand objects that stay. To look through them all takes
longer than all else that a key asks for, and Python would do so every few dozen keys. So the old ones are looked
through when nobody has pressed a key for a while; the young ones, which a key leaves behind, take no time.
"""

from __future__ import annotations

import gc
from time import monotonic

#: New objects before they are looked through; those that stay are never looked through while keys are being pressed.
YOUNG, NEVER = 2_000, 1_000_000
#: Seconds without a key after which there is time for it, and looks at young ones that make it worth while.
REST, WORTH = 2.0, 100


class Garbage:
    """When to look for garbage."""

    def __init__(self) -> None:
        self._touched = 0.0

    def touched(self) -> None:
        """Somebody has pressed a key or moved the mouse."""
        self._touched = monotonic()

    @property
    def rested(self) -> float:
        """Seconds since somebody did."""
        return monotonic() - self._touched

    def look(self) -> None:
        """Look through all objects if there is time."""
        if gc.get_count()[1] >= WORTH and self.rested > REST:
            gc.collect()


def seldom() -> None:
    """Leave the old objects to ``look``."""
    gc.set_threshold(YOUNG, NEVER, NEVER)


def leave_alone() -> None:
    """Never again look through what is there now."""
    gc.collect()
    gc.freeze()
