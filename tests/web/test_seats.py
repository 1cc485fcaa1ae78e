"""Seats of a class in a browser: joined, played, left and found again; and what stands against misuse."""

from __future__ import annotations

import asyncio
import os
import signal
import ssl
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from websockets.exceptions import InvalidStatus

from nnmi_game.classroom.line import ask_once
from nnmi_game.classroom.messages import Join
from nnmi_game.web.cookie import SeatCookie
from tests.classroom import certificate
from tests.classroom.served import SOLICIT, Served, Session
from tests.web.seated import PATIENCE, Page, post, sit

T = TypeVar("T")
DESK, END, LANGUAGE, QUIT = "d", "x", "z", "q"


def key_in(cookie: str) -> str:
    return cookie.partition(";")[0].partition("=")[2]


def until(look: Callable[[], T]) -> T:
    """Ask until there is something."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return found


def children(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def runs(process: int) -> bool:
    """Whether it has not ended; when what has ended is taken off the list is up to the system's first process."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_closed_and_opened_again_it_is_the_same_seat_with_its_orders(session: Session):
    seat = sit(session)
    assert (
        session.ask({"type": "draft", "turn": 1, "epoch": 0, "orders": [SOLICIT]}, key_in(seat.cookie)).status
        == 200
    )
    with Page(session, seat.cookie) as page:
        page.sees("1 order")
        page.press("c")
        page.sees("Additive manufacturing")
    with Page(session, seat.cookie) as page:
        page.sees("Additive manufacturing")  # the application lived on, at the page where it was
        page.press(END)
        page.sees("What mattered most")
    turns = until(lambda: session.fetch(key_in(seat.cookie))["turns"])

    assert [turn["orders"][0]["order"] for turn in turns] == ["solicit"]


def test_students_of_one_process_have_their_own_languages(session: Session):
    ann, mei = sit(session, "Ann"), sit(session, "Mei")
    with Page(session, ann.cookie) as english, Page(session, mei.cookie, {"language": "zh"}) as chinese:
        chinese.sees("注意力")
        english.sees("attention")
        english.press(DESK)
        english.sees("On your desk")
        chinese.press(DESK)
        chinese.sees("办公桌")
        chinese.press(LANGUAGE)
        chinese.sees("On your desk")
        kept = chinese.hears("keep")
        english.press("m")
        english.sees("No institute yet")

    assert (kept["language"], [told for told in english.told if told[0] == "keep"]) == ("en", [])


def test_another_window_takes_the_seat_over_in_its_own_size(session: Session):
    seat = sit(session)
    with Page(session, seat.cookie) as first:
        first.sees("Connected")
        with Page(session, seat.cookie, {"width": 60, "height": 20}) as second:
            assert first.hears("end") == "elsewhere"
            first.ended()
            second.sees("\x1b[20;1H")
            second.say("resize", {"width": 90, "height": 40})
            second.sees("\x1b[40;1H")


def test_who_quits_may_come_back(session: Session):
    seat = sit(session)
    with Page(session, seat.cookie) as page:
        page.sees("attention")
        page.press(QUIT)
        page.sees("Stay")
        page.press(QUIT)
        assert page.hears("end") == "left"
        page.ended()
    with Page(session, seat.cookie) as page:
        page.sees("Connected")


def test_pasted_text_and_chinese_are_typed(session: Session):
    seat = sit(session)
    with Page(session, seat.cookie) as page:
        page.sees("attention")
        page.press("K")
        page.sees("Join code")
        page.press("r")
        page.sees("Your question")
        page.press("\x1b[200~为什么\x1b[201~？")
        page.sees("？")
        page.press("\r")
        page.sees("The instructor has your question")
    asked = [one["text"] for one in session.fetch(key_in(seat.cookie))["messages"]]

    assert asked == ["为什么？"]


def test_the_seat_is_empty_while_no_page_is_open(session: Session):
    seat = sit(session)
    with Page(session, seat.cookie) as page:
        page.sees("Connected")
        boss = session.instructor()
        until(lambda: session.ask({"type": "watch"}, boss).said["rows"][0]["here"])

    until(lambda: not session.ask({"type": "watch"}, boss).said["rows"][0]["here"])


def test_the_key_of_a_seat_is_for_the_browser_alone(session: Session):
    seat = sit(session)
    flags = {flag.strip() for flag in seat.cookie.split(";")[1:]}
    secure = sit(session, "Bob", Origin=session.served.url.replace("http", "https")).cookie

    assert {"HttpOnly", "SameSite=Strict", "Path=/seat"} <= flags
    assert ("Secure" in flags, "Secure" in secure) == (False, True)
    assert "key" not in seat.said
    assert key_in(seat.cookie) not in str(seat.said)


def test_another_sites_page_cannot_sit_down(session: Session):
    seat = sit(session)
    for origin in ("https://evil.example", session.served.url.replace("127.0.0.1", "localhost")):
        with pytest.raises(InvalidStatus):
            Page(session, seat.cookie, origin=origin).__enter__()
    asked = [
        post(session, path, {"type": "join", "code": session.code, "name": "Eve"}, Origin=origin).status
        for path in ("/seat/join", "/seat/return", "/seat/leave")
        for origin in ("https://evil.example", "null", "")
    ]

    assert set(asked) == {403}


def test_another_device_takes_the_seat_by_its_key(session: Session):
    key = session.join("Ann")
    seat = post(session, "/seat/return", {"key": key.lower()})
    wrong = post(session, "/seat/return", {"key": "AAAA-AAAA"})
    boss = post(session, "/seat/return", {"key": session.instructor()})
    left = post(session, "/seat/leave", {}, Cookie=seat.cookie.partition(";")[0])

    assert (seat.status, key_in(seat.cookie)) == (200, key)
    assert (wrong.status, wrong.cookie, boss.status, boss.cookie) == (409, "", 409, "")
    assert "Max-Age=0" in left.cookie


def test_a_removed_seat_is_told_so_and_may_come_back(session: Session):
    seat = sit(session)
    boss = session.instructor()
    with Page(session, seat.cookie) as page:
        page.sees("attention")
        session.ask({"type": "remove", "seat": seat.said["seat"]}, boss)
        page.sees("not in the session")
    with Page(session, seat.cookie) as page:
        assert "not in the session" in page.hears("out")
        page.ended()
    session.ask({"type": "readmit", "seat": seat.said["seat"]}, boss)
    with Page(session, seat.cookie) as page:
        page.sees("attention")


@pytest.mark.parametrize(
    "said",
    ["no JSON", "[]", '["hello"]', '["hello", {"width": "x", "height": 1}]', "[" * 5000, '["stdin", 7]'],
)
def test_nonsense_ends_the_line_and_nothing_else(session: Session, said: str):
    seat = sit(session)
    with Page(session, seat.cookie) as page:
        page.sees("Connected")
        page.socket.send(said)
        page.ended()
    with Page(session, seat.cookie) as page:
        page.sees("Connected")


def test_too_much_at_once_ends_the_line(session: Session):
    seat = sit(session)
    with Page(session, seat.cookie) as page:
        page.say("stdin", "x" * 70_000)
        page.ended()


def test_the_process_of_the_seats_reaches_its_server_over_tls(tmp_path: Path):
    server = Served(str(tmp_path / "class.db"), options=certificate.options(tmp_path)).start()
    session = server.open()
    tls = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
    joined = asyncio.run(ask_once(server.url, Join(code=session.code, name="Ann"), tls))
    cookie = SeatCookie.at(server.url.partition("://")[2], True).keeping(joined["key"])
    with Page(session, cookie, tls=tls) as page:
        page.sees("Start an institute")
        page.press(DESK)
        page.sees("The four goals")
    said = server.stop()

    assert "Secure" in cookie
    assert said == ""


def test_a_killed_server_leaves_no_process_behind(tmp_path: Path):
    server = Served(str(tmp_path / "class.db")).start()
    session = server.open()
    seat = sit(session)
    assert server.process is not None
    with Page(session, seat.cookie) as page:
        page.sees("Connected")
        seats = children(server.process.pid)
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.communicate()
        page.ended()
    until(lambda: not any(runs(process) for process in seats))
    server.start()
    with Page(session, seat.cookie) as page:
        page.sees("Connected")
        os.kill(children(server.process.pid)[0], signal.SIGKILL)
        page.ended()
    with Page(session, seat.cookie) as page:
        page.sees("Connected")

    assert len(seats) == 1
    assert "ended with -9" in server.stop()
