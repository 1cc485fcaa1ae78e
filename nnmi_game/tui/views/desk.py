"""What waits on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.figures import local

if TYPE_CHECKING:
    from nnmi_game.game.game import Game


def desk_parts(game: Game) -> list[tuple[str, str]]:
    """Events that wait for a response, then the four goals."""
    from nnmi_game.tui.views.final import goal_points

    waiting = [local(event.name) for event, _options in game.pending_events()]
    parts = [("heading", _("On your desk"))]
    parts.append(("", "\n".join(waiting) if waiting else _("Nothing waits for a response.")))
    parts.append(("heading", _("The four goals, of 1000 each")))
    parts.append(("", "\n".join(f"{points:>4}  {name}" for name, points in goal_points(game))))
    return parts
