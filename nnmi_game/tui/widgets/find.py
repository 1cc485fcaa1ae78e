"""The line in which a list is searched: what is typed narrows the table above to the rows that hold it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from nnmi_game.locale import gettext as _
from nnmi_game.tui.widgets.calm import Row
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words


class FindLine(Row):
    """Stands above the line of keys while a table is searched; Enter goes to the rows, Esc shows all of them again."""

    DEFAULT_CSS = """
    FindLine { height: 1; padding: 0 1; background: $panel; }
    FindLine Words { width: auto; }
    FindLine Input { width: 1fr; max-width: 40; }
    FindLine #found { margin-left: 2; }
    """

    def __init__(self, table: FigureTable) -> None:
        super().__init__()
        self.table = table

    def compose(self) -> ComposeResult:
        """What to do, the words, how many rows hold them."""
        yield Words(id="find")
        yield Input(max_length=60)
        yield Words(id="found")

    def on_mount(self) -> None:
        """The keys go to the line."""
        self.open(self.table)

    def open(self, table: FigureTable) -> None:
        """Search a table: go on with the words that it is searched for, or begin with none."""
        if table is not self.table or not self.display:
            self.table.narrow("")
            self.query_one(Input).value = ""
        self.table, self.display = table, True
        self.query_one("#find", Words).say(_("Find (Enter: to the rows, Esc: all rows) "))
        self._count()
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the table."""
        event.stop()
        self.table.narrow(event.value)
        self._count()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the rows that were found."""
        event.stop()
        self.table.focus()

    def on_key(self, event: events.Key) -> None:
        """Up and down move in the table while one types."""
        if event.key in ("up", "down"):
            event.stop()
            self.table.action_move(-1 if event.key == "up" else 1)

    def close(self) -> None:
        """Show all rows again. The line stays, unseen: to make it anew would take longer than to show it."""
        self.table.narrow("")
        self.table.focus()
        self.display = False

    def _count(self) -> None:
        shown, rows = self.table.shares
        self.query_one("#found", Words).say(_("{shown} of {rows}").format(shown=shown, rows=rows))
