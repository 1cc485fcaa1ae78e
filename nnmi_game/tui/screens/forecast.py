"""Forecasts on a screen of their own: of one order in full, or of all of this turn's to the end of the game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.worker import Worker, WorkerState, get_current_worker

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.memory import borrowed
from nnmi_game.tui.screens.panel import Panel, Prose
from nnmi_game.tui.views import forecast as view
from nnmi_game.tui.views.meter import meter
from nnmi_game.tui.views.table import Table
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.analysis.forecast import Ending, Forecast
    from nnmi_game.engine.orders import Order

#: Cells of the bar while the futures are played.
BAR = 40


class ForecastScreen(Panel):
    """A table of what changes, once it has been worked out. Leaving the screen stops the work."""

    about = N_(
        "Many futures, each played twice under the same luck: with the order and without it. What nobody can know, "
        "nobody is told: bidders' honesty and events to come are left open, and nothing more is ordered."
    )

    def __init__(self, order: Order | None = None) -> None:
        super().__init__()
        self._order = order
        self._found: Forecast | Ending | None = None
        self._part = 0.0

    def compose_body(self) -> ComposeResult:
        """What it is about, the table, how it was made."""
        yield Words(id="title", classes="heading spaced")
        yield FigureTable()
        yield Words(id="bar")
        yield Prose(id="how")

    def on_mount(self) -> None:
        """Begin to play."""
        self.work_out(self._worked_out, "forecast")

    def begin(self) -> None:
        """The arrows scroll the table."""
        self.query_one(FigureTable).focus(scroll_visible=False)

    def fill(self) -> None:
        """Write what is known."""
        game = self.game
        if self._order is None:
            title = _("Where this turn's orders lead by the end of the game, if nothing more were ordered")
        else:
            from nnmi_game.game.words import order as order_words

            title = order_words(self._order, game.scenario)
        self.query_one("#title", Words).tell(title)
        self.query_one(FigureTable).show(self._table())
        done = self._found is not None
        self.query_one("#bar", Words).say("" if done else self._bar())
        self.query_one("#how", Prose).show([("quiet", _(self.about))] if done else [])

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """It has been worked out."""
        if event.worker.name == "forecast" and event.state is WorkerState.SUCCESS:
            self._found = event.worker.result
            self.fill_all()

    def _table(self) -> Table:
        from nnmi_game.analysis.forecast import Forecast

        if self._found is None:
            return Table(columns=(), rows=())
        if isinstance(self._found, Forecast):
            return view.table(self._found, self.game.scenario)
        return view.ending_table(self._found, self.game.scenario)

    def _bar(self) -> str:
        return _("Playing the futures  {bar}").format(
            bar=meter(round(1000 * self._part), 1000, BAR, self.office.settings.ascii_only)
        )

    def _went_on(self, part: float) -> None:
        self._part = part
        if self.is_open:
            self.query_one("#bar", Words).say(self._bar())

    @borrowed()
    def _worked_out(self) -> Forecast | Ending | None:
        from nnmi_game.game.stopping import StoppedError

        worker, app = get_current_worker(), self.app
        forecaster = self.office.session.forecaster()
        try:
            if self._order is not None:
                return forecaster.of(self._order, stop=lambda: worker.is_cancelled)
            return forecaster.of_tray(
                stop=lambda: worker.is_cancelled,
                progress=lambda part: app.call_from_thread(self._went_on, part),
            )
        except StoppedError:
            return None
