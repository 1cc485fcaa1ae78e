"""The events page."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.screens.order_page import FORESEE, OrderPage, to_form
from nnmi_game.tui.screens.panel import Prose
from nnmi_game.tui.views import events as view
from nnmi_game.tui.views.guided import kept
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.guided_form import GuidedForm
from nnmi_game.tui.widgets.section import Section

#: An event has so many options at most.
MOST_OPTIONS = 6


def _choose(screen: Keyed[Any], place: int) -> None:
    form = screen.query_one(GuidedForm)
    if isinstance(form.form, view.AnswerForm) and place < len(form.form.options()):
        form.form.values["option"] = form.form.options()[place].value
        form.show(form.form)
        form.focus_give()


def _why_no_option(screen: Keyed[Any], place: int) -> str:
    found = screen.query(GuidedForm)
    form = found.first().form if found else None
    if isinstance(form, view.AnswerForm) and place < len(form.options()):
        return ""
    return _("There is no such answer.")


class EventsScreen(OrderPage):
    """What waits for a response, what has happened, what is still at work."""

    page = "events"
    actions: ClassVar[tuple[Action, ...]] = (
        to_form("events", N_("Respond to an event")), FORESEE,
        *(
            Action(
                id=f"events.{place + 1}", title=N_("Choose an answer by its number"), brief=N_("Answer"),
                key=str(place + 1), run=partial(_choose, place=place),
                why_not=partial(_why_no_option, place=place), footer=False,
            )
            for place in range(MOST_OPTIONS)
        ),
    )  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """What waits, its story, the order, what is at work, what has been."""
        yield Section("waiting")
        yield Prose(id="story")
        yield GuidedForm()
        yield Section("lasting", classes="after-form")
        yield Section("chronicle")
        yield Prose(id="about")

    def fill(self) -> None:
        """Write it all."""
        game = self.game
        self.show_section("waiting", _("Waiting for your response"), view.waiting(game))
        self.show_section("lasting", _("Still at work"), view.lasting(game))
        self.show_section("chronicle", _("What has happened, the latest first"), view.chronicle(game))
        self._tell_past(self.query_one("#chronicle", FigureTable).pointed)
        form = self.order_form
        made = view.form(game, kept(form.form, view.AnswerForm))
        form.display = made is not None
        if made is None:
            form.form = None
        else:
            form.show(made)
        self._tell()

    def on_figure_table_pointed(self, event: FigureTable.Pointed) -> None:
        """Tell of the event under the cursor, and let the form ask for its answer."""
        form = self.order_form
        if event.table.id == "chronicle":
            self._tell_past(event.key)
        elif event.table.id == "waiting" and form.form is not None and form.form.values["event"] != event.key:
            form.form.values["event"] = event.key
            form.show(form.form)
            self._tell()

    def on_figure_table_chosen(self, event: FigureTable.Chosen) -> None:
        """Go to the answer."""
        if event.table.id == "waiting":
            self.set_fields(event=event.key)
            self._tell()

    def on_guided_form_changed(self) -> None:
        """Another event may have been chosen in the form."""
        self._tell()

    def _tell(self) -> None:
        form = self.order_form.form
        event = str(form.values["event"]) if form is not None else None
        self.tell("story", view.story(self.game, event))

    def _tell_past(self, key: str | None) -> None:
        self.tell("about", view.about(self.game, key))
