"""Turning points as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nnmi_game.analysis.turning_points import ADDED, INSTEAD, NOTHING, WITHOUT, TurningPoint
from nnmi_game.engine.orders import Order
from nnmi_game.game import words
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext, pgettext
from nnmi_game.report.review import Review, Spread, Turning
from nnmi_game.report.words.names import lever, points, who

#: Orders that are told in full; the others are counted.
_TOLD = 2
#: Shares of lucks from which on something is called usual, or rare.
_MOST, _FEW = 0.75, 0.35


def when(review: Review, turn: int) -> str:
    """A turn by its number and its place in time."""
    calendar = review.scenario.calendar
    year, part = divmod(max(turn - 1, 0), calendar.turns_per_year)
    if turn == 0:
        return _("the start")
    return _("turn {turn} ({period})").format(
        turn=turn, period=words.period(calendar.first_year + year, part + 1, calendar.turns_per_year)
    )


def choice(point: TurningPoint, review: Review) -> str:
    """The choice that was made, where it did better than the change."""
    if point.kind == INSTEAD:
        other = _plain(point.orders[0], review)
        if point.order is None:
            return _("The answer that stood by itself, and not: {other}.").format(other=other)
        return _("{order}; and not: {other}.").format(order=_plain(point.order, review), other=other)
    if point.order is not None:
        return _("{order}.").format(order=_plain(point.order, review))
    orders = len(review.rounds[point.turn - 1].deeds)
    return ngettext(
        "The one order of this turn.", "All {number} orders of this turn together.", orders
    ).format(number=orders)


def change(point: TurningPoint, review: Review) -> str:
    """The other choice that was tried."""
    match point.kind:
        case kind if kind == WITHOUT and point.order is not None:
            return _("Without this order: {order}.").format(order=_plain(point.order, review))
        case kind if kind == NOTHING:
            orders = len(review.rounds[point.turn - 1].deeds)
            return ngettext(
                "Without the one order of this turn.",
                "Without any of the {number} orders of this turn.",
                orders,
            ).format(number=orders)
        case kind if kind == INSTEAD and point.order is not None:
            return _("{other}, in place of: {order}.").format(
                other=_plain(point.orders[0], review), order=_plain(point.order, review)
            )
        case kind if kind == INSTEAD:
            return _("{other}, in place of the answer that stood by itself.").format(
                other=_plain(point.orders[0], review)
            )
        case kind if kind == ADDED:
            return _("{lever}, as {who} would have ordered in that position: {orders}.").format(
                lever=lever(point.orders[0].kind),
                who=_in_sentence(point.policy),
                orders=_orders(point.orders, review),
            )
        case _:
            return _("All orders as {who} would have given them in that position: {orders}.").format(
                who=_in_sentence(point.policy), orders=_counted(point.orders)
            )


def worth(total: int) -> str:
    """What a turning point changed: a choice that was made is worth what its change would have lost."""
    if total < 0:
        return ngettext("worth {points} point", "worth {points} points", -total).format(points=f"{-total:,}")
    return ngettext("would have added {points} point", "would have added {points} points", total).format(
        points=f"{total:,}"
    )


def decision(one: Turning, review: Review) -> str:
    """The choice that was made, where it did better; else the one that would have."""
    return choice(one.point, review) if one.point.total < 0 else change(one.point, review)


def company(one: Turning, review: Review) -> list[str]:
    """What stands and falls with a turning point, and where the same would have helped less."""
    said = []
    if one.twins:
        turns = words.listed(when(review, turn) for turn, _order in one.twins)
        said.append(_("It stands and falls with what was ordered in {turns}.").format(turns=turns))
    if one.also:
        turns = words.listed(str(turn) for turn in one.also)
        said.append(_("The same would have helped, less, in these turns: {turns}.").format(turns=turns))
    return said


def _in_sentence(policy: str) -> str:
    """Who, inside a sentence."""
    return (
        _("the planner")
        if policy == "planner"
        else _("the real office")
        if policy == "history"
        else who(policy)
    )


def _plain(order: Order, review: Review) -> str:
    """An order without the stop at its end."""
    return words.order(order, review.scenario).rstrip(".\u3002")


def _orders(orders: Sequence[Order], review: Review) -> str:
    """Some orders, the first of them in full."""
    told = [_plain(order, review) for order in orders[:_TOLD]]
    rest = len(orders) - len(told)
    if rest:
        told.append(ngettext("{number} more order", "{number} more orders", rest).format(number=rest))
    return pgettext("between orders in a row", "; ").join(told)


def _counted(orders: Sequence[Order]) -> str:
    """How many orders of each lever."""
    counts = Counter(order.kind for order in orders)
    told = [_("{lever} ({number})").format(lever=lever(kind), number=n) for kind, n in counts.most_common()]
    return words.listed(told) or _("none")


def luck(spread: Spread, total: int) -> str:
    """How a choice fares with other luck: one that was made (``total`` of its change is below 0), or one not made."""
    share = spread.gains / max(spread.lucks, 1)
    if total > 0:
        told = _(
            "With other luck from that turn on it would have changed the end by {low} to {high} points, for "
            "the better in {gains} of {lucks} tries."
        ).format(low=points(spread.low), high=points(spread.high), gains=spread.gains, lucks=spread.lucks)
        verdict = (
            _("So it was the better choice, whatever came.")
            if share >= _MOST
            else _("So only hindsight recommends it: at the time it was no better.")
            if share <= _FEW
            else _("So chance decides about it.")
        )
    else:
        told = _(
            "With other luck from that turn on the choice was worth {low} to {high} points, and right in "
            "{right} of {lucks} tries."
        ).format(
            low=points(-spread.high),
            high=points(-spread.low),
            right=spread.lucks - spread.gains,
            lucks=spread.lucks,
        )
        verdict = (
            _("So it was the right choice, whatever came.")
            if share <= 1 - _MOST
            else _("So it was lucky: at the time the other choice was better.")
            if share >= 1 - _FEW
            else _("So chance decided about it.")
        )
    return words.sentences([told, verdict])
