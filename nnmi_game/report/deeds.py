"""What was decided, and what it did: each order and each lever judged by playing the game again without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from nnmi_game.analysis.counterfactual import Branch, compiled, named
from nnmi_game.analysis.turning_points import WITHOUT, TurningPoint
from nnmi_game.engine import context
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.orders import Respond
from nnmi_game.game import accounts
from nnmi_game.game.game import Game
from nnmi_game.report.review import Deed, Happened, Institute, Lever, TurnReview
from nnmi_game.scenario.vocabulary import GOALS

#: Orders that are one lever: a competition is nothing without its award.
LEVER_OF = {"award": "solicit", "decline": "solicit"}


def rounds(game: Game, points: list[TurningPoint]) -> tuple[TurnReview, ...]:
    """Every turn played; ``points`` are the game's turning points, with those of single orders among them."""
    nothing = dict.fromkeys(GOALS, 0)
    worth = {
        (one.turn, one.order): {goal: -change for goal, change in one.goals.items()}
        for one in points
        if one.kind == WITHOUT
    }
    found = []
    for turn, played in enumerate(game.past, start=1):
        fy, part = game.period(turn)
        before, after = game.goals(turn - 1), game.goals(turn)
        deeds = tuple(Deed(order, worth.get((turn, order), nothing)) for order in played.orders)
        change = {goal: after[goal] - before[goal] for goal in GOALS}
        found.append(TurnReview(turn, fy, part, deeds, events(game, turn), change))
    return tuple(found)


def events(game: Game, turn: int) -> tuple[Happened, ...]:
    """The events that got their answer in a turn."""
    before, after = game.state_after(turn - 1), game.state_after(turn)
    answered = {order.event for order in game.past[turn - 1].orders if isinstance(order, Respond)}
    found = []
    for number in np.flatnonzero((before.event_option[0] < 0) & (after.event_option[0] >= 0)):
        event = game.scenario.events[number]
        option = event.options[int(after.event_option[0, number])]
        found.append(Happened(event.id, option.id, event.id in answered))
    return tuple(found)


def used(game: Game) -> dict[str, list[int]]:
    """The levers that were used, each with the turns of its orders."""
    found: dict[str, list[int]] = {}
    for number, played in enumerate(game.past, start=1):
        for order in played.orders:
            found.setdefault(LEVER_OF.get(order.kind, order.kind), []).append(number)
    return found


def branches(game: Game, levers: Mapping[str, Sequence[int]]) -> list[Branch]:
    """The game without each of the levers, to be played on."""
    found = []
    for name, turns in levers.items():
        rest = [
            [one for one in played.orders if LEVER_OF.get(one.kind, one.kind) != name]
            for played in game.past[turns[0] - 1 :]
        ]
        found.append(Branch(turns[0], compiled(rest, game.tables)))
    return found


def weighed(game: Game, levers: Mapping[str, Sequence[int]], changes: Ints) -> tuple[Lever, ...]:
    """The levers by what the end would have lost without them, the most first; ``changes`` are (levers, 4) goals."""
    found = [
        Lever(name, len(turns), turns[0], named(-change, game.tables))
        for (name, turns), change in zip(levers.items(), changes, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: -one.total))


def institutes(game: Game) -> tuple[Institute, ...]:
    """Every institute that was ever awarded, in the order of the awards."""
    states = [game.state_after(turn) for turn in range(len(game.past) + 1)]
    there = np.array([context.alive(state)[0] for state in states])
    found = []
    for k in np.flatnonzero(there.any(axis=0)):
        last = states[int(np.flatnonzero(there[:, k])[-1])]
        technology = game.scenario.technologies[k].id
        one = Institute(
            technology=technology,
            bidder=game.scenario.bidders[int(last.bidder[0, k])].id,
            agency=game.scenario.agencies[int(last.agency[0, k])].id,
            region=game.scenario.regions[int(last.hub[0, k])].id,
            phases=tuple(int(state.phase[0, k]) for state in states),
            base=-sum(accounts.moved(p.ledger, "base_left", "base money", (int(k),)) for p in game.past),
            members=game.measure("institute_members", technology),
            transitions=game.measure("institute_transitions", technology),
            coverage=game.measure("institute_coverage", technology),
        )
        found.append((int(np.flatnonzero(there[:, k])[0]), one))
    return tuple(one for _first, one in sorted(found, key=lambda pair: pair[0]))
