"""What was decided: levers, and the turning points."""

from __future__ import annotations

from nnmi_game.game import words
from nnmi_game.locale import gettext as _
from nnmi_game.report.charts import (
    Bar,
    Figure,
    bars,
    columns,
)
from nnmi_game.report.markup import Markup, tag
from nnmi_game.report.page.parts import by_goal, chart, deed, grid_table, marks, section, signed, turn_names
from nnmi_game.report.review import Review, Turning
from nnmi_game.report.words import company, decision, lever, lever_grid, luck, points, when, worth
from nnmi_game.scenario.vocabulary import GOALS

#: Orders of a turn that are told in full.
TOLD = 3


def levers(review: Review, prefix: str) -> Markup:
    """What each kind of order was worth, beside how often the planner gave it."""
    if not review.levers:
        return section(
            f"{prefix}levers", _("What you decided, and what it did"), tag("p", _("No order was given."))
        )
    looks = [(words.goal(goal), n) for n, goal in enumerate(GOALS)]
    rows = [
        Bar(lever(one.kind), [one.worth[goal] for goal in GOALS], points(one.total)) for one in review.levers
    ]
    said = words.listed(f"{lever(one.kind)} {points(one.total)}" for one in review.levers)
    drawn = bars(
        Figure(f"{prefix}worth", _("What each lever was worth at the end, in points"), said), rows, looks
    )
    caption = _(
        "The whole game was played again without any order of that kind, under the same luck: a bar to the right "
        "is what would be missing at the end. Levers lean on each other, so the bars do not add up to the total."
    )
    return section(
        f"{prefix}levers",
        _("What you decided, and what it did"),
        chart(drawn, caption),
        grid_table(_("Levers, yours and the planner's"), lever_grid(review)),
    )


def turning(review: Review, prefix: str) -> Markup:
    """What was at stake in each turn, and the turning points that are told."""
    named = turn_names(review)
    signs = signed(review)
    drawn = columns(
        Figure(
            f"{prefix}stakes",
            _("What was at stake in each turn"),
            _(
                "For each turn the most that another choice would have added to the end, and the most it would "
                "have lost."
            ),
        ),
        [one.gain for one in review.stakes],
        [one.loss for one in review.stakes],
        (_("the best other choice would have added"), _("the worst would have lost")),
        named,
        lambda value: points(round(value)),
        marks(review),
    )
    caption = _(
        "In every turn other legal choices were tried: each order left out, all of them left out, other answers "
        "to events, other proposals, orders of the planner and of the real office. The rest of the game stayed "
        "as you played it."
    )
    kept = [_turning(sign, one, review) for sign, one in signs if one in review.carried]
    lost = [_turning(sign, one, review) for sign, one in signs if one in review.missed]
    return section(
        f"{prefix}turning",
        _("Turning points"),
        chart(drawn, caption),
        tag("h3", _("Choices that carried the run")),
        tag("ol", *kept, class_="turning") if kept else tag("p", _("No single choice carried much of it.")),
        tag("h3", _("Choices that would have done better")),
        tag("ol", *lost, class_="turning")
        if lost
        else tag("p", _("None of the other choices that were tried did better.")),
    )


def _by_goal(one: Turning) -> Markup:
    """The goals that a choice that was made won, or that another would have won."""
    sign = -1 if one.point.total < 0 else 1
    return by_goal({goal: sign * change for goal, change in one.point.goals.items()})


def _turning(sign: str, one: Turning, review: Review) -> Markup:
    start = when(review, one.point.turn)
    lines_of = [tag("p", decision(one, review))]
    deeds = [d for d in review.rounds[one.point.turn - 1].deeds if d.total >= 1]
    if one.point.kind == "nothing" and deeds:
        best = sorted(deeds, key=lambda d: -d.total)[:TOLD]
        lines_of.append(tag("ul", *(deed(d.total, words.order(d.order, review.scenario)) for d in best)))
    lines_of += [tag("p", said) for said in company(one, review)]
    if one.spread:
        lines_of.append(tag("p", luck(one.spread, one.point.total), class_="luck"))
    return tag(
        "li",
        tag("span", sign, class_="letter"),
        tag(
            "div",
            tag("h4", start[:1].upper() + start[1:], " \u00b7 ", tag("b", worth(one.point.total))),
            *lines_of,
            tag("p", _by_goal(one), class_="goals-moved"),
        ),
    )
