"""The desk: where a turn begins."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from nnmi_game.locale import gettext as _
from nnmi_game.tui.frame import GamePage
from nnmi_game.tui.views.desk import standing_blocks, waiting
from nnmi_game.tui.widgets.menu import Choice, Menu
from nnmi_game.tui.widgets.sheet import Sheet


class DeskScreen(GamePage):
    """What waits for a decision, and under it how the program stands."""

    page = "desk"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "sheet(1)", show=False, priority=True),
        Binding("pageup", "sheet(-1)", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    DeskScreen #body { overflow-y: hidden; }
    DeskScreen #waiting { height: auto; max-height: 40%; overflow-y: auto; margin-bottom: 1; }
    DeskScreen.-narrow #waiting { margin-bottom: 0; }
    """

    def compose_body(self) -> ComposeResult:
        """A heading, what waits, and the figures."""
        yield Static(id="heading", classes="heading", markup=False)
        with Vertical(id="waiting"):
            yield Menu()
        yield Sheet()

    def fill(self) -> None:
        """Write it all."""
        self.query_one("#heading", Static).update(
            _("On your desk: Enter or a click opens it; PgDn: further down")
        )
        self.query_one(Menu).show([Choice(item.id, "", item.title, item.note) for item in waiting(self.game)])
        plain = self.office.settings.ascii_only
        self.query_one(Sheet).show(standing_blocks(self.game, plain))

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Open the page where it is decided, at the thing in question."""
        event.stop()
        page, _colon, of = event.choice.partition(":")
        self.office.open_page(page)
        opened = self.office.screen
        if of and hasattr(opened, "start_at"):
            opened.start_at = of

    def action_sheet(self, by: int) -> None:
        """Scroll the figures."""
        sheet = self.query_one(Sheet)
        if by > 0:
            sheet.scroll_page_down()
        else:
            sheet.scroll_page_up()
