"""The line of keys at the foot of a screen: it wraps and shortens, it never hides a key."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from nnmi_game.tui.views.text import width

#: Cells between two keys.
GAP = 2


@frozen
class KeyText:
    """One key: what is pressed, what it does, a shorter word for it, and the action behind it."""

    key: str
    title: str
    brief: str
    action: str
    marked: bool = False
    dimmed: bool = False


@frozen
class Placed:
    """A key as it is written in the line."""

    item: KeyText
    text: str


def lines(items: Sequence[KeyText], cells: int, most: int = 2) -> list[list[Placed]]:
    """Lay keys out: full titles if ``most`` lines hold them, else brief ones on as many as needed."""
    full = _wrapped(items, cells, brief=False)
    return full if len(full) <= most else _wrapped(items, cells, brief=True)


def _wrapped(items: Sequence[KeyText], cells: int, brief: bool) -> list[list[Placed]]:
    rows: list[list[Placed]] = []
    used = 0
    for item in items:
        title = item.brief if brief else item.title
        placed = Placed(item, f"{item.key} {title}".rstrip())
        wide = width(placed.text)
        if rows and used + GAP + wide <= cells:
            rows[-1].append(placed)
            used += GAP + wide
        else:
            rows.append([placed])
            used = wide
    return rows
