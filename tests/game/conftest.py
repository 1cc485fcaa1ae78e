from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from nnmi_game.game.game import Game
from nnmi_game.scenario.load import load
from nnmi_game.scenario.model import Scenario
from tests.random_play import busy_turn

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    return load(TINY)


@pytest.fixture(scope="session")
def national() -> Scenario:
    return load("nnmi-2012")


@pytest.fixture
def game(tiny: Scenario) -> Game:
    """A game before its first turn; it names the file of its scenario, so it can be saved and loaded."""
    return Game.new(tiny, 7, file=str(TINY))


def play_at_random(game: Game, turns: int, style: int) -> Game:
    """Give random orders, keep those that are accepted, end the turn; and so on."""
    rng = Random(style)
    for _turn in range(turns):
        for order in busy_turn(rng, game.scenario):
            game.give(order)
        game.end_turn()
    return game


@pytest.fixture
def played(game: Game) -> Game:
    """A game in its fifth turn, with orders in the tray."""
    play_at_random(game, 4, 3)
    for order in busy_turn(Random(99), game.scenario):
        game.give(order)
    assert game.tray
    return game
