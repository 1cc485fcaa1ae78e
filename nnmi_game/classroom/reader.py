"""The one who looks things up: what many seats ask at one moment is one question to the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from attrs import define, field
from sqlalchemy import Connection

from nnmi_game.classroom.standing import Ask, standings
from nnmi_game.classroom.store.database import Database, StoreError

T = TypeVar("T")
MOST_AT_ONCE = 400


@define(eq=False)
class Reader:
    """Takes questions from the event loop and asks them in threads."""

    database: Database
    _queue: list[tuple[Ask, asyncio.Future[Any]]] = field(factory=list, repr=False)
    _busy: bool = False
    _threads: ThreadPoolExecutor = field(
        factory=lambda: ThreadPoolExecutor(2, thread_name_prefix="reader"), repr=False
    )

    async def standing(self, ask: Ask) -> dict[str, Any]:
        """How things stand for a seat; ``ProblemError`` if it is not in, ``StoreError`` if it cannot be read."""
        done: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._queue.append((ask, done))
        if not self._busy:
            self._busy = True
            asyncio.get_running_loop().create_task(self._answer())
        return await done

    async def look(self, question: Callable[[Connection, float], T]) -> T:
        """The answer to any other question; it gets a connection and the server's time."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, question)

    def close(self) -> None:
        """Ask nothing more."""
        self._threads.shutdown(cancel_futures=True)

    async def _answer(self) -> None:
        while self._queue:
            group, self._queue = self._queue[:MOST_AT_ONCE], self._queue[MOST_AT_ONCE:]
            asks = [ask for ask, _done in group]
            try:
                answers: list[Any] = list(
                    await self.look(lambda connection, now, asks=asks: standings(connection, asks, now))  # type: ignore[misc]
                )
            except Exception as error:
                answers = [error if isinstance(error, StoreError) else StoreError(str(error))] * len(group)
            for (_ask, done), answer in zip(group, answers, strict=True):
                if done.done():
                    continue
                if isinstance(answer, Exception):
                    done.set_exception(answer)
                else:
                    done.set_result(answer)
        self._busy = False

    def _ask(self, question: Callable[[Connection, float], T]) -> T:
        with self.database.read() as connection:
            return question(connection, self.database.clock())
