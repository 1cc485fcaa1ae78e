"""Binomial draws, each from one uniform, by arithmetic that is the same on every machine.

Exact inversion where few successes are expected (mostly read off a guide table), else a normal corrected for skew, read
from a fixed table of the inverse normal. A draw never falls when its uniform or its probability rises, so that a better
policy never has worse luck for being better.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnmi_game.engine import guide
from nnmi_game.engine.arrays import Bools, Floats, Ints
from nnmi_game.engine.normal_table import HALVINGS, INVERSE_NORMAL, STEPS

_NEARLY_ONE = 1.0 - 1e-9  # less than 1 by more than arithmetic can err
_FEW = 2.0  # expected successes below which inversion is exact and cheap
_SMALL = 8  # trials up to which it is exact as well
_SEAM = 4.0  # expected successes above which the normal is never below inversion at ``_FEW``
_CROWD = 512  # so many cost more than the calls that work on them, and the few who go on are taken out
_PIECE = 65536  # so many are drawn in one go: what is reckoned on the way stays in the processor's cache
_FAINT = 2.0**-55  # a probability finer than the uniforms are
_HIGHEST = 1.0 - 2.0**-53  # the highest uniform
_TABLE = np.array(INVERSE_NORMAL, dtype=np.float64) / 1e6
_TO_NEXT = _TABLE[1:] - _TABLE[:-1]
#: Uniforms below which inversion at ``_FEW`` gives no more than 0, 1, 2, ... successes, whatever the trials. There
#: the distribution function is least for nine trials up to one success, and for endless trials (Poisson) from two on
#: (Anderson and Samuels, 1967); rounded down.
_SURELY_NO_MORE = np.array(
    [0.10415, 0.37199, 0.67667, 0.85712, 0.94734, 0.98343, 0.99546, 0.9989, 0.99976, 0.99995, 0.99999]
)


def binomial(trials: Ints, chance: Floats, uniform: Floats) -> Ints:
    """Successes in ``trials`` with ``chance`` each, by inverting at ``uniform``; all of one shape.

    Chances below 0 count as 0 and above 1 as 1. Work is done only where something can happen.
    """
    if trials.size <= _PIECE:
        return _drawn(trials.ravel(), chance.ravel(), uniform.ravel()).reshape(trials.shape)
    n, p, u = trials.reshape(-1), chance.reshape(-1), uniform.reshape(-1)
    size = -(-n.size // -(-n.size // _PIECE))  # of pieces as even as can be
    pieces = [slice(start, start + size) for start in range(0, n.size, size)]
    return np.concatenate([_drawn(n[at], p[at], u[at]) for at in pieces]).reshape(trials.shape)


def binomials(*draws: tuple[Ints, Floats, Floats]) -> list[Ints]:
    """Several draws that do not wait for each other, in one go: it costs hardly more than a single one."""
    if sum(trials.size for trials, _, _ in draws) > _PIECE:
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
    n = trials.astype(np.float64)  # exact, and cheaper to reckon with beside chances
    mean = n * chance
    # no success at all is at least as likely as 1 - n p: a uniform below that needs no reckoning
    live = mean + uniform > _NEARLY_ONE
    live &= n > 0.0
    flip = chance > 0.5
    flipped = np.count_nonzero(flip) > 0
    if flipped:
        chance = np.minimum(chance, 1.0)
        chance = np.minimum(chance, 1.0 - chance)
        uniform = np.minimum(np.abs(flip - uniform), _HIGHEST)
        mean = n * chance
    drawn = _successes(n, chance, mean, uniform, live)
    if flipped:
        drawn = np.abs(flip * n - drawn) * live
    return drawn.astype(np.int64)


def _successes(n: Floats, p: Floats, mean: Floats, u: Floats, live: Bools) -> Floats:
    """Successes at the uniform where it is ``live``, for chances up to a half."""
    found = np.zeros(n.size)
    many = mean >= _FEW
    many &= n > _SMALL
    few = (live > many).nonzero()[0]
    if few.size > _CROWD:
        few = _read_off(found, few, n, mean, u)
    n_few, p_few, u_few = n.take(few), p.take(few), u.take(few)
    if (at := many.nonzero()[0]).size:
        n, u, mean = n.take(at), u.take(at), mean.take(at)
        found[at] = by_normal = _by_normal(n, p.take(at), mean, u)
        # up to the seam inversion at ``_FEW`` keeps a higher chance from giving less than a lower one
        less = (mean < _SEAM) & (u >= _SURELY_NO_MORE.take(by_normal.astype(np.int64), mode="clip"))
        if (doubtful := less.nonzero()[0]).size:
            n = n.take(doubtful)
            few = np.concatenate((few, at.take(doubtful)))
            n_few, p_few = np.concatenate((n_few, n)), np.concatenate((p_few, _FEW / n))
            u_few = np.concatenate((u_few, u.take(doubtful)))
    if few.size:
        found[few] = np.maximum(found.take(few), _by_inversion(n_few, p_few, u_few))
    return found


def _read_off(found: Floats, few: Ints, n: Floats, mean: Floats, u: Floats) -> Ints:
    """Fill in what the guide table knows of the ``few``, and return those whom it does not know."""
    read = guide.successes(n.take(few).astype(np.int64), mean.take(few), u.take(few))
    found[few] = read.astype(np.float64)
    unknown: Ints = few.take((read == guide.UNKNOWN).nonzero()[0])
    return unknown


def _by_inversion(n: Floats, p: Floats, u: Floats) -> Floats:
    """Adds up the probabilities of 0, 1, 2, ... successes until they pass the uniform; ``u`` is used up."""
    none = 1.0 - p
    odds = p / none
    mass = _power(none, n)
    u -= mass
    found = np.zeros(n.size, dtype=np.uint8)
    some = (u >= 0.0).nonzero()[0]
    found[some] = _count_on(0, *(part.take(some) for part in (n, odds, mass, u)))
    # more successes than trials have no probability, but rounding may leave some of the uniform for them
    return np.minimum(found, n)


def _count_on(k: int, n: Floats, odds: Floats, mass: Floats, left: Floats) -> NDArray[np.uint8]:
    """Successes of those who have more than ``k``, whose uniform, less the probabilities up to ``k``, is ``left``.

    ``mass`` is the probability of ``k``; it and ``left`` are used up.
    """
    found = np.full(n.size, k, dtype=np.uint8)
    going = np.ones(n.size, dtype=np.bool_)
    ratio = np.empty(n.size)
    while count := np.count_nonzero(going):
        if 2 * count < going.size > _CROWD:
            rest = going.nonzero()[0]
            found[rest] = _count_on(k, *(part.take(rest) for part in (n, odds, mass, left)))
            break
        found += going
        np.subtract(n, float(k), out=ratio)
        k += 1
        ratio /= float(k)
        mass *= odds
        mass *= ratio
        left -= mass
        # what is left of the uniform beyond the last faint masses is rounding
        going = left >= 0.0
        going &= mass > _FAINT
    return found


def _power(base: Floats, exponent: Floats) -> Floats:
    """Base ** exponent, a whole number, by repeated squaring: products only, since powers differ between machines.

    ``base`` is from 0 to 1, and used up.
    """
    most = int(exponent.max())
    digits = exponent.astype(np.min_scalar_type(most))  # fewer bytes to look at, digit by digit
    # the base where the digit is set, else 1, which is the larger of the two
    result: Floats = np.maximum(base, digits & 1 == 0)
    _raise_on(1, most.bit_length(), result, base, digits)
    return result


def _raise_on(first: int, end: int, result: Floats, base: Floats, digits: NDArray[Any]) -> None:
    """``_power`` from one digit to another; ``base`` stands at the digit before."""
    for digit in range(first, end):
        if base.size > _CROWD:
            more = digits >= 1 << digit
            if 2 * np.count_nonzero(more) < base.size:
                rest = more.nonzero()[0]
                of_rest = result.take(rest)
                _raise_on(digit, end, of_rest, base.take(rest), digits.take(rest))
                result[rest] = of_rest
                return
        base *= base
        result *= np.maximum(base, digits & (1 << digit) == 0)


def _by_normal(n: Floats, p: Floats, mean: Floats, u: Floats) -> Floats:
    """A normal with the binomial's mean, variance and skew, rounded; 1/12 is what rounding adds to the variance."""
    variance = mean * (1.0 - p)
    spread = np.sqrt(variance - 1.0 / 12.0)
    z = inverse_normal(u)
    value = mean + spread * z + (1.0 - 2.0 * p) * (z * z - 1.0) / 6.0 * (spread / np.sqrt(variance))
    return np.minimum(np.maximum(np.rint(value), 0.0), n)


def inverse_normal(u: Floats) -> Floats:
    """Inverse of the normal distribution at ``u`` in (0, 1), linear between the points of a fixed table.

    The table has ``STEPS`` points for each halving of the tail, so it is as fine far out as in the middle.
    """
    fraction, exponent = np.frexp(np.minimum(u, 1.0 - u))
    place = (1.0 - fraction) * (2 * STEPS)
    step = np.minimum(np.floor(place), STEPS - 1)
    at = (step - STEPS * np.maximum(exponent, 1 - HALVINGS)).astype(np.int64)
    z = _TABLE.take(at) + (place - step) * _TO_NEXT.take(at)
    signed: Floats = np.copysign(z, u - 0.5)
    return signed
