"""The figures of the game by name: what conditions, targets, reports and screens ask for.

The names and units stand in ``scenario.vocabulary.MEASURES``; each is computed here from a state. Network figures
have shape (worlds,), figures of technologies (worlds, K), figures of agencies (worlds, A).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnmi_game.engine.arrays import Ints, divided, over_last, rounded
from nnmi_game.engine.context import CLOSED, FAILING, SUSTAINING, alive
from nnmi_game.engine.institutes import capability
from nnmi_game.engine.institutes import members as members_by_tier
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables

Measure = Callable[[State, Tables], Ints]


def value(name: str, state: State, tables: Tables) -> Ints:
    """A figure by name; ``KeyError`` for a name that is not in the vocabulary."""
    if name in _COMPUTED:
        return _COMPUTED[name](state, tables)
    return np.asarray(getattr(state, _KEPT[name]))


def one(name: str, of: str, state: State, tables: Tables) -> Ints:
    """[W] a figure of the network, or of the technology or agency named by ``of``."""
    found = value(name, state, tables)
    if found.ndim == 1:
        return found
    place = tables.agency[of] if name.startswith("agency_") else tables.technology[of]
    return found[:, place]


def _share(part: Ints, whole: Ints) -> Ints:
    return rounded(1000.0 * divided(part, whole))


def _turn(state: State, tables: Tables) -> Ints:
    return np.minimum(state.turn + 1, tables.scenario.calendar.turns)


def _count(phase: int) -> Measure:
    def measure(state: State, tables: Tables) -> Ints:
        return np.asarray((state.phase == phase).sum(axis=1))

    return measure


def _institutes(state: State, tables: Tables) -> Ints:
    return np.asarray(alive(state).sum(axis=1))


def _tier(number: int) -> Measure:
    def measure(state: State, tables: Tables) -> Ints:
        return np.asarray(state.organisations[:, :, number].sum(axis=1))

    return measure


def _sme(state: State, tables: Tables) -> Ints:
    return np.asarray(state.sme.sum(axis=(1, 2)))


def _members(state: State, tables: Tables) -> Ints:
    return np.asarray(state.organisations.sum(axis=(1, 2)) + state.sme.sum(axis=(1, 2)))


def _industry_share(state: State, tables: Tables) -> Ints:
    return _share(_tier(0)(state, tables) + _sme(state, tables), _members(state, tables))


def _small_share(state: State, tables: Tables) -> Ints:
    return _share(_sme(state, tables), _tier(0)(state, tables) + _sme(state, tables))


def _projects(state: State, tables: Tables) -> Ints:
    return np.asarray(state.projects.sum(axis=(1, 2)) + state.year_ended)


def _weaned(state: State, tables: Tables) -> Ints:
    """Institutes at work that no base money is promised to any more."""
    return np.asarray((alive(state) & (state.phase != FAILING) & (state.base_left <= 0)).sum(axis=1))


def _coverage(state: State, tables: Tables) -> Ints:
    """Mean over the institutes, each counted up to full coverage: one rich institute does not carry the others."""
    there = alive(state)
    capped = np.where(there, np.minimum(institute_coverage(state, tables), 1000), 0)
    return rounded(divided(capped.sum(axis=1), there.sum(axis=1)))


def institute_coverage(state: State, tables: Tables) -> Ints:
    """[W, K] income without base money to operating cost, per mille."""
    return _share(state.income, state.cost)


def _committed_ratio(state: State, tables: Tables) -> Ints:
    """Match pledged and paid against base money promised and paid, over the agreements now running."""
    there = alive(state)
    match = np.where(there, state.pledge_left + state.paid_match, 0).sum(axis=1)
    base = np.where(there, state.base_left + state.paid_base, 0).sum(axis=1)
    return _share(match, base)


def _parity(state: State, tables: Tables) -> Ints:
    each = _share(state.domestic, state.foreign)
    return np.asarray((each * tables.market).sum(axis=1) // max(int(tables.market.sum()), 1))


_KEPT = {
    "reached": "year_reached",
    "trained": "year_trained",
    "placed": "total_placed",
    "reached_total": "total_reached",
    "trained_total": "total_trained",
    "spending": "year_spending",
    "federal_base": "year_base",
    "federal_total": "total_base",
    "support_congress": "support_congress",
    "support_public": "support_public",
    "commercial": "commercial",
    "office_staff": "office_staff",
    "va_share": "va_share",
    "employment": "employment",
    "cycle": "cycle",
    "rescues": "rescues",
    "institute_cash": "cash",
    "institute_reputation": "reputation",
    "institute_knowledge": "knowledge",
    "institute_drift": "drift",
    "institute_dependence": "dependence",
    "institute_transitions": "transitions",
    "institute_base_left": "base_left",
    "institute_phase": "phase",
    "agency_budget": "budget",
    "agency_support": "agency_support",
}

_COMPUTED: dict[str, Measure] = {
    "turn": _turn,
    "institutes": _institutes,
    "institutes_weaned": _weaned,
    "institutes_sustaining": _count(SUSTAINING),
    "institutes_failing": _count(FAILING),
    "institutes_closed": _count(CLOSED),
    "members": _members,
    "members_large": _tier(0),
    "members_sme": _sme,
    "members_academic": _tier(1),
    "members_government": _tier(2),
    "industry_share": _industry_share,
    "small_share": _small_share,
    "diffusion": lambda s, t: np.asarray(s.need.sum(axis=1) // 1000),
    "projects": _projects,
    "pipeline": lambda s, t: np.asarray(s.projects[:, :, :2].sum(axis=(1, 2))),
    "transitions": lambda s, t: np.asarray(s.transitions.sum(axis=1)),
    "nonfederal": lambda s, t: np.maximum(s.year_spending - s.year_base, 0),
    "committed_ratio": _committed_ratio,
    "coverage": _coverage,
    "knowledge": lambda s, t: np.asarray(s.knowledge.sum(axis=1) // np.maximum(alive(s).sum(axis=1), 1)),
    "links": lambda s, t: np.asarray((s.link_kind > 0).sum(axis=1)),
    "skilled": lambda s, t: np.asarray(s.skilled.sum(axis=1)),
    "parity": _parity,
    "plants": lambda s, t: np.asarray(s.plants.sum(axis=1)),
    "plants_kept": lambda s, t: np.asarray(s.plants.sum(axis=1) * 1000 // max(int(t.plants.sum()), 1)),
    "jobs": lambda s, t: np.asarray(s.jobs.sum(axis=1)),
    "jobs_kept": lambda s, t: np.asarray(s.jobs.sum(axis=1) * 1000 // max(int(t.jobs.sum()), 1)),
    "institute_members": lambda s, t: np.asarray(over_last(members_by_tier(s))),
    "institute_partners": lambda s, t: np.asarray(over_last(s.partners)),
    "institute_sme": lambda s, t: np.asarray(over_last(s.sme)),
    "institute_capability": lambda s, t: rounded(capability(s, t)),
    "institute_coverage": institute_coverage,
    "institute_projects": lambda s, t: np.asarray(over_last(s.projects)),
    "proposals": lambda s, t: np.asarray((s.offer_pledge > 0).sum(axis=2)),
}
