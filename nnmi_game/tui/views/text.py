"""Texts measured in terminal cells: cut, filled up, broken into lines.

Only ASCII signs and characters of certain width are used: an ellipsis, an arrow or a box line takes two
cells in some Chinese terminals and would push a table out of line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len, chop_cells, set_cell_size

#: Stands at the end of a text that was cut.
CUT = ".."
#: Characters that do not begin a line in Chinese.
_CLOSING = "，。；：！？、）】》”’%,.;:!?)"
#: Characters that do not end one.
_OPENING = "（【《“‘"
#: A piece of a text without wide characters, found in one go.
_PIECE = re.compile(r"(?:^ +|[^ ]+ *)(?:[%,.;:!?)][^ ]* *)*")


def width(text: str) -> int:
    """Cells that a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, cells: int) -> str:
    """The text, or as much of it as fits, with a mark where it was cut."""
    if cell_len(text) <= cells:
        return text
    if cells <= len(CUT):
        return CUT[:cells]
    return set_cell_size(text, cells - len(CUT)).rstrip() + CUT


def pad(text: str, cells: int, right: bool = False) -> str:
    """The text filled up with spaces to a width, on the left if it belongs to the right; never cut."""
    filler = " " * max(0, cells - cell_len(text))
    return filler + text if right else text + filler


def wrap(text: str, cells: int) -> list[str]:
    """The lines of a text, broken at spaces or between Chinese characters; paragraphs and indents stay."""
    lines: list[str] = []
    for paragraph in text.strip("\n").split("\n"):
        rest = paragraph.lstrip(" ")
        indent = " " * min(len(paragraph) - len(rest), cells // 2, max(cells - 4, 0))
        lines.extend(indent + line for line in _wrap_paragraph(rest.rstrip(), max(cells - len(indent), 4)))
    return lines


def _wrap_paragraph(paragraph: str, cells: int) -> Iterator[str]:
    if width(paragraph) <= cells:
        yield paragraph
        return
    line = ""
    for word in _pieces(paragraph):
        if width(line) + width(word.rstrip()) <= cells:
            line += word
            continue
        if line.strip():
            yield line.rstrip()
        line = word.lstrip()
        while width(line.rstrip()) > cells:
            first, *rest = chop_cells(line, cells)
            yield first
            line = "".join(rest)
    yield line.rstrip()


def _pieces(paragraph: str) -> Iterator[str]:
    """Where a line may be broken: after a space and around a wide character."""
    if paragraph.isascii():
        yield from _PIECE.findall(paragraph)
        return
    piece = ""
    for sign in paragraph:
        wide = cell_len(sign) == 2
        may_break = wide or piece[-1:] == " " or cell_len(piece[-1:]) == 2
        # A number stays with what it counts.
        together = piece[-1:] in _OPENING or (wide and piece[-1:] == " " and piece[-2:-1].isdigit())
        # A space belongs to the piece before it.
        if piece and may_break and not together and sign != " " and sign not in _CLOSING:
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def number(value: int) -> str:
    """A whole number with separators."""
    return f"{value:,}"


def signed(value: int) -> str:
    """A change, with its sign."""
    return f"{value:+,}"


def columns(parts: Iterable[str], cells: int, gap: int = 2) -> list[str]:
    """Parts laid side by side on as many lines as they need."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(lines[-1]) + gap + cell_len(part) <= cells:
            lines[-1] += " " * gap + part
        else:
            lines.append(part)
    return lines
