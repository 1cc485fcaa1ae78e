"""A page as it is told: lines, and what can be chosen by number in them or by a letter of the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from nnmi_game.plain.speech import block_lines, heading, numbered, part_lines, row_line, table_lines
from nnmi_game.tui.views.sheet import Block
from nnmi_game.tui.views.table import Table

if TYPE_CHECKING:
    from nnmi_game.game.figures import Figure


@frozen
class Choice:
    """Something that can be chosen: what it is called, what it does, the screens' key for it, its figures."""

    title: str
    do: Callable[[], None]
    key: str = ""
    asks: tuple[Figure, ...] = ()


@define
class Listing:
    """The lines of a page. Numbers go on from one table to the next, so that each is the number of one thing."""

    name: str
    lines: list[str] = field(factory=list)
    choices: list[Choice] = field(factory=list)

    def head(self, text: str) -> None:
        """A heading."""
        self.lines.append(heading(text))

    def tell(self, parts: Iterable[tuple[str, str]]) -> None:
        """Headings and paragraphs."""
        self.lines += part_lines(parts)

    def say(self, *lines: str) -> None:
        """Lines as they are."""
        self.lines += [line for line in lines if line]

    def blocks(self, blocks: Sequence[Block], leave_out: Sequence[str] = ()) -> None:
        """The blocks of a sheet."""
        self.lines += block_lines(blocks, leave_out)

    def table(self, title: str, table: Table, least_rank: int = 0) -> None:
        """A heading and a table."""
        self.head(title)
        self.lines += table_lines(table, least_rank)

    def rows(self, title: str, table: Table, open_row: Callable[[str], None], least_rank: int = 0) -> None:
        """A heading and a table whose rows can be chosen; ``open_row`` gets the key of the row."""
        if title:
            self.head(title)
        if not table.rows:
            self.lines += table_lines(table)
        for row in table.rows:
            said = row_line(table, row, least_rank)
            self.choose(said, _with(open_row, row.key), asks=tuple(dict.fromkeys(row.asks.values())))

    def choose(
        self, title: str, do: Callable[[], None], key: str = "", asks: tuple[Figure, ...] = ()
    ) -> None:
        """A line that can be chosen; ``asks`` are the figures in it that can be asked *why?*."""
        self.choices.append(Choice(title, do, key, asks))
        self.lines.append(numbered(len(self.choices), title))


def _with(open_row: Callable[[str], None], key: str) -> Callable[[], None]:
    return lambda: open_row(key)
