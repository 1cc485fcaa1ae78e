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
_CROWD = 256  # so many cost more than the calls that work on them, and the few who go on are taken out
_PIECE = 16384  # so many are drawn in one go: what is reckoned on the way stays in the processor's cache
_FAINT = 2.0**-55  # a probability finer than the uniforms are
_HIGHEST = 1.0 - 2.0**-53  # the highest uniform
_TABLE = np.array(INVERSE_NORMAL, dtype=np.float64) / 1e6


def binomial(trials: Ints, chance: Floats, uniform: Floats) -> Ints:
    """Successes in ``trials`` with ``chance`` each, by inverting at ``uniform``; all of one shape.

    Chances below 0 count as 0 and above 1 as 1. Work is done only where something can happen.
    """
    if trials.size <= _PIECE:
        return _drawn(trials.ravel(), chance.ravel(), uniform.ravel()).reshape(trials.shape)
    n, p, u = trials.reshape(-1), chance.reshape(-1), uniform.reshape(-1)
    pieces = [slice(start, start + _PIECE) for start in range(0, n.size, _PIECE)]
    return np.concatenate([_drawn(n[at], p[at], u[at]) for at in pieces]).reshape(trials.shape)


def binomials(*draws: tuple[Ints, Floats, Floats]) -> list[Ints]:
    """Several draws that do not wait for each other, in one go: it costs hardly more than a single one."""
    if draws[0][0].size > _PIECE:
        return [binomial(*draw) for draw in draws]
    trials, chance, uniform = (
        np.concatenate([array.ravel() for array in part]) for part in zip(*draws, strict=True)
    )
    drawn = binomial(trials, chance, uniform)
    found, start = [], 0
    for of_one, _, _ in draws:
        found.append(drawn[start : start + of_one.size].reshape(of_one.shape))
        start += of_one.size
    return found


def _drawn(trials: Ints, chance: Floats, uniform: Floats) -> Ints:
    """``binomial`` of arrays with one axis."""
    drawn = np.zeros(trials.size, dtype=np.int64)
    many = trials.astype(np.float64)  # exact, and cheaper to reckon with beside chances
    # no success at all is at least as likely as 1 - n p: a uniform below that needs no reckoning
    live = ((many > 0.0) & (many * chance + uniform > _NEARLY_ONE)).nonzero()[0]
    if live.size:
        n, p, u = many[live], np.minimum(chance[live], 1.0), uniform[live]
        flip = p > 0.5
        flipped = np.count_nonzero(flip) > 0
        if flipped:
            p = np.minimum(p, 1.0 - p)
            u = np.where(flip, np.minimum(1.0 - u, _HIGHEST), u)
        successes = _invert(n, p, u)
        drawn[live] = np.where(flip, n - successes, successes) if flipped else successes
    return drawn


def _invert(n: Floats, p: Floats, u: Floats) -> Floats:
    """Successes at the uniform, for chances up to a half."""
    mean = n * p
    exact = (mean < _FEW) | (n <= _SMALL)
    many = (~exact).nonzero()[0]
    if not many.size:
        return _by_inversion(n, p, u)
    successes = np.zeros(n.size)
    successes[many] = _by_normal(n[many], p[many], u[many])
    # up to the seam inversion at ``_FEW`` keeps a higher chance from giving less than a lower one
    few = (exact | (mean < _SEAM)).nonzero()[0]
    if few.size:
        n = n[few]
        least = _by_inversion(n, np.where(exact[few], p[few], _FEW / n), u[few])
        successes[few] = np.maximum(successes[few], least)
    return successes


def _by_inversion(n: Floats, p: Floats, u: Floats) -> Floats:
    """Adds up the probabilities of 0, 1, 2, ... successes until they pass the uniform."""
    none = 1.0 - p
    odds = p / none
    mass = _power(none, n)
    # more successes than trials have no probability, but rounding may leave some of the uniform for them
    return np.minimum(_count_on(0, n, odds, mass, u - mass), n)


def _count_on(k: int, n: Floats, odds: Floats, mass: Floats, left: Floats) -> Floats:
    """Successes of those whose uniform, less the probabilities up to that of ``k`` (``mass``), is ``left``.

    ``mass`` and ``left`` are used up.
    """
    found = np.full(n.size, float(k))
    going = left >= 0.0
    while count := np.count_nonzero(going):
        if 2 * count < going.size > _CROWD:
            rest = going.nonzero()[0]
            found[rest] = _count_on(k, n[rest], odds[rest], mass[rest], left[rest])
            break
        found += going
        mass *= odds
        mass *= (n - k) / (k + 1)
        left -= mass
        k += 1
        # what is left of the uniform beyond the last faint masses is rounding
        going = (left >= 0.0) & (mass > _FAINT)
    return found


def _power(base: Floats, exponent: Floats) -> Floats:
    """Base ** exponent, a whole number, by repeated squaring: products only, since powers differ between machines.

    ``base`` is from 0 to 1, and used up.
    """
    most = int(exponent.max())
    digits = exponent.astype(np.min_scalar_type(most))  # fewer bytes to look at, digit by digit
    # the base where the digit is set, else 1, which is the larger of the two
    result: Floats = np.maximum(base, digits & 1 == 0)
    for digit in range(1, most.bit_length()):
        base *= base
        result *= np.maximum(base, digits & (1 << digit) == 0)
    return result


def _by_normal(n: Floats, p: Floats, u: Floats) -> Floats:
    """A normal with the binomial's mean, variance and skew, rounded; 1/12 is what rounding adds to the variance."""
    mean = n * p
    variance = mean * (1.0 - p)
    spread = np.sqrt(variance - 1.0 / 12.0)
    z = inverse_normal(u)
    value = mean + spread * z + (1.0 - 2.0 * p) * (z * z - 1.0) / 6.0 * (spread / np.sqrt(variance))
    return np.minimum(np.maximum(np.rint(value), 0.0), n)


def inverse_normal(u: Floats) -> Floats:
    """Inverse of the normal distribution at ``u`` in (0, 1), linear between the points of a fixed table.

    The table has ``STEPS`` points for each halving of the tail, so it is as fine far out as in the middle.
    """
    tail = np.minimum(u, 1.0 - u)
    fraction, exponent = np.frexp(tail)
    exponent = np.maximum(exponent, 1 - HALVINGS)
    place = (1.0 - fraction) * (2 * STEPS)
    step = np.minimum(place.astype(np.int64), STEPS - 1)
    at = step - STEPS * exponent
    low = _TABLE[at]
    z = low + (place - step) * (_TABLE[at + 1] - low)
    signed: Floats = np.copysign(z, u - 0.5)
    return signed
