"""Phase 11: events. What the scenario scripts, what the game's own state brings about, and what chance adds."""

from __future__ import annotations

import numpy as np

from nnmi_game.engine import measures
from nnmi_game.engine.arrays import Bools, Ints, anywhere, happens, within
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
    if not happens(due):
        return
    state.event_option[due & (state.event_option < 0)] = 0
    for e in anywhere(due):
        for o in range(len(turn.tables.scenario.events[e].options)):
            _take(turn, e, o, due[:, e] & (state.event_option[:, e] == o))
    turn.levers = lasting_effects(state, turn.tables, turn.number)


def _happen(turn: Turn) -> None:
    state, tables = turn.state, turn.tables
    if not tables.dims.E:
        return
    in_time = (tables.event_first <= turn.number) & (turn.number <= tables.event_last)
    drawn = turn.uniforms("events", (tables.dims.E,)) * 1000 < tables.event_chance
    possible = (state.event_turn == 0) & in_time & drawn
    for e in anywhere(possible):
        event, hit = tables.scenario.events[e], possible[:, e]
        for condition in event.when:
            hit = hit & holds(condition, state, tables)
            if not happens(hit):
                break
        else:
            state.event_turn[hit, e] = turn.number
            if len(event.options) == 1:
                state.event_option[hit, e] = 0
                _take(turn, e, 0, hit)


def _take(turn: Turn, event: int, option: int, hit: Bools) -> None:
    """The effects of an option that act at once; lasting ones are read off the record of events, turn by turn."""
    if happens(hit):
        happened = turn.tables.scenario.events[event]
        for effect in happened.options[option].effects:
            if not LEVERS[effect.lever].timed:
                _apply(turn, happened.id, effect, hit)


def _apply(turn: Turn, event: str, effect: Effect, hit: Bools) -> None:
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    cause = f"event: {event}"
    amount = hit * np.int64(effect.amount)
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
    if index < 0:
        return amount[:, None].repeat(count, axis=1)
    aimed = np.zeros((amount.size, count), dtype=np.int64)
    aimed[:, index] = amount
    return aimed


def _within(amount: Ints, present: Ints) -> Ints:
    """A change that keeps an index between 0 and 1000."""
    kept: Ints = within(amount, -present, 1000 - present)
    return kept
