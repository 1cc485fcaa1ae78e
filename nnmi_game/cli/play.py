"""``nnmi play``: the game on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from nnmi_game.cli.screen import start_game
from nnmi_game.locale import gettext as _

# Annotations stay unevaluated until the parser reads them, so their help speaks the language in use.


def play(
    scenario: Annotated[str | None, Parameter(help=_("Name or file of a scenario."))] = None,
    /,
    *,
    seed: Annotated[int | None, Parameter(help=_("The game's luck; random if not given."))] = None,
    saves: Annotated[Path | None, Parameter(help=_("Folder of the saved games."))] = None,
) -> int:
    """Open the game, at a scenario if one is named."""
    return start_game(scenario, seed, saves)
