"""How a run ended and how it got there, beside others under the same luck."""

from __future__ import annotations

from collections.abc import Sequence

from nnmi_game.game import words
from nnmi_game.locale import gettext as _
from nnmi_game.report.charts import (
    Figure,
    Line,
    lines,
)
from nnmi_game.report.courses import YOU
from nnmi_game.report.markup import Markup, tag
from nnmi_game.report.page.parts import (
    chart,
    grid_table,
    marks,
    paragraphs,
    section,
    turn_names,
    whole,
)
from nnmi_game.report.review import Course, Review
from nnmi_game.report.words import end_grid, in_short, who
from nnmi_game.scenario.vocabulary import GOALS

#: The looks of courses, so that each keeps its own in every chart.
LOOKS = {YOU: 0, "planner": 1, "history": 2, "idle": 3}


def short(review: Review, prefix: str) -> Markup:
    """The goals, and the run in a few sentences."""
    return section(f"{prefix}short", _("In short"), _goals_line(review), paragraphs(in_short(review)))


def _goals_line(review: Review) -> Markup:
    """The four goals as large figures."""
    cells = [(words.goal(goal), value) for goal, value in review.you.end().items()]
    return tag(
        "ul",
        *(
            tag(
                "li",
                tag("b", f"{value:,}"),
                tag("span", name),
                tag("meter", min="0", max="1000", value=value),
            )
            for name, value in cells
        ),
        class_="goals",
    )


def line(review: Review, prefix: str) -> Markup:
    """The run's line beside those of others, and the figures at the end."""
    courses = (review.you, *review.others)
    named = turn_names(review)
    total = lines(
        Figure(f"{prefix}total", _("The sum of the four goals, turn by turn"), _ends(courses)),
        [Line(who(one.who), one.totals, LOOKS[one.who]) for one in courses],
        named,
        whole,
        marks=marks(review),
    )
    small = []
    for goal in GOALS:
        drawn = lines(
            Figure(f"{prefix}{goal}", words.goal(goal), _ends(courses, goal)),
            [Line(who(one.who), one.goals[goal], LOOKS[one.who]) for one in courses],
            named,
            whole,
            top=100,
            width=500,
            height=220,
        )
        small.append(chart(drawn, words.goal(goal)))
    caption = _(
        "All courses meet the same luck: the same bids, events and chances, turn by turn. Letters above mark the "
        "turning points told below."
    )
    return section(
        f"{prefix}line",
        _("Your line beside others"),
        chart(total, caption),
        tag("div", *small, class_="grid"),
        grid_table(_("The end, side by side"), end_grid(courses)),
    )


def _ends(courses: Sequence[Course], goal: str = "") -> str:
    """What a chart of courses shows, in words."""
    return words.listed(
        _("{name} ends at {points}").format(
            name=who(one.who), points=f"{one.goals[goal][-1] if goal else one.total:,}"
        )
        for one in courses
    )
