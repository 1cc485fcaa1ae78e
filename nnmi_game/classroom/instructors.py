"""What an instructor may do: each function is work for the clerk, inside a transaction, and is written down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from attrs import asdict, evolve
from sqlalchemy import delete, insert, select, update

from nnmi_game.classroom import messages as said
from nnmi_game.classroom.clerk import Task, Transaction
from nnmi_game.classroom.keys import hashed, new_key
from nnmi_game.classroom.messages import ProblemError, Request
from nnmi_game.classroom.options import from_text, to_text
from nnmi_game.classroom.reading import read_order
from nnmi_game.classroom.referee import Receipt, Submission, members_of
from nnmi_game.classroom.sessions import PROJECT, Who, new_office, new_pass, new_row, note
from nnmi_game.classroom.store.schema import actions, drafts, messages, offices, seats, sessions, turns
from nnmi_game.classroom.teams import combined, guesses_of
from nnmi_game.classroom.texts import harmless
from nnmi_game.game.happenings import can_happen
from nnmi_game.locale import N_

Does = Callable[[Transaction, Any, Any], dict[str, Any]]


def act(who: Who, request: Request) -> Task:
    """What the message asks for."""
    does = _ACTIONS[type(request.said)]
    asked = request.said
    # To do these twice is harmless, and the answer with the new key may have got lost.
    once = "" if isinstance(asked, said.Readmit | said.Project) else request.once

    def task(transaction: Transaction) -> dict[str, Any]:
        session = held_session(transaction, who.session)
        if once and _was_done(transaction, who.session, once):
            return {"type": "done", "action": asked.type, "again": True}
        answer = does(transaction, session, asked)
        detail = asdict(asked)
        detail.pop("text", None)  # a note is kept among the messages, and goes with whom it is for
        note(transaction.connection, who.session, asked.type, detail, transaction.now, once)
        return {"type": "done", "action": asked.type, **answer}

    return task


def _was_done(transaction: Transaction, session: int, once: str) -> bool:
    """Whether what the instructor called so was done before; its answer got lost."""
    found = select(actions.c.id).where(actions.c.session == session, actions.c.once == once)
    return transaction.connection.scalar(found) is not None


def held_session(transaction: Transaction, session: int) -> Any:
    """A session's row, held until the transaction ends."""
    return transaction.connection.execute(
        select(sessions).where(sessions.c.id == session).with_for_update()
    ).one()


# --- time ---


def _pause(transaction: Transaction, session: Any, _asked: said.Pause) -> dict[str, Any]:
    if session.state != "open":
        raise ProblemError("state", N_("The session is not running."))
    left = None if session.deadline is None else max(session.deadline - transaction.now, 0.0)
    _set(transaction, session, state="paused", left=left, deadline=None)
    return {"left": left}


def _resume(transaction: Transaction, session: Any, _asked: said.Resume) -> dict[str, Any]:
    if session.state == "open":
        raise ProblemError("state", N_("The session is running."))
    deadline = None
    if from_text(session.options).pacing == "timed":
        left = from_text(session.options).turn_seconds if session.left is None else session.left
        deadline = transaction.now + left
    # Nobody has been waited for meanwhile.
    _set(transaction, session, state="open", opened=transaction.now, left=None, deadline=deadline)
    return {}


def _end(transaction: Transaction, session: Any, _asked: said.End) -> dict[str, Any]:
    _set(transaction, session, state="ended", deadline=None, left=None)
    return {}


def _extend(transaction: Transaction, session: Any, asked: said.Extend) -> dict[str, Any]:
    if session.deadline is not None:
        deadline = max(session.deadline + asked.seconds, transaction.now)
        _set(transaction, session, deadline=deadline)
        return {"left": deadline - transaction.now}
    if session.left is not None:
        left = max(session.left + asked.seconds, 0.0)
        _set(transaction, session, left=left)
        return {"left": left}
    raise ProblemError("untimed", N_("The turns of this session are not timed."))


def _next(transaction: Transaction, session: Any, _asked: said.Next) -> dict[str, Any]:
    if from_text(session.options).pacing == "own":
        raise ProblemError(
            "own-pace", N_("Everyone plays at their own pace here; advance the slowest instead.")
        )
    if session.open_turn >= session.turns:
        raise ProblemError("over", N_("The last turn is open already."))
    return {"open_turn": open_next(transaction, session)}


def open_next(transaction: Transaction, session: Any) -> int:
    """Open the next turn for all; its number."""
    options = from_text(session.options)
    timed = options.pacing == "timed" and session.state == "open"
    _set(
        transaction,
        session,
        open_turn=session.open_turn + 1,
        opened=transaction.now,
        deadline=transaction.now + options.turn_seconds if timed else None,
        left=None,
    )
    return int(session.open_turn) + 1


def _pace(transaction: Transaction, session: Any, asked: said.Pace) -> dict[str, Any]:
    options = evolve(from_text(session.options), pacing=asked.pacing, turn_seconds=asked.turn_seconds)
    reached = max(
        (
            row.turn
            for row in transaction.connection.execute(
                select(offices.c.turn).where(offices.c.session == session.id)
            )
        ),
        default=0,
    )
    open_turn = session.turns if asked.pacing == "own" else min(reached + 1, session.turns)
    running = asked.pacing == "timed" and session.state == "open"
    _set(
        transaction,
        session,
        options=to_text(options),
        open_turn=open_turn,
        opened=transaction.now,
        deadline=transaction.now + asked.turn_seconds if running else None,
        left=None,
    )
    return {"open_turn": open_turn}


def _advance(transaction: Transaction, session: Any, asked: said.Advance) -> dict[str, Any]:
    rows = _offices(transaction, session, asked.office)
    if asked.office is None:
        rows = _behind(session, rows)
    played = play_for(transaction, session, rows, "instructor")
    return {"offices": [one.office for one in played]}


def _behind(session: Any, rows: list[Any]) -> list[Any]:
    """Offices that have not played the open turn; at everyone's own pace, those that have played fewest."""
    rows = [row for row in rows if row.turn < session.turns]
    if from_text(session.options).pacing == "own":
        slowest = min((row.turn for row in rows), default=0)
        return [row for row in rows if row.turn == slowest]
    return [row for row in rows if row.turn < session.open_turn]


def play_for(transaction: Transaction, session: Any, rows: Iterable[Any], by: str) -> list[Receipt]:
    """Play one turn for offices, with their unsent orders as far as they are legal, and their guesses."""
    rows = [row for row in rows if row.turn < session.turns]
    parts: dict[int, list[dict[str, Any]]] = {row.id: [] for row in rows}
    unsent = transaction.connection.execute(
        select(drafts, seats.c.office)
        .join(seats, seats.c.id == drafts.c.seat)
        .where(seats.c.session == session.id, seats.c.state == "in")
    )
    standing = {row.id: row for row in rows}
    for draft in unsent:
        row = standing.get(draft.office)
        if row is not None and (draft.epoch, draft.turn) == (row.epoch, row.turn + 1):
            part = {
                "orders": json.loads(draft.orders),
                "guesses": json.loads(draft.guesses),
                "changed": draft.changed,
            }
            parts[draft.office].append(part)
    submissions = []
    for row in rows:
        tables = combined(parts[row.id])
        orders = [read_order(table) for table in tables]
        submissions.append(
            Submission(
                row.id,
                row.turn + 1,
                row.epoch,
                orders,
                tables,
                guesses_of(parts[row.id]),
                by=by,
                lenient=True,
                forced=True,
            )
        )
    return [one for one in transaction.play(submissions) if isinstance(one, Receipt)]


# --- games ---


def _happen(transaction: Transaction, session: Any, asked: said.Happen) -> dict[str, Any]:
    worlds = transaction.referee.worlds(transaction.connection, session.id)
    number = worlds.tables.event.get(asked.event)
    if number is None:
        raise ProblemError("event", N_("This scenario has no event of this name."))
    rows = [row for row in _offices(transaction, session, asked.office) if row.turn < session.turns]
    transaction.referee.bring_up(transaction.connection, rows)
    done = []
    for row in rows:
        state = worlds.state(transaction.referee.position(row.id))
        happened = json.loads(row.happened)
        if asked.event in happened or not can_happen(state, number)[0]:
            continue
        transaction.connection.execute(
            update(offices)
            .where(offices.c.id == row.id)
            .values(happened=json.dumps([*happened, asked.event]))
        )
        done.append(row.id)
    if not done:
        raise ProblemError(
            "event", N_("This event cannot happen now: it has happened already, or no turn has been played.")
        )
    transaction.changes.offices.update(done)
    return {"offices": done, "of": len(rows)}


def _roll_back(transaction: Transaction, session: Any, asked: said.RollBack) -> dict[str, Any]:
    rows = [row for row in _offices(transaction, session, asked.office) if row.turn > 0]
    # The class goes back together: to before the last turn that anybody has played.
    last = max((row.turn for row in rows), default=0)
    to = asked.turn if asked.turn is not None else last
    done = [row for row in rows if row.turn >= to]
    for row in done:
        _undo(transaction, row, to - 1)
    options = from_text(session.options)
    if asked.office is None and options.pacing != "own" and session.open_turn > to:
        timed = options.pacing == "timed" and session.state == "open"
        _set(
            transaction,
            session,
            open_turn=to,
            opened=transaction.now,
            deadline=transaction.now + options.turn_seconds if timed else None,
        )
    if not done:
        raise ProblemError("nothing", N_("There is no turn to take back."))
    transaction.changes.offices.update(row.id for row in done)
    return {"offices": [row.id for row in done], "turn": to}


def _undo(transaction: Transaction, row: Any, keep: int) -> None:
    """Let an office stand where it stood after ``keep`` turns; what is taken back stays in the record, marked."""
    connection = transaction.connection
    first = connection.execute(
        select(turns.c.happened).where(
            turns.c.office == row.id, turns.c.turn == keep + 1, turns.c.undone.is_(None)
        )
    ).scalar_one()
    connection.execute(
        update(turns)
        .where(turns.c.office == row.id, turns.c.turn > keep, turns.c.undone.is_(None))
        .values(undone=transaction.now)
    )
    before = connection.execute(
        select(turns.c.digest, turns.c.figures).where(
            turns.c.office == row.id, turns.c.turn == keep, turns.c.undone.is_(None)
        )
    ).one_or_none()
    connection.execute(
        update(offices)
        .where(offices.c.id == row.id)
        .values(
            turn=keep,
            epoch=row.epoch + 1,
            digest=before.digest if before is not None else "",
            figures=before.figures if before is not None else "{}",
            happened=first,
            played=transaction.now,
        )
    )


# --- people ---


def _note(transaction: Transaction, session: Any, asked: said.Note) -> dict[str, Any]:
    text = harmless(asked.text, lines=True)
    if not text:
        raise ProblemError("empty", N_("There is nothing to read in this message."))
    if asked.office is not None:
        _offices(transaction, session, asked.office)
    number = new_row(
        transaction.connection,
        insert(messages).values(
            session=session.id, kind="note", office=asked.office, text=text, time=transaction.now
        ),
    )
    transaction.changes.messages.add(session.id)
    if asked.office is None:
        transaction.changes.sessions.add(session.id)
    else:
        transaction.changes.offices.add(asked.office)
    return {"number": number, "text": text}


def _move(transaction: Transaction, session: Any, asked: said.Move) -> dict[str, Any]:
    seat = _seat(transaction, session, asked.seat)
    if seat.state != "in":
        raise ProblemError("not-in", N_("Nobody sits there; readmit the student first."))
    if asked.office:
        office = _offices(transaction, session, asked.office)[0].id
    else:
        office = new_office(transaction.connection, session, from_text(session.options), transaction.now)
    transaction.connection.execute(delete(drafts).where(drafts.c.seat == seat.id))
    transaction.connection.execute(
        update(seats).where(seats.c.id == seat.id).values(office=office, role=asked.role)
    )
    transaction.changes.seats.add(seat.id)
    transaction.changes.offices.update({office, seat.office} - {None})
    return {"office": office}


def _remove(transaction: Transaction, session: Any, asked: said.Remove) -> dict[str, Any]:
    seat = _seat(transaction, session, asked.seat)
    transaction.connection.execute(
        update(seats).where(seats.c.id == seat.id).values(state="removed", present=False)
    )
    transaction.changes.seats.add(seat.id)
    return {}


def _readmit(transaction: Transaction, session: Any, asked: said.Readmit) -> dict[str, Any]:
    seat = _seat(transaction, session, asked.seat)
    values: dict[str, Any] = {"state": "in"}
    answer: dict[str, Any] = {}
    if asked.new_key or seat.secret is None:
        answer["key"] = new_key()
        values["secret"] = hashed(answer["key"])
    if seat.office is None:
        values["office"] = new_office(
            transaction.connection, session, from_text(session.options), transaction.now
        )
    transaction.connection.execute(update(seats).where(seats.c.id == seat.id).values(**values))
    transaction.changes.seats.add(seat.id)
    return answer


def _show(transaction: Transaction, session: Any, asked: said.Show) -> dict[str, Any]:
    options = evolve(from_text(session.options), leaderboard=asked.leaderboard)
    _set(transaction, session, options=to_text(options))
    return {}


def _absent(transaction: Transaction, session: Any, asked: said.Absent) -> dict[str, Any]:
    options = evolve(from_text(session.options), absent=asked.part)
    _set(transaction, session, options=to_text(options))
    return {}


def _reveal(transaction: Transaction, session: Any, asked: said.Reveal) -> dict[str, Any]:
    options = evolve(from_text(session.options), projector_names=asked.names)
    _set(transaction, session, options=to_text(options))
    return {}


def _project(transaction: Transaction, session: Any, _asked: said.Project) -> dict[str, Any]:
    made = new_pass(transaction.connection, session.id, transaction.now, PROJECT)
    return {"key": made["key"], "seconds": made["seconds"]}


def _set(transaction: Transaction, session: Any, **values: Any) -> None:
    transaction.connection.execute(update(sessions).where(sessions.c.id == session.id).values(**values))
    transaction.changes.sessions.add(session.id)


def _offices(transaction: Transaction, session: Any, office: int | None) -> list[Any]:
    """One office of the session, or all that somebody sits in, held until the transaction ends."""
    question = select(offices).where(offices.c.session == session.id).order_by(offices.c.id).with_for_update()
    if office is not None:
        question = question.where(offices.c.id == office)
    rows = list(transaction.connection.execute(question).all())
    if office is not None and not rows:
        raise ProblemError("no-office", N_("There is no such office."))
    if office is None:
        taken = members_of(transaction.connection, [row.id for row in rows])
        rows = [row for row in rows if row.id in taken]
    return rows


def _seat(transaction: Transaction, session: Any, seat: int) -> Any:
    row = transaction.connection.execute(
        select(seats).where(seats.c.id == seat, seats.c.session == session.id)
    ).one_or_none()
    if row is None:
        raise ProblemError("no-seat", N_("There is no such seat."))
    return row


_ACTIONS: dict[type, Does] = {
    said.Pause: _pause,
    said.Resume: _resume,
    said.End: _end,
    said.Extend: _extend,
    said.Next: _next,
    said.Pace: _pace,
    said.Advance: _advance,
    said.Note: _note,
    said.Happen: _happen,
    said.RollBack: _roll_back,
    said.Move: _move,
    said.Remove: _remove,
    said.Readmit: _readmit,
    said.Show: _show,
    said.Absent: _absent,
    said.Reveal: _reveal,
    said.Project: _project,
}
