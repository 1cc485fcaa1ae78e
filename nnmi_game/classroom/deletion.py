"""Deleting a class, or one person in it, and saying what was deleted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, select, text, update

from nnmi_game.classroom.store.database import Database
from nnmi_game.classroom.store.schema import (
    actions,
    drafts,
    guesses,
    messages,
    offices,
    passes,
    seats,
    sessions,
    turns,
    votes,
)  # fmt: skip


def delete_session(database: Database, session: int) -> dict[str, int]:
    """Delete all of a session; how many rows of each kind that were."""
    with database.write() as connection:
        mine = select(offices.c.id).where(offices.c.session == session)
        sat = select(seats.c.id).where(seats.c.session == session)
        played = select(turns.c.id).where(turns.c.office.in_(mine))
        removed = {
            "guesses": _gone(connection, guesses, guesses.c.turn.in_(played)),
            "turns": _gone(connection, turns, turns.c.office.in_(mine)),
            "drafts": _gone(connection, drafts, drafts.c.seat.in_(sat)),
            "votes": _gone(connection, votes, votes.c.seat.in_(sat)),
            "messages": _gone(connection, messages, messages.c.session == session),
            "seats": _gone(connection, seats, seats.c.session == session),
            "offices": _gone(connection, offices, offices.c.session == session),
            "actions": _gone(connection, actions, actions.c.session == session),
            "passes": _gone(connection, passes, passes.c.session == session),
            "sessions": _gone(connection, sessions, sessions.c.id == session),
        }
    _wipe(database)
    return removed


def delete_person(database: Database, session: int, seat: int) -> dict[str, int]:
    """Delete a person: their seat, messages, drafts and votes, and games that nobody else plays in.

    Those are the game where they sit now and such that they were moved from. A team's turns stay with the team, and no
    longer say who sent them.
    """
    with database.write() as connection:
        own = _games(connection, session, seat)
        removed = {
            "drafts": _gone(connection, drafts, drafts.c.seat == seat),
            "votes": _gone(connection, votes, votes.c.seat == seat),
            "messages": _gone(connection, messages, messages.c.seat == seat),
        }
        if own:
            played = select(turns.c.id).where(turns.c.office.in_(own))
            removed["guesses"] = _gone(connection, guesses, guesses.c.turn.in_(played))
            removed["turns"] = _gone(connection, turns, turns.c.office.in_(own))
            removed["messages"] += _gone(connection, messages, messages.c.office.in_(own))
        connection.execute(update(turns).where(turns.c.seat == seat).values(seat=None))
        removed["seats"] = _gone(connection, seats, (seats.c.id == seat) & (seats.c.session == session))
        if own:
            removed["offices"] = _gone(connection, offices, offices.c.id.in_(own))
    _wipe(database)
    return removed


def _games(connection: Connection, session: int, seat: int) -> list[int]:
    """The offices where nobody else sits and that are this seat's, or in which nobody else gave a turn."""
    others = select(seats.c.office).where(seats.c.id != seat, seats.c.office.is_not(None))
    sits = select(seats.c.office).where(seats.c.id == seat, seats.c.session == session)
    sent = select(turns.c.office).where(turns.c.seat == seat)
    by_others = select(turns.c.office).where(turns.c.seat.is_not(None), turns.c.seat != seat)
    left = offices.c.id.in_(sent) & offices.c.id.not_in(by_others)
    mine = select(offices.c.id).where(
        offices.c.session == session, offices.c.id.not_in(others), offices.c.id.in_(sits) | left
    )
    return list(connection.scalars(mine))


def _gone(connection: Connection, table: Any, which: Any) -> int:
    return int(connection.execute(delete(table).where(which)).rowcount)


def _wipe(database: Database) -> None:
    """Leave nothing of it in SQLite's own log of changes; deleted pages are overwritten by its settings."""
    if not database.shared:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
