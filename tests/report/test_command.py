"""``nnmi report``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nnmi_game.cli import main
from nnmi_game.game import saves
from nnmi_game.game.game import Game
from nnmi_game.locale import language
from tests.analysis.test_compare import TINY
from tests.report.conftest import play


@pytest.fixture(scope="module")
def save(game: Game, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A game of two turns: commands are tried with it often."""
    path = tmp_path_factory.mktemp("saves") / "short.toml"
    saves.save(play(game.scenario, 7, 2, 3), path)
    return path


def test_writes_a_page_and_tables(save: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [tmp_path / name for name in ("r.html", "r.csv", "r.jsonl")]
    words = ["-o", str(names[0]), "--csv", str(names[1]), "--jsonl", str(names[2])]
    assert main(["--lang", "en", "report", str(save), *words]) == 0
    assert capsys.readouterr().out == "".join(f"Written: {name}\n" for name in names)
    assert "After-action review" in names[0].read_text(encoding="utf-8")
    rows = names[1].read_text(encoding="utf-8").splitlines()
    assert rows[0] == "run,turn,entity,measure,value,unit"
    lines = names[2].read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(rows) - 1
    assert json.loads(lines[0])["run"] == "short"


def test_several_runs_in_another_language(
    save: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--lang", "en", "report", str(save), str(save), "--language", "zh"]) == 0
    assert capsys.readouterr().out == "Written: report.html\n"
    assert language() == "en"
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hans">' in text
    assert "short-2" in text


def test_writes_to_the_output(save: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["--lang", "en", "report", str(save), "--csv", "-"]) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"run,turn,entity,measure,value,unit\r\n")
    assert err == b""


def test_says_what_is_wrong(
    save: Path, game: Game, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new, broken = tmp_path / "new.toml", tmp_path / "broken.toml"
    saves.save(Game.new(game.scenario, 1, str(TINY)), new)
    broken.write_text("format = ", encoding="utf-8")
    nowhere = tmp_path / "no" / "r.html"
    same = str(tmp_path / "x")
    for words, code, sentence in (
        ([str(tmp_path / "none")], 1, "there is no such file"),
        ([str(broken)], 1, str(broken)),
        ([str(new)], 1, "no turn has been played yet, so there is nothing to look back on."),
        ([str(save), "-o", str(nowhere)], 1, "the file cannot be written: "),
        ([str(save), "-o", str(tmp_path)], 1, "the file cannot be written: "),
        ([str(save), "-o", str(save)], 2, "is a saved game"),
        ([str(save), "--csv", same, "--jsonl", same], 2, "is named twice"),
        ([str(save), "--language", "xx"], 2, "--language takes one of en, zh"),
        ([str(save), "--csv", "--jsonl"], 2, "--csv needs a value"),
        ([], 2, "missing"),
    ):
        assert main(["--lang", "en", "report", *words]) == code
        out, err = capsys.readouterr()
        assert sentence in err and err.startswith("nnmi: ") and "Traceback" not in err, words
        assert out == ""
    assert saves.load(save).past
