"""Where requests are answered: who may ask what, and who does the work."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from attrs import define, field
from sqlalchemy import Connection, select

from nnmi_game.classroom import instructors, rows, sessions, students
from nnmi_game.classroom.clerk import Clerk, Transaction
from nnmi_game.classroom.doors import Doors
from nnmi_game.classroom.hub import Hub
from nnmi_game.classroom.keys import is_password, nobodys_hash
from nnmi_game.classroom.messages import (
    OF_INSTRUCTORS,
    OF_PROJECTORS,
    OF_SEATS,
    VERSION,
    Draft,
    Fetch,
    Join,
    LogIn,
    Look,
    Messages,
    ProblemError,
    Ranks,
    Request,
    Say,
    ScenarioText,
    Submit,
    Vote,
    Watch,
)  # fmt: skip
from nnmi_game.classroom.reader import Reader
from nnmi_game.classroom.referee import Receipt
from nnmi_game.classroom.sessions import Who
from nnmi_game.classroom.standing import Ask
from nnmi_game.classroom.store.database import StoreError
from nnmi_game.classroom.store.schema import sessions as session_table
from nnmi_game.locale import N_

_log = logging.getLogger(__name__)


@define(eq=False)
class Desk:
    """Answers requests, over whatever line they came."""

    clerk: Clerk
    reader: Reader
    hub: Hub
    doors: Doors = field(factory=Doors)
    #: One password at a time: each takes 64 MB for a moment.
    _passwords: ThreadPoolExecutor = field(
        factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="passwords"), repr=False
    )
    #: What a password that belongs to nobody is compared with, so that it takes as long.
    _nobody: str = field(factory=nobodys_hash, repr=False)

    async def answer(self, who: Who | None, request: Request, address: str, lang: str) -> dict[str, Any]:
        """The answer to a request; it never raises."""
        try:
            answer = await self._answer(who, request, address)
        except ProblemError as problem:
            answer = problem.answer(lang)
        except StoreError as error:
            _log.error("not saved: %s", error)
            answer = unsaved().answer(lang)
        if request.re is not None:
            answer["re"] = request.re
        return answer

    async def identify(self, key: str, address: str, lang: str) -> Who:
        """Whose key it is; ``ProblemError`` if nobody's, or after too many tries."""
        self.doors.check(address)
        try:
            return await self.reader.look(lambda connection, now: sessions.who_is(connection, key, now, lang))
        except ProblemError as problem:
            if problem.code == "key":
                self.doors.failed(address)
            raise

    async def _answer(self, who: Who | None, request: Request, address: str) -> dict[str, Any]:
        said = request.said
        match said:
            case Join():
                return await self._join(said, address)
            case LogIn():
                return await self._log_in(said, address)
        if who is None:
            raise ProblemError("key", N_("This key opens nothing here; join with the code, or log in again."))
        if not isinstance(said, _may_ask(who)):
            raise ProblemError("not-yours", N_("This request is not open to you."))
        match said:
            case Submit():
                receipt: Receipt = await self.clerk.do(students.submission(who, request))
                return receipt.answer()
            case Fetch():
                return dict(await self.reader.standing(Ask(who.seat, said.since, said.messages)))
            case Draft():
                return dict(await self.clerk.do(students.save_draft(who, request)))
            case Vote():
                return dict(await self.clerk.do(students.cast_vote(who, request)))
            case Say():
                return dict(await self.clerk.do(students.say(who, request)))
            case Ranks():
                return await self.reader.look(lambda connection, _now: students.ranks(connection, who))
            case ScenarioText():
                return await self.reader.look(lambda connection, _now: _scenario(connection, who))
            case Watch() if who.projects:
                return await self.reader.look(
                    lambda connection, now: rows.projection(connection, who.session, now)
                )
            case Watch():
                return await self.reader.look(lambda connection, now: _overview(connection, who, now))
            case Messages():
                return await self.reader.look(
                    lambda connection, _now: {
                        "type": "messages",
                        "messages": rows.questions(connection, who.session, said.after),
                    }
                )
            case Look():
                return await self._look(who, said)
            case _:
                return dict(await self.clerk.do(instructors.act(who, request)))

    async def _join(self, said: Join, address: str) -> dict[str, Any]:
        self._check_version(said.version)
        self.doors.check(address)
        self.doors.check_join(address)
        try:
            return dict(await self.clerk.do(lambda transaction: sessions.take_seat(transaction, said)))
        except ProblemError as problem:
            if problem.code in ("code", "roster", "taken"):
                self.doors.failed(address)
            raise

    async def _log_in(self, said: LogIn, address: str) -> dict[str, Any]:
        self._check_version(said.version)
        self.doors.check(address)
        self.doors.check_password(address)
        try:
            session = await self.reader.look(lambda connection, _now: sessions.by_code(connection, said.code))
            number, kept = session.id, session.password
        except ProblemError:
            number, kept = 0, self._nobody
        loop = asyncio.get_running_loop()
        if not await loop.run_in_executor(self._passwords, is_password, said.password, kept) or not number:
            self.doors.failed(address)
            raise ProblemError("password", N_("The code or the password is wrong."))
        self.doors.right_password(address)

        def task(transaction: Transaction) -> dict[str, Any]:
            return sessions.new_pass(transaction.connection, number, transaction.now)

        return dict(await self.clerk.do(task))

    async def _look(self, who: Who, said: Look) -> dict[str, Any]:
        found = await self.reader.look(
            lambda connection, now: rows.office_view(connection, who.session, said.office, now)
        )
        if found is None:
            raise ProblemError("no-office", N_("There is no such office."))
        return found

    def _check_version(self, theirs: int) -> None:
        if theirs != VERSION:
            raise ProblemError(
                "version",
                N_(
                    "Your program speaks version {theirs} of the class's language, this server version {ours}."
                ),
                {"theirs": theirs, "ours": VERSION},
            )


def _may_ask(who: Who) -> tuple[type, ...]:
    if who.projects:
        return OF_PROJECTORS
    return OF_INSTRUCTORS if who.teaches else OF_SEATS


def unsaved() -> ProblemError:
    """What is said when the disk or the database does not take it."""
    return ProblemError(
        "unsaved", N_("The server could not write this down; keep your orders, they can be sent again.")
    )


def _scenario(connection: Connection, who: Who) -> dict[str, Any]:
    row = connection.execute(
        select(
            session_table.c.scenario, session_table.c.scenario_digest, session_table.c.scenario_text
        ).where(session_table.c.id == who.session)
    ).one()
    return {
        "type": "scenario",
        "name": row.scenario,
        "digest": row.scenario_digest,
        "text": row.scenario_text,
    }


def _overview(connection: Connection, who: Who, now: float) -> dict[str, Any]:
    return {
        "type": "overview",
        "now": now,
        "session": rows.session_summary(connection, who.session, now),
        "rows": rows.seat_rows(connection, who.session, now),
        "messages": rows.questions(connection, who.session),
    }
