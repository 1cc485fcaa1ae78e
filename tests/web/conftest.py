"""A server of the game as a process of its own, and this machine's Chromium looking at it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from attrs import define, field

from tests.classroom import served as classroom

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PATIENCE = 10


@define
class Served:
    """The server, and where it says it is."""

    process: subprocess.Popen[str]
    address: str

    def end(self, name: str = "SIGTERM") -> str:
        """Ask it to end; what it had said to stderr."""
        self.process.send_signal(getattr(signal, name))
        return self.process.communicate(timeout=PATIENCE)[1]


@contextmanager
def server(folder: Path, *words: str, language: str = "en") -> Iterator[Served]:
    env = {
        **os.environ,
        "NNMI_LANG": language,
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PYTHONUTF8": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "nnmi_game", "web", "--port", "0", "--saves", str(folder / "saves"), *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=env, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        yield Served(process, line[line.index("http") :].strip())
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@define
class Browser:
    """A page, what it asked for and what the server drew on it."""

    page: object
    asked: list[str] = field(factory=list)
    problems: list[str] = field(factory=list)
    drawn: bytes = b""

    def open(self, address: str) -> None:
        self.drawn = b""
        self.page.goto(address)

    def sees(self, text: str) -> None:
        """Wait until this has been drawn since the last look."""
        wanted = text.encode()
        deadline = time.monotonic() + PATIENCE
        while wanted not in self.drawn:
            assert time.monotonic() < deadline, f"{text!r} was not drawn"
            self.page.wait_for_timeout(20)  # frames are heard meanwhile, those of a new page too

    def press(self, key: str) -> None:
        self.drawn = b""
        self.page.keyboard.press(key)

    def note(self, frame: str | bytes) -> None:
        self.drawn += frame if isinstance(frame, bytes) else b""


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """One Chromium for all tests of a module, which each look at it through a profile of their own."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("needs Chromium, Debian's package chromium")
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright, which the dev extra has")
    with api.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def browser(chromium: object) -> Iterator[Browser]:
    context = chromium.new_context()
    context.on("request", lambda request: found.asked.append(request.url))
    found = Browser(context.new_page())
    found.page.on("pageerror", lambda error: found.problems.append(str(error)))
    found.page.on(
        "console",
        lambda said: found.problems.append(said.text) if said.type == "error" else None,
    )
    found.page.on("websocket", lambda socket: _listen(found, socket))
    yield found
    context.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[classroom.Served]:
    """One server of a class for all tests of a worker; it has nothing to complain about."""
    server = classroom.Served(str(tmp_path_factory.mktemp("class") / "class.db")).start()
    yield server
    said = server.stop()
    assert said == ""


@pytest.fixture
def session(served: classroom.Served) -> classroom.Session:
    return served.open()


def _listen(found: Browser, socket: object) -> None:
    found.asked.append(socket.url)
    # Playwright marks what it is given, which a bound method of such a class does not let it do.
    socket.on("framereceived", lambda frame: found.note(frame))  # noqa: PLW0108
