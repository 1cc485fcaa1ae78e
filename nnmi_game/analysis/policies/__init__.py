"""Policies: bots that map a batch of states to a batch of decisions, one small file each.

A policy is known by its name (one of ``NAMES``) or by ``path.py:maker``, a file of the user's own that has a function
``maker(tables)`` giving a policy.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from nnmi_game.engine.decisions import Decisions
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.locale import gettext as _


class Policy(Protocol):
    """Decides for every world of a batch; chance comes from ``luck`` alone, so that a world is the same alone."""

    def __call__(self, state: State, tables: Tables, luck: Luck) -> Decisions:
        """Decisions for the coming turn."""


#: A policy may need to look at the scenario first, so each name stands for a maker.
Maker = Callable[[Tables], Policy]

SPECIALISTS = (
    "match_first", "sme_first", "big_firms", "workforce_first", "breadth", "depth", "network_first", "sustain_first",
)  # fmt: skip
NAMES = ("idle", "random", "even", "history", *SPECIALISTS, "planner")


class PolicyError(LookupError):
    """There is no such policy, or its file cannot be used; the text is one whole sentence."""


def make(wish: str, tables: Tables) -> Policy:
    """The policy of a name or of ``path.py:maker``; ``LookupError`` if it cannot be had in this scenario."""
    maker = find(wish)
    if ":" not in wish:
        return maker(tables)
    try:
        policy = maker(tables)
    except Exception as problem:
        raise PolicyError(
            _("The policy {name} failed: {problem}.").format(name=wish, problem=_said(problem))
        ) from None
    if not callable(policy):
        raise PolicyError(_("The policy {name} gave no function that decides.").format(name=wish))
    return policy


def find(wish: str) -> Maker:
    """The maker of a name or of ``path.py:maker``; ``PolicyError`` if there is none."""
    if wish in NAMES:
        found: Maker = importlib.import_module(f"{__name__}.{wish}").make
        return found
    path, colon, name = wish.rpartition(":")
    if not colon or not path.endswith(".py"):
        raise PolicyError(
            _("There is no policy {name!r}; there are {known}, or path.py:name for one of your own.").format(
                name=wish, known=", ".join(NAMES)
            )
        )
    return _from_file(Path(path), name)


def _from_file(path: Path, name: str) -> Maker:
    """A maker out of a file that the user names, and so trusts."""
    if not path.is_file():
        raise PolicyError(_("There is no policy file {path}.").format(path=path))
    spec = importlib.util.spec_from_file_location(f"nnmi_policy_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise PolicyError(_("The policy file {path} is not Python.").format(path=path))
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as problem:
        raise PolicyError(
            _("The policy file {path} failed: {problem}.").format(path=path, problem=_said(problem))
        ) from None
    maker = getattr(module, name, None)
    if not callable(maker):
        raise PolicyError(
            _("The policy file {path} has no function {name}(tables).").format(path=path, name=name or "?")
        )
    found: Maker = maker
    return found


def _said(problem: Exception) -> str:
    """An exception in one line."""
    words = " ".join(str(problem).split()).rstrip(".")
    return f"{type(problem).__name__}: {words}" if words else type(problem).__name__
