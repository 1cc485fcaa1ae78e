"""Tables of a review as plain cells: for the page and for screens alike."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from nnmi_game.game import words
from nnmi_game.locale import gettext as _
from nnmi_game.report.review import Course, Review
from nnmi_game.report.words.names import lever, points, told, who
from nnmi_game.scenario.vocabulary import GOALS, MEASURES

#: Figures that are set side by side at the end.
_BESIDE = (
    "institutes", "institutes_sustaining", "members", "members_sme", "projects", "transitions", "reached_total",
    "trained_total", "placed", "skilled", "coverage", "knowledge", "support_congress", "federal_total",
)  # fmt: skip


@frozen
class Grid:
    """Titles of columns and rows of cells; the first column names the rows, the others hold numbers."""

    head: list[str]
    rows: list[list[str]]


def end_grid(courses: Sequence[Course]) -> Grid:
    """Goals and figures at the end, the courses side by side."""
    rows = [[_("All four goals"), *(f"{one.total:,}" for one in courses)]]
    rows += [[words.goal(goal), *(f"{one.goals[goal][-1]:,}" for one in courses)] for goal in GOALS]
    rows += [
        [words.measure(name), *(told(one.figures[name][-1], MEASURES[name].unit) for one in courses)]
        for name in _BESIDE
    ]
    return Grid([_("At the end"), *(who(one.who) for one in courses)], rows)


def lever_grid(review: Review) -> Grid:
    """What each lever was worth, goal by goal, and how often the planner pulled it."""
    planner = review.other("planner")
    head = [_("Lever"), _("orders"), _("first"), *(words.goal(goal) for goal in GOALS), _("Total")]
    if planner:
        head += [_("Planner: orders"), _("Planner: first")]
    rows = []
    for one in review.levers:
        row = [lever(one.kind), str(one.orders), _("turn {turn}").format(turn=one.first)]
        row += [*(points(one.worth[goal]) for goal in GOALS), points(one.total)]
        rows.append(row + (_planners(planner, one.kind) if planner else []))
    unused = [kind for kind in planner.levers if kind not in review.you.levers] if planner else []
    for kind in sorted(unused, key=lambda kind: -planner.levers[kind] if planner else 0):
        rows.append([lever(kind), "0", "", *[""] * 5, *_planners(planner, kind)])
    return Grid(head, rows)


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


def turn_grid(review: Review) -> Grid:
    """The sum of the goals after each turn, yours and others', and what was at stake in it."""
    courses = (review.you, *review.others)
    head = [_("Turn"), *(who(one.who) for one in courses), _("At best"), _("At worst")]
    rows = [
        [
            str(one.turn), *(f"{course.totals[one.turn]:,}" for course in courses), points(one.gain),
            points(one.loss),
        ]
        for one in review.stakes
    ]  # fmt: skip
    return Grid(head, rows)
