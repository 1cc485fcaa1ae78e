"""The recorded reference games come out turn by turn as recorded."""

from pathlib import Path

import pytest

from nnmi_game.game.record import read
from nnmi_game.game.replay import verify
from nnmi_game.scenario.library import saves_folder

GAMES = sorted(saves_folder().glob("*.toml"))


@pytest.mark.parametrize("path", GAMES, ids=lambda path: path.stem)
def test_a_reference_game_comes_out_as_recorded(path: Path) -> None:
    """Every digest agrees; if a rule was changed on purpose, `nnmi replay --renew` records the game again."""
    verdict = verify(path)
    assert verdict.ok, verdict.message


def test_there_are_games_of_both_scenarios() -> None:
    """History, and at least ten games played by different policies."""
    scenarios = [read(path).scenario for path in GAMES]
    assert len(GAMES) >= 11
    assert {"nnmi-2012", "youngstown-2012"} <= set(scenarios)
    assert (saves_folder() / "history.toml") in GAMES
