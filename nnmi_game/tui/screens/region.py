"""One region in full, above the page from which it was opened."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.tui.screens.panel import Panel
from nnmi_game.tui.views.map import sheet
from nnmi_game.tui.widgets.sheet import Sheet


class RegionScreen(Panel):
    """The firms, people and programs of a region."""

    is_kept: ClassVar[bool] = True
    about: ClassVar[str] = N_("One region: its firms, its skilled people, and what runs there.")

    DEFAULT_CSS = """
    RegionScreen #body { overflow-y: hidden; }
    """

    def __init__(self, region: str) -> None:
        super().__init__()
        self.set_up(region)

    def set_up(self, region: str) -> None:
        """``region`` is its id."""
        self._region = region

    def compose_body(self) -> ComposeResult:
        """A sheet."""
        yield Sheet()

    def fill(self) -> None:
        """Write it."""
        game = self.office.session.playing
        self.query_one(Sheet).show(sheet(game, game.tables.region[self._region]))
