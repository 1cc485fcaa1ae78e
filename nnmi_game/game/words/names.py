"""What things of the game are called: phases, goals, figures, and the things a scenario names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from nnmi_game.game.words.numbers import local
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.model import Scenario, Text
from nnmi_game.scenario.vocabulary import PHASES

PHASE_NAMES = {
    "open": N_("open"),
    "soliciting": N_("soliciting"),
    "proposed": N_("proposals in"),
    "ramp_up": N_("ramping up"),
    "operating": N_("operating"),
    "tapering": N_("tapering"),
    "sustaining": N_("standing alone"),
    "failing": N_("failing"),
    "closed": N_("closed"),
}

GOAL_NAMES = {
    "competitiveness": N_("Competitiveness"),
    "transition": N_("Transition"),
    "workforce": N_("Workforce"),
    "sustainability": N_("Sustainability"),
}

MEASURE_NAMES = {
    "turn": N_("Turn"),
    "institutes": N_("Institutes"),
    "institutes_weaned": N_("Institutes off base money"),
    "institutes_sustaining": N_("Institutes standing alone"),
    "institutes_failing": N_("Institutes failing"),
    "institutes_closed": N_("Fields with a closed institute"),
    "members": N_("Members"),
    "members_large": N_("Members: large firms"),
    "members_sme": N_("Members: small and medium firms"),
    "members_academic": N_("Members: universities and colleges"),
    "members_government": N_("Members: laboratories and agencies"),
    "industry_share": N_("Firms among members"),
    "small_share": N_("Small firms among member firms"),
    "diffusion": N_("Small members, weighed by need"),
    "projects": N_("Projects this year"),
    "pipeline": N_("Early projects under way, MRL 4 and 5"),
    "transitions": N_("Technologies past MRL 7"),
    "reached": N_("People reached this year"),
    "trained": N_("People trained this year"),
    "placed": N_("Trained people placed"),
    "reached_total": N_("People reached in all"),
    "trained_total": N_("People trained in all"),
    "spending": N_("Spending this year"),
    "federal_base": N_("Base money this year"),
    "nonfederal": N_("Other money this year"),
    "committed_ratio": N_("Match to base money, committed"),
    "coverage": N_("Cost covered without base money"),
    "support_congress": N_("Support in Congress"),
    "support_public": N_("Public support"),
    "commercial": N_("Weight of commercial results"),
    "office_staff": N_("Staff of the office"),
    "knowledge": N_("Knowledge from links, mean"),
    "links": N_("Links between institutes"),
    "skilled": N_("Skilled people"),
    "parity": N_("Parity with the foreign front"),
    "plants": N_("Plants"),
    "plants_kept": N_("Plants kept"),
    "jobs": N_("Jobs"),
    "jobs_kept": N_("Jobs kept"),
    "va_share": N_("Manufacturing in value added"),
    "employment": N_("Employment in manufacturing"),
    "cycle": N_("Business cycle"),
    "rescues": N_("Rescues"),
    "federal_total": N_("Base money in all"),
    "institute_members": N_("Members of the institute"),
    "institute_partners": N_("Bid partners not yet members"),
    "institute_sme": N_("Small members of the institute"),
    "institute_cash": N_("Cash"),
    "institute_reputation": N_("Reputation"),
    "institute_capability": N_("Capability"),
    "institute_knowledge": N_("Knowledge from links"),
    "institute_drift": N_("Effort in contract work"),
    "institute_dependence": N_("Habit of living on federal money"),
    "institute_coverage": N_("Cost covered by the institute"),
    "institute_projects": N_("Projects now"),
    "institute_transitions": N_("Transitions of the institute"),
    "institute_base_left": N_("Base money to come"),
    "institute_phase": N_("Phase"),
    "proposals": N_("Proposals on the table"),
    "agency_budget": N_("Agency's money at hand"),
    "agency_support": N_("Agency's support"),
}


class Named(Protocol):
    """Something a scenario gives an id and a name."""

    @property
    def id(self) -> str:
        """Short name used in orders."""

    @property
    def name(self) -> Text:
        """Name that people read."""


def phase(number: int) -> str:
    """What a phase of an institute is called, by its place in the list of phases."""
    return _(PHASE_NAMES[PHASES[number]])


def goal(name: str) -> str:
    """What a goal is called."""
    return _(GOAL_NAMES[name])


def measure(name: str) -> str:
    """What a figure is called."""
    return _(MEASURE_NAMES[name])


def name_of(things: Iterable[Named], wanted: str) -> str:
    """The name of the thing with this id; the id itself where there is none."""
    return next((local(one.name) for one in things if one.id == wanted), wanted)


def technology(scenario: Scenario, wanted: str) -> str:
    """The name of a field."""
    return name_of(scenario.technologies, wanted)


def institute(scenario: Scenario, field: str) -> str:
    """The name of the institute of a field, which pages call it by."""
    return next((local(one.institute) for one in scenario.technologies if one.id == field), field)


def agency(scenario: Scenario, wanted: str) -> str:
    """The name of an agency."""
    return name_of(scenario.agencies, wanted)


def region(scenario: Scenario, wanted: str) -> str:
    """The name of a region."""
    return name_of(scenario.regions, wanted)
