"""The game behind the screens: orders go in here, and every change is kept on disk at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from attrs import define, field

from nnmi_game.locale import gettext as _
from nnmi_game.tui.shelf import Shelf

if TYPE_CHECKING:
    from nnmi_game.analysis.forecast import Forecaster
    from nnmi_game.engine.orders import Order
    from nnmi_game.game.game import Game, Played, Refusal
    from nnmi_game.game.guesses import Guess


class Keeper(Protocol):
    """Where a game is kept and its turns go: a file (``game.slot.Slot``), or a seat in a class (``attending``)."""

    @property
    def is_own(self) -> bool:
        """Whether the game is the player's own: another may branch off it, and it may be left for another."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def why_not_change(self) -> str:
        """Why no order counts in this game at all, if so."""

    def why_not_order(self, order: Order, back: bool = False) -> str:
        """Why an order cannot be given here, or taken ``back``, though the game would take it, if so."""

    def store(self, game: Game) -> None:
        """Keep the game as it is, unsent orders and all; ``OSError`` if that fails."""

    def why_not_end(self, game: Game) -> str:
        """Why the turn cannot be ended now, if so."""

    def end_turn(self, game: Game) -> Played:
        """Carry the orders out; ``OSError`` if that cannot be kept, and then the game is as it was."""

    def close(self) -> None:
        """Let another program have the game."""


def _nothing() -> None:
    """Nobody listens yet."""


def _alone(_session: Session) -> None:
    """Nobody shares the memory."""


def _unheard(_sentence: str) -> None:
    """Nobody listens yet."""


@define(eq=False)
class Session:
    """The running game and its file.

    ``game`` is what the screens show. While an earlier turn of it is looked at, ``whole`` is the game as far as it was
    played, which the file keeps; a recording that is watched has no file, and is looked at all the time. Whoever gives
    an order there plays on from that turn: the game branches, in a file of its own, and nothing is lost.

    A game in a class has one line of turns: whoever looks back there can only look.

    ``changed`` is called after every change, ``failed`` if saving fails, ``refused`` with the reason why nothing can
    be changed now; ``changes`` counts the changes, so that whoever shows the game knows whether it still shows what
    is so.
    """

    shelf: Shelf
    game: Game | None = None
    slot: Keeper | None = None
    whole: Game | None = None
    changed: Callable[[], None] = field(default=_nothing)
    refused: Callable[[str], None] = field(default=_unheard)
    failed: Callable[[OSError], None] | None = None
    changes: int = 0
    #: Called with the session when it looks ahead: what it has reckoned for that is large.
    looks_ahead: Callable[[Session], None] = field(default=_alone, repr=False)
    _forecaster: Forecaster | None = field(default=None, init=False, repr=False)

    @property
    def playing(self) -> Game:
        """The game; only asked for where there is one."""
        if self.game is None:
            raise LookupError("no game is open")
        return self.game

    @property
    def over(self) -> bool:
        """Whether the game that is open has ended."""
        return self.game is not None and self.game.over

    @property
    def kept(self) -> Game | None:
        """The game as far as it has been played."""
        return self.whole or self.game

    @property
    def looking_back(self) -> bool:
        """Whether the screens show an earlier turn, or a recording."""
        return self.whole is not None

    @property
    def why_not_change(self) -> str:
        """Why no order counts now, if so."""
        if self.slot is None:
            return ""
        if reason := self.slot.why_not_change:
            return reason
        if self.looking_back and not self.slot.is_own:
            return _("You look back at an earlier turn; N leads to the present, where orders count.")
        return ""

    @property
    def why_not_end(self) -> str:
        """Why the turn cannot be ended now, if so."""
        if self.why_not_change:
            return self.why_not_change
        if self.slot is None or self.looking_back:
            return _("The game is over.") if self.over else ""
        return self.slot.why_not_end(self.playing)

    def open(self, game: Game, slot: Keeper) -> None:
        """Play this game from now on and keep it there."""
        self.let_go()
        self.game, self.slot, self.whole = game, slot, None
        self._tell()

    def replace(self, game: Game) -> None:
        """The open game has become another by what its class did: go on with that."""
        if self.looking_back:
            self.whole = game
            self.look(min(self.playing.turn, game.turn))
        else:
            self.game = game
            self._tell()

    def watch(self, game: Game) -> None:
        """Look at a recording from its first turn on."""
        self.let_go()
        self.whole = game
        self.look(1)

    def look(self, turn: int) -> None:
        """Show the game as it stood before a turn, with the orders that were then given in the tray."""
        whole = self.kept
        if whole is None:
            return
        turn = min(max(turn, 1), whole.turn)
        if turn == whole.turn and self.slot is not None:
            self.game, self.whole = whole, None
        else:
            self.game, self.whole = whole.rewind(turn, keep_orders=True), whole
        self._tell()

    def give(self, order: Order) -> Refusal | None:
        """Put an order into the tray, or say why it is refused."""
        reason = self._why_not_order(order)
        if not self._may_change() or reason:
            from nnmi_game.game.game import Refusal

            return Refusal(None, order, message=self.why_not_change or reason)
        refusal = self.playing.give(order)
        if refusal is None:
            self._after_change()
        return refusal

    def take_back(self, place: int) -> None:
        """Take one of this turn's orders back."""
        if not 0 <= place < len(self.playing.tray) or not self._may_change():
            return
        if reason := self._why_not_order(self.playing.tray[place], back=True):
            self.refused(reason)
            return
        self.playing.take_back(place)
        self._after_change()

    def guess(self, guess: Guess) -> str:
        """Note what a figure is expected to be after this turn, or say in a word what is wrong with the guess."""
        if not self._may_change():
            return "past"
        wrong = self.playing.guess(guess)
        if not wrong:
            self._after_change()
        return wrong

    def withdraw(self, measure: str, of: str) -> None:
        """Take a guess about this turn back."""
        if self._may_change():
            self.playing.withdraw(measure, of)
            self._after_change()

    def forecaster(self) -> Forecaster:
        """What looks ahead from the present turn; what it has reckoned is kept while the turn lasts."""
        from nnmi_game.analysis.forecast import Forecaster

        if self._forecaster is None or not self._forecaster.fits(self.playing):
            self._forecaster = Forecaster(self.playing)
        self.looks_ahead(self)
        return self._forecaster

    def forget_futures(self) -> None:
        """Let go of what was reckoned for looking ahead; it is reckoned again when it is asked for."""
        self._forecaster = None

    def end_turn(self) -> Played:
        """Carry the orders out; ``OSError`` where the turn cannot be kept and so has not been played."""
        game = self.playing
        played = self.slot.end_turn(game) if self.slot is not None else game.end_turn()
        self._after_change()
        return played

    def branch_off(self) -> bool:
        """Play on from the turn that is looked at, in a file of its own; whether there was anything to leave.

        ``SaveError`` if there can be no such file.
        """
        if self.whole is None or self.game is None or self.why_not_change:
            return False
        self.open(self.game, self.shelf.new_slot(self.game))
        return True

    def close(self) -> None:
        """Keep the game; there is none any more."""
        self.let_go()
        self.game = self.whole = None
        self._tell()

    def store(self) -> None:
        """Write the game to its file. A full disk must not end the game: it is reported, and tried again."""
        kept = self.kept
        if kept is None or self.slot is None:
            return
        try:
            self.slot.store(kept)
        except OSError as error:
            if self.failed is not None:
                self.failed(error)

    def let_go(self) -> None:
        """Keep the game and let another program have its file; the screens may show it until they close."""
        self.store()
        if self.slot is not None:
            self.slot.close()
            self.slot = None

    def _why_not_order(self, order: Order, back: bool = False) -> str:
        return self.slot.why_not_order(order, back) if self.slot is not None else ""

    def _may_change(self) -> bool:
        if reason := self.why_not_change:
            self.refused(reason)
        return not reason

    def _after_change(self) -> None:
        if not self.branch_off():
            self.store()
            self._tell()

    def _tell(self) -> None:
        self.changes += 1
        self.changed()
