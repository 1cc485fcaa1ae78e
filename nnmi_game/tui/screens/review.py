"""Looking back on a game: what was decided, what it did, turning points, traps, and questions to think about."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.worker import Worker, WorkerState, get_current_worker

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.screens.panel import BACK, Panel
from nnmi_game.tui.views import review as view
from nnmi_game.tui.views.meter import meter
from nnmi_game.tui.widgets.sheet import Sheet
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.report.review import Review

#: Cells of the bar while the game is played again.
BAR = 40


def _turn_leaf(screen: Keyed[Any], by: int) -> None:
    if isinstance(screen, ReviewScreen):
        screen.turn_leaf(by)


def _write(screen: Keyed[Any]) -> object:
    return screen.write() if isinstance(screen, ReviewScreen) else None


def _why_not_write(screen: Keyed[Any]) -> str:
    known = isinstance(screen, ReviewScreen) and screen.found is not None
    return "" if known else _("The review is still being made.")


class ReviewScreen(Panel):
    """Chapters of a review, once it has been made. Leaving the screen stops the work."""

    about = N_(
        "What you decided in this game and what it did, found by playing the game again with one thing changed and "
        "everything else the same."
    )
    actions = (
        BACK,
        Action(
            id="review.next", title=N_("Next chapter"), key="n", also=("right",),
            run=partial(_turn_leaf, by=1),
        ),
        Action(
            id="review.previous", title=N_("Chapter before"), key="p", also=("left",),
            run=partial(_turn_leaf, by=-1),
        ),
        Action(
            id="review.write", title=N_("Write as a page to print or send"), brief=N_("Page"), key="w",
            run=_write, why_not=_why_not_write,
        ),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.found: Review | None = None
        self._chapter = 0
        self._part = 0.0

    def compose_body(self) -> ComposeResult:
        """The chapters by name, then the one that is open."""
        yield Words(id="title", classes="heading")
        yield Words(id="chapters", classes="spaced")
        yield Sheet()

    def on_mount(self) -> None:
        """Begin to look back."""
        self.work_out(self._looked_back, "review")

    def begin(self) -> None:
        """The arrows scroll the chapter."""
        self.query_one(Sheet).focus(scroll_visible=False)

    def fill(self) -> None:
        """Write the chapter, or how far the work is."""
        self.query_one("#title", Words).tell(_("Looking back on this game"))
        if self.found is None:
            self.query_one("#chapters", Words).say(self._bar())
            return
        self.query_one("#chapters", Words).tell(self._leaves())
        self.query_one(Sheet).show(view.CHAPTERS[self._chapter].blocks(self.found))

    def turn_leaf(self, by: int) -> None:
        """Another chapter, from its top."""
        if self.found is None:
            return
        self._chapter = (self._chapter + by) % len(view.CHAPTERS)
        self.query_one(Sheet).scroll_home(animate=False)
        self.fill_all()

    async def write(self) -> None:
        """Write the whole review as a page beside the saved games, and say where."""
        found, shelf = self.found, self.office.session.shelf
        if found is None:
            return
        try:
            path = await asyncio.to_thread(shelf.keep_review, found)
        except OSError as error:
            self.office.say(
                _("The page cannot be written: {reason}.").format(reason=error.strerror or error), bad=True
            )
            return
        self.office.say(_("Written: {file}").format(file=path))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The review has been made."""
        if event.worker.name == "review" and event.state is WorkerState.SUCCESS:
            self.found = event.worker.result
            self.fill_all()

    def _leaves(self) -> str:
        """All chapters, the open one between brackets."""
        return "  ".join(
            _("[{chapter}]").format(chapter=_(one.title)) if place == self._chapter else _(one.title)
            for place, one in enumerate(view.CHAPTERS)
        )

    def _bar(self) -> str:
        return _("Playing the game again  {bar}").format(
            bar=meter(round(100 * self._part), 100, BAR, self.office.settings.ascii_only, f"{self._part:.0%}")
        )

    def _went_on(self, part: float) -> None:
        self._part = part
        if self.is_open and self.found is None:
            self.query_one("#chapters", Words).say(self._bar())

    def _looked_back(self) -> Review | None:
        from nnmi_game.game.stopping import StoppedError
        from nnmi_game.report.facts import review

        worker, app, session = get_current_worker(), self.app, self.office.session
        game = session.kept or session.playing
        try:
            return review(
                game,
                session.slot.path.stem if session.slot is not None else "",
                stop=lambda: worker.is_cancelled,
                progress=lambda part: app.call_from_thread(self._went_on, part),
            )
        except StoppedError:
            return None
