"""A seat in a class, as the screens see it: it keeps the game, and knows how things stand with the class."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define, field

from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import attending as view
from nnmi_game.tui.views.attending import Attending

if TYPE_CHECKING:
    from nnmi_game.classroom.client import Seat
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
    why_not_change: ClassVar[str] = ""
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
        return view.why_not_end(self.now)

    def end_turn(self, game: Game) -> Played:
        """Play the turn here, and send it."""
        return self.seat.end_turn(game.guesses)

    def close(self) -> None:
        """The seat stays the student's."""

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
        )

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
        from nnmi_game.classroom.line import LineError, RefusedError

        try:
            await self.seat.ask({"type": "say", "text": text, "to": "instructor"})
        except LineError:
            return _("The class cannot be reached; ask again when you are connected.")
        except RefusedError as error:
            return error.text
        return _("The instructor has your question.")

    def _told(self, what: str, said: dict[str, Any]) -> None:
        found: list[str] = []
        match what:
            case "connected" | "lost":
                self.is_connected, self.since = what == "connected", time.time()
            case "standing":
                self._at = time.monotonic()
                found = view.news(self._before, said) + self._unheard_messages()
                self._before = said
            case "refused":
                found = [_("The class did not take your turn: {reason}").format(reason=said.get("text", ""))]
            case "out":
                found = [str(said.get("text", ""))]
        self.heard(found, what in ("refused", "out"))

    def _unheard_messages(self) -> list[str]:
        """What was written since the student read last, their own questions left out."""
        journal = self.seat.journal
        new = [one for one in self.seat.messages if one["number"] > journal.heard]
        if new:
            journal.heard = new[-1]["number"]  # written with the standing, which follows a change
        return [view.said(one) for one in new if one["kind"] != "question"]
