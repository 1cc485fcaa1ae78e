"""The network page."""

from __future__ import annotations

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.screens.order_page import FORESEE, OrderPage, to_form
from nnmi_game.tui.screens.panel import Prose
from nnmi_game.tui.views import network as view
from nnmi_game.tui.views.figures import local
from nnmi_game.tui.views.guided import institute_options, kept
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.guided_form import GuidedForm
from nnmi_game.tui.widgets.section import Pair, Section


class NetworkScreen(OrderPage):
    """Links between institutes, and who could learn from whom."""

    page = "network"
    actions = (to_form("network", N_("Link two institutes, or cut their link")), FORESEE)
    DEFAULT_CSS = """
    NetworkScreen .broad { display: none; }
    NetworkScreen.-wide .broad { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._whose = ""

    def compose_body(self) -> ComposeResult:
        """The institutes, the partners of the one under the cursor, the order, the links."""
        with Pair():
            yield Section("knowledge")
            yield Section("partners")
        yield GuidedForm()
        yield Section("links", classes="after-form")
        yield Prose(id="costs")
        yield Section("matrix", classes="broad after-form")

    def fill(self) -> None:
        """Write it all."""
        game = self.game
        self.show_section("knowledge", _("Institutes and what they know through links"), view.knowledge(game))
        self._show_partners()
        self.show_section("links", _("Links (Enter fills the order in)"), view.links(game))
        self.tell("costs", view.costs(game))
        self.show_section("matrix", _("How far apart any two fields are, in per cent"), view.matrix(game))
        form = self.order_form
        made = view.form(game, kept(form.form, view.LinkForm))
        if made is None:
            form.show_nothing(_("Order: link two institutes"), _("It takes two institutes at work."))
        else:
            form.show(made)

    def on_figure_table_pointed(self, event: FigureTable.Pointed) -> None:
        """Show the partners of the institute under the cursor."""
        if event.table.id == "knowledge" and event.key != self._whose:
            self._whose = event.key
            self._show_partners()

    def on_figure_table_chosen(self, event: FigureTable.Chosen) -> None:
        """Fill the row into the form."""
        if event.table.id == "knowledge":
            best = view.best_partner(self.game, event.key)
            self.set_fields(a=event.key, **({"b": best} if best else {}))
        elif event.table.id == "partners":
            self.set_fields(a=self._whose, b=event.key)
        elif event.table.id == "links":
            a, _slash, b = event.key.partition("/")
            self.set_fields(a=a, b=b)

    def _show_partners(self) -> None:
        there = [one.value for one in institute_options(self.game)]
        if self._whose not in there:
            self._whose = there[0] if there else ""
        names = {one.id: local(one.institute) for one in self.game.scenario.technologies}
        if self._whose:
            heading = _("Partners for {field}, the best first").format(field=names[self._whose])
        else:
            heading = _("Partners")
        self.show_section("partners", heading, view.partners(self.game, self._whose))
