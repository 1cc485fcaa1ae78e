import json
from pathlib import Path

import pytest

from nnmi_game.cli import main

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


def test_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('id = "bad"\nversion = 0\n')
    assert main(["scenario", "check", str(TINY)]) == 0
    assert capsys.readouterr().out == f"{TINY}: ok\n"
    assert main(["scenario", "check", str(bad), str(TINY)]) == 1
    out, err = capsys.readouterr()
    assert out == f"{TINY}: ok\n"
    assert f"{bad}:2:1: version: 0 is too small; expected a whole number from 1 to 100000\n" in err


def test_list_speaks_the_language_chosen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnmi_game.scenario.library.scenarios_folder", lambda: TINY.parent)
    assert main(["--lang", "zh", "scenario", "list"]) == 0
    assert "两个领域" in capsys.readouterr().out
    assert main(["--lang", "en", "scenario", "list"]) == 0
    assert capsys.readouterr().out == "tiny  (8 turns)\n    Tiny\n    Two fields, four years.\n"


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenario", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].startswith("https://json-schema.org/")
