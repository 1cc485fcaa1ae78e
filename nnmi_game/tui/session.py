"""The game behind the screens: orders go in here, and every change is kept on disk at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import define, field

from nnmi_game.tui.shelf import Shelf

if TYPE_CHECKING:
    from nnmi_game.engine.orders import Order
    from nnmi_game.game.game import Game, Played, Refusal
    from nnmi_game.game.slot import Slot


def _nothing() -> None:
    """Nobody listens yet."""


@define
class Session:
    """The running game and its file.

    ``changed`` is called after every change, ``failed`` if saving fails.
    """

    shelf: Shelf
    game: Game | None = None
    slot: Slot | None = None
    changed: Callable[[], None] = field(default=_nothing)
    failed: Callable[[OSError], None] | None = None

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

    def open(self, game: Game, slot: Slot) -> None:
        """Play this game from now on and keep it in this file."""
        self.let_go()
        self.game, self.slot = game, slot
        self.changed()

    def give(self, order: Order) -> Refusal | None:
        """Put an order into the tray, or say why it is refused."""
        refusal = self.playing.give(order)
        if refusal is None:
            self._after_change()
        return refusal

    def take_back(self, place: int) -> None:
        """Take one of this turn's orders back."""
        if 0 <= place < len(self.playing.tray):
            self.playing.take_back(place)
            self._after_change()

    def end_turn(self) -> Played:
        """Carry the orders out."""
        played = self.playing.end_turn()
        self._after_change()
        return played

    def replace(self, game: Game) -> None:
        """Go on with another course of the game (after a rewind), in a file of its own."""
        self.open(game, self.shelf.new_slot(game))

    def close(self) -> None:
        """Keep the game; there is none any more."""
        self.let_go()
        self.game = None
        self.changed()

    def store(self) -> None:
        """Write the game to its file. A full disk must not end the game: it is reported, and tried again."""
        if self.game is None or self.slot is None:
            return
        try:
            self.slot.store(self.game)
        except OSError as error:
            if self.failed is not None:
                self.failed(error)

    def let_go(self) -> None:
        """Keep the game and let another program have its file; the screens may show it until they close."""
        self.store()
        if self.slot is not None:
            self.slot.close()
            self.slot = None

    def _after_change(self) -> None:
        self.store()
        self.changed()
