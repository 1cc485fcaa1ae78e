"""How the goals came out over a class."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from attrs import frozen

from nnmi_game.analysis.cohort.games import Cohort
from nnmi_game.scenario.vocabulary import GOALS

#: The sum of the goals among their names.
TOTAL = ""


@frozen
class Spread:
    """Five figures of some values, and the values in order."""

    low: int
    quarter: float
    middle: float
    three_quarters: float
    high: int
    values: tuple[int, ...]

    def below(self, value: float) -> int:
        """How many of the values lie below a value."""
        return sum(one < value for one in self.values)


def spread(values: Sequence[int]) -> Spread:
    """The spread of at least one value; quartiles by linear interpolation between neighbours."""
    ordered = tuple(sorted(values))
    # The quartiles of a single value are not defined for the library; two alike say the same.
    low, middle, high = statistics.quantiles(
        ordered * 2 if len(ordered) == 1 else ordered, n=4, method="inclusive"
    )
    return Spread(ordered[0], low, middle, high, ordered[-1], ordered)


def spreads(cohort: Cohort, turn: int | None = None) -> dict[str, Spread]:
    """The spread of each goal and of their sum over the offices that have played a turn; empty if none has."""
    at = cohort.turn if turn is None else turn
    found = [one.at(at) for one in cohort.players if one.played >= at] if at else []
    return {name: spread([one[name] for one in found]) for name in (*GOALS, TOTAL)} if found else {}
