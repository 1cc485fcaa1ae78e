"""Events that an instructor puts in: they act like any other, and a saved game keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnmi_game.game.game import CannotHappen, Game
from nnmi_game.game.record import SaveError
from nnmi_game.game.replay import verify
from nnmi_game.game.saves import load, new_game, save


@pytest.fixture
def national_game() -> Game:
    game = new_game("nnmi-2012", 7)
    game.end_turn()
    return game


def event_with_choice(game: Game) -> str:
    waiting = {event.id for event, _options in game.pending_events()}
    after = game.rewind(game.turn)
    for event in game.scenario.events:
        if len(event.options) > 1 and event.id not in waiting and after.let_happen(event.id):
            return event.id
    raise AssertionError("no event with a choice")


def test_an_event_put_in_waits_for_a_response(national_game: Game):
    event = event_with_choice(national_game)

    assert national_game.let_happen(event)
    assert event in {one.id for one, _options in national_game.pending_events()}


def test_it_happens_once_and_not_before_the_first_turn(national_game: Game):
    event = event_with_choice(national_game)

    assert not new_game("nnmi-2012", 7).let_happen(event)
    assert not national_game.let_happen("no-such-event")
    assert [national_game.let_happen(event), national_game.let_happen(event)] == [True, False]


def test_a_saved_game_keeps_it(national_game: Game, tmp_path: Path):
    event = event_with_choice(national_game)
    national_game.let_happen(event)
    save(national_game, tmp_path / "before.toml")
    national_game.end_turn()
    save(national_game, tmp_path / "after.toml")

    assert load(tmp_path / "before.toml").happened == [event]
    assert verify(tmp_path / "after.toml").ok
    assert load(tmp_path / "after.toml").rewind(2).happened == [event]


def test_one_that_cannot_happen_is_named(national_game: Game, tmp_path: Path):
    path = tmp_path / "game.toml"
    national_game.happened.append("no-such-event")
    national_game.end_turn()
    save(national_game, path)

    with pytest.raises(SaveError, match='turn 2: the event "no-such-event" cannot happen'):
        load(path)
    with pytest.raises(CannotHappen):
        national_game.play_recorded([], happened=["no-such-event"])
    assert national_game.happened == []
