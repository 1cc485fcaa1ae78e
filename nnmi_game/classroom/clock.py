"""What happens by itself: turns that are timed close when their time is up. The clock is the server's."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from sqlalchemy import select

from nnmi_game.classroom.clerk import Clerk, Task, Transaction
from nnmi_game.classroom.instructors import held_session, open_next, play_for
from nnmi_game.classroom.messages import ProblemError
from nnmi_game.classroom.reader import Reader
from nnmi_game.classroom.sessions import note
from nnmi_game.classroom.store.database import StoreError
from nnmi_game.classroom.store.schema import offices, sessions

_log = logging.getLogger(__name__)
#: How late a turn may be closed, seconds.
STEP = 0.25


async def keep_time(clerk: Clerk, reader: Reader) -> None:
    """Close turns whose time is up, for as long as the server runs."""
    while True:
        try:
            for session, turn in await reader.look(_due):
                await clerk.do(close_turn(session, turn))
        except (StoreError, ProblemError) as error:
            _log.warning("a turn could not be closed: %s", error)
        await asyncio.sleep(STEP)


def _due(connection: Any, now: float) -> list[tuple[int, int]]:
    rows = connection.execute(
        select(sessions.c.id, sessions.c.open_turn).where(
            sessions.c.state == "open", sessions.c.deadline <= now
        )
    )
    return [(row.id, row.open_turn) for row in rows]


def close_turn(session: int, turn: int) -> Task:
    """Play the open turn for those that have not, and open the next; nothing if another process has done it."""

    def task(transaction: Transaction) -> None:
        row = held_session(transaction, session)
        if (
            row.open_turn != turn
            or row.state != "open"
            or row.deadline is None
            or row.deadline > transaction.now
        ):
            return
        behind = transaction.connection.execute(
            select(offices)
            .where(offices.c.session == session, offices.c.turn < turn)
            .order_by(offices.c.id)
            .with_for_update()
        ).all()
        played = play_for(transaction, row, behind, "clock")
        if turn < row.turns:
            open_next(transaction, row)
        else:
            transaction.connection.execute(
                sessions.update().where(sessions.c.id == session).values(deadline=None)
            )
            transaction.changes.sessions.add(session)
        note(
            transaction.connection,
            session,
            "time-up",
            {"turn": turn, "offices": [one.office for one in played]},
            transaction.now,
        )

    return task
