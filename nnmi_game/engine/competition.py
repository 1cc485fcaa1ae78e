"""Phase 3: competition. Teams bid for open solicitations; awards become agreements.

A generous seed draws bidders and crowds out private money; a high match keeps bidders away, stretches the pledges
of those who come, and makes the consortium that can carry it stronger. A steep taper keeps bidders away as well. Teams
that are turned down while the call is open come back with firmer promises, half a year later.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Ints, happens, rounded, saturating
from nnmi_game.engine.context import PROPOSED, RAMP_UP, SOLICITING, Turn
from nnmi_game.engine.standing import forget_offers, reopen
from nnmi_game.engine.tables import share


def run(turn: Turn) -> None:
    """Award first (the orders of this turn), then receive proposals for what is still open."""
    _decline(turn)
    _award(turn)
    _receive(turn)
    _expire(turn)


def _decline(turn: Turn) -> None:
    turned_down = turn.decisions.decline > 0
    if not happens(turned_down):
        return
    state = turn.state
    # the call stays open until patience ends: teams learn what was missing and may bid again
    state.phase[turned_down] = SOLICITING
    forget_offers(state, turned_down)


def _award(turn: Turn) -> None:
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    won = turn.decisions.award >= 0
    if not happens(won):
        return
    rules, defaults, operations = tables.c.competition, tables.c.defaults, tables.c.operations
    place = np.maximum(turn.decisions.award, 0)[:, :, None]
    bidder = np.take_along_axis(
        np.broadcast_to(tables.bidders, (state.worlds, *tables.bidders.shape)), place, 2
    )[:, :, 0]

    def chosen(offer: Ints) -> Ints:
        return np.take_along_axis(offer, place, axis=2)[:, :, 0]

    pledge, signed = chosen(state.offer_pledge), chosen(state.offer_partners)
    asked_more = np.maximum(state.match_rule / 1000 - 1.0, 0.0)
    state.bidder[won] = bidder[won]
    state.hub[won] = tables.hub[bidder][won]
    # 0 is the mark of a consortium that came apart
    state.credibility[won] = np.maximum(chosen(state.offer_credibility), 1)[won]
    ledger.flow("base_left", "awarded", np.where(won, state.plan, 0))
    ledger.flow("pledge_left", "awarded", np.where(won, pledge, 0))
    partners = rounded(tables.partners[bidder] * (signed / 1000)[:, :, None])
    partners = np.where(won[:, :, None], partners, 0)
    partners[:, :, [0, 2, 3]] = np.minimum(partners[:, :, [0, 2, 3]], state.prospects)
    at_hub = np.where(state.hub[:, :, None] == np.arange(tables.dims.R), partners[:, :, 1:2], 0)
    from_hub = np.minimum(at_hub, state.unaware)
    partners[:, :, 1] = from_hub.sum(axis=2)
    ledger.flow("partners", "signed the bid", partners)
    ledger.flow("prospects", "signed the bid", -partners[:, :, [0, 2, 3]])
    ledger.flow("unaware", "signed the bid", -from_hub)
    strength = tables.strength[bidder] + rounded(rules.stretch_strength.value * asked_more)
    ledger.flow("reputation", "awarded", np.where(won, np.minimum(strength, 1000) * 2 // 5, 0))
    ledger.flow("staff", "opened", np.where(won, operations.staff_start.value, 0))
    state.phase[won] = RAMP_UP
    state.opened[won] = turn.number
    state.age[won] = 0
    state.bottom_up[won] = defaults.bottom_up.value
    state.drift[won] = operations.drift_base.value
    mix = (defaults.portfolio_4, defaults.portfolio_5, defaults.portfolio_6, defaults.portfolio_7)
    state.portfolio[won] = [q.value for q in mix]
    state.dues[won] = np.broadcast_to(tables.dues, state.dues.shape)[won]
    forget_offers(state, won)


def _receive(turn: Turn) -> None:
    state, tables = turn.state, turn.tables
    waiting = state.phase == SOLICITING
    if not happens(waiting):
        return
    rules = tables.c.competition
    shape = (tables.dims.K, tables.dims.B)
    exists = tables.bidders >= 0
    bidder = np.maximum(tables.bidders, 0)
    asked = state.match_rule[:, :, None] / 1000
    usual = tables.pledge[bidder]
    seed = state.plan[:, :, None]
    standard = rules.seed_standard.value
    # private money does not grow with the seed: above the standard size part of it is crowded out
    willing = usual * np.minimum(
        1.0, 1.0 - share(rules.crowding_out) * (1.0 - standard / np.maximum(seed, standard))
    )
    chance = share(rules.bid) * saturating(seed, rules.seed_half.value)
    chance = chance * np.maximum(1.0 - share(rules.match_deterrence) * np.maximum(asked - usual, 0.0), 0.05)
    fading = state.taper[:, :, None] / 1000
    # a gentle slope frightens few, a steep one most
    chance = chance * (1.0 - share(rules.taper_deterrence) * fading * fading)
    chance = np.minimum(chance * np.sqrt(tables.pull)[None, :, None] * 1.5, 1.0)
    bids = (turn.uniforms("bids", shape) < chance) & waiting[:, :, None] & exists
    ratio = np.maximum(willing * (1.0 + share(rules.pledge_luck) * turn.either_side("pledges", shape)), asked)
    stretched = np.maximum(ratio / np.maximum(willing, 0.1) - 1.0, 0.0)
    honour = tables.credibility[bidder] * np.maximum(1.0 - share(rules.stretch) * stretched, 0.1)
    honour = honour * (1.0 + share(rules.credibility_luck) * turn.either_side("credibility", shape))
    honour = honour * (1.0 + share(rules.preparation) * state.age[:, :, None] / tables.turns_per_year)
    reading = honour * (1.0 + share(rules.reading_luck) * turn.either_side("readings", shape))
    signed = share(rules.partners) + (1.0 - share(rules.partners)) * turn.uniforms("partners", shape)
    for offer, value in (
        (state.offer_pledge, seed * ratio),
        (state.offer_credibility, 1000 * honour),
        (state.offer_reading, 1000 * np.minimum(reading, 1.0)),
        (state.offer_partners, 1000 * signed),
    ):
        offer[...] = np.where(bids, rounded(value), offer)
    state.phase[waiting & bids.any(axis=2)] = PROPOSED


def _expire(turn: Turn) -> None:
    """Solicitations that nobody answers and proposals that nobody takes up do not wait for ever."""
    state = turn.state
    pending = (state.phase == SOLICITING) | (state.phase == PROPOSED)
    state.age += pending
    late = pending & (state.age > turn.tables.c.competition.patience.value)
    if happens(late):
        reopen(turn, late)
