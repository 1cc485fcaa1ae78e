"""The end of a game: four goals, and the record beside history's."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from attrs import evolve
from textual.app import ComposeResult

from nnmi_game.game.game import Game
from nnmi_game.game.words import sentences
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.common import REVIEW
from nnmi_game.tui.frame import Frame, Keyed
from nnmi_game.tui.views.final import ending_sentence, goal_table, record_table, verdict
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words


def _look(screen: Keyed[Any]) -> None:
    screen.office.pop_screen()


def _title(screen: Keyed[Any]) -> None:
    screen.office.go_to_title()


class FinalScreen(Frame):
    """The four goals and what they are made of."""

    about = N_("The game is over. Here are the four goals, what they are made of, and what history reached.")
    has_side: ClassVar[bool] = False
    actions = (
        evolve(REVIEW, footer=True),
        Action(
            id="final.look", title=N_("Look around"), brief=N_("Look"), key="a", also=("escape",), run=_look
        ),
        Action(
            id="final.title", title=N_("Back to the title"), brief=N_("Title"), key="t", run=_title, own=True
        ),
    )

    DEFAULT_CSS = """
    FinalScreen #body { overflow-y: hidden; }
    FinalScreen #goals { margin-bottom: 1; }
    FinalScreen #record { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._history: Game | None = None
        self._is_looking = True

    def compose_body(self) -> ComposeResult:
        """A sentence, the goals, the figures."""
        yield Words(id="heading", classes="heading")
        yield Words(id="sentence", classes="spaced")
        yield Words(id="verdict", classes="spaced")
        yield FigureTable(id="goals")
        yield FigureTable(id="record")

    def on_mount(self) -> None:
        """Look for a record of history, which takes a moment to replay."""
        self.app.run_worker(self._read_history(), name="history")

    async def _read_history(self) -> None:
        game = self.game
        self._history = await asyncio.to_thread(self.office.session.shelf.history, game.scenario.id)
        self._is_looking = False
        self.fill_all()

    def begin(self) -> None:
        """The cursor begins in the long table."""
        self.set_focus(self.query_one("#record"), scroll_visible=False)

    def fill(self) -> None:
        """Write everything."""
        game = self.game
        self.query_one("#heading", Words).say(_("The end of the game"))
        looking = _("What really happened is being played beside it...") if self._is_looking else ""
        self.query_one("#sentence", Words).tell(sentences((ending_sentence(game), looking)))
        self.query_one("#verdict", Words).tell("\n".join(verdict(game, self._history)))
        plain = self.office.settings.ascii_only
        self.query_one("#goals", FigureTable).show(goal_table(game, self._history, plain))
        self.query_one("#record", FigureTable).show(record_table(game, self._history))
