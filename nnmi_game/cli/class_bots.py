"""``nnmi class bots``: fill seats with policies that play like people, for rehearsals."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from nnmi_game.cli.class_common import needs_extra, trusted
from nnmi_game.cli.errors import EXIT_FAILED, EXIT_OK, UsageError
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext


def bots(
    number: Annotated[int, Parameter(help=_("How many bots."))],
    address: Annotated[str, Parameter(help=_("Address of the class."))],
    code: Annotated[str, Parameter(help=_("Join code."))],
    /,
    *,
    policy: Annotated[
        list[str] | None, Parameter(negative="", help=_("Who plays; a mixture if not given."))
    ] = None,
    thinking: Annotated[float, Parameter(help=_("Seconds that a bot thinks about a turn."))] = 20.0,
    turns: Annotated[int | None, Parameter(help=_("Stop after so many turns."))] = None,
    seed: Annotated[int, Parameter(help=_("Seed of what the bots do."))] = 1,
    cafile: Annotated[
        Path | None, Parameter(help=_("Certificate to trust, where the server made its own."))
    ] = None,
) -> int:
    """Let bots join a class and play, and say how far they came."""
    with needs_extra():
        from nnmi_game.classroom.bots import PLAYERS, crowd, play_all
        from nnmi_game.classroom.reaching import why_not
    from nnmi_game.analysis.policies import NAMES

    if not 1 <= number <= 1000:
        raise UsageError(_("A number of bots from 1 to {most} is needed.").format(most=1000))
    if thinking < 0:
        raise UsageError(_("--thinking must not be below 0."))
    for name in policy or ():
        if name not in NAMES:
            raise UsageError(
                _("There is no policy {name!r}; there are {known}.").format(name=name, known=", ".join(NAMES))
            )
    tls = trusted(cafile)
    joining = ngettext(
        "{number} bot joins; Ctrl+C ends it.", "{number} bots join; Ctrl+C ends them.", number
    ).format(number=number)
    print(joining, file=sys.stderr)
    crowd_ = crowd(number, thinking, seed, policy or PLAYERS)
    played = asyncio.run(play_all(crowd_, address, code, turns, tls=tls))
    failed = [one for one in played if isinstance(one, BaseException)]
    for reason in dict.fromkeys(getattr(one, "text", "") or why_not(address, one) for one in failed):
        print(_("A bot could not play: {reason}").format(reason=reason), file=sys.stderr)
    total = sum(one for one in played if isinstance(one, int))
    print(
        ngettext(
            "{number} bot played {turns}.", "{number} bots played {turns}.", number - len(failed)
        ).format(
            number=number - len(failed),
            turns=ngettext("{number} turn", "{number} turns", total).format(number=total),
        )
    )
    return EXIT_FAILED if failed else EXIT_OK
