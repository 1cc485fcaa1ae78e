"""One turn: the table of contents of the rules.

    1  orders          what the office decided is checked and carried out     legality.py, standing.py
    2  appropriations  the agencies' budgets move                             appropriations.py
    3  competition     proposals arrive, awards become agreements             competition.py
    4  funding         base money and match are paid, or held back            funding.py
    5  membership      firms hear, join, stay, leave                          membership.py
    6  workforce       people are reached, trained, placed                    workforce.py
    7  network         linked institutes learn from each other                network.py
    8  projects        cohorts start, advance, fail, cross over               projects.py
    9  operations      institutes earn, pay, hire, drift, fail                operations.py
    10 economy         fronts, plants and jobs move                           economy.py
    11 events          what else happens                                      events.py
    12 scorecard       what is believed of it all, and the four goals         scorecard.py, politics.py

Every change of a stock goes through the ledger; every draw takes its luck by name from ``luck.py``.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine import (
    appropriations,
    competition,
    economy,
    events,
    funding,
    legality,
    membership,
    network,
    operations,
    projects,
    scorecard,
    standing,
    workforce,
)  # fmt: skip
from nnmi_game.engine.context import Turn, lasting_effects
from nnmi_game.engine.decisions import NONE, Decisions
from nnmi_game.engine.ledger import Ledger
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State, allocate
from nnmi_game.engine.tables import Tables

#: Version of the rules. It rises with every change that makes a recorded game come out differently.
RULES_VERSION = 3

PHASES = (
    standing, appropriations, competition, funding, membership, workforce, network, projects, operations, economy,
    events, scorecard,
)  # fmt: skip


def play_turn(
    state: State, decisions: Decisions, tables: Tables, luck: Luck, recording: bool = True
) -> tuple[State, Ledger]:
    """The state after one more turn and the ledger of all that changed; ``state`` itself is left as it was."""
    number = int(state.turn[0]) + 1
    after = state.copy(tables.dims)
    ledger = Ledger(after, recording)
    levers = lasting_effects(state, tables, number)
    allowed = legality.permitted(decisions, legality.review(state, decisions, tables, levers))
    turn = Turn(number, state, after, allowed, tables, luck, ledger, levers)
    for phase in PHASES:
        phase.run(turn)
    after.turn += 1
    return after, ledger


def new_state(tables: Tables, worlds: int) -> State:
    """Worlds before the first turn."""
    state = allocate(worlds, tables.dims)
    start = tables.scenario.start
    state.office_staff[:] = start.office_staff
    state.support_congress[:] = start.support_congress
    state.support_public[:] = start.support_public
    state.commercial[:] = start.commercial
    state.agency_support[:] = [a.support for a in tables.scenario.agencies]
    for marker in (state.bidder, state.agency, state.hub, state.event_option):
        marker[...] = NONE
    state.unaware[:] = tables.firms
    state.prospects[:] = tables.prospects
    state.backlog[:] = tables.backlog
    state.skilled[:] = tables.skilled
    state.domestic[:] = tables.domestic
    state.foreign[:] = tables.foreign
    state.plants[:] = tables.plants
    state.jobs[:] = tables.jobs
    state.cycle[:] = tables.cycle[0]
    state.va_share[:] = tables.va_share[0]
    state.employment[:] = tables.employment[0]
    return state


def seeds(first: int, worlds: int) -> Luck:
    """The luck of ``worlds`` games with consecutive seeds."""
    return Luck(np.arange(first, first + worlds, dtype=np.int64))
