"""The process of the browser seats: many applications in one loop, apart from the server's own.

It lives as long as the pipe from the server is open: a killed server leaves nothing behind.
"""

from __future__ import annotations

import asyncio
import contextvars
import json
import logging
import os
import ssl
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from attrs import define, field

from nnmi_game.classroom.journal import Journal
from nnmi_game.tui.garbage import leave_alone, seldom
from nnmi_game.tui.session import Session
from nnmi_game.web.guest import Guest, is_kept
from nnmi_game.web.pages import Hello, NonsenseError, heard
from nnmi_game.web.sweeping import Sweeping
from nnmi_game.web.wire import Frame, Kind, Unpacker

_log = logging.getLogger(__name__)

#: Seconds that an application waits for its page to come back, and between two looks.
LINGER, LOOK = 600.0, 5.0
#: Applications at once; beyond, those whose page has gone make room.
MOST_GUESTS = 150
#: Seconds that an orderly end may take.
PATIENCE = 3.0
#: Threads that look ahead for all seats: keys have to wait for each, and in all they get no more done.
THREADS = 1
#: Seats whose futures are held at a time, each some megabytes.
MOST_AHEAD = 4
#: Seconds after which a thread that reckons lets a key through.
SWITCH = 0.001


class SeatThreads(ThreadPoolExecutor):
    """Threads in which a seat's language holds, as in the task that asks for the work."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Work in a copy of the present context."""
        return super().submit(contextvars.copy_context().run, fn, *args, **kwargs)


@define(eq=False)
class Host:
    """All guests, by seat; a journal outlives its guest, so that who comes back late finds their guesses too."""

    server: str
    tls: ssl.SSLContext | None
    out: int
    linger: float = LINGER
    guests: dict[int, Guest] = field(factory=dict)
    _journals: dict[int, Journal] = field(factory=dict)
    #: Pages that are open, by number: whose they are, and the guest once they have said hello.
    _pages: dict[int, dict[str, Any]] = field(factory=dict)
    _shown: dict[int, Guest] = field(factory=dict)
    _tracks: dict[str, Any] = field(factory=dict)
    _ahead: list[Session] = field(factory=list)
    _sweeping: Sweeping = field(factory=Sweeping)

    def take(self, frame: Frame) -> None:
        """The server says something."""
        guest = self._shown.get(frame.page)
        match frame.kind:
            case Kind.OPEN:
                self._pages[frame.page] = json.loads(frame.said)
            case Kind.SAID:
                self._said(frame, guest)
            case Kind.TOOK:
                if guest is not None and guest.page == frame.page:
                    guest.took(int.from_bytes(frame.said, "big"))
            case Kind.GONE:
                self._pages.pop(frame.page, None)
                self._shown.pop(frame.page, None)
                if guest is not None and guest.page == frame.page:
                    guest.leave()

    def _said(self, frame: Frame, guest: Guest | None) -> None:
        try:
            said = heard(frame.said.decode("utf-8", "replace"))
        except NonsenseError:
            self.send(Frame(Kind.DONE, frame.page))
            return
        if isinstance(said, Hello):
            if guest is None and (opening := self._pages.get(frame.page)) is not None:
                self._welcome(frame.page, opening, said)
        elif guest is not None and guest.page == frame.page:
            guest.hear(said)

    def _welcome(self, page: int, opening: dict[str, Any], hello: Hello) -> None:
        guest = self.guests.get(opening["seat"])
        if guest is not None and guest.is_out:
            guest.end()  # it was removed from the class, and is in it again
            guest = None
        if guest is None:
            if len(self.guests) >= MOST_GUESTS and not self._make_room():
                self.send(Frame(Kind.TELL, page, json.dumps(["end", "full"]).encode()))
                self.send(Frame(Kind.DONE, page))
                return
            guest = self.guests[opening["seat"]] = self._guest(opening)
        guest.journal.key, guest.journal.address = opening["key"], opening["address"]
        self._shown[page] = guest
        guest.show_on(page, hello)

    def _guest(self, opening: dict[str, Any]) -> Guest:
        journal = self._journals.setdefault(
            opening["seat"],
            Journal("", opening["code"], "", opening["seat"], opening["label"]),
        )
        return Guest(
            journal, self.server, self.tls, send=self.send, over=self._over, touched=self._sweeping.touched,
            failed=_failed, looks_ahead=self._remember, tracks=self._tracks,
        )  # fmt: skip

    def _remember(self, session: Session) -> None:
        """Somebody looks ahead; what was reckoned for those who have not done so for longest is let go of."""
        if session in self._ahead:
            self._ahead.remove(session)
        self._ahead.append(session)
        if len(self._ahead) > MOST_AHEAD:
            self._ahead.pop(0).forget_futures()

    def _make_room(self) -> bool:
        """End the application that has waited longest; whether there is one."""
        waiting = [one for one in self.guests.values() if one.page is None]
        if waiting:
            min(waiting, key=lambda one: one.left).end()
        return bool(waiting)

    def _over(self, guest: Guest) -> None:
        self._ahead = [session for session in self._ahead if session is not guest.session]
        if self.guests.get(guest.journal.seat) is guest:
            del self.guests[guest.journal.seat]
        self._sweeping.is_wanted = True

    def send(self, frame: Frame) -> None:
        """Say something to the server. It reads all the time, and what is on the way is bounded.

        One that has gone is told nothing: the end of its own pipe is what ends this process.
        """
        data = memoryview(frame.packed())
        with suppress(BrokenPipeError):
            while data:
                data = data[os.write(self.out, data) :]

    async def look_after(self) -> None:
        """End what nobody has come back to, and look for garbage when nobody presses a key."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(LOOK)
            late = loop.time() - self.linger
            for guest in list(self.guests.values()):
                if guest.page is None and guest.left < late and is_kept(guest.journal):
                    guest.end()
            self._sweeping.look()

    async def close(self) -> None:
        """End all applications."""
        guests = list(self.guests.values())
        for guest in guests:
            guest.end()
        await asyncio.gather(*(guest.ended() for guest in guests))


def _failed(error: BaseException | None) -> None:
    _log.error("a seat's screens ended by a mistake in them", exc_info=error)


def trusted(certfile: str) -> ssl.SSLContext | None:
    """What makes sure that it is our own server: its very certificate, whatever names that is for."""
    if not certfile:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.load_verify_locations(certfile)
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def _read(source: int, loop: asyncio.AbstractEventLoop, host: Host, over: asyncio.Event) -> None:
    """Pass on what comes from the server, until the pipe ends; then make sure of the end."""
    unpacker = Unpacker()
    while data := os.read(source, 65536):
        for frame in unpacker.feed(data):
            loop.call_soon_threadsafe(host.take, frame)
    loop.call_soon_threadsafe(over.set)
    threading.Event().wait(PATIENCE)
    os._exit(0)


async def run(server: str, certfile: str, source: int, out: int, linger: float = LINGER) -> None:
    """Host until the pipe from the server ends."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(SeatThreads(THREADS))
    host, over = Host(server, trusted(certfile), out, linger), asyncio.Event()
    looking = loop.create_task(host.look_after())
    threading.Thread(target=_read, args=(source, loop, host, over), daemon=True).start()
    await over.wait()
    looking.cancel()
    await host.close()


def main(words: list[str]) -> None:
    """Begin: the server's address and its certificate, if it has one; the pipes are the standard ones."""
    source, out = os.dup(0), os.dup(1)
    os.dup2(2, 1)  # nothing but frames goes into the pipe
    sys.stdout = sys.stderr
    sys.setswitchinterval(SWITCH)
    logging.basicConfig(level=logging.WARNING)
    seldom()
    leave_alone()
    asyncio.run(run(words[0], words[1], source, out, float(words[2]) if len(words) > 2 else LINGER))


if __name__ == "__main__":
    main(sys.argv[1:])
