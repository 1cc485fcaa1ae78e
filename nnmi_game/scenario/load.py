"""Read a scenario: all of it, or all that is wrong with it.

>>> scenario, problems = check("no-such-scenario.toml")
>>> print(problems[0].message)
there is no such file or folder
"""

from __future__ import annotations

from pathlib import Path

from nnmi_game.scenario.library import find
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.problem import Place, Problem, ScenarioError, in_order
from nnmi_game.scenario.rules import check_rules
from nnmi_game.scenario.source import read_document
from nnmi_game.scenario.structure import structure

__all__ = ["Place", "Problem", "ScenarioError", "check", "load"]


def load(name_or_path: str | Path, folder: Path | None = None) -> Scenario:
    """The scenario of this name or path; ``ScenarioError`` with all problems if it cannot be used.

    ``folder`` holds the scenarios that names and bases refer to: the shipped ones, unless another is given.
    """
    scenario, problems = check(name_or_path, folder)
    if scenario is None:
        raise ScenarioError(problems)
    return scenario


def check(name_or_path: str | Path, folder: Path | None = None) -> tuple[Scenario | None, list[Problem]]:
    """The scenario, or ``None`` and everything that is wrong with it, in the order of the files."""
    try:
        path = find(name_or_path, folder)
    except ScenarioError as error:
        return None, error.problems
    document = read_document(path, folder)
    scenario = None
    if document.data:
        scenario = structure(document)
        check_rules(document)
    elif not document.problems:
        # An empty file lacks everything; one sentence is enough.
        scenario = structure(document)
    problems = in_order(document.problems)
    return (None if problems else scenario), problems
