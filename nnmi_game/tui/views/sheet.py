"""Sheets: blocks of text and tables laid out in as many columns as a width holds.

A line is a tuple of segments, (style, text) each; the styles are those of ``widgets.sheet``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from nnmi_game.tui.views.table import GAP, Column, Row, Table, body, fit, laid_out
from nnmi_game.tui.views.text import pad, width, wrap

Segment = tuple[str, str]
Line = tuple[Segment, ...]

#: What stands in a style between a tone and the code of a figure that can be asked about.
ASK = "@"
#: Cells between two columns of a sheet.
BETWEEN = 4
#: A column of a sheet is at least so wide.
LEAST = 58


def _parts(parts: Iterable[Table | Segment]) -> tuple[Table | Segment, ...]:
    return tuple(parts)


@frozen
class Block:
    """A heading, and under it tables and paragraphs; a paragraph is (style, text)."""

    title: str
    parts: tuple[Table | Segment, ...] = field(converter=_parts)
    plain_head: bool = False  # the first table has no line of titles


def sheet_lines(blocks: Sequence[Block], cells: int, most: int = 3) -> list[Line]:
    """The blocks as lines, in columns of equal width, read from the top of the first to the foot of the last."""
    count = max(1, min(most, len(blocks), (cells + BETWEEN) // (LEAST + BETWEEN)))
    each = (cells - BETWEEN * (count - 1)) // count
    drawn = [block_lines(block, each) for block in blocks]
    columns = _shared_out(drawn, count)
    if len(columns) == 1:
        return columns[0]
    height = max(len(column) for column in columns)
    lines: list[Line] = []
    for row in range(height):
        line: list[Segment] = []
        for place, column in enumerate(columns):
            segments = column[row] if row < len(column) else ()
            line.extend(segments)
            if place + 1 < len(columns):
                line.append(("", " " * (each - sum(width(text) for _style, text in segments) + BETWEEN)))
        lines.append(tuple(line))
    return lines


def block_lines(block: Block, cells: int) -> list[Line]:
    """A block as lines."""
    lines: list[Line] = [(("heading", line),) for line in wrap(block.title, cells)] if block.title else []
    for part in block.parts:
        if isinstance(part, Table):
            lines += table_lines(part, cells, titles=not block.plain_head)
        else:
            style, text = part
            lines += [((style, line),) for line in wrap(text, cells)]
    return lines


def table_lines(table: Table, cells: int, titles: bool = True) -> list[Line]:
    """A table as lines: titles, then rows in their tones."""
    if not table.rows:
        return [(("quiet", line),) for line in wrap(table.empty, cells)] if table.empty else []
    chosen = fit(table, cells + GAP, titles)
    shown = [table.columns[p] for p in chosen.places]
    gap = " " * GAP
    lines: list[Line] = []
    if titles:
        head = gap.join(laid_out(c.title, c, w) for c, w in zip(shown, chosen.widths, strict=True))
        lines.append((("quiet", head.rstrip()),))
    for row, texts in zip(table.rows, body(table, chosen), strict=True):
        if row.asks:
            lines.append(_asked(row, shown, texts))
        else:
            lines.append(((row.tone, gap.join(texts).rstrip()),))
    return lines


def _asked(row: Row, shown: Sequence[Column], texts: Sequence[str]) -> Line:
    """A row in which figures can be asked *why?*: their style says which figure it is."""
    from nnmi_game.game.figures import code

    segments: list[Segment] = []
    for column, text in zip(shown, texts, strict=True):
        figure = row.asks.get(column.key)
        blank = len(text) - len(text.lstrip())
        before = (" " * GAP if segments else "") + text[:blank]
        if before:
            segments.append((row.tone, before))
        segments.append((row.tone if figure is None else f"{row.tone}{ASK}{code(figure)}", text[blank:]))
    style, last = segments[-1]
    return (*segments[:-1], (style, last.rstrip()))


def side_by_side(labels: Sequence[str], columns: Sequence[Sequence[str]], cells: int) -> list[Line]:
    """Things compared: a label at the left of each row, then one column for each thing, texts broken to fit."""
    head = max((width(label) for label in labels), default=0)
    head = min(head, max(10, cells // 4))
    each = max(8, (cells - head) // max(len(columns), 1) - GAP)
    lines: list[Line] = []
    for place, label in enumerate(labels):
        left = wrap(label, head)
        right = [wrap(column[place], each) for column in columns]
        for row in range(max(len(left), *(len(texts) for texts in right))):
            segments: list[Segment] = [("quiet", pad(left[row] if row < len(left) else "", head))]
            for texts in right:
                text = texts[row] if row < len(texts) else ""
                segments.append(("heading" if place == 0 else "", " " * GAP + pad(text, each)))
            lines.append(tuple(segments))
    return lines


def plain(lines: Sequence[Line]) -> list[str]:
    """The lines without styles."""
    return ["".join(text for _style, text in line).rstrip() for line in lines]


def _shared_out(drawn: Sequence[list[Line]], count: int) -> list[list[Line]]:
    """Blocks dealt to columns in their order, so that the tallest column is as short as can be."""
    heights = [len(lines) + 1 for lines in drawn]
    low, high = max(heights, default=1), sum(heights)
    while low < high:
        middle = (low + high) // 2
        if _needed(heights, middle) <= count:
            high = middle
        else:
            low = middle + 1
    columns: list[list[Line]] = [[]]
    for lines in drawn:
        here = columns[-1]
        if here and len(here) + 1 + len(lines) + 1 > low and len(columns) < count:
            columns.append([])
            here = columns[-1]
        if here:
            here.append(())
        here.extend(lines)
    return columns


def _needed(heights: Sequence[int], most: int) -> int:
    """How many columns of this height the blocks need."""
    columns, used = 1, 0
    for height in heights:
        if used and used + height > most:
            columns, used = columns + 1, 0
        used += height
    return columns
