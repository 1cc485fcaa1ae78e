"""The payment schedule of an agreement: level or falling in a straight line, exact to the last dollar."""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Ints


def due(plan: Ints, term: Ints, taper: Ints, age: Ints, turns: int | Ints = 1) -> Ints:
    """Money due in the ``turns`` turns that follow the first ``age`` turns of a schedule of ``term`` turns.

    Turn ``i`` (from 0) weighs ``1000 term - taper i``, so ``taper`` per mille says how far the last payments
    have fallen: 0 is level, 1000 falls to nothing. Thousand dollars; arguments of shapes that go together.
    """
    steep = 2000 * term
    whole = np.maximum(_weight(steep, taper, term), 1)
    paid = plan * _weight(steep, taper, np.minimum(age, term)) // whole
    return plan * _weight(steep, taper, np.minimum(age + turns, term)) // whole - paid


def from_first(first: Ints, term: Ints, taper: Ints) -> Ints:
    """Money of a whole schedule of ``term`` turns whose first payment is ``first`` and which falls by ``taper``."""
    steep = 2000 * term
    return np.asarray(first * _weight(steep, taper, term) // np.maximum(steep, 1))


def _weight(steep: Ints, taper: Ints, turns: Ints) -> Ints:
    """Twice the weight of the first ``turns`` turns together."""
    weight: Ints = turns * (steep - taper * (turns - 1))
    return weight
