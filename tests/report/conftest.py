from __future__ import annotations

from random import Random

import pytest

from nnmi_game.game.game import Game
from nnmi_game.game.guesses import Guess
from nnmi_game.locale import set_language
from nnmi_game.report.facts import review
from nnmi_game.report.review import Review
from nnmi_game.scenario.library import saves_folder
from nnmi_game.scenario.load import load
from nnmi_game.scenario.model import Scenario
from tests.analysis.test_compare import TINY
from tests.random_play import busy_turn

YOUNGSTOWN = saves_folder() / "youngstown-workforce.toml"


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    return load(TINY)


def play(scenario: Scenario, seed: int, turns: int, style: int) -> Game:
    """Random orders as far as they are accepted, and guesses: one that holds, one that cannot."""
    game = Game.new(scenario, seed, str(TINY))
    rng = Random(style)
    for _turn in range(turns):
        for order in busy_turn(rng, game.scenario):
            game.give(order)
        game.guess(Guess("support_public", "", 500, 0, 1000))
        game.guess(Guess("skilled", "", 1, 0, 2))
        game.end_turn()
    return game


@pytest.fixture(scope="session")
def game(tiny: Scenario) -> Game:
    return play(tiny, 7, 6, 3)


@pytest.fixture(scope="session")
def found(game: Game) -> Review:
    return review(game, "mine")


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")
