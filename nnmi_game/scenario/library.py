"""Where the scenarios and recorded games that come with the program lie."""

from __future__ import annotations

import re
from pathlib import Path

from nnmi_game.locale import gettext as _
from nnmi_game.scenario.fields import ID_PATTERN, MAX_ID
from nnmi_game.scenario.problem import Place, Problem, ScenarioError, near, quoted

#: The file of a scenario's folder that is read first.
MAIN_FILE = "scenario.toml"
SUFFIX = ".toml"

PACKAGE = Path(__file__).resolve().parent.parent


def shipped(*steps: str) -> Path:
    """A folder that comes with the program: inside the package when installed, beside it in a checkout."""
    inside = PACKAGE.joinpath(*steps)
    return inside if inside.is_dir() else PACKAGE.parent.joinpath(*steps)


def scenarios_folder() -> Path:
    """The folder of the scenarios that come with the program."""
    return shipped("content", "scenarios")


def saves_folder() -> Path:
    """The folder of the recorded games that come with the program."""
    return shipped("saves")


def names(folder: Path | None = None) -> list[str]:
    """The names of the scenarios in the folder (by default the shipped ones), sorted."""
    folder = folder or scenarios_folder()
    if not folder.is_dir():
        return []
    found = {
        entry.name.removesuffix(SUFFIX) if entry.is_file() else entry.name
        for entry in folder.iterdir()
        if (entry.is_file() and entry.suffix == SUFFIX) or (entry / MAIN_FILE).is_file()
    }
    return sorted(name for name in found if is_name(name))


def is_name(text: str) -> bool:
    """Whether the text can be a scenario's name, and not only a path."""
    return len(text) <= MAX_ID and re.fullmatch(ID_PATTERN, text) is not None


def find(name_or_path: str | Path, folder: Path | None = None) -> Path:
    """The path of a shipped scenario or of a scenario's file or folder; ``ScenarioError`` if none."""
    folder = folder or scenarios_folder()
    wish = str(name_or_path)
    known = names(folder)
    if wish in known:
        inside = folder / wish
        return inside if inside.is_dir() else folder / (wish + SUFFIX)
    path = Path(name_or_path)
    if exists(path):
        # The main file of a folder stands for the folder.
        return path.parent if path.name == MAIN_FILE else path
    if is_name(wish):
        message = _("there is no scenario {name}").format(name=quoted(wish))
        expected = _("one of {known}, or the path of a file or folder").format(known=", ".join(known))
    else:
        message = _("there is no such file or folder")
        expected = _("the path of a scenario, or one of {known}").format(known=", ".join(known))
    suggestion = near(path.name.removesuffix(SUFFIX), known)
    raise ScenarioError([Problem.at(Place(wish), (), message, expected if known else "", suggestion)])


def exists(path: Path) -> bool:
    """Whether there is something at the path."""
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True
