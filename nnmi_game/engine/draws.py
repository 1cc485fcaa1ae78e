"""Binomial draws, each from one uniform, by arithmetic that is the same on every machine.

Exact inversion where few successes are expected, else a normal corrected for skew, read from a fixed table of the
inverse normal. A draw never falls when its uniform or its probability rises, so that a better policy never has
worse luck for being better.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Bools, Floats, Ints
from nnmi_game.engine.normal_table import HALVINGS, INVERSE_NORMAL, STEPS

_FEW = 2.0  # expected successes below which inversion is exact and cheap
_SMALL = 8  # trials up to which it is exact as well
_SEAM = 4.0  # expected successes above which the normal is never below inversion at ``_FEW``
_FAINT = 2.0**-55  # a probability finer than the uniforms are
_HIGHEST = 1.0 - 2.0**-53  # the highest uniform
_TABLE = np.array(INVERSE_NORMAL, dtype=np.float64) / 1e6


def binomial(trials: Ints, chance: Floats, uniform: Floats) -> Ints:
    """Successes in ``trials`` with ``chance`` each, by inverting at ``uniform``; all of one shape.

    Chances below 0 count as 0 and above 1 as 1. Work is done only where something can happen.
    """
    drawn = np.zeros(trials.shape, dtype=np.int64)
    live = np.flatnonzero((trials > 0) & (chance > 0))
    if live.size:
        n = trials.ravel()[live]
        p = np.minimum(chance.ravel()[live], 1.0)
        u = uniform.ravel()[live]
        flipped = p > 0.5
        p = np.where(flipped, 1.0 - p, p)
        u = np.where(flipped, np.minimum(1.0 - u, _HIGHEST), u)
        few = (n * p < _FEW) | (n <= _SMALL)
        successes = np.empty(live.size, dtype=np.int64)
        if few.all():
            successes[:] = _by_inversion(n, p, u)
        else:
            successes[few] = _by_inversion(n[few], p[few], u[few])
            many = ~few
            successes[many] = _above_inversion(
                n[many], p[many], u[many], _by_normal(n[many], p[many], u[many])
            )
        drawn.ravel()[live] = np.where(flipped, n - successes, successes)
    return drawn


def _by_inversion(n: Ints, p: Floats, u: Floats) -> Ints:
    """Adds up the probabilities of 0, 1, 2, ... successes until they pass the uniform."""
    found = np.zeros(n.size, dtype=np.int64)
    mass = _power(1.0 - p, n)
    left = u - mass
    open_ = np.flatnonzero(left >= 0.0)
    odds = p[open_] / (1.0 - p[open_])
    n, mass, left = n[open_], mass[open_], left[open_]
    k = 0
    while open_.size:
        mass = mass * odds * ((n - k) / (k + 1))
        left = left - mass
        k += 1
        found[open_] = k
        # what is left of the uniform beyond the last faint masses is rounding
        going: Bools = (left >= 0.0) & (n > k) & (mass > _FAINT)
        open_, odds, n, mass, left = open_[going], odds[going], n[going], mass[going], left[going]
    return found


def _power(base: Floats, exponent: Ints) -> Floats:
    """Base ** exponent by repeated squaring: products only, since powers differ between machines."""
    result = np.ones_like(base)
    remaining = exponent
    while True:
        odd = (remaining & 1).astype(bool)
        result = np.where(odd, result * base, result)
        remaining = remaining >> 1
        if not remaining.any():
            return result
        base = base * base


def _by_normal(n: Ints, p: Floats, u: Floats) -> Ints:
    """A normal with the binomial's mean, variance and skew, rounded; 1/12 is what rounding adds to the variance."""
    mean = n * p
    variance = mean * (1.0 - p)
    spread = np.sqrt(variance)
    z = inverse_normal(u)
    value = (
        mean
        + np.sqrt(variance - 1.0 / 12.0) * z
        + (1.0 - 2.0 * p) * (z * z - 1.0) / 6.0 * (np.sqrt(variance - 1.0 / 12.0) / spread)
    )
    return np.clip(np.rint(value), 0, n).astype(np.int64)


def _above_inversion(n: Ints, p: Floats, u: Floats, successes: Ints) -> Ints:
    """Keeps a higher chance from giving less where the normal takes over from inversion."""
    near = np.flatnonzero(n * p < _SEAM)
    if near.size:
        least = _by_inversion(n[near], _FEW / n[near], u[near])
        successes[near] = np.maximum(successes[near], least)
    return successes


def inverse_normal(u: Floats) -> Floats:
    """Inverse of the normal distribution at ``u`` in (0, 1), linear between the points of a fixed table.

    The table has ``STEPS`` points for each halving of the tail, so it is as fine far out as in the middle.
    """
    tail = np.minimum(u, 1.0 - u)
    fraction, exponent = np.frexp(tail)
    halvings = np.minimum(-exponent, HALVINGS - 1)
    place = (1.0 - fraction) * (2 * STEPS)
    step = np.minimum(place.astype(np.int64), STEPS - 1)
    at = halvings * STEPS + step
    low = _TABLE[at]
    z = low + (place - step) * (_TABLE[at + 1] - low)
    return np.asarray(np.where(u < 0.5, z, -z))
