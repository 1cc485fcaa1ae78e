"""A class's server as a process of its own, for tests; whatever is waited for is waited for as an event."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from functools import cache
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from attrs import define, field

from nnmi_game.classroom.bundle import bundled
from nnmi_game.classroom.options import Options
from nnmi_game.classroom.prepared import Expected
from nnmi_game.classroom.sessions import Opened, open_session
from nnmi_game.classroom.store.database import open_database
from nnmi_game.scenario.model import Scenario

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"
PASSWORD = "correct horse"
SOLICIT = {
    "order": "solicit", "technology": "additive", "agency": "dod", "seed": 30000, "years": 4, "taper": 300,
    "match": 1000,
}  # fmt: skip


@define
class Served:
    """A server process; ``restart`` starts it again at the same address and database."""

    database: str
    port: int = 0
    process: subprocess.Popen[str] | None = None
    options: list[str] = field(factory=list)
    url: str = ""

    def start(self) -> Served:
        words = [
            sys.executable,
            "-m",
            "nnmi_game",
            "class",
            "--serve-only",
            "--json",
            "--port",
            str(self.port),
        ]
        words += ["--database", self.database, "--rate", "1000", *self.options]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.process.communicate()[1])
        self.url = json.loads(line)["addresses"][0]
        self.port = int(self.url.rpartition(":")[2])
        return self

    def kill(self) -> None:
        """As a crash does it: no word of farewell."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def stop(self) -> str:
        """End it in order; what it wrote to stderr."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=20)[1]

    def open(
        self, options: Options | None = None, roster: tuple[Expected, ...] = (), scenario: Path | str = TINY
    ) -> Session:
        """A new session in the server's database."""
        kept = open_database(self.database)
        found, text = _bundled(scenario)
        with kept.write() as connection:
            opened = open_session(
                connection,
                found,
                text,
                options or Options(),
                _hashed(),
                7,
                kept.clock(),
                "Test",
                roster,
            )
        kept.close()
        return Session(self, opened)


@define
class Answer:
    """An answer over HTTP."""

    status: int
    said: dict[str, Any]

    @property
    def code(self) -> str:
        return str(self.said.get("code", ""))


@define
class Session:
    """A session of a test."""

    served: Served
    opened: Opened

    @property
    def code(self) -> str:
        return self.opened.code

    def ask(self, message: dict[str, Any] | bytes, key: str = "", **headers: str) -> Answer:
        """One request over HTTP."""
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        sent = {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
        if key:
            sent["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(self.served.url + "/api/ask", body, sent)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return Answer(answer.status, json.loads(answer.read()))
        except urllib.error.HTTPError as error:
            text = error.read().decode()
            return Answer(error.code, json.loads(text) if text.startswith("{") else {"text": text})

    def join(self, name: str = "Ann", **more: str) -> str:
        """A seat's key."""
        return str(self.ask({"type": "join", "code": self.code, "name": name, **more}).said["key"])

    def instructor(self) -> str:
        """The instructor's key."""
        return str(self.ask({"type": "log-in", "code": self.code, "password": PASSWORD}).said["key"])

    def play(self, key: str, turn: int, orders: list[dict[str, Any]] | None = None, epoch: int = 0) -> Answer:
        """Send a turn."""
        return self.ask({"type": "submit", "turn": turn, "epoch": epoch, "orders": orders or []}, key)

    def fetch(self, key: str) -> dict[str, Any]:
        """How things stand."""
        return self.ask({"type": "fetch", "messages": 0}, key).said


@cache
def _hashed() -> str:
    """As argon2 with its least costs keeps it: every other test logs in."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@cache
def _bundled(scenario: Path | str) -> tuple[Scenario, str]:
    return bundled(scenario)
