"""An instructor's class, as the screens see it: what the chair knows, and the student's game that is looked into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define, field

from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import dashboard as view
from nnmi_game.tui.views.dashboard import Class

if TYPE_CHECKING:
    from nnmi_game.classroom.chair import Chair
    from nnmi_game.engine.orders import Order
    from nnmi_game.game.game import Game, Played
    from nnmi_game.scenario.model import Scenario


def _unheard(_sentences: list[str], _bad: bool) -> None:
    """Nobody listens yet."""


@define(eq=False)
class Oversight:
    """The class under an instructor's eyes.

    ``heard`` is called after everything that came from the server, with what the instructor should be told and whether
    it is bad news. ``address`` is what students type.
    """

    chair: Chair
    address: str
    #: Whether the server runs beside this program and can be stopped with it.
    beside: bool = False
    heard: Callable[[list[str], bool], None] = field(default=_unheard)
    order: str = "number"
    shown: str = "all"
    #: The seat under the cursor.
    pointed: int = 0
    #: The office whose game is open, and the game as it came.
    office: int = 0
    game: Game | None = None
    #: Whether the office may stand otherwise than the game that is open.
    is_stale: bool = False
    _looked_at: list[Any] = field(factory=list, repr=False)
    _told_messages: int | None = None

    def __attrs_post_init__(self) -> None:
        self.chair.told = self._told

    @property
    def at(self) -> Class:
        """The class now."""
        chair = self.chair
        return Class(session=chair.session, seats=chair.seats, now=chair.now, told=chair.heard)

    @property
    def title(self) -> str:
        """What the class is called, if it has a name."""
        return str(self.chair.session.get("title", ""))

    @property
    def seat(self) -> view.Seat | None:
        """The seat under the cursor."""
        return self.chair.seats.get(self.pointed)

    @property
    def standing(self) -> tuple[str, str]:
        """What the line under the header says, and its tone."""
        if self.chair.out:
            return _(
                "The server does not let this dashboard in any more; open it again with the password"
            ), "bad"
        if not self.chair.is_connected:
            return _("The server cannot be reached; trying again"), "bad"
        if self.office:
            name = view.office_name(self.at, self.office)
            return _("You look into the game of {name}; K: back to the class").format(name=name), "warn"
        return view.state_line(self.at)

    @property
    def label(self) -> str:
        """The code of the class."""
        return self.chair.code

    async def act(self, request: Mapping[str, Any]) -> tuple[dict[str, Any] | None, str]:
        """Do something; the answer, or the reason why it was not done."""
        from nnmi_game.classroom.line import LineError, RefusedError

        try:
            return await self.chair.act(request), ""
        except RefusedError as error:
            return None, error.text
        except LineError:
            return None, _("The server cannot be reached; nothing has been done. Try again when it is back.")

    async def scenario(self) -> Scenario | None:
        """The scenario of the class; None if it cannot be had."""
        from nnmi_game.classroom.line import LineError, RefusedError

        try:
            return (await self.chair.tables()).scenario
        except (LineError, RefusedError):
            return None

    async def look(self, office: int) -> str:
        """Fetch the game of an office into ``game``; why that failed, if it did."""
        from nnmi_game.classroom.line import LineError, RefusedError

        self.is_stale = False
        before = self._stand(office)  # what changes while the game is fetched is fetched again
        try:
            game, _view = await self.chair.look(office)
        except RefusedError as error:
            return error.text
        except LineError:
            return _("The server cannot be reached; try again when it is back.")
        self.office, self.game, self._looked_at = office, game, before
        return ""

    def leave(self) -> None:
        """Look into no game any more."""
        self.office, self.game, self.is_stale = 0, None, False

    def _told(self, what: str, said: dict[str, Any]) -> None:
        found: list[str] = []
        match what:
            case "overview":
                self._look_again()
                found = self._questions(said["messages"])
            case "messages":
                found = self._questions(said["messages"])
            case "rows":
                self._look_again()
            case "out":
                found = [str(said.get("text", ""))]
        self.heard(found, what == "out")

    def _look_again(self) -> None:
        """See whether the office whose game is open stands otherwise than when it was looked at."""
        if self.office and self._stand(self.office) != self._looked_at:
            self.is_stale = True

    def _stand(self, office: int) -> list[Any]:
        kept = ("seat", "turn", "epoch", "draft", "happened")
        members = [seat for seat in self.chair.seats.values() if seat["office"] == office]
        return [[seat.get(name) for name in kept] for seat in members]

    def _questions(self, messages: list[dict[str, Any]]) -> list[str]:
        """What students have asked since the instructor was told last."""
        last = self._told_messages
        self._told_messages = max([last or 0, *(one["number"] for one in messages)])
        if last is None:
            return []
        return [
            view.message_line(self.at, one)
            for one in messages
            if one["kind"] == "question" and one["number"] > last
        ]


@define(eq=False)
class LookedAt:
    """Keeps nothing: the game is a student's (it is a ``session.Keeper``)."""

    is_own: ClassVar[bool] = False
    path: ClassVar[Path] = Path()

    @property
    def why_not_change(self) -> str:
        """Why no order counts."""
        return _("You look into a student's game; only they give orders in it.")

    def why_not_order(self, order: Order, back: bool = False) -> str:
        """Why no order counts."""
        return self.why_not_change

    def store(self, game: Game) -> None:
        """The student's program keeps it."""

    def why_not_end(self, game: Game) -> str:
        """Why the turn cannot be ended here."""
        return self.why_not_change

    def end_turn(self, game: Game) -> Played:
        """No turn is played here."""
        raise RuntimeError(self.why_not_change)

    def close(self) -> None:
        """There is nothing to let go."""
