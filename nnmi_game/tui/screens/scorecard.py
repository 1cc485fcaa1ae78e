"""The scorecard page."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.worker import Worker, WorkerState

from nnmi_game.locale import gettext as _
from nnmi_game.tui.frame import GamePage
from nnmi_game.tui.screens.panel import Prose
from nnmi_game.tui.views import scorecard as view
from nnmi_game.tui.views.meter import bar
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.section import Section


class ScorecardScreen(GamePage):
    """The four goals and what they are made of; a recorded game beside them once it has been played again."""

    page = "scorecard"

    def __init__(self) -> None:
        super().__init__()
        #: The recorded game that follows history, once it has been played again.
        self._track: view.Track | None = None
        #: How much of it has been played, while that goes on.
        self._part: float | None = None

    def compose_body(self) -> ComposeResult:
        """The table, and what is under its cursor."""
        yield Section("goals")
        yield Prose(id="details")
        yield Prose(id="explanation")

    def on_mount(self) -> None:
        """A recorded game is played again beside the screen."""
        self.run_worker(
            partial(
                view.track_of,
                self.game.scenario,
                self.office.tracks,
                partial(self.app.call_from_thread, self._went_on),
            ),
            name="record",
            description="the recorded game",  # without one Textual writes the whole scenario in letters
            thread=True,
            exit_on_error=False,
        )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The recorded game has been played again."""
        if event.worker.name == "record" and event.state is WorkerState.SUCCESS:
            self._track, self._part = event.worker.result, None
            self.fill_all()

    def fill(self) -> None:
        """Write it all."""
        game = self.game
        drawn = partial(view.bar_of, plain=self.office.settings.ascii_only)
        self.query_one(Section).show(
            _("The four goals, 0 to 1000 each"), view.table(game, self._track, drawn)
        )
        self._explain()
        self._tell(self.query_one(FigureTable).pointed)

    def on_figure_table_pointed(self, event: FigureTable.Pointed) -> None:
        """Tell of the row under the cursor."""
        self._tell(event.key)

    def _explain(self) -> None:
        awaited = ""
        if self._part is not None:
            awaited = bar(round(100 * self._part), 100, view.BAR, self.office.settings.ascii_only)
        self.query_one("#explanation", Prose).show(view.explanation(self._track, awaited))

    def _went_on(self, part: float) -> None:
        self._part = part
        if self.is_open:
            self._explain()

    def _tell(self, key: str | None) -> None:
        self.query_one("#details", Prose).show(view.details(self.game, key))
