"""The game in a browser: opened, played by keys, reloaded, ended; and nothing asked of anybody else."""

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from nnmi_game.game.game import Game
from nnmi_game.game.record import read
from nnmi_game.game.slot import Slot
from nnmi_game.scenario.load import load
from tests.web.conftest import Browser, server

pytest.importorskip("textual_serve", reason="needs textual-serve, which the extra web has")

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


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


def test_other_sites_are_turned_away(tmp_path: Path):
    with server(tmp_path) as served:
        codes = []
        for headers in ({"Origin": "http://elsewhere.example"}, {"Host": "elsewhere.example"}):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(
                    urllib.request.Request(served.address + "ws", headers=headers), timeout=10
                )
            codes.append(refused.value.code)
        said = served.end()

    assert (codes, said, served.process.returncode) == ([403, 403], "", 0)


def test_opened_to_others_it_warns(tmp_path: Path):
    with server(tmp_path, "--host", "0.0.0.0") as served:
        said = served.end()

    assert said.startswith("Warning: everyone who can reach this machine can play here")


def test_a_taken_port_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        words = [sys.executable, "-m", "nnmi_game", "--lang", "en", "web", "--port", port]
        done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith(f"nnmi: Cannot listen on 127.0.0.1, port {port}: ")


def test_without_the_extra_one_sentence():
    code = "import sys; sys.modules['textual_serve'] = None; from nnmi_game.cli import main; sys.exit(main(['web']))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, timeout=30, check=False, env={"NNMI_LANG": "en"},
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "nnmi: Playing in a browser needs more packages: install 'nnmi-game[web]'.\n"
