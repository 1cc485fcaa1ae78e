"""Under an order in the making: what it is likely to do, worked out beside the screen once the hand rests."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.timer import Timer
from textual.worker import Worker, WorkerState, get_current_worker

from nnmi_game.locale import gettext as _
from nnmi_game.tui.memory import borrowed
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.analysis.forecast import Forecast
    from nnmi_game.engine.orders import Order
    from nnmi_game.tui.app import Office

#: Seconds without a change after which the order is looked into.
REST = 0.25


class Outlook(Words):
    """Asks for the forecast of one order at a time; another order stops the one before."""

    DEFAULT_CSS = """
    Outlook { height: auto; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._order: Order | None = None
        self._found: Forecast | None = None
        self._clock: Timer | None = None
        self.reserved = 0  # rows to keep for a forecast to come

    def about(self, order: Order | None) -> None:
        """Tell of this order, or of none."""
        if order == self._order and self._told:
            self._tell_anew()
            return
        self._order, self._found = order, None
        self.workers.cancel_node(self)
        if self._clock is not None:
            self._clock.stop()
        office = cast("Office", self.app)
        if order is None or not office.settings.forecasts or office.session.looking_back:
            self.tell("")
        else:
            # What lies around must not move under the mouse while it clicks on: the rows stay as they were.
            self.styles.min_height = max(self.size.height, self.reserved)
            self._tell_anew()
            self._clock = self.set_timer(REST, self._look)

    def _tell_anew(self) -> None:
        """Tell what is known, in the language in use."""
        if self._found is None:
            self.tell(_("Looking ahead..."))
            return
        from nnmi_game.tui.views.forecast import told

        self.tell(told(self._found, cast("Office", self.app).session.playing.scenario))

    def _look(self) -> None:
        if self._order is not None:
            self.run_worker(
                partial(self._worked_out, self._order), name="outlook", thread=True, exclusive=True,
                exit_on_error=False,
            )  # fmt: skip

    @borrowed()
    def _worked_out(self, order: Order) -> tuple[Order, Forecast] | None:
        from nnmi_game.game.stopping import StoppedError

        worker = get_current_worker()
        session = cast("Office", self.app).session
        try:
            return order, session.forecaster().of(order, stop=lambda: worker.is_cancelled)
        except StoppedError:
            return None

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """It has been worked out; it may have become another order meanwhile."""
        event.stop()
        if event.state in (WorkerState.ERROR, WorkerState.SUCCESS):
            self.styles.min_height = None
        if event.state is WorkerState.ERROR:
            self.tell("")
        elif event.state is WorkerState.SUCCESS and event.worker.result is not None:
            order, found = event.worker.result
            if order == self._order:
                self._found = found
                self._tell_anew()
