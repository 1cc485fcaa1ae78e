"""The process of the browser seats, taken apart: what pages say, and applications that share a process."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from attrs import define, field

from nnmi_game.locale import gettext, language, own_language
from nnmi_game.tui.settings import Settings
from nnmi_game.web.host import Host, SeatThreads
from nnmi_game.web.pages import Hello, Keys, NonsenseError, Resized, heard
from nnmi_game.web.wire import MOST_ON_THE_WAY, Frame, Kind, Unpacker

NOBODY = "http://127.0.0.1:1"


@define
class Pages:
    """A host without a server, and what it says."""

    host: Host
    source: int
    said: list[Frame] = field(factory=list)
    _unpacker: Unpacker = field(factory=Unpacker)

    def open(self, page: int, lang: str = "en") -> None:
        opening = {"seat": page, "key": "K", "code": "C", "label": f"S{page}", "address": NOBODY}
        self.host.take(Frame(Kind.OPEN, page, json.dumps(opening).encode()))
        self.say(page, "hello", {"width": 80, "height": 24, "language": lang})

    def say(self, page: int, *said: object) -> None:
        self.host.take(Frame(Kind.SAID, page, json.dumps(said).encode()))

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not holds():
                await asyncio.sleep(0.005)
                self.look()

    def look(self) -> None:
        with suppress(BlockingIOError):
            self.said += self._unpacker.feed(os.read(self.source, 1 << 20))

    def painted(self, page: int) -> str:
        return b"".join(one.said for one in self.said if (one.kind, one.page) == (Kind.PAINT, page)).decode()

    def told(self, page: int) -> list[object]:
        return [json.loads(one.said) for one in self.said if (one.kind, one.page) == (Kind.TELL, page)]

    def leave(self) -> None:
        """Read no more, as a server that was killed."""
        os.close(self.source)
        self.source = os.open(os.devnull, os.O_RDONLY)


@pytest.fixture
async def pages():
    source, out = os.pipe()
    os.set_blocking(source, False)
    found = Pages(Host(NOBODY, None, out), source)
    yield found
    closing = asyncio.get_running_loop().create_task(found.host.close())
    await found.until(closing.done)
    os.close(found.source)
    os.close(out)


async def test_one_seats_mistake_is_not_anothers(pages: Pages, caplog: pytest.LogCaptureFixture):
    pages.open(1)
    pages.open(2, "zh")
    await pages.until(lambda: "Class" in pages.painted(1) and "课堂" in pages.painted(2))
    pages.host.guests[1]._office.call_later(lambda: 1 // 0)  # type: ignore[union-attr]
    await pages.until(lambda: pages.told(1) == [["end", "failed"]])
    pages.said.clear()
    pages.say(2, "resize", {"width": 60, "height": 30})
    await pages.until(lambda: "\x1b[30;1H" in pages.painted(2))

    assert (list(pages.host.guests), pages.told(2)) == ([2], [])
    assert "ZeroDivisionError" in caplog.text


async def test_when_the_server_has_gone_all_end_in_order(pages: Pages, caplog: pytest.LogCaptureFixture):
    pages.open(1)
    await pages.until(lambda: "Class" in pages.painted(1))
    pages.leave()
    async with asyncio.timeout(20):
        await pages.host.close()

    assert (pages.host.guests, caplog.text) == ({}, "")


async def test_a_page_that_takes_nothing_is_left_behind(pages: Pages):
    pages.open(1)
    await pages.until(lambda: "Class" in pages.painted(1))
    guest = pages.host.guests[1]
    while not guest._is_behind:
        guest.paint("x" * 10_000)
        pages.look()
    sent = len(pages.painted(1).encode())
    guest.paint("more")
    pages.look()
    unsent = pages.painted(1)[-4:]
    pages.said.clear()
    pages.host.take(Frame(Kind.TOOK, 1, sent.to_bytes(8, "big")))
    await pages.until(lambda: "Class" in pages.painted(1))

    assert unsent == "xxxx"
    assert sent < MOST_ON_THE_WAY + 20_000


async def test_who_is_in_a_thread_speaks_their_language():
    async def in_zh() -> str:
        own_language("zh")
        with SeatThreads(1) as threads:
            return await asyncio.get_running_loop().run_in_executor(threads, language)

    async def plain() -> str:
        own_language("zh")
        with ThreadPoolExecutor(1) as threads:
            return await asyncio.get_running_loop().run_in_executor(threads, language)

    before = language()
    found = await asyncio.create_task(in_zh()), await asyncio.create_task(plain())

    assert found == ("zh", before)
    assert (language(), gettext("Quit")) == (before, gettext("Quit"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (["stdin", "为"], Keys("为")),
        (["stdin", "\ud800x"], Keys("x")),
        (["resize", {"width": 5, "height": 9999}], Resized((20, 150))),
        (
            [
                "hello",
                {"width": 80, "height": 24, "language": "zh", "calm": True, "settings": {"theme": "light"}},
            ],
            Hello((80, 24), Settings(language="zh", reduced_motion=True, theme="light")),
        ),
        (
            [
                "hello",
                {"width": 80, "height": 24, "language": "xx", "settings": {"theme": "x", "ascii_only": 1}},
            ],
            Hello((80, 24), Settings(language="en")),
        ),
    ],
)
def test_what_a_page_says_is_read_strictly(said: list[object], meant: object):
    assert heard(json.dumps(said)) == meant


@pytest.mark.parametrize(
    "said", [["resize", {"width": 1e9, "height": 2}], ["resize", {"width": True, "height": 2}], 7]
)
def test_what_no_page_says_is_nonsense(said: object):
    with pytest.raises(NonsenseError):
        heard(json.dumps(said))


def test_frames_come_out_as_they_went_in_however_they_are_cut():
    frames = [Frame(Kind.PAINT, 7, b"abc"), Frame(Kind.DONE, 8), Frame(Kind.SAID, 2**31, "为".encode())]
    sent = b"".join(frame.packed() for frame in frames)
    unpacker = Unpacker()

    assert [frame for at in range(len(sent)) for frame in unpacker.feed(sent[at : at + 1])] == frames
