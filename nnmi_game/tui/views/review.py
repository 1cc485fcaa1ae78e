"""The after-action review on the screen: chapters of sentences and tables, out of the facts of one run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from nnmi_game.game.words import order as order_words
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.report import words
from nnmi_game.report.page.parts import signed
from nnmi_game.tui.views.sheet import Block
from nnmi_game.tui.views.table import Column, Row, Table

if TYPE_CHECKING:
    from nnmi_game.report.review import Finding, Review, Turning

#: Columns of numbers are left out where there is no room, these last; the others in the order of the table.
_STAY = 9
#: Orders of a turn that are told in full.
_TOLD = 3


@frozen
class Chapter:
    """A part of the review: its title, marked for translation, and what stands in it."""

    title: str
    blocks: Callable[[Review], list[Block]]


def _short(review: Review) -> list[Block]:
    courses = (review.you, *(one for one in review.others if one.who != "idle"))
    return [
        Block(_("In short"), [("", text) for text in words.in_short(review)]),
        Block(_("The end, side by side"), [_table(words.end_grid(courses), range(1, len(courses) + 1))]),
    ]


def _line(review: Review) -> list[Block]:
    courses = 1 + len(review.others)
    about = _(
        "The sum of the four goals after each turn, and those of others who meet the same luck. At best and at worst "
        "are what another choice in that turn, all else being as you played it, would have changed at the end."
    )
    grid = words.turn_grid(review)
    return [
        Block(_("Your line beside others"), [("quiet", about), _table(grid, (1, courses + 1, courses + 2))])
    ]


def _levers(review: Review) -> list[Block]:
    if not review.levers:
        return [Block(_("What you decided, and what it did"), [("", _("No order was given."))])]
    about = _(
        "The whole game was played again without any order of that kind, under the same luck: the total is what would "
        "be missing at the end. Levers lean on each other, so the totals do not add up."
    )
    table = _table(words.lever_grid(review), (1, 7))
    return [Block(_("What you decided, and what it did"), [("quiet", about), table])]


def _turning(review: Review) -> list[Block]:
    signs = signed(review)
    kept = [_point(sign, one, review) for sign, one in signs if one in review.carried]
    lost = [_point(sign, one, review) for sign, one in signs if one in review.missed]
    return [
        Block(
            _("Choices that carried the run"),
            [part for point in kept for part in point] or [("", _("No single choice carried much of it."))],
        ),
        Block(
            _("Choices that would have done better"),
            [part for point in lost for part in point]
            or [("", _("None of the other choices that were tried did better."))],
        ),
    ]


def _point(sign: str, one: Turning, review: Review) -> list[tuple[str, str]]:
    """A turning point: when and how much, the choice, and how it would fare with other luck."""
    start = words.when(review, one.point.turn)
    head = _("{sign}  {when}: {worth}").format(sign=sign, when=start, worth=words.worth(one.point.total))
    parts = [("heading", head), ("", words.decision(one, review))]
    deeds = sorted(
        (d for d in review.rounds[one.point.turn - 1].deeds if d.total >= 1), key=lambda d: -d.total
    )
    if one.point.kind == "nothing":
        for deed in deeds[:_TOLD]:
            order = order_words(deed.order, review.scenario)
            parts.append(("", _("  {points}  {order}").format(points=words.points(deed.total), order=order)))
    parts += [("", said) for said in words.company(one, review)]
    if one.spread:
        parts.append(("quiet", words.luck(one.spread, one.point.total)))
    return [*parts, ("", "")]


def _traps(review: Review) -> list[Block]:
    found = [one for one in review.findings if one.found]
    clear = [one for one in review.findings if not one.found]
    if not review.findings:
        return [
            Block(_("Traps in the record"), [("", _("Without an institute there is nothing to look for."))])
        ]
    blocks = []
    if found:
        parts = [part for one in found for part in (*_trap(one, review, "bad"), ("", ""))]
        blocks.append(Block(_("Traps in the record"), parts))
    if clear:
        title = _("Looked for and not found") if found else _("Looked for; none was found")
        blocks.append(
            Block(title, [part for one in clear for part in (*_trap(one, review, "good"), ("", ""))])
        )
    return blocks


def _trap(one: Finding, review: Review, tone: str) -> list[tuple[str, str]]:
    parts = [(tone, words.title(one))]
    if one.found:
        parts.append(("quiet", words.about(one)))
    return [*parts, ("", words.evidence(one, review))]


def _thinking(review: Review) -> list[Block]:
    asked = [
        ("", _("{number}. {question}").format(number=number, question=words.question(one, review)))
        for number, one in enumerate(review.questions, start=1)
    ]
    about = _("They come out of this run and have no key. Answer them alone first, in writing, then compare.")
    return [
        Block(_("Questions to think about"), [("quiet", about), *asked]),
        Block(_("Your guesses"), [("", words.guess_summary(review))]),
    ]


#: The chapters in their order.
CHAPTERS = (
    Chapter(N_("In short"), _short),
    Chapter(N_("Turn by turn"), _line),
    Chapter(N_("Levers"), _levers),
    Chapter(N_("Turning points"), _turning),
    Chapter(N_("Traps"), _traps),
    Chapter(N_("Questions"), _thinking),
)


def _table(grid: words.Grid, stay: Sequence[int]) -> Table:
    """A grid as a table of the screen; columns ``stay`` are left out last."""
    return Table(
        columns=[
            Column(
                key=str(place), title=title, number=place > 0, least=24,
                rank=_STAY if place == 0 or place in stay else max(1, 8 - place),
            )
            for place, title in enumerate(grid.head)
        ],
        rows=[Row(key=str(place), cells=row) for place, row in enumerate(grid.rows)],
    )  # fmt: skip
