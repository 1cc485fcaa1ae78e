"""The bar of work under way, above the screen that waits for it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from nnmi_game.locale import gettext as _
from nnmi_game.tui.frame import Dialog
from nnmi_game.tui.views.figures import percent
from nnmi_game.tui.views.meter import bar
from nnmi_game.tui.waiting import Work
from nnmi_game.tui.widgets.calm import Column
from nnmi_game.tui.widgets.menu import Choice, Menu
from nnmi_game.tui.widgets.words import Words

#: Seconds between two looks at how far the work is.
EVERY = 0.1


class Working(Dialog[None]):
    """What is being done, how far it is, and a way to stop it."""

    def set_up(self, title: str, work: Work) -> None:
        """``work`` is looked at until it is done."""
        self._title = title
        self._work = work
        self._is_stopping = False

    def compose(self) -> ComposeResult:
        """A sentence, the bar, the way out."""
        with Column():
            yield Words(id="question", classes="spaced")
            yield Words(id="bar", classes="spaced")
            yield Menu()

    def on_mount(self) -> None:
        """Follow the work."""
        self.set_interval(EVERY, self.look)

    def fill(self) -> None:
        """Write the sentence and the bar."""
        self.query_one("#question", Words).tell(_("Stopping...") if self._is_stopping else self._title)
        self.query_one(Menu).show([Choice("stop", "s", _("Stop (Esc)"))])
        self._draw()

    def look(self) -> None:
        """Show how far it is; go when it is done."""
        if self._work.is_done:
            self.close_if_done()
        else:
            self._draw()

    def close_if_done(self) -> None:
        """Close if the work is done; under another dialog that waits until it is on top."""
        if self._work.is_done and self.is_current:
            self.dismiss(None)

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """A click on the way out."""
        event.stop()
        self._stop()

    async def on_key(self, event: events.Key) -> None:
        """The letter and Esc stop the work."""
        if event.key in ("s", "escape"):
            event.stop()
            self._stop()

    def _stop(self) -> None:
        self._is_stopping = True
        self._work.stop()
        self.fill()

    def _draw(self) -> None:
        part = round(100 * self._work.part)
        drawn = bar(part, 100, self.room - 8, self.office.settings.ascii_only)
        self.query_one("#bar", Words).say(f"[{drawn}] {percent(10 * part)}")
