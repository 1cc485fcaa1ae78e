"""``nnmi replay``: play recorded games again and compare."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from nnmi_game.cli.errors import EXIT_FAILED, EXIT_OK
from nnmi_game.locale import gettext as _

if TYPE_CHECKING:
    from nnmi_game.game.replay import Verdict


def replay(
    saves: Annotated[list[Path], Parameter(help=_("Recorded games."), negative="")],
    /,
    *,
    quiet: Annotated[bool, Parameter(help=_("Name only the games that differ."), negative="")] = False,
    as_json: Annotated[
        bool, Parameter(name="--json", help=_("Print one JSON object for each game."), negative="")
    ] = False,
    renew: Annotated[
        bool,
        Parameter(help=_("Record the games again by the present rules, if all orders hold."), negative=""),
    ] = False,
) -> int:
    """Replay each game; exit code 1 if a turn's digest differs from the recorded one."""
    code = EXIT_OK
    for path in saves:
        verdict = judge(path, renew)
        if not verdict.ok:
            code = EXIT_FAILED
        if as_json:
            print(json.dumps(as_table(verdict), ensure_ascii=False))
        elif not verdict.ok:
            print(verdict.message, file=sys.stderr)
        elif not quiet:
            print(verdict.message)
    return code


def judge(path: Path, anew: bool) -> Verdict:
    """Whether the game comes out as recorded; recorded anew before that if wished."""
    from nnmi_game.game import replay as player
    from nnmi_game.game.record import SaveError

    if anew:
        try:
            return player.renew(path)
        except SaveError as error:
            return player.Verdict(path, False, 0, str(error), error.turn)
        except OSError as error:
            message = _("{file}: the file cannot be written: {reason}").format(
                file=path, reason=error.strerror or error
            )
            return player.Verdict(path, False, 0, message)
    return player.verify(path)


def as_table(verdict: Verdict) -> dict[str, object]:
    """A verdict as JSON says it."""
    return {
        "file": str(verdict.path),
        "ok": verdict.ok,
        "turns": verdict.turns,
        "differs": verdict.differs,
        "message": verdict.message,
        "digests": list(verdict.digests),
    }
