"""Two games side by side: their curves, where they part, and what the difference was worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.worker import Worker, WorkerState

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.screens.panel import Panel, Reading
from nnmi_game.tui.views import time as view
from nnmi_game.tui.widgets.chart import ChartView
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.game.game import Game


class ComparisonScreen(Panel):
    """The curves first; what each turn was worth follows once it has been worked out."""

    about = N_("Two games with the same luck: where their orders part, and what each difference was worth.")

    DEFAULT_CSS = """
    ComparisonScreen #body { overflow-y: hidden; }
    ComparisonScreen ChartView { height: 1fr; }
    ComparisonScreen Reading { height: 1fr; }
    """

    def __init__(self, mine: Game, other: Game, name: str) -> None:
        super().__init__()
        self._mine, self._other, self._file = mine, other, name
        self._parts: list[tuple[str, str]] | None = None

    @property
    def titles(self) -> tuple[str, str]:
        """What the two games are called."""
        return self._mine.title or _("this game"), self._other.title or self._file

    def compose_body(self) -> ComposeResult:
        """A chart above a text."""
        yield Words(id="title", classes="heading")
        yield ChartView()
        yield Reading()

    def on_mount(self) -> None:
        """Work out what the differences were worth, beside the screen."""
        self.run_worker(self._worked_out, name="compare", thread=True, exit_on_error=False)

    def begin(self) -> None:
        """Let the arrows scroll the text."""
        self.query_one(Reading).focus(scroll_visible=False)

    def fill(self) -> None:
        """Write chart and text."""
        chart = view.comparison_chart(self._mine, self._other, self.titles)
        self.query_one("#title", Words).say(chart.title)
        self.query_one(ChartView).show(chart)
        waiting = [("quiet", _("Playing both games again, turn by turn..."))]
        self.query_one(Reading).show(waiting if self._parts is None else self._parts)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """It has been worked out."""
        if event.worker.name == "compare" and event.state is WorkerState.SUCCESS:
            self._parts = event.worker.result
            self.fill_all()

    def _worked_out(self) -> list[tuple[str, str]]:
        from nnmi_game.analysis.compare import NotComparableError, compare

        try:
            found = compare(self._mine, self._other)
        except NotComparableError:
            return [("", _("There is nothing to compare yet: one of the games has not begun."))]
        return view.comparison_text(found, self._mine, self.titles)
