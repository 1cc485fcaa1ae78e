"""A guide table for binomial draws: nine in ten can be read off it, the others have to be reckoned.

A guide table (Chen and Asau, 1974) says where the search through a distribution function begins. This one mostly says
where it ends: for each class of trials and each narrow range of the mean and of the uniform it holds the successes,
where they are the same all over these. What is read off it is exactly what inversion would have found.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nnmi_game.engine.arrays import Floats, Ints

Counts = NDArray[np.int8]

UNKNOWN = -1  # stands where the successes are not the same all over a place of the table
_FINENESS = 32  # ranges of the mean for each success
_MEANS = 129  # ranges of the mean: the last begins with the mean of eight trials at even chances
_UNIFORMS = 128  # ranges of the uniform
_MOST = 255  # trials
_SUCCESSES = 24  # that are told apart
_ROUNDING = 1e-9  # more than arithmetic can err
#: First number of trials of each class; what lies in one differs hardly.
_CLASSES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 14, 18, 24, 33, 51, 101)


def successes(n: Ints, mean: Floats, u: Floats) -> Counts:
    """Successes of ``n`` trials at the uniform, ``UNKNOWN`` where the table cannot tell; all of one shape and axis.

    For chances up to a half, means below 2 or trials up to 8.
    """
    rows, table = _guide()
    place = np.floor(mean * _FINENESS)
    place *= _UNIFORMS
    place += np.floor(u * _UNIFORMS)
    place += rows.take(n, mode="clip")
    read: Counts = table.take(place.astype(np.int64))
    return read


@lru_cache(maxsize=1)
def _guide() -> tuple[Floats, Counts]:
    """Where the places of each number of trials begin, and the successes at each place."""
    n = np.arange(1.0, _MOST + 1)[:, None]
    p = np.minimum(np.arange(_MEANS + 1) / (_FINENESS * n), 0.5)
    low, high = np.arange(_UNIFORMS) / _UNIFORMS, np.arange(1, _UNIFORMS + 1) / _UNIFORMS
    shape = (len(_CLASSES), _MEANS, _UNIFORMS)
    least, most = np.zeros(shape, dtype=np.int8), np.zeros(shape, dtype=np.int8)
    first = np.array(_CLASSES) - 1
    mass = np.ones(p.shape)
    for trial in range(_MOST):
        mass[trial:] *= 1.0 - p[trial:]
    below = mass.copy()
    for k in range(_SUCCESSES):
        # where the uniform reaches the probability of up to k, there are more than k; it falls as the mean rises
        least += low >= np.maximum.reduceat(below, first)[:, :-1, None] + _ROUNDING
        most += high >= np.minimum.reduceat(below, first)[:, 1:, None] - _ROUNDING
        mass = mass * (p / (1.0 - p)) * ((n - k) / (k + 1))
        below += mass
    known = (least == most) & (most < _SUCCESSES)
    # no trials and more than ``_MOST`` have a class of their own, in which nothing is known
    table: Counts = np.full((len(_CLASSES) + 1, *shape[1:]), UNKNOWN, dtype=np.int8)
    table[:-1][known] = least[known]
    class_of = np.searchsorted(_CLASSES, np.arange(_MOST + 2), side="right") - 1
    class_of[[0, -1]] = len(_CLASSES)
    return np.asarray(class_of * float(_MEANS * _UNIFORMS)), table.reshape(-1)
