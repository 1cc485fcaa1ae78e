"""A scenario as one text, so that a session keeps it whole and can hand it to programs that do not have it."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

import tomli_w

from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.scenario.digest import digest
from nnmi_game.scenario.library import find, names
from nnmi_game.scenario.load import load
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.source import read_document

LARGEST = 2_000_000


def bundled(name_or_path: str | Path) -> tuple[Scenario, str]:
    """A scenario and one text that says all of it, base and parts included; ``ScenarioError`` if it has mistakes."""
    scenario = load(name_or_path)
    return scenario, tomli_w.dumps(read_document(find(name_or_path)).data)


def unbundled(name: str, text: str) -> Scenario:
    """The scenario that a text says; ``ScenarioError`` if it has mistakes."""
    with tempfile.TemporaryDirectory(prefix="nnmi-") as folder:
        path = Path(folder) / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return load(path)


@lru_cache(maxsize=16)
def tables_of(name: str, wanted: str, text: str) -> Tables:
    """The tables of a session's scenario; ``wanted`` is its digest."""
    return compile_tables(unbundled(name, text))


@lru_cache(maxsize=16)
def shipped_tables(wanted: str) -> Tables | None:
    """The tables of the scenario of this digest among those that come with the program, or None."""
    scenario = shipped(wanted)
    return compile_tables(scenario) if scenario is not None else None


@lru_cache(maxsize=16)
def shipped(wanted: str) -> Scenario | None:
    """The scenario of this digest among those that come with the program, or None."""
    for name in names():
        scenario = load(name)
        if digest(scenario) == wanted:
            return scenario
    return None
