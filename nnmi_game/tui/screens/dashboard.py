"""The instructor's dashboard: a row for each seat of the class, kept up to date by the server."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.tui.frame import Frame
from nnmi_game.tui.instructing import ACTIONS, OPEN
from nnmi_game.tui.overseeing import Oversight
from nnmi_game.tui.views import dashboard as view
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words


class DashboardScreen(Frame):
    """How every seat stands. It lies under the game of a student that is looked into."""

    has_side: ClassVar[bool] = False
    actions = ACTIONS
    about = N_(
        "The class: a row for each seat, kept up to date by the server. Most keys are about the class or the seat "
        "under the cursor and ask which; what cannot be undone asks first. Enter opens the student's game as they see "
        "it; there the comma and the full stop step through its turns, and K comes back."
    )

    DEFAULT_CSS = """
    DashboardScreen FigureTable { height: 1fr; }
    DashboardScreen #waiting { color: $text-muted; }
    """

    def compose_body(self) -> ComposeResult:
        """How many there are, whom the class waits for, what is shown, the rows."""
        yield Words(id="presence")
        yield Words(id="waiting")
        yield Words(id="shown", classes="quiet spaced")
        yield FigureTable(id="seats")

    def fill(self) -> None:
        """Write everything."""
        oversight = self.oversight
        at = oversight.at
        self.query_one("#presence", Words).say(view.presence_line(at))
        self.query_one("#shown", Words).say(view.shown_line(oversight.order, oversight.shown))
        self.tick()

    def tick(self) -> None:
        """Time has gone by: whom the class waits for and how long, and who has not been heard of."""
        oversight = self.oversight
        at = oversight.at
        self.query_one("#waiting", Words).say(view.waiting_line(at, self.room))
        if at.session:
            self.query_one(FigureTable).show(view.table(at, oversight.order, oversight.shown))
            self._point()
        self.fill_standing()

    def begin(self) -> None:
        """The cursor is in the rows."""
        self.set_focus(self.query_one(FigureTable), scroll_visible=False)

    @property
    def oversight(self) -> Oversight:
        """The class; there is no dashboard without one."""
        found = self.office.oversight
        if found is None:
            raise LookupError("no class is looked after")
        return found

    def on_figure_table_chosen(self) -> None:
        """Enter opens the student's game."""
        self.do(OPEN)

    def on_figure_table_pointed(self) -> None:
        """Other things may be possible with this seat."""
        self._point()
        self.fill_bars()

    def _point(self) -> None:
        key = self.query_one(FigureTable).pointed
        self.oversight.pointed = int(key) if key else 0
