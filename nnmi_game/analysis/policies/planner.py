"""The planner: the course that search has found (see ``analysis/planner.py``), kept beside this file as data.

``nnmi plan SCENARIO --save-policy`` makes ``planner.toml`` anew. In a scenario for which no course was kept it takes
what it knows of dials with the same names.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import tomli_w

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.policies.course import Course, dials, office, sensible
from nnmi_game.engine.tables import Tables

FILE = Path(__file__).with_name("planner.toml")


def course(tables: Tables, file: Path = FILE) -> Course:
    """The dials found by search for the scenario; ``sensible`` ones where the file says nothing."""
    kept = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    found: dict[str, object] = kept.get(tables.scenario.id) or next(iter(kept.values()), {})
    changes = {}
    for dial in dials(tables):
        values = found.get(dial.name)
        if isinstance(values, list) and len(values) == dial.size:
            changes[dial.name] = tuple(min(max(int(v), dial.low), dial.high) for v in values)
    return sensible(tables).but(changes)


def keep(course: Course, scenario: str, file: Path = FILE) -> None:
    """Write a course into the file, in place of the scenario's former one. ``OSError`` if that fails."""
    kept = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    kept[scenario] = {name: list(values) for name, values in course.values.items()}
    file.write_text(tomli_w.dumps(kept), encoding="utf-8")


def make(tables: Tables) -> Policy:
    """The policy."""
    return office([course(tables)], tables)
