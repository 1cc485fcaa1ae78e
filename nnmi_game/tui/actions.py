"""The actions of the game.

One registry feeds the keys, the line of keys, the help screen and the command palette.

A screen names its own actions in a class attribute; those of every screen stand in ``common.py``, and each
page of ``pages.py`` has one that opens it. Every action has a plain letter (or another printable sign),
since many terminals keep the control and function keys for themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from nnmi_game.locale import gettext as _

if TYPE_CHECKING:
    from nnmi_game.tui.frame import Keyed

    Handler = Callable[[Keyed[Any]], object]
    Condition = Callable[[Keyed[Any]], str]

#: Signs that Textual names by a word.
_SIGNS = {
    "question_mark": "?", "comma": ",", "full_stop": ".", "plus": "+", "minus": "-", "slash": "/",
    "less_than_sign": "<", "greater_than_sign": ">",
    "space": "Space", "enter": "Enter", "escape": "Esc", "delete": "Del", "backspace": "BkSp",
}  # fmt: skip


def always(screen: Keyed[Any]) -> bool:
    """Where most actions are shown."""
    return True


def possible(screen: Keyed[Any]) -> str:
    """The condition of an action that can always be done."""
    return ""


@frozen(kw_only=True)
class Action:
    """Something a player can do.

    ``title`` and ``brief`` (for narrow screens) are marked with ``N_`` and translated where they are shown.
    ``run`` gets the screen; if it is a coroutine function, it may wait for dialogs. ``why_not`` answers with
    the reason why it can't be done now, in a sentence, or nothing. Where ``shown`` is false there is no such
    action at all. One that is about games of one's ``own`` (others, or other lines of this one) is not there in a
    class.
    """

    id: str
    title: str
    key: str
    run: Handler
    brief: str = ""
    also: tuple[str, ...] = ()
    why_not: Condition = possible
    shown: Callable[[Keyed[Any]], bool] = always
    group: str = "screen"
    footer: bool = True
    own: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, the plain one first."""
        return (self.key, *self.also)

    def shown_title(self) -> str:
        """The title in the language in use."""
        return _(self.title)

    def shown_brief(self) -> str:
        """The short title in the language in use."""
        return _(self.brief or self.title)


@frozen
class Registry:
    """The actions that belong to no one screen: ``common`` ones, and ``game`` ones for pages of a game."""

    common: tuple[Action, ...]
    game: tuple[Action, ...]

    def on(self, screen: Keyed[Any]) -> list[Action]:
        """The actions of a screen: its own first. Where two share a key, the first has it."""
        found = list(screen.actions)
        if screen.is_page:
            found += self.game
        if not screen.is_dialog:
            found += self.common
        in_class = screen.office.in_class
        return [action for action in found if action.shown(screen) and not (in_class and action.own)]

    def pressed(self, screen: Keyed[Any], key: str) -> Action | None:
        """The action that a key asks for on a screen."""
        return next((action for action in self.on(screen) if key in action.keys), None)

    def named(self, screen: Keyed[Any], name: str) -> Action | None:
        """The action of this name on a screen."""
        return next((action for action in self.on(screen) if action.id == name), None)


def clashes(actions: Sequence[Action]) -> list[str]:
    """Keys and names that two of the actions claim."""
    seen: dict[str, str] = {}
    found = []
    for action in actions:
        for claim in (*action.keys, f"id {action.id}"):
            if claim in seen:
                found.append(f"{claim}: {seen[claim]} and {action.id}")
            seen[claim] = action.id
    return found


def written_key(key: str) -> str:
    """A key as it is printed: ``question_mark`` is "?", a letter itself."""
    return _SIGNS.get(key, key.upper() if key.startswith("f") and key[1:].isdigit() else key)
