"""The desk: where a turn begins."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from nnmi_game.locale import gettext as _
from nnmi_game.tui.frame import GamePage
from nnmi_game.tui.views.desk import standing_blocks, waiting
from nnmi_game.tui.widgets.menu import Choice, Menu
from nnmi_game.tui.widgets.sheet import Sheet
from nnmi_game.tui.widgets.words import Words


class DeskScreen(GamePage):
    """What waits for a decision, and under it how the program stands."""

    page = "desk"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "sheet(1)", show=False, priority=True),
        Binding("pageup", "sheet(-1)", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    DeskScreen #body { overflow-y: hidden; }
    DeskScreen Menu { max-height: 40%; margin-bottom: 1; }
    DeskScreen.-narrow Menu { margin-bottom: 0; }
    """

    def compose_body(self) -> ComposeResult:
        """A heading, what waits, and the figures."""
        yield Words(id="heading", classes="heading")
        yield Menu()
        yield Sheet()

    def __init__(self) -> None:
        super().__init__()
        self._turn = 0

    def fill(self) -> None:
        """Write it all; a new turn begins with what is most pressing."""
        self.query_one("#heading", Words).say(
            _("On your desk: Enter or a click opens it; PgDn: further down")
        )
        self.query_one(Menu).show([Choice(item.id, "", item.title, item.note) for item in waiting(self.game)])
        if self._turn != self.game.turn:
            self._turn = self.game.turn
            self.query_one(Menu).action_end(-1)
        plain = self.office.settings.ascii_only
        self.query_one(Sheet).show(standing_blocks(self.game, plain))

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Open the page where it is decided, at the thing in question."""
        event.stop()
        page, _colon, of = event.choice.partition(":")
        self.office.open_page(page, of)

    def action_sheet(self, by: int) -> None:
        """Scroll the figures."""
        sheet = self.query_one(Sheet)
        if by > 0:
            sheet.scroll_page_down()
        else:
            sheet.scroll_page_up()
