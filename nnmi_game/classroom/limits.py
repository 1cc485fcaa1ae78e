"""How often somebody may do something: buckets that fill at a steady rate and are emptied by what is done."""

from __future__ import annotations

import time
from collections.abc import Callable

from attrs import define, field

#: Beyond so many names the oldest full buckets are forgotten.
MOST_NAMES = 20_000


@define
class Bucket:
    """Room for ``size`` events at once and ``rate`` a second."""

    rate: float
    size: float
    clock: Callable[[], float] = time.monotonic
    left: float = field(init=False)
    at: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.left, self.at = self.size, self.clock()

    def take(self, cost: float = 1.0) -> bool:
        """Whether there was room; only then is it taken."""
        if self.has(cost):
            self.left -= cost
            return True
        return False

    def has(self, cost: float = 1.0) -> bool:
        """Whether there is room."""
        now = self.clock()
        self.left = min(self.size, self.left + (now - self.at) * self.rate)
        self.at = now
        return self.left >= cost


@define
class Limits:
    """A bucket for each name, such as an address."""

    rate: float
    size: float
    clock: Callable[[], float] = time.monotonic
    buckets: dict[str, Bucket] = field(factory=dict)

    def of(self, name: str) -> Bucket:
        """The bucket of a name."""
        if name not in self.buckets:
            if len(self.buckets) >= MOST_NAMES:
                self._forget()
            self.buckets[name] = Bucket(self.rate, self.size, self.clock)
        return self.buckets[name]

    def _forget(self) -> None:
        """Drop full buckets, which say nothing; and the oldest if all are in use."""
        self.buckets = {name: one for name, one in self.buckets.items() if not one.has(self.size)}
        while len(self.buckets) >= MOST_NAMES:
            del self.buckets[next(iter(self.buckets))]
