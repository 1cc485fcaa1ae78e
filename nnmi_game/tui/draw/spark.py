"""A line of a few cells without axes, for the margin of a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnmi_game.tui.draw.canvas import ACROSS, DOWN, Canvas

#: Signs for plain spark lines, from low to high.
PLAIN = "_.-=^"


def spark(values: Sequence[float], cells: int, plain: bool = False) -> str:
    """The last values that fit, from the least to the greatest of them; always ``cells`` cells wide."""
    shown = np.asarray(values[-cells * (1 if plain else ACROSS) :], dtype=float)
    if not len(shown):
        return " " * cells
    low, high = float(shown.min()), float(shown.max())
    share = (shown - low) / (high - low) if high > low else np.zeros(len(shown))
    if plain:
        return "".join(PLAIN[round(one * (len(PLAIN) - 1))] for one in share).ljust(cells)
    canvas = Canvas(cells, 1)
    for x, one in enumerate(share):
        top = DOWN - 1 - round(one * (DOWN - 1))
        canvas.rectangle(x, top, x + 1, DOWN, 1)
    return canvas.text()[0]
