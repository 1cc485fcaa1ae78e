"""Opening the database of a class: SQLite in a file, or PostgreSQL at an address."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import define, field
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError

from nnmi_game.classroom.store.schema import SCHEMA_VERSION, about, metadata
from nnmi_game.locale import gettext as _

#: Seconds that a writer waits for another.
PATIENCE = 20
#: Any number, as long as it stays: what processes that start together take turns by.
_SETUP_LOCK = 7_712_012


class StoreError(Exception):
    """The class cannot be kept; the text says why, in one sentence."""


@define
class Database:
    """A database that is open. Times come from ``clock``, in seconds since 1970."""

    engine: Engine
    clock: Callable[[], float] = time.time
    lock: FileLock | None = field(default=None, repr=False)

    @property
    def shared(self) -> bool:
        """Whether several server processes may use it at once."""
        return self.engine.dialect.name != "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection to ask questions with; ``StoreError`` if that fails."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(reason(error)) from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block has ended; ``StoreError`` if it is not."""
        try:
            with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(reason(error)) from error

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
        if self.lock is not None:
            self.lock.release()


def open_database(where: str | Path, *, serve: bool = False) -> Database:
    """The database at a path or address, made if there is none; ``StoreError`` if it cannot be used.

    ``serve`` is for a server: a file of SQLite then belongs to this process alone.
    """
    url = address(where)
    lock = None
    if url.get_backend_name() == "sqlite":
        engine = _sqlite(url)
        lock = _alone(Path(url.database or "")) if serve else None
    else:
        engine = create_engine(url, pool_size=8, max_overflow=8, pool_pre_ping=True)
    database = Database(engine, lock=lock)
    try:
        _prepare(database)
    except StoreError:
        database.close()
        raise
    return database


def address(where: str | Path) -> URL:
    """Where a database is: a path is SQLite's; ``StoreError`` for an address that is not understood."""
    text = str(where)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser().absolute()))
    try:
        url = make_url(text)
        known = url.get_backend_name() in ("sqlite", "postgresql")
    except ArgumentError:
        known = False
    if not known:
        raise StoreError(
            _("The database must be a file or an address such as postgresql+psycopg://USER@HOST/NAME.")
        )
    return url


def reason(error: Exception) -> str:
    """What a database says, in one line, without the statement and its values."""
    said = " ".join(str(getattr(error, "orig", None) or error).split()) or type(error).__name__
    return _("The database does not take it: {reason}").format(reason=said[:300])


def _sqlite(url: URL) -> Engine:
    path = Path(url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)  # it holds names and grades
    except OSError as error:
        raise StoreError(
            _("{file}: the class cannot be kept here: {reason}").format(
                file=path, reason=error.strerror or error
            )
        ) from None
    engine = create_engine(
        url, pool_size=4, max_overflow=8, connect_args={"timeout": PATIENCE, "check_same_thread": False}
    )

    def connected(connection: Any, _record: object) -> None:
        # Transactions are begun below, so that writers can say so at once.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # An acknowledged turn must outlive a loss of power, not only of the process.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    def begun(connection: Connection) -> None:
        # A reader that turned writer in the middle of its transaction could be refused.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _alone(path: Path) -> FileLock:
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise StoreError(
            _("{file}: another server keeps its class here; several servers need PostgreSQL.").format(
                file=path
            )
        ) from None
    return lock


def _prepare(database: Database) -> None:
    """Make the tables where there are none; ``StoreError`` for tables of another version."""
    with database.write() as connection:
        if database.shared:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_SETUP_LOCK})")
        metadata.create_all(connection)
        found = connection.scalar(select(about.c.value).where(about.c.key == "schema"))
        if found is None:
            connection.execute(insert(about).values(key="schema", value=str(SCHEMA_VERSION)))
        elif found != str(SCHEMA_VERSION):
            raise StoreError(
                _(
                    "This database was made by another version of the program (tables {theirs}, here {ours})."
                ).format(theirs=found, ours=SCHEMA_VERSION)
            )


def is_taken(error: StoreError) -> bool:
    """Whether a row was refused because another says the same."""
    return isinstance(error.__cause__, IntegrityError)
