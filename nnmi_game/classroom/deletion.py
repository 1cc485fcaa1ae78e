"""Deleting a class, or one person in it, and saying what was deleted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, select, text, update

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
    """Delete a person: their seat, messages, drafts and votes, and their game where nobody else plays in it.

    A team's turns stay with the team, and no longer say who sent them.
    """
    with database.write() as connection:
        office = connection.scalar(
            select(seats.c.office).where(seats.c.id == seat, seats.c.session == session)
        )
        others = connection.scalar(
            select(func.count()).where(seats.c.office == office, seats.c.id != seat)
        ) if office else 1  # fmt: skip
        removed = {
            "drafts": _gone(connection, drafts, drafts.c.seat == seat),
            "votes": _gone(connection, votes, votes.c.seat == seat),
            "messages": _gone(connection, messages, messages.c.seat == seat),
        }
        if office and not others:
            played = select(turns.c.id).where(turns.c.office == office)
            removed["guesses"] = _gone(connection, guesses, guesses.c.turn.in_(played))
            removed["turns"] = _gone(connection, turns, turns.c.office == office)
            removed["messages"] += _gone(connection, messages, messages.c.office == office)
        connection.execute(update(turns).where(turns.c.seat == seat).values(seat=None))
        removed["seats"] = _gone(connection, seats, (seats.c.id == seat) & (seats.c.session == session))
        if office and not others:
            removed["offices"] = _gone(connection, offices, offices.c.id == office)
    _wipe(database)
    return removed


def _gone(connection: Connection, table: Any, which: Any) -> int:
    return int(connection.execute(delete(table).where(which)).rowcount)


def _wipe(database: Database) -> None:
    """Leave nothing of it in SQLite's own log of changes; deleted pages are overwritten by its settings."""
    if not database.shared:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
