"""What an event does, in words: the lever, at whom it is aimed, how much, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.locale import N_, ngettext
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.vocabulary import LEVERS
from nnmi_game.tui.views.figures import local, percent, signed_figure
from nnmi_game.tui.views.text import signed

if TYPE_CHECKING:
    from nnmi_game.scenario.model import Effect, Scenario

LEVER_NAMES = {
    "appropriation": N_("appropriations"),
    "payments": N_("scheduled payments of base money"),
    "new_starts": N_("new competitions and awards"),
    "match_rule": N_("match asked for against federal money"),
    "market_pull": N_("demand for the technology"),
    "churn": N_("members who leave"),
    "training": N_("people in programs"),
    "project_pace": N_("pace of projects"),
    "attention": N_("attention of the office"),
    "budget": N_("money at hand"),
    "support_congress": N_("support in Congress"),
    "support_public": N_("support in public"),
    "support_agency": N_("support of the agency"),
    "office_staff": N_("people in the office"),
    "commercial": N_("weight that Congress gives to commercial results"),
    "cash": N_("cash of the institute"),
    "reputation": N_("reputation of the institute"),
    "foreign_front": N_("foreign front"),
    "cycle": N_("business cycle"),
}


def lever_name(lever: str) -> str:
    """What a lever is called."""
    return _(LEVER_NAMES[lever])


def amount_text(lever: str, amount: int) -> str:
    """How much a lever is moved."""
    if lever == "new_starts":
        return _("forbidden") if amount < 0 else _("allowed")
    unit = LEVERS[lever].unit
    if unit == "per mille":
        return percent(amount) if amount < 0 else "+" + percent(amount)
    return signed_figure(amount, unit) if unit == "thousand dollars" else signed(amount)


def aim_text(scenario: Scenario, lever: str, of: str) -> str:
    """At whom it is aimed; nothing for what concerns the whole network."""
    scope = LEVERS[lever].scope
    if scope == "agency":
        return next((local(one.name) for one in scenario.agencies if one.id == of), _("every agency"))
    if scope == "technology":
        return next((local(one.name) for one in scenario.technologies if one.id == of), _("every field"))
    return ""


def effect_text(scenario: Scenario, effect: Effect) -> str:
    """One effect of an option in a line."""
    name, amount = lever_name(effect.lever), amount_text(effect.lever, effect.amount)
    aim = aim_text(scenario, effect.lever, effect.of)
    text = f"{amount}  " + (_("{figure} ({of})").format(figure=name, of=aim) if aim else name)
    if LEVERS[effect.lever].timed:
        text += ngettext(", for {count} turn", ", for {count} turns", effect.turns).format(count=effect.turns)
    return text
