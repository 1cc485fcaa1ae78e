"""The page of the class: how things stand, what the instructor said, the leaderboard if it is shown."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Frame, Keyed
from nnmi_game.tui.screens.panel import Reading
from nnmi_game.tui.views.attending import page


def _on(screen: Keyed[Any]) -> None:
    office = screen.office
    if len(office.screen_stack) > 1:
        office.pop_screen()
    else:
        office.open_page("desk")


def _why_not_on(screen: Keyed[Any]) -> str:
    known = screen.office.session.game is not None
    return "" if known else _("One moment: the class has not sent the game yet.")


async def _ask(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import Write

    text = await screen.office.ask(Write, _("Your question to the instructor"))
    attendance = screen.office.attendance
    if text and attendance is not None:
        screen.office.say(await attendance.ask_instructor(text))


async def _key(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import Choose

    attendance = screen.office.attendance
    if attendance is None:
        return
    journal = attendance.seat.journal
    text = _(
        "Whoever has this key is you. To go on at another device: {command}\nIt asks for the key of your seat:\n{key}"
    ).format(command=f"nnmi join --key {journal.address} {journal.code}", key=journal.key)
    await screen.office.ask(Choose, text, [("o", "ok", _("OK"))])


class ClassScreen(Frame):
    """Where one is and what was said; it lies under the pages of the game, and opens above them."""

    AUTO_FOCUS = "Reading"
    has_side: ClassVar[bool] = False
    about = N_("Your class: how things stand, what the instructor said, and the leaderboard if it is shown.")
    actions = (
        Action(
            id="class.on", title=N_("To the game"), brief=N_("Game"), key="a", also=("enter", "escape"),
            run=_on, why_not=_why_not_on,
        ),
        Action(id="class.ask", title=N_("Ask the instructor"), brief=N_("Ask"), key="r", run=_ask),
        Action(
            id="class.key", title=N_("Key for another device"), brief=N_("Key"), key="y", run=_key,
        ),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._ranks: list[dict[str, Any]] = []
        self._has_asked = False

    def compose_body(self) -> ComposeResult:
        """One long text."""
        yield Reading()

    def fill(self) -> None:
        """Write it, and fetch the leaderboard where there is one."""
        attendance = self.office.attendance
        if attendance is None:
            return
        journal = attendance.seat.journal
        shows = attendance.shows_leaderboard
        if shows and not self._has_asked:  # it is shown since the page was opened
            self._ask_ranks()
        self._has_asked = shows
        self.query_one(Reading).show(
            page(
                attendance.now,
                attendance.title,
                journal.address,
                journal.code,
                attendance.seat.messages,
                len(journal.set_aside),
                self._ranks if shows else (),
            )
        )

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """It was opened: fetch the leaderboard as it is now."""
        super().on_screen_resume(event)
        attendance = self.office.attendance
        if attendance is not None and attendance.shows_leaderboard:
            self._ask_ranks()

    def _ask_ranks(self) -> None:
        self._has_asked = True
        self.run_worker(self._fetch_ranks(), name="ranks", exclusive=True)

    async def _fetch_ranks(self) -> None:
        attendance = self.office.attendance
        if attendance is not None:
            self._ranks = await attendance.ranks()
            self.fill_all()
