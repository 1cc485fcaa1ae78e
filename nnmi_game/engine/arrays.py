"""The two array types of the engine: whole numbers for what is kept, floats for what is only reckoned with."""

from __future__ import annotations

from functools import lru_cache
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
    x = values.astype(np.float64, copy=False)  # once, not in the sum and again in the quotient
    return x / (x + half)


def divided(part: Numbers | float, whole: Numbers) -> Floats:
    """The share part / whole, and 0 where the whole is nothing."""
    share: Floats = part / np.where(whole > 0, whole, np.inf)
    return share


def part_of(part: Ints, whole: Ints) -> Floats:
    """The share part / whole of a count that is part of another, and 0 of nothing."""
    share: Floats = part / np.maximum(whole, 1)
    return share


def within(values: Numbers, low: Numbers | float, high: Numbers | float) -> Any:
    """Values cut to between two bounds: ``np.clip`` at half its price for small arrays."""
    return np.minimum(np.maximum(values, low), high)


def happens(which: Bools) -> bool:
    """Whether any is true: ``any()`` at a fifth of its price for small arrays."""
    # any() and count_nonzero() go through Python before they look
    return which.tobytes().find(1) >= 0


def anywhere(which: Bools) -> list[int]:
    """The places on the last axis that are true in any world."""
    ever = which.reshape(-1, which.shape[-1]).any(axis=0)
    places: list[int] = np.asarray(ever).nonzero()[0].tolist()
    return places


def everywhere(amount: Numbers, worlds: int) -> Any:
    """[W, ...] the same amount in every world."""
    return amount[None].repeat(worlds, axis=0)


def repeated(amount: Numbers, times: int) -> Any:
    """[..., times] the same amount along a new last axis: to multiply by it costs half of what ``[..., None]`` does."""
    return amount[..., None].repeat(times, axis=-1)


def side_by_side(*parts: Numbers) -> Any:
    """[W, parts, ...] parts of one shape (W, ...), one beside the other: ``np.stack`` at a third of its price."""
    return np.concatenate([part[:, None] for part in parts], axis=1)


def in_sets(sets: Ints, size: int) -> Bools:
    """[..., size] whether each number below ``size`` is in a set [...] that is written as bits."""
    return np.asarray(sets[..., None] & np.left_shift(1, np.arange(size)) != 0)


def chosen(table: Numbers, place: Ints) -> Any:
    """[W, ...] the entry of ``table`` (W, places) at each place (W, ...), the first where it is below 0."""
    worlds, places = table.shape
    return table.take(np.maximum(place, 0) + _rows(worlds, places, place.ndim))


def by_owner(amount: Ints, owner: Ints, count: int) -> Ints:
    """[W, count] sums of amounts (W, ...) by the number of the owner that each belongs to."""
    worlds = amount.shape[0]
    # what belongs to nobody (-1) or to the institute itself (-2) is gathered before the first owner
    place = owner + _rows(worlds, count + 2, owner.ndim, 2)
    # sums stay whole far below 2^53
    sums = np.bincount(place.ravel(), amount.ravel(), worlds * (count + 2))
    return sums.reshape(worlds, -1)[:, 2:].astype(np.int64)


def over_last(amount: Ints) -> Ints:
    """Sums over the last axis: ``sum`` at a fifth of its price where that axis is short. Not for truth values."""
    total: Ints = np.einsum("...i->...", amount)
    return total


def over_first(amount: Ints) -> Ints:
    """[W, ...] sums over the first axis after the worlds: ``sum(axis=1)`` at a third of its price."""
    total: Ints = np.einsum("wi...->w...", amount)
    return total


def per_world(amount: Ints) -> Ints:
    """[W] sums over all axes but the worlds."""
    return amount if amount.ndim == 1 else over_last(amount.reshape(amount.shape[0], -1))


@lru_cache(maxsize=64)
def _rows(worlds: int, width: int, axes: int, start: int = 0) -> Ints:
    """Where the row of each world begins in a table of that width, shaped to be added to a place from ``start`` on."""
    return start + np.arange(0, worlds * width, width).reshape(worlds, *(1,) * (axes - 1))
