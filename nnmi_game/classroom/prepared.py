"""A session prepared beforehand, as a file; and the roster, the instructor's own list of students."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import tomli_w
from attrs import asdict, evolve, field, frozen

from nnmi_game.classroom.options import MOST_SEATS, Options
from nnmi_game.classroom.reading import MalformedError, read
from nnmi_game.classroom.texts import harmless_name
from nnmi_game.engine.luck import SEED_BOUND
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.locate import TomlError, read_toml

FORMAT = 1
LARGEST_FILE = 2_000_000


class PreparedError(Exception):
    """A prepared session or a roster cannot be used; the text says what is wrong and where."""


@frozen
class Expected:
    """A student on the roster: the instructor's own id, and what the grade book calls them."""

    roster: str
    name: str = ""
    email: str = ""


@frozen
class Prepared:
    """A session as its file says it. ``seed`` 0 means a new one each time."""

    format: int = field(default=FORMAT, metadata={"low": FORMAT, "high": FORMAT})
    title: str = field(default="", metadata={"longest": 200})
    scenario: str = field(default="nnmi-2012", metadata={"longest": 4000})
    seed: int = field(default=0, metadata={"low": 0, "high": SEED_BOUND - 1})
    roster: str = field(default="", metadata={"longest": 4000})
    options: Options = field(factory=Options)


def write(prepared: Prepared) -> str:
    """The text of a file that says all this."""
    table = asdict(prepared)
    options = table.pop("options")
    return tomli_w.dumps(
        {**{name: value for name, value in table.items() if value != ""}, "options": options}
    )


def read_prepared(path: Path) -> Prepared:
    """What the file says; ``PreparedError`` with its first mistake. Paths in it start from its own folder."""
    try:
        data, _places = read_toml(_text(path), str(path))
        prepared = read(Prepared, data)
    except TomlError as error:
        raise PreparedError(str(error.problem)) from None
    except MalformedError as error:
        raise PreparedError(_("{file}: {problem}").format(file=path, problem=error)) from None
    places: dict[str, Any] = {
        name: str(path.parent / value)
        for name in ("roster", "scenario")
        if (value := getattr(prepared, name)) and (path.parent / value).exists()
    }
    return evolve(prepared, **places)


def read_roster(path: Path) -> list[Expected]:
    """The students of a CSV file with a column ``id``, and, if wished, ``name`` and ``email``."""
    text = _text(path).removeprefix("\ufeff")
    try:
        dialect: Any = csv.Sniffer().sniff(text.splitlines()[0], ",;\t") if text.strip() else csv.excel
    except csv.Error:
        dialect = csv.excel
    reader = csv.DictReader(io.StringIO(text), dialect=dialect)
    columns = {str(name).strip().lower(): name for name in reader.fieldnames or []}
    if "id" not in columns:
        raise PreparedError(
            _("{file}:1: a roster needs a column named id; name and email may follow").format(file=path)
        )
    found: dict[str, Expected] = {}
    for row in reader:
        cells = {name: str(row.get(column) or "").strip() for name, column in columns.items()}
        if not any(cells.values()):
            continue
        line = reader.line_num
        if not cells["id"] or len(cells["id"]) > 80:
            raise PreparedError(
                _("{file}:{line}: the id is missing or too long").format(file=path, line=line)
            )
        if cells["id"] in found:
            raise PreparedError(
                _("{file}:{line}: the id {name} stands here for the second time").format(
                    file=path, line=line, name=repr(cells["id"])
                )
            )
        name = harmless_name(cells.get("name", ""))
        found[cells["id"]] = Expected(cells["id"], name, cells.get("email", "")[:200])
    if len(found) > MOST_SEATS:
        raise PreparedError(
            _("{file}: a class has at most {limit} seats").format(file=path, limit=MOST_SEATS)
        )
    return list(found.values())


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise PreparedError(
                _("{file}: the file is larger than {limit} bytes").format(file=path, limit=LARGEST_FILE)
            )
        return content.decode("utf-8")
    except OSError as error:
        raise PreparedError(
            _("{file}: the file cannot be read: {reason}").format(file=path, reason=error.strerror or error)
        ) from None
    except UnicodeDecodeError:
        raise PreparedError(_("{file}: this is no UTF-8 text").format(file=path)) from None
