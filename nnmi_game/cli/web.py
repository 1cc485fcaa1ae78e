"""``nnmi web``: the game in a browser on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.locale import gettext as _


def web(
    *,
    host: Annotated[
        str, Parameter(help=_("Where to listen; 0.0.0.0 opens the game to the network."))
    ] = "127.0.0.1",
    port: Annotated[int, Parameter(help=_("Port to listen on; 0 takes any."))] = 8711,
    saves: Annotated[Path | None, Parameter(help=_("Folder of the saved games."))] = None,
) -> int:
    """Serve the game to a browser until told to stop."""
    if not 0 <= port <= 65535:
        raise UsageError(_("--port must be between 0 and {most}.").format(most=65535))
    try:
        from nnmi_game.web.server import is_local, serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "nnmi_game":
            raise
        raise CommandError(
            _("Playing in a browser needs more packages: install {what}.").format(what="'nnmi-game[web]'")
        ) from None

    def ready(address: str) -> None:
        print(_("The game is at {address}").format(address=address), flush=True)
        print(_("Press Ctrl+C to end."), flush=True)

    if not is_local(host):
        print(
            _(
                "Warning: everyone who can reach this machine can play here and change the saved games; no password "
                "is asked."
            ),
            file=sys.stderr,
            flush=True,
        )
    try:
        serve(game_command(saves), host, port, ready)
    except (OSError, OverflowError) as error:
        raise CommandError(
            _("Cannot listen on {host}, port {port}: {reason}").format(
                host=host, port=port, reason=getattr(error, "strerror", None) or error
            )
        ) from None
    return EXIT_OK


def game_command(saves: Path | None) -> list[str]:
    """What starts the game of a visitor."""
    words = [sys.executable, "-m", "nnmi_game", "play"]
    if saves is not None:
        words += ["--saves", str(saves.resolve())]
    return words
