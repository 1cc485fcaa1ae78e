"""The game in a browser: opened, played by keys, reloaded, ended; and nothing asked of anybody else."""

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.web.conftest import server

pytest.importorskip("textual_serve", reason="needs textual-serve, which the extra web has")

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


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
