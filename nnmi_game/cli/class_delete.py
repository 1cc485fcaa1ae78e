"""``nnmi class delete``: delete a class, or one person in it."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from nnmi_game.cli.class_common import DATABASE_HELP, chosen, default_database, needs_extra
from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.game import words
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext


def delete(
    code: Annotated[str, Parameter(help=_("Join code of the session."))],
    /,
    *,
    seat: Annotated[int | None, Parameter(help=_("Number of a seat: delete this person only."))] = None,
    yes: Annotated[bool, Parameter(negative="", help=_("Do not ask first."))] = False,
    database: Annotated[str | None, Parameter(help=_(DATABASE_HELP))] = None,
) -> int:
    """Delete a session or one person, for good, and say what was removed."""
    with needs_extra():
        from sqlalchemy import select

        from nnmi_game.classroom.deletion import delete_person, delete_session
        from nnmi_game.classroom.store.database import StoreError, open_database
        from nnmi_game.classroom.store.schema import seats

    if not yes and not (sys.stdin is not None and sys.stdin.isatty()):
        raise UsageError(_("What is deleted cannot be had back; say --yes."))
    try:
        # A server that runs keeps games in memory; the person would come back from there.
        kept = open_database(database or default_database(), serve=True)
        with kept.read() as connection:
            session = chosen(connection, code)
            found = connection.scalar(
                select(seats.c.id).where(seats.c.session == session, seats.c.number == (seat or 0))
            )
        if seat is not None and found is None:
            kept.close()
            raise CommandError(_("There is no seat number {number} in this session.").format(number=seat))
        if not yes and input(_("Delete for good? Type the code to go on: ")).strip() != code:
            kept.close()
            raise CommandError(_("Nothing was deleted."))
        removed = delete_session(kept, session) if found is None else delete_person(kept, session, found)
        kept.close()
    except StoreError as error:
        raise CommandError(str(error)) from None
    said = words.listed(_told(name, number) for name, number in removed.items() if number)
    print(_("Deleted: {what}.").format(what=said) if said else _("There was nothing to delete."))
    return EXIT_OK


def _told(name: str, number: int) -> str:
    """How many rows of a table, as what they were."""
    forms = {
        "guesses": ngettext("{number} guess", "{number} guesses", number),
        "turns": ngettext("{number} turn", "{number} turns", number),
        "drafts": ngettext("orders not sent of {number} seat", "orders not sent of {number} seats", number),
        "votes": ngettext("{number} vote", "{number} votes", number),
        "messages": ngettext("{number} message", "{number} messages", number),
        "seats": ngettext("{number} seat", "{number} seats", number),
        "offices": ngettext("{number} office", "{number} offices", number),
        "actions": ngettext(
            "{number} action of the instructor", "{number} actions of the instructor", number
        ),
        "passes": ngettext("{number} key of an instructor", "{number} keys of instructors", number),
        "sessions": ngettext("{number} session", "{number} sessions", number),
    }
    return forms[name].format(number=number)
