"""Phase 10: economy. The national frame moves the network; in its own technologies the network moves a little.

Half a billion a year cannot turn the national share of manufacturing; domestic capability, plants and jobs in the
fields of the institutes are where it can be seen.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Floats, Ints, divided, everywhere, rounded, side_by_side, within
from nnmi_game.engine.context import Turn
from nnmi_game.engine.draws import binomial
from nnmi_game.engine.tables import share


def run(turn: Turn) -> None:
    """Cycle and national figures, then fronts, then plants and jobs."""
    luck = turn.either_side("economy", (3 + turn.tables.dims.K,))
    _nation(turn, luck)
    gain = _fronts(turn, luck)
    _plants(turn, gain)


def _nation(turn: Turn, luck: Floats) -> None:
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.economy
    year = tables.year(turn.number)
    back = rounded((tables.cycle[year] - state.cycle) * min(tables.per_turn(rules.cycle_return), 1.0))
    ledger.flow("cycle", "the national economy", back)
    ledger.flow("cycle", "chance", rounded(rules.cycle_luck.value * luck[:, 0]))
    # figures run straight towards the year's mean over the turns of that year
    turns_left = tables.turns_per_year - (turn.number - 1) % tables.turns_per_year
    for name, path, slot in (("va_share", tables.va_share, 1), ("employment", tables.employment, 2)):
        figure = getattr(state, name)
        step = rounded((path[year] - figure) / turns_left)
        ledger.flow(name, "the national economy", step)
        ledger.flow(name, "chance", rounded(path[year] * share(rules.macro_luck) * luck[:, slot]))


def _fronts(turn: Turn, luck: Floats) -> Ints:
    """Domestic capability against the foreign front; returns the domestic gain of the turn [W, K]."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.economy
    done = state.transitions - turn.before.transitions
    from_projects = done * rules.transition_gain.value
    firms = np.maximum(tables.firms.sum(axis=1), 1)
    spread = np.minimum(state.need / (1000 * firms), 1.0)
    from_firms = rounded(rules.diffusion_gain.value / tables.turns_per_year * spread)
    more_skilled = (state.skilled.sum(axis=1) - int(tables.skilled.sum())) / 1000
    from_people = rounded(np.maximum(more_skilled, 0.0) * rules.training_gain.value / tables.turns_per_year)
    lost = rounded(state.domestic * tables.per_turn(rules.erosion) * tables.offshoring)
    ledger.flow("domestic", "transitions", from_projects)
    ledger.flow("domestic", "SMEs that use the technology", from_firms)
    ledger.flow("domestic", "skilled people", from_people[:, None].repeat(tables.dims.K, axis=1))
    ledger.flow("domestic", "offshoring", -np.minimum(lost, state.domestic))
    ledger.flow("foreign", "competitors", everywhere(rounded(tables.foreign_pace), state.worlds))
    ledger.flow("foreign", "chance", rounded(rules.foreign_luck.value * luck[:, 3:]))
    return from_projects + from_firms + from_people[:, None]


def _plants(turn: Turn, gain: Ints) -> None:
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.economy
    behind = within((state.foreign - state.domestic) / np.maximum(state.domestic, 1), 0.0, 2.0)
    slump = np.maximum(-state.cycle[:, None], 0) / 100
    closing = tables.per_turn(rules.plant_close) + tables.per_turn(rules.plant_gap) * behind
    closing = (closing + tables.per_turn(rules.plant_cycle) * slump) * (0.5 + 0.5 * tables.offshoring)
    opening = tables.per_turn(rules.plant_base) + share(rules.plant_open) * gain / 100
    luck = turn.uniforms("plants", (2, tables.dims.K))
    plants = side_by_side(state.plants, state.plants)
    changed = binomial(plants, side_by_side(closing, opening), luck)
    closed, opened = changed[:, 0], changed[:, 1]
    staff = divided(state.jobs, state.plants)
    ledger.flow("jobs", "plants closed", -np.minimum(rounded(closed * staff), state.jobs))
    ledger.flow("jobs", "plants opened", rounded(opened * staff))
    ledger.flow("plants", "closed", -closed)
    ledger.flow("plants", "opened", opened)
