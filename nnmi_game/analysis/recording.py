"""A policy's game as an ordinary recorded game: orders that a person could have given."""

from __future__ import annotations

from nnmi_game.analysis.policies import Policy
from nnmi_game.engine import legality
from nnmi_game.engine.decisions import orders_of
from nnmi_game.engine.tables import Tables
from nnmi_game.engine.turn import seeds
from nnmi_game.game.game import Game
from nnmi_game.scenario.model import Scenario


def record(
    scenario: Scenario, policy: Policy, seed: int, turns: int | None = None, tables: Tables | None = None
) -> Game:
    """The game of a policy under one seed, whole or its first ``turns``; ``tables`` if the scenario's are known.

    Orders that would be refused are left out of the record.
    """
    game = Game.new(scenario, seed, tables=tables)
    luck = seeds(seed, 1)
    while not game.over and (turns is None or len(game.past) < turns):
        wished = policy(game.state, game.tables, luck)
        allowed = legality.permitted(wished, legality.review(game.state, wished, game.tables))
        game.tray = orders_of(allowed, game.tables)
        game.end_turn()
    return game
