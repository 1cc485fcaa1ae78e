"""The portfolio page."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.screens.order_page import FORESEE, OrderPage, to_form
from nnmi_game.tui.screens.panel import Prose
from nnmi_game.tui.views import portfolio as view
from nnmi_game.tui.views.guided import kept
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.guided_form import GuidedForm
from nnmi_game.tui.widgets.section import Section


def _fill_up(screen: Keyed[Any]) -> None:
    form = screen.query_one(GuidedForm)
    if isinstance(form.form, view.MixForm):
        form.form.fill_up()
        form.show(form.form)


def _why_whole(screen: Keyed[Any]) -> str:
    found = screen.query(GuidedForm)
    form = found.first().form if found else None
    if not isinstance(form, view.MixForm):
        return _("There is no order to give here now.")
    return _("The four shares add up already.") if sum(form.shares()) == view.WHOLE else ""


class PortfolioScreen(OrderPage):
    """Projects by readiness level, and the mix of new ones."""

    page = "portfolio"
    actions: ClassVar[tuple[Action, ...]] = (
        to_form("portfolio", N_("Set the mix of new projects")), FORESEE,
        Action(
            id="portfolio.fill", title=N_("Make the shares add up"), brief=N_("Add up"), key="v",
            run=_fill_up, why_not=_why_whole,
        ),
    )  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """The pipeline, the order, what the stages cost."""
        yield Section("institutes")
        yield GuidedForm()
        yield Section("stages", classes="after-form")
        yield Prose(id="explanation")

    def fill(self) -> None:
        """Write it all."""
        game = self.game
        self.show_section(
            "institutes", _("Projects under way (Enter fills the order in)"), view.institutes(game)
        )
        self.show_section("stages", _("A project at each stage"), view.stages(game))
        self.tell("explanation", view.explanation(game))
        form = self.order_form
        made = view.form(game, kept(form.form, view.MixForm))
        if made is None:
            form.show_nothing(_("Order: the mix of new projects"), _("It takes an institute at work."))
        else:
            form.show(made)

    def on_figure_table_chosen(self, event: FigureTable.Chosen) -> None:
        """Fill the institute into the form."""
        if event.table.id == "institutes":
            self.set_fields(technology=event.key)
