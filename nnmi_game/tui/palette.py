"""The command palette: every action that the present screen has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action, written_key
from nnmi_game.tui.frame import Keyed

if TYPE_CHECKING:
    from nnmi_game.tui.app import Office


class ActionsProvider(Provider):
    """Offers the registry's actions by their titles in the language in use."""

    def _actions(self) -> tuple[Keyed[Any] | None, list[Action]]:
        screen = self.screen
        if not isinstance(screen, Keyed):
            return None, []
        return screen, cast("Office", self.app).registry.on(screen)

    async def discover(self) -> Hits:
        """All actions, before anything has been typed."""
        screen, actions = self._actions()
        for action in actions:
            if screen is not None:
                yield DiscoveryHit(_label(action), partial(screen.do, action), help=action.why_not(screen))

    async def search(self, query: str) -> Hits:
        """The actions whose title has the typed letters in it."""
        screen, actions = self._actions()
        matcher = self.matcher(query)
        for action in actions:
            label = _label(action)
            score = matcher.match(label)
            if screen is not None and score > 0:
                yield Hit(
                    score, matcher.highlight(label), partial(screen.do, action), help=action.why_not(screen)
                )


def _label(action: Action) -> str:
    return _("{title} ({key})").format(title=action.shown_title(), key=written_key(action.key))
