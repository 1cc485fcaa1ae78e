"""Where the instructor wishes it, a policy proposes orders in the part of a member of a team who is not there.

What it proposes is a draft of the absent member's, so all see it, anybody's own proposal comes before it, and whoever
comes back finds it and can change it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from typing import Any

import numpy as np
from sqlalchemy import Connection, and_, insert, select

from nnmi_game.analysis import policies
from nnmi_game.classroom.clerk import Clerk, Task, Transaction
from nnmi_game.classroom.messages import ProblemError
from nnmi_game.classroom.options import OBSERVER, ROLES, from_text
from nnmi_game.classroom.reader import Reader
from nnmi_game.classroom.referee import is_here
from nnmi_game.classroom.store.database import StoreError
from nnmi_game.classroom.store.schema import drafts, offices, seats, sessions
from nnmi_game.engine import legality
from nnmi_game.engine.decisions import orders_of
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import Order, to_table

_log = logging.getLogger(__name__)
#: The policy that stands in.
POLICY = "even"
#: Seconds between two looks for absent members, and of absence before a policy stands in.
STEP, GRACE = 2.0, 30.0
#: When such a draft was changed: before everybody else's, so that theirs count.
BEFORE_ALL = 0.0


async def stand_in(clerk: Clerk, reader: Reader) -> None:
    """Propose for absent members, for as long as the server runs."""
    while True:
        await asyncio.sleep(STEP)
        try:
            if found := await reader.look(absent):
                await clerk.do(propose(found))
        except (StoreError, ProblemError) as error:
            _log.warning("no policy could stand in: %s", error)


def absent(connection: Connection, now: float) -> list[int]:
    """The offices where a policy should propose something."""
    return sorted({row.office for row in _absent(connection, now)})


def _absent(connection: Connection, now: float) -> list[Any]:
    """Seats of teams whose members are away, and that have no orders for the coming turn."""
    wished = [
        row.id
        for row in connection.execute(
            select(sessions.c.id, sessions.c.options).where(
                sessions.c.state == "open", sessions.c.options.contains('"absent": "policy"')
            )
        )
        if from_text(row.options).mode == "teams"
    ]
    if not wished:
        return []
    coming = and_(
        drafts.c.seat == seats.c.id, drafts.c.epoch == offices.c.epoch, drafts.c.turn == offices.c.turn + 1
    )
    rows = connection.execute(
        select(seats.c.id, seats.c.office, seats.c.role, seats.c.present, seats.c.seen, drafts.c.seat)
        .join(offices, offices.c.id == seats.c.office)
        .join(sessions, sessions.c.id == seats.c.session)
        .outerjoin(drafts, coming)
        .where(
            sessions.c.id.in_(wished),
            seats.c.state == "in",
            seats.c.role != OBSERVER,
            offices.c.turn < sessions.c.open_turn,
            offices.c.turn < sessions.c.turns,
            drafts.c.seat.is_(None),
        )
    )
    return [row for row in rows if not is_here(row, now) and now - (row.seen or 0.0) > GRACE]


def propose(names: list[int]) -> Task:
    """Write drafts for the absent members of offices."""

    def task(transaction: Transaction) -> None:
        connection = transaction.connection
        rows = connection.execute(
            select(offices).where(offices.c.id.in_(names)).order_by(offices.c.id).with_for_update()
        ).all()
        away: dict[int, list[Any]] = defaultdict(list)
        for seat in _absent(connection, transaction.now):
            away[seat.office].append(seat)
        rows = [row for row in rows if row.id in away]
        transaction.referee.bring_up(connection, rows)
        for row in rows:
            orders = _orders(transaction, row)
            for seat in away[row.id]:
                part = [
                    to_table(order) for order in orders if order.kind in _kinds(connection, row.id, seat.role)
                ]
                connection.execute(drafts.delete().where(drafts.c.seat == seat.id))
                connection.execute(
                    insert(drafts).values(
                        seat=seat.id,
                        epoch=row.epoch,
                        turn=row.turn + 1,
                        orders=json.dumps(part, separators=(",", ":")),
                        changed=BEFORE_ALL,
                    )
                )
            transaction.changes.offices.add(row.id)

    return task


def _orders(transaction: Transaction, row: Any) -> list[Order]:
    """What the policy would do in an office, as far as it is legal."""
    worlds = transaction.referee.worlds(transaction.connection, row.session)
    state = worlds.stand(transaction.referee.position(row.id), json.loads(row.happened))
    policy = policies.make(POLICY, worlds.tables)
    wished = policy(state, worlds.tables, Luck(np.array([row.seed], dtype=np.int64)))
    allowed = legality.permitted(wished, legality.review(state, wished, worlds.tables))
    return orders_of(allowed, worlds.tables)


def _kinds(connection: Connection, office: int, role: str) -> set[str]:
    """The kinds of orders of a role's part; a director has those that nobody else of the team has."""
    if role != "director":
        return set(ROLES[role])
    others = connection.scalars(
        select(seats.c.role).where(seats.c.office == office, seats.c.state == "in")
    ).all()
    return {kind for name, kinds in ROLES.items() if name not in others for kind in kinds}
