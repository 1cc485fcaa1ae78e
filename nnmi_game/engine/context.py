"""What a phase works with: one turn of one batch of worlds."""

from __future__ import annotations

import numpy as np
from attrs import define, field

from nnmi_game.engine.arrays import Bools, Floats, Ints, by_owner, divided, floored
from nnmi_game.engine.decisions import Decisions
from nnmi_game.engine.ledger import Ledger
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import LEVERS, PHASES

OPEN, SOLICITING, PROPOSED, RAMP_UP, OPERATING, TAPERING, SUSTAINING, FAILING, CLOSED = range(len(PHASES))
_NOTHING = np.zeros((1, 1), dtype=np.int64)


@define
class Turn:
    """The turn being played: the state that phases change through the ledger, and what they read."""

    number: int
    before: State  # as it was before the turn; not to be changed
    state: State
    decisions: Decisions
    tables: Tables
    luck: Luck
    ledger: Ledger
    levers: dict[str, Ints] = field(factory=dict)

    def uniforms(self, group: str, shape: tuple[int, ...]) -> Floats:
        """Luck of a named group, of shape (worlds, *shape)."""
        slots = 1
        for length in shape:
            slots *= length
        return self.luck.uniforms(self.number, group, slots).reshape(self.state.worlds, *shape)

    def either_side(self, group: str, shape: tuple[int, ...]) -> Floats:
        """Luck between -1 and 1."""
        return 2.0 * self.uniforms(group, shape) - 1.0

    def lever(self, name: str) -> Ints:
        """Sum of the lasting effects on a lever: (worlds, its axis), or (1, 1) zeros where there are none."""
        return self.levers.get(name, _NOTHING)

    def pushed(self, name: str) -> Floats:
        """1 plus the lever as a share: a factor, never below 0; shaped like the lever."""
        return np.maximum(1.0 + self.lever(name) / 1000, 0.0)


def alive(state: State) -> Bools:
    """[W, K] whether an institute is there, from ramp-up to failing."""
    return (state.phase >= RAMP_UP) & (state.phase <= FAILING)


def affordable(turn: Turn, amount: Ints, agency: Ints) -> Ints:
    """Standing money cut to what the paying agencies still have, all orders by the same share."""
    budget = np.maximum(turn.state.budget, 0)
    asked = by_owner(amount, agency, turn.tables.dims.A)
    if (asked <= budget).all():
        return np.where(agency >= 0, amount, 0)
    reach = np.where(asked > budget, divided(budget, asked), 1.0)
    mine = np.take_along_axis(reach, np.maximum(agency, 0).reshape(agency.shape[0], -1), axis=1).reshape(
        agency.shape
    )
    return floored(amount * np.where(agency >= 0, mine, 0.0))


def at_work(state: State, tables: Tables, turn: int) -> Bools:
    """[W, timed effects] whether each is at work in a turn."""
    happened = state.event_turn[:, tables.timed_event]
    return np.asarray(
        (happened > 0)
        & (turn > happened)
        & (turn <= happened + tables.timed_turns)
        & (state.event_option[:, tables.timed_event] == tables.timed_option)
    )


def lasting_effects(state: State, tables: Tables, turn: int) -> dict[str, Ints]:
    """Sums of the timed effects that are still at work in a turn, lever by lever."""
    active = at_work(state, tables, turn)
    sums: dict[str, Ints] = {}
    for number in np.flatnonzero(active.any(axis=0)):
        effect = tables.timed[number]
        scope = LEVERS[effect.lever].scope
        axis = {"network": 1, "agency": tables.dims.A, "technology": tables.dims.K}[scope]
        if effect.lever not in sums:
            sums[effect.lever] = np.zeros((state.worlds, axis), dtype=np.int64)
        aimed = slice(None) if effect.index < 0 else slice(effect.index, effect.index + 1)
        sums[effect.lever][:, aimed] += (active[:, number] * effect.amount)[:, None]
    return sums
