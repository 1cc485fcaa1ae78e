"""A table of figures with a cursor: widths in display cells, numbers to the right, only changed rows painted."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from nnmi_game.tui.views.table import Column, Row, Table, body, fit, laid_out, narrowed
from nnmi_game.tui.views.text import width
from nnmi_game.tui.widgets.rows import Rows
from nnmi_game.tui.widgets.words import cells_of

if TYPE_CHECKING:
    from nnmi_game.game.figures import Figure

_TONES = {"good": "success", "warn": "warning", "bad": "error", "quiet": "text-muted"}
#: Cells beside each column, and those of the sign of the cursor.
_PADDING, _MARK = 1, 3


class FigureTable(Rows):
    """Shows a ``views.table.Table``.

    It posts ``FigureTable.Chosen`` on enter or a click on the row under the cursor, and
    ``FigureTable.Pointed`` when the cursor comes to another row; both carry the key of the row.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"figure-table--cursor", "figure-table--header"}
    DEFAULT_CSS = """
    FigureTable > .figure-table--header { color: $primary; text-style: bold; }
    FigureTable > .figure-table--cursor {
        background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground;
        text-style: $block-cursor-blurred-text-style;
    }
    FigureTable:focus > .figure-table--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    FigureTable:nocolor > .figure-table--cursor { text-style: reverse; }
    FigureTable:nocolor > .figure-table--header { text-style: bold underline; }
    """

    class Chosen(Message):
        """A row was chosen."""

        def __init__(self, table: FigureTable, key: str) -> None:
            super().__init__()
            self.table = table
            self.key = key

        @property
        def control(self) -> FigureTable:
            """The table, so that handlers can select by its id."""
            return self.table

    class Asked(Message):
        """A figure was clicked, to ask why it is what it is."""

        def __init__(self, figure: Figure) -> None:
            super().__init__()
            self.figure = figure

    class Pointed(Chosen):
        """The cursor has come to a row."""

    def __init__(self, id: str | None = None, header: bool = True, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.show_header = header
        self._table = self._whole = Table(columns=(), rows=())
        self._wish = ""  # words that narrow the table to the rows that hold them
        self._said = ""
        self._head = ""
        self._drawn: list[tuple[str, str]] = []  # each row's text and tone
        self._drawn_for: tuple[Table, int, bool] | None = None  # what was drawn, its room, with titles or not
        self._ends: list[tuple[int, str]] = []  # the cell after each shown column, and its key

    @property
    def pointed(self) -> str | None:
        """Key of the row under the cursor."""
        return None if (row := self.row) is None else row.key

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        rows = () if self._said else self._table.rows
        return rows[self.cursor_row] if self.cursor_row < len(rows) else None

    @property
    def asks(self) -> list[Figure]:
        """The figures in the row under the cursor that can be asked *why?*, from the left to the right."""
        asks = {} if (row := self.row) is None else row.asks
        return [asks[column.key] for column in self._table.columns if column.key in asks]

    def on_click(self, event: events.Click) -> None:
        """A click on a figure in the row under the cursor asks why it is what it is; others do as on all rows."""
        row = self.row_at(event.y)
        if row is None or row != self.cursor_row or self._said or event.button != 1:
            return
        key = next((key for end, key in self._ends if event.x < end), "")
        figure = self._table.rows[row].asks.get(key)
        if figure is not None:
            event.stop()
            event.prevent_default()
            self.post_message(self.Asked(figure))

    def show(self, table: Table) -> None:
        """Show a table; the cursor stays on its row, and only what changed is painted."""
        self._whole = table
        table = narrowed(table, self._wish)
        pointed = self.pointed
        self._said = "" if table.rows else table.empty
        if self._said:
            # An empty table says so in its only row.
            table = Table(
                columns=(Column(key="empty", title="", most=200),), rows=(Row(key="", cells=(self._said,)),)
            )
        self._table = table
        before, self.cursor_row = self.cursor_row, self._place(pointed) or 0
        self._write()
        if self.cursor_row != before:
            self.repaint(before)
            self.repaint(self.cursor_row)

    def narrow(self, wish: str) -> None:
        """Show only the rows that hold these words; all of them if there is none."""
        pointed, self._wish = self.pointed, wish
        self.show(self._whole)
        if self.pointed != pointed:
            self.scroll_to_cursor()
            self.cursor_moved()

    @property
    def shares(self) -> tuple[int, int]:
        """How many rows are shown, and how many there are."""
        return (0 if self._said else len(self._table.rows)), len(self._whole.rows)

    @property
    def texts(self) -> list[str]:
        """The row under the cursor, the titles, and the name of each row: what may need an explanation."""
        rows = () if self._said else self._table.rows
        under = () if (row := self.row) is None else row.cells
        return [*under, *(column.title for column in self._table.columns), *(row.cells[0] for row in rows)]

    def point_at(self, key: str) -> None:
        """Move the cursor to a row."""
        if (place := self._place(key)) is not None:
            self.move_to(place)

    def _place(self, key: str | None) -> int | None:
        return next((place for place, row in enumerate(self._table.rows) if row.key == key), None)

    def cursor_moved(self) -> None:
        """Tell of the row under the cursor."""
        if (key := self.pointed) is not None:
            self.post_message(self.Pointed(self, key))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if (key := self.pointed) is not None:
            self.post_message(self.Chosen(self, key))

    def on_resize(self) -> None:
        """Other columns may fit now."""
        drawn = self._drawn_for
        if drawn is None or drawn[0] is not self._table or drawn[1:] != (self._room, self.show_header):
            self._write()
        self.scroll_to_cursor()

    @property
    def _room(self) -> int:
        """The cells of the columns: one of padding on either side of each, and three for the sign of the cursor."""
        room = cells_of(self) - _MARK
        if 0 < self.size.height < len(self._table.rows) + int(self.show_header):
            room -= self.styles.scrollbar_size_vertical
        return max(room, 20)

    def _write(self) -> None:
        rows, head = self._table.rows, int(self.show_header)
        self._drawn_for = self._table, self._room, self.show_header
        fitted = fit(self._table, self._room, titles=self.show_header)
        shown = [(p, self._table.columns[p], w) for p, w in zip(fitted.places, fitted.widths, strict=True)]
        edges = accumulate((w + 2 * _PADDING for _p, _column, w in shown), initial=_MARK)
        self._ends = list(zip([*edges][1:], [column.key for _p, column, _w in shown], strict=True))
        titles, drawn = self._head, self._drawn
        self._head = _joined(laid_out(column.title, column, cells) for _p, column, cells in shown)
        self._drawn = [
            (_joined(texts), row.tone) for row, texts in zip(rows, body(self._table, fitted), strict=True)
        ]
        if self.set_size(len(rows), head):
            return
        if self._head != titles:
            self.refresh()
        else:
            for place, (now, before) in enumerate(zip(self._drawn, drawn, strict=True)):
                if now != before:
                    self.repaint(place)

    def render_line(self, y: int) -> Strip:
        """A line of the screen: the titles stay above the rows that scroll."""
        cells, plain = self.size.width, self.row_style
        if y < self.head_rows:
            return _strip(" ", self._head, self.get_component_rich_style("figure-table--header"), cells)
        row = self.row_at(y)
        if row is None or row >= len(self._drawn):
            return Strip.blank(cells, plain)
        text, tone = self._drawn[row]
        if row == self.cursor_row:
            style = self.get_component_rich_style("figure-table--cursor")
            return _strip(" " if self._said else ">", text, style, cells)
        return _strip(" ", text, plain + self._tone(tone), cells)

    def _tone(self, tone: str) -> Style:
        colour = self.app.theme_variables.get(_TONES.get(tone, ""), "")
        # Terminal colours have names that only Textual knows; the words carry the meaning there.
        if colour.startswith("#"):
            return Style.parse(colour)
        return Style(dim=True) if tone == "quiet" else Style()


def _joined(texts: Iterable[str]) -> str:
    gap = " " * _PADDING
    return "".join(f"{gap}{text}{gap}" for text in texts)


def _strip(sign: str, text: str, style: Style, cells: int) -> Strip:
    """A line of just so many cells."""
    line = f"{sign:^{_MARK}}{text}"
    return Strip([Segment(line, style)], width(line)).adjust_cell_length(cells, style)
