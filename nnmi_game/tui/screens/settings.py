"""Language, theme, ASCII signs, motion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from attrs import evolve
from textual.app import ComposeResult

from nnmi_game.locale import LANGUAGES, N_, language
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.screens.panel import BACK, Panel
from nnmi_game.tui.settings import THEMES, Settings
from nnmi_game.tui.widgets.menu import Choice, Menu
from nnmi_game.tui.widgets.words import Words


def _change(how: Callable[[Settings], Settings]) -> Callable[[Keyed[Any]], None]:
    def run(screen: Keyed[Any]) -> None:
        screen.office.change_settings(how(screen.office.settings))

    return run


def _next_language(screen: Keyed[Any]) -> None:
    screen.office.next_language()


def _next_theme(settings: Settings) -> Settings:
    names = list(THEMES)
    return evolve(settings, theme=names[(names.index(settings.theme) + 1) % len(names)])


class SettingsScreen(Panel):
    """The settings; each line is a setting that its letter or enter changes."""

    is_kept: ClassVar[bool] = True
    about = N_("How the game looks and speaks. Changes are kept at once.")
    actions = (
        Action(id="settings.language", title=N_("Language"), key="l", run=_next_language, footer=False),
        Action(id="settings.theme", title=N_("Colours"), key="t", run=_change(_next_theme), footer=False),
        Action(
            id="settings.ascii",
            title=N_("ASCII signs only"),
            key="a",
            run=_change(lambda s: evolve(s, ascii_only=not s.ascii_only)),
            footer=False,
        ),
        Action(
            id="settings.motion",
            title=N_("Reduced motion"),
            key="m",
            run=_change(lambda s: evolve(s, reduced_motion=not s.reduced_motion)),
            footer=False,
        ),
        Action(
            id="settings.forecasts",
            title=N_("Forecasts under orders"),
            key="f",
            run=_change(lambda s: evolve(s, forecasts=not s.forecasts)),
            footer=False,
        ),
        BACK,
    )

    def compose_body(self) -> ComposeResult:
        """A heading, the settings, where they are kept."""
        yield Words(id="heading", classes="heading spaced")
        yield Menu()
        yield Words(id="where", classes="quiet apart")

    def fill(self) -> None:
        """Write the settings as they are."""
        settings = self.office.settings
        on, off = _("on"), _("off")
        values = {
            "settings.language": LANGUAGES[language()],
            "settings.theme": _("none (NO_COLOR is set)") if self.app.no_color else _(THEMES[settings.theme]),
            "settings.ascii": on if settings.ascii_only else off,
            "settings.motion": on if settings.reduced_motion else off,
            "settings.forecasts": on if settings.forecasts else off,
        }
        self.query_one("#heading", Words).say(_("Settings"))
        self.query_one(Menu).show(
            [Choice(a.id, a.key, a.shown_title(), values[a.id]) for a in self.actions if a.id in values]
        )
        if self.office.lodging is not None:
            where = _("The settings are kept in this browser.")
        else:
            where = _("Saved games lie in {folder}").format(folder=self.office.session.shelf.folder)
        self.query_one("#where", Words).tell(where)

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Change what was chosen."""
        if (action := self.office.registry.named(self, event.choice)) is not None:
            self.do(action)
