"""The orders of this turn on a page of their own, for screens without room for the side panel."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import GamePage, Keyed
from nnmi_game.tui.views.tray import tray_table, whole
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words


def _take_back(screen: Keyed[Any]) -> None:
    if isinstance(screen, TrayScreen) and (key := screen.query_one(FigureTable).pointed) is not None:
        screen.office.session.take_back(int(key))


def _why_not(screen: Keyed[Any]) -> str:
    game = screen.office.session.game
    return "" if game is not None and game.tray else _("No order has been given this turn.")


def _clear(screen: Keyed[Any]) -> None:
    session = screen.office.session
    while session.playing.tray:
        session.take_back(len(session.playing.tray) - 1)


def _foresee(screen: Keyed[Any]) -> None:
    screen.office.open_screen("forecast:ForecastScreen")


class TrayScreen(GamePage):
    """The orders with what each costs."""

    page = "tray"
    has_side: ClassVar[bool] = False
    actions = (
        Action(
            id="tray.take", title=N_("Take this order back"), brief=N_("Take back"), key="r",
            also=("delete", "backspace"), run=_take_back, why_not=_why_not,
        ),
        Action(
            id="tray.clear", title=N_("Take all back"), brief=N_("All back"), key="a", run=_clear,
            why_not=_why_not,
        ),
        Action(
            id="tray.forecast", title=N_("Where these orders lead"), brief=N_("Ahead"), key="F", run=_foresee,
            why_not=_why_not,
        ),
    )  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """A heading and the list."""
        yield Words(id="heading", classes="heading spaced")
        yield FigureTable()
        yield Words(id="whole", classes="apart")

    def fill(self) -> None:
        """Write the orders."""
        self.query_one("#heading", Words).say(_("This turn's orders"))
        self.query_one(FigureTable).show(tray_table(self.game))
        self._fill_whole()

    def on_figure_table_pointed(self) -> None:
        """Another order is under the cursor."""
        self._fill_whole()

    def _fill_whole(self) -> None:
        """The order under the cursor at full length: the list may have had to cut it."""
        key = self.query_one(FigureTable).pointed
        tray = self.game.tray
        text = whole(self.game, tray[int(key)]) if key is not None and int(key) < len(tray) else ""
        self.query_one("#whole", Words).tell(text)
