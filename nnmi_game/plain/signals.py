"""Signals that ask the program to end: they are obeyed between two lines, never in the midst of a turn or a save."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from attrs import define, field

#: Exit code of a program that was interrupted at the keyboard.
INTERRUPTED = 130
#: Signals that end the game in good order, each with the exit code.
CODES = {"SIGHUP": 0, "SIGTERM": 0, "SIGINT": INTERRUPTED}


class ToldToEndError(Exception):
    """A signal has asked the program to end; ``code`` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@define
class Interrupts:
    """Notes signals; the one who waits for a line is interrupted at once, everybody else may ask ``pending``."""

    code: int | None = None
    _waiting: bool = False
    _before: dict[int, object] = field(factory=dict)

    @property
    def pending(self) -> bool:
        """Whether the program has been asked to end."""
        return self.code is not None

    def meant_for_the_work(self) -> bool:
        """Whether Ctrl+C stopped what was being worked out; then the program goes on. Other signals end it."""
        if self.code != INTERRUPTED:
            return False
        self.code = None
        return True

    def catch(self) -> None:
        """Catch the signals that this system has; elsewhere than in the main thread there are none."""
        for name, code in CODES.items():
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(ValueError, OSError):
                    self._before[number] = signal.signal(number, self._handler(code))

    def release(self) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            with suppress(ValueError, OSError, TypeError):
                signal.signal(number, handler)  # type: ignore[arg-type]
        self._before.clear()

    def _handler(self, code: int) -> Callable[[int, FrameType | None], None]:
        def noted(_number: int, _frame: FrameType | None) -> None:
            self.code = code
            if self._waiting:
                raise ToldToEndError(code)

        return noted

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While a line is waited for, a signal raises ``ToldToEndError``; so does one that came before."""
        self._waiting = True
        try:
            if self.code is not None:
                raise ToldToEndError(self.code)
            yield
        finally:
            self._waiting = False
