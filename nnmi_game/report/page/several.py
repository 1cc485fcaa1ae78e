"""The section that sets several runs side by side."""

from __future__ import annotations

from collections.abc import Sequence

from nnmi_game.analysis.compare import UnderLuck
from nnmi_game.engine.orders import Order
from nnmi_game.game import words
from nnmi_game.locale import gettext as _
from nnmi_game.report.charts import Figure, Line, columns, lines
from nnmi_game.report.markup import Markup, tag
from nnmi_game.report.page.parts import chart, section, table, turn_names, whole
from nnmi_game.report.review import Finding, Review
from nnmi_game.report.runs import Beside, Pair
from nnmi_game.report.words import lever, points, title, when
from nnmi_game.scenario.vocabulary import GOALS, ORDERS

#: Orders that are told of each side where two runs part.
_TOLD = 4


def several(reviews: Sequence[Review], beside: Beside) -> Markup:
    """Goals, lines, levers and traps of all runs, and where each parts from the first."""
    rows = [
        [one.run, str(one.played), *(f"{one.you.goals[goal][-1]:,}" for goal in GOALS), f"{one.you.total:,}"]
        for one in reviews
    ]
    head = [
        _("Run of the game"),
        _("Turns played"),
        *(words.goal(goal) for goal in GOALS),
        _("All four goals"),
    ]
    longest = max(reviews, key=lambda one: one.played)
    drawn = lines(
        Figure(
            "all-total",
            _("The sum of the four goals, turn by turn"),
            words.listed(
                _("{name} ends at {points}").format(name=r.run, points=f"{r.you.total:,}") for r in reviews
            ),
        ),
        [Line(one.run, one.you.totals, n % 8) for n, one in enumerate(reviews)],
        turn_names(longest),
        whole,
    )
    parts = [
        table(_("The end of each run"), head, rows, len(head) - 1),
        chart(
            drawn,
            _("Runs of different seeds met different luck; below, two runs are compared under the same."),
        ),
        _levers(reviews),
        _traps(reviews),
        *(_pair(reviews, one) for one in beside.pairs),
    ]
    return section("several", _("The runs side by side"), *parts)


def _levers(reviews: Sequence[Review]) -> Markup:
    """How often each run pulled each lever."""
    counts = [{found.kind: found.orders for found in one.levers} for one in reviews]
    used = [kind for kind in ORDERS if any(kind in one for one in counts)]
    rows = [[lever(kind), *(str(one.get(kind, 0)) for one in counts)] for kind in used]
    return table(_("Orders of each kind"), [_("Lever"), *(one.run for one in reviews)], rows, len(reviews))


def _traps(reviews: Sequence[Review]) -> Markup:
    """Which record shows which archetype."""
    known: dict[str, Finding] = {found.archetype: found for one in reviews for found in one.findings}
    rows = []
    for name, finding in known.items():
        shown = [any(f.archetype == name and f.found for f in one.findings) for one in reviews]
        rows.append([title(finding), *(_("yes") if one else _("no") for one in shown)])
    return table(
        _("Traps that each record shows"), [_("Trap"), *(one.run for one in reviews)], rows, len(reviews)
    )


def _pair(reviews: Sequence[Review], pair: Pair) -> Markup:
    first, other = reviews[0], reviews[pair.other]
    heading = tag("h3", _("{first} against {other}").format(first=first.run, other=other.run))
    if not pair.found.differences:
        return tag("article", heading, tag("p", _("Both runs gave the same orders in every turn.")))
    parted = pair.found.differences[0]
    sides = [
        tag("p", tag("b", one.run), " ", _orders(orders, one))
        for one, orders in ((first, parted.only_a), (other, parted.only_b))
    ]
    said = _("The orders part in {when}.").format(when=when(first, parted.turn))
    drawn = [_worth(first, other, luck, f"pair{pair.other}-{n}") for n, luck in enumerate(pair.found.lucks)]
    return tag("article", heading, tag("p", said), *sides, *drawn)


def _orders(orders: Sequence[Order], review: Review) -> str:
    told = [words.order(order, review.scenario) for order in orders[:_TOLD]]
    if len(orders) > _TOLD:
        told.append(_("And {number} more.").format(number=len(orders) - _TOLD))
    return words.sentences(told) or _("no such order")


def _worth(first: Review, other: Review, luck: UnderLuck, id: str) -> Markup:
    """What each turn's difference was worth under one luck."""
    total = sum(luck.difference.values())
    by_turn = {one.turn: round(one.total) for one in luck.worth}
    count = min(first.played, other.played)
    values = [by_turn.get(turn, 0) for turn in range(1, count + 1)]
    said = _(
        "Under the luck of seed {seed} the orders of {first} end {points} points from those of {other}."
    ).format(seed=luck.seed, first=first.run, other=other.run, points=points(total))
    drawn = columns(
        Figure(id, _("What the difference was worth, turn by turn"), said),
        [max(value, 0) for value in values],
        [min(value, 0) for value in values],
        (_("for {name}").format(name=first.run), _("for {name}").format(name=other.run)),
        turn_names(first),
        lambda value: points(round(value)),
    )
    return chart(drawn, said)
