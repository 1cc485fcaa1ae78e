"""A bar with its number, in characters whose width is certain."""

from __future__ import annotations

from nnmi_game.tui.views.text import pad

# Braille patterns take one cell in every terminal, unlike block characters.
FULL, HALF, EMPTY = "\u28ff", "\u2847", "\u2800"
PLAIN_FULL, PLAIN_EMPTY = "#", "-"


def bar(value: int, most: int, cells: int, plain: bool = False) -> str:
    """A bar of ``cells`` cells, filled by ``value`` of ``most``."""
    halves = 0 if most <= 0 else max(0, min(2 * cells, 2 * cells * value // most))
    if plain:
        return PLAIN_FULL * (halves // 2) + PLAIN_EMPTY * (cells - halves // 2)
    half = HALF if halves % 2 else ""
    return FULL * (halves // 2) + half + EMPTY * (cells - halves // 2 - len(half))


def meter(value: int, most: int, cells: int, plain: bool = False, written: str | None = None) -> str:
    """The bar between brackets, then the number; the whole takes ``cells`` cells or a little more."""
    figures = f"{value}/{most}" if written is None else written
    room = max(4, cells - len(figures) - 3)
    return f"[{bar(value, most, room, plain)}] {pad(figures, 0)}"
