"""What an instructor sees of every seat: presence, turn, goals, money, alarms, and how long it keeps others waiting."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select

from nnmi_game.classroom.options import from_text
from nnmi_game.classroom.referee import is_here
from nnmi_game.classroom.standing import draft_part, office_part, played_turns, session_part, team_parts
from nnmi_game.classroom.store.schema import drafts, messages, offices, seats, sessions


def session_row(connection: Connection, session: int) -> Any:
    """The session as ``standing.session_part`` reads it, with its code."""
    return connection.execute(
        select(sessions, sessions.c.state.label("session_state")).where(sessions.c.id == session)
    ).one()


def seat_rows(
    connection: Connection,
    session: int,
    now: float,
    names: Collection[int] | None = None,
    of_offices: Collection[int] = (),
) -> list[dict[str, Any]]:
    """A row for each seat of a session, or for those named and all of some offices."""
    head = session_row(connection, session)
    question = _ROWS.where(seats.c.session == session).order_by(seats.c.number)
    if names is not None:
        question = question.where(seats.c.id.in_(list(names)) | seats.c.office.in_(list(of_offices)))
    return [_seat_row(row, head, now) for row in connection.execute(question)]


_ROWS = (
    select(
        seats.c.id,
        seats.c.number,
        seats.c.name,
        seats.c.label,
        seats.c.roster,
        seats.c.role,
        seats.c.state,
        seats.c.bot,
        seats.c.present,
        seats.c.seen,
        seats.c.office,
        offices.c.number.label("office_number"),
        offices.c.turn,
        offices.c.epoch,
        offices.c.figures,
        offices.c.played,
        offices.c.happened,
        drafts.c.changed,
    )
    .outerjoin(offices, offices.c.id == seats.c.office)
    .outerjoin(drafts, drafts.c.seat == seats.c.id)
)


def _seat_row(row: Any, head: Any, now: float) -> dict[str, Any]:
    behind = row.state == "in" and row.office and row.turn < min(head.open_turn, head.turns)
    # The server's clock: since the turn was opened, or since this office could have begun it.
    waited = max(now - max(head.opened, row.played), 0.0) if behind and head.session_state == "open" else None
    return {
        "seat": row.id,
        "number": row.number,
        "name": row.name,
        "label": row.label,
        "roster": row.roster,
        "role": row.role,
        "state": row.state,
        "bot": row.bot,
        "here": is_here(row, now),
        "seen": row.seen,
        "office": row.office,
        "office_number": row.office_number,
        "turn": row.turn,
        "epoch": row.epoch,
        "played": row.played,
        "waited": waited,
        "draft": row.changed,
        "happened": json.loads(row.happened or "[]"),
        **json.loads(row.figures or "{}"),
    }


def session_summary(connection: Connection, session: int, now: float) -> dict[str, Any]:
    """The session as its instructor sees it."""
    row = session_row(connection, session)
    return {**session_part(row, now), "id": row.id, "code": row.code, "opened": row.opened, "seed": row.seed}


def projection(connection: Connection, session: int, now: float) -> dict[str, Any]:
    """The class as a projector shows it to everybody: nothing that tells who is who, unless names are shown."""
    head = session_row(connection, session)
    options = from_text(head.options)
    inside = [row for row in seat_rows(connection, session, now) if row["state"] == "in" and row["office"]]
    found: dict[int, dict[str, Any]] = {}
    for row in inside:
        one = found.setdefault(
            row["office"],
            {
                "names": [],
                "turn": row["turn"],
                "behind": row["turn"] < min(head.open_turn, head.turns),
                "goals": row.get("goals", []),
            },
        )
        if options.projector_names:
            one["names"].append(row["label"])
    seen = list(found.values())
    if not options.projector_names:
        # The order of the seats would tell who is who.
        seen.sort(key=lambda one: (one["goals"], one["turn"]))
    said = session_part(head, now)
    kept = ("title", "state", "turns", "pacing", "open_turn", "left")
    return {
        "type": "projection",
        "now": now,
        "session": {**{name: said[name] for name in kept}, "code": head.code},
        "names": options.projector_names,
        "seats": len(inside),
        "here": sum(row["here"] for row in inside),
        "offices": seen,
    }


def office_view(connection: Connection, session: int, office: int, now: float) -> dict[str, Any] | None:
    """One office's whole game with its unsent orders; None if the session has no such office."""
    row = connection.execute(
        select(
            offices,
            offices.c.id.label("office"),
            offices.c.number.label("office_number"),
            offices.c.name.label("office_name"),
        ).where(offices.c.id == office, offices.c.session == session)
    ).one_or_none()
    if row is None:
        return None
    unsent = connection.execute(
        select(drafts).join(seats, seats.c.id == drafts.c.seat).where(seats.c.office == office)
    ).all()
    return {
        "type": "office",
        "office": office_part(row),
        "turns": played_turns(connection, {office: 1}).get(office, []),
        "drafts": {str(one.seat): draft_part(one, row) for one in unsent},
        "team": team_parts(connection, [office], now).get(office),
    }


def questions(connection: Connection, session: int, after: int = 0) -> list[dict[str, Any]]:
    """What was asked of the instructor and said by them, oldest first."""
    said = connection.execute(
        select(messages)
        .where(messages.c.session == session, messages.c.id > after, messages.c.kind != "chat")
        .order_by(messages.c.id)
        .limit(1000)
    )
    return [
        {
            "number": one.id,
            "kind": one.kind,
            "seat": one.seat,
            "office": one.office,
            "text": one.text,
            "time": one.time,
        }
        for one in said
    ]
