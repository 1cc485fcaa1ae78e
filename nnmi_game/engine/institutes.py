"""What several phases ask of an institute: how capable it is, whom it is near to, how engaged its firms are."""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Floats, Ints, happens, over_last, saturating
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import OTHER_TIERS, SME, Tables
from nnmi_game.scenario.vocabulary import TIERS


def capability(state: State, tables: Tables) -> Floats:
    """[W, K] points, 0 to 1000: engineers and equipment together, neither without the other, and who leads them."""
    people = saturating(np.maximum(state.staff, 0), float(tables.c.operations.staff_half.value))
    machines = saturating(np.maximum(state.equipment, 0), tables.equipment_half)
    return np.sqrt(people * machines) * tables.lead.take(state.bidder)


def proximity(state: State, tables: Tables) -> Floats:
    """[W, K, R] influence of an institute's sites on a region: 1 at a site, falling with distance."""
    close: Floats = tables.near.take(state.hub, axis=0)
    if happens(state.satellites > 0):
        for region in range(tables.dims.R):
            here = ((state.satellites >> region) & 1)[:, :, None]
            close = np.maximum(close, here * tables.near[region])
    return close


def engagement(state: State, tables: Tables) -> Floats:
    """[W, K] share: firms to take projects up, against the projects there are."""
    firms = state.organisations[:, :, 0] + over_last(state.sme)
    projects = np.maximum(over_last(state.projects), 1)
    return saturating(10.0 * firms / projects, float(tables.c.projects.engagement_half.value))


def members(state: State) -> Ints:
    """[W, K, T] members by tier, SMEs of all regions together."""
    by_tier = np.empty((*state.phase.shape, len(TIERS)), dtype=np.int64)
    by_tier[:, :, SME] = over_last(state.sme)
    for number, tier in enumerate(OTHER_TIERS):
        by_tier[:, :, tier] = state.organisations[:, :, number]
    return by_tier
