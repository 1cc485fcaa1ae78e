"""What an application gets that shares its process with others, in place of a terminal and a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import field, frozen

from nnmi_game.tui.settings import Settings

if TYPE_CHECKING:
    from textual.driver import Driver

    from nnmi_game.tui.session import Session
    from nnmi_game.tui.views.scorecard import Track


@frozen
class Lodging:
    """Where keys come from and paint goes, and what else is not the application's own.

    ``keep`` keeps the settings that a player has changed, ``touched`` is told that a key was pressed, ``failed`` of
    what ended the application. ``tracks`` are recorded games that have been played again, for all. So that all have
    room, at most ``most_kept`` screens are kept, and ``looks_ahead`` is told who has reckoned futures.
    """

    driver: Callable[..., Driver]
    keep: Callable[[Settings], None]
    touched: Callable[[], None]
    failed: Callable[[BaseException | None], None]
    looks_ahead: Callable[[Session], None]
    tracks: dict[str, Track | None] = field(factory=dict)
    most_kept: int = 16
