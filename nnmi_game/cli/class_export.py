"""``nnmi class export``: write a class out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from nnmi_game.cli.class_common import DATABASE_HELP, chosen, default_database, needs_extra
from nnmi_game.cli.class_reports import class_reports, write_office_reports
from nnmi_game.cli.errors import EXIT_OK, CommandError
from nnmi_game.locale import gettext as _


def export(
    code: Annotated[str, Parameter(help=_("Join code of the session."))],
    folder: Annotated[Path, Parameter(help=_("Folder to write to; made if it is not there."))],
    /,
    *,
    without_names: Annotated[
        bool, Parameter(negative="", help=_("Leave out names, addresses, messages and grades: for research."))
    ] = False,
    without_reports: Annotated[
        bool,
        Parameter(negative="", help=_("Leave out the report for each student, which takes seconds each.")),
    ] = False,
    title: Annotated[str, Parameter(help=_("Name of the assignment in the grade book."))] = "",
    database: Annotated[str | None, Parameter(help=_(DATABASE_HELP))] = None,
) -> int:
    """Write every decision, every saved game, grades, xAPI statements and reports of a session to a folder."""
    with needs_extra():
        from nnmi_game.classroom.export import games, grades, tidy, xapi
        from nnmi_game.classroom.export.cohort import read_cohort
        from nnmi_game.classroom.export.record import read_session
        from nnmi_game.classroom.store.database import StoreError, open_database
    from nnmi_game.game.saves import write_file

    try:
        kept = open_database(database or default_database())
        with kept.read() as connection:
            session = chosen(connection, code)
            record, cohort = read_session(connection, session), read_cohort(connection, session)
        kept.close()
    except StoreError as error:
        raise CommandError(str(error)) from None
    files: dict[str, str] = {}
    for name, rows in tidy.tables(record, not without_names).items():
        files[f"{name}.csv"], files[f"{name}.jsonl"] = tidy.as_csv(rows), tidy.as_lines(rows)
    if not without_names:
        assignment = title or record.session["title"] or record.tables.scenario.title.en
        files["grades-canvas.csv"] = grades.canvas(record, assignment)
        files["grades-moodle.csv"] = grades.moodle(record, assignment)
    files["xapi.jsonl"] = "".join(
        json.dumps(one, ensure_ascii=False) + "\n" for one in xapi.statements(record)
    )
    path = ""
    if not games.is_shipped(record):
        name = f"{record.session['scenario']}.toml"
        files[name] = record.session["scenario_text"]
        path = str((folder / name).resolve())
    for name, text in games.files(record, path, not without_names).items():
        files[f"saves/{name}"] = text
    for name, text in class_reports(cohort, not without_names).items():
        files[f"reports/{name}"] = text
    try:
        for part in ("saves", "reports"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            write_file(folder / name, text.encode())
        people = [one.office for one in cohort.players if not one.is_bot]
        saves = [folder / "saves" / games.file_name(number) for number in people]
        written = 0 if without_reports else write_office_reports(saves, folder / "reports")
    except OSError as error:
        raise CommandError(
            _("{file}: the file cannot be written: {reason}").format(
                file=folder, reason=error.strerror or error
            )
        ) from None
    print(
        _("Wrote {files} files to {folder}: {seats} seats, {turns} turns.").format(
            files=len(files) + written, folder=folder, seats=len(record.seats), turns=len(record.turns)
        )
    )
    return EXIT_OK
