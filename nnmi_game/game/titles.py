"""What a game is called. Players name their games as they like; those that come with the program are translated."""

from __future__ import annotations

from typing import Final

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _

#: The names of the recorded games in ``saves/``.
RECORDED: Final = (
    N_("What the real office did"),
    N_("A little of everything for everybody"),
    N_("Few institutes, well funded"),
    N_("An office that does nothing"),
    N_("Links before all"),
    N_("A plan found by search"),
    N_("An office that draws lots"),
    N_("Small firms first"),
    N_("Base money ends early"),
    N_("A little of everything in Youngstown"),
    N_("Nothing done in Youngstown"),
    N_("Lots drawn in Youngstown"),
    N_("People first in Youngstown"),
)


def called(title: str) -> str:
    """The name of a game in the language in use; a name that a player gave stays as it is."""
    return _(title) if title in RECORDED else title
