"""What the advisors say, with a way to the page that each speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from nnmi_game.game.words.names import Named, name_of
from nnmi_game.locale import gettext as _
from nnmi_game.tui.pages import PAGES

if TYPE_CHECKING:
    from nnmi_game.game.advice import Remark
    from nnmi_game.game.game import Game


@frozen
class Said:
    """One advisor's word: who, what they want of the network, what they say, and where it leads."""

    who: str
    wants: str
    text: str
    lead: str  # what the way there is called; empty if it leads nowhere
    page: str
    of: str


def said(game: Game) -> list[Said]:
    """What every advisor says before this turn."""
    from nnmi_game.game.advice import council

    return [_said(remark, game) for remark in council(game)]


def _said(remark: Remark, game: Game) -> Said:
    advisor = remark.advisor
    return Said(_(advisor.title), _(advisor.wants), remark.text, _lead(remark, game), remark.page, remark.of)


def _lead(remark: Remark, game: Game) -> str:
    page = next((_(page.title) for page in PAGES if page.id == remark.page), "")
    if not page:
        return ""
    scenario = game.scenario
    things: tuple[Named, ...] = (*scenario.technologies, *scenario.agencies, *scenario.regions)
    thing = name_of(things, remark.of) if remark.of else ""
    return _("{page}: {thing}").format(page=page, thing=thing) if thing else page
