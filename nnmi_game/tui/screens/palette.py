"""The command palette: every action of the screen below, and of the other pages, by a part of its title."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action, written_key
from nnmi_game.tui.frame import Dialog, Keyed
from nnmi_game.tui.pages import Page, existing
from nnmi_game.tui.views.commands import fitting
from nnmi_game.tui.widgets.calm import Column
from nnmi_game.tui.widgets.menu import Choice, Menu
from nnmi_game.tui.widgets.words import Words

#: Between a page and its action in the name of an answer.
ON = "/"
#: Hundredths of the screen's height that the list takes at most.
TALL = 50
MOVES = {"up": -1, "down": 1}
PAGES = {"pageup": -1, "pagedown": 1}


def elsewhere(screen: Keyed[Any]) -> list[tuple[Page, Action]]:
    """What pages of the open game have that the screen has not, in the order of the pages."""
    office = screen.office
    if office.session.game is None:
        return []
    known = {action.id for action in office.registry.on(screen)}
    return [
        (page, action)
        for page in existing()
        for action in page.actions
        if action.footer and action.id not in known and not (office.in_class and action.own)
    ]


class PaletteScreen(Dialog[str | None]):
    """What is typed narrows the list, arrows move in it; the answer is the name of an action.

    Before one that another page has stand that page and ``ON``.
    """

    DEFAULT_CSS = """
    PaletteScreen #reason { height: 2; }
    """

    def set_up(self, below: Keyed[Any]) -> None:
        """``below`` is the screen whose actions they are."""
        self._below = below
        self._choices: list[Choice] = []
        self._reasons: dict[str, str] = {}
        self._found: list[Choice] = []

    def compose(self) -> ComposeResult:
        """The line to type in above the list."""
        menu = Menu()
        menu.can_focus = False  # the keys go to the line
        with Column():
            yield Words(id="question", classes="heading")
            yield Input(max_length=60, classes="spaced")
            yield menu
            yield Words(id="reason", classes="quiet")

    def fill(self) -> None:
        """Write the actions."""
        self.query_one("#question", Words).say(_("Type a part of a command"))
        actions = self.office.registry.on(self._below)
        self._reasons = {action.id: action.why_not(self._below) for action in actions}
        self._choices = [
            Choice(
                action.id,
                written_key(action.key),
                action.shown_title(),
                possible=not self._reasons[action.id],
            )
            for action in actions
        ]
        self._choices += [
            Choice(
                f"{page.id}{ON}{action.id}",
                f"{page.key} {action.key}",
                action.shown_title(),
                _("page {page}").format(page=_(page.title)),
            )
            for page, action in elsewhere(self._below)
        ]
        # The list keeps its height while it is narrowed, or the dialog would move under the eye.
        most = TALL * self.app.size.height // 100
        self.query_one(Menu).styles.height = min(len(self._choices), most)
        self._narrow()

    def begin(self) -> None:
        """Nothing is typed yet."""
        line = self.query_one(Input)
        line.value = ""
        self.set_focus(None)  # or its cursor would go on blinking from where it was when the list was closed
        line.focus()
        self._narrow()

    def _narrow(self) -> None:
        menu, wish = self.query_one(Menu), self.query_one(Input).value
        self._found = fitting([(f"{choice.title} {choice.note}", choice) for choice in self._choices], wish)
        menu.show(self._found)
        menu.action_end(-1)
        self._say()

    def _say(self) -> None:
        """Why what the cursor is on can't be done now, or that nothing was found."""
        if self._found:
            said = self._reasons.get(self._found[self.query_one(Menu).cursor_row].id, "")
        else:
            said = _("No command here has {wish} in it.").format(wish=self.query_one(Input).value.strip())
        self.query_one("#reason", Words).say(said)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self._narrow()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what the cursor is on."""
        event.stop()
        self.query_one(Menu).action_choose()

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """An action was chosen."""
        event.stop()
        self.dismiss(event.choice)

    async def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while one types, Esc leaves."""
        menu = self.query_one(Menu)
        if event.key in MOVES:
            menu.action_move(MOVES[event.key])
        elif event.key in PAGES:
            menu.action_page(PAGES[event.key])
        elif event.key == "escape":
            self.dismiss(None)
        else:
            return
        event.stop()
        self._say()
