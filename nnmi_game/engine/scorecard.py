"""Phase 12: scorecard. The four goals of the law, each 0 to 1000, made of figures on their way to a target."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from nnmi_game.engine import appropriations, measures, politics
from nnmi_game.engine.arrays import Ints, rounded
from nnmi_game.engine.context import Turn
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.model import Component, Goal


@frozen(eq=False)
class Part:
    """One component of a goal: its figure and the points (of 1000) it makes of them, [W] each."""

    goal: Goal
    component: Component
    figure: Ints
    points: Ints


def run(turn: Turn) -> None:
    """Close the turn: what is believed of it, what lapses, what the year adds to goals judged by their mean."""
    politics.run(turn)
    if turn.tables.closes_year(turn.number):
        appropriations.lapse(turn)
        for number, (_, component) in enumerate(_components(turn.tables)):
            if component.yearly:
                figure = measures.value(component.measure, turn.state, turn.tables)
                turn.ledger.flow("judged", "year judged", figure, np.s_[:, number])


def parts(state: State, tables: Tables) -> list[Part]:
    """Every component of every goal, as it stands."""
    found = []
    for number, (goal, component) in enumerate(_components(tables)):
        if component.yearly:
            years = max(int(state.turn[0]) // tables.turns_per_year, 1)
            figure = state.judged[:, number] // years
        else:
            figure = measures.value(component.measure, state, tables)
        span = component.target - component.base
        points = np.clip(rounded(1000.0 * (figure - component.base) / span), 0, 1000)
        found.append(Part(goal, component, figure, points))
    return found


def goals(state: State, tables: Tables) -> Ints:
    """[W, 4] the four goals, in the order of the law."""
    columns = []
    every = parts(state, tables)
    for goal in tables.scenario.goals:
        mine = [part for part in every if part.goal is goal]
        weights = sum(part.component.weight for part in mine)
        columns.append(sum(part.points * part.component.weight for part in mine) // weights)
    return np.stack(columns, axis=1)


def if_held(state: State, year_end: State, tables: Tables) -> State:
    """The end of a game in which every figure stays as it is, yearly ones as they were when the last year closed."""
    last = state.copy(tables.dims)
    turns, year = tables.scenario.calendar.turns, tables.turns_per_year
    to_come = max(turns // year - int(state.turn[0]) // year, 0)
    for number, (_, component) in enumerate(_components(tables)):
        if component.yearly:
            last.judged[:, number] += to_come * measures.value(component.measure, year_end, tables)
    last.turn[:] = turns
    return last


def _components(tables: Tables) -> list[tuple[Goal, Component]]:
    return [(goal, component) for goal in tables.scenario.goals for component in goal.components]
