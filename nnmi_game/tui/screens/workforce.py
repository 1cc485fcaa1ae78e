"""The workforce page."""

from __future__ import annotations

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.screens.order_page import FORESEE, OrderPage, to_form
from nnmi_game.tui.screens.panel import Prose
from nnmi_game.tui.views import workforce as view
from nnmi_game.tui.views.guided import kept
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.guided_form import GuidedForm
from nnmi_game.tui.widgets.section import Pair, Section


class WorkforceScreen(OrderPage):
    """Programs, people on their way, skilled people, standing money."""

    page = "workforce"
    actions = (to_form("workforce", N_("Pay for a workforce program")), FORESEE)

    def compose_body(self) -> ComposeResult:
        """What is so, the programs, the order, then where people are."""
        yield Prose(id="summary")
        yield Section("programs")
        yield Prose(id="about")
        yield GuidedForm()
        with Pair():
            yield Section("standing", classes="after-form")
            yield Section("waiting", classes="after-form")
        yield Section("regions")
        yield Prose(id="dilemma")

    def fill(self) -> None:
        """Write it all."""
        game = self.game
        self.tell("summary", view.summary(game))
        self.show_section("programs", _("Programs (Enter fills the order in)"), view.programs(game))
        self.show_section("standing", _("Money that stands"), view.standing(game))
        self.show_section("waiting", _("In training, by the turn in which they finish"), view.waiting(game))
        self.show_section("regions", _("Regions"), view.regions(game))
        self.tell("dilemma", view.dilemma(game))
        self._tell(self.query_one("#programs", FigureTable).pointed)
        form = self.order_form
        form.show(view.form(game, kept(form.form, view.TrainForm)))

    def on_figure_table_pointed(self, event: FigureTable.Pointed) -> None:
        """Tell of the program under the cursor."""
        if event.table.id == "programs":
            self._tell(event.key)

    def on_figure_table_chosen(self, event: FigureTable.Chosen) -> None:
        """Fill the row into the form."""
        if event.table.id == "programs":
            self.set_fields(program=event.key)
        elif event.table.id == "regions":
            self.set_fields(where=f"{view.REGION}:{event.key}")
        elif event.table.id == "standing":
            program, _slash, where = event.key.partition("/")
            self.set_fields(program=program, where=where)

    def on_guided_form_changed(self) -> None:
        """Tell of the program in the form while the cursor is there."""
        self._tell_of_form()

    def on_descendant_focus(self) -> None:
        """The cursor may have come to the form."""
        self._tell_of_form()

    def _tell_of_form(self) -> None:
        form, focused = self.order_form, self.focused
        if form.form is not None and focused is not None and form in focused.ancestors:
            self._tell(str(form.form.values["program"]))

    def _tell(self, program: str | None) -> None:
        about = self.query_one("#about", Prose)
        # As many rows for each program, or the form would move under the mouse that clicks through them.
        about.styles.min_height = max(
            about.rows(view.program_about(self.game, one.id)) for one in self.game.scenario.programs
        )
        self.tell("about", view.program_about(self.game, program or ""))
