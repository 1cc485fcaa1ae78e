"""The run turn by turn."""

from __future__ import annotations

from nnmi_game.game import words
from nnmi_game.game.words.names import name_of
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.report.markup import Markup, joined, tag
from nnmi_game.report.page.parts import (
    deed,
    section,
    table,
)
from nnmi_game.report.review import Review, TurnReview
from nnmi_game.report.words import (
    points,
)

#: Orders of a turn that are told in full.
TOLD = 3


def rounds(review: Review, prefix: str) -> Markup:
    """Orders with their worth, events with their answers, and what the goals did."""
    rows = [_round(one, review) for one in review.rounds]
    head = [
        _("Turn"),
        _("What you ordered, and what the end would have lost without it"),
        _("What happened"),
        _("Goals"),
    ]
    return section(
        f"{prefix}turns",
        _("Turn by turn"),
        table(_("Orders, events and what the goals did"), head, rows, 1, "turns"),
    )


def _round(played: TurnReview, review: Review) -> list[str]:
    deeds = sorted(played.deeds, key=lambda deed: -abs(deed.total))
    shown = [deed(one.total, words.order(one.order, review.scenario)) for one in deeds[:TOLD]]
    rest = deeds[TOLD:]
    if rest:
        more = ngettext(
            "and {number} more, {total} together", "and {number} more, {total} one by one", len(rest)
        )
        shown.append(tag("li", more.format(number=len(rest), total=points(sum(deed.total for deed in rest)))))
    happened = []
    for event in played.events:
        found = next(e for e in review.scenario.events if e.id == event.event)
        answer = name_of(found.options, event.option)
        answered = _("your answer: {answer}") if event.chosen else _("unanswered, so: {answer}")
        text = answered.format(answer=answer) if len(found.options) > 1 else ""
        name = name_of(review.scenario.events, event.event)
        happened.append(tag("li", name, tag("br") if text else "", tag("i", text) if text else ""))
    total = sum(played.change.values())
    calendar = review.scenario.calendar
    period = words.period(played.fy, played.part, calendar.turns_per_year)
    return [
        joined([str(played.turn), tag("br"), tag("small", period)]),
        tag("ul", *shown) if shown else _("no orders"),
        tag("ul", *happened) if happened else "",
        points(total),
    ]
