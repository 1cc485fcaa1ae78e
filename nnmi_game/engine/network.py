"""Phase 7: network. Linked institutes exchange knowledge.

Too near teaches nothing, too far cannot be understood: the gain is an inverted U in cognitive distance. Every link
costs both sides money and the office attention, and the more links an institute has the less each is worth.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Floats, happens, over_last, rounded, within
from nnmi_game.engine.context import Turn
from nnmi_game.engine.institutes import capability
from nnmi_game.engine.tables import share
from nnmi_game.scenario.vocabulary import LINK_KINDS


def run(turn: Turn) -> None:
    """Old knowledge fades, links grow stronger, knowledge flows both ways, coordination is paid for."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.network
    ledger.flow("knowledge", "became stale", -rounded(state.knowledge * tables.per_turn(rules.fade)))
    linked = state.link_kind > 0
    if not happens(linked):
        return
    growth = np.minimum(
        rounded(1000.0 * tables.per_turn(rules.growth) * np.ones(linked.shape)), 1000 - state.link_strength
    )
    ledger.flow("link_strength", "grew together", np.where(linked, growth, 0))
    kinds = np.array([0, 1000, rules.standards_gain.value, rules.subnetwork_gain.value]) / 1000
    worth = rounded(1000.0 * kinds[state.link_kind] * tables.fit * state.link_strength / 1000)
    count = linked[:, tables.pairs_of].sum(axis=2)
    each = 1.0 / (1.0 + count / rules.crowding.value)
    teacher = rounded(capability(state, tables))
    taught = over_last(worth[:, tables.pairs_of] * teacher[:, tables.others_of]) / 1e6
    gain = rounded(rules.gain.value / tables.turns_per_year * taught * each * (1.0 - state.knowledge / 1000))
    ledger.flow("knowledge", "learned from linked institutes", within(gain, 0, 1000 - state.knowledge))
    ledger.pay("links", "cash", "coordination", count * rules.cost.value // tables.turns_per_year)


def standards(turn: Turn) -> Floats:
    """[W, K] factor on the pace of projects through shared standards; (1, 1) without links."""
    state, tables = turn.state, turn.tables
    if not happens(state.link_kind > 0):
        return np.ones((1, 1))
    shared = np.where(state.link_kind == LINK_KINDS.index("standards") + 1, state.link_strength, 0)
    best = shared[:, tables.pairs_of].max(axis=2, initial=0)
    return np.asarray(1.0 + share(tables.c.network.standards_pace) * best / 1000)
