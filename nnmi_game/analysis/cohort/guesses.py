"""The guesses of a class against what came."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

from nnmi_game.analysis.cohort.games import Cohort
from nnmi_game.game.guesses import Calibration, Outcome, calibration

#: Below so many offices that guessed no interval is told.
FEWEST = 10


@frozen
class Guessing:
    """How the guesses of a class held.

    ``by_measure`` is told the most guessed first; ``shares`` are per cent of ranges that held, of each office that
    guessed. ``low`` and ``high`` bound the share of the class in 95 of 100 such classes; None for too few offices.
    """

    all: Calibration
    by_measure: dict[str, Calibration]
    shares: tuple[int, ...]
    low: int | None
    high: int | None


def guessing(cohort: Cohort) -> Guessing:
    """The guesses of all offices, of turns played."""
    each = [one.outcomes for one in cohort.players if one.outcomes]
    every = [outcome for outcomes in each for outcome in outcomes]
    names = sorted({one.guess.measure for one in every})
    by_measure = {name: calibration([one for one in every if one.guess.measure == name]) for name in names}
    low, high = _interval(each)
    return Guessing(
        all=calibration(every),
        by_measure=dict(sorted(by_measure.items(), key=lambda item: -item[1].guesses)),
        shares=tuple(sorted(calibration(one).share for one in each)),
        low=low,
        high=high,
    )


def _interval(each: Sequence[Sequence[Outcome]]) -> tuple[int | None, int | None]:
    """Bounds of the share that held. The guesses of one office hang together, so offices are what is counted."""
    if len(each) < FEWEST:
        return None, None
    counts = [(sum(one.hit for one in outcomes), len(outcomes)) for outcomes in each]
    total = sum(count for _hits, count in counts)
    share = sum(hits for hits, _count in counts) / total
    apart = sum((hits - share * count) ** 2 for hits, count in counts)
    half = 1.96 * math.sqrt(len(each) / (len(each) - 1) * apart) / total
    return round(100 * max(share - half, 0)), round(100 * min(share + half, 1))
