"""``nnmi class new``: prepare a session as a file, to be started with ``nnmi class --session FILE``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from nnmi_game.cli.class_common import needs_extra
from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.locale import gettext as _


def new(
    file: Annotated[Path, Parameter(help=_("File to write."))],
    scenario: Annotated[str, Parameter(help=_("Name or file of a scenario."))] = "nnmi-2012",
    /,
    *,
    luck: Annotated[
        Literal["same", "own"], Parameter(help=_("The same luck for all, or each their own."))
    ] = "same",
    mode: Annotated[Literal["solo", "teams"], Parameter(help=_("Play alone or in teams."))] = "solo",
    pacing: Annotated[
        Literal["own", "instructor", "timed"],
        Parameter(help=_("Everyone's own pace, the instructor's, or timed turns.")),
    ] = "own",
    names: Annotated[
        Literal["real", "pseudonyms", "anonymous"],
        Parameter(help=_("Names that classmates see; with anonymous none is kept.")),
    ] = "real",
    roster: Annotated[
        Path | None,
        Parameter(help=_("A list of students as CSV, with a column id, and name and email if wished.")),
    ] = None,
    seed: Annotated[int, Parameter(help=_("The session's luck; 0 for another each time."))] = 0,
    title: Annotated[str, Parameter(help=_("What the session is called."))] = "",
    force: Annotated[bool, Parameter(negative="", help=_("Write over a file that is there."))] = False,
) -> int:
    """Write a prepared session to a file, to be read, changed and started later."""
    import os

    with needs_extra():
        from nnmi_game.classroom.options import Options
        from nnmi_game.classroom.prepared import Prepared, PreparedError, read_roster, write
    from nnmi_game.engine.luck import SEED_BOUND
    from nnmi_game.game.saves import write_file
    from nnmi_game.scenario.load import ScenarioError, load

    if not 0 <= seed < SEED_BOUND:
        raise UsageError(_("--seed must be between 0 and {most}.").format(most=SEED_BOUND - 1))
    if file.exists() and not force:
        raise CommandError(_("{file} is there already; --force writes over it.").format(file=file))
    try:
        load(scenario)
        if roster is not None:
            read_roster(roster)
        named = scenario if not Path(scenario).exists() else os.path.relpath(scenario, file.parent)
        listed = os.path.relpath(roster, file.parent) if roster is not None else ""
        options = Options(luck=luck, mode=mode, pacing=pacing, names=names)
        write_file(
            file,
            write(Prepared(title=title, scenario=named, seed=seed, roster=listed, options=options)).encode(),
        )
    except (ScenarioError, PreparedError) as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(
            _("{file}: the file cannot be written: {reason}").format(
                file=file, reason=error.strerror or error
            )
        ) from None
    print(
        _("Prepared {file}; start it with: {command}").format(
            file=file, command=f"nnmi class --session {file}"
        )
    )
    return EXIT_OK
