"""Two games side by side: their curves, where they part, and what the difference was worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.worker import Worker, WorkerState, get_current_worker

from nnmi_game.game.stopping import StoppedError
from nnmi_game.game.titles import called
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.memory import borrowed
from nnmi_game.tui.screens.dialogs import PickOne
from nnmi_game.tui.screens.panel import BACK, Panel, Reading
from nnmi_game.tui.views import time as view
from nnmi_game.tui.views.meter import meter
from nnmi_game.tui.widgets.chart import ChartView
from nnmi_game.tui.widgets.subject import SubjectLine
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.analysis.compare import Comparison
    from nnmi_game.game.game import Game

#: Cells of the bar while the games are played again.
BAR = 40


async def _choose(screen: Keyed[Any]) -> None:
    assert isinstance(screen, ComparisonScreen)
    answer = await screen.office.ask(PickOne, _("Which curve?"), screen.curves, screen.curve)
    if answer is not None:
        screen.show_curve(answer)


class ComparisonScreen(Panel):
    """The curves first; what each turn was worth follows once it has been worked out. Leaving stops the work."""

    about = N_(
        "Two games with the same luck, curve by curve (left and right: another curve): where their orders part, and "
        "what each difference was worth."
    )
    actions = (
        BACK,
        Action(id="comparison.curve", title=N_("Another curve"), brief=N_("Curve"), key="f", run=_choose),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the text, which scrolls sideways otherwise.
        Binding("left", "step(-1)", show=False, priority=True),
        Binding("right", "step(1)", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    ComparisonScreen #body { overflow-y: hidden; }
    ComparisonScreen ChartView { height: 1fr; }
    ComparisonScreen Reading { height: 1fr; }
    """

    def __init__(self, mine: Game, other: Game, names: tuple[str, str]) -> None:
        """``names`` are those of the files; the open game goes by none."""
        super().__init__()
        self._mine, self._other, self._names = mine, other, names
        self.curve = view.EVERYTHING
        self._found: Comparison | None = None
        self._is_done = False
        self._part = 0.0

    @property
    def curves(self) -> list[Any]:
        """What can be shown."""
        return view.curves(self._mine)

    @property
    def titles(self) -> tuple[str, str]:
        """What the games are called."""
        first, second = (
            called(game.title) or name or _("this game")
            for game, name in zip((self._mine, self._other), self._names, strict=True)
        )
        return first, second

    def compose_body(self) -> ComposeResult:
        """A chart above a text."""
        yield SubjectLine()
        yield ChartView()
        yield Words(id="bar")
        yield Reading()

    def on_mount(self) -> None:
        """Work out what the differences were worth, beside the screen."""
        self.work_out(self._worked_out, "compare")

    def begin(self) -> None:
        """Let the arrows scroll the text."""
        self.query_one(Reading).focus(scroll_visible=False)

    def fill(self) -> None:
        """Write chart and text."""
        self.query_one(SubjectLine).show(self.curves, self.curve, self.room)
        self.query_one(ChartView).show(
            view.comparison_chart(self._mine, self._other, self.titles, self.curve)
        )
        self.query_one("#bar", Words).say("" if self._is_done else self._bar())
        self.query_one(Reading).show(self._text() if self._is_done else [])

    def show_curve(self, curve: str) -> None:
        """Show another curve."""
        self.curve = curve
        self.fill_all()

    def action_step(self, by: int) -> None:
        """The next curve, or the one before."""
        names = [option.value for option in self.curves]
        self.show_curve(names[(names.index(self.curve) + by) % len(names)])

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """It has been worked out."""
        if event.worker.name == "compare" and event.state is WorkerState.SUCCESS:
            self._found, self._is_done = event.worker.result, True
            self.fill_all()

    def _text(self) -> list[tuple[str, str]]:
        if self._found is None:
            return [("", _("There is nothing to compare yet: one of the games has not begun."))]
        return view.comparison_text(self._found, self._mine, self.titles)

    def _bar(self) -> str:
        drawn = meter(round(1000 * self._part), 1000, BAR, self.office.settings.ascii_only)
        return _("Playing both games again  {bar}").format(bar=drawn)

    def _went_on(self, part: float) -> None:
        self._part = part
        if self.is_open:
            self.query_one("#bar", Words).say(self._bar())

    @borrowed()
    def _worked_out(self) -> Comparison | None:
        from nnmi_game.analysis.compare import NotComparableError, compare

        worker, app = get_current_worker(), self.app

        def progress(part: float) -> None:
            if worker.is_cancelled:
                raise StoppedError
            app.call_from_thread(self._went_on, part)

        try:
            return compare(self._mine, self._other, progress)
        except (StoppedError, NotComparableError):
            return None
