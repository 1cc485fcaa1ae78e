"""How things stand for a seat: its session, its office, the turns played, what is not sent yet. No other's data."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import Connection, bindparam, or_, select

from nnmi_game.classroom.messages import ProblemError
from nnmi_game.classroom.options import Options, from_text
from nnmi_game.classroom.referee import is_here
from nnmi_game.classroom.store.schema import drafts, guesses, messages, offices, seats, sessions, turns, votes
from nnmi_game.classroom.teams import choice, combined
from nnmi_game.locale import N_

MOST_MESSAGES = 200


@frozen
class Ask:
    """What one seat wants to know: its office's turns from ``since`` on, and messages above a number."""

    seat: int
    since: int = 1
    messages: int | None = None


def standings(connection: Connection, asks: Sequence[Ask], now: float) -> list[dict[str, Any] | ProblemError]:
    """The answers to seats that asked at one moment, from a few questions to the database for all of them."""
    rows = {row.id: row for row in connection.execute(_SEATS, {"names": sorted({one.seat for one in asks})})}
    in_teams = sorted({row.office for row in rows.values() if row.office and _options(row).mode == "teams"})
    unsent = {row.seat: row for row in connection.execute(_DRAFTS, {"names": sorted(rows)})} if rows else {}
    teams = team_parts(connection, in_teams, now) if in_teams else {}
    since: dict[int, int] = {}
    for one in asks:
        row = rows.get(one.seat)
        if row is not None and row.office and one.since <= row.turn:
            since[row.office] = min(one.since, since.get(row.office, one.since))
    played = played_turns(connection, since)
    found: list[dict[str, Any] | ProblemError] = []
    for one in asks:
        row = rows.get(one.seat)
        if row is None or row.state != "in" or not row.office:
            found.append(
                ProblemError("not-in", N_("This seat is not in the session any more; ask the instructor."))
            )
            continue
        answer = {
            "type": "standing",
            "now": now,
            "session": session_part(row, now),
            "seat": {"id": row.id, "number": row.number, "label": row.label, "role": row.role},
            "office": office_part(row),
            "turns": [turn for turn in played.get(row.office, []) if turn["turn"] >= one.since],
            "draft": draft_part(unsent.get(row.id), row),
        }
        if row.office in teams:
            answer["team"] = teams[row.office]
        if one.messages is not None:
            answer["messages"] = messages_for(connection, row, one.messages)
        found.append(answer)
    return found


_SEATS = (
    select(
        seats.c.id,
        seats.c.session,
        seats.c.office,
        seats.c.number,
        seats.c.label,
        seats.c.role,
        seats.c.state,
        offices.c.number.label("office_number"),
        offices.c.name.label("office_name"),
        offices.c.seed,
        offices.c.turn,
        offices.c.epoch,
        offices.c.digest,
        offices.c.figures,
        offices.c.happened,
        sessions.c.title,
        sessions.c.state.label("session_state"),
        sessions.c.scenario,
        sessions.c.scenario_digest,
        sessions.c.rules_version,
        sessions.c.turns,
        sessions.c.options,
        sessions.c.open_turn,
        sessions.c.deadline,
        sessions.c.left,
    )
    .join(sessions, sessions.c.id == seats.c.session)
    .outerjoin(offices, offices.c.id == seats.c.office)
    .where(seats.c.id.in_(bindparam("names", expanding=True)))
)
_DRAFTS = select(drafts).where(drafts.c.seat.in_(bindparam("names", expanding=True)))


def _options(row: Any) -> Options:
    return from_text(row.options)


def session_part(row: Any, now: float) -> dict[str, Any]:
    """What everybody in a session may know of it; ``left`` are seconds until the open turn closes."""
    options = _options(row)
    running = None if row.deadline is None else max(row.deadline - now, 0.0)
    left = row.left if row.session_state == "paused" else running
    return {
        "title": row.title,
        "state": row.session_state,
        "scenario": row.scenario,
        "scenario_digest": row.scenario_digest,
        "rules_version": row.rules_version,
        "turns": row.turns,
        "pacing": options.pacing,
        "turn_seconds": options.turn_seconds if options.pacing == "timed" else None,
        "open_turn": row.open_turn,
        "left": left,
        "mode": options.mode,
        "commit": options.commit,
        "absent": options.absent,
        "names": options.names,
        "leaderboard": options.leaderboard,
        "projector_names": options.projector_names,
    }


def office_part(row: Any) -> dict[str, Any]:
    """The office of a seat."""
    return {
        "id": row.office,
        "number": row.office_number,
        "name": row.office_name,
        "seed": row.seed,
        "turn": row.turn,
        "epoch": row.epoch,
        "digest": row.digest,
        "happened": json.loads(row.happened),
    }


def draft_part(draft: Any, office: Any) -> dict[str, Any] | None:
    """A draft for the coming turn, None for one that is out of date."""
    if draft is None or draft.epoch != office.epoch or draft.turn != office.turn + 1:
        return None
    return {
        "turn": draft.turn,
        "orders": json.loads(draft.orders),
        "guesses": json.loads(draft.guesses),
        "changed": draft.changed,
    }


def played_turns(connection: Connection, since: Mapping[int, int]) -> dict[int, list[dict[str, Any]]]:
    """The standing turns of offices, each from a turn on, with guesses."""
    if not since:
        return {}
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    by_id: dict[int, dict[str, Any]] = {}
    wanted = or_(*((turns.c.office == name) & (turns.c.turn >= first) for name, first in since.items()))
    if len(since) > 100:  # a term for each office would be too long a question
        wanted = turns.c.office.in_(list(since)) & (turns.c.turn >= min(since.values()))
    for row in connection.execute(
        select(turns).where(wanted, turns.c.undone.is_(None)).order_by(turns.c.turn)
    ):
        turn = {
            "turn": row.turn,
            "orders": json.loads(row.orders),
            "happened": json.loads(row.happened),
            "digest": row.digest,
            "by": row.by,
            "time": row.time,
            "guesses": [],
        }
        if row.turn >= since[row.office]:
            by_id[row.id] = turn
            found[row.office].append(turn)
    names = list(by_id)
    for start in range(0, len(names), 500):
        for row in connection.execute(select(guesses).where(guesses.c.turn.in_(names[start : start + 500]))):
            by_id[row.turn]["guesses"].append(
                {"measure": row.measure, "of": row.of, "value": row.value, "low": row.low, "high": row.high}
            )
    return found


def team_parts(connection: Connection, names: Sequence[int], now: float) -> dict[int, dict[str, Any]]:
    """What the members of teams see of each other: who is there, everybody's drafts, what they make, who voted."""
    found: dict[int, dict[str, Any]] = {}
    rows = connection.execute(
        select(
            seats.c.id,
            seats.c.office,
            seats.c.number,
            seats.c.label,
            seats.c.role,
            seats.c.present,
            seats.c.seen,
            offices.c.turn,
            offices.c.epoch,
        )
        .join(offices, offices.c.id == seats.c.office)
        .where(seats.c.office.in_(names), seats.c.state == "in")
        .order_by(seats.c.number)
    ).all()
    unsent = {
        row.seat: row
        for row in connection.execute(select(drafts).where(drafts.c.seat.in_([row.id for row in rows])))
    }
    cast = {
        row.seat: row
        for row in connection.execute(select(votes).where(votes.c.seat.in_([row.id for row in rows])))
    }
    for row in rows:
        team = found.setdefault(row.office, {"members": [], "drafts": {}, "votes": {}, "choice": ""})
        here = is_here(row, now)
        team["members"].append({"seat": row.id, "label": row.label, "role": row.role, "present": here})
        draft = draft_part(unsent.get(row.id), row)
        if draft is not None:
            del draft["guesses"]  # everybody's own
            team["drafts"][str(row.id)] = draft
        vote = cast.get(row.id)
        if vote is not None and (vote.epoch, vote.turn) == (row.epoch, row.turn + 1):
            team["votes"][str(row.id)] = vote.choice
    for team in found.values():
        team["orders"] = combined(team["drafts"].values())
        team["choice"] = choice(team["orders"])
    return found


def messages_for(connection: Connection, row: Any, after: int) -> list[dict[str, Any]]:
    """Notes to all or to the seat's office, its team's chat, and its own questions."""
    to_me = (messages.c.office.is_(None) & (messages.c.kind == "note")) | (
        messages.c.office.is_not(None) & (messages.c.office == row.office) & (messages.c.kind != "question")
    )
    own = (messages.c.kind == "question") & (messages.c.seat == row.id)
    said = connection.execute(
        select(messages, seats.c.label)
        .outerjoin(seats, seats.c.id == messages.c.seat)
        .where(messages.c.session == row.session, messages.c.id > after, to_me | own)
        .order_by(messages.c.id.desc())
        .limit(MOST_MESSAGES)
    ).all()
    return [
        {"number": one.id, "kind": one.kind, "from": one.label or "", "text": one.text, "time": one.time}
        for one in reversed(said)
    ]
