"""A picture of the screen that stands by itself, and in which Chinese signs are as wide as on the screen."""

from __future__ import annotations

import re
from html import unescape

from rich.cells import cell_len

#: A piece of text; the renderer gives it the width of as many cells as it has signs, and a Chinese sign takes two.
_PIECE = re.compile(r'textLength="([\d.]+)"([^>]*)>([^<]*)<')
#: A typeface that would be loaded from elsewhere.
_FACE = re.compile(r"@font-face\s*{[^}]*}")
FACES = "ui-monospace, Menlo, Consolas"


def mended(svg: str) -> str:
    """The picture without what it would load, every piece as wide as its cells."""
    svg = _FACE.sub("", svg).replace("Fira Code", FACES)
    return re.sub(r"[ \t]+$", "", _PIECE.sub(_as_wide, svg), flags=re.MULTILINE)


def _as_wide(piece: re.Match[str]) -> str:
    length, between, written = piece.groups()
    text = unescape(written)
    wide = float(length) * cell_len(text) / len(text) if text else float(length)
    return f'textLength="{wide:g}"{between}>{written}<'
