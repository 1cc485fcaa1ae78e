"""``nnmi calibrate``: hold a scenario against the public record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.cli.lines import table
from nnmi_game.locale import gettext as _

if TYPE_CHECKING:
    from nnmi_game.analysis.calibrate import Row


def calibrate(
    scenario: Annotated[str, Parameter(help=_("Name or file of a scenario."))] = "nnmi-2012",
    /,
    *,
    record: Annotated[
        Path | None, Parameter(help=_("A record file of the same shape, instead of the scenario's own."))
    ] = None,
    policy: Annotated[str, Parameter(help=_("Who plays."))] = "history",
    worlds: Annotated[int, Parameter(help=_("How many worlds to play, each with its own seed."))] = 200,
    seed: Annotated[int, Parameter(help=_("Seed of the first world; the others follow it."))] = 1,
    json_: Annotated[bool, Parameter(name="--json", negative="", help=_("Print JSON."))] = False,
) -> int:
    """Print model beside record, year by year, for the network and its institutes, and the error."""
    from nnmi_game.analysis import policies
    from nnmi_game.analysis.calibrate import RecordError, compare, play, read_record
    from nnmi_game.engine.tables import compile_tables
    from nnmi_game.scenario.library import find
    from nnmi_game.scenario.load import ScenarioError, load

    if worlds < 1:
        raise UsageError(_("--worlds must be at least 1."))
    try:
        tables = compile_tables(load(scenario))
        own = find(scenario) / "record" / "record.toml"
        if record is None and not own.is_file():
            raise UsageError(
                _("{scenario} has no record of its own; name one with --record FILE.").format(
                    scenario=scenario
                )
            )
        facts = read_record(record if record is not None else own)
        run = play(tables, policies.make(policy, tables), seed, worlds)
        rows = compare(facts, run, tables)
    except (ScenarioError, RecordError, LookupError) as problem:
        raise CommandError(str(problem)) from None
    print(json.dumps([row.as_dict() for row in rows], indent=1) if json_ else _as_text(rows))
    return EXIT_OK


def _as_text(rows: list[Row]) -> str:
    head = (_("scope"), _("id"), _("year"), _("measure"), _("record"), _("model"), _("error"))
    cells = []
    for row in rows:
        model = "-" if row.model is None else f"{row.model:,.2f}"
        error = "-" if row.error is None else f"{100 * row.error:+.1f}%"
        cells.append([row.scope, row.id, str(row.fy), row.measure, f"{row.record:,.2f}", model, error])
    return "\n".join(table(head, cells, left=4))
