"""What was decided: levers, and the turning points."""

from __future__ import annotations

from nnmi_game.game import words
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.report.charts import (
    Bar,
    Figure,
    bars,
    columns,
)
from nnmi_game.report.markup import Markup, tag
from nnmi_game.report.page.parts import (
    by_goal,
    chart,
    deed,
    marks,
    section,
    signed,
    table,
    turn_names,
)
from nnmi_game.report.review import Course, Review, Turning
from nnmi_game.report.words import (
    change,
    choice,
    lever,
    luck,
    points,
    when,
)
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
    planner = review.other("planner")
    head = [_("Lever"), _("orders"), _("first"), *(words.goal(goal) for goal in GOALS), _("Total")]
    if planner:
        head += [_("Planner: orders"), _("Planner: first")]
    cells = []
    for one in review.levers:
        row = [lever(one.kind), str(one.orders), _("turn {turn}").format(turn=one.first)]
        row += [*(points(one.worth[goal]) for goal in GOALS), points(one.total)]
        cells.append(row + (_planners(planner, one.kind) if planner else []))
    unused = [kind for kind in planner.levers if kind not in review.you.levers] if planner else []
    for kind in sorted(unused, key=lambda kind: -planner.levers[kind] if planner else 0):
        cells.append([lever(kind), "0", "", *[""] * 5, *_planners(planner, kind)])
    caption = _(
        "The whole game was played again without any order of that kind, under the same luck: a bar to the right "
        "is what would be missing at the end. Levers lean on each other, so the bars do not add up to the total."
    )
    return section(
        f"{prefix}levers",
        _("What you decided, and what it did"),
        chart(drawn, caption),
        table(_("Levers, yours and the planner's"), head, cells, len(head) - 1),
    )


def _planners(planner: Course | None, kind: str) -> list[str]:
    """How often the planner pulled a lever, and when first; a competition and its award count as one lever."""
    if planner is None:
        return []
    kinds = ("solicit", "award", "decline") if kind == "solicit" else (kind,)
    used = [one for one in kinds if one in planner.levers]
    if not used:
        return ["0", ""]
    first = min(planner.firsts[one] for one in used)
    return [str(sum(planner.levers[one] for one in used)), _("turn {turn}").format(turn=first)]


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


def _worth(total: int) -> str:
    """What a turning point changed: a choice that was made is worth what its change would have lost."""
    if total < 0:
        return ngettext("worth {points} point", "worth {points} points", -total).format(points=f"{-total:,}")
    return ngettext("would have added {points} point", "would have added {points} points", total).format(
        points=f"{total:,}"
    )


def _turning(sign: str, one: Turning, review: Review) -> Markup:
    start = when(review, one.point.turn)
    made = one.point.total < 0
    lines_of = [tag("p", choice(one.point, review) if made else change(one.point, review))]
    deeds = [d for d in review.rounds[one.point.turn - 1].deeds if d.total >= 1]
    if one.point.kind == "nothing" and deeds:
        best = sorted(deeds, key=lambda d: -d.total)[:TOLD]
        lines_of.append(tag("ul", *(deed(d.total, words.order(d.order, review.scenario)) for d in best)))
    if one.twins:
        turns = words.listed(when(review, turn) for turn, _order in one.twins)
        lines_of.append(
            tag("p", _("It stands and falls with what was ordered in {turns}.").format(turns=turns))
        )
    if one.also:
        turns = words.listed(str(turn) for turn in one.also)
        lines_of.append(
            tag("p", _("The same would have helped, less, in these turns: {turns}.").format(turns=turns))
        )
    if one.spread:
        lines_of.append(tag("p", luck(one.spread, one.point.total), class_="luck"))
    return tag(
        "li",
        tag("span", sign, class_="letter"),
        tag(
            "div",
            tag("h4", start[:1].upper() + start[1:], " \u00b7 ", tag("b", _worth(one.point.total))),
            *lines_of,
            tag("p", _by_goal(one), class_="goals-moved"),
        ),
    )
