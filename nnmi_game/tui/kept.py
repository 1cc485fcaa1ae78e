"""Screens that are made once and kept, since to build one takes longer than to fill it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from nnmi_game.tui.pages import PAGES

if TYPE_CHECKING:
    from nnmi_game.tui.app import Office
    from nnmi_game.tui.frame import Dialog, GamePage, Keyed

T = TypeVar("T")


def _page(name: str) -> GamePage:
    return cast("GamePage", next(page for page in PAGES if page.id == name).make())


class KeptScreens:
    """The pages of the game that is open, which lie on the title one at a time, and what opens above them.

    Where there is a bound to what is kept, the screen that was not opened for longest goes.
    """

    def __init__(self, office: Office, most: int | None = None) -> None:
        self._office = office
        self._most = most
        self._kept: dict[str, Keyed[Any]] = {}

    def show_page(self, name: str, start_at: str = "") -> None:
        """Put a page in the place of the one that is shown, and close what lies above it."""
        office = self._office
        page = cast("GamePage | None", self._found(name))
        if page is None:
            self._keep(name, page := _page(name))
        page.is_new, page.start_at = True, start_at
        while len(office.screen_stack) > 2:
            office.pop_screen()
        if len(office.screen_stack) == 1:
            office.push_screen(page)
        elif office.screen is not page:
            office.switch_screen(page)
        self._make_room()

    def build_page(self, name: str) -> None:
        """Build a page that has not been opened yet, so that opening it is no more than filling it."""
        if self._found(name) is None:
            self._keep(name, page := _page(name))
            self._office._get_screen(page)  # registers it, and with it what it is composed of

    def dialog(self, kind: type[Dialog[T]], *content: object) -> Dialog[T]:
        """A dialog about something else."""
        kept = self._found(kind.__name__)
        if kept is None:
            made = kind(*content)
            self._keep(kind.__name__, made)
            return made
        if kept in self._office.screen_stack:
            return kind(*content)
        again = cast("Dialog[T]", kept)
        again.set_up(*content)
        again.renew()
        return again

    def panel(self, kind: type[Keyed[Any]], **given: object) -> Keyed[Any]:
        """A screen that says something else whenever it is opened."""
        kept = self._found(kind.__name__)
        if kept is None:
            kept = kind(**given)
            self._keep(kind.__name__, kept)
            return kept
        if kept in self._office.screen_stack:
            return kind(**given)
        kept.set_up(**given)
        kept.renew()
        return kept

    def close(self) -> None:
        """Close all but the title: the game is over or another is opened."""
        office = self._office
        shown = office.screen_stack
        kept, self._kept = self._kept, {}
        while len(office.screen_stack) > 1:
            office.pop_screen()
        for screen in kept.values():
            office.uninstall_screen(screen)
            if screen not in shown:  # Textual removes the others
                screen.remove()

    def _found(self, name: str) -> Keyed[Any] | None:
        found = self._kept.pop(name, None)
        if found is not None:
            self._kept[name] = found  # the last to go
        return found

    def _make_room(self) -> None:
        shown = self._office.screen_stack
        surplus = 0 if self._most is None else max(0, len(self._kept) - self._most)
        hidden = [name for name, screen in self._kept.items() if screen not in shown]
        for name in hidden[:surplus]:
            screen = self._kept.pop(name)
            self._office.uninstall_screen(screen)
            screen.remove()

    def _keep(self, name: str, screen: Keyed[Any]) -> None:
        self._kept[name] = screen
        self._office.install_screen(screen, f"kept-{name}")  # so that Textual keeps it as well
