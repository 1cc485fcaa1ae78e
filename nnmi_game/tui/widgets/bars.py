"""The line at the head of a screen and the line of keys at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from nnmi_game.tui.actions import Action, written_key
from nnmi_game.tui.views import keys
from nnmi_game.tui.views.header import header_line
from nnmi_game.tui.views.sheet import Line
from nnmi_game.tui.views.text import cut, pad, width
from nnmi_game.tui.widgets.words import Words, direct, piece

if TYPE_CHECKING:
    from nnmi_game.tui.app import Office
    from nnmi_game.tui.frame import Keyed


class HeaderLine(Words):
    """Where one is in the game, in one line."""

    DEFAULT_CSS = """
    HeaderLine { height: 1; background: $panel; color: $foreground; text-style: bold; padding: 0 1; }
    HeaderLine:nocolor { text-style: reverse; }
    """

    def fill(self) -> None:
        """Write the line for the width there is."""
        office = cast("Office", self.app)
        room = self.app.size.width - 2
        title = office.oversight.title if office.oversight is not None else ""
        self.say(header_line(office.session.game, room, office.session.looking_back, title))


class StandingLine(Words):
    """How one stands with the class, in one quiet line."""

    DEFAULT_CSS = """
    StandingLine { height: 1; color: $text-muted; padding: 0 1; }
    """

    def fill(self) -> None:
        """Write the line for the width there is."""
        text, tone, name = cast("Office", self.app).standing
        room = self.app.size.width - 2
        label = cut(name, max(0, room - width(text) - 2))
        self.set_classes(tone)
        self.say(pad(cut(text, room), max(0, room - width(label))) + label)


class KeyLine(Words):
    """The keys of the screen and what they do; each can be clicked."""

    DEFAULT_CSS = """
    KeyLine { height: auto; background: $panel; color: $foreground; padding: 0 1; dock: bottom; }
    """

    def fill(self) -> None:
        """Write the keys for the width there is."""
        screen = cast("Keyed[Any]", self.screen)
        room = self.app.size.width - 2
        actions = cast("Office", self.app).registry.on(screen)
        pages = [key_text(a, screen) for a in actions if a.footer and a.group == "page"]
        others = [key_text(a, screen) for a in actions if a.footer and a.group != "page"]
        rows = [row for items in (others, pages) if items for row in keys.lines(items, room, most=1)]
        self.write([line_of_keys(row) for row in rows], direct)


def key_text(action: Action, screen: Keyed[Any]) -> keys.KeyText:
    """An action as the line of keys shows it."""
    return keys.KeyText(
        key=written_key(action.key),
        title=action.shown_title(),
        brief=action.shown_brief(),
        action=action.id,
        marked=action.id == f"page.{getattr(screen, 'page', '')}",
        dimmed=bool(action.why_not(screen)),
    )


def line_of_keys(row: list[keys.Placed]) -> Line:
    """One line: keys in bold, the open page in brackets-like reverse, what can't be done now dim."""
    line: list[tuple[str, str]] = []
    for placed in row:
        if line:
            line.append(piece(" " * keys.GAP))
        click, split = f"app.act('{placed.item.action}')", len(placed.item.key)
        if placed.item.marked:
            line.append(piece(placed.text, "reverse", click))
        elif placed.item.dimmed:
            line += [piece(placed.text[:split], "bold dim", click), piece(placed.text[split:], "dim", click)]
        else:
            line += [
                piece(placed.text[:split], "bold $primary", click),
                piece(placed.text[split:], "", click),
            ]
    return tuple(line)
