"""The page of a team: its members, the orders that they propose together, and their chat."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.attending import Attendance
from nnmi_game.tui.frame import Frame, Keyed
from nnmi_game.tui.screens.panel import go_back
from nnmi_game.tui.views import team as view
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.section import Section
from nnmi_game.tui.widgets.words import Words


def _end(screen: Keyed[Any]) -> object:
    return screen.office.end_turn()


def _why_not_end(screen: Keyed[Any]) -> str:
    return screen.office.session.why_not_end


async def _chat(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import Write

    attendance = screen.office.attendance
    text = await screen.office.ask(Write, _("To your team"))
    if text and attendance is not None and (reason := await attendance.chat(text)):
        screen.office.say(reason, bad=True)


class TeamScreen(Frame):
    """Who proposes what, and how the team decides."""

    has_side: ClassVar[bool] = False
    about = N_(
        "Your team: who has which part and is there, the orders that you propose together, and what you write to each "
        "other. Orders are given on the pages of the game; all of you see them at once."
    )
    actions = (
        Action(
            id="team.end", title=N_("Send or vote"), brief=N_("Send"), key="x", run=_end, why_not=_why_not_end
        ),
        Action(id="team.chat", title=N_("Write to the team"), brief=N_("Write"), key="y", run=_chat),
        Action(id="back", title=N_("Back"), key="r", also=("escape",), run=go_back),
    )

    def compose_body(self) -> ComposeResult:
        """Who decides, the members, the orders, the chat."""
        yield Words(id="how", classes="spaced")
        yield Section("members")
        yield Section("orders")
        yield Words(id="pointed", classes="spaced quiet")
        yield Words(id="said")

    def fill(self) -> None:
        """Write it all."""
        attendance = self.office.attendance
        game = self.office.session.kept
        if attendance is None or attendance.team is None or game is None:
            return
        team, own = attendance.team, attendance.seat.journal.seat
        now = attendance.now
        self.query_one("#how", Words).tell(view.how(now.votes, now.sender, now.role))
        members, orders = self.query(Section)
        members.show(_("Your team"), view.members_table(team, own, now.votes))
        orders.show(
            _("Orders for turn {turn}").format(turn=game.turn),
            view.orders_table(game, team, own, attendance.seat.others, attendance.seat.unfit),
        )
        focused = self.focused
        self._tell(focused if isinstance(focused, FigureTable) else members.table)
        self.query_one("#said", Words).tell(self._said(attendance))

    def on_figure_table_pointed(self, event: FigureTable.Pointed) -> None:
        """Tell of the row under the cursor what the table may have to cut."""
        self._tell(event.table)

    def on_descendant_focus(self) -> None:
        """The cursor has come to the other table."""
        if isinstance(self.focused, FigureTable):
            self._tell(self.focused)

    def _tell(self, table: FigureTable) -> None:
        row = table.row
        said = "" if row is None else view.in_full(row, is_order=table.id == "orders")
        self.query_one("#pointed", Words).tell(said)

    def _said(self, attendance: Attendance) -> str:
        lines = view.chat_lines(attendance.seat.messages)
        return "\n".join(lines) or _("Nobody has written anything yet; y writes to the team.")
