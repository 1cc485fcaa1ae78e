"""Archetypes found in the record, with their evidence."""

from __future__ import annotations

from functools import partial

from nnmi_game.game import words
from nnmi_game.locale import gettext as _
from nnmi_game.report.archetypes import series_unit
from nnmi_game.report.charts import (
    Figure,
    Line,
    spark,
)
from nnmi_game.report.markup import Markup, joined, tag
from nnmi_game.report.page.parts import (
    chart,
    section,
    turn_names,
)
from nnmi_game.report.review import Finding, Review
from nnmi_game.report.words import (
    about,
    evidence,
    title,
    told,
)


def traps(review: Review, prefix: str) -> Markup:
    """The archetypes that the record shows, then those that it does not."""
    found = [one for one in review.findings if one.found]
    clear = [one for one in review.findings if not one.found]
    parts = (
        [
            tag(
                "p",
                _(
                    "Systems that many have studied go wrong in ways that have names. These are the ones that "
                    "the record of this run shows, and those it was searched for without finding them."
                ),
            )
        ]
        if review.findings
        else [tag("p", _("Without an institute there is nothing to look for."))]
    )
    parts += [_trap(one, review, f"{prefix}{one.archetype}") for one in found]
    if clear:
        parts.append(tag("h3", _("Looked for and not found") if found else _("Looked for; none was found")))
        parts.append(
            tag("dl", *(joined([tag("dt", title(one)), tag("dd", evidence(one, review))]) for one in clear))
        )
    return section(f"{prefix}traps", _("Traps in the record"), *parts)


def _trap(one: Finding, review: Review, prefix: str) -> Markup:
    named = turn_names(review)
    drawn = []
    for n, (name, values) in enumerate(one.series.items()):
        label = _series_name(name)
        unit = series_unit(name)
        small = spark(
            Figure(
                f"{prefix}-{name.replace('_', '-')}",
                label,
                _("It ends at {value}.").format(value=told(values[-1], unit)),
            ),
            Line(label, values, n),
            lambda turn: named(turn)[:1],
            partial(_axis, unit=unit),
        )
        drawn.append(chart(small, label))
    return tag(
        "article",
        tag("h3", title(one)),
        tag("p", about(one), class_="about"),
        tag("p", evidence(one, review)),
        tag("div", *drawn, class_="grid"),
        class_="trap",
    )


def _axis(value: float, unit: str) -> str:
    """A value of an axis in its unit."""
    return told(round(value), unit)


def _series_name(name: str) -> str:
    """What a series of evidence is called: a measure, or something that only an archetype counts."""
    own = {
        "helped": _("Renewals and rescues in the turn"),
        "region_base": _("Base money to that region in the turn"),
        "base": _("Base money in the turn"),
        "joined": _("Small firms that joined in the turn"),
        "ready": _("Firms with skilled people enough, of those that knew an institute"),
        "staff": _("Its engineers and staff"),
    }
    return own[name] if name in own else words.measure(name)
