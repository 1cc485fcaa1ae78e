from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from nnmi_game.cli import main
from nnmi_game.game.game import Game
from nnmi_game.game.replay import renew, verify
from nnmi_game.game.saves import save
from tests.game.conftest import TINY


@pytest.fixture
def good(played: Game, tmp_path: Path) -> Path:
    path = tmp_path / "good.toml"
    save(played, path)
    return path


@pytest.fixture
def bad(played: Game, good: Path) -> Path:
    path = good.with_name("bad.toml")
    text = good.read_text(encoding="utf-8")
    path.write_text(text.replace(played.past[1].digest, "0" * 16), encoding="utf-8")
    return path


def test_a_good_game_comes_out_as_recorded(played: Game, good: Path):
    verdict = verify(good)

    assert (verdict.ok, verdict.turns, verdict.differs) == (True, 4, None)
    assert verdict.digests == tuple(turn.digest for turn in played.past)


def test_the_first_turn_that_differs_is_named(played: Game, bad: Path):
    verdict = verify(bad)

    assert (verdict.ok, verdict.turns, verdict.differs) == (False, 4, 2)
    assert verdict.digests == (played.past[0].digest,)
    assert "turn 2 comes out differently" in verdict.message


def test_a_file_that_cannot_be_read_is_a_verdict_too(tmp_path: Path):
    verdict = verify(tmp_path / "none.toml")

    assert (verdict.ok, verdict.message) == (False, f"{tmp_path / 'none.toml'}: there is no such file")


def test_a_game_is_recorded_again(played: Game, bad: Path):
    verdict = renew(bad)

    assert (verdict.ok, verdict.turns) == (True, 4)
    assert verify(bad).ok


def test_a_draft_is_recorded(tmp_path: Path):
    path = tmp_path / "draft.toml"
    path.write_text(
        f"scenario = 'tiny'\nscenario_file = '{TINY}'\nseed = 5\n[[turns]]\n[[turns]]\n", encoding="utf-8"
    )

    assert not verify(path).ok
    assert renew(path).turns == 2
    assert verify(path).ok


def test_a_draft_with_a_refused_order_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "draft.toml"
    text = (
        f"scenario = 'tiny'\nscenario_file = '{TINY}'\nseed = 5\n"
        "[[turns]]\norders = [{ order = 'close', technology = 'digital' }]\n"
    )
    path.write_text(text, encoding="utf-8")

    assert main(["replay", "--renew", str(path)]) == 1
    assert "turn 1, order 1 is refused" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == text


def test_the_command_reports_every_file(good: Path, bad: Path, capsys: pytest.CaptureFixture[str]):
    code = main(["replay", str(bad), str(good), str(good)])

    said = capsys.readouterr()
    assert code == 1
    assert said.out == f"{good}: 4 turns come out as recorded\n" * 2
    assert said.err.startswith(f"{bad}: turn 2 comes out differently: ")


def test_the_command_is_content_with_good_games(good: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["replay", "--quiet", str(good)]) == 0
    assert capsys.readouterr().out == ""


def test_the_command_speaks_json(good: Path, bad: Path, capsys: pytest.CaptureFixture[str]):
    code = main(["replay", "--json", str(good), str(bad)])

    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert [(one["ok"], one["turns"], one["differs"]) for one in found] == [(True, 4, None), (False, 4, 2)]


def test_the_command_does_not_write(good: Path, bad: Path, tmp_path: Path):
    copy = tmp_path / "copy.toml"
    shutil.copy(bad, copy)

    main(["replay", str(bad), str(good)])

    assert bad.read_bytes() == copy.read_bytes()
