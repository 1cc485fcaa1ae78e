"""The files of a scenario: reads them, follows its parts and its base, and puts all into one document.

A scenario is a file ``NAME.toml`` or a folder ``NAME/`` with a ``scenario.toml`` and the parts it names.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

from attrs import define, field

from nnmi_game.locale import gettext as _
from nnmi_game.scenario import library
from nnmi_game.scenario.locate import TomlError, read_toml
from nnmi_game.scenario.problem import KeyPath, Place, Problem, near, quoted

LARGEST_FILE = 2_000_000
MOST_PARTS = 40
PART_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.toml")
#: Keys that say how a scenario is put together; they are no part of what it says.
LAYOUT_KEYS = ("base", "parts")
#: Keys that a scenario never takes from its base: they say which one it is.
OWN_KEYS = ("id", "version")
# A base may have a base of its own, but not without end.
MOST_BASES = 4


@define
class Document:
    """What the files of a scenario say together, and where each key stands."""

    file: str
    data: dict[str, Any] = field(factory=dict)
    places: dict[KeyPath, Place] = field(factory=dict)
    problems: list[Problem] = field(factory=list)
    #: False when a file could not be read: what is missing then is no mistake of its own.
    whole: bool = True

    def place(self, path: KeyPath) -> Place:
        """Where the key stands; for one that is missing, the table it should stand in."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))

    def report(self, path: KeyPath, message: str, expected: str = "", suggestion: str = "") -> None:
        """Note a problem at a key."""
        self.problems.append(Problem.at(self.place(path), path, message, expected, suggestion))


def read_document(path: Path, folder: Path | None = None) -> Document:
    """All files of a scenario as one document; ``folder`` holds the scenarios that may serve as base."""
    return read_scenario(path, folder or library.scenarios_folder(), ())


def read_scenario(path: Path, folder: Path, heirs: tuple[str, ...]) -> Document:
    """A scenario and its base; ``heirs`` are the names of those that build on it."""
    in_folder = path.is_dir()
    document = read_file(path / library.MAIN_FILE if in_folder else path)
    name = Path(os.path.abspath(path)).name
    name = name if in_folder else name.removesuffix(library.SUFFIX)
    layout = {key: document.data.pop(key) for key in LAYOUT_KEYS if key in document.data}
    if "parts" in layout:
        if in_folder:
            read_parts(document, path, layout["parts"])
        else:
            document.report(("parts",), _("only a scenario in a folder of its own can have parts"))
    check_id(document, name)
    if "base" in layout:
        inherit(document, layout["base"], folder, (*heirs, name))
    return document


def check_id(document: Document, name: str) -> None:
    """Say so if a scenario's id is not the name it is found by."""
    given = document.data.get("id")
    if isinstance(given, str) and given != name:
        document.report(
            ("id",),
            _("a scenario's id is the name of its file or folder"),
            quoted(name),
        )


def read_file(path: Path) -> Document:
    """One file as a document."""
    document = Document(str(path))
    text = read_text(path, document)
    if text is not None:
        try:
            document.data, document.places = read_toml(text, document.file)
        except TomlError as error:
            document.problems.append(error.problem)
            text = None
    document.whole = text is not None
    return document


def read_text(path: Path, document: Document) -> str | None:
    """The text of a file, or ``None`` and a problem if it has none that can be used."""
    try:
        # Asked before opening, since opening a pipe would wait for a writer.
        if not stat.S_ISREG(path.stat().st_mode):
            document.report((), _("this is not a file"))
            return None
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        document.report((), _("there is no such file"))
        return None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        document.report((), _("the file cannot be read: {reason}").format(reason=reason))
        return None
    if len(content) > LARGEST_FILE:
        document.report((), _("the file is larger than {limit} bytes").format(limit=LARGEST_FILE))
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        place = Place(document.file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        message = _("this is no UTF-8 text")
        document.problems.append(Problem.at(place, (), message, _("the file saved as UTF-8")))
        return None
    # Some editors put a mark before UTF-8 text.
    return text.removeprefix("\ufeff")


def read_parts(document: Document, folder: Path, parts: object) -> None:
    """Add the files that ``parts`` names to the document."""
    expected = _("a list of at most {limit} file names, such as {example}").format(
        limit=MOST_PARTS, example='["technologies.toml"]'
    )
    if not isinstance(parts, list) or len(parts) > MOST_PARTS:
        document.report(("parts",), _("these are no parts"), expected)
        document.whole = False
        return
    seen: set[str] = set()
    for number, name in enumerate(parts):
        path: KeyPath = ("parts", number)
        if not isinstance(name, str) or not PART_NAME.fullmatch(name) or name == library.MAIN_FILE:
            document.report(
                path,
                _("this is no name of a part"),
                _("the plain name of another .toml file in the scenario's folder"),
            )
        elif name in seen:
            document.report(path, _("this part is named twice"))
        elif (folder / name).is_symlink() and not is_inside(folder / name, folder):
            document.report(path, _("this part lies outside the scenario's folder"))
        elif not (folder / name).exists():
            taken = {library.MAIN_FILE, *(one for one in parts if isinstance(one, str))}
            others = [one.name for one in folder.iterdir() if PART_NAME.fullmatch(one.name)]
            document.report(
                path,
                _("there is no such file"),
                suggestion=near(name, [one for one in others if one not in taken]),
            )
        else:
            add_part(document, read_file(folder / name))
            seen.add(name)
            continue
        document.whole = False


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a link leads to a file of the folder."""
    try:
        return path.resolve(strict=True).parent == folder.resolve(strict=True)
    except (OSError, RuntimeError):
        return False


def add_part(document: Document, part: Document) -> None:
    """Put what a part says into the document."""
    document.problems.extend(part.problems)
    document.whole = document.whole and part.whole
    for key in part.data:
        if key in LAYOUT_KEYS:
            part.report((key,), _("this key belongs in {file}").format(file=library.MAIN_FILE))
            document.problems.append(part.problems[-1])
        elif key in document.data:
            first = document.place((key,))
            message = _("this key is already given in {file}, line {line}")
            part.report((key,), message.format(file=first.file, line=first.line))
            document.problems.append(part.problems[-1])
        else:
            document.data[key] = part.data[key]
            take_places(document, part, key)


def take_places(document: Document, other: Document, key: str) -> None:
    """Take the places of a top-level key from another document, where this one has none of its own."""
    for path, place in other.places.items():
        if path[0] == key:
            document.places.setdefault(path, place)


def inherit(document: Document, base: object, folder: Path, heirs: tuple[str, ...]) -> None:
    """Take from the base what the document itself doesn't say."""
    known = library.names(folder)
    if not isinstance(base, str) or base not in known:
        document.report(
            ("base",),
            _("there is no such scenario to build on"),
            _("one of {known}").format(known=", ".join(known)) if known else "",
            near(base, known) if isinstance(base, str) else "",
        )
        document.whole = False
        return
    if base in heirs or len(heirs) > MOST_BASES:
        document.report(("base",), _("a scenario cannot build on itself, nor on a long row of others"))
        document.whole = False
        return
    below = read_scenario(library.find(base, folder), folder, heirs)
    document.problems.extend(below.problems)
    document.whole = document.whole and below.whole
    for key, value in below.data.items():
        if key in OWN_KEYS:
            continue
        if key not in document.data:
            document.data[key] = value
            take_places(document, below, key)
        elif key == "coefficients":
            document.data[key] = merge_groups(document.data[key], value)
            take_places(document, below, key)


def merge_groups(own: object, below: object) -> object:
    """The coefficients of the base, each replaced by the document's own where it has one."""
    if not isinstance(own, dict) or not isinstance(below, dict):
        return own
    merged = below | own
    for group, values in own.items():
        inherited = below.get(group)
        if isinstance(values, dict) and isinstance(inherited, dict):
            merged[group] = inherited | values
    return merged
