"""``nnmi join``: take a seat in a class, or come back to it, and play on the screens of the game."""

from __future__ import annotations

import asyncio
import getpass
import hashlib
import ssl
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from filelock import FileLock, Timeout

from nnmi_game.cli.class_common import needs_extra, trusted
from nnmi_game.cli.errors import CommandError, UsageError
from nnmi_game.cli.screen import has_terminal
from nnmi_game.locale import gettext as _

if TYPE_CHECKING:
    from nnmi_game.classroom.journal import Journal

#: What separates the code from the person in a file's name.
BETWEEN = "-of-"


def join(
    address: Annotated[str, Parameter(help=_("Address of the class."))],
    code: Annotated[str, Parameter(help=_("Join code."))],
    /,
    *,
    name: Annotated[str, Parameter(help=_("Your name."))] = "",
    roster: Annotated[str, Parameter(help=_("Your id on the instructor's list, where there is one."))] = "",
    key: Annotated[
        bool, Parameter(negative="", help=_("Go on with a seat from another device: asks for its key."))
    ] = False,
    folder: Annotated[Path | None, Parameter(help=_("Folder of the files of your seats."))] = None,
    cafile: Annotated[
        Path | None, Parameter(help=_("Certificate to trust, where the server made its own."))
    ] = None,
) -> int:
    """Join a class, or go on where you left off on this machine."""
    with needs_extra():
        from nnmi_game.classroom.client import Seat
        from nnmi_game.classroom.journal import JournalError
    from nnmi_game.tui import attend

    if not has_terminal():
        raise UsageError(_("A seat in a class needs a terminal."))
    tls = trusted(cafile)
    seats = folder or default_folder()
    path = seat_path(seats, code, roster or name)
    try:
        seats.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=0):
            journal = asyncio.run(_journal(path, address, code, name, roster, tls, key))
            return attend(Seat(journal, tls=tls))
    except Timeout:
        raise CommandError(_("This seat is open in another program on this machine.")) from None
    except JournalError as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(
            _("{file}: the seat cannot be kept here: {reason}").format(
                file=path, reason=error.strerror or error
            )
        ) from None


def default_folder() -> Path:
    """Where the files of seats lie."""
    from platformdirs import user_data_path

    return user_data_path("nnmi", appauthor=False) / "seats"


def seat_path(folder: Path, code: str, person: str) -> Path:
    """The file of a seat: that of this person in this class; without a name, the only one there is of the class.

    ``UsageError`` if there are several.
    """
    from nnmi_game.classroom.keys import read_code

    stem = "".join(sign for sign in read_code(code) if sign.isalnum())
    if person:
        return folder / f"{stem}{BETWEEN}{hashlib.sha256(person.casefold().encode()).hexdigest()[:12]}.json"
    known = sorted(folder.glob(f"{stem}*.json"))
    if len(known) > 1:
        raise UsageError(
            _("Several people have joined this class on this machine; say who you are with --name.")
        )
    return known[0] if known else folder / f"{stem}.json"


async def _journal(
    path: Path, address: str, code: str, name: str, roster: str, tls: ssl.SSLContext, with_key: bool
) -> Journal:
    """The seat's file: the one that is there, else of a seat that is taken now."""
    from nnmi_game.classroom.client import join
    from nnmi_game.classroom.journal import Journal
    from nnmi_game.classroom.line import LineError, RefusedError
    from nnmi_game.classroom.reaching import why_not

    if path.exists():
        journal = Journal.read(path)
        journal.address = address  # the class may have moved to another room
        return journal
    if with_key:
        key = getpass.getpass(_("Key of your seat: ")).strip()
        journal = Journal(address, code, key, path=path)
        journal.write()
        return journal
    try:
        try:
            return await join(address, code, name, roster, path=path, tls=tls)
        except RefusedError as error:
            if error.code != "name" or sys.stdin is None or not sys.stdin.isatty():
                raise
            return await join(address, code, input(_("Your name: ")), roster, path=path, tls=tls)
    except RefusedError as error:
        raise CommandError(error.text) from None
    except LineError as error:
        raise CommandError(why_not(address, error)) from None
