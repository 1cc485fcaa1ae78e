"""What Chromium shows: the game, the seat of a class, and the page of the projector."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from nnmi_game.game.game import Game
from nnmi_game.game.record import read
from nnmi_game.game.slot import Slot
from nnmi_game.scenario.load import load
from tests.classroom.served import TINY, Served, Session
from tests.web.conftest import Browser, server

pytest.importorskip("textual_serve", reason="needs textual-serve, which the extra web has")

DESK, END = "d", "x"


def keep_game(folder: Path) -> Path:
    with Slot.create(folder / "saves", Game.new(load(TINY), 5, str(TINY))) as slot:
        return slot.path


def children(process: int) -> str:
    return Path(f"/proc/{process}/task/{process}/children").read_text()


def test_a_turn_is_played_by_keys_and_kept(tmp_path: Path, browser: Browser):
    path = keep_game(tmp_path)
    with server(tmp_path) as served:
        browser.open(served.address)
        browser.sees("Continue")
        browser.press("c")
        browser.sees("Open a solicitation.")
        browser.press("a")
        browser.sees("On your desk")
        browser.press("x")
        browser.sees("Not yet")
        browser.press("x")
        browser.sees("What mattered most")
        played = read(path)
        browser.open(served.address)
        browser.sees("Continue")
        if sys.platform == "linux":
            assert len(children(served.process.pid).split()) >= 1
        said = served.end("SIGINT")

    assert len(played.turns) == 1
    assert (served.process.returncode, said) == (0, "")
    assert {urlsplit(url).netloc for url in browser.asked if not url.startswith("data:")} == {
        urlsplit(served.address).netloc
    }
    assert browser.problems == []


def test_chinese_is_shown(tmp_path: Path, browser: Browser):
    with server(tmp_path, language="zh") as served:
        browser.open(served.address)
        browser.sees("设置")
        browser.page.wait_for_selector("body.-first-byte")
        language = browser.page.get_attribute("html", "lang")
        title = browser.page.title()
        served.end()
        browser.page.wait_for_selector(".word.ended", state="visible")

    assert (language, title) == ("zh-Hans", "NNMI：项目办公室")
    assert browser.problems == []


def test_a_turn_is_played_in_chromium_and_found_again_in_chinese(session: Session, browser: Browser):
    page = browser.page
    page.goto(f"{session.served.url}/#{session.code}")
    page.fill("#name", "Ann")
    page.keyboard.press("Enter")
    page.wait_for_url("**/seat?lang=en")
    browser.sees("attention")
    browser.press(DESK)
    browser.sees("On your desk")
    browser.press(END)
    browser.sees("Not yet")
    browser.press(END)
    browser.sees("What mattered most")
    kept = page.context.cookies()[0]

    page.goto(f"{session.served.url}/?lang=zh#{session.code}")
    page.wait_for_selector("#mine")
    shown = page.text_content("#label"), page.title(), page.evaluate("document.cookie")
    browser.drawn = b""
    page.click("#on")
    browser.sees("最要紧")  # the report, where it was left, in the language of the page
    browser.drawn = b""
    page.reload()
    browser.sees("回合")
    page.set_viewport_size({"width": 700, "height": 500})
    browser.sees("\x1b[23;1H")
    turns = session.fetch(kept["value"])["turns"]

    assert shown == ("Ann", "加入课堂 · NNMI：项目办公室", "")
    assert (kept["httpOnly"], kept["sameSite"], kept["path"]) == (True, "Strict", "/seat")
    assert len(turns) == 1
    assert {urlsplit(url).netloc for url in browser.asked if not url.startswith("data:")} == {
        urlsplit(session.served.url).netloc
    }
    assert browser.problems == []


def test_the_page_follows_the_class(tmp_path: Path, browser: Browser):
    served = Served(str(tmp_path / "class.db")).start()
    session = served.open()
    ann, boss = session.join("Ann <b>"), session.instructor()
    key = session.ask({"type": "project"}, boss).said["key"]
    page = browser.page
    page.goto(f"{served.url}/projector#{key}")
    page.wait_for_selector("text=0 of 1 here")
    address = page.url
    session.play(ann, 1)
    page.wait_for_selector("#goals rect")
    session.ask({"type": "reveal", "names": True}, boss)
    page.wait_for_selector("#names td:text-is('1/8')")
    name = page.text_content("#names td")
    served.stop()
    page.wait_for_selector("text=The server cannot be reached")

    assert name == "Ann <b>"
    assert address == f"{served.url}/projector"
    assert all(one.partition("://")[2].startswith(served.url.partition("://")[2]) for one in browser.asked)
    assert [one for one in browser.problems if "WebSocket" not in one] == []
