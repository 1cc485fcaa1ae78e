"""What the commands of a class share: where it is kept, and a sentence where its libraries are missing."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from nnmi_game.cli.errors import CommandError, UsageError
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nnmi_game.analysis.cohort import Cohort

PASSWORD_VARIABLE = "NNMI_CLASS_PASSWORD"
DATABASE_HELP = N_("File of the class, or an address such as postgresql+psycopg://USER@HOST/NAME.")


def default_database() -> Path:
    """Where classes are kept unless another place is named."""
    from platformdirs import user_data_path

    return user_data_path("nnmi", appauthor=False) / "classes" / "class.db"


@contextmanager
def needs_extra() -> Iterator[None]:
    """Say what to install where a library of the class is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(
            _("A class needs more packages ({name} is missing); install them with: {command}").format(
                name=error.name, command="pip install 'nnmi-game[class]'"
            )
        ) from None


def chosen(connection: Connection, code: str) -> int:
    """The number of the session with this code; ``CommandError`` if there is none."""
    from nnmi_game.classroom.messages import ProblemError
    from nnmi_game.classroom.sessions import by_code

    try:
        return int(by_code(connection, code).id)
    except ProblemError:
        raise CommandError(
            _("There is no session with the code {code} in this database.").format(code=code)
        ) from None


def trusted(cafile: Path | None) -> ssl.SSLContext:
    """Whom a connection over TLS trusts; ``UsageError`` if the file cannot be used."""
    try:
        return ssl.create_default_context(cafile=str(cafile) if cafile else None)
    except ssl.SSLError:
        raise UsageError(_("{file}: there is no certificate in this file").format(file=cafile)) from None
    except OSError as error:
        raise UsageError(
            _("{file}: the certificate cannot be used: {reason}").format(
                file=cafile, reason=error.strerror or error
            )
        ) from None


def read_class(database: str, code: str) -> Cohort:
    """A class to look back on; ``CommandError`` if it cannot be read."""
    from nnmi_game.classroom.export.cohort import read_cohort
    from nnmi_game.classroom.store.database import StoreError, open_database

    try:
        kept = open_database(database)
        try:
            with kept.read() as connection:
                return read_cohort(connection, chosen(connection, code))
        finally:
            kept.close()
    except StoreError as error:
        raise CommandError(str(error)) from None
