"""Where a game may go, and what really happened: what charts hold a game against."""

from pathlib import Path

import pytest

from nnmi_game.analysis.outlook import outlook
from nnmi_game.analysis.public_record import known
from nnmi_game.game import saves
from nnmi_game.game.game import Game
from nnmi_game.game.stopping import StoppedError
from nnmi_game.scenario.library import saves_folder
from nnmi_game.scenario.vocabulary import GOALS, MEASURES


@pytest.fixture(scope="module")
def game() -> Game:
    return saves.load(Path(saves_folder() / "youngstown-workforce.toml"))


def test_an_outlook_has_a_band_for_every_turn_to_come(game: Game) -> None:
    then = game.rewind(4)
    found = outlook(then, worlds=12)

    assert set(GOALS) <= set(found)
    assert {len(bands) for bands in found.values()} == {then.turns - 3}
    assert all(band.low <= band.middle <= band.high for bands in found.values() for band in bands)
    assert found == outlook(then, worlds=12)


def test_an_outlook_leaves_the_game_alone(game: Game) -> None:
    then = game.rewind(3)
    before = then.state.buffer.copy()
    outlook(then, worlds=4)

    assert (then.state.buffer == before).all()


def test_an_outlook_can_be_stopped_and_ends_with_the_game(game: Game) -> None:
    with pytest.raises(StoppedError):
        outlook(game.rewind(2), worlds=2, stop=lambda: True)
    assert {len(bands) for bands in outlook(game, worlds=2).values()} == {0}


def test_the_record_is_told_in_the_games_figures() -> None:
    tables = saves.load(Path(saves_folder() / "history.toml")).tables
    found = known(tables)

    assert {one.measure for one in found} <= set(MEASURES)
    assert all(1 <= one.turn <= tables.scenario.calendar.turns for one in found)
    assert [one.turn for one in found] == sorted(one.turn for one in found)
    totals = {(one.measure, one.turn): one.value for one in reversed(found) if not one.of}
    assert totals["members", 12] == 1291
    assert totals["spending", 16] == 488_000
    assert any(one.of == "additive" and one.measure == "institute_members" for one in found)


def test_a_scenario_without_a_record_has_none(game: Game) -> None:
    assert known(game.tables) == []
