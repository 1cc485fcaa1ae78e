"""The run in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator

from nnmi_game.game import words
from nnmi_game.locale import gettext as _
from nnmi_game.report.review import Review
from nnmi_game.report.words.findings import title
from nnmi_game.report.words.names import lever, points, who
from nnmi_game.report.words.turnings import change, when


def in_short(review: Review) -> list[str]:
    """Where the run ended, what carried it, what it missed, and which traps it fell into."""
    return list(_sentences(review))


def _sentences(review: Review) -> Iterator[str]:
    full = 1000 * len(review.scenario.goals)
    yield _("{total} of {full} points after {last}.").format(
        total=f"{review.you.total:,}", full=f"{full:,}", last=when(review, review.played)
    )
    if review.played < review.turns:
        yield _("The game is not over: what bears fruit late is judged too low here.")
    if review.others:
        beside = words.listed(f"{who(one.who)} {one.total:,}" for one in review.others)
        yield _("Under the same luck: {others}.").format(others=beside)
    useful = [one for one in review.levers if one.total > 0]
    if useful:
        best = words.listed(f"{lever(one.kind)} {points(one.total)}" for one in useful[:3])
        yield _("What carried the run, by what would be missing without it: {levers}.").format(levers=best)
    harmful = [one for one in review.levers if one.total < 0]
    if harmful:
        worst = words.listed(f"{lever(one.kind)} {points(one.total)}" for one in reversed(harmful))
        yield _("What cost more than it brought: {levers}.").format(levers=worst)
    if review.missed:
        point = review.missed[0].point
        yield _("The largest chance that was missed lay in {when}, {total} points. {change}").format(
            when=when(review, point.turn), total=points(point.total), change=change(point, review)
        )
    found = [title(one) for one in review.findings if one.found]
    if found:
        yield _("Traps that the record shows: {names}.").format(names=words.listed(found))
    elif review.findings:
        yield _("The record shows none of the traps that were looked for.")
