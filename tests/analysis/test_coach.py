"""The coach: orders worth a thought, told as what they change at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnmi_game.analysis.coach import suggest
from nnmi_game.engine.orders import Close, Solicit
from nnmi_game.game import saves
from nnmi_game.game.game import Game
from nnmi_game.game.stopping import StoppedError
from nnmi_game.scenario.load import load

SAVES = Path(__file__).parents[2] / "saves"
TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


def test_an_office_without_institutes_is_told_to_open_a_call() -> None:
    game = Game.new(load(TINY), 3, str(TINY))
    found = suggest(game, worlds=8)
    assert any(isinstance(one.order, Solicit) for one in found[:3])
    assert game.refusal(found[0].order) is None
    assert [one.total.middle for one in found] == sorted((one.total.middle for one in found), reverse=True)
    assert all(one.total.middle > 0 and one.helps > 0 for one in found)
    assert suggest(game, worlds=8) == found, "asked again, the coach says the same"


def test_a_harmful_order_is_to_be_taken_back() -> None:
    game = saves.load(SAVES / "history.toml").rewind(20)
    close = Close(technology="additive")
    assert game.give(close) is None
    back = [one for one in suggest(game, worlds=8) if one.take_back]
    assert [one.order for one in back] == [close]
    assert game.tray == [close], "the game is as it was"


def test_the_coach_can_be_stopped() -> None:
    with pytest.raises(StoppedError):
        suggest(Game.new(load(TINY), 3, str(TINY)), worlds=8, stop=lambda: True)
