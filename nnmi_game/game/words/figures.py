"""What a figure of *why?* is called, where it is, how it is written, and what its lines say."""

from __future__ import annotations

from collections.abc import Callable

from nnmi_game.engine.causes import EVENT, MADE_OF
from nnmi_game.engine.state import STOCKS
from nnmi_game.engine.tables import ORGANISATIONS
from nnmi_game.game import figures, steps
from nnmi_game.game.figures import Figure
from nnmi_game.game.leads import Number
from nnmi_game.game.words import causes, names, numbers
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.coefficients import Coefficients
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.vocabulary import LINK_KINDS, TIERS

#: Every stock and setting that a player may ask about.
STATE_NAMES = {
    "turn": N_("Turns played"),
    "office_staff": N_("Staff of the office"),
    "support_congress": N_("Support in Congress"),
    "support_public": N_("Public support"),
    "commercial": N_("Weight of commercial results"),
    "budget": N_("Agency's money at hand"),
    "agency_support": N_("Agency's support"),
    "lapsed": N_("Money that lapsed so far"),
    "phase": N_("Phase"),
    "bidder": N_("Who leads the institute"),
    "agency": N_("Sponsor"),
    "hub": N_("Region of the hub"),
    "satellites": N_("Satellite sites"),
    "opened": N_("Turn of the award"),
    "plan": N_("Base money of the schedule"),
    "term": N_("Length of the schedule"),
    "age": N_("Turns of the schedule gone by"),
    "taper": N_("Taper of the schedule"),
    "match_rule": N_("Match that the agreement asks for"),
    "covered": N_("Turns in a row that income covered cost"),
    "failing": N_("Turns in a row without money"),
    "bottom_up": N_("Projects that members propose"),
    "voucher": N_("Voucher for a new small member"),
    "drift": N_("Effort in contract work"),
    "income": N_("Income without base money"),
    "cost": N_("Operating cost"),
    "inkind": N_("Work in kind given this turn"),
    "base_left": N_("Base money to come"),
    "arrears": N_("Base money held back"),
    "pledge_left": N_("Match still to come"),
    "paid_base": N_("Base money paid under this agreement"),
    "paid_match": N_("Match paid under this agreement"),
    "cash": N_("Cash"),
    "equipment": N_("Value of the equipment"),
    "staff": N_("Engineers and staff"),
    "reputation": N_("Reputation"),
    "knowledge": N_("Knowledge from links"),
    "dependence": N_("Habit of living on federal money"),
    "trust": N_("Trust of federal customers"),
    "dues": N_("Dues a year"),
    "unaware": N_("Small firms that have not heard of it"),
    "aware": N_("Small firms that have heard of it"),
    "sme": N_("Small members"),
    "prospects": N_("Organisations that could join"),
    "organisations": N_("Members other than small firms"),
    "partners": N_("Bid partners not yet members"),
    "need_aware": N_("Need of the firms that have heard of it"),
    "need": N_("Need of the small members"),
    "recruit": N_("Recruiting money a year"),
    "recruit_regions": N_("Regions of recruiting"),
    "offer_pledge": N_("Match that a proposal pledges"),
    "offer_reading": N_("Reviewers' reading of a proposal"),
    "offer_partners": N_("Partners that sign a proposal"),
    "projects": N_("Projects under way"),
    "portfolio": N_("Mix of new projects"),
    "transitions": N_("Technologies past MRL 7"),
    "backlog": N_("Proven concepts lying ready"),
    "train_region": N_("Money a year for a program in a region"),
    "train_institute": N_("Money a year for a program at an institute"),
    "training": N_("People in programs"),
    "interest": N_("People whose interest is awake"),
    "skilled": N_("Skilled people"),
    "link_kind": N_("Kind of link"),
    "link_strength": N_("Strength of the link"),
    "domestic": N_("Domestic capability"),
    "foreign": N_("Foreign front"),
    "plants": N_("Plants"),
    "jobs": N_("Jobs"),
    "cycle": N_("Business cycle"),
    "va_share": N_("Manufacturing in value added"),
    "employment": N_("Employment in manufacturing"),
    "event_turn": N_("Turn of an event"),
    "event_option": N_("Response to an event"),
    "year_spending": N_("Spending this year"),
    "year_base": N_("Base money this year"),
    "year_reached": N_("People reached this year"),
    "year_trained": N_("People trained this year"),
    "year_ended": N_("Projects that ended this year"),
    "total_base": N_("Base money in all"),
    "total_reached": N_("People reached in all"),
    "total_trained": N_("People trained in all"),
    "total_placed": N_("Trained people placed"),
    "rescues": N_("Rescues"),
    "judged": N_("Sum of the years judged"),
}

#: Causes of what the rules set outright (see ``steps``).
SET_CAUSES = {
    steps.BEGAN: N_("an institute began"),
    steps.ENDED: N_("an institute ended"),
    steps.ORDERED: N_("the office ordered it"),
    steps.SET: N_("it changed in the turn"),
}

#: How a figure that is no plain sum is reckoned.
FORMULAS = {
    "industry_share": N_("Large firms and small members, divided by all members."),
    "small_share": N_("Small members, divided by all member firms."),
    "diffusion": N_("Each small member counted as much as it needed the technology."),
    "projects": N_("Projects under way, and those that ended this year."),
    "nonfederal": N_("All spending of the year, less federal base money."),
    "committed_ratio": N_(
        "Match pledged and paid, divided by base money promised and paid, over the agreements now running."
    ),
    "coverage": N_(
        "Each institute's income without base money divided by its operating cost, counted up to 100%; "
        "the mean of all institutes."
    ),
    "knowledge": N_("The knowledge of all institutes, divided by their number."),
    "parity": N_(
        "Domestic capability divided by the foreign front, field by field; the mean, weighed by the fields' markets."
    ),
    "plants_kept": N_("Plants now, divided by those at the start."),
    "jobs_kept": N_("Jobs now, divided by those at the start."),
    "institute_capability": N_(
        "Engineers and equipment together, neither without the other; how strong its leaders are counts too."
    ),
    "institute_coverage": N_("Income without base money, divided by operating cost."),
}

#: What the numbers in the tables of a scenario are called; coefficients carry their own words.
TABLE_NUMBERS = {
    "agencies.appropriations": N_("money enacted for the year"),
    "agencies.carryover": N_("share of unspent money that an agency may keep"),
    "agencies.customer": N_("federal projects that an agency buys a year"),
    "bidders.cash": N_("share of the pledge that comes in cash"),
    "bidders.outreach": N_("how well the team reaches firms"),
    "bidders.partners": N_("who signs the bid"),
    "bidders.pledge": N_("match that the team usually pledges"),
    "bidders.region": N_("region of the team's hub"),
    "bidders.retention": N_("how well the team keeps members"),
    "bidders.strength": N_("quality of management and laboratories"),
    "channels.awareness": N_("contacts that leave a firm interested"),
    "channels.contact_cost": N_("cost of reaching one firm"),
    "channels.conversion": N_("readiness to join that the channel adds"),
    "channels.need": N_("need of the firms that the channel brings"),
    "channels.reach": N_("share of firms that the channel can reach"),
    "macro.cycle": N_("where the business cycle is drawn to this year"),
    "macro.employment": N_("national employment on record this year"),
    "macro.va_share": N_("share of value added on record this year"),
    "programs.capacity": N_("places of one college a year"),
    "programs.completion": N_("entrants who complete the program"),
    "programs.cost": N_("cost of one person in the program"),
    "programs.delay": N_("length of the program"),
    "programs.interest": N_("lasting interest that one participant leaves"),
    "programs.placement": N_("those completing who can be placed"),
    "programs.skill": N_("what one placed person adds to the skilled"),
    "regions.colleges": N_("colleges that can run programs"),
    "regions.skilled": N_("skilled people at the start"),
    "regions.weight": N_("political weight of the region"),
    "stages.advance": N_("projects that advance in a good year"),
    "stages.cost": N_("cost of one project a year"),
    "stages.fail": N_("projects given up in a plain year"),
    "stages.member_share": N_("share of a project's cost that members carry"),
    "technologies.agencies": N_("how far the field serves each agency"),
    "technologies.appeal_large": N_("how readily large firms join in the field"),
    "technologies.appeal_sme": N_("how readily small firms join in the field"),
    "technologies.contracts": N_("demand for contract research in the field"),
    "technologies.dues_scale": N_("customary dues in the field against the tier's"),
    "technologies.equipment_scale": N_("equipment needed for full capability"),
    "technologies.firms_sme": N_("small firms in the field at the start"),
    "technologies.foreign_pace": N_("how fast the foreign front moves"),
    "technologies.jobs": N_("jobs in the field at the start"),
    "technologies.market": N_("weight of the field in the national figures"),
    "technologies.offshoring": N_("how easily plants of the field move abroad"),
    "technologies.plants": N_("plants in the field at the start"),
    "technologies.profile": N_("what knowledge the field draws on"),
    "technologies.project_scale": N_("cost of a project in the field against the standard"),
    "technologies.pull": N_("market pull of the field"),
    "technologies.services": N_("demand for shared equipment in the field"),
    "tiers.dues": N_("customary dues of the tier"),
    "tiers.dues_half": N_("dues at which willingness to join halves"),
    "tiers.join": N_("prospects who join in a good year"),
    "tiers.leave": N_("members who leave in a plain year"),
    "tiers.project_money": N_("what one member puts into projects a year"),
    "tiers.service_cost": N_("cost of serving one member a year"),
}

#: Figures of a whole field, and not of its institute.
OF_FIELDS = ("domestic", "foreign", "plants", "jobs", "prospects", "backlog", "offer_pledge", "offer_reading")

LINK_NAMES = {
    "projects": N_("joint projects"),
    "standards": N_("shared standards"),
    "subnetwork": N_("a regional subnetwork"),
}

PHASES_OF_TURN = {
    "orders": N_("orders"),
    "appropriations": N_("appropriations"),
    "competition": N_("competition"),
    "funding": N_("funding"),
    "membership": N_("membership"),
    "workforce": N_("workforce"),
    "network": N_("network"),
    "projects": N_("projects"),
    "operations": N_("operations"),
    "economy": N_("economy"),
    "events": N_("events"),
    "scorecard": N_("scorecard"),
}

#: What each group of draws decides.
LUCK = {
    "appropriations": N_("what Congress enacts for each agency, once a year"),
    "bids": N_("which teams bid"),
    "pledges": N_("what a team pledges"),
    "credibility": N_("how much of a pledge is honoured"),
    "readings": N_("how well reviewers read a bid"),
    "partners": N_("which listed partners sign"),
    "consortia": N_("which consortia come apart"),
    "match": N_("how much match comes in this turn"),
    "conversion": N_("which bid partners sign up"),
    "fading": N_("which bid partners are never seen again"),
    "awareness": N_("which small firms hear of an institute"),
    "joining": N_("which small firms join"),
    "leaving": N_("which small members leave"),
    "organisations": N_("which other members join and leave"),
    "firms": N_("which firms are founded and cease"),
    "completion": N_("who completes a program"),
    "placement": N_("who finds work after a program"),
    "starts": N_("whether part of a project is started"),
    "advance": N_("which projects advance"),
    "failure": N_("which projects are given up"),
    "economy": N_("chance steps of the economy and of foreign competitors"),
    "plants": N_("which plants close and open"),
    "events": N_("which events happen"),
}

UNIT_NAMES = {
    "points": N_("points"),
    "people": N_("people"),
    "firms": N_("firms"),
    "members": N_("members"),
    "plants": N_("plants"),
    "colleges": N_("colleges"),
    "projects": N_("projects"),
    "links": N_("links"),
    "months": N_("months"),
    "turns": N_("turns"),
    "years": N_("years"),
    "km": N_("km"),
    "points per year": N_("points a year"),
    "people per year": N_("people a year"),
    "thousand people": N_("thousand people"),
    "organisations": N_("organisations"),
    "firms x per mille": N_("firms, by need"),
    "per mille of a concept": N_("of a concept"),
    "per mille of a concept per year": N_("of a concept a year"),
}


def _a_year(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda value: _("{amount} a year").format(amount=write(value))


_WRITTEN: dict[str, Callable[[int], str]] = {
    "thousand dollars": numbers.money,
    "thousand dollars per year": _a_year(numbers.money),
    "dollars": numbers.dollars,
    "dollars per year": _a_year(numbers.dollars),
    "per mille": numbers.percent,
    "per mille per year": _a_year(numbers.percent),
    "hundredths of a per cent": lambda value: numbers.percent(value // 10),
    "hundredths of a per cent of GDP": lambda value: numbers.percent(value // 10),
    "per mille of a concept": lambda value: f"{value / 1000:,.1f}",
    "per mille of a concept per year": _a_year(lambda value: f"{value / 1000:,.1f}"),
    "firms x per mille": lambda value: f"{value / 1000:,.1f}",
}


def written(value: int, unit: str) -> str:
    """A value in a unit of the engine, without the unit's name where the figure's title says it."""
    write = _WRITTEN.get(unit)
    return write(value) if write is not None else f"{value:,}"


def with_unit(value: int, unit: str) -> str:
    """A value with its unit in words: for numbers of the scenario."""
    if unit in _WRITTEN or unit not in UNIT_NAMES:
        return written(value, unit)
    return _("{number} {unit}").format(number=f"{value:,}", unit=_(UNIT_NAMES[unit]))


def signed(value: int, unit: str) -> str:
    """A change: always with its sign."""
    text = written(value, unit)
    return text if value <= 0 else "+" + text


def state_name(name: str) -> str:
    """What a stock or setting is called."""
    return _(STATE_NAMES[name])


def title(figure: Figure) -> str:
    """What a figure is called, without its place."""
    match figure.kind:
        case "state":
            return state_name(figure.name)
        case "measure":
            return names.measure(figure.name)
        case "part":
            return _("{figure} (points)").format(figure=names.measure(figure.name))
        case _:
            return names.goal(figure.name)


def place(figure: Figure, scenario: Scenario) -> str:
    """Where a figure is: names of the field, region, agency and so on; nothing for one of the whole network."""
    return numbers.listed(
        _along("F" if axis == "K" and figure.name in OF_FIELDS else axis, number, scenario)
        for axis, number in figure.at
        if axis not in "GD"
    )


def _along(axis: str, number: int, scenario: Scenario) -> str:
    match axis:
        case "K":
            return numbers.local(scenario.technologies[number].institute)
        case "F":
            return numbers.local(scenario.technologies[number].name)
        case "R":
            return numbers.local(scenario.regions[number].name)
        case "A":
            return numbers.local(scenario.agencies[number].name)
        case "T":
            return numbers.local(scenario.tiers[number].name)
        case "O":
            return numbers.local(scenario.tiers[TIERS.index(ORGANISATIONS[number])].name)
        case "S":
            return _("MRL {level}").format(level=scenario.stages[number].mrl)
        case "C":
            return numbers.local(scenario.channels[number].name)
        case "P":
            return numbers.local(scenario.programs[number].name)
        case "L":
            return _pair(number, scenario)
        case "E":
            return numbers.local(scenario.events[number].name)
        case _:
            return str(number + 1)


def _pair(number: int, scenario: Scenario) -> str:
    count, a = len(scenario.technologies), 0
    while number >= count - 1 - a:
        number -= count - 1 - a
        a += 1
    ends = (numbers.local(scenario.technologies[i].name) for i in (a, a + 1 + number))
    return _("{a} and {b}").format(**dict(zip(("a", "b"), ends, strict=True)))


def full_title(figure: Figure, scenario: Scenario) -> str:
    """A figure with its place."""
    where = place(figure, scenario)
    if not where:
        return title(figure)
    return _("{figure}: {place}").format(figure=title(figure), place=where)


def value(figure: Figure, amount: int, scenario: Scenario) -> str:
    """A figure's value in words: phases and kinds by name, all else as a number in its unit."""
    name = figure.name.removeprefix("institute_")
    if name == "phase":
        return names.phase(amount)
    if name == "link_kind":
        return _(LINK_NAMES[LINK_KINDS[amount - 1]]) if amount > 0 else _("none")
    if name == "bidder" and figure.kind == figures.STATE:
        return numbers.local(scenario.bidders[amount].name) if amount >= 0 else _("nobody")
    if name == "agency" and figure.kind == figures.STATE:
        return numbers.local(scenario.agencies[amount].name) if amount >= 0 else _("nobody")
    return written(amount, figures.unit(figure))


#: Causes that say too little beside the name of some stocks.
_OF_STOCKS = {
    ("plants", "opened"): N_("plants opened"),
    ("staff", "opened"): N_("the institute opened"),
    ("judged", "year judged"): N_("one more year was judged"),
    ("turn", steps.SET): N_("the sum is shared by one more year"),
}


def line(name: str, cause: str, figure: Figure, scenario: Scenario) -> str:
    """What a line of a figure's account says; another stock than the figure's own is named first."""
    if name in ("judged", "turn") and figure.name != name:
        return cause_of(name, cause, scenario)
    said = cause_of(name, cause, scenario)
    if figure.kind == figures.STATE and figure.name == name:
        return said
    if figure.kind == figures.MEASURE and cause in MADE_OF.get(name, ()):
        pattern = _("income: {cause}") if name == "income" else _("cost: {cause}")
        return pattern.format(cause=said)
    return _("{figure}: {cause}").format(figure=state_name(name), cause=said)


def cause_of(name: str, cause: str, scenario: Scenario) -> str:
    """A cause in words, of the ledger or of what is set outright."""
    if (name, cause) in _OF_STOCKS:
        return _(_OF_STOCKS[name, cause])
    if cause in SET_CAUSES and name not in STOCKS:
        return _(SET_CAUSES[cause])
    if cause.startswith(EVENT) and not cause.removeprefix(EVENT):
        return _("events")
    return causes.cause(cause, scenario)


def number_title(number: Number, scenario: Scenario) -> str:
    """What a number of the scenario is called, with the entry of its table."""
    table, _dot, key = number.name.partition(".")
    group = getattr(Coefficients, "__attrs_attrs__", ())
    if any(one.name == table for one in group):
        return _(coefficient_doc(table, key, scenario))
    what = _(TABLE_NUMBERS[number.name])
    if not number.entry or table == "macro":
        return what
    if table == "stages":
        where = _("MRL {level}").format(level=number.entry)
    else:
        where = names.name_of(getattr(scenario, table), number.entry)
    return _("{figure}: {place}").format(figure=what, place=where)


def coefficient_doc(group: str, key: str, scenario: Scenario) -> str:
    """The English words for a coefficient, which are also the key of their translation."""
    owner = type(getattr(scenario.coefficients, group))
    found = next(one for one in owner.__attrs_attrs__ if one.name == key)
    return str(found.metadata["spec"].doc)


def number_value(number: Number) -> str:
    """The value of a number of the scenario; words where it is more than one."""
    return with_unit(number.value, number.unit) if number.value is not None else _("many")


def formula(figure: Figure) -> str:
    """How a figure is reckoned, in a sentence; nothing for one that is simply counted."""
    if figure.kind == figures.GOAL:
        return _("The points of its parts, weighed as the scenario weighs them.")
    if figure.kind == figures.PART:
        return _("Points from 0 to 1000 on the way from a base to the target.")
    return _(FORMULAS[figure.name]) if figure.kind == figures.MEASURE and figure.name in FORMULAS else ""


def given(turn: int, now: int) -> str:
    """When an order was given."""
    return _("this turn") if turn == now else _("turn {turn}").format(turn=turn)
