"""Levers: the kinds of orders, and policies that must do without one of them."""

from __future__ import annotations

from attrs import evolve

from nnmi_game.analysis.policies import Policy
from nnmi_game.engine.decisions import Decisions, no_decisions
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables

#: The fields of ``Decisions`` that orders of each kind fill.
LEVERS: dict[str, tuple[str, ...]] = {
    "solicit": ("solicit",),
    "award": ("award",),
    "decline": ("decline",),
    "fund": ("fund",),
    "taper": ("taper",),
    "renew": ("renew_seed",),
    "close": ("close",),
    "dues": ("dues",),
    "vouchers": ("voucher",),
    "recruit": ("recruit",),
    "portfolio": ("portfolio", "bottom_up"),
    "train": ("train_region", "train_institute"),
    "link": ("link",),
    "campaign": ("campaign",),
    "respond": ("respond",),
}


def without(policy: Policy, lever: str) -> Policy:
    """The policy with all its orders of one kind struck out; it does not know, and does not make up for it."""

    def decide(state: State, tables: Tables, luck: Luck) -> Decisions:
        decisions = policy(state, tables, luck)
        nothing = no_decisions(state.worlds, tables.dims)
        return evolve(decisions, **{name: getattr(nothing, name) for name in LEVERS[lever]})

    return decide
