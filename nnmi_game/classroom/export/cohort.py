"""A session's record as a class that can be looked back on, and the classes that played its scenario before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import evolve
from sqlalchemy import Connection, select

from nnmi_game.analysis.cohort import Cohort, Player
from nnmi_game.classroom.export.record import SessionRecord, moment, read_session
from nnmi_game.classroom.store.schema import sessions
from nnmi_game.classroom.worlds import Move, Played, Position, Worlds, unpack
from nnmi_game.engine import measures, scorecard
from nnmi_game.engine.orders import Order, from_table
from nnmi_game.engine.state import State
from nnmi_game.game.guesses import Guess, Outcome
from nnmi_game.scenario.vocabulary import GOALS

#: Earlier classes that are set beside one.
MOST_EARLIER = 8


def read_cohort(connection: Connection, session: int) -> Cohort:
    """A session's class, with earlier ones of the same scenario and rules beside it."""
    record = read_session(connection, session)
    head = record.session
    before = connection.scalars(
        select(sessions.c.id)
        .where(
            sessions.c.scenario_digest == head["scenario_digest"],
            sessions.c.rules_version == head["rules_version"],
            sessions.c.created < head["created"],
        )
        .order_by(sessions.c.created.desc())
        .limit(MOST_EARLIER)
    ).all()
    earlier = [cohort(read_session(connection, one), guesses=False) for one in before]
    return evolve(cohort(record), earlier=tuple(one for one in earlier if one.turn))


def cohort(record: SessionRecord, guesses: bool = True) -> Cohort:
    """The class of a record: its offices where somebody still sits and a turn has been played.

    With ``guesses`` the games in which somebody guessed are played again, to see what came of it.
    """
    worlds = Worlds(record.tables)
    start = scorecard.goals(worlds.state(worlds.start()), record.tables)[0]
    players = []
    for office in record.offices:
        members = [seat for seat in record.members(office["id"]) if seat["state"] == "in"]
        turns = record.standing(office["id"])
        if not members or not turns:
            continue
        points = [start, *(turn["figures"]["goals"] for turn in turns)]
        players.append(
            Player(
                office=office["number"],
                label=", ".join(seat["label"] for seat in members),
                seed=office["seed"],
                goals={goal: tuple(int(row[place]) for row in points) for place, goal in enumerate(GOALS)},
                orders=tuple(_orders(turn) for turn in turns),
                happened=tuple(tuple(turn["happened"]) for turn in turns),
                is_bot=all(seat["bot"] for seat in members),
            )
        )
    if guesses:
        players = _with_outcomes(record, worlds, players)
    return Cohort(
        title=record.session["title"],
        code=record.session["code"],
        day=moment(record.session["created"])[:10],
        tables=record.tables,
        same_luck=len({one.seed for one in players}) < 2,
        players=tuple(players),
    )


def _orders(turn: dict[str, Any]) -> tuple[Order, ...]:
    return tuple(from_table(order) for order in turn["orders"])


def _with_outcomes(record: SessionRecord, worlds: Worlds, players: Sequence[Player]) -> list[Player]:
    """The players with what came of their guesses; their games are played again, all at once."""
    number = {office["id"]: office["number"] for office in record.offices}
    made: dict[tuple[int, int], list[Guess]] = {}
    for row in record.turns:
        if row["undone"] is None and row["guesses"]:
            made[number[row["office"]], row["turn"]] = [Guess(**one) for one in row["guesses"]]
    guessed = [one for one in players if any(office == one.office for office, _turn in made)]
    outcomes: dict[int, list[Outcome]] = {one.office: [] for one in players}
    positions = {one.office: worlds.start() for one in guessed}
    for turn in range(1, max((one.played for one in guessed), default=0) + 1):
        going = [one for one in guessed if one.played >= turn and one.office in positions]
        moves = [
            Move(
                positions[one.office], one.seed, one.orders[turn - 1], one.happened[turn - 1]
            )
            for one in going
        ]  # fmt: skip
        for one, played in zip(going, worlds.play(moves), strict=True):
            if isinstance(played, Played):
                positions[one.office] = played.position
                outcomes[one.office] += _outcomes(
                    worlds, played.position, turn, made.get((one.office, turn), [])
                )
            else:  # a record that does not come out says nothing any more
                del positions[one.office]
    return [evolve(one, outcomes=tuple(outcomes[one.office])) for one in players]


def _outcomes(worlds: Worlds, position: Position, turn: int, made: Sequence[Guess]) -> list[Outcome]:
    if not made:
        return []
    state = unpack(position.row[None, :], worlds.tables.dims)
    return [Outcome(turn, guess, _actual(worlds, state, guess)) for guess in made]


def _actual(worlds: Worlds, state: State, guess: Guess) -> int:
    if guess.measure in GOALS:
        return int(scorecard.goals(state, worlds.tables)[0, GOALS.index(guess.measure)])
    return int(np.asarray(measures.one(guess.measure, guess.of, state, worlds.tables))[0])
