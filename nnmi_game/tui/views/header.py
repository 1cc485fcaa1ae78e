"""The line at the head of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.tui.views.text import cut, pad, width

if TYPE_CHECKING:
    from nnmi_game.game.game import Game


def header_line(game: Game | None, cells: int, looking_back: bool = False, title: str = "") -> str:
    """Scenario, date, turn, attention and orders; the scenario's title is cut first. Without a game, ``title``."""
    if game is None:
        return cut(title or _("NNMI: The Program Office"), cells)
    # Words about a game come with the engine, which the title does without.
    from nnmi_game.tui.views.figures import local

    parts = header_parts(game)
    if looking_back:
        parts.insert(0, _("LOOKING BACK"))
    right = "  ".join(parts)
    room = cells - width(right) - 2
    title = cut(local(game.scenario.title), room) if room >= 6 else ""
    return pad(title, max(0, cells - width(right))) + right


def header_parts(game: Game) -> list[str]:
    """What the header says of the game, each part a whole."""
    from nnmi_game.tui.views.figures import period

    if game.over:
        return [_("the game is over"), _("turns played: {turns}").format(turns=len(game.past))]
    used, capacity = game.attention
    date = period(game.date.fy, game.date.part, game.scenario.calendar.turns_per_year)
    return [
        date,
        _("turn {turn} of {turns}").format(turn=game.turn, turns=game.turns),
        _("attention {used}/{capacity}").format(used=used, capacity=capacity),
        ngettext("{count} order", "{count} orders", len(game.tray)).format(count=len(game.tray)),
    ]
