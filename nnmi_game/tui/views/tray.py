"""The orders of this turn in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.competitions import short_agency
from nnmi_game.tui.views.figures import local, money
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import pad, width

if TYPE_CHECKING:
    from nnmi_game.engine.orders import Order
    from nnmi_game.game.game import Game


def order_sentences(game: Game) -> list[str]:
    """One sentence for each order, in the order they were given."""
    from nnmi_game.game import words

    return [words.order(order, game.scenario) for order in game.tray]


def cost_sentence(game: Game, order: Order) -> str:
    """What an order costs in attention and money; empty if it costs nothing."""
    from nnmi_game.game import words

    cost = game.cost(order)
    attention = _("{attention} attention").format(attention=cost.attention)
    named = {agency.id: agency for agency in game.scenario.agencies}
    sums = [
        _("{amount} of {agency}").format(amount=money(amount), agency=local(named[agency].name))
        for agency, amount in cost.money.items()
        if amount
    ]
    return words.listed([attention, *sums])


def _paid(game: Game, order: Order) -> str:
    """The money of agencies that an order takes, in brief."""
    from nnmi_game.game import words

    cost = game.cost(order)
    return words.listed(
        f"{short_agency(game, a)} {money(cost.money[agency.id])}"
        for a, agency in enumerate(game.scenario.agencies)
        if cost.money.get(agency.id, 0)
    )


def whole(game: Game, order: Order) -> str:
    """An order and what it costs."""
    from nnmi_game.game import words

    return (
        words.order(order, game.scenario) + "\n" + _("Costs: {cost}").format(cost=cost_sentence(game, order))
    )


def money_lines(game: Game) -> list[tuple[str, str]]:
    """Each agency's name and the money of it that is still free this turn."""
    free = game.money
    return [(local(agency.name), money(free[agency.id].free)) for agency in game.scenario.agencies]


#: What takes attention every turn, before anything is ordered.
STANDING = {
    "agreements": N_("running agreements"),
    "failing": N_("institutes in trouble"),
    "links": N_("links kept"),
    "recruiting": N_("recruiting"),
    "programs": N_("workforce programs"),
}


def attention_lines(game: Game) -> list[str]:
    """What the office has left of its attention, and what took some before any order."""
    from nnmi_game.engine.legality import standing_attention
    from nnmi_game.game.words import listed

    used, capacity = game.attention
    taken = {name: int(points[0]) for name, points in standing_attention(game.state, game.tables).items()}
    lines = [_("Attention: {used} of {capacity} used.").format(used=used, capacity=capacity)]
    if named := [
        _("{what} {points}").format(what=_(STANDING[name]), points=n) for name, n in taken.items() if n
    ]:
        lines.append(_("What stands takes attention every turn: {list}.").format(list=listed(named)))
    return lines


def short_names(game: Game) -> list[str]:
    """The agencies' short names, as wide as each other: where the full names have to be cut, these are whole."""
    names = [short_agency(game, a) for a in range(len(game.scenario.agencies))]
    room = max(map(width, names), default=0)
    return [pad(name, room) for name in names]


def none_yet(game: Game) -> str:
    """What stands where no order does."""
    if game.over:
        return _("The game is over; there is nothing left to order.")
    return _("None yet. Open a page and give an order.")


def tray_table(game: Game) -> Table:
    """The orders with what each costs; the keys are their places in the tray."""
    rows = [
        Row(
            key=str(place),
            cells=(str(place + 1), sentence, str(game.cost(order).attention), _paid(game, order)),
        )
        for place, (order, sentence) in enumerate(zip(game.tray, order_sentences(game), strict=True))
    ]
    return Table(
        columns=(
            Column(key="number", title=_("No."), number=True),
            Column(key="order", title=_("Order"), least=30, most=120),
            Column(key="attention", title=_("Attention"), number=True, rank=6),
            Column(key="paid", title=_("Paid by"), least=17, rank=5),
        ),
        rows=rows,
        empty=none_yet(game),
    )
