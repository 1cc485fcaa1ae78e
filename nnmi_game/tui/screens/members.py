"""Members of the institutes, and how to reach the small firms that have not heard of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.screens.order_dialog import OrderDialog
from nnmi_game.tui.screens.sheet_page import SheetPage
from nnmi_game.tui.views import member_orders as orders
from nnmi_game.tui.views.institutes import nothing_yet
from nnmi_game.tui.views.members import columns_explained, member_blocks, members_table
from nnmi_game.tui.views.sheet import Block
from nnmi_game.tui.widgets.calm import Column
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.sheet import Sheet
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.tui.views.form import Value
    from nnmi_game.tui.views.guided import Guided

    Make = Callable[[Game, int, dict[str, Value]], Guided]


def _page(screen: Keyed[Any]) -> MembersScreen:
    assert isinstance(screen, MembersScreen)
    return screen


def _why_none(screen: Keyed[Any]) -> str:
    page = _page(screen)
    return "" if page.chosen is not None else nothing_yet(page.game)


async def _ask(screen: Keyed[Any], make: Make) -> None:
    page = _page(screen)
    if page.chosen is not None:
        await page.office.ask(OrderDialog, partial(make, page.game, page.chosen))


_RECRUIT = Action(
    id="members.recruit", title=N_("Recruit small firms"), brief=N_("Recruit"), key="r",
    run=partial(_ask, make=orders.recruit_form), why_not=_why_none,
)  # fmt: skip


class MembersScreen(SheetPage):
    """The institutes in a table; under it channels, regions and dues of the one under the cursor."""

    page = "members"
    actions = (
        _RECRUIT,
        Action(
            id="members.dues", title=N_("Set dues"), brief=N_("Dues"), key="f",
            run=partial(_ask, make=orders.dues_form), why_not=_why_none,
        ),
        Action(
            id="members.vouchers", title=N_("Set vouchers"), brief=N_("Voucher"), key="y",
            run=partial(_ask, make=orders.vouchers_form), why_not=_why_none,
        ),
    )  # fmt: skip

    DEFAULT_CSS = """
    MembersScreen #body { overflow-y: hidden; }
    MembersScreen #list { height: auto; max-height: 40%; }
    MembersScreen #list FigureTable { height: auto; max-height: 100%; }
    MembersScreen #explained { height: auto; color: $text-muted; margin-bottom: 1; }
    MembersScreen.-narrow #explained { display: none; }
    """

    def compose_body(self) -> ComposeResult:
        """The institutes above the members of one."""
        with Column(id="list"):
            yield FigureTable()
        yield Words(id="explained")
        yield Sheet()

    def fill(self) -> None:
        """Write the table and the institute."""
        table = members_table(self.game)
        self.show_table(table)
        self.say_below("explained", columns_explained(self.game) if table.rows else "")
        self.fill_sheet()

    def fill_sheet(self) -> None:
        """Write channels, regions and dues."""
        k = self.chosen
        blocks = member_blocks(self.game, k) if k is not None else []
        if blocks and self.has_class("-narrow"):
            blocks.append(Block("", [("quiet", columns_explained(self.game))]))
        self.query_one(Sheet).show(blocks)

    def on_figure_table_chosen(self, event: FigureTable.Chosen) -> None:
        """Recruit for it."""
        self.pointed = event.key
        self.do(_RECRUIT)
