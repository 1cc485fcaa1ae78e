"""Why a flow is as it is, and what a thing touches: questions to the register in ``cause_rules``.

Each ``Rule`` there names the flows it speaks of (a cause and the stocks that the cause moves) and what the phase reads
to make them: stocks and settings of the state, orders of the turn, numbers of the scenario, levers of events, groups of
luck. A test plays games and holds the register against the ledger, and moves what is named to see the flow move.

Names of numbers are dotted: ``membership.ambient`` is a coefficient, ``channels.reach`` a key of a table of the
scenario. A name of the state may say where it is read: ``skilled@hub`` is the skilled people of the institute's hub
region, ``budget@sponsor`` the money of its sponsor, ``link_strength@links`` the links of an institute, ``staff@linked``
the staff of the institutes it is linked to, ``transitions@all`` those of all fields. Without such a word the place is
that of the flow, as far as both have the same axes. ``measure:`` before a name is a figure of ``measures``.
"""

from __future__ import annotations

from nnmi_game.engine.cause_rules import EVENT, EVENT_RULE, HIDDEN, MEASURE, PLACES, RULES, SETTINGS, Rule
from nnmi_game.engine.state import AXES, STOCKS

__all__ = [
    "EVENT", "EVENT_RULE", "HIDDEN", "MADE_OF", "MEASURE", "MEASURE_NUMBERS", "MEASURE_READS", "PLACES", "RULES",
    "SETTINGS", "Rule", "check", "drives", "find", "numbered_by", "ordered_by", "split", "state_names",
]  # fmt: skip

_BY_FLOW = {(stock, each.cause): each for each in RULES for stock in each.stocks}


def find(stock: str, cause: str) -> Rule:
    """The rule that makes a flow; ``KeyError`` for a flow that the engine does not make."""
    if cause.startswith(EVENT):
        if stock in EVENT_RULE.stocks:
            return EVENT_RULE
        raise KeyError((stock, cause))
    return _BY_FLOW[stock, cause]


def split(read: str) -> tuple[str, str]:
    """A name that a rule reads and the word for its place, or no word: ``skilled@hub`` is (skilled, hub)."""
    name, _at, place = read.partition("@")
    return name, place


#: Settings that count the payments of a turn: the causes of those payments.
MADE_OF = {
    "income": (
        "dues", "services on shared equipment", "contract research", "federal projects", "state money",
        "royalties and donations",
    ),
    "cost": ("payroll", "rent and upkeep", "service to members", "projects"),
}  # fmt: skip

#: What each figure of ``measures`` is reckoned from: names of the state, and numbers of the scenario.
MEASURE_READS: dict[str, tuple[str, ...]] = {
    "turn": ("turn",),
    "institutes": ("phase",),
    "institutes_weaned": ("phase", "base_left"),
    "institutes_sustaining": ("phase",),
    "institutes_failing": ("phase",),
    "institutes_closed": ("phase",),
    "members": ("organisations", "sme"),
    "members_large": ("organisations",),
    "members_sme": ("sme",),
    "members_academic": ("organisations",),
    "members_government": ("organisations",),
    "industry_share": ("organisations", "sme"),
    "small_share": ("organisations", "sme"),
    "diffusion": ("need",),
    "projects": ("projects", "year_ended"),
    "pipeline": ("projects",),
    "transitions": ("transitions",),
    "reached": ("year_reached",),
    "trained": ("year_trained",),
    "placed": ("total_placed",),
    "reached_total": ("total_reached",),
    "trained_total": ("total_trained",),
    "spending": ("year_spending",),
    "federal_base": ("year_base",),
    "nonfederal": ("year_spending", "year_base"),
    "committed_ratio": ("phase", "pledge_left", "paid_match", "base_left", "paid_base"),
    "coverage": ("phase", "income", "cost"),
    "support_congress": ("support_congress",),
    "support_public": ("support_public",),
    "commercial": ("commercial",),
    "office_staff": ("office_staff",),
    "knowledge": ("knowledge", "phase"),
    "links": ("link_kind",),
    "skilled": ("skilled",),
    "parity": ("domestic", "foreign"),
    "plants": ("plants",),
    "plants_kept": ("plants",),
    "jobs": ("jobs",),
    "jobs_kept": ("jobs",),
    "va_share": ("va_share",),
    "employment": ("employment",),
    "cycle": ("cycle",),
    "rescues": ("rescues",),
    "federal_total": ("total_base",),
    "institute_members": ("organisations", "sme"),
    "institute_partners": ("partners",),
    "institute_sme": ("sme",),
    "institute_cash": ("cash",),
    "institute_reputation": ("reputation",),
    "institute_capability": ("staff", "equipment", "bidder"),
    "institute_knowledge": ("knowledge",),
    "institute_drift": ("drift",),
    "institute_dependence": ("dependence",),
    "institute_coverage": ("income", "cost"),
    "institute_projects": ("projects",),
    "institute_transitions": ("transitions",),
    "institute_base_left": ("base_left",),
    "institute_phase": ("phase",),
    "proposals": ("offer_pledge",),
    "agency_budget": ("budget",),
    "agency_support": ("agency_support",),
}
#: Numbers of the scenario that figures are reckoned with.
MEASURE_NUMBERS: dict[str, tuple[str, ...]] = {
    "institute_capability": ("operations.staff_half", "technologies.equipment_scale", "bidders.strength"),
    "parity": ("technologies.market",),
    "plants_kept": ("technologies.plants",),
    "jobs_kept": ("technologies.jobs",),
}


def state_names(read: str) -> tuple[str, ...]:
    """The names of the state behind a name that a rule reads: itself, or those that a figure is reckoned from."""
    name = split(read)[0]
    return MEASURE_READS[name.removeprefix(MEASURE)] if name.startswith(MEASURE) else (name,)


def drives(name: str) -> list[Rule]:
    """What a stock or a setting touches: the rules of flows (and of settings) that read it."""
    return [each for each in _every() if any(name in state_names(read) for read in each.reads)]


def ordered_by(kind: str) -> list[Rule]:
    """What an order of a kind touches at once: flows it makes and settings it sets."""
    return [each for each in _every() if kind in each.orders]


def numbered_by(name: str) -> list[Rule]:
    """What a number of the scenario touches: the rules that reckon with it, or with a figure that does."""
    able = {MEASURE + measure for measure, numbers in MEASURE_NUMBERS.items() if name in numbers}
    return [each for each in _every() if name in each.numbers or any(split(r)[0] in able for r in each.reads)]


def _every() -> tuple[Rule, ...]:
    return (*RULES, *SETTINGS.values())


def check() -> list[str]:
    """What is wrong with the register by itself: names of the state that do not exist, flows registered twice."""
    problems = []
    seen: set[tuple[str, str]] = set()
    for each in RULES:
        for stock in each.stocks:
            if stock not in STOCKS:
                problems.append(f"{each.cause}: {stock} is no stock")
            if (stock, each.cause) in seen:
                problems.append(f"{each.cause} of {stock} stands here twice")
            seen.add((stock, each.cause))
    for each in _every():
        for read in each.reads:
            place = split(read)[1]
            if place and place not in PLACES:
                problems.append(f"{each.cause}: nobody knows the place {place}")
            problems += [f"{each.cause}: {name}" for name in state_names(read) if name not in AXES]
    return problems
