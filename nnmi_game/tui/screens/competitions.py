"""Competitions: fields without an institute, calls that are out, and proposals side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from nnmi_game.game.words import listed
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.screens.order_dialog import OrderDialog
from nnmi_game.tui.screens.sheet_page import SheetPage
from nnmi_game.tui.views import competition_orders as orders
from nnmi_game.tui.views.competitions import field_blocks, fields_table, proposal_lines
from nnmi_game.tui.views.figures import local
from nnmi_game.tui.views.institutes import phase_id
from nnmi_game.tui.views.sheet import Line, sheet_lines
from nnmi_game.tui.widgets.calm import Column
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.sheet import Sheet
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.game.game import Game


def _page(screen: Keyed[Any]) -> CompetitionsScreen:
    assert isinstance(screen, CompetitionsScreen)
    return screen


def _why_no_call(screen: Keyed[Any]) -> str:
    page = _page(screen)
    if page.chosen is None:
        return _("Every field has an institute.")
    phase = phase_id(page.game, page.chosen)
    if phase == "soliciting":
        return _("The call is out. Proposals come when a turn ends.")
    if phase == "proposed":
        return _("Proposals are on the table: award one, or turn all down.")
    return ""


def _why_no_award(screen: Keyed[Any]) -> str:
    page = _page(screen)
    if page.chosen is not None and phase_id(page.game, page.chosen) == "proposed":
        return ""
    fields = page.game.scenario.technologies
    waiting = [local(one.name) for k, one in enumerate(fields) if phase_id(page.game, k) == "proposed"]
    if waiting:
        return _("There are no proposals in this field; there are in: {fields}.").format(
            fields=listed(waiting)
        )
    return _("There are no proposals in this field.")


async def _solicit(screen: Keyed[Any]) -> None:
    page = _page(screen)
    if page.chosen is not None:
        await page.office.ask(OrderDialog, partial(orders.solicit_form, page.game, page.chosen))


async def _award(screen: Keyed[Any]) -> None:
    page = _page(screen)
    if page.chosen is not None:
        await page.office.ask(OrderDialog, partial(orders.award_form, page.game, page.chosen))


async def _decline(screen: Keyed[Any]) -> None:
    page = _page(screen)
    if page.chosen is not None:
        await page.office.ask(OrderDialog, partial(orders.decline_form, page.game, page.chosen))


_SOLICIT = Action(
    id="competitions.solicit", title=N_("Open a competition"), brief=N_("Call"), key="r", run=_solicit,
    why_not=_why_no_call,
)  # fmt: skip
_AWARD = Action(
    id="competitions.award", title=N_("Award a proposal"), brief=N_("Award"), key="a", run=_award,
    why_not=_why_no_award,
)  # fmt: skip
_DECLINE = Action(
    id="competitions.decline", title=N_("Turn all down"), brief=N_("Refuse"), key="j", run=_decline,
    why_not=_why_no_award,
)  # fmt: skip


class CompetitionsScreen(SheetPage):
    """The fields in a table; under it what the field under the cursor offers, or its proposals."""

    page = "competitions"
    actions = (_SOLICIT, _AWARD, _DECLINE)

    DEFAULT_CSS = """
    CompetitionsScreen #body { overflow-y: hidden; }
    CompetitionsScreen #list { height: auto; max-height: 45%; }
    CompetitionsScreen #list FigureTable { height: auto; max-height: 100%; }
    CompetitionsScreen #how { height: auto; color: $text-muted; margin-bottom: 1; }
    CompetitionsScreen.-narrow #how { margin-bottom: 0; }
    CompetitionsScreen.-narrow #list { max-height: 35%; }
    """

    def compose_body(self) -> ComposeResult:
        """The fields above what one offers."""
        with Column(id="list"):
            yield FigureTable()
        yield Words(id="how")
        yield Sheet()

    def fill(self) -> None:
        """Write the table and the field."""
        self.show_table(fields_table(self.game))
        self.fill_sheet()

    def fill_sheet(self) -> None:
        """Write the proposals, or what the field offers."""
        sheet, k = self.query_one(Sheet), self.chosen
        if k is None:
            sheet.show([])
            self.say_below("how", "")
            return
        if not _why_no_award(self):
            sheet.show_made(partial(_proposals, self.game, k))
            how = _("Enter: choose one of them. PgDn: further down.")
        else:
            sheet.show(field_blocks(self.game, k))
            how = _why_no_call(self) or _("Enter: open a competition in this field. PgDn: further down.")
        self.say_below("how", how)

    def on_figure_table_chosen(self, event: FigureTable.Chosen) -> None:
        """Open a competition, or choose among the proposals."""
        self.pointed = event.key
        self.do(_AWARD if not _why_no_award(self) else _SOLICIT)


def _proposals(game: Game, k: int, room: int) -> list[Line]:
    title = _("Proposals: {field}").format(field=local(game.scenario.technologies[k].name))
    below = sheet_lines(field_blocks(game, k), room)
    return [(("heading", title),), *proposal_lines(game, k, room), (), *below]
