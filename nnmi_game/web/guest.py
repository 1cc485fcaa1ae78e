"""One seat's application among many of one process. It outlives its page: who comes back finds it as it was."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from attrs import asdict, define

from nnmi_game.classroom.client import Seat
from nnmi_game.classroom.journal import Journal
from nnmi_game.locale import own_language
from nnmi_game.tui.app import Office
from nnmi_game.tui.attending import Attendance
from nnmi_game.tui.browser import BrowserDriver
from nnmi_game.tui.lodging import Lodging
from nnmi_game.tui.session import Session
from nnmi_game.tui.settings import Settings
from nnmi_game.tui.shelf import Shelf
from nnmi_game.web.pages import Hello, Keys, Looked, Resized, Said
from nnmi_game.web.wire import MOST_ON_THE_WAY, Frame, Kind

#: No folder: nothing of a seat's is kept in files of this machine.
NOWHERE = Path("/nonexistent")


@define(eq=False)
class Guest:
    """The application of a seat, and the page that shows it, if any does. It lives in a context of its own.

    ``send`` passes frames on, ``over`` is called when the application has ended.
    """

    journal: Journal
    server: str
    tls: ssl.SSLContext | None
    send: Callable[[Frame], None]
    over: Callable[[Guest], None]
    touched: Callable[[], None]
    failed: Callable[[BaseException | None], None]
    looks_ahead: Callable[[Session], None]
    tracks: dict[str, Any]
    page: int | None = None
    #: When its last page went, by the loop's clock.
    left: float = 0.0
    _driver: BrowserDriver | None = None
    _office: Office | None = None
    _seat: Seat | None = None
    _task: asyncio.Task[None] | None = None
    _rest: asyncio.Task[None] | None = None
    #: Bytes of paint that the page has not taken yet, and whether paint was left out for that.
    _on_the_way: int = 0
    _is_behind: bool = False
    _why: str = "left"

    @property
    def session(self) -> Session | None:
        """The game behind its screens."""
        return self._office.session if self._office is not None else None

    @property
    def is_out(self) -> bool:
        """Whether the class has told its seat to go."""
        return self._seat is not None and self._seat.out

    # -- pages

    def show_on(self, page: int, hello: Hello) -> None:
        """A page has been opened: it shows the application from now on, and the one before no more."""
        if self.page is not None and self.page != page:
            self._tell(["end", "elsewhere"])
            self.send(Frame(Kind.DONE, self.page))
        self.page, self._on_the_way, self._is_behind = page, 0, False
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run(hello))
            return
        if self._seat is not None:
            self._seat.wake()
        if self._office is not None and hello.settings != self._office.settings:
            self._office.call_later(self._office.change_settings, hello.settings)  # they are the browser's
        if self._driver is not None:
            self._driver.resize(hello.size)
            self._driver.look(True)
            self._driver.paint_all()

    def hear(self, said: Said) -> None:
        """The page said something."""
        if self._driver is None:
            return
        match said:
            case Keys():
                self._driver.take(said.text)
            case Resized():
                self._driver.resize(said.size)
            case Looked():
                self._driver.look(said.looks)

    def took(self, count: int) -> None:
        """The page has taken so many bytes."""
        self._on_the_way = max(0, self._on_the_way - count)
        if self._is_behind and not self._on_the_way and self._driver is not None:
            self._is_behind = False
            self._driver.paint_all()

    def leave(self) -> None:
        """The page has gone; the application waits for another, and its seat counts as empty."""
        loop = asyncio.get_running_loop()
        self.page, self.left = None, loop.time()
        if self._seat is not None:
            self._rest = loop.create_task(self._rest_when_kept(self._seat))

    async def _rest_when_kept(self, seat: Seat) -> None:
        while self.page is None and not seat.out and not is_kept(seat.journal):
            await seat.until(lambda: self.page is not None or seat.out or is_kept(seat.journal))
        if self.page is None:
            await seat.rest()

    def end(self) -> None:
        """End the application: nobody came back, or the process ends."""
        self._why = "gone"
        if self._office is not None:
            self._office.call_later(self._office.leave)

    async def ended(self) -> None:
        """Wait until it has ended."""
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    # -- the driver's line

    def begin(self, driver: BrowserDriver) -> None:
        """The driver takes keys from now on."""
        self._driver = driver

    def paint(self, text: str) -> None:
        """Show this."""
        if self.page is None or self._is_behind:
            return
        if self._on_the_way > MOST_ON_THE_WAY:
            self._is_behind = True
            return
        data = text.encode("utf-8", "replace")
        self._on_the_way += len(data)
        self.send(Frame(Kind.PAINT, self.page, data))

    # -- the application

    async def _run(self, hello: Hello) -> None:
        own_language(hello.settings.language)
        self._seat = Seat(self.journal, tls=self.tls, address=self.server)
        lodging = Lodging(
            driver=partial(BrowserDriver, self),
            keep=self._keep,
            touched=self.touched,
            failed=self._failed,
            looks_ahead=self.looks_ahead,
            tracks=self.tracks,
        )
        self._office = Office(
            Shelf(NOWHERE), NOWHERE, hello.settings, attendance=Attendance(self._seat), lodging=lodging
        )
        try:
            await self._office.run_async(size=hello.size)
        except Exception as error:
            self._failed(error)
        finally:
            if self.page is not None:
                self._tell(["end", self._why])
                self.send(Frame(Kind.DONE, self.page))
            self.over(self)

    def _keep(self, settings: Settings) -> None:
        self._tell(["keep", asdict(settings)])

    def _failed(self, error: BaseException | None) -> None:
        self._why = "failed"
        self.failed(error)

    def _tell(self, said: list[Any]) -> None:
        if self.page is not None:
            self.send(Frame(Kind.TELL, self.page, json.dumps(said, ensure_ascii=False).encode()))


def is_kept(journal: Journal) -> bool:
    """Whether the server has all of it that it takes."""
    return not journal.unsent and journal.draft_is_kept
