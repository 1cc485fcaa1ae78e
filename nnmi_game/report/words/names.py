"""What levers, policies and sources of money are called, and points with their sign."""

from __future__ import annotations

from nnmi_game.game import words
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _

MINUS = "\u2212"

LEVERS = {
    "solicit": N_("Competitions and awards"),
    "award": N_("Awards"),
    "decline": N_("Proposals turned down"),
    "fund": N_("Grants and rescues"),
    "taper": N_("Tapers"),
    "renew": N_("Renewals"),
    "close": N_("Closures"),
    "dues": N_("Dues"),
    "vouchers": N_("Vouchers"),
    "recruit": N_("Recruiting"),
    "portfolio": N_("Mixes of projects"),
    "train": N_("Workforce programs"),
    "link": N_("Links"),
    "campaign": N_("Campaigns"),
    "respond": N_("Answers to events"),
}

WHO = {
    "you": N_("This run"),
    "history": N_("History"),
    "planner": N_("The planner"),
    "idle": N_("No orders at all"),
}

SOURCES = {
    "base": N_("Federal base money"),
    "federal": N_("Other federal money"),
    "match_cash": N_("Match in cash"),
    "match_kind": N_("Match in kind"),
    "members": N_("Members: dues and projects"),
    "customers": N_("Services and contract research"),
    "states": N_("States and donors"),
    "other": N_("Other money"),
}


def lever(kind: str) -> str:
    """What a kind of orders is called."""
    return _(LEVERS[kind])


def who(course: str) -> str:
    """Whose course it is."""
    return _(WHO[course])


def source(name: str) -> str:
    """Where money comes from."""
    return _(SOURCES[name])


def points(value: int) -> str:
    """A change of points with its sign."""
    return f"{MINUS if value < 0 else '+' if value > 0 else ''}{abs(value):,}"


def told(value: int, unit: str) -> str:
    """A figure in its unit."""
    if unit.startswith("thousand dollars"):
        return words.money(value)
    return words.percent(value) if unit == "per mille" else f"{value:,}"
