"""The file that a game in play keeps itself in, so that nothing is lost when the program ends in any way."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from attrs import define, field, frozen
from filelock import FileLock, Timeout

from nnmi_game.engine.orders import Order
from nnmi_game.game.game import Game, Played
from nnmi_game.game.record import SaveError, read
from nnmi_game.game.saves import content_of, load
from nnmi_game.game.settling import Settling, former
from nnmi_game.locale import gettext as _

SUFFIX = ".toml"
MOST_FILES = 10_000


@define
class Slot:
    """The file of one game. Held by one program at a time: another that wants it gets a ``SaveError``."""

    path: Path
    lock: FileLock = field(init=False, repr=False)
    _file: Settling = field(init=False, repr=False)
    #: The game is the player's own: another may branch off it, and it may be left for another.
    is_own: bool = field(default=True, init=False)
    #: Why no order counts in it: there is no such reason.
    why_not_change: str = field(default="", init=False)

    def __attrs_post_init__(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.lock = FileLock(_lock_path(self.path), timeout=0)
            self.lock.acquire()
        except Timeout:
            raise SaveError(_("{file}: the game is open in another program").format(file=self.path)) from None
        except OSError as error:
            raise SaveError(
                _("{file}: the game cannot be kept here: {reason}").format(
                    file=self.path, reason=error.strerror or error
                )
            ) from None
        self._file = Settling(self.path)
        self._clear_up()

    @classmethod
    def create(cls, folder: Path, game: Game) -> Slot:
        """A file of its own for a game that has none; the file is there at once, so the name is taken."""
        stem = f"{game.scenario.id}-{game.seed}"
        for number in range(1, MOST_FILES):
            path = folder / (f"{stem}{SUFFIX}" if number == 1 else f"{stem}-{number}{SUFFIX}")
            if path.exists():
                continue
            with suppress(SaveError):
                slot = cls(path)
                if not path.exists():
                    slot.store(game)
                    return slot
                slot.close()
            if not folder.is_dir():
                break
        raise SaveError(_("{file}: there is no room for another game").format(file=folder))

    def why_not_order(self, order: Order, back: bool = False) -> str:
        """Why an order cannot be given or taken back: here all can."""
        return ""

    def store(self, game: Game, written: datetime | None = None) -> None:
        """Write the game, unsent orders and all; to be called after each turn and change of the tray."""
        self._file.put(content_of(game, written=written))

    def why_not_end(self, game: Game) -> str:
        """Why the turn cannot be ended now, if so."""
        return _("The game is over.") if game.over else ""

    def end_turn(self, game: Game) -> Played:
        """Carry the orders out; the game is written with what follows."""
        return game.end_turn()

    def load(self, lenient: bool = False) -> Game:
        """The game in the file."""
        return load(self.path, lenient)

    def close(self) -> None:
        """Let another program have the game."""
        self._file.close()
        self.lock.release()
        with suppress(OSError):
            _lock_path(self.path).unlink()

    def __enter__(self) -> Slot:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _clear_up(self) -> None:
        """Drop what a program left that ended while it was writing; nobody else writes here now."""
        with suppress(OSError):
            if former(self.path).exists():
                self._drop_former()
            for draft in self.path.parent.glob(f".{self.path.name}.*.tmp"):
                draft.unlink(missing_ok=True)

    def _drop_former(self) -> None:
        """Keep the former version only if the power was lost before the disk had the later one."""
        try:
            read(self.path)
        except SaveError:
            os.replace(former(self.path), os.path.realpath(self.path))
        else:
            former(self.path).unlink()


@frozen
class Continued:
    """The game that was played last, in its slot; ``skipped`` says which later files could not be opened."""

    slot: Slot
    game: Game
    skipped: tuple[SaveError, ...] = ()


def continue_latest(folder: Path) -> Continued | None:
    """The last game written in the folder that can be opened and is not over, with its tray; None if none."""
    skipped = []
    for path in latest_first(folder):
        try:
            slot = Slot(path)
        except SaveError as error:
            skipped.append(error)
            continue
        try:
            game = slot.load()
        except SaveError as error:
            slot.close()
            skipped.append(error)
            continue
        if game.over:
            slot.close()
            continue
        return Continued(slot, game, tuple(skipped))
    return None


def latest_first(folder: Path) -> list[Path]:
    """The files of games in a folder, the last written first."""
    found = []
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.endswith(SUFFIX) and not entry.name.startswith(".") and entry.is_file():
                found.append((entry.stat().st_mtime_ns, entry.name))
    return [folder / name for _when, name in sorted(found, reverse=True)]


def _lock_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")
