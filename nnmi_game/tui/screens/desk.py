"""The desk: where a turn begins."""

from __future__ import annotations

from textual.app import ComposeResult

from nnmi_game.tui.frame import GamePage
from nnmi_game.tui.screens.panel import Reading
from nnmi_game.tui.views.desk import desk_parts


class DeskScreen(GamePage):
    """What waits for a decision, and how the program stands."""

    page = "desk"

    def compose_body(self) -> ComposeResult:
        """One text."""
        yield Reading()

    def fill(self) -> None:
        """Write it."""
        self.query_one(Reading).show(desk_parts(self.game))
