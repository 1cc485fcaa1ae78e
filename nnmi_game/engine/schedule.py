"""The payment schedule of an agreement: level or falling in a straight line, exact to the last dollar."""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Ints


def paid_by(plan: Ints, term: Ints, taper: Ints, turns: Ints) -> Ints:
    """Money due in the first ``turns`` turns of a schedule of ``term`` turns.

    Turn ``i`` (from 0) weighs ``1000 term - taper i``, so ``taper`` per mille says how far the last payments have
    fallen: 0 is level, 1000 falls to nothing. All arguments of one shape; thousand dollars.
    """
    t = np.clip(turns, 0, term)
    done = 1000 * term * t - taper * t * (t - 1) // 2
    total = 1000 * term * term - taper * term * (term - 1) // 2
    return plan * done // np.maximum(total, 1)


def due(plan: Ints, term: Ints, taper: Ints, age: Ints, turns: int = 1) -> Ints:
    """Money due in the ``turns`` turns that follow the first ``age`` turns."""
    return paid_by(plan, term, taper, age + turns) - paid_by(plan, term, taper, age)
