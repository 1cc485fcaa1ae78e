"""The one who writes: everything that changes the class in one moment goes to disk as one transaction.

While one group is being written, the next gathers; so one wait for the disk serves many, and submissions that come
together are played as one batch of worlds. Whoever asked is answered when the group is on disk, and not before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from attrs import define, field, fields
from sqlalchemy import Connection

from nnmi_game.classroom.messages import ProblemError
from nnmi_game.classroom.referee import Receipt, Referee, Submission, Verdict, drop_old_drafts
from nnmi_game.classroom.store.database import Database, StoreError
from nnmi_game.locale import N_

#: Work that one transaction takes on.
MOST_AT_ONCE = 512
#: Work that may wait; more is refused, so that nobody waits for ever.
MOST_WAITING = 20_000


@define(eq=False)
class Changes:
    """What changed, for those who watch, by their numbers: sessions, offices and seats; messages by session."""

    sessions: set[int] = field(factory=set)
    offices: set[int] = field(factory=set)
    played: set[int] = field(factory=set)  # offices that played a turn
    seats: set[int] = field(factory=set)  # who sits there, where, in which role
    rows: set[int] = field(factory=set)  # seats of which a dashboard shows something else
    messages: set[int] = field(factory=set)

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(Changes))

    def add(self, other: Changes) -> None:
        """Take in what else changed."""
        for one in fields(Changes):
            getattr(self, one.name).update(getattr(other, one.name))


@define(eq=False)
class Transaction:
    """What a task works with: the open transaction, the server's time, and the referee."""

    connection: Connection
    now: float
    referee: Referee
    changes: Changes

    def play(self, submissions: list[Submission]) -> list[Verdict]:
        """Judge submissions here and now; at most one for an office."""
        verdicts = self.referee.judge(self.connection, submissions, self.now)
        played = [one.office for one in verdicts if isinstance(one, Receipt) and not one.again]
        if played:
            drop_old_drafts(self.connection, played)
            self.changes.played.update(played)
        return verdicts


Task = Callable[[Transaction], Any]


@define(eq=False)
class _Waiting:
    work: Task | Submission
    done: asyncio.Future[Any]


@define(eq=False)
class Clerk:
    """Takes work from the event loop and does it in one thread, group by group."""

    database: Database
    referee: Referee = field(factory=Referee)
    #: Called in the event loop after each group that changed something.
    tell: Callable[[Changes], None] = field(default=lambda changes: None)
    #: Called in the thread, inside the transaction, with what it changes.
    inside: Callable[[Connection, Changes], None] = field(default=lambda connection, changes: None)
    _queue: list[_Waiting] = field(factory=list, repr=False)
    _wake: asyncio.Event = field(factory=asyncio.Event, repr=False)
    _thread: ThreadPoolExecutor = field(
        factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="clerk"), repr=False
    )
    _running: asyncio.Task[None] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Begin to work; in the event loop."""
        self._running = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Finish what waits, then end."""
        while self._queue:
            await asyncio.gather(*(one.done for one in self._queue), return_exceptions=True)
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        self._thread.shutdown()

    async def do(self, work: Task | Submission) -> Any:
        """The result of a task, or the receipt of a submission, when it is on disk.

        ``ProblemError`` says why the work was not done; ``StoreError`` that the database does not take it.
        """
        if len(self._queue) >= MOST_WAITING:
            raise ProblemError("busy", N_("The server has too much to do; try again in a moment."))
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(work, done))
        self._wake.set()
        return await done

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._wake.wait()
            group = self._next_group()
            if not self._queue:
                self._wake.clear()
            results, changes = await loop.run_in_executor(self._thread, self._written, group)
            for one, result in zip(group, results, strict=True):
                if one.done.done():
                    continue
                if isinstance(result, Exception):
                    one.done.set_exception(result)
                else:
                    one.done.set_result(result)
            if changes:
                self.tell(changes)

    def _next_group(self) -> list[_Waiting]:
        """What comes first, with at most one submission of an office."""
        group: list[_Waiting] = []
        later: list[_Waiting] = []
        taken: set[int] = set()
        for one in self._queue:
            office = one.work.office if isinstance(one.work, Submission) else None
            if len(group) >= MOST_AT_ONCE or office in taken:
                later.append(one)
                continue
            if office is not None:
                taken.add(office)
            group.append(one)
        self._queue = later
        return group

    def _written(self, group: list[_Waiting]) -> tuple[list[Any], Changes]:
        """Results of a group, and what it changed; in the thread."""
        changes = Changes()
        try:
            return self._write(group, changes), changes
        except StoreError as error:
            return [error] * len(group), Changes()
        except Exception as error:
            # A mistake of ours must not take the class down: only the work that meets it fails.
            if len(group) > 1:
                return self._one_by_one(group)
            failed = StoreError(f"{type(error).__name__}: {error}")
            failed.__cause__ = error
            return [failed], Changes()

    def _one_by_one(self, group: list[_Waiting]) -> tuple[list[Any], Changes]:
        results, changes = [], Changes()
        for one in group:
            result, changed = self._written([one])
            results += result
            changes.add(changed)
        return results, changes

    def _write(self, group: list[_Waiting], changes: Changes) -> list[Any]:
        """One transaction. A task that has a problem is undone alone."""
        try:
            with self.database.write() as connection:
                transaction = Transaction(connection, self.database.clock(), self.referee, changes)
                results = {id(one): _task_done(one.work, transaction) for one in group if callable(one.work)}
                submissions = [one for one in group if isinstance(one.work, Submission)]
                if submissions:
                    given = [one.work for one in submissions if isinstance(one.work, Submission)]
                    for one, verdict in zip(submissions, transaction.play(given), strict=True):
                        results[id(one)] = verdict
                self.inside(connection, changes)
        except BaseException:
            self.referee.forget()
            raise
        self.referee.settle()
        return [results[id(one)] for one in group]


def _task_done(task: Task, transaction: Transaction) -> Any:
    """The result of a task, or the exception that it ended with, all it did undone."""
    since = transaction.referee.unsettled()
    savepoint = transaction.connection.begin_nested()
    try:
        result = task(transaction)
    except ProblemError as problem:
        savepoint.rollback()
        transaction.referee.forget(since)
        return problem
    savepoint.commit()
    return result
