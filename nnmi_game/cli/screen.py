"""Opens the game on the screen, or says plainly why it cannot."""

import os
import sys
from pathlib import Path

from nnmi_game.cli.errors import UsageError
from nnmi_game.locale import gettext as _


def has_terminal() -> bool:
    """Whether keys can be read and the screen be drawn: Textual reads stdin and draws to stderr.

    A server that passes both on to a browser says so by naming Textual's driver for it.
    """
    return "TEXTUAL_DRIVER" in os.environ or all(
        stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    )


def start_game(scenario: str | None = None, seed: int | None = None, saves: Path | None = None) -> int:
    """Show the title screen, or a scenario at once if one is named."""
    # Asked before Textual is imported: without a terminal it would hang or fill a pipe with escapes.
    if not has_terminal():
        raise UsageError(
            _("The game needs a terminal; without one, try for example: {command}").format(
                command="nnmi play --plain"
            )
        )
    from nnmi_game.tui import run

    return run(scenario, seed, saves)
