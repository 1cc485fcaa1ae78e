"""Where a game may go from here if nothing more is ordered than what already stands: bands of many futures."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnmi_game.analysis.counterfactual import repeated
from nnmi_game.analysis.forecast import Band, futures_luck, unknown
from nnmi_game.engine import measures, scorecard
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.decisions import compile_orders, no_decisions
from nnmi_game.engine.turn import play_turn
from nnmi_game.game.game import Game
from nnmi_game.game.stopping import StoppedError

WORLDS = 60
#: Figures that an outlook is kept for, besides the goals.
FIGURES = ("institutes", "members", "members_sme", "projects", "transitions", "reached", "trained", "placed",
           "spending", "federal_base", "support_congress", "support_public", "coverage")  # fmt: skip

Outlook = dict[str, tuple[Band, ...]]


def outlook(
    game: Game,
    worlds: int = WORLDS,
    figures: tuple[str, ...] = FIGURES,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda _: None,
) -> Outlook:
    """For each goal and figure a band for every turn still to come; empty when the game is over.

    Standing orders and this turn's tray hold; events are answered by their first option. ``StoppedError`` when
    ``stop`` says so, between two turns. ``progress`` is told what part has been played.
    """
    tables = game.tables
    luck = futures_luck(game.seed, worlds)
    state = unknown(game.state, tables, worlds)
    decided = repeated(compile_orders(game.tray, tables), worlds)
    rows: dict[str, list[Ints]] = {
        name: [] for name in (*figures, *(goal.id for goal in game.scenario.goals))
    }
    turns = game.turns - len(game.past)
    for number in range(turns):
        progress(number / turns)
        if stop():
            raise StoppedError
        state, _ledger = play_turn(state, decided, tables, luck, recording=False)
        decided = no_decisions(worlds, tables.dims)
        for name in figures:
            rows[name].append(np.array(measures.value(name, state, tables)))
        for goal, points in zip(game.scenario.goals, scorecard.goals(state, tables).T, strict=True):
            rows[goal.id].append(points)
    return {name: tuple(Band.of(values) for values in found) for name, found in rows.items()}
