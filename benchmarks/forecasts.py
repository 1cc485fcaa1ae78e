"""What it costs to look ahead: under an order in the making, and a thousand worlds for eight turns."""

from __future__ import annotations

import statistics
from pathlib import Path

from benchmarks.figures import Figure, at_most, cost
from nnmi_game.analysis import policies
from nnmi_game.analysis.forecast import WORLDS, Forecaster
from nnmi_game.analysis.simulate import simulate
from nnmi_game.engine.orders import Vouchers
from nnmi_game.game import saves
from nnmi_game.game.game import Game

GAME, TURN = Path(__file__).parents[1] / "saves" / "history.toml", 14
MILLISECONDS, SECONDS = 300.0, 1.0
TRIES = 9


def forecasts() -> list[Figure]:
    """Processor time of a forecast of one order, first and when the order is changed, and of a large one."""
    game = saves.load(GAME).rewind(TURN)
    known = Forecaster(game)
    first = statistics.median(cost(lambda: _one(Forecaster(game), game, 20)) for _try in range(TRIES))
    _one(known, game, 20)
    next_ = statistics.median(cost(lambda n=n: _one(known, game, 21 + n)) for n in range(TRIES))
    tables = game.tables
    policy = policies.make("even", tables)
    large = statistics.median(
        cost(lambda: simulate(tables, policy, 1, 1000, (), turns=8)) for _try in range(3)
    )
    institutes = f"{len(game.scenario.technologies)} fields, {WORLDS} worlds"
    return [
        at_most("forecast of an order, first in its turn", 1000 * first, MILLISECONDS, " ms", institutes, 0),
        at_most("forecast of an order changed in its form", 1000 * next_, MILLISECONDS, " ms", institutes, 0),
        at_most("1,000 worlds for 8 turns, policy even", large, SECONDS, " s"),
    ]


def _one(forecaster: Forecaster, game: Game, amount: int) -> None:
    forecaster.of(Vouchers(technology=game.scenario.technologies[0].id, amount=amount))
