"""The network that came of it: institutes, money, members."""

from __future__ import annotations

from nnmi_game.game import words
from nnmi_game.game.words.names import agency, name_of, region, technology
from nnmi_game.locale import gettext as _
from nnmi_game.report.charts import (
    Figure,
    Line,
    Strip,
    bands,
    strips,
)
from nnmi_game.report.markup import Markup, tag
from nnmi_game.report.page.parts import (
    chart,
    section,
    table,
    turn_names,
    whole,
)
from nnmi_game.report.review import Review
from nnmi_game.report.words import (
    source,
)
from nnmi_game.scenario.vocabulary import TIERS


def network(review: Review, prefix: str) -> Markup:
    """What became of the institutes, where money came from, who joined."""
    named = turn_names(review)
    parts: list[Markup] = []
    if review.institutes:
        looks = sorted({phase for one in review.institutes for phase in one.phases[1:] if phase})
        rows = [
            Strip(
                technology(review.scenario, one.technology),
                [phase - 1 for phase in one.phases[1:]],
                _("covers {share}").format(share=words.percent(one.coverage)),
            )
            for one in review.institutes
        ]
        drawn = strips(
            Figure(
                f"{prefix}phases",
                _("The institutes, turn by turn"),
                words.listed(
                    f"{row.name}: {words.phase(one.phases[-1])}"
                    for row, one in zip(rows, review.institutes, strict=True)
                ),
            ),
            rows,
            [(words.phase(phase), phase - 1) for phase in looks],
            named,
        )
        parts += [
            chart(
                drawn,
                _(
                    "Each institute from its competition on; at the right how much of its cost it covers "
                    "without base money."
                ),
            ),
            _institutes(review),
        ]
    money = {name: row for name, row in review.money.items() if any(row)}
    if money:
        drawn = bands(
            Figure(f"{prefix}money", _("Where money came from, turn by turn"), _sums(money)),
            [Line(source(name), row, n) for n, (name, row) in enumerate(money.items())],
            named,
            lambda value: words.money(round(value)) if value else "0",
            first=1,
        )
        parts.append(
            chart(
                drawn,
                _("Money and gifts in kind that came to the network in each turn, by where they came from."),
            )
        )
    if any(any(row) for row in review.members.values()):
        drawn = bands(
            Figure(
                f"{prefix}members",
                _("Members, turn by turn"),
                words.listed(f"{_tier(review, tier)} {row[-1]:,}" for tier, row in review.members.items()),
            ),
            [Line(_tier(review, tier), review.members[tier], n) for n, tier in enumerate(TIERS)],
            named,
            whole,
        )
        parts.append(
            chart(drawn, _("Members of all institutes by tier; who belongs to two institutes counts twice."))
        )
    return section(
        f"{prefix}network",
        _("The network that came of it"),
        *(parts or [tag("p", _("No institute was ever opened."))]),
    )


def _tier(review: Review, tier: str) -> str:
    return name_of(review.scenario.tiers, tier)


def _sums(rows: dict[str, tuple[int, ...]]) -> str:
    return words.listed(f"{source(name)} {words.money(sum(row))}" for name, row in rows.items())


def _institutes(review: Review) -> Markup:
    scenario = review.scenario
    head = [
        _("Institute"), _("Lead and hub"), _("Sponsor"), _("Base money"), _("Members"), _("Technologies past MRL 7"),
        _("At the end"),
    ]  # fmt: skip
    rows = [
        [
            technology(scenario, one.technology),
            words.listed([name_of(scenario.bidders, one.bidder), region(scenario, one.region)]),
            agency(scenario, one.agency), words.money(one.base), f"{one.members:,}", f"{one.transitions:,}",
            words.phase(one.phases[-1]),
        ]
        for one in review.institutes
    ]  # fmt: skip
    return table(_("The institutes at the end"), head, rows, 4)
