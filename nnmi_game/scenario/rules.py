"""What a scenario's tables must have to do with one another.

These checks read the TOML values rather than the finished objects, so that they also speak when something
else in the file is wrong. They pass over what has the wrong type: that has been reported already.
"""

from __future__ import annotations

from typing import Any

from nnmi_game.locale import gettext as _
from nnmi_game.scenario.map_rules import check_map
from nnmi_game.scenario.node import Node
from nnmi_game.scenario.problem import near, quoted
from nnmi_game.scenario.source import Document
from nnmi_game.scenario.structure import table_ids
from nnmi_game.scenario.vocabulary import GOALS, LEVERS, MEASURES, PAYERS, STAGES, TIERS

TURNS_PER_YEAR = (1, 2, 4)
WHOLE_PORTFOLIO = 1000
#: Table that holds the ids an ``of`` may name, for each scope that takes one.
TABLES_OF_SCOPES = {"agency": "agencies", "technology": "technologies"}


Ids = dict[str, list[str]]


def check_rules(document: Document) -> None:
    """Add to the document all that its tables get wrong about one another."""
    root = Node(document, (), document.data)
    ids = table_ids(document.data)
    check_calendar(root)
    check_order(root, "tiers", "id", TIERS)
    check_order(root, "stages", "mrl", STAGES)
    check_order(root, "goals", "id", GOALS)
    check_pairs(root)
    check_portfolio(root)
    check_technologies(root)
    check_payers(root, ids)
    check_components(root)
    check_map(root)
    for event in root.items("events"):
        check_event(event, root, ids)
    for lesson in root.items("lessons"):
        check_turn(lesson, "turn", root)
        for reaction in lesson.items("reactions"):
            check_conditions(reaction, ids, in_lesson=True)
    for words in root.items("closing"):
        check_conditions(words, ids, in_lesson=False)
    for question in root.items("questions"):
        check_turn(question, "turn", root)
        measure = MEASURES.get(question.text("measure"))
        if measure is not None or question.text("measure") in GOALS:
            check_aim(question, measure.scope if measure else "network", ids, needed=True)


def check_calendar(root: Node) -> None:
    """Turns divide the year, and each fiscal year has its money and its national frame."""
    calendar = root.get("calendar")
    first, each, turns = (calendar.whole(key) for key in ("first_year", "turns_per_year", "turns"))
    if each is not None and 1 <= each <= max(TURNS_PER_YEAR) and each not in TURNS_PER_YEAR:
        calendar.get("turns_per_year").report(
            _("a year cannot be divided into {number} turns").format(number=each), _("1, 2 or 4")
        )
        return
    if first is None or turns is None or each not in TURNS_PER_YEAR or not 1 <= turns <= 80:
        return
    years = range(first, first + -(-turns // each))
    for agency in root.items("agencies"):
        check_years(agency.get("appropriations"), agency.items("appropriations"), years)
    check_years(root.get("macro"), root.items("macro"), years)


def check_years(table: Node, entries: list[Node], years: range) -> None:
    """Every fiscal year of the game stands in the list once; other years may stand there too."""
    if not entries:
        return
    seen: dict[int, Node] = {}
    for entry in entries:
        year = entry.whole("fy")
        if year is None:
            continue
        if year in seen:
            line = table.document.place(seen[year].get("fy").path).line
            message = _("the fiscal year {year} is already given in line {line}").format(year=year, line=line)
            entry.get("fy").report(message)
        seen.setdefault(year, entry)
    missing = [str(year) for year in years if year not in seen]
    if missing:
        table.report(
            _("fiscal years of the game are missing: {years}").format(years=", ".join(missing)),
            _("one entry for each year from {first} to {last}").format(first=years[0], last=years[-1]),
        )


def check_order(root: Node, table: str, key: str, order: tuple[Any, ...]) -> None:
    """A table of four has its entries in the fixed order."""
    entries = root.items(table)
    if len(entries) != len(order):
        return
    expected = ", ".join(str(one) for one in order)
    for entry, right in zip(entries, order, strict=True):
        value = entry.get(key).value
        if value in order and value != right:
            entry.get(key).report(
                _("{value} stands in the wrong place").format(value=value),
                _("the order {order}").format(order=expected),
            )


def check_pairs(root: Node) -> None:
    """What is lowest is not above what is highest."""
    competition = root.get("coefficients", "competition")
    for name in ("seed", "years", "match"):
        low, high = competition.get(name + "_low"), competition.get(name + "_high")
        check_pair(low.get("value"), high.get("value"))
    for tier in root.items("tiers"):
        check_pair(tier.get("dues"), tier.get("dues_high"))


def check_pair(low: Node, high: Node) -> None:
    """One such pair; the problem is noted at the higher."""
    below, above = low.value, high.value
    if isinstance(below, int) and isinstance(above, int) and below > above:
        other = next(step for step in reversed(low.path) if step != "value")
        high.report(
            _("{high} is less than {other}, which is {low}").format(high=above, other=other, low=below),
            _("at least {low}").format(low=below),
        )


def check_portfolio(root: Node) -> None:
    """The shares of the standing portfolio add up to the whole."""
    defaults = root.get("coefficients", "defaults")
    shares = [defaults.get(f"portfolio_{stage}").whole("value") for stage in STAGES]
    given = [share for share in shares if share is not None]
    if len(given) == len(STAGES) and sum(given) != WHOLE_PORTFOLIO:
        defaults.get(f"portfolio_{STAGES[-1]}", "value").report(
            _("the shares portfolio_4 to portfolio_7 add up to {total}").format(total=sum(given)),
            _("a total of {whole}").format(whole=WHOLE_PORTFOLIO),
        )


def check_technologies(root: Node) -> None:
    """Somebody may pay for each technology, and somebody may bid for it."""
    sponsors = {
        agency.text("id") for agency in root.items("agencies") if agency.get("sponsors").value is not False
    }
    wanted = {bidder.text("technology") for bidder in root.items("bidders")}
    for technology in root.items("technologies"):
        name, agencies = technology.text("id"), technology.get("agencies")
        if isinstance(agencies.value, dict) or agencies.value is None:
            caring = {agency for agency, weight in (agencies.value or {}).items() if weight != 0}
            if sponsors and not caring & sponsors:
                agencies.report(
                    _("no agency that may sponsor an institute cares for this technology"),
                    _("at least one of {known}").format(known=", ".join(sorted(sponsors))),
                )
        if name and wanted and name not in wanted:
            technology.get("id").report(
                _("nobody bids for {technology}").format(technology=quoted(name)),
                _("at least one entry of bidders that names it"),
            )


def check_payers(root: Node, ids: Ids) -> None:
    """A channel is paid for by an agency, the sponsor or the institute."""
    if "agencies" not in ids:
        return
    known = [*PAYERS, *ids["agencies"]]
    for channel in root.items("channels"):
        payer = channel.get("payer")
        if isinstance(payer.value, str) and payer.value not in known:
            payer.report(
                _("{value} cannot pay").format(value=quoted(payer.value)),
                _("one of {known}").format(known=", ".join(known)),
                near(payer.value, known),
            )


def check_components(root: Node) -> None:
    """A goal's figure has a way to go."""
    for goal in root.items("goals"):
        for component in goal.items("components"):
            base, target = component.whole("base"), component.whole("target")
            if base is not None and base == target:
                component.get("target").report(_("base and target are the same"), _("another number"))


def check_turn(entry: Node, key: str, root: Node) -> None:
    """A turn that is named comes before the end of the game."""
    turn, turns = entry.whole(key), root.get("calendar").whole("turns")
    if turn is not None and turns is not None and turn > turns:
        entry.get(key).report(
            _("the game ends before turn {turn}").format(turn=turn),
            _("a turn from 1 to {turns}").format(turns=turns),
        )


def check_event(event: Node, root: Node, ids: Ids) -> None:
    """An event's turns, conditions and effects."""
    check_turn(event, "turn", root)
    check_turn(event, "first_turn", root)
    turn, first = event.whole("turn"), event.whole("first_turn")
    if turn is not None and first is not None and first > turn:
        event.get("first_turn").report(
            _("this event can never happen: it waits for a turn after its own"),
            _("at most {turn}").format(turn=turn),
        )
    check_conditions(event, ids, in_lesson=False)
    for option in event.items("options"):
        for effect in option.items("effects"):
            check_effect(effect, ids)


def check_conditions(owner: Node, ids: Ids, in_lesson: bool) -> None:
    """Each condition tests exactly one thing, which exists."""
    for condition in owner.items("when"):
        if not isinstance(condition.value, dict):
            continue
        given = [key for key in ("measure", "ordered") if key in condition.value]
        if "ordered" in given and not in_lesson:
            condition.get("ordered").report(
                _("only the reactions of lessons can ask for an order"), _("a measure")
            )
        elif len(given) != 1:
            condition.report(
                _("a condition tests one thing"),
                _("exactly one of measure and ordered") if in_lesson else _("a measure"),
            )
        measure = MEASURES.get(condition.text("measure"))
        if measure is not None:
            check_aim(condition, measure.scope, ids, needed=True)
        elif "ordered" in given and condition.text("of"):
            condition.get("of").report(_("an order is not aimed at anything here"), _("no such key"))


def check_effect(effect: Node, ids: Ids) -> None:
    """An effect's aim and length fit its lever."""
    lever = LEVERS.get(effect.text("lever"))
    if lever is None:
        return
    check_aim(effect, lever.scope, ids, needed=False)
    turns = effect.whole("turns", default=0)
    name = quoted(effect.text("lever"))
    if lever.timed and turns == 0:
        effect.get("turns").report(
            _("{lever} lasts for some turns, and none are given").format(lever=name), _("at least 1")
        )
    elif not lever.timed and turns:
        effect.get("turns").report(_("{lever} acts at once").format(lever=name), _("no such key"))


def check_aim(entry: Node, scope: str, ids: Ids, needed: bool) -> None:
    """``of`` names an entry of the scope's table, or nothing where the scope is the network."""
    aim = entry.get("of")
    if aim.value is not None and not isinstance(aim.value, str):
        return
    if scope not in TABLES_OF_SCOPES:
        if aim.value:
            aim.report(
                _("this is a figure of the whole network and is not aimed at anything"), _("no such key")
            )
        return
    table = TABLES_OF_SCOPES[scope]
    known = ids.get(table, [])
    if not aim.value:
        if needed:
            aim.report(
                _("it must be said which one is meant"), _("the id of one of {table}").format(table=table)
            )
    elif aim.value not in known and (known or entry.document.whole):
        aim.report(
            _("there is no {value} in {table}").format(value=quoted(aim.value), table=table),
            _("the id of one of {table}").format(table=table),
            near(aim.value, known),
        )
