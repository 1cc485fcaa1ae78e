"""What would have come of it: other orders at some turn of a game, under the same luck.

``branch_out`` plays one course of decisions, the *trunk*, and any number of branches that leave it at some turn, all
in one batch of worlds that share a seed. A branch is played only from the turn in which it leaves the trunk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from attrs import fields, frozen

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.simulate import BLOCK
from nnmi_game.engine import scorecard
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.decisions import Decisions, compile_orders, join
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import Order
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.engine.turn import new_state, play_turn

#: What is decided in a turn: decisions of one world, or a policy that looks at the state first.
Step = Decisions | Policy


@frozen(eq=False)
class Branch:
    """Leaves the trunk at ``turn`` (from 1): other ``steps`` from there on, then the trunk's again."""

    turn: int
    steps: Sequence[Step]


@frozen(eq=False)
class Futures:
    """Where all ended: the goals of the trunk, of shape (4,), and of the branches, (branches, 4)."""

    trunk: Ints
    branches: Ints
    trunk_state: State
    branch_states: tuple[State, ...]  # in pieces, in the order of the branches; empty unless asked for

    @property
    def changes(self) -> Ints:
        """(branches, 4) goals of the branches against the trunk's."""
        return self.branches - self.trunk

    @property
    def totals(self) -> Ints:
        """(branches,) change of the sum of the goals."""
        return np.asarray(self.changes.sum(axis=1))


def branch_out(
    tables: Tables,
    seed: int,
    trunk: Sequence[Step],
    branches: Sequence[Branch],
    keep_states: bool = False,
    progress: Callable[[float], None] = lambda _: None,
) -> Futures:
    """Play the trunk and every branch to the end of the trunk.

    The trunk may be shorter than the scenario; where it ends, the goals are read. ``progress`` is told after each turn
    what part has been played; what it raises ends the work.
    """
    order = sorted(range(len(branches)), key=lambda number: branches[number].turn)
    goals = np.zeros((len(branches), len(tables.scenario.goals)), dtype=np.int64)
    kept: list[State | None] = [None] * len(branches)
    state, end = new_state(tables, 1), np.zeros((1, goals.shape[1]), dtype=np.int64)
    for start in range(0, max(len(order), 1), BLOCK):
        group = order[start : start + BLOCK]
        before, share = start / max(len(order), 1), max(len(group), 1) / max(len(order), 1)
        state = _play_group(
            tables,
            seed,
            trunk,
            [branches[number] for number in group],
            lambda part, before=before, share=share: progress(before + share * part),  # type: ignore[misc]
        )
        found = scorecard.goals(state, tables)
        end = found[:1]
        goals[group] = found[1:]
        if keep_states:
            for row, number in enumerate(group):
                kept[number] = state.take(np.array([row + 1]), tables.dims)
    return Futures(
        trunk=end[0],
        branches=goals,
        trunk_state=state.take(np.array([0]), tables.dims),
        branch_states=tuple(one for one in kept if one is not None),
    )


def _play_group(
    tables: Tables,
    seed: int,
    trunk: Sequence[Step],
    group: Sequence[Branch],
    progress: Callable[[float], None],
) -> State:
    """The last state: the trunk's world, then one for each branch; ``group`` is in the order of the turns."""
    state = new_state(tables, 1)
    for number, common in enumerate(trunk, start=1):
        leaving = sum(branch.turn == number for branch in group)
        if leaving:
            worlds = np.concatenate([np.arange(state.worlds), np.zeros(leaving, dtype=np.int64)])
            state = state.take(worlds, tables.dims)
        luck = Luck(np.full(state.worlds, seed, dtype=np.int64))
        steps = [common, *(_step(branch, number, common) for branch in group[: state.worlds - 1])]
        state, _ = play_turn(state, _decide(steps, state, tables, luck), tables, luck, recording=False)
        progress(number / len(trunk))
    return state


def _step(branch: Branch, turn: int, common: Step) -> Step:
    place = turn - branch.turn
    return branch.steps[place] if place < len(branch.steps) else common


def _decide(steps: Sequence[Step], state: State, tables: Tables, luck: Luck) -> Decisions:
    """One row of decisions for each world. Neighbours that do the same are decided together."""
    known = {id(step): step for step in steps if isinstance(step, Decisions)}
    if len(known) == len({id(step) for step in steps}):
        places = {name: place for place, name in enumerate(known)}
        return _rows(join(list(known.values())), np.array([places[id(step)] for step in steps]))
    parts: list[Decisions] = []
    start = 0
    for end in range(1, len(steps) + 1):
        if end < len(steps) and steps[end] is steps[start]:
            continue
        step = steps[start]
        if isinstance(step, Decisions):
            parts.append(repeated(step, end - start))
        else:
            rows = np.arange(start, end)
            parts.append(step(state.take(rows, tables.dims), tables, Luck(luck.seeds[rows])))
        start = end
    return parts[0] if len(parts) == 1 else join(parts)


def _rows(decisions: Decisions, rows: Ints) -> Decisions:
    """The decisions of these worlds of a batch."""
    return Decisions(**{f.name: getattr(decisions, f.name)[rows] for f in fields(Decisions)})


def repeated(decisions: Decisions, worlds: int) -> Decisions:
    """The decisions of one world for many; the arrays are not to be written to."""
    return Decisions(
        **{
            f.name: np.broadcast_to(
                getattr(decisions, f.name), (worlds, *getattr(decisions, f.name).shape[1:])
            )
            for f in fields(Decisions)
        }
    )


def compiled(turns: Sequence[Sequence[Order]], tables: Tables) -> list[Decisions]:
    """Decisions of each turn."""
    return [compile_orders(orders, tables) for orders in turns]


def named(goals: Ints, tables: Tables) -> dict[str, int]:
    """Points by the name of the goal."""
    return {goal.id: int(points) for goal, points in zip(tables.scenario.goals, goals, strict=True)}
