"""The outcome of many worlds in a few numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnmi_game.analysis.simulate import NETWORK, Run
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import GOALS


def spread(values: Ints) -> dict[str, float]:
    """Mean, 10th and 90th percentile over worlds."""
    low, high = np.percentile(values, (10, 90))
    return {"mean": round(float(values.mean()), 3), "p10": float(low), "p90": float(high)}


def outcome(run: Run, tables: Tables, trace: bool) -> dict[str, Any]:
    """Final goals, their sum and the network's figures; with ``trace`` also after every turn."""
    calendar = tables.scenario.calendar
    result: dict[str, Any] = {
        "goals": {goal: spread(run.final(goal)) for goal in GOALS},
        "total": spread(np.asarray(sum(run.final(goal) for goal in GOALS))),
        "measures": {name: spread(run.final(name)) for name in NETWORK},
    }
    if trace:
        result["trace"] = [
            {
                "turn": turn + 1,
                "fy": calendar.first_year + turn // calendar.turns_per_year,
                "goals": {goal: spread(run.figures[goal][turn]) for goal in GOALS},
                "measures": {name: spread(run.figures[name][turn]) for name in NETWORK},
            }
            for turn in range(calendar.turns)
        ]
    return result
