"""The page of the projector in a browser: it follows the class by itself."""

from __future__ import annotations

from pathlib import Path

from tests.classroom.served import Served
from tests.web.conftest import Browser


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
