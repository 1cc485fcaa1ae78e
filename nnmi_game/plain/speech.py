"""What the views give, as lines to listen to: no columns, no padding, no signs that stand for words.

A table becomes one line for each row, a block a heading and the lines under it. Every line is a sentence or
"label value" pairs; nothing is broken to a width here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import evolve

from nnmi_game.locale import N_, pgettext
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.sheet import Block
from nnmi_game.tui.views.table import Column, Row, Table

#: Columns that only show what another column says, or number the rows.
UNSPOKEN = ("bar", "number", "mark")
#: Cells that say that there is nothing to say.
NOTHING = ("", "-", ".")
#: Titles of columns that are cut short for the eye, and what the ear hears.
SHORT = (
    (N_("Univ."), N_("Universities")),
    (N_("Labs"), N_("Laboratories")),
    (N_("Past 7"), N_("Past MRL 7")),
    (N_("Mix %"), N_("Mix by stage in per cent")),
    (N_("Up/turn"), N_("Advance in a turn")),
    (N_("Lost/turn"), N_("Given up in a turn")),
    (N_("Now/yr"), N_("Now, a year")),
    (N_("Cost/yr"), N_("Cost a year")),
    (N_("Places/yr"), N_("Places a year")),
    (N_("Of best"), N_("Share of the best fit")),
    (N_("Apart"), N_("How far apart")),
    (N_("Covers"), N_("Covers of its cost")),
    (N_("Ends"), N_("Agreement ends")),
    (N_("Joined"), N_("Share joined")),
    (N_("Domestic"), N_("Domestic capability")),
    (N_("Foreign"), N_("Foreign capability")),
    (N_("Of 1000"), N_("Points")),
    (N_("SMEs"), N_("Small firms")),
    (N_("Large"), N_("Large firms")),
)
#: A sign that stands alone before a word: the mark of a phase.
_MARK = re.compile(r"(^|(?<=[\s。]))[\^+~*!?x]\s(?=\w)")
_SPACES = re.compile(r"\s+")
#: Characters that draw: boxes, blocks, shapes, Braille patterns used as bars.
_DRAWING = ((0x2500, 0x25FF), (0x2800, 0x28FF))
#: More of a typed line is not said back.
LONGEST_ECHO = 300


def spoken(text: str) -> str:
    """The text on one line and without marks and runs of spaces."""
    return _SPACES.sub(" ", _MARK.sub("", text.replace("->", ", "))).replace(" ,", ",").strip()


def clean(text: str) -> str:
    """The text without characters that move the cursor, change colours or draw; whatever it came from."""
    return "".join(sign if _speakable(sign) else " " for sign in text)


def _speakable(sign: str) -> bool:
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return False
    return not any(low <= ord(sign) <= high for low, high in _DRAWING)


def heading(text: str) -> str:
    """A heading as a line of its own."""
    text = spoken(text)
    if ": " in text or "\uff1a" in text[:-1]:
        return sentence(text)
    return text if text.endswith((":", "?", "\uff1a", "\uff1f")) else _("{heading}:").format(heading=text)


def sentence(text: str) -> str:
    """A line that ends with a stop, so that the voice falls."""
    if not text or text.endswith((".", ":", "!", "?", "\u3002", "\uff1a", "\uff01", "\uff1f")):
        return text
    return _("{sentence}.").format(sentence=text)


def numbered(number: int, text: str) -> str:
    """A line that can be chosen by its number, which the text may begin with already."""
    text = without_number(number, text)
    return _("{number}. {text}").format(number=number, text=text)


def without_number(number: int, text: str) -> str:
    """The text without the number that it may begin with."""
    return text.removeprefix(f"{number}. ")


def paragraph_lines(text: str) -> list[str]:
    """The lines of a text; its line breaks stay."""
    return [said for said in map(spoken, text.splitlines()) if said]


def part_lines(parts: Iterable[tuple[str, str]]) -> list[str]:
    """Headings and paragraphs as the screens show them."""
    lines = []
    for style, text in parts:
        lines += [heading(text)] if style == "heading" else paragraph_lines(text)
    return lines


def row_line(table: Table, row: Row, least_rank: int = 0) -> str:
    """One row: what it is about, then what each column says of it."""
    said = [
        (column, spoken(cell))
        for column, cell in zip(table.columns, row.cells, strict=True)
        if column.key not in UNSPOKEN and column.rank >= least_rank
    ]
    if not said:
        return ""
    name = said[0][1]
    pairs = [pair(column, cell) for column, cell in said[1:] if cell not in NOTHING]
    if not pairs:
        return sentence(name)
    figures = between().join(pairs)
    return sentence(_("{name}: {figures}").format(name=name.rstrip(":.\uff1a\u3002"), figures=figures))


def between() -> str:
    """What stands between the figures of a line."""
    return pgettext("between the figures of a line that is read aloud", "; ")


def pair(column: Column, cell: str) -> str:
    """What a column says, with its title."""
    title = within(full_title(column.title))
    if not title:
        return cell
    if column.number and any(sign.isdigit() for sign in cell):
        # i18n: a column's title and a number, read aloud
        return _("{label} {value}").format(label=title, value=cell)
    return _("{label}: {value}").format(label=title, value=cell)


def full_title(title: str) -> str:
    """The title of a column, not cut short."""
    return next((_(long) for short, long in SHORT if _(short) == title), title)


def within(title: str) -> str:
    """A title in the midst of a sentence: without its capital, unless it is an abbreviation."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


def titled(table: Table, titles: Mapping[str, str]) -> Table:
    """The table with other titles for some columns, by their keys."""
    columns = [evolve(column, title=titles.get(column.key, column.title)) for column in table.columns]
    return evolve(table, columns=columns)


def table_lines(table: Table, least_rank: int = 0) -> list[str]:
    """All rows, or what is said when there is none."""
    if not table.rows:
        return paragraph_lines(table.empty)
    return [row_line(table, row, least_rank) for row in table.rows]


def block_lines(blocks: Sequence[Block], leave_out: Collection[str] = ()) -> list[str]:
    """Blocks of a sheet, without the texts that only explain signs."""
    lines = []
    for block in blocks:
        if block.title:
            lines.append(heading(block.title))
        for part in block.parts:
            if isinstance(part, Table):
                lines += table_lines(without_titles(part) if block.plain_head else part)
            elif part[1] not in leave_out:
                lines += paragraph_lines(part[1])
    return lines


def without_titles(table: Table) -> Table:
    """The table with columns that say nothing of themselves."""
    return titled(table, {column.key: "" for column in table.columns})
