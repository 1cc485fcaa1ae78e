"""Lines of pictures in colour: what each style of a chart or a map looks like on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from nnmi_game.tui.draw.marks import STYLES

#: Colours of the theme for series one to seven; each has a letter, a dash or a pattern of its own as well.
_SERIES = ("$primary", "$warning", "$success", "$accent", "$error", "$secondary", "$foreground")
assert len(_SERIES) == STYLES

LOOKS = {
    **{f"series-{number}": colour for number, colour in enumerate(_SERIES)},
    "axis": "$foreground 70%",
    "grid": "$foreground 35%",
    "level": "bold $foreground",
    "point": "bold $foreground",
    "quiet": "$foreground 65%",
    "heading": "bold $primary",
    "shade": "$success 70%",
    "border": "$foreground 60%",
    "border-chosen": "bold $accent",
    "thread": "$primary",
    "land": "$foreground",
    "land-figure": "bold $success",
    "chosen": "bold reverse",
    "pin": "bold $foreground",
    "pin-good": "bold $success",
    "pin-warn": "bold $warning",
    "pin-bad": "bold $error",
    "pin-quiet": "$foreground 60%",
    "pin-name": "$primary",
    "site": "bold $primary",
    "good": "$success",
    "warn": "$warning",
    "bad": "bold $error",
}


def looks_of(style: str) -> Sequence[str]:
    """What a style of a picture looks like."""
    look = LOOKS.get(style, "")
    return (look,) if look else ()
