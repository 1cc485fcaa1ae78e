"""What went together with more points in a class: choices against outcomes, and how little a class can say of it.

Each choice of a fixed list is correlated with the sum of the goals by ranks (Spearman). The intervals hold for all
choices together, 95 times in 100: each is as much wider as there are choices (Bonferroni), so that none is found by
looking at many. Bonett and Wright, Sample size requirements for estimating Pearson, Kendall and Spearman correlations
(2000), give the standard error. What goes together need not be cause and effect.
"""

from __future__ import annotations

import math
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import frozen

from nnmi_game.analysis.cohort.choices import CHOICES, Choice
from nnmi_game.analysis.cohort.games import Cohort, Player

#: How often the intervals are to hold, all of them together.
SURE = 0.95
#: Below so many offices there are no intervals at all; below so many a class is called small.
FEWEST, FEW = 10, 30


@frozen
class Difference:
    """One choice against the outcome.

    ``upper`` and ``lower`` are medians of the choice among the third with the most and with the fewest points;
    ``offices`` are those of which it can be told. ``rank`` is the correlation of the ranks, None where all chose alike;
    ``low`` and ``high`` bound it, None where there are too few offices.
    """

    choice: Choice
    offices: int
    upper: float | None
    lower: float | None
    rank: float | None
    low: float | None
    high: float | None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out that there is no connection."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def differences(cohort: Cohort) -> tuple[Difference, ...]:
    """All choices of the list, in its order, over the offices that have played the turn of comparison."""
    turn, year = cohort.turn, cohort.tables.scenario.calendar.turns_per_year
    ordered = cohort.ranking()
    return tuple(_difference(choice, ordered, turn, year) for choice in CHOICES)


def _difference(choice: Choice, players: Sequence[Player], turn: int, year: int) -> Difference:
    third = max(len(players) // 3, 1)
    found = [(choice.of(one.orders[:turn], year), one.totals[turn]) for one in players]
    told = [(value, points) for value, points in found if value is not None]
    rank = _correlation(told)
    low, high = _interval(rank, len(told))
    return Difference(
        choice=choice,
        offices=len(told),
        upper=_median([value for value, _points in found[:third]]),
        lower=_median([value for value, _points in found[-third:]]) if len(players) >= 2 else None,
        rank=rank,
        low=low,
        high=high,
    )


def _median(values: Sequence[float | None]) -> float | None:
    there = [value for value in values if value is not None]
    return statistics.median(there) if there else None


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    try:
        return statistics.correlation(_ranks([a for a, _b in pairs]), _ranks([b for _a, b in pairs]))
    except statistics.StatisticsError:  # too few, or all alike
        return None


def _ranks(values: Sequence[float]) -> list[float]:
    """The place of each value in order; those that are alike share the middle of their places."""
    ordered = sorted(values)
    return [bisect_left(ordered, value) + bisect_right(ordered, value) for value in values]


def _interval(rank: float | None, count: int) -> tuple[float | None, float | None]:
    if rank is None or count < FEWEST:
        return None, None
    wide = statistics.NormalDist().inv_cdf(1 - (1 - SURE) / 2 / len(CHOICES))
    half = wide * math.sqrt((1 + rank * rank / 2) / (count - 3))
    middle = math.atanh(min(max(rank, -0.999999), 0.999999))
    return math.tanh(middle - half), math.tanh(middle + half)
