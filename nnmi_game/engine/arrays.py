"""The two array types of the engine: whole numbers for what is kept, floats for what is only reckoned with."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Numbers = NDArray[Any]  # either of the two, where a function takes both


def rounded(values: Numbers) -> Ints:
    """To the nearest whole number, halves to even: exact on every machine."""
    return np.rint(values).astype(np.int64)


def floored(values: Numbers) -> Ints:
    """Down to a whole number."""
    return np.floor(values).astype(np.int64)


def saturating(values: Numbers, half: Numbers | float) -> Floats:
    """The share x / (x + half): 0 at nothing, 1/2 at ``half``, towards 1; serves where one thinks of an exponential."""
    return values / (values + half)


def divided(part: Numbers, whole: Numbers) -> Floats:
    """The share part / whole, and 0 where the whole is nothing."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), 0.0)


def by_owner(amount: Ints, owner: Ints, count: int) -> Ints:
    """[W, count] sums of amounts (W, ...) by the number of the owner that each belongs to."""
    worlds = amount.shape[0]
    # place 0 of each world gathers what belongs to nobody (-1 and below); sums stay whole far below 2^53
    first = np.arange(1, 1 + worlds * (count + 1), count + 1)[:, None]
    place = np.maximum(owner.reshape(worlds, -1), -1) + first
    sums = np.bincount(place.ravel(), amount.ravel(), worlds * (count + 1))
    return sums.reshape(worlds, -1)[:, 1:].astype(np.int64)


def per_world(amount: Ints) -> Ints:
    """[W] sums over all axes but the worlds."""
    return amount if amount.ndim == 1 else np.asarray(amount.reshape(amount.shape[0], -1).sum(axis=1))
