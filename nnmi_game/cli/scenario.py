"""``nnmi scenario``: list, check and describe scenario files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from nnmi_game.cli.errors import unfinished
from nnmi_game.locale import gettext as _


def list_scenarios() -> int:
    """Print each scenario's name and title."""
    raise unfinished("scenario list")


def check(
    files: Annotated[list[Path], Parameter(help=_("Scenario files or folders."), negative="")], /
) -> int:
    """Print every mistake in the files; exit code 1 if there is one."""
    raise unfinished("scenario check")


def schema() -> int:
    """Print the JSON Schema that editors use to complete and check a scenario."""
    raise unfinished("scenario schema")
