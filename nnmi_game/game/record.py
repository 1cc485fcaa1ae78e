"""What the file of a game says, and nothing of what it means: reading and writing it as TOML.

::

    format = 1
    rules_version = 1
    scenario = "nnmi-2012"
    scenario_digest = "..."
    seed = 7

    [[turns]]
    digest = "..."

    [[turns.orders]]
    order = "solicit"
    technology = "additive"
    ...

``tray`` is a list of orders as well: those given for the turn that has not been played yet. ``guesses``, there and
in a turn, are what the player expected of it. ``happened``, there and in a turn, names the events that an instructor
put in before it. ``scenario_file`` is the path of a scenario that is none of the
shipped ones. A *draft* may lack what only playing it tells: the version of the rules and the digests.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeGuard

import tomli_w
from attrs import asdict, define, field, frozen

from nnmi_game.engine.luck import SEED_BOUND
from nnmi_game.engine.orders import Order, OrderError, from_table, to_table
from nnmi_game.game.guesses import LARGEST, Guess
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.library import is_name
from nnmi_game.scenario.locate import TomlError, read_toml
from nnmi_game.scenario.problem import KeyPath, Place, Problem, near, quoted

FORMAT = 1
LARGEST_FILE = 4_000_000
MOST_TURNS = 80
MOST_ORDERS = 1000
LONGEST_TITLE = 200
LONGEST_PATH = 4000
DIGEST = re.compile("[0-9a-f]{8,64}")

KEYS = (
    "format",
    "title",
    "written",
    "rules_version",
    "scenario",
    "scenario_digest",
    "scenario_file",
    "seed",
    "tray",
    "guesses",
    "happened",
    "turns",
)
OPTIONAL_KEYS = ("title", "written", "scenario_file", "tray", "guesses", "happened", "turns")
DRAFT_KEYS = ("format", "rules_version", "scenario_digest", "digest")
TURN_KEYS = ("orders", "digest", "guesses", "happened")
GUESS_KEYS = ("measure", "of", "value", "low", "high")
MOST_GUESSES = 100
MOST_HAPPENED = 100


class SaveError(Exception):
    """A saved game cannot be used as it is; the text says what is wrong and where.

    ``turn`` is the first turn that cannot be played as recorded, where that is known. ``playable`` says
    whether reading the game leniently gives the part that can be played.
    """

    def __init__(self, message: str, turn: int | None = None, playable: bool = False) -> None:
        super().__init__(message)
        self.turn = turn
        self.playable = playable


@frozen
class RecordedTurn:
    """The orders of a turn, the digest of the state after it, what the player guessed and what was put in before it."""

    orders: tuple[Order, ...]
    digest: str
    guesses: tuple[Guess, ...] = ()
    happened: tuple[str, ...] = ()


@frozen
class Record:
    """All that the file of a game says."""

    rules_version: int
    seed: int
    scenario: str
    scenario_digest: str
    turns: tuple[RecordedTurn, ...] = ()
    tray: tuple[Order, ...] = ()
    guesses: tuple[Guess, ...] = ()
    happened: tuple[str, ...] = ()
    file: str = ""
    title: str = ""
    written: datetime | None = None


def write(record: Record) -> str:
    """The text of a file that says all this."""
    about: dict[str, Any] = {"format": FORMAT}
    if record.title:
        about["title"] = record.title[:LONGEST_TITLE]
    if record.written is not None:
        about["written"] = record.written
    about |= {
        "rules_version": record.rules_version,
        "scenario": record.scenario,
        "scenario_digest": record.scenario_digest,
    }
    if record.file:
        about["scenario_file"] = record.file
    about["seed"] = record.seed
    turns = [
        {"digest": turn.digest, "orders": [to_table(o) for o in turn.orders]}
        | _guessed(turn.guesses)
        | _happened(turn.happened)
        for turn in record.turns
    ]
    tray = [to_table(o) for o in record.tray]
    about |= _guessed(record.guesses) | _happened(record.happened)
    return tomli_w.dumps(about | {name: found for name, found in (("tray", tray), ("turns", turns)) if found})


def _guessed(guesses: Sequence[Guess]) -> dict[str, Any]:
    return (
        {"guesses": [{k: v for k, v in asdict(one).items() if v != ""} for one in guesses]} if guesses else {}
    )


def _happened(events: Sequence[str]) -> dict[str, Any]:
    return {"happened": list(events)} if events else {}


def read(path: Path, draft: bool = False) -> Record:
    """What the file (or a draft of one) says; ``SaveError`` with its first mistake."""
    text = read_text(path)
    try:
        data, places = read_toml(text, str(path))
    except TomlError as error:
        raise SaveError(str(error.problem)) from None
    return Reader(str(path), places, DRAFT_KEYS if draft else ()).record(data)


def read_text(path: Path) -> str:
    """The text of the file; ``SaveError`` if it has none that can be used."""
    try:
        # asked before opening, since opening a pipe would wait for a writer
        if not stat.S_ISREG(path.stat().st_mode):
            raise SaveError(_("{file}: this is not a file").format(file=path))
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise SaveError(_("{file}: there is no such file").format(file=path)) from None
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise SaveError(
            _("{file}: the file cannot be read: {reason}").format(file=path, reason=reason)
        ) from None
    if len(content) > LARGEST_FILE:
        raise SaveError(
            _("{file}: the file is larger than {limit} bytes").format(file=path, limit=LARGEST_FILE)
        )
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SaveError(_("{file}:{line}: this is no UTF-8 text").format(file=path, line=line)) from None


@define
class Reader:
    """Takes the values of one file apart and names the first that is wrong."""

    file: str
    places: dict[KeyPath, Place] = field(factory=dict)
    #: Keys that may be missing; what they would say is then 0 or empty.
    spared: tuple[str, ...] = ()

    def error(
        self, path: KeyPath, message: str, expected: str = "", suggestion: str = "", turn: int | None = None
    ) -> SaveError:
        """The mistake at a key, as a sentence with its place."""
        known = path
        while known and known not in self.places:
            known = known[:-1]
        place = self.places.get(known, Place(self.file))
        return SaveError(str(Problem.at(place, path, message, expected, suggestion)), turn)

    def record(self, data: dict[str, Any]) -> Record:
        """The whole file."""
        # asked first: a file of another format may hold anything
        if self.whole(data, "format", 1, 10**6, FORMAT) != FORMAT:
            raise self.error(
                ("format",),
                _("this format of saved games is not known to this version of the program"),
                str(FORMAT),
            )
        self.known(data, (), KEYS, OPTIONAL_KEYS)
        scenario = self.text(data, "scenario")
        if not is_name(scenario):
            raise self.error(("scenario",), _("this is no name of a scenario"))
        written = data.get("written")
        if written is not None and not isinstance(written, datetime):
            raise self.error(("written",), _("this must be a date with a time"))
        return Record(
            rules_version=self.whole(data, "rules_version", 1, 10**6, 0),
            seed=self.whole(data, "seed", 0, SEED_BOUND - 1),
            scenario=scenario,
            scenario_digest=self.digest(data, (), "scenario_digest"),
            turns=self.turns(data.get("turns", [])),
            tray=self.orders(data.get("tray", []), ("tray",)),
            guesses=self.guesses(data.get("guesses", []), ("guesses",)),
            happened=self.happened(data.get("happened", []), ("happened",)),
            file=self.text(data, "scenario_file", LONGEST_PATH),
            title=self.text(data, "title"),
            written=written,
        )

    def turns(self, given: object) -> tuple[RecordedTurn, ...]:
        """The recorded turns."""
        if not _is_list(given) or len(given) > MOST_TURNS:
            raise self.error(("turns",), _("this must be a list of at most {limit}").format(limit=MOST_TURNS))
        found = []
        for number, turn in enumerate(given):
            path: KeyPath = ("turns", number)
            if not isinstance(turn, dict):
                raise self.error(path, _("this must be a table"), turn=number + 1)
            self.known(turn, path, TURN_KEYS, ("orders", "guesses", "happened"))
            orders = self.orders(turn.get("orders", []), (*path, "orders"), number + 1)
            guesses = self.guesses(turn.get("guesses", []), (*path, "guesses"), number + 1)
            happened = self.happened(turn.get("happened", []), (*path, "happened"), number + 1)
            found.append(RecordedTurn(orders, self.digest(turn, path, "digest"), guesses, happened))
        return tuple(found)

    def orders(self, given: object, path: KeyPath, turn: int | None = None) -> tuple[Order, ...]:
        """A list of orders."""
        if not _is_list(given) or len(given) > MOST_ORDERS:
            message = _("this must be a list of at most {limit}").format(limit=MOST_ORDERS)
            raise self.error(path, message, turn=turn)
        found = []
        for number, table in enumerate(given):
            if not isinstance(table, dict):
                raise self.error((*path, number), _("this must be a table"), turn=turn)
            try:
                found.append(from_table(table))
            except OrderError as error:
                if turn is None:
                    message = _("order {number} for the coming turn is not valid: {reason}")
                else:
                    message = _("turn {turn}, order {number} is not valid: {reason}")
                message = message.format(turn=turn, number=number + 1, reason=error)
                raise self.error((*path, number), message, turn=turn) from None
        return tuple(found)

    def guesses(self, given: object, path: KeyPath, turn: int | None = None) -> tuple[Guess, ...]:
        """A list of guesses; that their figures are there is asked when the game is played."""
        if not _is_list(given) or len(given) > MOST_GUESSES:
            message = _("this must be a list of at most {limit}").format(limit=MOST_GUESSES)
            raise self.error(path, message, turn=turn)
        found = []
        for number, table in enumerate(given):
            here: KeyPath = (*path, number)
            if not isinstance(table, dict):
                raise self.error(here, _("this must be a table"), turn=turn)
            self.known(table, here, GUESS_KEYS, ("of",))
            value, low, high = (
                self.whole(table, key, -LARGEST, LARGEST, path=here) for key in ("value", "low", "high")
            )
            if not low <= value <= high:
                raise self.error(here, _("the range of a guess must hold the guess itself"), turn=turn)
            measure, of = (self.text(table, key, path=here) for key in ("measure", "of"))
            found.append(Guess(measure, of, value, low, high))
        return tuple(found)

    def happened(self, given: object, path: KeyPath, turn: int | None = None) -> tuple[str, ...]:
        """A list of names of events; that they can happen is asked when the game is played."""
        if not _is_list(given) or len(given) > MOST_HAPPENED:
            message = _("this must be a list of at most {limit}").format(limit=MOST_HAPPENED)
            raise self.error(path, message, turn=turn)
        for number, name in enumerate(given):
            if not isinstance(name, str) or not is_name(name):
                raise self.error((*path, number), _("this is no name of an event"), turn=turn)
        return tuple(given)

    def known(
        self, table: dict[str, Any], path: KeyPath, keys: Sequence[str], optional: Sequence[str]
    ) -> None:
        """Every key that must be there is, and no other."""
        for key in table:
            if key not in keys:
                raise self.error(
                    (*path, key),
                    _("this key is not known"),
                    _("one of {known}").format(known=", ".join(keys)),
                    near(key, keys),
                )
        for key in keys:
            if key not in table and key not in optional and key not in self.spared:
                raise self.error((*path, key), _("this key is missing"))

    def whole(
        self, table: dict[str, Any], key: str, low: int, high: int, spared: int = 0, path: KeyPath = ()
    ) -> int:
        """A whole number between two bounds."""
        if key not in table and key in self.spared:
            return spared
        value = table.get(key)
        if key not in table:
            raise self.error((*path, key), _("this key is missing"))
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            expected = _("a whole number from {low} to {high}").format(low=low, high=high)
            raise self.error((*path, key), _("this value cannot be used"), expected)
        return value

    def text(self, table: dict[str, Any], key: str, longest: int = LONGEST_TITLE, path: KeyPath = ()) -> str:
        """A text of bounded length; empty if it is not there."""
        value = table.get(key, "")
        if not isinstance(value, str) or len(value) > longest or "\0" in value:
            expected = _("a text of at most {limit} characters").format(limit=longest)
            raise self.error((*path, key), _("this value cannot be used"), expected)
        return value

    def digest(self, table: dict[str, Any], path: KeyPath, key: str) -> str:
        """A digest: hexadecimal digits."""
        if key not in table:
            return ""  # a draft
        value = table[key]
        if not isinstance(value, str) or not DIGEST.fullmatch(value):
            shown = quoted(value) if isinstance(value, str) else type(value).__name__
            message = _("{value} is no digest").format(value=shown)
            raise self.error((*path, key), message, _("hexadecimal digits"))
        return value


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)
