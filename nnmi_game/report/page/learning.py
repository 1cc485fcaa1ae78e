"""Guesses and questions."""

from __future__ import annotations

from nnmi_game.game import words
from nnmi_game.game.words.names import agency, name_of
from nnmi_game.locale import gettext as _
from nnmi_game.report.charts import (
    Figure,
    Range,
    ranges,
)
from nnmi_game.report.markup import Markup, tag
from nnmi_game.report.page.parts import (
    chart,
    section,
    table,
)
from nnmi_game.report.review import Review
from nnmi_game.report.words import guess_summary, question, told
from nnmi_game.scenario.vocabulary import GOALS, MEASURES


def guesses(review: Review, prefix: str) -> Markup:
    """Guesses, and how well they were calibrated."""
    heading = _("Your guesses")
    if not review.outcomes:
        return section(f"{prefix}guesses", heading, tag("p", guess_summary(review)))
    held = review.calibration
    rows = []
    for one in review.outcomes:
        unit = MEASURES[one.guess.measure].unit if one.guess.measure in MEASURES else "points"
        name = (
            words.goal(one.guess.measure) if one.guess.measure in GOALS else words.measure(one.guess.measure)
        )
        if one.guess.of:
            name = _("{figure} ({of})").format(figure=name, of=_owner(review, one.guess.of))
        rows.append((one, name, unit))
    drawn = ranges(
        Figure(
            f"{prefix}ranges",
            _("Your ranges, and where the figures came out"),
            _("{hits} of {guesses} ranges held.").format(hits=held.hits, guesses=held.guesses),
        ),
        [
            Range(
                _("{turn}: {figure}").format(turn=one.turn, figure=name), one.guess.low, one.guess.value,
                one.guess.high, one.actual, told(one.actual, unit),
            )
            for one, name, unit in rows
        ],
        (_("below the range"), _("within"), _("above the range")),
    )  # fmt: skip
    cells = [
        [
            name, str(one.turn), told(one.guess.low, unit), told(one.guess.value, unit), told(one.guess.high, unit),
            told(one.actual, unit), _("yes") if one.hit else _("no"), f"{float(one.penalty):,.0f}",
        ]
        for one, name, unit in rows
    ]  # fmt: skip
    head = [_("Figure"), _("Turn"), _("from"), _("Guess"), _("to"), _("Came out"), _("Held"), _("Penalty")]
    caption = _(
        "Every range is drawn to the same width, the line in it is your guess, the diamond the figure. A penalty "
        "is the width of the range, and ten times the distance by which it missed."
    )
    return section(
        f"{prefix}guesses",
        heading,
        tag("p", guess_summary(review)),
        chart(drawn, caption),
        table(_("Guesses"), head, cells, 7),
    )


def _owner(review: Review, of: str) -> str:
    """The name of the technology or agency that a figure is of."""
    scenario = review.scenario
    return (
        name_of(scenario.technologies, of)
        if any(t.id == of for t in scenario.technologies)
        else agency(scenario, of)
    )


def questions(review: Review, prefix: str) -> Markup:
    """Questions with room for answers on paper."""
    asked = [
        tag("li", question(one, review), tag("div", class_="ruled", aria_hidden="true"))
        for one in review.questions
    ]
    return section(
        f"{prefix}questions",
        _("Questions to think about"),
        tag(
            "p",
            _(
                "They come out of this run and have no key. Answer them alone first, in writing, then compare."
            ),
        ),
        tag("ol", *asked, class_="questions"),
    )
