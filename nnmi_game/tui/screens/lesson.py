"""The words of a teaching scenario for this turn."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Frame, Keyed
from nnmi_game.tui.pages import existing
from nnmi_game.tui.screens.panel import Reading, go_back
from nnmi_game.tui.views.lesson import lesson_parts


def _to_page(screen: Keyed[Any], page: str) -> None:
    """What the lesson speaks of is one key away, without closing the lesson first."""
    office = screen.office
    go_back(screen)
    office.open_page(page)


class LessonScreen(Frame):
    """What to try this turn, and words on what was done before."""

    is_kept: ClassVar[bool] = True
    about = N_(
        "A teaching scenario speaks here at the start of a turn: what came of your last orders, what to try."
    )
    has_side: ClassVar[bool] = False
    actions = (
        Action(id="lesson.on", title=N_("To work"), key="a", also=("enter", "escape"), run=go_back),
        *(
            Action(
                id=f"lesson.{page.id}", title=page.title, brief=page.brief, key=page.key,
                run=partial(_to_page, page=page.id), group="page",
            )
            for page in existing()
        ),
    )  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """One text."""
        yield Reading()

    def fill(self) -> None:
        """Write the lesson."""
        self.query_one(Reading).show(lesson_parts(self.game))
