"""What a seat may ask: each function is work for the clerk, inside a transaction."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from attrs import asdict
from sqlalchemy import Connection, delete, insert, select, update

from nnmi_game.classroom.clerk import Task, Transaction
from nnmi_game.classroom.messages import Draft, ProblemError, Request, Say, Submit, Vote
from nnmi_game.classroom.options import OBSERVER, from_text
from nnmi_game.classroom.reading import read_order
from nnmi_game.classroom.referee import Submission, is_here, members_of, wrong_guess
from nnmi_game.classroom.sessions import Who, new_row
from nnmi_game.classroom.standing import team_parts
from nnmi_game.classroom.store.schema import drafts, messages, offices, seats, sessions, votes
from nnmi_game.classroom.teams import part_taken
from nnmi_game.classroom.texts import harmless
from nnmi_game.locale import N_


def submission(who: Who, request: Request) -> Submission:
    """The submission that a message asks for."""
    said: Submit = request.said
    return Submission(
        who.office,
        said.turn,
        said.epoch,
        said.orders,
        request.raw or [],
        [guess.as_guess() for guess in said.guesses],
        who.seat,
        lang=who.lang,
    )


def save_draft(who: Who, request: Request) -> Task:
    """Keep orders and guesses that are not sent yet, in place of those kept before."""
    said: Draft = request.said

    def task(transaction: Transaction) -> dict[str, Any]:
        seat = _seat(transaction.connection, who)
        if (said.epoch, said.turn) != (seat.epoch, seat.turn + 1):
            raise ProblemError("rolled-back", N_("This is not the coming turn; look at the game again."))
        _check_part(transaction, seat, said)
        guesses = [guess.as_guess() for guess in said.guesses]
        tables = transaction.referee.worlds(transaction.connection, who.session).tables
        if problem := wrong_guess(guesses, tables):
            raise problem
        values = {
            "epoch": said.epoch,
            "turn": said.turn,
            "orders": json.dumps(request.raw or [], ensure_ascii=False, separators=(",", ":")),
            "guesses": json.dumps([asdict(guess) for guess in guesses], separators=(",", ":")),
            "changed": transaction.now,
        }
        transaction.connection.execute(delete(drafts).where(drafts.c.seat == who.seat))
        transaction.connection.execute(insert(drafts).values(seat=who.seat, **values))
        transaction.changes.rows.add(who.seat)
        if from_text(seat.options).mode == "teams":
            transaction.changes.offices.add(seat.office)
        return {"type": "kept", "turn": said.turn}

    return task


def cast_vote(who: Who, request: Request) -> Task:
    """Vote for what the team's drafts make; with more than half of those present it is played."""
    said: Vote = request.said

    def task(transaction: Transaction) -> dict[str, Any]:
        connection = transaction.connection
        seat = _seat(connection, who)
        options = from_text(seat.options)
        if options.mode != "teams" or options.commit != "vote":
            raise ProblemError("no-vote", N_("In this session orders are not voted on."))
        if seat.role == OBSERVER:
            raise ProblemError("observer", N_("An observer gives no orders."))
        if (said.epoch, said.turn) != (seat.epoch, seat.turn + 1):
            raise ProblemError("rolled-back", N_("This is not the coming turn; look at the game again."))
        team = team_parts(connection, [seat.office], transaction.now)[seat.office]
        if said.choice != team["choice"]:
            raise ProblemError("changed", N_("The orders of your team have changed; look at them again."))
        connection.execute(delete(votes).where(votes.c.seat == who.seat))
        connection.execute(
            insert(votes).values(seat=who.seat, epoch=said.epoch, turn=said.turn, choice=said.choice)
        )
        transaction.changes.offices.add(seat.office)
        voters = [one for one in members_of(connection, [seat.office])[seat.office] if one.role != OBSERVER]
        here = [one.id for one in voters if is_here(one, transaction.now) or one.id == who.seat]
        cast = Counter(
            choice
            for voter, choice in {**team["votes"], str(who.seat): said.choice}.items()
            if int(voter) in here
        )
        if 2 * cast[said.choice] <= len(here):
            return {"type": "voted", "votes": cast[said.choice], "of": len(here)}
        orders = [read_order(table) for table in team["orders"]]
        verdict = transaction.play(
            [
                Submission(
                    seat.office,
                    said.turn,
                    said.epoch,
                    orders,
                    team["orders"],
                    (),
                    who.seat,
                    "vote",
                    lang=who.lang,
                )
            ]
        )[0]
        if isinstance(verdict, ProblemError):
            raise verdict
        return verdict.answer()

    return task


def say(who: Who, request: Request) -> Task:
    """Write to the team, or ask the instructor."""
    said: Say = request.said

    def task(transaction: Transaction) -> dict[str, Any]:
        seat = _seat(transaction.connection, who)
        text = harmless(said.text, lines=True)
        if not text:
            raise ProblemError("empty", N_("There is nothing to read in this message."))
        question = said.to == "instructor"
        number = new_row(
            transaction.connection,
            insert(messages).values(
                session=who.session,
                kind="question" if question else "chat",
                office=seat.office,
                seat=who.seat,
                text=text,
                time=transaction.now,
            ),
        )
        (transaction.changes.messages if question else transaction.changes.offices).add(
            who.session if question else seat.office
        )
        return {"type": "said", "number": number, "text": text}

    return task


def ranks(connection: Connection, who: Who) -> dict[str, Any]:
    """The offices by the sum of their goals; refused to students where the instructor does not show it."""
    options = from_text(
        str(connection.scalar(select(sessions.c.options).where(sessions.c.id == who.session)))
    )
    if not options.leaderboard and not who.teaches:
        raise ProblemError("not-shown", N_("The instructor does not show a leaderboard."))
    rows = connection.execute(
        select(offices.c.id, offices.c.name, offices.c.turn, offices.c.figures, seats.c.label)
        .join(seats, seats.c.office == offices.c.id)
        .where(offices.c.session == who.session, seats.c.state == "in", offices.c.turn > 0)
        .order_by(seats.c.number)
    ).all()
    entries: dict[int, dict[str, Any]] = {}
    for row in rows:
        entry = entries.setdefault(
            row.id, {"labels": [], "turn": row.turn, "total": sum(json.loads(row.figures).get("goals", []))}
        )
        entry["labels"].append(row.label)
    # Who is ahead in turns is not ahead in skill: only offices that stand at one turn are compared.
    return {
        "type": "ranks",
        "ranks": sorted(entries.values(), key=lambda one: (-one["turn"], -one["total"])),
    }


def heard_of(names: list[int], present: bool, is_news: bool = False) -> Task:
    """Note that seats are there, or have gone; where that ``is_news``, their teams hear of it."""

    def task(transaction: Transaction) -> None:
        transaction.connection.execute(
            update(seats)
            .where(seats.c.id.in_(names), seats.c.state == "in")
            .values(present=present, seen=transaction.now)
        )
        transaction.changes.rows.update(names)
        if is_news:
            rows = transaction.connection.execute(
                select(seats.c.office, sessions.c.options)
                .join(sessions, sessions.c.id == seats.c.session)
                .where(seats.c.id.in_(names), seats.c.office.is_not(None))
            )
            shared = {row.office for row in rows if from_text(row.options).mode == "teams"}
            transaction.changes.offices.update(shared)

    return task


def _seat(connection: Connection, who: Who) -> Any:
    row = connection.execute(
        select(
            seats.c.office, seats.c.role, seats.c.state, offices.c.turn, offices.c.epoch, sessions.c.options
        )
        .join(offices, offices.c.id == seats.c.office)
        .join(sessions, sessions.c.id == seats.c.session)
        .where(seats.c.id == who.seat)
    ).one_or_none()
    if row is None or row.state != "in":
        raise ProblemError("not-in", N_("This seat is not in the session any more; ask the instructor."))
    return row


def _check_part(transaction: Transaction, seat: Any, said: Draft) -> None:
    """In a team, each proposes orders in their part; that of one who is not there falls to the others."""
    if not said.orders:
        return
    if seat.role == OBSERVER:
        raise ProblemError("observer", N_("An observer gives no orders."))
    if from_text(seat.options).mode != "teams":
        return
    team = members_of(transaction.connection, [seat.office])[seat.office]
    taken = {one.role for one in team if is_here(one, transaction.now) and one.role != seat.role}
    for order in said.orders:
        if part_taken(order.kind, seat.role, taken):
            raise ProblemError(
                "part",
                N_("Orders of the kind {kind} are the part of another member of your team."),
                {"kind": order.kind},
            )
