"""The words a scenario may use: goals, tiers, levers of events, measures of conditions.

They are listed here, on the ground floor, so that a scenario file can be checked without the engine; the
engine implements each, and a test holds the two together.
"""

from __future__ import annotations

from attrs import frozen

GOALS = ("competitiveness", "transition", "workforce", "sustainability")
TIERS = ("large", "sme", "academic", "government")
STAGES = (4, 5, 6, 7)
LEADS = ("university", "nonprofit", "consortium")
LINK_KINDS = ("projects", "standards", "subnetwork")
AUDIENCES = ("congress", "agencies", "public")
PROGRAM_KINDS = ("reach", "train")
PAYERS = ("sponsor", "institute")
PHASES = (
    "open", "soliciting", "proposed", "ramp_up", "operating", "tapering", "sustaining", "failing", "closed",
)  # fmt: skip
ORDERS = (
    "solicit", "award", "decline", "fund", "taper", "renew", "close", "dues", "vouchers", "recruit",
    "portfolio", "train", "link", "campaign", "respond",
)  # fmt: skip
OPERATORS = (">=", "<=", ">", "<", "==")


@frozen
class Lever:
    """Something an event can move.

    ``scope`` says what an effect may be aimed at (``network``, ``agency`` or ``technology``; aimed at none it
    moves all of them); ``timed`` levers last for the effect's turns, the others act once.
    """

    scope: str
    unit: str
    timed: bool
    doc: str


LEVERS: dict[str, Lever] = {
    "appropriation": Lever("agency", "per mille", True, "appropriations rise or fall by this share"),
    "payments": Lever(
        "agency",
        "per mille",
        True,
        "scheduled payments change by this share; a negative amount holds them back",
    ),
    "new_starts": Lever("agency", "per mille", True, "any negative amount forbids solicitations and awards"),
    "match_rule": Lever("network", "per mille", True, "change of the non-federal to federal ratio asked for"),
    "market_pull": Lever("technology", "per mille", True, "demand for the technology rises or falls"),
    "churn": Lever("technology", "per mille", True, "members leave faster (or slower) by this share"),
    "training": Lever("network", "per mille", True, "people in programs rise or fall by this share"),
    "project_pace": Lever("technology", "per mille", True, "projects advance faster or slower by this share"),
    "attention": Lever("network", "points", True, "attention of the office changes"),
    "budget": Lever(
        "agency", "thousand dollars", False, "money added to (or taken from) the agency's budget"
    ),
    "support_congress": Lever("network", "points", False, "Congress's support changes"),
    "support_public": Lever("network", "points", False, "the public's support changes"),
    "support_agency": Lever("agency", "points", False, "the agency's support changes"),
    "office_staff": Lever("network", "people", False, "people join or leave the office"),
    "commercial": Lever("network", "points", False, "Congress weighs commercial results more (or less)"),
    "cash": Lever("technology", "thousand dollars", False, "money to each institute at work, no match asked"),
    "reputation": Lever("technology", "points", False, "reputation of each institute at work changes"),
    "foreign_front": Lever("technology", "points", False, "the foreign front moves"),
    "cycle": Lever("network", "points", False, "the business cycle moves"),
}


@frozen
class MeasureName:
    """A figure of the game that conditions, targets and reports may name; ``scope`` as in ``Lever``."""

    scope: str
    unit: str
    doc: str


MEASURES: dict[str, MeasureName] = {
    "turn": MeasureName("network", "turns", "number of the current turn, from 1"),
    "institutes": MeasureName("network", "institutes", "institutes under way (ramp-up to failing)"),
    "institutes_weaned": MeasureName(
        "network", "institutes", "institutes at work that no base money is promised to any more"
    ),
    "institutes_sustaining": MeasureName(
        "network", "institutes", "institutes that have covered their cost for a year since base money ended"
    ),
    "institutes_failing": MeasureName("network", "institutes", "institutes that cannot pay their way"),
    "institutes_closed": MeasureName("network", "institutes", "fields with no institute since theirs closed"),
    "members": MeasureName("network", "organisations", "members of all tiers"),
    "members_large": MeasureName("network", "firms", "large firms among the members"),
    "members_sme": MeasureName("network", "firms", "small and medium manufacturers among the members"),
    "members_academic": MeasureName(
        "network", "organisations", "universities and colleges among the members"
    ),
    "members_government": MeasureName(
        "network", "organisations", "laboratories and agencies among the members"
    ),
    "industry_share": MeasureName("network", "per mille", "firms among all members"),
    "small_share": MeasureName("network", "per mille", "small and medium firms among member firms"),
    "diffusion": MeasureName("network", "firms", "member SMEs weighed by how much they needed it"),
    "projects": MeasureName("network", "projects", "projects active in this fiscal year"),
    "pipeline": MeasureName(
        "network", "projects", "projects at MRL 4 and 5 now: what later transitions grow from"
    ),
    "transitions": MeasureName("network", "projects", "technologies taken past MRL 7 so far"),
    "reached": MeasureName("network", "people", "people reached in this fiscal year"),
    "trained": MeasureName("network", "people", "people trained in this fiscal year"),
    "placed": MeasureName("network", "people", "trained people placed so far"),
    "reached_total": MeasureName("network", "people", "people reached so far"),
    "trained_total": MeasureName("network", "people", "people trained so far"),
    "spending": MeasureName("network", "thousand dollars", "spent by the network in this fiscal year"),
    "federal_base": MeasureName("network", "thousand dollars", "federal base money paid in this fiscal year"),
    "nonfederal": MeasureName("network", "thousand dollars", "all other money in this fiscal year"),
    "committed_ratio": MeasureName("network", "per mille", "pledged non-federal to committed federal money"),
    "coverage": MeasureName("network", "per mille", "non-base revenue to operating cost, mean of institutes"),
    "support_congress": MeasureName("network", "points", "support in Congress"),
    "support_public": MeasureName("network", "points", "support in public"),
    "commercial": MeasureName("network", "points", "weight Congress gives to commercial results"),
    "office_staff": MeasureName("network", "people", "people in the program office"),
    "knowledge": MeasureName("network", "points", "knowledge through links, mean of institutes"),
    "links": MeasureName("network", "links", "links between institutes"),
    "skilled": MeasureName("network", "people", "skilled people in all regions"),
    "parity": MeasureName(
        "network", "per mille", "domestic capability to the foreign front, weighed by market"
    ),
    "plants": MeasureName("network", "plants", "plants in the network's technologies"),
    "plants_kept": MeasureName("network", "per mille", "plants to those at the start"),
    "jobs": MeasureName("network", "people", "jobs in the network's technologies"),
    "jobs_kept": MeasureName("network", "per mille", "jobs to those at the start"),
    "va_share": MeasureName(
        "network", "hundredths of a per cent", "manufacturing's share of national value added"
    ),
    "employment": MeasureName("network", "thousand people", "national employment in manufacturing"),
    "cycle": MeasureName("network", "points", "business cycle, 0 is normal"),
    "rescues": MeasureName("network", "rescues", "rescues paid so far"),
    "federal_total": MeasureName("network", "thousand dollars", "federal base money paid so far"),
    "institute_members": MeasureName("technology", "organisations", "members of the institute"),
    "institute_partners": MeasureName("technology", "organisations", "bid partners not yet members"),
    "institute_sme": MeasureName("technology", "firms", "SME members of the institute"),
    "institute_cash": MeasureName("technology", "thousand dollars", "cash of the institute"),
    "institute_reputation": MeasureName("technology", "points", "reputation of the institute"),
    "institute_capability": MeasureName("technology", "points", "capability of the institute"),
    "institute_knowledge": MeasureName("technology", "points", "knowledge taken in through links"),
    "institute_drift": MeasureName("technology", "per mille", "share of effort in short contract work"),
    "institute_dependence": MeasureName("technology", "points", "habit of living on federal money"),
    "institute_coverage": MeasureName("technology", "per mille", "non-base revenue to operating cost"),
    "institute_projects": MeasureName("technology", "projects", "projects active now"),
    "institute_transitions": MeasureName("technology", "projects", "transitions of the institute so far"),
    "institute_base_left": MeasureName("technology", "thousand dollars", "federal base money still to come"),
    "institute_phase": MeasureName("technology", "phase", "phase, by its place in the list of phases"),
    "proposals": MeasureName("technology", "proposals", "proposals on the table"),
    "agency_budget": MeasureName("agency", "thousand dollars", "money the agency can still spend"),
    "agency_support": MeasureName("agency", "points", "the agency's support"),
}

NETWORK_MEASURES = tuple(name for name, measure in MEASURES.items() if measure.scope == "network")
