"""``nnmi replay``: play recorded games again and compare."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from nnmi_game.cli.errors import unfinished
from nnmi_game.locale import gettext as _


def replay(
    saves: Annotated[list[Path], Parameter(help=_("Recorded games."), negative="")],
    /,
    *,
    quiet: Annotated[bool, Parameter(help=_("Name only the games that differ."), negative="")] = False,
) -> int:
    """Replay each game; exit code 1 if a turn's digest differs from the recorded one."""
    raise unfinished("replay")
