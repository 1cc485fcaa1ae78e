"""The game behind the screens: looking back, branching off, watching."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnmi_game.engine.orders import Campaign
from nnmi_game.game.game import Game
from nnmi_game.game.saves import load, new_game
from nnmi_game.tui.session import Session
from nnmi_game.tui.shelf import Shelf

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


def campaign(attention: int) -> Campaign:
    return Campaign(audience="public", attention=attention)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A game in its fourth turn, with an order in each turn and in the tray."""
    session = Session(Shelf(tmp_path))
    game = new_game(TINY, 7)
    session.open(game, session.shelf.new_slot(game))
    for _turn in range(3):
        session.give(campaign(2))
        session.end_turn()
    session.give(campaign(1))
    return session


def files(session: Session) -> list[Path]:
    return sorted(session.shelf.folder.glob("*.toml"))


def test_looking_back_shows_what_was_and_keeps_what_is(session: Session) -> None:
    (path,) = files(session)
    session.look(2)
    assert session.looking_back
    assert session.playing.turn == 2
    assert session.playing.tray == [campaign(2)], "the orders given then"
    session.store()
    assert load_turn(path) == 4
    session.look(9)
    assert not session.looking_back
    assert session.playing.turn == 4
    assert session.playing.tray == [campaign(1)]


def load_turn(path: Path) -> int:
    # the file is held by the session, which keeps others from writing it and nobody from reading it
    return load(path).turn


def test_an_order_in_the_past_begins_a_branch_and_loses_nothing(session: Session) -> None:
    (first,) = files(session)
    session.look(2)
    assert session.give(campaign(3)) is None
    assert not session.looking_back
    assert session.playing.turn == 2
    session.end_turn()
    (second,) = set(files(session)) - {first}
    old, new = load(first), load(second)
    assert (old.turn, new.turn) == (4, 3)
    assert old.tray == [campaign(1)]
    assert [turn.orders for turn in new.past] == [(campaign(2),), (campaign(3),)]


def test_ending_a_past_turn_as_it_was_begins_a_branch_too(session: Session) -> None:
    session.look(3)
    session.end_turn()
    assert len(files(session)) == 2
    assert session.playing.turn == 4
    assert session.playing.tray == []


def test_an_order_that_is_refused_in_the_past_changes_nothing(session: Session) -> None:
    session.look(2)
    assert session.give(campaign(9999)) is not None
    assert session.looking_back
    assert len(files(session)) == 1


def test_a_recording_is_watched_without_a_file_until_it_is_taken_over(session: Session) -> None:
    recording = Game.replay(
        session.playing.scenario, 9, [[campaign(1)], [campaign(2)], [campaign(1)]], file=str(TINY)
    )
    session.watch(recording)
    assert len(files(session)) == 1, "the game played before is kept, and watching makes no file"
    assert session.playing.turn == 1
    for turn in (2, 4, 1, 3):
        session.look(turn)
        assert session.playing.turn == turn
        assert session.looking_back
    session.give(campaign(3))
    assert not session.looking_back
    assert len(files(session)) == 2
    assert session.playing.seed == 9
    assert recording.turn == 4, "the recording is as it was"
