"""Several runs set against each other: facts of the comparison, free of any language."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from nnmi_game.analysis.compare import Comparison, NotComparableError, compare
from nnmi_game.game.game import Game


@frozen
class Pair:
    """The first run against another: ``other`` is the place of the other among the runs."""

    other: int
    found: Comparison


@frozen
class Beside:
    """Comparisons of the first run with each other run of the same scenario."""

    pairs: tuple[Pair, ...]


def beside(games: Sequence[Game]) -> Beside | None:
    """Sets runs beside each other; None for a single one."""
    if len(games) < 2:
        return None
    pairs = []
    for number, game in enumerate(games[1:], start=1):
        try:
            pairs.append(Pair(number, compare(games[0], game)))
        except NotComparableError:  # of another scenario: only the goals can be set side by side
            continue
    return Beside(tuple(pairs))
