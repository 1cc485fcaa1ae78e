"""A program in a real pseudo-terminal: what it writes, and when."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from attrs import frozen

COLUMNS, ROWS = 120, 36


@frozen
class Paint:
    """What followed a key: seconds to its first paint and to the last byte before it went quiet, and the bytes."""

    first: float
    last: float
    output: bytes


class Terminal:
    """A child process on a terminal of its own. It ends when the block is left."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self.began = time.perf_counter()
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(command[0], list(command), environment)
        self.output = b""
        self.gone = False

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        deadline = time.perf_counter() + 5
        while time.perf_counter() < deadline:
            self._read(0.05)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.screen)

    def until(self, seen: Callable[[bytes], bool], patience: float = 30.0) -> float:
        """Seconds since the start at which the output so far first satisfied a condition."""
        while not seen(self.output):
            if time.perf_counter() - self.began > patience:
                raise TimeoutError(f"not seen in {patience} s; the last of it: {self.output[-400:]!r}")
            self._read(0.5)
        return time.perf_counter() - self.began

    def quiet(self, silence: float, patience: float = 20.0) -> None:
        """Wait until nothing has been written for a while."""
        deadline = time.perf_counter() + patience
        while time.perf_counter() < deadline and self._read(silence):
            pass

    def key(self, keys: bytes, silence: float, patience: float = 2.0) -> Paint:
        """Write a key and gather what it paints, up to ``silence`` seconds without output."""
        before = len(self.output)
        start = time.perf_counter()
        os.write(self.screen, keys)
        first = last = patience
        while self._read(
            silence if _is_paint(self.output[before:]) else start + patience - time.perf_counter()
        ):
            last = time.perf_counter() - start
            if first == patience and _is_paint(self.output[before:]):
                first = last
        if self.gone:
            raise RuntimeError(f"the program has ended; the last of it: {_text(self.output)[-3000:]}")
        return Paint(first, last, self.output[before:] if _is_paint(self.output[before:]) else b"")

    def busy(self) -> float:
        """Seconds of processor time that the child's main thread has taken so far (Linux)."""
        return int(Path(f"/proc/{self.pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9

    def memory(self) -> float:
        """Bytes that the child holds in memory now (Linux)."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def _read(self, patience: float) -> bool:
        """Take what is there or comes within some seconds; False if nothing came."""
        if not select.select([self.screen], [], [], max(patience, 0.0))[0]:
            return False
        try:
            part = os.read(self.screen, 1 << 16)
        except OSError:  # how a terminal says that the child has gone
            part = b""
        self.gone = not part
        self.output += part
        return bool(part)


def _text(output: bytes) -> str:
    """What was written, without escapes."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", output.decode(errors="replace"))


def _is_paint(output: bytes) -> bool:
    """Whether there is more than escapes that set the shape of the pointer, which come before the paint."""
    return bool(re.sub(rb"\x1b]22;[a-z-]*\x07", b"", output))


def plain_environment(home: str) -> dict[str, str]:
    """The environment of a player with nothing set: a home of its own, a true colour terminal, English."""
    kept = {
        name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH") if name in os.environ
    }
    return kept | {
        "HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
        "XDG_DATA_HOME": home + "/data", "XDG_CONFIG_HOME": home + "/config", "XDG_CACHE_HOME": home + "/cache",
        "XDG_STATE_HOME": home + "/state", "TEXTUAL_ANIMATIONS": os.environ.get("TEXTUAL_ANIMATIONS", "full"),
    }  # fmt: skip
