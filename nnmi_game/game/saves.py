"""Saved games: a file is written at once or not at all, and read by playing it again.

Loading compares every turn with the digest that was recorded for it, so a game that is open is always one
that the rules give.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from nnmi_game.engine.orders import Order
from nnmi_game.engine.turn import RULES_VERSION
from nnmi_game.game import words
from nnmi_game.game.game import CannotHappen, Differs, Game, Refused
from nnmi_game.game.guesses import Guess, mistake
from nnmi_game.game.record import Record, RecordedTurn, SaveError, read, write
from nnmi_game.locale import gettext as _
from nnmi_game.scenario import library
from nnmi_game.scenario.digest import digest
from nnmi_game.scenario.load import load as load_scenario
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.problem import ScenarioError, quoted

__all__ = [
    "Record", "RecordedTurn", "SaveError", "content_of", "load", "new_game", "read", "record_of", "replayed", "save",
]  # fmt: skip


def new_game(name_or_path: str | Path, seed: int) -> Game:
    """A new game of a shipped scenario or of a scenario's own file, which the save then remembers."""
    scenario = load_scenario(name_or_path)
    shipped = str(name_or_path) in library.names()
    return Game.new(scenario, seed, "" if shipped else os.path.abspath(name_or_path))


def record_of(game: Game, title: str = "", written: datetime | None = None) -> Record:
    """A game as its file says it."""
    return Record(
        rules_version=RULES_VERSION,
        seed=game.seed,
        scenario=game.scenario.id,
        scenario_digest=game.scenario_digest,
        turns=tuple(RecordedTurn(one.orders, one.digest, one.guesses, one.happened) for one in game.past),
        tray=tuple(game.tray),
        guesses=tuple(game.guesses),
        happened=tuple(game.happened),
        file=game.file,
        title=title or game.title,
        written=written,
    )


def save(game: Game, path: Path, title: str = "", written: datetime | None = None) -> None:
    """Write the game. ``OSError`` if that fails; what stood in the file before is still there then."""
    write_file(path, content_of(game, title, written))


def content_of(game: Game, title: str = "", written: datetime | None = None) -> bytes:
    """What the file of a game holds."""
    return write(record_of(game, title, written)).encode()


def write_file(path: Path, content: bytes, settled: bool = True) -> None:
    """Put the content in place of the file's, whole: a reader or a crash meets the old or the new.

    Where it is not to be ``settled``, that holds for a crash of the program, but not yet for a loss of power.
    """
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        with draft.open("wb") as stream:
            stream.write(content)
            if settled:
                stream.flush()
                os.fsync(stream.fileno())
        os.replace(draft, target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    if settled:
        settle_folder(target.parent)


def settle_file(path: Path) -> None:
    """Make what the file holds last through a loss of power. ``OSError`` if the disk does not take it."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def settle_folder(folder: Path) -> None:
    """Make the new name last through a loss of power, where the system can do that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unheard(_part: float) -> None:
    """Nobody wants to know how far it is."""


def load(
    path: Path,
    lenient: bool = False,
    progress: Callable[[float], None] = _unheard,
    like: Game | None = None,
) -> Game:
    """The game in the file, with its unsent orders; ``SaveError`` if it can't be had.

    Leniently, a game of other rules, of another version of its scenario, or with a turn that comes out
    differently is played up to the last turn that agrees, and then left to the player.

    ``progress`` is told after each turn what part has been played; what it raises ends the loading. A game ``like``
    it, of the same scenario, saves reading that again.
    """
    path = Path(path)
    return replayed(read(path), path, lenient, progress, like)


def replayed(
    record: Record,
    path: Path,
    lenient: bool = False,
    progress: Callable[[float], None] = _unheard,
    like: Game | None = None,
) -> Game:
    """Play a record again; ``path`` is where it came from, for the sentences."""
    tables = None
    if like is not None and (like.scenario_digest, like.file) == (record.scenario_digest, record.file):
        tables = like.tables
    scenario = tables.scenario if tables is not None else scenario_of(record, path)
    if not lenient:
        check_versions(record, scenario, path)
    game = Game.new(scenario, record.seed, record.file, tables)
    game.title = record.title
    for number, turn in enumerate(record.turns, start=1):
        problem = play_on(game, turn, path)
        if problem is not None:
            if lenient:
                return game
            raise problem
        progress(number / len(record.turns))
    unknown = _unknown_figure(record.guesses, game, path)
    if unknown is None:
        game.guesses = list(record.guesses)
    elif not lenient:
        raise unknown
    for event in record.happened:
        if not game.let_happen(event) and not lenient:
            raise _cannot_happen(path, game.turn, event)
    for number, order in enumerate(record.tray):
        refused = _("the game is over") if game.over else _why_not(game, order)
        if refused:
            if lenient:
                continue
            raise SaveError(
                _("{file}: order {number} for the coming turn is refused: {reason}").format(
                    file=path, number=number + 1, reason=refused
                ),
                game.turn,
                playable=True,
            )
    return game


def _cannot_happen(path: Path, turn: int, event: str) -> SaveError:
    message = _("{file}: turn {turn}: the event {name} cannot happen before it").format(
        file=path, turn=turn, name=quoted(event)
    )
    return SaveError(message, turn, playable=True)


def _why_not(game: Game, order: Order) -> str:
    """Give the order to the game, or say why it is refused."""
    refusal = game.give(order)
    return "" if refusal is None else words.refusal(refusal, game.scenario)


def _unknown_figure(guesses: Sequence[Guess], game: Game, path: Path) -> SaveError | None:
    """What is wrong if a guess is about a figure that the scenario does not have."""
    for guess in guesses:
        if mistake(guess, list(game.tables.technology), list(game.tables.agency)):
            message = _("{file}: turn {turn} has a guess about {name}, and there is no such figure").format(
                file=path, turn=game.turn, name=quoted(f"{guess.measure} {guess.of}".strip())
            )
            return SaveError(message, game.turn, playable=True)
    return None


def play_on(game: Game, turn: RecordedTurn, path: Path) -> SaveError | None:
    """Play one recorded turn, or say why it can't be played as recorded; the game stays as it was then."""
    if game.over:
        message = _("{file}: turn {turn} is one more than the scenario has").format(file=path, turn=game.turn)
        return SaveError(message, game.turn, playable=True)
    unknown = _unknown_figure(turn.guesses, game, path)
    if unknown is not None:
        return unknown
    try:
        game.play_recorded(turn.orders, turn.digest, turn.guesses, turn.happened)
    except CannotHappen as error:
        return _cannot_happen(path, error.turn, error.event)
    except Refused as error:
        message = _("{file}: turn {turn}, order {number} is refused: {reason}").format(
            file=path,
            turn=error.turn,
            number=error.number,
            reason=words.refusal(error.refusal, game.scenario),
        )
        return SaveError(message, error.turn, playable=True)
    except Differs as error:
        message = _("{file}: turn {turn} comes out differently: digest {found} instead of {recorded}").format(
            file=path, turn=error.turn, found=error.found, recorded=error.recorded
        )
        return SaveError(message, error.turn, playable=True)
    return None


def scenario_of(record: Record, path: Path) -> Scenario:
    """The scenario of a record: from its own file if that is still there, else a shipped one."""
    known = library.names()
    wish = record.file if record.file and library.exists(Path(record.file)) else record.scenario
    if wish == record.scenario and wish not in known:
        raise SaveError(
            _("{file}: there is no scenario {name}; there are {known}").format(
                file=path, name=quoted(record.file or record.scenario), known=", ".join(known)
            )
        )
    try:
        scenario = load_scenario(wish)
    except ScenarioError as error:
        raise SaveError(
            _("{file}: its scenario cannot be used: {reason}").format(file=path, reason=error.problems[0])
        ) from None
    if scenario.id != record.scenario:
        raise SaveError(
            _("{file}: {name} is the scenario {found}, not {wanted}").format(
                file=path, name=quoted(record.file), found=scenario.id, wanted=record.scenario
            )
        )
    return scenario


def check_versions(record: Record, scenario: Scenario, path: Path) -> None:
    """``SaveError`` if the game was played by other rules or in another version of its scenario."""
    if record.rules_version != RULES_VERSION:
        raise SaveError(
            _(
                "{file}: the game was played by version {theirs} of the rules; this program plays by version "
                "{ours}. It can be opened up to the last turn that comes out the same."
            ).format(file=path, theirs=record.rules_version, ours=RULES_VERSION),
            playable=True,
        )
    if digest(scenario) != record.scenario_digest:
        raise SaveError(
            _(
                "{file}: the scenario {name} has changed since the game was played. It can be opened up to "
                "the last turn that comes out the same."
            ).format(file=path, name=scenario.id),
            playable=True,
        )
