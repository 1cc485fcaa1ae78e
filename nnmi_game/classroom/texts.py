"""What people write to each other: names, chat and notes, made safe to show on any terminal or page."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 40
LONGEST_TEXT = 600
#: Escape sequences go as a whole: of ``ESC [ 31 m`` nothing should be left.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]"  # CSI
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # OSC and other strings
    r"|\x1b[ -/]*[0-~]?"
)
#: Control, private and unassigned characters, and those that turn the direction of writing or join unseen.
_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
#: Marks above and below a letter, as many as any language uses.
_MOST_MARKS = 3


def harmless(text: str, longest: int = LONGEST_TEXT, lines: bool = False) -> str:
    """The text without anything that could steer a terminal; ``lines`` keeps line breaks."""
    kept: list[str] = []
    marks = 0
    for sign in unicodedata.normalize("NFC", _ESCAPES.sub("", text[: longest * 8])):
        kind = unicodedata.category(sign)
        if sign in "\n\t":
            kept.append("\n" if sign == "\n" and lines else " ")
            continue
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if kind not in _UNWANTED and marks <= _MOST_MARKS:
            kept.append(sign)
    return re.sub(r" {2,}", " ", "".join(kept)).strip()[:longest].strip()


def harmless_name(text: str) -> str:
    """A name in one line."""
    return harmless(text, LONGEST_NAME)
