"""Binomial draws, each from one uniform, by arithmetic that is the same on every machine.

Exact inversion where few successes are expected, else a normal corrected for skew, read from a fixed table of the
inverse normal. A draw never falls when its uniform or its probability rises, so that a better policy never has
worse luck for being better.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Floats, Ints
from nnmi_game.engine.normal_table import HALVINGS, INVERSE_NORMAL, STEPS

_NEARLY_ONE = 1.0 - 1e-9  # less than 1 by more than arithmetic can err
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
    # no success at all is at least as likely as 1 - n p: a uniform below that needs no reckoning
    live = ((trials > 0) & (trials * chance + uniform > _NEARLY_ONE)).ravel().nonzero()[0]
    if live.size:
        n, p, u = trials.ravel()[live], np.minimum(chance.ravel()[live], 1.0), uniform.ravel()[live]
        flip = (p > 0.5).nonzero()[0]
        p[flip] = 1.0 - p[flip]
        u[flip] = np.minimum(1.0 - u[flip], _HIGHEST)
        mean = n * p
        exact = (mean < _FEW) | (n <= _SMALL)
        many = (~exact).nonzero()[0]
        successes = np.zeros(live.size, dtype=np.int64)
        successes[many] = _by_normal(n[many], p[many], u[many])
        # up to the seam inversion at ``_FEW`` keeps a higher chance from giving less than a lower one
        few = (exact | (mean < _SEAM)).nonzero()[0]
        least = _by_inversion(n[few], np.where(exact[few], p[few], _FEW / n[few]), u[few])
        successes[few] = np.maximum(successes[few], least)
        successes[flip] = n[flip] - successes[flip]
        drawn.reshape(-1)[live] = successes
    return drawn


def _by_inversion(n: Ints, p: Floats, u: Floats) -> Ints:
    """Adds up the probabilities of 0, 1, 2, ... successes until they pass the uniform."""
    found = np.zeros(n.size, dtype=np.int64)
    mass = _power(1.0 - p, n)
    left = u - mass
    odds = p / (1.0 - p)
    going = (left >= 0.0).nonzero()[0]
    open_ = going
    k = 0
    while going.size:
        odds, n, mass, left = odds[going], n[going], mass[going], left[going]
        mass = mass * odds * ((n - k) / (k + 1))
        left = left - mass
        k += 1
        found[open_] = k
        # what is left of the uniform beyond the last faint masses is rounding
        going = ((left >= 0.0) & (n > k) & (mass > _FAINT)).nonzero()[0]
        open_ = open_[going]
    return found


def _power(base: Floats, exponent: Ints) -> Floats:
    """Base ** exponent by repeated squaring: products only, since powers differ between machines."""
    result = np.where(exponent & 1, base, 1.0)
    for digit in range(1, int(exponent.max(initial=0)).bit_length()):
        base = base * base
        result = np.where(exponent & (1 << digit), result * base, result)
    return result


def _by_normal(n: Ints, p: Floats, u: Floats) -> Ints:
    """A normal with the binomial's mean, variance and skew, rounded; 1/12 is what rounding adds to the variance."""
    mean = n * p
    variance = mean * (1.0 - p)
    spread = np.sqrt(variance - 1.0 / 12.0)
    z = inverse_normal(u)
    value = mean + spread * z + (1.0 - 2.0 * p) * (z * z - 1.0) / 6.0 * (spread / np.sqrt(variance))
    return np.minimum(np.maximum(np.rint(value), 0), n).astype(np.int64)


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
