"""A seat in a class, as the screens see it: it keeps the game, and knows how things stand with the class."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define, field

from nnmi_game.classroom import teams
from nnmi_game.classroom.options import OBSERVER
from nnmi_game.engine.orders import to_table
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import attending as view
from nnmi_game.tui.views.attending import Attending

if TYPE_CHECKING:
    from nnmi_game.classroom.client import Seat
    from nnmi_game.engine.orders import Order
    from nnmi_game.game.game import Game, Played


def _unheard(_sentences: list[str], _bad: bool) -> None:
    """Nobody listens yet."""


@define(eq=False)
class Attendance:
    """Keeps a game at a seat (it is a ``session.Keeper``).

    ``heard`` is called with what the student should be told, and whether it is bad news, after everything that came
    from the server; often there is nothing to tell, but the game or the standing is another.
    """

    seat: Seat
    heard: Callable[[list[str], bool], None] = field(default=_unheard)
    is_own: ClassVar[bool] = False
    is_connected: bool = False
    since: float = 0.0
    _before: dict[str, Any] = field(factory=dict, repr=False)
    _at: float = 0.0

    def __attrs_post_init__(self) -> None:
        self.seat.told = self._told
        self.seat.reads = True

    # -- keeping the game

    @property
    def path(self) -> Path:
        """The file of the seat."""
        return self.seat.journal.path or Path()

    @property
    def why_not_change(self) -> str:
        """Why no order counts, if so."""
        return _("You observe; an observer gives no orders.") if self.role == OBSERVER else ""

    def why_not_order(self, order: Order, back: bool = False) -> str:
        """Why an order is not this member's to give, or to take back."""
        team, own = self.team, self.seat.journal.seat
        if team is None:
            return ""
        if back:
            table = to_table(order)
            if not any(table in part["orders"] for part in self.seat.others):
                return ""
            return _("{name} proposes this; you can propose otherwise, or ask them.").format(
                name=view.member_name(team, teams.proposer(team, table))
            )
        name = teams.holder(team, own, self.role, order.kind)
        return _("This is the part of {name}; ask them to propose it.").format(name=name) if name else ""

    def store(self, game: Game) -> None:
        """Keep this turn's orders."""
        if game is self.seat.game:
            self.seat.keep_draft()

    def why_not_end(self, game: Game) -> str:
        """Why the turn cannot be ended now, if so."""
        if game.over:
            return _("The game is over.")
        if game is not self.seat.game:
            return _("One moment: the class has gone on, and the game is being fetched.")
        return view.why_not_end(self.now) or self.why_not_change

    def end_turn(self, game: Game) -> Played:
        """Play the turn here, and send it."""
        return self.seat.end_turn(game.guesses)

    def close(self) -> None:
        """The seat stays the student's."""

    # -- the team

    @property
    def role(self) -> str:
        """The part that this member has in the office."""
        return str(self.seat.standing["seat"]["role"]) if self.seat.standing else "director"

    @property
    def team(self) -> dict[str, Any] | None:
        """The team as the server told of it last; None for one who plays alone."""
        return self.seat.standing.get("team") if self.seat.standing else None

    @property
    def votes(self) -> bool:
        """Whether the team decides by vote."""
        session = self.seat.standing.get("session", {})
        return self.team is not None and session.get("commit") == "vote"

    async def vote(self) -> tuple[str, bool]:
        """Vote for the team's orders as they are shown; what to tell then, and whether it is bad news."""
        from nnmi_game.classroom.line import LineError, RefusedError

        try:
            answer = await self.seat.vote()
        except LineError:
            return _("The class cannot be reached; vote when you are connected."), True
        except RefusedError as error:
            return error.text or _("The orders of your team have changed; look at them again."), True
        if answer["type"] == "played":
            return _("More than half of those present agree: the turn is played."), False
        return _("{votes} of {members} present have voted for these orders.").format(
            votes=answer["votes"], members=answer["of"]
        ), False

    async def chat(self, text: str) -> str:
        """Write to the team; what to tell if that failed."""
        return await self._say(text, "team")

    # -- the class

    @property
    def now(self) -> Attending:
        """How things stand."""
        seat, session = self.seat, self.seat.standing.get("session", {})
        left = session.get("left")
        if left is not None and session["state"] == "open":
            left = max(0.0, left - (time.monotonic() - self._at))
        return Attending(
            label=seat.standing["seat"]["label"] if seat.standing else seat.journal.label,
            state=session.get("state", ""),
            pacing=session.get("pacing", "own"),
            open_turn=session.get("open_turn", 0),
            turns=session.get("turns", 0),
            left=left,
            turn=seat.game.turn if seat.game is not None else 1,
            unsent=len(seat.journal.unsent),
            is_connected=self.is_connected,
            since=self.since,
            is_out=seat.out,
            why_not=self._why_not_reached(),
            role=self.role,
            sender=teams.sender(self.team, seat.journal.seat, self.role),
            votes=self.votes,
        )

    def _why_not_reached(self) -> str:
        from nnmi_game.classroom.reaching import why_not

        seat = self.seat
        if self.is_connected or seat.unreached is None:
            return ""
        return why_not(seat.address or seat.journal.address, seat.unreached)

    @property
    def title(self) -> str:
        """What the class is called."""
        return str(self.seat.standing.get("session", {}).get("title", ""))

    @property
    def shows_leaderboard(self) -> bool:
        """Whether the instructor shows one."""
        return bool(self.seat.standing.get("session", {}).get("leaderboard"))

    async def ranks(self) -> list[dict[str, Any]]:
        """The leaderboard; none where it cannot be had."""
        from nnmi_game.classroom.line import LineError, RefusedError

        try:
            return list((await self.seat.ask({"type": "ranks"}))["ranks"])
        except (LineError, RefusedError):
            return []

    async def ask_instructor(self, text: str) -> str:
        """Send a question; what to tell the student then."""
        return await self._say(text, "instructor") or _("The instructor has your question.")

    async def _say(self, text: str, to: str) -> str:
        from nnmi_game.classroom.line import LineError, RefusedError

        try:
            await self.seat.ask({"type": "say", "text": text, "to": to})
        except LineError:
            return _("The class cannot be reached; write again when you are connected.")
        except RefusedError as error:
            return error.text
        return ""

    def _told(self, what: str, said: dict[str, Any]) -> None:
        found: list[str] = []
        match what:
            case "connected" | "lost":
                self.is_connected, self.since = what == "connected", time.time()
            case "standing":
                self._at = time.monotonic()
                found = view.news(self._before, said, bool(self.now.sender)) + self._unheard_messages()
                self._before = said
            case "refused":
                found = [_("The class did not take your turn: {reason}").format(reason=said.get("text", ""))]
            case "unkept":
                found = [
                    _(
                        "This machine's disk does not take your seat's file ({reason}). What the class has is safe; "
                        "make room before you play without a connection."
                    ).format(reason=said["reason"])
                ]
            case "out":
                found = [str(said.get("text", ""))]
        self.heard(found, what in ("refused", "unkept", "out"))

    def _unheard_messages(self) -> list[str]:
        """What was written since the student read last, their own questions left out."""
        journal = self.seat.journal
        new = [one for one in self.seat.messages if one["number"] > journal.heard]
        if new:
            journal.heard = new[-1]["number"]  # written with the standing, which follows a change
        own = self.now.label
        return [
            view.said(one)
            for one in new
            if one["kind"] != "question" and not (one["kind"] == "chat" and one["from"] == own)
        ]
