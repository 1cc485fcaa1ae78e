"""The advisors' page: each says one thing, and a digit or a click leads to what they speak of."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import GamePage, Keyed
from nnmi_game.tui.views.advisors import Said, said
from nnmi_game.tui.views.sheet import Line
from nnmi_game.tui.views.text import wrap
from nnmi_game.tui.widgets.calm import Scroll
from nnmi_game.tui.widgets.words import Words, direct, piece

#: Advisors whose lead has a digit.
MOST = 9
#: Long lines are hard to read on broad screens.
BROADEST = 96
#: Cells of the scroll bar.
BAR = 2


def _follow(screen: Keyed[Any], place: int) -> None:
    if isinstance(screen, AdvisorsScreen):
        screen.action_follow(place)


def _why_no_lead(screen: Keyed[Any], place: int) -> str:
    known = screen.said if isinstance(screen, AdvisorsScreen) else []
    leads = place < len(known) and known[place].page
    return "" if leads else _("This advisor speaks of nothing that has a page.")


def _coach(screen: Keyed[Any]) -> None:
    screen.office.open_screen("coach:CoachScreen")


def _why_no_coach(screen: Keyed[Any]) -> str:
    session = screen.office.session
    if session.over:
        return _("The game is over.")
    return _("The coach looks at the present turn only.") if session.looking_back else ""


#: In a class everybody thinks for themselves.
ASK_COACH = Action(
    id="coach",
    title=N_("Ask the coach"),
    brief=N_("Coach"),
    key="a",
    run=_coach,
    why_not=_why_no_coach,
    own=True,
)


class AdvisorsScreen(GamePage):
    """What everybody around the network would tell the office."""

    page = "advisors"
    actions = (ASK_COACH, *(
        Action(
            id=f"advisors.{place + 1}", title=N_("See what this advisor speaks of"), key=str(place + 1),
            run=partial(_follow, place=place), why_not=partial(_why_no_lead, place=place), footer=False,
        )
        for place in range(MOST)
    ))  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Said] = []
        self._heard: object = None

    def compose_body(self) -> ComposeResult:
        """One text, which the arrows scroll."""
        with Scroll(can_focus=True, id="council"):
            yield Words(id="said")

    def begin(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#council").focus(scroll_visible=False)

    def fill(self) -> None:
        """Ask everybody."""
        self.said = said(self.game)
        room = min(self.room - BAR, BROADEST)
        lines: list[Line] = []
        for place, one in enumerate(self.said):
            lines += [*([()] if lines else []), *_paragraph(one, place, room)]
        self.query_one("#said", Words).write(lines, direct)

    def action_follow(self, place: int) -> None:
        """Open the page that an advisor speaks of, at the thing."""
        if place < len(self.said) and self.said[place].page:
            self.office.open_page(self.said[place].page, self.said[place].of)


def _paragraph(one: Said, place: int, room: int) -> list[Line]:
    wants = _("wants {what}").format(what=one.wants)
    parts = ((one.who, "bold $primary"), (wants, "$text-muted"), (one.text, ""))
    lines: list[Line] = [(piece(row, look),) for text, look in parts for row in wrap(text, room)]
    if one.page:
        lines.append((piece(f"[ {place + 1}: {one.lead} ]", click=f"screen.follow({place})"),))
    return lines
