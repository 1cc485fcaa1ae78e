"""News between server processes that share a PostgreSQL: what one of them changes, the others tell their own people.

A notice goes out when its transaction is on disk, and only hints at numbers; whoever hears it looks at the database.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import threading
from collections.abc import Callable
from typing import Any

from attrs import define, field, fields
from sqlalchemy import Connection, text

from nnmi_game.classroom.clerk import Changes
from nnmi_game.classroom.store.database import Database

_log = logging.getLogger(__name__)
CHANNEL = "nnmi_class"
#: Numbers in one notice, which PostgreSQL bounds at 8,000 bytes.
MOST_NUMBERS = 500


@define(eq=False)
class News:
    """One process's end; does nothing where the database is one process's own."""

    database: Database
    name: str = field(factory=lambda: secrets.token_hex(8))
    _stopping: threading.Event = field(factory=threading.Event, repr=False)
    _thread: threading.Thread | None = field(default=None, repr=False)

    def send(self, connection: Connection, changes: Changes) -> None:
        """Tell the other processes, when the transaction is on disk."""
        if not self.database.shared:
            return
        for part in _parts(changes):
            notice = json.dumps({"from": self.name, **part}, separators=(",", ":"))
            connection.execute(
                text("SELECT pg_notify(:channel, :notice)"), {"channel": CHANNEL, "notice": notice}
            )

    def start(self, loop: asyncio.AbstractEventLoop, tell: Callable[[Changes], None]) -> None:
        """Listen from now on; ``tell`` is called in the event loop."""
        if self.database.shared:
            self._thread = threading.Thread(target=self._listen, args=(loop, tell), name="news", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _listen(self, loop: asyncio.AbstractEventLoop, tell: Callable[[Changes], None]) -> None:
        import psycopg

        address = self.database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        while not self._stopping.is_set():
            try:
                with psycopg.connect(address, autocommit=True) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    while not self._stopping.is_set():
                        for notice in connection.notifies(timeout=1.0):
                            self._heard(notice.payload, loop, tell)
            except psycopg.Error as error:
                _log.warning("no news from the other servers for a moment: %s", type(error).__name__)
                self._stopping.wait(2.0)

    def _heard(self, payload: str, loop: asyncio.AbstractEventLoop, tell: Callable[[Changes], None]) -> None:
        notice: dict[str, Any] = json.loads(payload)
        if notice.pop("from", "") != self.name and not loop.is_closed():
            changes = Changes(**{name: set(numbers) for name, numbers in notice.items()})
            loop.call_soon_threadsafe(tell, changes)


def _parts(changes: Changes) -> list[dict[str, list[int]]]:
    """The changes in pieces that fit into a notice."""
    found: list[dict[str, list[int]]] = []
    for one in fields(Changes):
        numbers = sorted(getattr(changes, one.name))
        found += [
            {one.name: numbers[start : start + MOST_NUMBERS]}
            for start in range(0, len(numbers), MOST_NUMBERS)
        ]
    return found
