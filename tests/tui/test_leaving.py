"""The program in a terminal of its own that goes away, or that is told to end."""

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from nnmi_game.game.saves import load

from .conftest import TINY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

PATIENCE = 40.0


def child(folder: Path, ignore_hangup: bool) -> tuple[int, int]:
    """Start a game in a pseudo-terminal: its process and our end of the terminal."""
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        if ignore_hangup:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        os.environ |= {"TERM": "xterm-256color", "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
        os.environ.pop(
            "PYTHONUNBUFFERED", None
        )  # what is still to be written at the end must not fail either
        words = ["-m", "nnmi_game", "play", str(TINY), "--seed", "5", "--saves", str(folder / "saves")]
        os.execv(sys.executable, [sys.executable, *words])
    return pid, terminal


def read_until(terminal: int, done: Callable[[], bool]) -> None:
    """Read what is drawn, as a terminal does, until something has come about."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, "it never came about"
        if select.select([terminal], [], [], 0.05)[0]:
            os.read(terminal, 65536)


@pytest.mark.parametrize("how", ["closed", "closed, SIGHUP ignored", "SIGTERM"])
def test_a_game_is_saved_and_the_process_ends(how: str, tmp_path: Path) -> None:
    path = tmp_path / "saves" / "tiny-5.toml"
    pid, terminal = child(tmp_path, ignore_hangup="ignored" in how)
    ended, status = 0, 0
    try:
        read_until(terminal, path.exists)
        if how == "SIGTERM":
            os.kill(pid, signal.SIGTERM)
        else:
            os.close(terminal)
        end = time.monotonic() + PATIENCE
        while not ended and time.monotonic() < end:
            if select.select([terminal] if how == "SIGTERM" else [], [], [], 0.02)[0]:
                with suppress(OSError):
                    os.read(terminal, 65536)
            ended, status = os.waitpid(pid, os.WNOHANG)
    finally:
        if not ended:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert load(path).seed == 5
