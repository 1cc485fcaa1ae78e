"""``nnmi scenario``: list, check and describe scenario files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from nnmi_game.cli.errors import EXIT_FAILED, EXIT_OK
from nnmi_game.locale import gettext as _
from nnmi_game.locale import language, ngettext


def list_scenarios() -> int:
    """Print each scenario's name, length, title and summary."""
    from nnmi_game.scenario import load
    from nnmi_game.scenario.library import names

    code = EXIT_OK
    for name in names():
        scenario, problems = load.check(name)
        if scenario is None:
            code = EXIT_FAILED
            broken = ngettext("{name}: {number} mistake", "{name}: {number} mistakes", len(problems))
            print(broken.format(name=name, number=len(problems)), file=sys.stderr)
            continue
        turns = ngettext("{number} turn", "{number} turns", scenario.calendar.turns)
        print(f"{name}  ({turns.format(number=scenario.calendar.turns)})")
        print("    " + getattr(scenario.title, language()))
        print("    " + getattr(scenario.summary, language()))
    return code


def check(
    files: Annotated[list[Path], Parameter(help=_("Scenario files or folders."), negative="")], /
) -> int:
    """Print every mistake in the files; exit code 1 if there is one."""
    from nnmi_game.scenario import load

    code = EXIT_OK
    for file in files:
        scenario, problems = load.check(file)
        if scenario is not None:
            print(_("{file}: ok").format(file=file))
        for problem in problems:
            code = EXIT_FAILED
            print(problem, file=sys.stderr)
    return code


def schema() -> int:
    """Print the JSON Schema that editors use to complete and check a scenario."""
    from nnmi_game.scenario import schema as maker

    print(json.dumps(maker.schema(), indent=2, ensure_ascii=False))
    return EXIT_OK
