"""The payment schedule of an agreement: level or falling in a straight line, exact to the last dollar."""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Ints


def due(plan: Ints, term: Ints, taper: Ints, age: Ints, turns: int = 1) -> Ints:
    """Money due in the ``turns`` turns that follow the first ``age`` turns of a schedule of ``term`` turns.

    Turn ``i`` (from 0) weighs ``1000 term - taper i``, so ``taper`` per mille says how far the last payments
    have fallen: 0 is level, 1000 falls to nothing. All arguments of one shape; thousand dollars.
    """
    whole = np.maximum(_weight(term, taper, term), 1)
    return plan * _weight(term, taper, age + turns) // whole - plan * _weight(term, taper, age) // whole


def _weight(term: Ints, taper: Ints, turns: Ints) -> Ints:
    """Weight of the first ``turns`` turns together."""
    t = np.minimum(np.maximum(turns, 0), term)
    weight: Ints = 1000 * term * t - taper * t * (t - 1) // 2
    return weight
