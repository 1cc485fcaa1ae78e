"""The office that draws lots: any order, any number within its bounds. Its chance comes from the world's luck."""

from __future__ import annotations

import numpy as np

from nnmi_game.analysis.policies import Policy, moves
from nnmi_game.engine.arrays import Floats, Ints
from nnmi_game.engine.context import PROPOSED, alive
from nnmi_game.engine.decisions import NONE, Decisions, no_decisions
from nnmi_game.engine.events import waiting
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import LINK_KINDS


class _Lots:
    """Uniforms of one turn, dealt out one after the other."""

    def __init__(self, uniforms: Floats) -> None:
        self.uniforms = uniforms
        self.dealt = 0

    def draw(self, *shape: int) -> Floats:
        """The next uniforms, of shape (worlds, *shape)."""
        size = int(np.prod(shape))
        part = self.uniforms[:, self.dealt : self.dealt + size]
        self.dealt += size
        return part.reshape(len(part), *shape)

    def whole(self, low: int, high: int, *shape: int) -> Ints:
        """Whole numbers from low to high, both included."""
        return low + (self.draw(*shape) * (high - low + 1)).astype(np.int64)


def make(tables: Tables) -> Policy:
    """The policy."""

    def decide(state: State, tables: Tables, luck: Luck) -> Decisions:
        n = tables.dims
        d = no_decisions(state.worlds, n)
        slots = 24 * n.K + 3 * n.K * n.C + 3 * n.K * n.B + 2 * n.P * n.R + 2 * n.L + n.E + 12
        lots = _Lots(luck.uniforms(int(state.turn[0]) + 1, "policy", slots))
        rules = tables.c.competition
        k = n.K
        d.solicit[...] = lots.draw(k) < 0.1
        d.solicit_agency[...] = moves.best_sponsor(tables)
        d.solicit_seed[...] = lots.whole(rules.seed_low.value, rules.seed_high.value, k)
        d.solicit_years[...] = lots.whole(rules.years_low.value, rules.years_high.value, k)
        d.solicit_taper[...] = lots.whole(0, 1000, k)
        d.solicit_match[...] = lots.whole(rules.match_low.value, rules.match_high.value, k)
        offered = state.offer_pledge > 0
        pick = np.where(offered, lots.draw(k, n.B), -1.0).argmax(axis=2)
        open_ = (state.phase == PROPOSED) & offered.any(axis=2)
        d.award[...] = np.where(open_ & (lots.draw(k) < 0.6), pick, NONE)
        there = alive(state)
        d.taper[...] = np.where(there & (lots.draw(k) < 0.02), lots.whole(0, 1000, k), NONE)
        d.close[...] = there & (lots.draw(k) < 0.004)
        renews = there & (lots.draw(k) < 0.2)
        d.renew_seed[...] = np.where(renews, lots.whole(1000, rules.seed_high.value // 2, k), NONE)
        d.renew_years[...] = lots.whole(1, rules.renewal_years_high.value, k)
        recruits = there[:, :, None] & (lots.draw(k, n.C) < 0.03)
        d.recruit[...] = np.where(recruits, lots.whole(0, 800, k, n.C), NONE)
        d.recruit_regions[...] = lots.whole(1, (1 << n.R) - 1, k, n.C)
        trains = lots.draw(n.P, n.R) < 0.02
        d.train_region[...] = np.where(trains, lots.whole(0, 1500, n.P, n.R), NONE)
        shares = np.sort(lots.whole(0, 1000, k, 3), axis=2)
        mix = np.diff(shares, axis=2, prepend=0, append=1000)
        changes = there & (lots.draw(k) < 0.03)
        d.portfolio[...] = np.where(changes[:, :, None], mix, NONE)
        d.bottom_up[...] = np.where(changes, lots.whole(0, 1000, k), NONE)
        d.voucher[...] = np.where(there & (lots.draw(k) < 0.02), lots.whole(0, 20, k), NONE)
        links = lots.draw(n.L) < 0.004
        d.link[...] = np.where(links, lots.whole(0, len(LINK_KINDS), n.L), NONE)
        options = (lots.draw(n.E) * tables.options).astype(np.int64)
        d.respond[...] = np.where(waiting(state), options, NONE)
        return d

    return decide
