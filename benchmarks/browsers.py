"""Students in browsers: thirty seats of a class in one process; ten with a process each, as textual-serve has it.

``python -m benchmarks browsers visitors`` behaves as pages do, over WebSockets alone. All come at once, look at
all pages, thinking between keys, and play a turn. Memory is what the processes of the screens hold by themselves and
their part of what they share (PSS, from Linux's ``smaps_rollup``). Times are by the clock and need an idle machine;
processor time is told beside them.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from attrs import define, field
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from benchmarks.figures import Figure, at_most, percentile, told
from nnmi_game.classroom.bundle import bundled
from nnmi_game.classroom.keys import hash_password
from nnmi_game.classroom.options import Options
from nnmi_game.classroom.sessions import open_session
from nnmi_game.classroom.store.database import open_database

SEATS, VISITORS = 30, 10
SCENARIO = "nnmi-2012"
SIZE = {"width": 120, "height": 36}
#: Text of the first screen of a seat, and of a game without a class.
SEAT_SHOWS, TITLE_SHOWS = b"Student", b"Quit"
PAGES = "icmwpnoesCAtd"
END_TURN = ("x", "x", "\r")
#: Seconds without paint after which a key has been answered, and bounds of a student's thinking between two keys.
SILENCE, THINKING = 0.25, (1.0, 5.0)
PATIENCE = 200.0
#: Seconds after which a key has changed nothing.
NOTHING = 10.0
_AROUND = re.compile(rb"\x1b\[[\d;?]*[a-zA-Z]|\x1b\][^\x07]*\x07")


@define
class Screen:
    """A page of a browser: what it was shown last, and when."""

    line: ClientConnection
    shown: bytes = b""
    last: float = 0.0
    _news: asyncio.Event = field(factory=asyncio.Event)

    async def listen(self) -> None:
        """Take what comes, as fast as it comes."""
        with suppress(ConnectionClosed):
            async for said in self.line:
                if isinstance(said, bytes):
                    self.shown += said
                    self.last = time.perf_counter()
                    self._news.set()

    async def until(self, text: bytes) -> float:
        """When a text was shown."""
        async with asyncio.timeout(PATIENCE):
            while text not in _AROUND.sub(b"", self.shown):
                self._news.clear()
                await self._news.wait()
        return self.last

    async def press(self, key: str) -> float | None:
        """Seconds from a key to the last paint that answers it; None if it changes nothing."""
        self.shown, begun = b"", time.perf_counter()
        self.last = begun
        await self.line.send(json.dumps(["stdin", key]))
        while time.perf_counter() - self.last < (SILENCE if self.shown else NOTHING):
            await asyncio.sleep(SILENCE / 5)
        return self.last - begun if self.shown else None


@define
class Way:
    """A way of showing the game to browsers: its server, and how a page is opened."""

    name: str
    process: subprocess.Popen[str]
    address: str
    first: bytes
    seats: int
    code: str = ""

    @asynccontextmanager
    async def page(self, number: int) -> AsyncIterator[Screen]:
        """A page that has just been opened."""
        headers, path = {}, f"/ws?width={SIZE['width']}&height={SIZE['height']}"
        if self.code:
            headers, path = {"Cookie": await asyncio.to_thread(self._seat, number)}, "/seat/ws"
        async with connect(
            self.address.replace("http", "ws") + path,
            origin=self.address,  # type: ignore[arg-type]
            additional_headers=headers,
            max_size=None,
            compression=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        ) as line:
            if self.code:
                await line.send(json.dumps(["hello", {**SIZE, "language": ("en", "zh")[number % 2]}]))
            yield Screen(line)

    def _seat(self, number: int) -> str:
        said = {"type": "join", "code": self.code, "name": f"Student {number}"}
        request = urllib.request.Request(
            self.address + "/seat/join", json.dumps(said).encode(), {"Origin": self.address}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return str(answer.headers["Set-Cookie"]).partition(";")[0]

    def screens(self) -> list[int]:
        """The processes that draw screens."""
        return _children(self.process.pid)


@define
class Seen:
    """What was measured of a way: seconds by the clock, megabytes, seconds of the processor."""

    seats: int
    first: list[float] = field(factory=list)
    keys: list[float] = field(factory=list)
    ends: list[float] = field(factory=list)
    one: float = 0.0
    all: float = 0.0
    worked: float = 0.0
    first_work: float = 0.0
    busy: float = 0.0

    @property
    def each(self) -> float:
        """Megabytes of a seat beyond the first, when all have looked around and played a turn."""
        return (self.worked - self.one) / (self.seats - 1)


def in_one_process() -> list[Figure]:
    """Seats of a class."""
    return _figures(_class, asked=True)


def in_processes() -> list[Figure]:
    """A process for each visitor, as textual-serve has it."""
    return _figures(_processes, asked=False)


def _figures(make: Callable[[Path], Way], asked: bool) -> list[Figure]:
    with tempfile.TemporaryDirectory() as home:
        way = make(Path(home))
        try:
            return _told(way.name, asyncio.run(_measured(way)), asked)
        finally:
            way.process.terminate()
            way.process.communicate(timeout=PATIENCE)


def _told(name: str, seen: Seen, asked: bool) -> list[Figure]:
    note = f"{seen.seats} at once, by the clock"
    slowest, each = max(seen.first), seen.each
    return [
        at_most(f"{name}: slowest first screen", slowest, 3.0, " s", note)
        if asked
        else told(f"{name}: slowest first screen", slowest, " s", note),
        told(
            f"{name}: processor time of a first screen",
            1000 * seen.first_work / (seen.seats - 1),
            " ms",
            digits=0,
        ),
        at_most(f"{name}: memory of a seat beyond the first", each, 15, " MB", "all pages, a turn", 1)
        if asked
        else told(f"{name}: memory of a seat beyond the first", each, " MB", "all pages, a turn", 1),
        told(f"{name}: memory of the first seat", seen.one, " MB", "the same", 0),
        told(f"{name}: memory of all, the others at first screens", seen.all, " MB", digits=0),
        told(f"{name}: memory of all, all pages and a turn", seen.worked, " MB", digits=0),
        told(f"{name}: key to paint, median", 1000 * percentile(seen.keys, 50), " ms", note, 0),
        told(f"{name}: key to paint, 95 of 100", 1000 * percentile(seen.keys, 95), " ms", digits=0),
        told(f"{name}: end of turn to paint, median", 1000 * percentile(seen.ends, 50), " ms", digits=0),
        told(f"{name}: processor time of a key", 1000 * seen.busy, " ms", digits=0),
    ]


async def _measured(way: Way) -> Seen:
    seen = Seen(way.seats)
    async with AsyncExitStack() as stack:
        listening: list[asyncio.Task[None]] = []

        async def come(number: int) -> tuple[Screen, float]:
            begun = time.perf_counter()
            screen = await stack.enter_async_context(way.page(number))
            listening.append(asyncio.get_running_loop().create_task(screen.listen()))
            return screen, await screen.until(way.first) - begun

        if way.code:  # whoever looks at the page where one joins has the process started
            await asyncio.to_thread(urllib.request.urlopen, way.address)
            await asyncio.sleep(3)
        first, seconds = await come(0)
        if not way.code:
            await _begin(first)
        await _play(first, 0, Seen(1), (0, 0))
        await asyncio.sleep(5)
        seen.one, before = _memory(way.screens()), _work(way)
        came = await asyncio.gather(*(come(number) for number in range(1, way.seats)))
        await asyncio.sleep(2)
        seen.first = [seconds, *(seconds for _screen, seconds in came)]
        seen.first_work, seen.all = _work(way) - before, _memory(way.screens())
        screens = [screen for screen, _seconds in came]
        if not way.code:
            await asyncio.gather(*(_begin(screen) for screen in screens))
        before = _work(way)
        await asyncio.gather(
            *(_play(screen, number, seen, THINKING) for number, screen in enumerate(screens))
        )
        seen.busy = (_work(way) - before) / (len(seen.keys) + len(seen.ends))
        await asyncio.sleep(5)
        seen.worked = _memory(way.screens())
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
    return seen


async def _begin(screen: Screen) -> None:
    """From the title into a game."""
    await screen.press("n")
    await asyncio.sleep(2)  # the list of scenarios is read meanwhile
    await screen.press("\r")
    await screen.until(b"attention")


async def _play(screen: Screen, number: int, seen: Seen, thinking: tuple[float, float]) -> None:
    chance = random.Random(number)
    await screen.press("d")
    for keys, found in ((PAGES, seen.keys), (END_TURN, seen.ends), (PAGES, seen.keys)):
        for key in keys:
            await asyncio.sleep(chance.uniform(*thinking))
            if (seconds := await screen.press(key)) is not None:
                found.append(seconds)


# -- the two ways


def _class(folder: Path) -> Way:
    database = str(folder / "class.db")
    kept = open_database(database)
    scenario, text = bundled(SCENARIO)
    with kept.write() as connection:
        opened = open_session(
            connection, scenario, text, Options(), hash_password("x"), 7, kept.clock(), "", ()
        )
    kept.close()
    process = _started(["class", "--serve-only", "--json", "--port", "0", "--database", database], folder)
    return Way(
        "seats of a class",
        process,
        json.loads(_line(process))["addresses"][0],
        SEAT_SHOWS,
        SEATS,
        opened.code,
    )


def _processes(folder: Path) -> Way:
    process = _started(["web", "--port", "0", "--saves", str(folder / "saves")], folder)
    line = _line(process)
    return Way(
        "textual-serve", process, line[line.index("http") :].strip().rstrip("/"), TITLE_SHOWS, VISITORS
    )


def _started(words: Sequence[str], folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "NNMI_LANG": "en", "XDG_CONFIG_HOME": str(folder), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "nnmi_game", *words], stdout=subprocess.PIPE, text=True, env=environment
    )


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def _children(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _memory(processes: Sequence[int]) -> float:
    """Megabytes."""
    found = 0
    for process in processes:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
        found += int(text.partition("\nPss:")[2].split()[0])
    return found / 1000


def _work(way: Way) -> float:
    """Seconds of the processor of server and screens."""
    ticks = 0
    for process in (way.process.pid, *way.screens()):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
