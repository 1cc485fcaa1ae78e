"""``nnmi play``: the game on the screen, or as plain text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from nnmi_game.cli.errors import UsageError
from nnmi_game.cli.screen import start_game
from nnmi_game.locale import gettext as _

#: Narrower lines could not hold a word.
LEAST_WIDTH = 20

# Annotations stay unevaluated until the parser reads them, so their help speaks the language in use.


def play(
    scenario: Annotated[str | None, Parameter(help=_("Name or file of a scenario."))] = None,
    /,
    *,
    seed: Annotated[int | None, Parameter(help=_("The game's luck; random if not given."))] = None,
    saves: Annotated[Path | None, Parameter(help=_("Folder of the saved games."))] = None,
    plain: Annotated[
        bool,
        Parameter(help=_("Play in lines of plain text: for screen readers and scripts."), negative=""),
    ] = False,
    strict: Annotated[
        bool,
        Parameter(help=_("With --plain: stop a script at its first mistake, with exit code 1."), negative=""),
    ] = False,
    width: Annotated[
        int | None, Parameter(help=_("With --plain: break lines at so many columns; else never."))
    ] = None,
) -> int:
    """Open the game, at a scenario if one is named."""
    if plain:
        from nnmi_game.plain import run

        if width is not None and width < LEAST_WIDTH:
            raise UsageError(_("--width takes a number from {least} on.").format(least=LEAST_WIDTH))
        return run(scenario, seed, saves, strict=strict, width=width)
    if strict or width is not None:
        raise UsageError(_("--strict and --width go with --plain."))
    return start_game(scenario, seed, saves)
