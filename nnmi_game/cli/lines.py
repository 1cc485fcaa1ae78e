"""Plain text for people: tables whose columns line up in any language, bars, and progress with the time left."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Sequence

from attrs import define, field

from nnmi_game.locale import gettext as _

BAR = 24


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Lines of a table; the first ``left`` columns stand to the left, the others to the right."""
    sizes = [max(width(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = []
    for row in (head, *rows):
        cells = []
        for column, (text, size) in enumerate(zip(row, sizes, strict=True)):
            space = " " * (size - width(text))
            cells.append(text + space if column < left else space + text)
        lines.append("  ".join(cells).rstrip())
    return lines


def bar(share: float, size: int = BAR) -> str:
    """A bar of plain signs for a share between 0 and 1."""
    return "#" * round(min(max(share, 0.0), 1.0) * size)


def signed(points: float) -> str:
    """A change of points with its sign; halves are told."""
    return f"{points:+,.1f}" if points % 1 else f"{points:+,.0f}"


def duration(seconds: float) -> str:
    """Minutes and seconds, or hours and minutes."""
    whole = max(round(seconds), 0)
    if whole >= 3600:
        return _("{hours} h {minutes:02d} min").format(hours=whole // 3600, minutes=whole % 3600 // 60)
    return _("{minutes}:{seconds:02d} min").format(minutes=whole // 60, seconds=whole % 60)


@define
class Progress:
    """A line on stderr that is written over again; nothing where stderr is no terminal."""

    label: str
    shown: bool = field(factory=lambda: sys.stderr is not None and sys.stderr.isatty())
    began: float = field(factory=time.monotonic)
    last: float = 0.0
    first_share: float | None = None

    def show(self, share: float, more: str = "") -> None:
        """How far it is, as a share; what was done before the first call does not count for the time left."""
        if not self.shown:
            return
        now = time.monotonic()
        if self.first_share is None:
            self.first_share = share
        if now - self.last < 0.1 and share < 1:
            return
        self.last = now
        done = share - self.first_share
        left = (now - self.began) * (1 - share) / done if done > 0 else None
        text = f"{self.label} [{bar(share):<{BAR}}] {share:4.0%} {more}"
        if left is not None and share < 1:
            text += " " + _("{time} left").format(time=duration(left))
        sys.stderr.write(f"\r{text}\x1b[K")
        sys.stderr.flush()

    def close(self) -> None:
        """Clear the line."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
