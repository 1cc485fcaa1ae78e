"""What should be asked before a turn ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.figures import local

if TYPE_CHECKING:
    from nnmi_game.game.game import Game


def doubts(game: Game) -> list[str]:
    """Sentences about what would be left undone; none if nothing is."""
    from nnmi_game.engine.orders import Respond

    found = []
    answered = {order.event for order in game.tray if isinstance(order, Respond)}
    for event, options in game.pending_events():
        if event.id not in answered and options:
            found.append(
                _("No response yet to this event: {event}. Without one, this will be done: {option}.").format(
                    event=local(event.name), option=local(options[0].name)
                )
            )
    if not game.tray:
        found.append(_("You have given no order this turn. End it all the same?"))
    return found
