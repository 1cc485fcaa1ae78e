"""What a phase works with: one turn of one batch of worlds."""

from __future__ import annotations

import numpy as np
from attrs import define, field

from nnmi_game.engine.arrays import Bools, Floats, Ints, anywhere, by_owner, chosen, divided, floored, happens
from nnmi_game.engine.decisions import Decisions
from nnmi_game.engine.ledger import Ledger
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import PHASES

OPEN, SOLICITING, PROPOSED, RAMP_UP, OPERATING, TAPERING, SUSTAINING, FAILING, CLOSED = range(len(PHASES))
_NOTHING = np.zeros((1, 1), dtype=np.int64)
_UNMOVED = np.ones((1, 1))


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
    own_projects: Ints | int = 0  # [W, K] what institutes have put into projects of their own money this turn

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
        if name not in self.levers:
            return _UNMOVED
        return np.maximum(1.0 + self.levers[name] / 1000, 0.0)


def alive(state: State) -> Bools:
    """[W, K] whether an institute is there, from ramp-up to failing."""
    return (state.phase >= RAMP_UP) & (state.phase <= FAILING)


def affordable(turn: Turn, amount: Ints, agency: Ints) -> tuple[Ints, Ints]:
    """Standing money cut to what the paying agencies still have, all orders by the same share; [W, A] its sums."""
    budget = np.maximum(turn.state.budget, 0)
    asked = by_owner(amount, agency, turn.tables.dims.A)
    short = asked > budget
    if not happens(short):
        return amount * (agency >= 0), asked
    reach = np.where(short, divided(budget, asked), 1.0)
    paid = floored(amount * np.where(agency >= 0, chosen(reach, agency), 0.0))
    return paid, by_owner(paid, agency, turn.tables.dims.A)


def at_work(state: State, tables: Tables, turn: int, which: slice | Ints = slice(None)) -> Bools:
    """[W, timed effects] whether each, or each of ``which``, is at work in a turn."""
    event = tables.timed_event[which]
    happened, chosen_option = state.event_turn.take(event, axis=1), state.event_option.take(event, axis=1)
    earliest = np.maximum(turn - tables.timed_turns[which], 1)
    return np.asarray(
        (happened >= earliest) & (happened < turn) & (chosen_option == tables.timed_option[which])
    )


def lasting_effects(state: State, tables: Tables, turn: int) -> dict[str, Ints]:
    """Sums of the timed effects that are still at work in a turn, lever by lever."""
    # most are over or never came, in whatever world
    latest = state.event_turn.max(axis=0, initial=0).take(tables.timed_event)
    recent = ((latest > 0) & (latest + tables.timed_turns >= turn)).nonzero()[0]
    sums: dict[str, Ints] = {}
    if not recent.size:
        return sums
    active = at_work(state, tables, turn, recent)
    for place in anywhere(active):
        effect = tables.timed[recent[place]]
        amount = (active[:, place] * effect.amount)[:, None]
        if effect.lever not in sums:
            sums[effect.lever] = np.zeros((state.worlds, effect.places), dtype=np.int64)
        if effect.index < 0:
            sums[effect.lever] += amount
        else:
            sums[effect.lever][:, effect.index, None] += amount
    return sums
