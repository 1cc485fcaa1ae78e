"""Opening a session, taking a seat in it, and letting its instructor in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, frozen
from sqlalchemy import Connection, Insert, delete, func, insert, select, update

from nnmi_game.classroom.clerk import Transaction
from nnmi_game.classroom.keys import hashed, new_code, new_key, read_code
from nnmi_game.classroom.messages import Join, ProblemError
from nnmi_game.classroom.options import OBSERVER, ROLES, Options, from_text, to_text
from nnmi_game.classroom.prepared import Expected
from nnmi_game.classroom.pseudonyms import pseudonym
from nnmi_game.classroom.store.schema import actions, offices, passes, seats, sessions
from nnmi_game.classroom.texts import harmless, harmless_name
from nnmi_game.engine.luck import SEED_BOUND
from nnmi_game.engine.turn import RULES_VERSION
from nnmi_game.locale import N_
from nnmi_game.scenario.digest import digest
from nnmi_game.scenario.model import Scenario

#: How long an instructor's program gets in without the password.
PASS_SECONDS = 12 * 3600
#: What a key is for: it is kept under another hash for each, so that none serves for something else.
TEACH, PROJECT = "", "projector:"
PROJECTOR = "projector"


@frozen
class Opened:
    """A session that was opened: its number and its join code."""

    session: int
    code: str


def open_session(
    connection: Connection,
    scenario: Scenario,
    text: str,
    options: Options,
    password_hash: str,
    seed: int,
    now: float,
    title: str = "",
    roster: Sequence[Expected] = (),
) -> Opened:
    """Open a session; ``text`` says the whole scenario, ``password_hash`` comes from ``keys.hash_password``."""
    code = new_code()
    while connection.scalar(select(sessions.c.id).where(sessions.c.code == code)) is not None:
        code = new_code()
    session = new_row(
        connection,
        insert(sessions).values(
            code=code,
            title=harmless(title, 200),
            created=now,
            state="open",
            scenario=scenario.id,
            scenario_digest=digest(scenario),
            scenario_text=text,
            rules_version=RULES_VERSION,
            turns=scenario.calendar.turns,
            seed=seed,
            options=to_text(options),
            password=password_hash,
            open_turn=scenario.calendar.turns if options.pacing == "own" else 1,
            opened=now,
            deadline=now + options.turn_seconds if options.pacing == "timed" else None,
        ),
    )
    for number, one in enumerate(roster, start=1):
        label = _label(options, seed, number, one.name)
        name = "" if options.names == "anonymous" else harmless_name(one.name)
        connection.execute(
            insert(seats).values(
                session=session,
                number=number,
                name=name,
                label=label,
                roster=one.roster,
                email=one.email if options.names != "anonymous" else "",
                state="expected",
            )
        )
    note(connection, session, "open", {"title": title}, now)
    return Opened(session, code)


def new_row(connection: Connection, statement: Insert) -> int:
    """Insert one row; its number."""
    key: Any = connection.execute(statement).inserted_primary_key
    return int(key[0])


def note(
    connection: Connection, session: int, action: str, detail: Mapping[str, Any], now: float, once: str = ""
) -> None:
    """Write down what an instructor did."""
    connection.execute(
        insert(actions).values(
            session=session,
            action=action,
            detail=json.dumps(detail, ensure_ascii=False),
            time=now,
            once=once or None,
        )
    )


def by_code(connection: Connection, code: str) -> Any:
    """The session of a join code, or ``ProblemError``."""
    row = connection.execute(select(sessions).where(sessions.c.code == read_code(code))).one_or_none()
    if row is None:
        raise ProblemError("code", N_("There is no session with this code."))
    return row


def take_seat(transaction: Transaction, asked: Join) -> dict[str, Any]:
    """A seat for a student, and its key, which is shown this once."""
    connection, now = transaction.connection, transaction.now
    session = by_code(connection, asked.code)
    # Held, so that two who come together do not get one number.
    connection.execute(select(sessions.c.id).where(sessions.c.id == session.id).with_for_update())
    options = from_text(session.options)
    if session.state == "ended":
        raise ProblemError("ended", N_("The instructor has ended the session."))
    key = new_key()
    seat = _expected(connection, session, asked, options)
    number = seat.number if seat is not None else _next_number(connection, session.id, options)
    name = "" if options.names == "anonymous" else harmless_name(asked.name or (seat.name if seat else ""))
    if not name and options.names == "real":
        raise ProblemError("name", N_("This session asks for your name."))
    place = _office_for(connection, session, options, number, now)
    values = {
        "session": session.id,
        "office": place.office,
        "number": number,
        "name": name,
        "label": seat.label if seat is not None else _label(options, session.seed, number, name),
        "role": place.role,
        "secret": hashed(key),
        "state": "in",
        "bot": harmless(asked.bot, 40),
        "joined": now,
        "seen": now,
    }
    if seat is None:
        seat_id = new_row(connection, insert(seats).values(**values))
    else:
        seat_id = seat.id
        connection.execute(update(seats).where(seats.c.id == seat.id).values(**values))
    transaction.changes.seats.add(seat_id)
    return {"type": "joined", "seat": seat_id, "number": number, "label": values["label"], "key": key}


def _expected(connection: Connection, session: Any, asked: Join, options: Options) -> Any:
    """The seat that the instructor's list keeps for this student, None where there is no list to be on."""
    if not asked.roster:
        if options.roster_only:
            raise ProblemError("roster", N_("This session asks for your id on the instructor's list."))
        return None
    seat = connection.execute(
        select(seats).where(seats.c.session == session.id, seats.c.roster == asked.roster)
    ).one_or_none()
    if seat is None:
        raise ProblemError("roster", N_("This id is not on the instructor's list."))
    if seat.state != "expected":
        raise ProblemError(
            "taken", N_("This seat is taken; come back with its key, or ask the instructor to readmit you.")
        )
    return seat


def _next_number(connection: Connection, session: int, options: Options) -> int:
    taken, last = connection.execute(
        select(func.count(), func.max(seats.c.number)).where(seats.c.session == session)
    ).one()
    if taken >= options.most_seats:
        raise ProblemError("full", N_("All seats of this session are taken."))
    return (last or 0) + 1


def _label(options: Options, seed: int, number: int, name: str) -> str:
    if options.names == "real":
        return harmless_name(name)
    if options.names == "pseudonyms":
        return pseudonym(seed, number)
    return f"#{number}"


@define
class _Place:
    office: int
    role: str


def _office_for(connection: Connection, session: Any, options: Options, number: int, now: float) -> _Place:
    """A new office for one who plays alone; else a place in the first team that has one."""
    if options.mode == "teams":
        found = connection.execute(
            select(offices.c.id, func.count(seats.c.id))
            .outerjoin(seats, (seats.c.office == offices.c.id) & (seats.c.state == "in"))
            .where(offices.c.session == session.id)
            .group_by(offices.c.id)
            .having(func.count(seats.c.id) < options.team_size)
            .order_by(offices.c.id)
        ).first()
        office = found[0] if found else new_office(connection, session, options, now)
        return _Place(office, free_role(connection, office))
    return _Place(new_office(connection, session, options, now), "director")


def new_office(connection: Connection, session: Any, options: Options, now: float) -> int:
    """A new game in a session: under the class's luck, or its own."""
    number = (connection.scalar(
        select(func.max(offices.c.number)).where(offices.c.session == session.id)
    ) or 0) + 1  # fmt: skip
    seed = session.seed if options.luck == "same" else (session.seed + number - 1) % SEED_BOUND
    return new_row(
        connection, insert(offices).values(session=session.id, number=number, seed=seed, played=now)
    )


def free_role(connection: Connection, office: int) -> str:
    """The first role that nobody of a team has; who comes after all of them observes."""
    taken = connection.scalars(
        select(seats.c.role).where(seats.c.office == office, seats.c.state == "in")
    ).all()
    return next((role for role in ROLES if role not in taken), OBSERVER)


def new_pass(connection: Connection, session: int, now: float, to: str = TEACH) -> dict[str, Any]:
    """A key that lets an instructor's program in for some hours, or with ``PROJECT`` shows the class to a projector."""
    key = new_key()
    connection.execute(delete(passes).where(passes.c.expires < now))
    connection.execute(
        insert(passes).values(secret=hashed(to + key), session=session, expires=now + PASS_SECONDS)
    )
    return {"type": "logged-in", "key": key, "seconds": PASS_SECONDS}


@frozen
class Who:
    """Somebody whose key is known: a seat of a session, or, with seat 0, its instructor or its projector."""

    session: int
    seat: int = 0
    office: int = 0
    role: str = ""
    lang: str = "en"

    @property
    def teaches(self) -> bool:
        """Whether this is the instructor."""
        return self.seat == 0 and not self.projects

    @property
    def projects(self) -> bool:
        """Whether this is a projector."""
        return self.role == PROJECTOR


def who_is(connection: Connection, key: str, now: float, lang: str = "en") -> Who:
    """Whose key it is; ``ProblemError`` if nobody's."""
    kept = hashed(key)
    seat = connection.execute(
        select(seats.c.id, seats.c.session, seats.c.office, seats.c.role, seats.c.state).where(
            seats.c.secret == kept
        )
    ).one_or_none()
    if seat is not None:
        if seat.state != "in" or not seat.office:
            raise ProblemError("not-in", N_("This seat is not in the session any more; ask the instructor."))
        return Who(seat.session, seat.id, seat.office, seat.role, lang)
    shown = hashed(PROJECT + key)
    found = connection.execute(
        select(passes.c.session, passes.c.secret).where(
            passes.c.secret.in_((kept, shown)), passes.c.expires > now
        )
    ).first()
    if found is None:
        raise ProblemError("key", N_("This key opens nothing here; join with the code, or log in again."))
    return Who(found.session, role=PROJECTOR if found.secret == shown else "", lang=lang)
