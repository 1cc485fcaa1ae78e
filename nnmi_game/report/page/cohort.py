"""The debrief of a class as one HTML file."""

from __future__ import annotations

from nnmi_game.analysis.cohort import (
    Cohort,
    References,
    differences,
    guessing,
    pair,
    references,
    spreads,
)
from nnmi_game.analysis.cohort.spread import TOTAL, Spread
from nnmi_game.game import words
from nnmi_game.locale import gettext as _
from nnmi_game.report.charts import Dots, Figure, Line, dots, lines
from nnmi_game.report.markup import Markup, joined, tag
from nnmi_game.report.page.parts import chart, named_turns, paragraphs, section, table, whole
from nnmi_game.report.page.shell import document
from nnmi_game.report.words import cohort as said
from nnmi_game.report.words import who
from nnmi_game.scenario.vocabulary import GOALS

#: What each of the four goals can reach.
FULL = 1000
#: Marks of the policies that are set beside a class.
LOOKS = {"history": 1, "planner": 2}
_NAMES = (*GOALS, TOTAL)


def cohort_page(cohort: Cohort, names: bool = True) -> str:
    """The report on a class, in the language in use; with ``names`` it says who is who, once they are shown."""
    title = _("Debrief: {name}").format(name=cohort.title or _("class {code}").format(code=cohort.code))
    if not cohort.turn:
        empty = paragraphs([_("No turn has been played yet.")])
        return document(title, [tag("header", tag("h1", title)), empty])
    found = references(cohort)
    body = [
        tag("header", tag("h1", title), *(tag("p", one, class_="about") for one in said.about(cohort))),
        *(_switch() if names else ()),
        _goals(cohort, found),
        _choices(cohort),
        *_pairs(cohort, found, names),
        _guesses(cohort),
        _earlier(cohort),
        tag(
            "footer",
            tag("h2", _("How this was made")),
            joined(
                tag("p", one)
                for one in (
                    _("Every game was played by the server from the orders that were sent, and can be played again."),
                    _("A model is not the world. Its coefficients are partly assumptions; the scenario's files say "
                      "which, and from where the others come."),
                )
            ),
        ),
    ]  # fmt: skip
    return document(title, body)


def _goals(cohort: Cohort, found: References) -> Markup:
    spread, beside = spreads(cohort), found.at(cohort.turn)
    rows = [
        Dots(
            said.goal(name),
            [said.points(name, value) for value in one.values],
            _box(name, one),
            [(LOOKS[policy], said.points(name, reached[name])) for policy, reached in beside.items()],
        )
        for name, one in spread.items()
    ]
    summary = words.listed(
        _("{name} {value}").format(name=said.goal(n), value=whole(said.points(n, s.middle)))
        for n, s in spread.items()
    )
    drawn = dots(
        Figure("class-goals", _("The goals over the class"), summary),
        rows,
        [(who(policy), LOOKS[policy]) for policy in beside],
        0,
        FULL,
        whole,
    )
    caption = _(
        "Each dot is an office; the box holds the middle half of them, the line in it is the median. Points of 1000."
    )
    head = [
        _("Goal"), _("lowest"), _("lower quarter"), _("median"), _("upper quarter"), _("highest"),
        *(who(policy) for policy in beside), *(_("offices above history") for policy in beside if policy == "history"),
    ]  # fmt: skip
    cells = []
    for name, one in spread.items():
        five = (one.low, one.quarter, one.middle, one.three_quarters, one.high)
        row = [said.goal(name), *(whole(said.points(name, value)) for value in five)]
        row += [whole(said.points(name, reached[name])) for reached in beside.values()]
        if "history" in beside:
            above = len(one.values) - one.below(beside["history"][name] + 1)
            row.append(_("{count} of {all}").format(count=above, all=len(one.values)))
        cells.append(row)
    return section(
        "goals",
        _("How the goals came out"),
        tag("p", said.beside(cohort, found)),
        chart(drawn, caption),
        table(_("The goals over the class"), head, cells, len(head) - 1),
    )


def _box(name: str, one: Spread) -> tuple[float, float, float]:
    low, middle, high = (said.points(name, value) for value in (one.quarter, one.middle, one.three_quarters))
    return low, middle, high


def _choices(cohort: Cohort) -> Markup:
    found = differences(cohort)
    rows = [
        Dots(
            said.choice(one),
            box=(one.low, one.rank, one.high) if one.low is not None and one.high is not None else None,
            marks=[(0, one.rank)],
        )
        for one in found
        if one.rank is not None
    ]  # fmt: skip
    parts: list[Markup] = [paragraphs(list(said.caution(cohort)))]
    if rows:
        drawn = dots(
            Figure(
                "class-choices",
                _("What went together with more points"),
                words.listed(f"{said.choice(one)}: {said.verdict(one)}" for one in found),
            ),
            rows,
            [(_("correlation of ranks"), 0)],
            -1,
            1,
            said.correlation,
            (-1, -0.5, 0, 0.5, 1),
        )
        caption = _(
            "To the right: who chose more of it had more points; to the left: fewer. The bar is the interval; where it "
            "holds 0, the class cannot tell."
        )
        parts.append(chart(drawn, caption))
    cells = [
        [
            said.choice(one), said.amount(one, one.upper), said.amount(one, one.lower), said.correlation(one.rank),
            "\u2013" if one.low is None else f"{said.correlation(one.low)} \u2026 {said.correlation(one.high)}",
            said.verdict(one),
        ]
        for one in found
    ]  # fmt: skip
    head = [
        _("Choice"), _("upper third (median)"), _("lower third (median)"), _("correlation of ranks"), _("interval"),
        _("what can be said"),
    ]  # fmt: skip
    parts.append(table(_("Choices against outcomes"), head, cells, 5))
    return section("choices", _("What those who did well did differently"), *parts)


def _switch() -> tuple[Markup, Markup]:
    """What shows names and hides them, without a script: a page may be on a projector."""
    return (
        tag("input", type="checkbox", id="show-names", accesskey="n"),
        tag("label", " ", _("Show names"), for_="show-names"),
    )


def _pairs(cohort: Cohort, references: References, names: bool) -> list[Markup]:
    """The two offices by number, and with names by name; the switch shows one of them."""
    without = _pair(cohort, references, False)
    if not names:
        return [without]
    return [
        tag("div", without, class_="unnamed"),
        tag("div", _pair(cohort, references, True), class_="named"),
    ]


def _pair(cohort: Cohort, references: References, names: bool) -> Markup:
    place = "pair-named" if names else "pair"
    ordered = cohort.ranking()
    if len(ordered) < 2:
        return section(place, _("Two offices side by side"), tag("p", _("There is only one office to show.")))
    first, second = ordered[0], ordered[cohort.middle]
    found = pair(cohort, first, second)
    title = _("The four goals together, turn by turn")
    series = [
        Line(said.office(first, names), found.totals(0), 0),
        Line(said.office(second, names), found.totals(1), 3),
    ]
    for policy, goals in references.points.items():
        series.append(Line(who(policy), goals[TOTAL][: len(found.totals(0))], LOOKS[policy]))
    summary = words.listed(f"{one.name} {one.values[-1]:,}" for one in series)
    drawn = lines(
        Figure(f"class-{place}", title, summary), series, named_turns(cohort.tables.scenario.calendar), whole
    )
    head = [_("Goal"), said.office(first, names), said.office(second, names)]
    cells = [
        [said.goal(name), whole(found.goals[0][name][-1]), whole(found.goals[1][name][-1])] for name in GOALS
    ]
    turns, year = len(found.totals(0)) - 1, cohort.tables.scenario.calendar.turns_per_year
    chose = [
        [
            said.choice(one),
            *(said.amount(one, one.choice.of(player.orders[:turns], year)) for player in (first, second)),
        ]
        for one in differences(cohort)
    ]
    choice_head = [_("Choice"), said.office(first, names), said.office(second, names)]
    return section(
        place,
        _("Two offices side by side"),
        tag("p", _("The office with the most points and one from the middle.")),
        tag("p", said.sides(found, names)),
        chart(drawn, title),
        table(_("The goals at the end of it"), head, cells, 2),
        table(_("What they chose"), choice_head, chose, 2),
    )


def _guesses(cohort: Cohort) -> Markup:
    found = guessing(cohort)
    parts = [paragraphs(list(said.guessed(found)))]
    if found.all.guesses:
        cells = [
            [said.measure(name), str(one.guesses), f"{one.share}%", str(one.above), str(one.below)]
            for name, one in found.by_measure.items()
        ]
        head = [
            _("Figure"),
            _("guesses"),
            _("ranges that held"),
            _("came out above"),
            _("came out below"),
        ]
        parts.append(table(_("Guesses of the class by figure"), head, cells, 4))
    return section("guesses", _("What the class expected, and what came"), *parts)


def _earlier(cohort: Cohort) -> Markup:
    heading = _("Earlier classes")
    if not cohort.earlier:
        return section(
            "earlier", heading, tag("p", _("No earlier class of this scenario lies in the database."))
        )
    cells, rows = [], []
    for one in (cohort, *cohort.earlier):
        spread = spreads(one, min(cohort.turn, one.turn))
        name = _("this class") if one is cohort else one.title or one.code
        rows.append(
            Dots(
                _("{name}, {day}").format(name=name, day=one.day),
                [said.points(TOTAL, value) for value in spread[TOTAL].values],
                _box(TOTAL, spread[TOTAL]),
            )
        )
        cells.append(
            [
                name, one.day, str(len(spread[TOTAL].values)), str(min(cohort.turn, one.turn)),
                *(whole(said.points(goal, spread[goal].middle)) for goal in _NAMES),
            ]
        )  # fmt: skip
    drawn = dots(
        Figure(
            "class-earlier",
            _("All four goals, this class and earlier ones"),
            words.listed(row.name for row in rows),
        ),
        rows,
        [],
        0,
        FULL,
        whole,
    )
    head = [_("Class"), _("Day"), _("offices"), _("turn"), *(said.goal(goal) for goal in _NAMES)]
    return section(
        "earlier",
        heading,
        tag("p", _("Medians, each after the same number of turns as this class where it came so far.")),
        chart(drawn, _("The mean of the four goals; classes may have had other luck and other students.")),
        table(_("Medians of the classes"), head, cells, len(head) - 2),
    )
