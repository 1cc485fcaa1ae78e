"""The institutes, and the books of the one under the cursor."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.app import ComposeResult

from nnmi_game.game.words import apart, sentences
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import SIDE_FROM, WIDE_FROM, Keyed
from nnmi_game.tui.screens.dialogs import Choose
from nnmi_game.tui.screens.order_dialog import OrderDialog
from nnmi_game.tui.screens.sheet_page import SheetPage
from nnmi_game.tui.views import agreement_orders as orders
from nnmi_game.tui.views.books import books
from nnmi_game.tui.views.institutes import (
    SORTINGS,
    columns_explained,
    institute_name,
    institutes_table,
    nothing_yet,
)
from nnmi_game.tui.views.verdict import verdict
from nnmi_game.tui.widgets.calm import Column
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.sheet import Sheet
from nnmi_game.tui.widgets.words import Words


def _page(screen: Keyed[Any]) -> InstitutesScreen:
    assert isinstance(screen, InstitutesScreen)
    return screen


def _why_none(screen: Keyed[Any]) -> str:
    page = _page(screen)
    return "" if page.chosen is not None else nothing_yet(page.game)


async def _fund(screen: Keyed[Any]) -> None:
    page = _page(screen)
    k = page.chosen
    if k is None:
        return
    purpose = await page.office.ask(
        Choose,
        apart(_("Money for {institute}: what for?").format(institute=institute_name(page.game, k))),
        [
            ("e", "equipment", _("Equipment: machines that members share")),
            ("a", "satellite", _("A satellite site: near to the firms of another region")),
            ("r", "rescue", _("A rescue: cash for an institute that can't pay its way")),
            ("n", "none", _("Nothing")),
        ],
    )
    if purpose != "none":
        await page.office.ask(OrderDialog, partial(orders.fund_form, page.game, k, purpose))


async def _taper(screen: Keyed[Any]) -> None:
    page = _page(screen)
    if page.chosen is not None:
        await page.office.ask(OrderDialog, partial(orders.taper_form, page.game, page.chosen))


async def _renew(screen: Keyed[Any]) -> None:
    page = _page(screen)
    if page.chosen is not None:
        await page.office.ask(OrderDialog, partial(orders.renew_form, page.game, page.chosen))


async def _close(screen: Keyed[Any]) -> None:
    from nnmi_game.engine.orders import Close

    page = _page(screen)
    k = page.chosen
    if k is None:
        return
    order = Close(technology=page.game.scenario.technologies[k].id)
    said = verdict(page.game, order)
    if not said.accepted:
        page.office.say(said.text, bad=True)
        return
    text = orders.close_question(page.game, k)
    answer = await page.office.ask(
        Choose, f"{text}\n\n{said.text}", [("y", "close", _("Close it")), ("n", "keep", _("Keep it"))]
    )
    if answer == "close":
        page.office.session.give(order)


def _sort(screen: Keyed[Any]) -> None:
    page = _page(screen)
    page.sorting = (page.sorting + 1) % len(SORTINGS)
    page.fill_all()


def _back(screen: Keyed[Any]) -> None:
    page = _page(screen)
    if page.shows_books:
        page.show_books(False)
    else:
        page.office.open_page("desk")


class InstitutesScreen(SheetPage):
    """A table of institutes; under it (or, on narrow screens, in its place) the books of one."""

    page = "institutes"
    actions = (
        Action(
            id="institutes.fund",
            title=N_("Give money: equipment, a satellite site, a rescue"),
            brief=N_("Fund"),
            key="f",
            run=_fund,
            why_not=_why_none,
        ),
        Action(
            id="institutes.taper", title=N_("Change the taper"), brief=N_("Taper"), key="a", run=_taper,
            why_not=_why_none,
        ),
        Action(id="institutes.renew", title=N_("Renew"), key="r", run=_renew, why_not=_why_none),
        Action(id="institutes.close", title=N_("Close it"), brief=N_("Close"), key="y", run=_close, why_not=_why_none),
        Action(id="institutes.sort", title=N_("Sort"), key="j", run=_sort),
        Action(
            id="institutes.back", title=N_("Back to the list, or to the desk"), brief=N_("Back"), key="v",
            also=("escape",), run=_back,
        ),
    )  # fmt: skip

    DEFAULT_CSS = """
    InstitutesScreen #body { overflow-y: hidden; }
    InstitutesScreen #list { height: auto; max-height: 50%; }
    InstitutesScreen #list FigureTable { height: auto; max-height: 14; }
    InstitutesScreen #explained { color: $text-muted; margin-bottom: 1; }
    InstitutesScreen.-narrow #list { height: 1fr; max-height: 100%; }
    InstitutesScreen.-narrow #list FigureTable { height: auto; max-height: 100%; }
    InstitutesScreen.-narrow Sheet { display: none; }
    InstitutesScreen.-narrow.-books #list { display: none; }
    InstitutesScreen.-narrow.-books Sheet { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.sorting = 0

    @property
    def shows_books(self) -> bool:
        """Whether the books stand in place of the list."""
        return self.has_class("-books") and self.app.size.width < SIDE_FROM

    def compose_body(self) -> ComposeResult:
        """The list above the books."""
        with Column(id="list"):
            yield Words(id="heading", classes="heading")
            yield FigureTable()
            yield Words(id="explained")
        yield Sheet()

    def begin(self) -> None:
        """The desk may have said which institute's books to show."""
        super().begin()
        self.show_books(bool(self.start_at))

    def fill(self) -> None:
        """Write the table and the books."""
        sorting = SORTINGS[self.sorting]
        table = institutes_table(self.game, sorting)
        heading = _("Institutes, by {order}").format(order=_(sorting.title)) if table.rows else ""
        self.query_one("#heading", Words).say(heading)
        self.show_table(table)
        said = columns_explained(self.app.size.width >= WIDE_FROM)
        if self.app.size.width < SIDE_FROM:
            said = sentences([_("Enter: its books."), said])
        self.say_below("explained", said if table.rows else "")
        self.fill_sheet()

    def fill_sheet(self) -> None:
        """Write the books."""
        k = self.chosen
        self.query_one(Sheet).show(books(self.game, k) if k is not None else [])

    def show_books(self, shown: bool) -> None:
        """On a narrow screen, show the books or the list."""
        self.set_class(shown, "-books")
        self.set_focus(self.query_one(Sheet) if self.shows_books else self.query_one(FigureTable))

    def on_figure_table_chosen(self, event: FigureTable.Chosen) -> None:
        """Show its books."""
        self.pointed = event.key
        self.fill_sheet()
        self.show_books(True)
