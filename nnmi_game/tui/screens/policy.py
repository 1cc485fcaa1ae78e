"""The politics page."""

from __future__ import annotations

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.screens.order_page import FORESEE, OrderPage, to_form
from nnmi_game.tui.screens.panel import Prose
from nnmi_game.tui.views import lapsing
from nnmi_game.tui.views import policy as view
from nnmi_game.tui.views.guided import kept
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.guided_form import GuidedForm
from nnmi_game.tui.widgets.section import Pair, Section


class PolicyScreen(OrderPage):
    """Who supports the program, where it is seen, and what the agencies can spend."""

    page = "policy"
    actions = (to_form("policy", N_("Campaign for support")), FORESEE)

    def compose_body(self) -> ComposeResult:
        """Support and why it moved, the order, money, presence."""
        yield Section("support")
        yield Prose(id="why")
        yield GuidedForm()
        yield Section("purses", classes="after-form")
        yield Prose(id="lapsing")
        with Pair():
            yield Section("years")
            yield Section("presence")

    def fill(self) -> None:
        """Write it all."""
        game = self.game
        self.show_section("support", _("Support"), view.support(game))
        self.show_section("purses", _("The agencies' money this turn"), view.purses(game))
        said = lapsing.sentence(game)
        self.tell("lapsing", [("", said)] if said else [])
        self.show_section(
            "years", _("Appropriations as they came, and base money promised"), view.years(game)
        )
        self.show_section("presence", _("Where the program is seen"), view.presence(game))
        self._tell(self.query_one("#support", FigureTable).pointed)
        form = self.order_form
        form.show(view.form(game, kept(form.form, view.CampaignForm)))

    def on_figure_table_pointed(self, event: FigureTable.Pointed) -> None:
        """Tell why the support under the cursor moved."""
        if event.table.id == "support":
            self._tell(event.key)

    def on_figure_table_chosen(self, event: FigureTable.Chosen) -> None:
        """Fill the audience into the form."""
        if event.table.id == "support":
            self.set_fields(audience="agencies" if event.key.startswith(view.AGENCY) else event.key)

    def _tell(self, key: str | None) -> None:
        self.tell("why", view.why(self.game, key))
