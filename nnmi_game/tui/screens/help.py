"""What the screen below is for, and every key that it has."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action, written_key
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.pages import PAGES
from nnmi_game.tui.screens.panel import BACK, Panel, Reading
from nnmi_game.tui.views.text import pad, width


class HelpScreen(Panel):
    """Help for the screen that was open."""

    is_kept: ClassVar[bool] = True
    about = N_("Help: what a screen is for, and its keys.")
    actions: ClassVar[tuple[Action, ...]] = (BACK,)

    def compose_body(self) -> ComposeResult:
        """One long text."""
        yield Reading()

    def fill(self) -> None:
        """Write the help of the screen below."""
        below = self._below()
        if below is None:
            return
        groups = {
            "screen": _("This screen"),
            "turn": _("The turn"),
            "page": _("Pages"),
            "program": _("Everywhere"),
        }
        actions = self.office.registry.on(below)
        parts = [("heading", _("What this screen is for")), ("", purpose(below))]
        for group, title in groups.items():
            lines = [
                (", ".join(written_key(k) for k in a.keys), a.shown_title())
                for a in actions
                if a.group == group
            ]
            if lines:
                room = max(width(keys) for keys, _title in lines)
                parts.append(("heading", title))
                parts.append(("", "\n".join(f"{pad(keys, room)}  {name}" for keys, name in lines)))
        parts.append(("heading", _("In tables, lists and forms")))
        parts.append(("", how_to_use()))
        self.query_one(Reading).show(parts)

    def _below(self) -> Keyed[Any] | None:
        stack = self.app.screen_stack
        place = stack.index(self) if self in stack else len(stack)
        return next((s for s in reversed(stack[:place]) if isinstance(s, Keyed)), None)


def purpose(screen: Keyed[Any]) -> str:
    """What a screen is for."""
    name = getattr(screen, "page", "")
    return next((_(page.about) for page in PAGES if page.id == name), _(screen.about))


def how_to_use() -> str:
    """What holds in every table, list and form."""
    return _(
        "Tab goes to the next part of the screen. Up and down move, enter chooses. In a form, left and right "
        "change a field, digits type a number, space opens a list. The mouse works everywhere."
    )
