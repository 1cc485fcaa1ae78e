"""The texts of the scenario."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import GamePage, Keyed
from nnmi_game.tui.screens.panel import Reading
from nnmi_game.tui.views.figures import local


def _on(screen: Keyed[Any]) -> None:
    office = screen.office
    office.back_to_desk()
    if not office.session.playing.past:
        office.show_lesson()


class BriefingScreen(GamePage):
    """What the player reads before the first turn, and can come back to."""

    page = "briefing"
    actions = (Action(id="briefing.on", title=N_("Go on"), key="a", also=("enter", "escape"), run=_on),)

    def compose_body(self) -> ComposeResult:
        """One long text."""
        yield Reading()

    def fill(self) -> None:
        """Write the texts."""
        scenario = self.game.scenario
        parts = [("heading", local(scenario.title)), ("", local(scenario.briefing))]
        parts.append(("heading", _("What the law asks")))
        parts += [
            ("", _("{label}: {value}").format(label=local(goal.name), value=local(goal.about)))
            for goal in scenario.goals
        ]
        if notes := local(scenario.notes):
            parts += [("heading", _("On sources and assumptions")), ("quiet", notes)]
        self.query_one(Reading).show(parts)
