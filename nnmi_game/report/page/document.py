"""The HTML file as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from nnmi_game.game import words
from nnmi_game.game.titles import called
from nnmi_game.game.words.numbers import local
from nnmi_game.locale import gettext as _
from nnmi_game.report.markup import Markup, joined, tag
from nnmi_game.report.page import run
from nnmi_game.report.page.several import several
from nnmi_game.report.page.shell import document
from nnmi_game.report.review import Review
from nnmi_game.report.runs import Beside
from nnmi_game.report.words import when


def page(reviews: Sequence[Review], beside: Beside | None = None) -> str:
    """The report on some runs, in the language in use; ``beside`` sets several runs against each other."""
    if not reviews:
        raise ValueError("a report needs a run")
    title = _("After-action review: {name}").format(
        name=_title(reviews[0]) if len(reviews) == 1 else _("several runs")
    )
    body = [_header(reviews, title)]
    if beside is not None:
        body.append(several(reviews, beside))
    for number, review in enumerate(reviews, start=1):
        if len(reviews) > 1:
            body.append(tag("h1", _title(review), class_="run", id=f"r{number}"))
            body.append(tag("p", _about(review), class_="about"))
        body.append(run.sections(review, f"r{number}-"))
    body.append(_footer())
    return document(title, body)


def _title(review: Review) -> str:
    return called(review.title) or local(review.scenario.title)


def _about(review: Review) -> str:
    """Which run it is: scenario, seed, how far it went."""
    return _("{scenario}. Run {run}, seed {seed}, played to {when}; the game has {turns} turns.").format(
        scenario=local(review.scenario.title), run=review.run, seed=review.seed, when=when(review, review.played),
        turns=review.turns,
    )  # fmt: skip


def _header(reviews: Sequence[Review], title: str) -> Markup:
    about = _about(reviews[0]) if len(reviews) == 1 else words.listed(one.run for one in reviews)
    return tag("header", tag("h1", title), tag("p", about, class_="about"))


def _footer() -> Markup:
    said = [
        _(
            "How the figures were found: the game is a list of orders and a seed, so it can be played again with "
            "one thing changed and everything else the same. Luck depends on the seed and the turn and on "
            "nothing that is ordered."
        ),
        _(
            "What an order, a lever or a turn was worth is the difference that leaving it out, or choosing "
            "otherwise, makes to the four goals after the last turn that was played. Such worths overlap and "
            "do not add up."
        ),
        _(
            "A model is not the world. Its coefficients are partly assumptions; the scenario's files say which, "
            "and from where the others come."
        ),
    ]
    return tag("footer", tag("h2", _("How this was made")), joined(tag("p", one) for one in said))
