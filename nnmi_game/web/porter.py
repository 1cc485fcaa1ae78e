"""The server's end of the pipes to the process of the browser seats: starts it, passes on, and ends it."""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from attrs import define, field

from nnmi_game.web.wire import Frame, Kind, Unpacker

_log = logging.getLogger(__name__)

#: Seconds that the process may take to end, and at least between two starts.
PATIENCE, AGAIN = 4.0, 1.0
#: What the process has from the environment of the server, and what it must not have: each seat has its own language.
_SET = {
    "TEXTUAL_COLOR_SYSTEM": "truecolor",
    "TEXTUAL_FPS": "60",
    "ESCDELAY": "25",
    "PYTHONUTF8": "1",
    # Memory that one thread gave back can be had by the next, and what futures took goes back to the system.
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "65536",
}
_NOT = (
    "NNMI_LANG",
    "NO_COLOR",
    "TEXTUAL",
    "TEXTUAL_DRIVER",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "NNMI_CLASS_PASSWORD",
)


@define(eq=False)
class Visit:
    """A page that is open, as the server sees it: what the process of the seats says to it, in turn."""

    porter: Porter
    page: int
    frames: asyncio.Queue[Frame] = field(factory=asyncio.Queue)

    async def said(self, text: str) -> None:
        """The page said something."""
        await self.porter.send(Frame(Kind.SAID, self.page, text.encode("utf-8", "replace")))

    async def took(self, count: int) -> None:
        """The page has taken so many bytes of paint."""
        await self.porter.send(Frame(Kind.TOOK, self.page, count.to_bytes(8, "big")))

    async def gone(self) -> None:
        """The page is gone."""
        self.porter.visits.pop(self.page, None)
        await self.porter.send(Frame(Kind.GONE, self.page))


@define(eq=False)
class Porter:
    """Keeps the process of the browser seats, which is started when somebody comes."""

    words: Sequence[str]
    visits: dict[int, Visit] = field(factory=dict)
    process: Process | None = None
    _pages: Any = field(factory=lambda: itertools.count(1))
    _reading: asyncio.Task[None] | None = None
    _complaining: asyncio.Task[None] | None = None
    _starting: asyncio.Lock = field(factory=asyncio.Lock)
    _started: float = -AGAIN

    @property
    def is_up(self) -> bool:
        """Whether the process is there."""
        return self._reading is not None and not self._reading.done()

    async def start(self) -> None:
        """Start the process unless it is there; ``OSError`` if it cannot be."""
        async with self._starting:
            if self.is_up:
                return
            loop = asyncio.get_running_loop()
            await asyncio.sleep(max(0.0, self._started + AGAIN - loop.time()))
            self._started = loop.time()
            environment = {name: value for name, value in os.environ.items() if name not in _NOT}
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "nnmi_game.web.host", *self.words,
                stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment | _SET,
                start_new_session=True,  # Ctrl+C is for the server, which then ends it in order
            )  # fmt: skip
            self._reading = loop.create_task(self._read(self.process))
            self._complaining = loop.create_task(self._complain(self.process))

    async def open(self, opening: dict[str, Any]) -> Visit:
        """A page of a seat was opened: whose it is."""
        await self.start()
        visit = Visit(self, next(self._pages))
        self.visits[visit.page] = visit
        await self.send(Frame(Kind.OPEN, visit.page, json.dumps(opening).encode()))
        return visit

    async def send(self, frame: Frame) -> None:
        """Pass a frame on; where the process has gone there is nobody to tell."""
        if self.process is None or self.process.stdin is None:
            return
        with suppress(ConnectionError, RuntimeError):
            self.process.stdin.write(frame.packed())
            await self.process.stdin.drain()

    async def stop(self) -> None:
        """End the process."""
        process = self.process
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _complain(self, process: Process) -> None:
        """What the process has to say goes where the server's own words go: a dashboard may have the terminal."""
        assert process.stderr is not None
        while said := await process.stderr.read(65536):
            _log.error("%s", said.decode("utf-8", "replace").rstrip())

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        unpacker = Unpacker()
        while data := await process.stdout.read(65536):
            for frame in unpacker.feed(data):
                visit = self.visits.get(frame.page)
                if visit is not None:
                    visit.frames.put_nowait(frame)
        await process.wait()
        if process.returncode:
            _log.error("the process of the browser seats ended with %s", process.returncode)
        for visit in list(self.visits.values()):
            visit.frames.put_nowait(Frame(Kind.DONE, visit.page))
