"""The title: go on, begin, load, watch, set, quit. It is painted before the engine is imported."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical

from nnmi_game import __version__
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action, written_key
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.views.text import wrap
from nnmi_game.tui.widgets.bars import KeyLine
from nnmi_game.tui.widgets.menu import Choice, Menu
from nnmi_game.tui.widgets.words import Words


async def _continue(screen: Keyed[Any]) -> None:
    last = screen.office.session.shelf.latest()
    if last is not None:
        await screen.office.load_game(last.path)


def _why_not_continue(screen: Keyed[Any]) -> str:
    return "" if screen.office.session.shelf.latest() else _("There is no saved game yet.")


def _new(screen: Keyed[Any]) -> None:
    screen.office.open_screen("new_game:NewGameScreen")


def _load(screen: Keyed[Any]) -> None:
    screen.office.open_screen("games:SavedGamesScreen")


def _recorded(screen: Keyed[Any]) -> None:
    screen.office.open_screen("games:RecordedGamesScreen")


class TitleScreen(Keyed[None]):
    """The first screen."""

    AUTO_FOCUS = "Menu"
    about = N_("The beginning: start a game, or go on with one.")
    actions = (
        Action(
            id="continue",
            title=N_("Continue"),
            key="c",
            run=_continue,
            why_not=_why_not_continue,
            footer=False,
        ),
        Action(id="new", title=N_("New game"), key="n", run=_new, footer=False),
        Action(id="load", title=N_("Saved games"), key="l", run=_load, footer=False),
        Action(id="recorded", title=N_("Recorded games"), key="r", run=_recorded, footer=False),
    )

    DEFAULT_CSS = """
    TitleScreen { align: center middle; }
    TitleScreen > Vertical { width: 64; max-width: 96%; height: auto; }
    TitleScreen #name { text-style: bold; color: $primary; }
    TitleScreen #motto { color: $text-muted; margin-bottom: 1; }
    """

    def compose(self) -> ComposeResult:
        """Name, motto, menu."""
        with Vertical():
            yield Words(id="name")
            yield Words(id="motto")
            yield Menu()
        yield KeyLine()

    def fill(self) -> None:
        """Write everything."""
        room = min(62, self.app.size.width - 6)
        self.query_one("#name", Words).say(_("NNMI: The Program Office"))
        motto = _(
            "Carry technology from the laboratory to the factory floor, with other people's laboratories, "
            "other people's factories and a little seed money."
        )
        version = _("version {version}").format(version=__version__)
        self.query_one("#motto", Words).say("\n".join([*wrap(motto, room), version]))
        shown = [
            *self.actions,
            *(a for a in self.office.registry.common if a.id in ("settings", "help", "quit")),
        ]
        self.query_one(Menu).show(
            [
                Choice(a.id, written_key(a.key), a.shown_title(), self._note(a), not a.why_not(self))
                for a in shown
            ]
        )

    def _note(self, action: Action) -> str:
        if action.id == "continue":
            last = self.office.session.shelf.latest()
            if last is not None and not last.problem:
                # i18n: the last saved game: its scenario and seed
                return _("{scenario}, seed {seed}").format(scenario=last.scenario, seed=last.seed)
        return ""

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Do what was chosen."""
        if (action := self.office.registry.named(self, event.choice)) is not None:
            self.do(action)
