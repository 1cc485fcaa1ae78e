"""``nnmi play --plain`` as a program: pipes, exit codes, signals, and no screen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nnmi_game.game.record import read

from .conftest import TINY

CALL = "solicit technology=additive agency=dod seed=30M years=5 taper=40% match=1:1\n"
PATIENCE = 40.0


@contextmanager
def program(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """The program with the small scenario, its lines in pipes."""
    words = ["-m", "nnmi_game", "play", str(TINY), "--plain", "--seed", "5", "--saves", str(folder), *options]
    environment = {**os.environ, "NNMI_LANG": "en", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        [sys.executable, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        env=environment,
    ) as process:  # fmt: skip
        yield process


def test_a_script_in_a_pipe(tmp_path: Path) -> None:
    with program(tmp_path, "--strict") as process:
        said, _errors = process.communicate(CALL + "tray\nnonsense\nend now\n", timeout=PATIENCE)

    assert process.returncode == 1
    assert "Line 3: 'nonsense' is not understood" in said
    assert len(read(tmp_path / "tiny-5.toml").tray) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_with_the_tray_kept(name: str, tmp_path: Path) -> None:
    with program(tmp_path) as process:
        assert process.stdin is not None
        process.stdin.write(CALL + "campaign\n")
        process.stdin.flush()
        end = time.monotonic() + PATIENCE
        while not (path := tmp_path / "tiny-5.toml").exists() or not read(path).tray:
            assert time.monotonic() < end, "the order was never kept"
            time.sleep(0.02)
        process.send_signal(getattr(signal, name))
        process.wait(PATIENCE)

    assert process.returncode == 0
    assert [order.kind for order in read(path).tray] == ["solicit"]
    assert list(tmp_path.glob(".*")) == []


def test_the_screens_are_not_imported() -> None:
    code = (
        "import io, sys, tempfile, pathlib; from nnmi_game.plain import run;"
        f"run({str(TINY)!r}, 5, pathlib.Path(tempfile.mkdtemp()), source=io.StringIO('desk\\ncharts 1\\nend now\\n'),"
        "out=io.StringIO()); print('textual' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
