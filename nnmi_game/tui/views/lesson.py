"""The words of a teaching scenario: what came of the last orders, and what to try this turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.tui.views.figures import local

if TYPE_CHECKING:
    from nnmi_game.game.game import Game


def lesson_parts(game: Game) -> list[tuple[str, str]]:
    """The first reaction that fits, then the lesson; nothing where there is no lesson for this turn."""
    taught = game.lesson()
    if taught is None:
        return []
    parts = [("quiet", local(taught.reaction))] if taught.reaction is not None else []
    return [*parts, ("heading", local(taught.lesson.title)), ("", local(taught.lesson.text))]
