"""Round numbers for an axis."""

from __future__ import annotations

import math

_ROUND = (1, 2, 5, 10)


def ticks(low: float, high: float, most: int, whole: bool = True) -> list[float]:
    """At most ``most`` (but two or three) round numbers, evenly apart, that ``low`` and ``high`` lie between.

    Steps are 1, 2 or 5 times a power of ten; with ``whole`` they are at least 1.
    """
    if high <= low:
        high = low + 1
    # 0 is always one of them, so values on both sides of it take three.
    most = max(most, 3 if low < 0 < high else 2)
    raw = (high - low) / (most - 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * one for one in _ROUND if power * one >= raw * (1 - 1e-9))
    if whole:
        step = max(step, 1.0)
    while True:
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first + 1 <= most:
            return [number * step for number in range(first, last + 1)]
        step = _next(step)


def _next(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step) + 1e-9)
    return next(power * one for one in _ROUND if power * one > step * (1 + 1e-9))
