"""An address as a QR code drawn with characters, for a projector and a room of telephones."""

from __future__ import annotations

QUIET = 2  # modules of margin; scanners want four, and a terminal has its own

#: Dark above, dark below.
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
BLACK_ON_WHITE, PLAIN = "\x1b[30;107m", "\x1b[0m"


def modules(text: str) -> list[list[bool]]:
    """Rows of modules, dark where it says so, with a margin."""
    import segno

    made = segno.make(text, error="m", micro=False)
    return [[bool(one) for one in row] for row in made.matrix_iter(border=QUIET)]


def drawn(text: str, coloured: bool = True) -> list[str]:
    """Rows of characters, two modules of the code in the height of one; ``coloured`` sets black on white."""
    found = modules(text)
    if len(found) % 2:
        found.append([False] * len(found[0]))
    rows = [
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(found[::2], found[1::2], strict=True)
    ]
    return [f"{BLACK_ON_WHITE}{row}{PLAIN}" for row in rows] if coloured else rows
