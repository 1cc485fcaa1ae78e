"""What a student's program keeps in a file of its own: the seat's key, the game so far, and what is not sent yet.

So a killed program, a closed lid or a day without network lose nothing: the file is written before anything is sent.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from attrs import asdict, define, field

from nnmi_game.game.saves import write_file
from nnmi_game.locale import gettext as _

FORMAT = 1


class JournalError(Exception):
    """The file cannot be used; the text says why."""


@define
class Journal:
    """All that a seat's program must not forget. Turns and orders are tables, as the protocol has them."""

    address: str
    code: str
    key: str
    seat: int = 0
    label: str = ""
    #: What the server has confirmed: the office's luck, how often it was rolled back, and the turns played.
    scenario: str = ""
    scenario_digest: str = ""
    scenario_text: str = ""  # only of one that does not come with the program
    seed: int = 0
    epoch: int = 0
    turns: list[dict[str, Any]] = field(factory=list)
    happened: list[str] = field(factory=list)
    #: What it has not: turns that were played here, oldest first, and orders for the one after.
    unsent: list[dict[str, Any]] = field(factory=list)
    draft: list[dict[str, Any]] = field(factory=list)
    guesses: list[dict[str, Any]] = field(factory=list)
    draft_is_kept: bool = True  # whether the server has the draft as it stands here
    #: The number of the last message that the student was shown.
    heard: int = 0
    #: Turns that were played here and that the class went past: kept for the student to look at.
    set_aside: list[dict[str, Any]] = field(factory=list)
    path: Path | None = None

    def write(self) -> None:
        """Put it into its file, whole; ``OSError`` if that fails."""
        if self.path is None:
            return
        table = {"format": FORMAT, **asdict(self)}
        del table["path"]
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))  # it holds a key
        write_file(self.path, json.dumps(table, ensure_ascii=False).encode())

    @classmethod
    def read(cls, path: Path) -> Journal:
        """The journal in a file; ``JournalError`` if there is none that can be used."""
        try:
            table = json.loads(path.read_bytes())
            if table.pop("format") != FORMAT:
                raise ValueError
            return cls(**table, path=path)
        except OSError as error:
            raise JournalError(
                _("{file}: the file cannot be read: {reason}").format(
                    file=path, reason=error.strerror or error
                )
            ) from None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise JournalError(_("{file}: this is no file of a seat in a class").format(file=path)) from None
