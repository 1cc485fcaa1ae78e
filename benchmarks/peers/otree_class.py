"""The peer of the class's server: oTree's production server with an app of twelve pages and six numbers each.

oTree pins releases of Starlette, uvicorn, SQLAlchemy and websockets that are older than the class needs, so it gets an
environment of its own, made once in the user's folder for caches. With its default, SQLite, it keeps everything in
memory until it ends; what is measured is therefore its fastest way.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
from attrs import frozen
from platformdirs import user_cache_path

from benchmarks.crowd import Load, Usage

APP = Path(__file__).parent / "otree_app"
PAGES, FIELDS = 12, 6
RELEASE = "otree>=6.0,<7"
REST_KEY = "load"
#: Seconds for an answer; a class at once makes oTree slow.
PATIENCE = 120


class NoOTreeError(Exception):
    """oTree cannot be had or run here; the text says why."""


@frozen
class Peer:
    """A server of oTree that runs."""

    process: subprocess.Popen[bytes]
    url: str


def environment() -> Path:
    """The folder of oTree's programs; ``NoOTreeError`` if it cannot be installed."""
    folder = user_cache_path("nnmi", appauthor=False) / "benchmarks" / "otree"
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    if not shutil.which("otree", path=str(programs)):
        words = [str(programs / "python"), "-m", "pip", "install", "--quiet", RELEASE]
        for command in ([sys.executable, "-m", "venv", str(folder)], words):
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode:
                raise NoOTreeError(
                    f"oTree cannot be installed: {(done.stderr or done.stdout)[-300:].strip()}"
                )
    return programs


@contextmanager
def served(folder: Path) -> Iterator[Peer]:
    """oTree's production server, on this machine alone, with its database in a folder."""
    programs = environment()
    project = folder / "otree"
    shutil.copytree(APP, project, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("_static", "_templates"):
        (project / name).mkdir()
    surroundings = {
        **os.environ,
        "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", "")]),
        "OTREE_PRODUCTION": "1",
        "OTREE_REST_KEY": REST_KEY,
    }
    otree = str(programs / "otree")
    made = subprocess.run(
        [otree, "resetdb", "--noinput"], cwd=project, env=surroundings, check=False, capture_output=True
    )
    if made.returncode:
        raise NoOTreeError(f"oTree makes no database: {made.stderr[-300:].decode(errors='replace').strip()}")
    port = _free_port()
    with (folder / "otree.log").open("wb") as log:
        # Its server starts a second process for time limits; both are to end together.
        process = subprocess.Popen(
            [otree, "prodserver", f"127.0.0.1:{port}"],
            cwd=project, env=surroundings, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        _wait_for(port, process)
        yield Peer(process, f"http://127.0.0.1:{port}")
    finally:
        os.killpg(process.pid, 9)
        process.wait()


async def play(peer: Peer, seats: int, seconds: float) -> tuple[Load, Usage, float]:
    """Let a class fill in pages as fast as it can; what was measured, what it cost, and the seconds that it took."""
    load = Load()
    connections = aiohttp.TCPConnector(limit=0)
    patience = aiohttp.ClientTimeout(total=PATIENCE)
    async with aiohttp.ClientSession(connector=connections, timeout=patience) as web:
        wish = {"session_config_name": "decisions", "num_participants": seats}
        headers = {"otree-rest-key": REST_KEY}
        async with web.post(f"{peer.url}/api/sessions", json=wish, headers=headers) as answer:
            code = (await answer.json())["code"]
        async with web.get(f"{peer.url}/api/sessions/{code}", headers=headers) as answer:
            participants = [one["code"] for one in (await answer.json(content_type=None))["participants"]]
        first = [await _begin(web, peer, one) for one in participants]
        usage, began = Usage.of([peer.process.pid]), time.monotonic()
        await asyncio.gather(*(_student(web, url, began + seconds, load) for url in first))
        return load, usage.until_now(), time.monotonic() - began


async def _begin(web: aiohttp.ClientSession, peer: Peer, participant: str) -> str:
    async with web.get(f"{peer.url}/InitializeParticipant/{participant}") as answer:
        return str(answer.url)


async def _student(web: aiohttp.ClientSession, url: str, end: float, load: Load) -> None:
    """Send page after page; the answer to one shows the next."""
    await asyncio.sleep(random.random() * 0.05)
    for page in range(1, PAGES + 1):
        if time.monotonic() > end:
            return
        sent = {f"page{page}_{number}": random.randrange(1000) for number in range(1, FIELDS + 1)}
        began = time.perf_counter()
        try:
            async with web.post(url, data=sent) as answer:
                await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            load.errors.append(repr(error))
            return
        if answer.status >= 400 or str(answer.url) == url:
            load.errors.append(f"page {page}: {answer.status}")
            return
        load.waits.append(time.perf_counter() - began)
        url = str(answer.url)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise NoOTreeError("oTree's server does not come up")
