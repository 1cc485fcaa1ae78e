"""Texts measured in terminal cells: cut, filled up, broken into lines.

Only ASCII signs and characters of certain width are used: an ellipsis, an arrow or a box line takes two
cells in some Chinese terminals and would push a table out of line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from rich.cells import cell_len, chop_cells, set_cell_size

#: Stands at the end of a text that was cut.
CUT = ".."
#: Characters that do not begin a line in Chinese.
_CLOSING = "，。；：！？、）】》”’%,.;:!?)"
#: Characters that do not end one.
_OPENING = "（【《“‘"
#: A number at the end of a text, and what shows that it goes on or has a unit.
_NUMBER = re.compile(r"\s*[$+-]?\d[\d.,]*$")
_MORE_OF_IT = re.compile(r" ?[\d.,%MK千万百亿]")
#: Signs of units of money, which are not broken.
_UNITS = ("万美", "亿美", "千美", "百万", "美元", "财年")
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
    kept = set_cell_size(text, cells - len(CUT)).rstrip()
    if _MORE_OF_IT.match(text, len(kept)):  # half a number would be another one
        kept = _NUMBER.sub("", kept)
    return kept + CUT


def told_apart(texts: Sequence[str], cells: int) -> list[str]:
    """The texts cut to a width; those that would look alike are cut before what tells them apart as well."""
    shown = [cut(text, cells) for text in texts]
    for _round in range(3):  # what one cut more brings to light may be alike for two of three
        places: dict[str, list[int]] = {}
        for place, one in enumerate(shown):
            places.setdefault(one, []).append(place)
        for alike in places.values():
            if len({texts[place] for place in alike}) > 1:
                begin = _parting([texts[place] for place in alike])
                for place in alike:
                    shown[place] = _cut_within(texts[place], begin, cells)
    return shown


def _parting(texts: Sequence[str]) -> int:
    """Where the word begins in which texts first differ."""
    same = sum(1 for _signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False)))
    return max(texts[0].rfind(sign, 0, same) for sign in " ，、：；") + 1


def _cut_within(text: str, begin: int, cells: int) -> str:
    """The beginning of a text, and it again from some character on."""
    head = max(cells // 2, cells - width(text[begin:])) - len(CUT)
    return cut(set_cell_size(text, head).rstrip() + CUT + text[begin:], cells)


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
        # A number stays with what it counts, and the name of a unit is one.
        counted = wide and piece[-1:] == " " and piece[-2:-1].isdigit()
        together = counted or piece[-1:] in _OPENING or piece[-1:] + sign in _UNITS
        # A space belongs to the piece before it.
        if piece and may_break and not together and sign != " " and sign not in _CLOSING:
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


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
