"""The pages of the open game: each is made once and kept, since to build one takes longer than to fill it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from nnmi_game.tui.pages import PAGES

if TYPE_CHECKING:
    from nnmi_game.tui.app import Office
    from nnmi_game.tui.frame import GamePage


class KeptPages:
    """The pages that have been opened so far. They lie on the title, one at a time."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._kept: dict[str, GamePage] = {}

    def show(self, name: str, start_at: str = "") -> None:
        """Put a page in the place of the one that is shown, and close what lies above it."""
        office = self._office
        page = self._kept.get(name)
        if page is None:
            page = cast("GamePage", next(page for page in PAGES if page.id == name).make())
            self._kept[name] = page
            office.install_screen(page, f"page-{name}")  # so that Textual keeps it
        page.is_new, page.start_at = True, start_at
        while len(office.screen_stack) > 2:
            office.pop_screen()
        if len(office.screen_stack) == 1:
            office.push_screen(page)
        elif office.screen is not page:
            office.switch_screen(page)

    def close(self) -> None:
        """Close the pages, and what lies above them: their game is over or another is opened."""
        office = self._office
        shown = office.screen_stack
        kept, self._kept = self._kept, {}
        while len(office.screen_stack) > 1:
            office.pop_screen()
        for page in kept.values():
            office.uninstall_screen(page)
            if page not in shown:  # Textual removes the others
                page.remove()
