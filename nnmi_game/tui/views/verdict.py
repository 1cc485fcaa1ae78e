"""What is said under an order that is being made: its cost and what is left, or why it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.figures import local, money

if TYPE_CHECKING:
    from nnmi_game.engine.orders import Order
    from nnmi_game.game.game import Game


@frozen
class Verdict:
    """Whether an order would be accepted, and the sentence about it."""

    accepted: bool
    text: str


def verdict(game: Game, order: Order) -> Verdict:
    """The sentence about an order with the present tray."""
    refusal = game.refusal(order)
    if refusal is not None:
        from nnmi_game.game import words

        return Verdict(False, words.refusal(refusal, game.scenario))
    from nnmi_game.game.places import subject

    cost = game.cost(order)
    used, capacity = game.attention
    # An order about the same thing makes room for this one.
    before = [game.cost(other) for other in game.tray if subject(other) == subject(order)]
    used -= sum(other.attention for other in before)
    lines = [
        _("Costs {attention} attention; {left} of {capacity} would be left.").format(
            attention=cost.attention, left=capacity - used - cost.attention, capacity=capacity
        )
    ]
    if order in game.tray:
        lines.append(_("You have given this order; it is in the tray."))
    elif before:
        lines.append(_("It takes the place of one you have given."))
    means = game.money
    for agency in game.scenario.agencies:
        amount = cost.money.get(agency.id, 0)
        freed = sum(other.money.get(agency.id, 0) for other in before)
        if amount:
            lines.append(
                _("Takes {amount} of {agency} this turn; {left} would be left.").format(
                    amount=money(amount),
                    agency=local(agency.name),
                    left=money(means[agency.id].free + freed - amount),
                )
            )
    return Verdict(True, "\n".join(lines))
