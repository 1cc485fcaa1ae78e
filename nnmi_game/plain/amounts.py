"""Numbers as people type them: 30, 30M, $1.5M, 500K, 40%, 1.5:1, 3千, 2亿."""

from __future__ import annotations

import re
import unicodedata

#: What stands for how much, in the unit that orders are written in: thousand dollars, per mille.
UNITS = {
    "": 0,  # what the field shows
    "k": 1,
    "m": 1000,
    "%": 10,
    ":1": 1000,
    "千": 1,
    "千美元": 1,
    "万": 10,
    "万美元": 10,
    "百万": 1000,
    "百万美元": 1000,
    "亿": 100_000,
    "亿美元": 100_000,
}
_TYPED = re.compile(r"([+-]?)\$?\s*(\d{1,12}(?:\.\d{1,6})?|\.\d{1,6})\s*([^\d\s.]*1?)")


def folded(text: str) -> str:
    """A typed text with full-width signs as plain ones, in small letters."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def amount(typed: str, scale: int = 1) -> int | None:
    """The number that was typed; without a unit it counts in steps of ``scale``. None if it is no number."""
    found = _TYPED.fullmatch(folded(typed).replace(",", "").replace(" ", ""))
    if found is None or found.group(3) not in UNITS:
        return None
    sign, figure, unit = found.groups()
    whole, _point, part = figure.partition(".")
    factor = UNITS[unit] or scale
    value = int(whole or "0") * factor + int(part or "0") * factor // int(10 ** len(part))
    return -value if sign == "-" else value
