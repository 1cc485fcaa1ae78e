"""The flows of a turn that mattered most: found here, told in ``words.telling``.

A flow is telling when it is large for its kind, and the more so the less it is like the turns before. What counts as
large is said for each kind of flow below; flows that say the same thing twice (what an institute pays arrives at
somebody's) are not all there, nor are those that only keep books.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from attrs import frozen

from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.causes import EVENT
from nnmi_game.engine.state import AXES
from nnmi_game.game import figures
from nnmi_game.game.figures import Figure
from nnmi_game.game.game import Game, Played

#: For flows worth telling, by stock and cause: how much of it is worth one point, at one place of the first axis.
LARGE: dict[tuple[str, str], int] = {
    ("support_congress", "transitions"): 15,
    ("support_congress", "presence in the regions"): 25,
    ("support_congress", "institutes that stand alone"): 15,
    ("support_congress", "base money that does not fall"): 8,
    ("support_congress", "campaign"): 15,
    ("support_congress", "money lapsed"): 10,
    ("support_congress", "rescues"): 8,
    ("support_congress", "faded"): 25,
    ("support_public", "people reached"): 15,
    ("support_public", "people placed"): 15,
    ("support_public", "campaign"): 15,
    ("agency_support", "transitions that serve it"): 20,
    ("agency_support", "money lapsed"): 20,
    ("agency_support", "campaign"): 20,
    ("budget", "appropriated"): 20_000,
    ("budget", "lapsed"): 8_000,
    ("base_left", "awarded"): 30_000,
    ("base_left", "agreement renewed"): 15_000,
    ("base_left", "not drawn in time"): 2_000,
    ("base_left", "agreement ended"): 3_000,
    ("arrears", "held back or paid later"): 2_000,
    ("pledge_left", "consortium came apart"): 500,
    ("pledge_left", "pledge not honoured"): 1_500,
    ("cash", "match in cash"): 5_000,
    ("cash", "services on shared equipment"): 2_000,
    ("cash", "contract research"): 2_000,
    ("cash", "federal projects"): 2_000,
    ("cash", "rescue"): 1_500,
    ("cash", "dues"): 4_000,
    ("equipment", "bought with grants"): 3_000,
    ("staff", "hired"): 12,
    ("staff", "let go"): 8,
    ("unaware", "heard of the institute"): 60,
    ("sme", "joined"): 12,
    ("sme", "left"): 10,
    ("organisations", "joined"): 8,
    ("organisations", "left"): 6,
    ("organisations", "bid partners joined"): 12,
    ("partners", "never seen again"): 8,
    ("projects", "started"): 10,
    ("projects", "given up"): 5,
    ("transitions", "past MRL 7"): 3,
    ("backlog", "taken up by late starts"): 8_000,
    ("reputation", "projects given up"): 15,
    ("reputation", "contract work"): 15,
    ("dependence", "rescued"): 25,
    ("knowledge", "learned from linked institutes"): 40,
    ("skilled", "placed from programs"): 3_000,
    ("skilled", "retired or left"): 20_000,
    ("total_reached", "reached"): 25_000,
    ("total_trained", "completed"): 6_000,
    ("domestic", "transitions"): 20,
    ("domestic", "SMEs that use the technology"): 12,
    ("domestic", "offshoring"): 15,
    ("foreign", "competitors"): 40,
    ("foreign", "chance"): 12,
    ("plants", "closed"): 45,
    ("plants", "opened"): 45,
    ("jobs", "plants closed"): 6_000,
    ("jobs", "plants opened"): 6_000,
    ("cycle", "chance"): 25,
    ("cycle", "the national economy"): 40,
}  # fmt: skip
#: Flows that neither the office nor institutes cause, with the goal that they bear on.
OUTSIDE: dict[tuple[str, str], str] = {
    ("foreign", "competitors"): "competitiveness",
    ("foreign", "chance"): "competitiveness",
    ("domestic", "offshoring"): "competitiveness",
    ("plants", "closed"): "competitiveness",
    ("plants", "opened"): "competitiveness",
    ("jobs", "plants closed"): "competitiveness",
    ("jobs", "plants opened"): "competitiveness",
    ("cycle", "chance"): "competitiveness",
    ("cycle", "the national economy"): "competitiveness",
    ("skilled", "retired or left"): "workforce",
}
#: The stocks in which the office and institutes move these goals.
INSIDE = {
    "competitiveness": ("domestic", "sme", "unaware"),
    "workforce": ("skilled", "total_trained", "total_reached"),
}
#: What an event does at once is always worth some telling.
EVENTS_LARGE = {
    "support_congress": 15, "support_public": 15, "commercial": 30, "agency_support": 20, "office_staff": 2,
    "cycle": 30, "budget": 5_000, "cash": 1_500, "reputation": 25, "foreign": 15,
}  # fmt: skip
#: The ends of institutes are told by what leaves with them.
ENDS = ("closed by the office", "closed for want of money")
#: How much of a flow counts that is as it always was.
HABIT = 0.3
#: Turns before that make what is usual.
MEMORY = 4
#: Points below which nothing is told.
LEAST = 0.4


@frozen
class Telling:
    """A flow worth telling: the stock at its place, the cause, what it did; ``usual`` is the mean of turns before."""

    figure: Figure
    cause: str
    amount: int
    usual: int
    points: float


def tellings(game: Game, turn: int = -1, most: int = 6) -> list[Telling]:
    """The most telling flows of a turn played (from 1; by default the last), the most telling first.

    What nobody here causes comes last, and only what for a goal is larger than all that somebody did. No two are of the
    same cause and stock, so that one busy institute or region does not fill the list.
    ``ValueError`` for a turn that has not been played.
    """
    turn = len(game.past) if turn == -1 else turn
    if not 1 <= turn <= len(game.past):
        raise ValueError(f"turn {turn} has not been played")
    ranked = sorted(_candidates(game, turn), key=lambda t: (-t.points, t.figure.name, t.cause))
    return _own_first([telling for telling in ranked if telling.points >= LEAST])[:most]


def _own_first(ranked: list[Telling]) -> list[Telling]:
    """What the office and institutes caused; then, for each goal, what came from outside if that was larger."""
    own = [telling for telling in ranked if (telling.figure.name, telling.cause) not in OUTSIDE]
    largest: dict[str, Telling] = {}
    for telling in ranked:
        goal = OUTSIDE.get((telling.figure.name, telling.cause))
        if goal is not None:
            largest.setdefault(goal, telling)
    outside = [
        telling
        for goal, telling in largest.items()
        if all(telling.points > one.points for one in own if one.figure.name in INSIDE[goal])
    ]
    return own + outside


def _candidates(game: Game, turn: int) -> Iterator[Telling]:
    """Of each stock and cause the most telling place."""
    now = _sums(game.past[turn - 1])
    before = [_sums(game.past[then - 1]) for then in range(max(turn - MEMORY, 1), turn)]
    for (stock, cause), amounts in now.items():
        large = _large(stock, cause)
        others = [sums.get((stock, cause), [0] * len(amounts)) for sums in before]
        found = (0.0, 0, 0)
        for place, amount in enumerate(amounts):
            if amount:
                usual = sum(sums[place] for sums in others) // len(others) if others else 0
                points = (abs(amount - usual) * (1 - HABIT) + abs(amount) * HABIT) / large
                # less than usual is news too, but to say it the flow itself must be worth a word
                points = min(points, 3 * abs(amount) / large)
                if points > found[0]:
                    found = points, place, usual
        points, place, usual = found
        if points:
            axis = AXES[stock][:1]
            figure = Figure(figures.STATE, stock, {axis: place} if axis in ("K", "A") else {})
            yield Telling(figure, cause, amounts[place], usual, points)


def _large(stock: str, cause: str) -> int:
    """How much of a flow is worth one point; 0 for one that is never told."""
    if cause.startswith(EVENT):
        return EVENTS_LARGE.get(stock, 0)
    if cause in ENDS:
        return 1 if stock == "staff" else 0
    return LARGE.get((stock, cause), 0)


@lru_cache(maxsize=2 * MEMORY)
def _sums(played: Played) -> dict[tuple[str, str], list[int]]:
    """The flows worth telling along the first axis of their stock; regions and the office are told as a whole."""
    sums: dict[tuple[str, str], Ints] = {}
    for flow in played.ledger.flows:
        if not _large(flow.stock, flow.cause):
            continue
        change = np.zeros_like(getattr(played.state, flow.stock))
        change[flow.at] += flow.amount
        axes = AXES[flow.stock]
        first = (
            change[0].reshape(change.shape[1], -1).sum(axis=1) if axes[:1] in ("K", "A") else change[0].sum()
        )
        key = (flow.stock, flow.cause)
        sums[key] = sums.get(key, np.int64(0)) + np.atleast_1d(first)
    return {key: found.tolist() for key, found in sums.items()}
