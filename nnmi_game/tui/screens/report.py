"""What changed in the last turn, and why; then on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import GamePage, Keyed
from nnmi_game.tui.screens.panel import Reading
from nnmi_game.tui.views.report import figures_told, report_parts

if TYPE_CHECKING:
    from nnmi_game.game.figures import Figure


def _on(screen: Keyed[Any]) -> None:
    screen.office.after_report()


class ReportScreen(GamePage):
    """The report of the last turn."""

    page = "report"
    actions = (Action(id="report.on", title=N_("Go on"), key="a", also=("enter", "escape"), run=_on),)

    def compose_body(self) -> ComposeResult:
        """One long text."""
        yield Reading()

    def figures_shown(self) -> list[Figure]:
        """What can be asked *why?* here."""
        return figures_told(self.game)

    def fill(self) -> None:
        """Write the report."""
        self.query_one(Reading).show(report_parts(self.game))
