"""``nnmi class debrief``: look back on a class, straight from where it is kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from nnmi_game.cli.class_common import DATABASE_HELP, default_database, needs_extra, read_class
from nnmi_game.cli.class_reports import class_reports
from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.cli.screen import has_terminal
from nnmi_game.locale import gettext as _


def debrief(
    code: Annotated[str, Parameter(help=_("Join code of the session."))],
    /,
    *,
    html: Annotated[
        Path | None,
        Parameter(help=_("Write it to this folder as pages, one for each language, and open no screen.")),
    ] = None,
    without_names: Annotated[bool, Parameter(negative="", help=_("Leave names out of the pages."))] = False,
    database: Annotated[str | None, Parameter(help=_(DATABASE_HELP))] = None,
) -> int:
    """Look back on a class: goals, choices, two offices side by side, guesses, earlier classes."""
    with needs_extra():
        import sqlalchemy  # noqa: F401

    where = database or str(default_database())
    if html is None:
        from nnmi_game.tui import look_back

        if not has_terminal():
            raise UsageError(_("A debrief needs a terminal; --html FOLDER writes it as pages."))
        read_class(where, code)
        return look_back(partial(read_class, where, code))
    from nnmi_game.game.saves import write_file

    pages = class_reports(read_class(where, code), not without_names)
    try:
        html.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            write_file(html / name, text.encode())
            print(_("Written: {file}").format(file=html / name))
    except OSError as error:
        raise CommandError(
            _("{file}: the file cannot be written: {reason}").format(
                file=html, reason=error.strerror or error
            )
        ) from None
    return EXIT_OK
