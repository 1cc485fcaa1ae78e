"""Where each key of a TOML file stands.

``tomllib`` reads the values but forgets where they stood, and no well-kept library tells, so this scanner
walks the text once more and notes the place of every key and list item. It runs before ``tomllib`` and also
refuses what would make that slow or overflow: deep nesting, long dotted keys, endless numbers. It judges
nothing else: where it doesn't understand the text it stops, and ``tomllib`` says what is wrong.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress
from typing import Any

from attrs import define, field

from nnmi_game.locale import gettext as _
from nnmi_game.scenario.problem import KeyPath, Place, Problem

DEEPEST = 12
LONGEST_BARE = 80

SPACE = re.compile(r"[ \t]*+")
BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]++")
STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
# A date and its time may be parted by one space.
BARE_VALUE = re.compile(r"[^\s,\[\]{}#\"'=]++(?: \d[^\s,\[\]{}#\"'=]*+)?+")
WHERE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


class TomlError(Exception):
    """The text is no TOML that can be read; ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class Lost(Exception):
    """The scanner doesn't understand the text; ``tomllib`` will say why."""


def read_toml(text: str, file: str) -> tuple[dict[str, Any], dict[KeyPath, Place]]:
    """The values of a TOML text and the place of each of its keys and list items, or ``TomlError``."""
    scanner = Scanner(text, file)
    with suppress(Lost):
        scanner.scan()
    try:
        return tomllib.loads(text), scanner.places
    except (ValueError, OverflowError) as error:
        raise TomlError(syntax_problem(scanner, str(error))) from None
    except RecursionError:
        raise TomlError(Problem.at(Place(file), (), too_deep())) from None


def syntax_problem(scanner: Scanner, reason: str) -> Problem:
    """What ``tomllib`` says, at its place; a repeated key at its own."""
    if scanner.repeated is not None:
        path, place = scanner.repeated
        first = scanner.places[path]
        return Problem.at(
            place,
            path,
            _("this key is given twice; the first is in line {line}").format(line=first.line),
        )
    where = WHERE.search(reason)
    if where is None:
        place = Place(scanner.file)
    elif where["line"]:
        place = Place(scanner.file, int(where["line"]), int(where["column"]))
    else:
        place = scanner.place(len(scanner.text))
    reason = reason[: where.start()] if where else reason
    return Problem.at(place, (), _("this is not valid TOML: {reason}").format(reason=reason))


def too_deep() -> str:
    """What is said of text that is nested too deeply."""
    return _("tables and lists are nested more than {limit} deep").format(limit=DEEPEST)


@define
class Scanner:
    """One walk through one text."""

    text: str
    file: str
    at: int = 0
    places: dict[KeyPath, Place] = field(factory=dict)
    #: Key that was given twice and the place of the second.
    repeated: tuple[KeyPath, Place] | None = None
    #: Number of tables so far in each array of tables.
    counts: dict[KeyPath, int] = field(factory=dict)
    given: set[KeyPath] = field(factory=set)
    line_starts: list[int] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.line_starts = [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, offset: int) -> Place:
        """The line and column of an offset."""
        line = bisect_right(self.line_starts, offset)
        return Place(self.file, line, offset - self.line_starts[line - 1] + 1)

    def scan(self) -> None:
        """Walk through the text: headers and key-value lines."""
        table: KeyPath = ()
        while True:
            self.skip(BLANK)
            if self.at >= len(self.text):
                return
            table = self.header() if self.text[self.at] == "[" else self.pair(table)

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Step over what the pattern matches."""
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()

    def take(self, token: str) -> bool:
        """Step over the token if it comes next."""
        if not self.text.startswith(token, self.at):
            return False
        self.at += len(token)
        return True

    def expect(self, token: str) -> None:
        """Step over the token, which must come next."""
        if not self.take(token):
            raise Lost

    def header(self) -> KeyPath:
        """``[table]`` or ``[[array.of.tables]]``: gives the path of the table it opens."""
        array = self.take("[[")
        if not array:
            self.expect("[")
        path: KeyPath = ()
        steps = self.dotted_key()
        for number, (step, place) in enumerate(steps):
            path = (*path, step)
            self.places.setdefault(path, place)
            last = number == len(steps) - 1
            if array and last:
                self.counts[path] = self.counts.get(path, 0) + 1
            elif last:
                self.note_given(path, place)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
                self.places.setdefault(path, place)
        self.check_depth(path, steps[-1][1])
        self.expect("]]" if array else "]")
        return path

    def pair(self, table: KeyPath) -> KeyPath:
        """``key = value``: gives back the table it belongs to."""
        path = table
        steps = self.dotted_key()
        for step, place in steps:
            path = (*path, step)
            self.places.setdefault(path, place)
        self.check_depth(path, steps[-1][1])
        self.note_given(path, steps[-1][1])
        self.expect("=")
        self.skip(SPACE)
        self.value(path)
        return table

    def note_given(self, path: KeyPath, place: Place) -> None:
        """Remember that the key is given, and if it already was."""
        if path in self.given and self.repeated is None:
            self.repeated = (path, place)
        self.given.add(path)

    def dotted_key(self) -> list[tuple[str, Place]]:
        """The steps of a key, each with its place, and the space behind it."""
        steps: list[tuple[str, Place]] = []
        while True:
            self.skip(SPACE)
            place = self.place(self.at)
            if len(steps) > DEEPEST:
                raise TomlError(Problem.at(place, (), too_deep()))
            steps.append((self.simple_key(), place))
            self.skip(SPACE)
            if not self.take("."):
                return steps

    def simple_key(self) -> str:
        """One step of a key: bare or in quotes."""
        bare = BARE_KEY.match(self.text, self.at)
        found = bare or STRING.match(self.text, self.at)
        if found is None:
            raise Lost
        self.at = found.end()
        token = found.group()
        if bare:
            return token
        if token.startswith("'") or "\\" not in token:
            return token[1:-1]
        try:
            return str(tomllib.loads("key = " + token)["key"])
        except ValueError:
            raise Lost from None

    def check_depth(self, path: KeyPath, place: Place) -> None:
        """Refuse a path that leads too deep."""
        if len(path) > DEEPEST:
            raise TomlError(Problem.at(place, (), too_deep()))

    def value(self, path: KeyPath) -> None:
        """Step over a value, noting the places in it."""
        if self.take("["):
            self.array(path)
        elif self.take("{"):
            self.inline_table(path)
        elif found := STRING.match(self.text, self.at):
            self.at = found.end()
        elif found := BARE_VALUE.match(self.text, self.at):
            if len(found.group()) > LONGEST_BARE:
                message = _("this number is too long to be read")
                raise TomlError(Problem.at(self.place(self.at), path, message))
            self.at = found.end()
        else:
            raise Lost

    def array(self, path: KeyPath) -> None:
        """The items of a list, after its bracket."""
        number = 0
        while True:
            self.skip(BLANK)
            if self.take("]"):
                return
            item = (*path, number)
            place = self.place(self.at)
            self.check_depth(item, place)
            self.places.setdefault(item, place)
            self.value(item)
            number += 1
            self.skip(BLANK)
            if not self.take(","):
                self.expect("]")
                return

    def inline_table(self, path: KeyPath) -> None:
        """The pairs of an inline table, after its brace."""
        while True:
            self.skip(BLANK)
            if self.take("}"):
                return
            self.pair(path)
            self.skip(BLANK)
            if not self.take(","):
                self.expect("}")
                return
