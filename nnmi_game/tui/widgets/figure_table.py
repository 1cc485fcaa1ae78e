"""A table of figures with a cursor: widths in display cells, numbers to the right, cells updated in place."""

from __future__ import annotations

from rich.text import Text
from textual.message import Message
from textual.widgets import DataTable

from nnmi_game.tui.views.table import Column, Fit, Row, Table, fit, laid_out

_MARK = "cursor-mark"
_TONES = {"good": "success", "warn": "warning", "bad": "error", "quiet": "text-muted"}


class FigureTable(DataTable[Text]):
    """Shows a ``views.table.Table``.

    It posts ``FigureTable.Chosen`` on enter or a click on the row under the cursor, and
    ``FigureTable.Pointed`` when the cursor comes to another row; both carry the key of the row.
    """

    DEFAULT_CSS = """
    FigureTable { height: auto; max-height: 100%; background: transparent; overflow-x: hidden; }
    FigureTable > .datatable--header { background: transparent; color: $primary; text-style: bold; }
    FigureTable:nocolor > .datatable--cursor { text-style: reverse; }
    FigureTable:nocolor > .datatable--header { text-style: bold underline; }
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

    class Pointed(Chosen):
        """The cursor has come to a row."""

    def __init__(self, id: str | None = None, header: bool = True, classes: str | None = None) -> None:
        super().__init__(
            id=id, classes=classes, cursor_type="row", show_header=header, cell_padding=1, zebra_stripes=False
        )
        self._table = Table(columns=(), rows=())
        self._said = ""
        self._shown: Fit | None = None
        self._titles: tuple[str, ...] = ()
        self._marked: str | None = None

    @property
    def pointed(self) -> str | None:
        """Key of the row under the cursor."""
        if self._said:
            return None
        rows = self._table.rows
        return rows[self.cursor_row].key if 0 <= self.cursor_row < len(rows) else None

    def show(self, table: Table) -> None:
        """Show a table; the cursor stays on its row, and only what changed is painted."""
        self._said = "" if table.rows else table.empty
        if self._said:
            # An empty table says so in its only row.
            table = Table(
                columns=(Column(key="empty", title="", most=200),), rows=(Row(key="", cells=(self._said,)),)
            )
        self._table = table
        self._write()

    def point_at(self, key: str) -> None:
        """Move the cursor to a row."""
        for place, row in enumerate(self._table.rows):
            if row.key == key:
                self.move_cursor(row=place)

    def on_resize(self) -> None:
        """Other columns may fit now."""
        self._write()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor has moved: its sign moves along."""
        event.stop()
        self._move_mark()
        if (key := self.pointed) is not None:
            self.post_message(self.Pointed(self, key))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """A row was chosen."""
        event.stop()
        if event.row_key.value is not None and not self._said:
            self.post_message(self.Chosen(self, event.row_key.value))

    def _write(self) -> None:
        # One cell of padding on either side of each column, and two for the sign of the cursor.
        room = (self.size.width or self.app.size.width - 4) - 3
        if 0 < self.size.height < len(self._table.rows) + self.show_header:
            room -= self.scrollbar_size_vertical
        fitted = fit(self._table, max(room, 20), titles=self.show_header)
        titles = tuple(self._table.columns[p].title for p in fitted.places)
        keys = [row.key for row in self._table.rows]
        if (fitted, titles, keys) == (self._shown, self._titles, [str(k.value) for k in self.rows]):
            self._update(fitted)
        else:
            self._build(fitted, titles)
        self._move_mark()

    def _build(self, fitted: Fit, titles: tuple[str, ...]) -> None:
        # The sign of the cursor follows a moment later than the cursor itself.
        keys = [row.value for row in self.rows]
        pointed = keys[self.cursor_row] if 0 <= self.cursor_row < len(keys) else None
        self._shown, self._titles, self._marked = fitted, titles, None
        self.clear(columns=True)
        self.add_column(Text(" "), width=1, key=_MARK)
        for place, cells, title in zip(fitted.places, fitted.widths, titles, strict=True):
            column = self._table.columns[place]
            self.add_column(Text(laid_out(title, column, cells)), width=cells, key=column.key)
        for row in self._table.rows:
            self.add_row(Text(" "), *self._cells(row, fitted), key=row.key)
        if pointed is not None:
            self.point_at(pointed)

    def _update(self, fitted: Fit) -> None:
        for row in self._table.rows:
            for place, text in zip(fitted.places, self._cells(row, fitted), strict=True):
                key = self._table.columns[place].key
                if self.get_cell(row.key, key) != text:
                    self.update_cell(row.key, key, text)

    def _cells(self, row: Row, fitted: Fit) -> list[Text]:
        colour = self.app.theme_variables.get(_TONES.get(row.tone, ""), "")
        # Terminal colours have names that only Textual knows; the words carry the meaning there.
        style = colour if colour.startswith("#") else ("dim" if row.tone == "quiet" else "")
        return [
            Text(laid_out(row.cells[place], self._table.columns[place], cells), style=style, no_wrap=True)
            for place, cells in zip(fitted.places, fitted.widths, strict=True)
        ]

    def _move_mark(self) -> None:
        key = self.pointed
        if key == self._marked:
            return
        for row, sign in ((self._marked, " "), (key, ">")):
            if row is not None and row in self.rows:
                self.update_cell(row, _MARK, Text(sign))
        self._marked = key
