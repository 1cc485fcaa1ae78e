"""Phase 11: events. What the scenario scripts, what the game's own state brings about, and what chance adds."""

from __future__ import annotations

import numpy as np

from nnmi_game.engine import measures
from nnmi_game.engine.arrays import Bools, Ints
from nnmi_game.engine.context import Turn, alive, lasting_effects
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.model import Condition, Effect
from nnmi_game.scenario.vocabulary import LEVERS


def run(turn: Turn) -> None:
    """See which events happen; those with a choice wait for the orders of the next turn."""
    _happen(turn)


def holds(condition: Condition, state: State, tables: Tables) -> Bools:
    """[W] whether a condition on a figure holds."""
    figure = measures.one(condition.measure, condition.of, state, tables)
    bound = condition.value
    match condition.op:
        case ">=":
            return np.asarray(figure >= bound)
        case "<=":
            return np.asarray(figure <= bound)
        case ">":
            return np.asarray(figure > bound)
        case "<":
            return np.asarray(figure < bound)
        case _:
            return np.asarray(figure == bound)


def waiting(state: State) -> Bools:
    """[W, E] events that have happened and wait for a response."""
    return (state.event_turn > 0) & (state.event_option < 0)


def settle(turn: Turn) -> None:
    """The response to events that waited is in, or the first option stands: its effects begin in this turn."""
    state = turn.state
    due = (state.event_turn > 0) & (state.event_turn == turn.number - 1) & (turn.before.event_option < 0)
    if not due.any():
        return
    state.event_option[due & (state.event_option < 0)] = 0
    for e, event in enumerate(turn.tables.scenario.events):
        if due[:, e].any():
            for o, option in enumerate(event.options):
                hit = due[:, e] & (state.event_option[:, e] == o)
                for effect in option.effects:
                    _apply(turn, event.id, effect, hit)
    turn.levers = lasting_effects(state, turn.tables, turn.number)


def _happen(turn: Turn) -> None:
    state, tables = turn.state, turn.tables
    luck = turn.uniforms("events", (tables.dims.E,)) if tables.dims.E else None
    for e, event in enumerate(tables.scenario.events):
        if (event.turn is not None and event.turn != turn.number) or turn.number < event.first_turn:
            continue
        hit = state.event_turn[:, e] == 0
        for condition in event.when:
            if not hit.any():
                break
            hit = hit & holds(condition, state, tables)
        if event.chance < 1000 and luck is not None:
            hit = hit & (luck[:, e] * 1000 < event.chance)
        if not hit.any():
            continue
        state.event_turn[hit, e] = turn.number
        if len(event.options) == 1:
            state.event_option[hit, e] = 0
            for effect in event.options[0].effects:
                _apply(turn, event.id, effect, hit)


def _apply(turn: Turn, event: str, effect: Effect, hit: Bools) -> None:
    """An effect that acts at once; lasting ones are read off the record of events, turn by turn."""
    lever = LEVERS[effect.lever]
    if lever.timed or not hit.any():
        return
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    cause = f"event: {event}"
    amount = np.where(hit, effect.amount, 0)
    match effect.lever:
        case "support_congress" | "support_public" | "commercial":
            ledger.flow(effect.lever, cause, _within(amount, getattr(state, effect.lever)))
        case "support_agency":
            aimed = _aimed(amount, tables.agency.get(effect.of, -1), tables.dims.A)
            ledger.flow("agency_support", cause, _within(aimed, state.agency_support))
        case "office_staff":
            ledger.flow("office_staff", cause, np.maximum(amount, -state.office_staff))
        case "cycle":
            ledger.flow("cycle", cause, amount)
        case "budget":
            aimed = _aimed(amount, tables.agency.get(effect.of, -1), tables.dims.A)
            ledger.pay(cause, "treasury", "budget", np.maximum(aimed, -np.maximum(state.budget, 0)))
        case "cash":
            aimed = _aimed(amount, tables.technology.get(effect.of, -1), tables.dims.K)
            ledger.pay(cause, "treasury", "cash", np.where(alive(state), aimed, 0))
        case "reputation":
            aimed = _aimed(amount, tables.technology.get(effect.of, -1), tables.dims.K)
            ledger.flow("reputation", cause, np.where(alive(state), _within(aimed, state.reputation), 0))
        case "foreign_front":
            aimed = _aimed(amount, tables.technology.get(effect.of, -1), tables.dims.K)
            ledger.flow("foreign", cause, np.maximum(aimed, 1 - state.foreign))


def _aimed(amount: Ints, index: int, count: int) -> Ints:
    """[W, count] the amount at one place, or everywhere for -1."""
    everywhere = np.broadcast_to(amount[:, None], (amount.shape[0], count))
    return everywhere if index < 0 else np.where(np.arange(count) == index, everywhere, 0)


def _within(amount: Ints, present: Ints) -> Ints:
    """A change that keeps an index between 0 and 1000."""
    return np.clip(amount, -present, 1000 - present)
