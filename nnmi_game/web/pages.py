"""What the script of a seat's page says, read strictly: ``["stdin", "x"]`` as the terminal's own script has it."""

from __future__ import annotations

import json
from typing import Any

from attrs import asdict, frozen

from nnmi_game.locale import LANGUAGES
from nnmi_game.tui.browser import bounded
from nnmi_game.tui.settings import THEMES, Settings

#: Numbers of a size beyond this are no size.
MOST = 100_000


class NonsenseError(ValueError):
    """No page of ours says this."""


@frozen
class Hello:
    """The first thing that a page says: how large its terminal is, and how the student likes the game."""

    size: tuple[int, int]
    settings: Settings


@frozen
class Keys:
    """Keys, movements of the mouse, pasted text."""

    text: str


@frozen
class Resized:
    """The window has another size."""

    size: tuple[int, int]


@frozen
class Looked:
    """The page has been looked at, or looked away from."""

    looks: bool


Said = Hello | Keys | Resized | Looked


def heard(text: str) -> Said:
    """What a page said; ``NonsenseError`` if that is nothing."""
    try:
        said = json.loads(text)
        what, rest = said[0], said[1:]
        match what:
            case "stdin" if isinstance(rest[0], str):
                return Keys(rest[0].encode("utf-8", "ignore").decode())
            case "resize":
                return Resized(_size(rest[0]))
            case "focus" | "blur":
                return Looked(what == "focus")
            case "hello":
                return Hello(_size(rest[0]), _settings(rest[0]))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    raise NonsenseError


def _size(said: dict[str, Any]) -> tuple[int, int]:
    columns, rows = said["width"], said["height"]
    if not all(type(number) is int and 0 <= number <= MOST for number in (columns, rows)):
        raise ValueError
    return bounded(columns, rows)


def _settings(said: dict[str, Any]) -> Settings:
    """The settings that the browser keeps; what is missing or not understood is as at first."""
    kept = said.get("settings")
    kept = kept if isinstance(kept, dict) else {}
    usual = asdict(
        Settings(language=_language(said.get("language")), reduced_motion=said.get("calm") is True)
    )
    understood = {
        name: kept[name]
        for name, value in usual.items()
        if type(kept.get(name)) is type(value) and _fits(name, kept[name])
    }
    return Settings(**(usual | understood))


def _language(wish: object) -> str:
    return wish if isinstance(wish, str) and wish in LANGUAGES else "en"


def _fits(name: str, value: object) -> bool:
    return {"theme": value in THEMES, "language": value in LANGUAGES}.get(name, True)
