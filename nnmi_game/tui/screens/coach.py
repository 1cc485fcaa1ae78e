"""The coach: what could be ordered this turn, and what each order would be worth at the end of the game."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.worker import Worker, WorkerState, get_current_worker

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.memory import borrowed
from nnmi_game.tui.screens.panel import BACK, Panel, Prose
from nnmi_game.tui.views import coach as view
from nnmi_game.tui.views.meter import meter
from nnmi_game.tui.views.table import Table
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.analysis.coach import Suggestion

#: Cells of the bar while the futures are played.
BAR = 40

ABOUT = N_(
    "The coach looks at what a strong player and eight specialists would order here, and plays each order to the end "
    "in many futures, with it and without it, under the same luck; after this turn the strong player goes on in both. "
    "What nobody can know, the coach is not told either. It does not see what you have in mind."
)


def _pointed(screen: Keyed[Any]) -> Suggestion | None:
    return screen.pointed if isinstance(screen, CoachScreen) else None


def _why_nothing(screen: Keyed[Any]) -> str:
    return "" if _pointed(screen) is not None else _("There is no suggestion to take up.")


def _take_up(screen: Keyed[Any]) -> None:
    if isinstance(screen, CoachScreen):
        screen.take_up()


def _foresee(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.forecast import ForecastScreen

    if (one := _pointed(screen)) is not None:
        screen.office.push_screen(ForecastScreen(one.order))


def _why_not_foresee(screen: Keyed[Any]) -> str:
    one = _pointed(screen)
    return (
        ""
        if one is not None and not one.take_back
        else _why_nothing(screen) or _("It is in the tray already.")
    )


class CoachScreen(Panel):
    """A table of suggestions, once they have been worked out. Leaving the screen stops the work."""

    actions = (
        BACK,
        Action(
            id="coach.take", title=N_("Do as the coach says"), brief=N_("Do it"), key="o", also=("enter",),
            run=_take_up, why_not=_why_nothing,
        ),
        Action(
            id="coach.forecast", title=N_("What this order is likely to do"), brief=N_("Ahead"), key="F",
            run=_foresee, why_not=_why_not_foresee,
        ),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Suggestion] | None = None
        self._part = 0.0

    def compose_body(self) -> ComposeResult:
        """What it is about, the table, the pointed suggestion, how it was made."""
        yield Words(id="title", classes="heading spaced")
        yield FigureTable()
        yield Words(id="bar")
        yield Prose(id="pointed")
        yield Prose(id="how")

    def on_mount(self) -> None:
        """Begin to play."""
        self.work_out(self._worked_out, "coach")

    def begin(self) -> None:
        """The arrows move through the suggestions."""
        self.query_one(FigureTable).focus(scroll_visible=False)

    @property
    def pointed(self) -> Suggestion | None:
        """The suggestion under the cursor."""
        key = self.query_one(FigureTable).pointed
        return self._found[int(key)] if self._found and key is not None else None

    def fill(self) -> None:
        """Write what is known."""
        self.query_one("#title", Words).tell(_("What the coach would look at this turn"))
        known = self._found is not None
        table = view.table(self._found or (), self.game.scenario) if known else Table(columns=(), rows=())
        self.query_one(FigureTable).show(table)
        self.query_one("#bar", Words).say("" if known else self._bar())
        self.query_one("#how", Prose).show([("quiet", _(ABOUT))])
        self._fill_pointed()

    def on_figure_table_pointed(self) -> None:
        """Another suggestion is under the cursor."""
        self._fill_pointed()

    def on_figure_table_chosen(self) -> None:
        """A suggestion was clicked or chosen."""
        self.take_up()

    def take_up(self) -> None:
        """Give the pointed order, or take it back, and close."""
        one, session = self.pointed, self.office.session
        if one is None:
            return
        if one.take_back:
            session.take_back(self.game.tray.index(one.order))
        else:
            session.give(one.order)
        self.office.pop_screen()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """It has been worked out."""
        if event.worker.name == "coach" and event.state is WorkerState.SUCCESS:
            self._found = event.worker.result
            self.fill_all()

    def _fill_pointed(self) -> None:
        one = self.pointed
        self.query_one("#pointed", Prose).show(
            [] if one is None else [("", line) for line in view.why(one, self.game)]
        )

    def _bar(self) -> str:
        return _("Playing the futures  {bar}").format(
            bar=meter(round(1000 * self._part), 1000, BAR, self.office.settings.ascii_only)
        )

    def _went_on(self, part: float) -> None:
        self._part = part
        if self.is_open:
            self.query_one("#bar", Words).say(self._bar())

    @borrowed()
    def _worked_out(self) -> list[Suggestion] | None:
        from nnmi_game.analysis.coach import suggest
        from nnmi_game.game.stopping import StoppedError

        worker, app, game = get_current_worker(), self.app, self.office.session.playing
        try:
            return suggest(
                game,
                stop=lambda: worker.is_cancelled,
                progress=lambda part: app.call_from_thread(self._went_on, part),
            )
        except StoppedError:
            return None
