"""Political support: what Congress and the public believe the program delivers, and where."""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Floats, Ints, in_sets, over_first, rounded, saturating
from nnmi_game.engine.context import SUSTAINING, Turn, alive
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import AUDIENCES

CONGRESS, AGENCIES, PUBLIC = range(len(AUDIENCES))


def run(turn: Turn) -> None:
    """Presence and results win support, campaigns win some more, and all of it fades towards the middle."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.politics
    year = tables.turns_per_year
    presence = rounded(rules.presence.value / year * _presence(turn))
    alone = np.asarray((state.phase == SUSTAINING).sum(axis=1)) * rules.sustaining.value // year
    middle = rules.middle.value
    campaigns = campaign_gain(turn.decisions.campaign, tables)
    for name, audience in (("support_congress", CONGRESS), ("support_public", PUBLIC)):
        _raise(turn, name, "presence in the regions", presence)
        if audience == CONGRESS:
            _raise(turn, name, "institutes that stand alone", alone)
            asked = np.minimum(_asked_when_it_ends(turn), state.support_congress)
            ledger.flow(name, "base money that does not fall", -asked)
        _raise(turn, name, "campaign", campaigns[:, audience])
        fade = rounded((getattr(state, name) - middle) * tables.per_turn(rules.fade))
        ledger.flow(name, "faded", -fade)
    won = campaigns[:, AGENCIES, None]
    ledger.flow("agency_support", "campaign", np.minimum(won, 1000 - state.agency_support))
    fade_agencies = rounded((state.agency_support - middle) * tables.per_turn(rules.fade))
    ledger.flow("agency_support", "faded", -fade_agencies)


def campaign_gain(effort: Ints, tables: Tables) -> Ints:
    """Points a campaign wins: each point of attention less than the one before."""
    rules = tables.c.politics
    half = float(rules.campaign_half.value)
    return rounded(rules.campaign.value * half * saturating(effort, half))


def _raise(turn: Turn, name: str, cause: str, points: Ints) -> None:
    turn.ledger.flow(name, cause, np.minimum(points, 1000 - getattr(turn.state, name)))


def _asked_when_it_ends(turn: Turn) -> Ints:
    """[W] points: agreements past their middle, the more the less their payments fall."""
    state, tables = turn.state, turn.tables
    late = alive(state) & (state.base_left > 0) & (2 * state.age >= state.term)
    level = (late * (1000 - state.taper)).sum(axis=1)
    return rounded(level / 1000 * tables.c.politics.level_money.value / tables.turns_per_year)


def _presence(turn: Turn) -> Floats:
    """[W] 0 to 1: political weight of the regions, each by its sites and members."""
    state, tables = turn.state, turn.tables
    at_hub = np.left_shift(1, np.maximum(state.hub, 0))
    regions = alive(state) * (at_hub | state.satellites)
    sites = in_sets(regions, tables.dims.R).sum(axis=1)
    firms = over_first(state.sme)
    seen = 700.0 * saturating(sites, 1.0) + 300.0 * saturating(firms, 60.0)
    return np.asarray(rounded(seen) @ tables.weight / 1e6)
