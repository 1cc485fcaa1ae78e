"""The even-handed office: an institute in every field, every lever pulled a little, nobody preferred."""

from __future__ import annotations

import numpy as np

from nnmi_game.analysis.policies import Policy, moves
from nnmi_game.engine.context import alive
from nnmi_game.engine.decisions import NONE, Decisions, no_decisions
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables

#: Share of an agency's appropriation that goes into workforce programs, evenly over programs and regions.
_TRAINING = 0.2
#: Recruiting money of each institute, thousand dollars a year.
_RECRUITING = 240


def make(tables: Tables) -> Policy:
    """The policy."""
    everywhere = (1 << tables.dims.R) - 1

    def decide(state: State, tables: Tables, luck: Luck) -> Decisions:
        d = no_decisions(state.worlds, tables.dims)
        rules = tables.c.competition
        moves.close_hollow(d, state, 0)
        moves.award_best(d, state)
        moves.solicit_open_fields(
            d, state, tables, rules.seed_standard.value, 5, tables.c.defaults.taper.value, 1000
        )
        moves.renew_ending(d, state, tables, rules.seed_standard.value // 4, 4)
        _train(d, state, tables)
        new = alive(state) & (state.recruit.sum(axis=2) == 0)
        # one channel for each institute, turn about
        mine = np.arange(tables.dims.K)[:, None] % tables.dims.C == np.arange(tables.dims.C)
        d.recruit[...] = np.where(new[:, :, None] & mine, _RECRUITING, NONE)
        d.recruit_regions[new] = everywhere
        return d

    return decide


def _train(d: Decisions, state: State, tables: Tables) -> None:
    """One program in each turn gets its share in every region; after a round all of them stand."""
    number = int(state.turn[0]) + 1
    program = number % tables.dims.P
    payer = tables.program_payer[program]
    programs = int((tables.program_payer == payer).sum())
    coming = int(tables.appropriations[tables.year(number)][payer])
    d.train_region[:, program] = int(coming * _TRAINING) // programs // tables.dims.R
