"""Leaves in good order when the terminal goes away or the process is told to end.

Textual dies at once on SIGHUP, and where SIGHUP is ignored (``nohup``, some window managers) it lives on
without a terminal and burns a core. So both signals are caught, and a thread looks twice a second whether
the terminal is still there. The thread also makes sure of the end: a screen that can't be drawn any more
may block for ever.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from asyncio import AbstractEventLoop
from collections.abc import Callable
from contextlib import suppress

#: Seconds between two looks at the terminal.
EVERY = 0.5
#: Seconds that an orderly end may take; and where nothing is left of the terminal that could be put in order.
PATIENCE, BRIEF = 3.0, 0.25

SIGNALS = ("SIGHUP", "SIGTERM")


class Watch:
    """Calls ``leave`` in the loop when the program has to end, and ends it the hard way if need be."""

    def __init__(self, loop: AbstractEventLoop, leave: Callable[[], None], there: Callable[[], bool]) -> None:
        self._loop = loop
        self._leave = leave
        self._there = there
        self._over = threading.Event()
        self._alarm = threading.Event()
        self._left = threading.Event()

    def start(self) -> None:
        """Catch the signals and begin to look."""
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    self._loop.add_signal_handler(number, self.raise_alarm)
                except (NotImplementedError, ValueError, RuntimeError):
                    continue  # Windows has no such handlers, and closes the console by itself
        threading.Thread(target=self._look, name="terminal-watch", daemon=True).start()

    def stop(self) -> None:
        """The program has ended by itself."""
        self._over.set()
        if not self._there():
            write_nowhere()

    def raise_alarm(self) -> None:
        """End the program."""
        self._alarm.set()
        self._leave()
        self._left.set()

    def _look(self) -> None:
        while not self._alarm.is_set():
            if self._over.wait(EVERY):
                return
            if not self._there():
                self._loop.call_soon_threadsafe(self.raise_alarm)
                break
        self._left.wait(PATIENCE)  # the game is being kept
        if not self._over.wait(PATIENCE if self._there() else BRIEF):
            os._exit(0)


def write_nowhere() -> None:
    """Nobody reads what is still to be written; it must not make the end look like a failure."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            with suppress(OSError, ValueError):
                os.dup2(nowhere, stream.fileno())


def terminal_is_there() -> bool:
    """Whether somebody can still press keys; a terminal that has hung up is none any more."""
    try:
        return sys.__stdin__ is not None and os.isatty(sys.__stdin__.fileno())
    except (OSError, ValueError):
        return False


def server_is_there() -> Callable[[], bool]:
    """For a game in a browser, and a dashboard beside its server: whether the server that started it still lives."""
    parent = os.getppid()
    return lambda: os.getppid() == parent
