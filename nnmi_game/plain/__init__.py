"""The game as lines of plain text, for screen readers, slow lines and scripts.

What is told comes from ``tui.views``, which fill the screens as well: tables become lines, sheets become lines, forms
become questions. No box is drawn, no cursor moved and nothing coloured; with the same seed and the same lines in,
the same lines come out.

``talk`` reads and writes lines; ``questions`` and ``order_form`` ask; ``office`` is the loop; ``commands`` lists
what can be typed and ``doing`` does it; ``pages`` tells the pages. A new page of the screens is told by one function in
``pages`` and one line in ``commands``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

#: Exit code of a program that has failed.
EXIT_FAILED = 1


def run(
    scenario: str | None = None,
    seed: int | None = None,
    saves: Path | None = None,
    *,
    strict: bool = False,
    width: int | None = None,
    source: TextIO | None = None,
    out: TextIO | None = None,
) -> int:
    """Play in plain text, at a scenario if one is named; the exit code."""
    from secrets import randbelow

    from nnmi_game.game import failure
    from nnmi_game.game.folder import saves_folder
    from nnmi_game.plain import doing, opening
    from nnmi_game.plain.office import EXIT_MISTAKE, Office
    from nnmi_game.plain.talk import Talk
    from nnmi_game.tui.session import Session
    from nnmi_game.tui.shelf import Shelf

    source, out = source or sys.stdin, out or sys.stdout
    for stream in (source, out):
        if hasattr(stream, "reconfigure"):
            # What a terminal can't show, or a script has in another encoding, must not end the game.
            stream.reconfigure(errors="replace")
    talk = Talk(source, out, script=not source.isatty(), strict=strict, width=width)
    office = Office(Session(Shelf(saves or saves_folder())), talk)

    def begin() -> None:
        if scenario is None:
            doing.welcome(office)
        else:
            opening.start(office, scenario, randbelow(opening.DIE) if seed is None else seed)
            if talk.script and office.session.game is None:
                # A script is written for the game it asks for; it can do nothing at the title.
                office.done, office.code = True, EXIT_MISTAKE

    talk.interrupts.catch()
    try:
        return office.run(begin)
    except BrokenPipeError:
        raise
    except Exception as error:
        slot = office.session.slot
        talk.say(*failure.told(error, office.session.shelf.folder, None if slot is None else slot.path))
        return EXIT_FAILED
    finally:
        talk.interrupts.release()
