"""What is wrong with a scenario file, and where."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from nnmi_game.locale import gettext as _

#: A way through tables and lists to one value, such as ``("technologies", 3, "pull")``.
KeyPath = tuple[str | int, ...]

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
# Longer words are no slips of the pen, and comparing them would take long.
LONGEST_SLIP = 60
LONGEST_SHOWN = 60


@frozen(order=True)
class Place:
    """A place in a file; lines and columns count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1


@frozen
class Problem:
    """One thing that is wrong: where, what, what would be right, and what was perhaps meant."""

    file: str
    line: int
    column: int
    key: str
    message: str
    expected: str = ""
    suggestion: str = ""

    @classmethod
    def at(
        cls, place: Place, path: KeyPath, message: str, expected: str = "", suggestion: str = ""
    ) -> Problem:
        """A problem at a place, with the key path as people read it."""
        return cls(place.file, place.line, place.column, path_text(path), message, expected, suggestion)

    def __str__(self) -> str:
        clauses = [f"{self.file}:{self.line}:{self.column}: "]
        clauses.append(f"{self.key}: {self.message}" if self.key else self.message)
        if self.expected:
            clauses.append("; " + _("expected {expected}").format(expected=self.expected))
        if self.suggestion:
            clauses.append("; " + _("did you mean {suggestion}?").format(suggestion=self.suggestion))
        return "".join(clauses)


class ScenarioError(Exception):
    """A scenario cannot be used; ``problems`` says why, all of it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by file and place, each once."""
    return sorted(set(problems), key=lambda one: (one.file, one.line, one.column, one.key, one.message))


def path_text(path: KeyPath) -> str:
    """The path as people read it: ``technologies[3].pull``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += ("." if text else "") + (step if BARE_KEY.fullmatch(step) else quoted(step))
    return text


def quoted(text: str) -> str:
    """The text in quotes, shortened, with nothing in it that could disturb a terminal."""
    short = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."
    return '"' + "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in short) + '"'


def near(word: str, known: Sequence[str]) -> str:
    """The known word that was perhaps meant, or nothing."""
    if len(word) > LONGEST_SLIP:
        return ""
    found = difflib.get_close_matches(word.lower(), known, n=1)
    return found[0] if found else ""
