"""Moves that several policies make: whom to solicit with, which proposal reads best, what to renew."""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.context import CLOSED, OPEN, PROPOSED, alive
from nnmi_game.engine.decisions import NONE, Decisions
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables


def best_sponsor(tables: Tables) -> Ints:
    """[K] the sponsoring agency that each technology serves most."""
    return (tables.interest * tables.sponsors).argmax(axis=1)


def solicit_open_fields(
    decisions: Decisions, state: State, tables: Tables, seed: int, years: int, taper: int, match: int
) -> None:
    """Open a competition wherever there is no institute; money and attention decide how many are granted."""
    free = (state.phase == OPEN) | (state.phase == CLOSED)
    decisions.solicit[free] = 1
    decisions.solicit_agency[...] = best_sponsor(tables)
    decisions.solicit_seed[...] = seed
    decisions.solicit_years[...] = years
    decisions.solicit_taper[...] = taper
    decisions.solicit_match[...] = match


def award_best(decisions: Decisions, state: State) -> None:
    """Award, in every field with proposals, the pledge that is worth most as the reviewers read it."""
    worth = state.offer_pledge * state.offer_reading
    on_table = (state.phase == PROPOSED) & (worth > 0).any(axis=2)
    decisions.award[...] = np.where(on_table, worth.argmax(axis=2), NONE)


def renew_ending(decisions: Decisions, state: State, tables: Tables, seed: int, years: int) -> None:
    """Ask for a new agreement where the present one is in its last turn or over."""
    ending = alive(state) & (state.term - state.age <= 1)
    decisions.renew_seed[ending] = seed
    decisions.renew_years[ending] = years
