"""``nnmi calibrate``: hold a scenario against the historical record."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from nnmi_game.cli.errors import unfinished
from nnmi_game.locale import gettext as _


def calibrate(
    scenario: Annotated[str, Parameter(help=_("Name or file of a scenario."))] = "nnmi-2012",
    /,
    *,
    worlds: Annotated[int, Parameter(help=_("How many worlds to play, each with its own luck."))] = 200,
) -> int:
    """Print, for each figure of the record, what the scenario's history policy reaches."""
    raise unfinished("calibrate")
