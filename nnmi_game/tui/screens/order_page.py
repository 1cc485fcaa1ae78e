"""What pages with an order form share: the key to the form and back, and rows that fill the form in."""

from __future__ import annotations

from typing import Any

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import GamePage, Keyed
from nnmi_game.tui.screens.forecast import ForecastScreen
from nnmi_game.tui.screens.panel import Prose
from nnmi_game.tui.views.table import Table
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.guided_form import GuidedForm
from nnmi_game.tui.widgets.section import Section


def _to_form(screen: Keyed[Any]) -> None:
    form = screen.query_one(GuidedForm)
    focused = screen.focused
    if focused is not None and form in focused.ancestors:
        screen.query(FigureTable).first().focus()
    else:
        form.focus_first()


def _why_no_form(screen: Keyed[Any]) -> str:
    form = screen.query(GuidedForm)
    return "" if form and form.first().form is not None else _("There is no order to give here now.")


def to_form(page: str, title: str) -> Action:
    """The action that goes to the form of a page, and from the form back to the table; ``title`` is what it orders."""
    return Action(
        id=f"{page}.form",
        title=title,
        brief=N_("Form"),
        key="f",
        run=_to_form,
        why_not=_why_no_form,
    )


def _foresee(screen: Keyed[Any]) -> None:
    form = screen.query_one(GuidedForm).form
    if form is not None:
        screen.office.push_screen(ForecastScreen(form.looked_into()))


def _why_not_foresee(screen: Keyed[Any]) -> str:
    form = screen.query(GuidedForm)
    made = form.first().form if form else None
    if made is None or made.looked_into() is None:
        return _("There is no order to give here now.")
    said = made.verdict(screen.office.session.playing)
    return "" if said.accepted else said.text


#: What the order in the form is likely to do, in full.
FORESEE = Action(
    id="form.forecast", title=N_("What this order is likely to do"), brief=N_("Ahead"), key="F", run=_foresee,
    why_not=_why_not_foresee, footer=False,
)  # fmt: skip


class OrderPage(GamePage):
    """A page with tables and one form; the cursor begins in the first table."""

    def __init__(self) -> None:
        super().__init__()
        self._turn = 0

    @property
    def room(self) -> int:
        """The cells of a line, without those of the scroll bar: what is said should not be broken anew for it."""
        return super().room - 2

    def fill_all(self) -> None:
        """Write everything. A form that was left half filled in is as it was, but only in its turn."""
        if self._turn != self.game.turn:
            self._turn, self.order_form.form = self.game.turn, None
        super().fill_all()

    @property
    def order_form(self) -> GuidedForm:
        """The form."""
        return self.query_one(GuidedForm)

    def show_section(self, table_id: str, heading: str, table: Table) -> None:
        """Show a table in the section around it."""
        section = self.query_one(f"#{table_id}").parent
        if isinstance(section, Section):
            section.table.chooses_at_once = True  # it only fills the form in
            section.show(heading, table)

    def tell(self, prose_id: str, parts: list[tuple[str, str]]) -> None:
        """Write a text, or leave no gap where there is none."""
        prose = self.query_one(f"#{prose_id}", Prose)
        prose.display = bool(parts)
        prose.show(parts)

    def set_fields(self, **values: str | int) -> None:
        """Fill fields of the form in, and put the cursor there."""
        form = self.order_form.form
        if form is None:
            return
        form.values.update(values)
        self.order_form.show(form)
        self.order_form.focus_first()
