"""``nnmi simulate``: let a policy play."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from nnmi_game.cli.errors import unfinished
from nnmi_game.locale import gettext as _


def simulate(
    scenario: Annotated[str, Parameter(help=_("Name or file of a scenario."))],
    /,
    *,
    policy: Annotated[str, Parameter(help=_("Who plays."))] = "history",
    seed: Annotated[int, Parameter(help=_("The luck of the first world."))] = 1,
    worlds: Annotated[int, Parameter(help=_("How many worlds to play, each with its own luck."))] = 1,
    output: Annotated[
        Literal["table", "csv", "jsonl"], Parameter(help=_("How to print the outcome."))
    ] = "table",
) -> int:
    """Play whole games without a screen and print their outcome."""
    raise unfinished("simulate")
