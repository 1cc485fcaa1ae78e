"""When the program fails by a mistake of its own: what a person is told, and the file that keeps the details."""

from __future__ import annotations

import platform
import sys
from datetime import datetime
from pathlib import Path
from traceback import format_exception

from nnmi_game import __version__
from nnmi_game.locale import gettext as _

#: Folder beside the saved games.
FAILURES = "failures"


def told(error: BaseException, folder: Path, kept: Path | None) -> list[str]:
    """The sentences, once the details are in a file under ``folder``; ``kept`` is where the open game lies."""
    sentences = [_("The program has failed by a mistake of its own and had to end.")]
    if kept is not None:
        sentences.append(_("Your game and this turn's orders are kept in {file}.").format(file=kept))
    try:
        file = written(error, folder)
    except OSError as unwritten:
        reason = unwritten.strerror or unwritten
        sentences.append(
            _("The details could not be written to {folder}: {reason}.").format(folder=folder, reason=reason)
        )
        return [*sentences, f"{type(error).__name__}: {error}"]
    return [
        *sentences,
        _("The details are in {file}; please send that file along when you report this.").format(file=file),
    ]


def written(error: BaseException, folder: Path) -> Path:
    """Write how it came to the error, without the values of variables, which may be secret. ``OSError``."""
    now = datetime.now()
    file = folder / FAILURES / f"{now:%Y-%m-%d-%H%M%S}.log"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = (
        f"nnmi {__version__}, Python {platform.python_version()}, {sys.platform}, {now:%Y-%m-%d %H:%M:%S}\n\n"
    )
    file.write_text(head + "".join(format_exception(error)), encoding="utf-8")
    return file
