"""The published sources that scenarios cite by short names: their titles and addresses.

They stand in the files of each scenario's folder ``record/``, in tables ``[sources.NAME]`` with a title and a URL.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from nnmi_game.scenario.library import scenarios_folder

_WORD = re.compile(r"[a-z][a-z0-9_]*")


@frozen
class Source:
    """One publication; ``id`` is its short name."""

    id: str
    title: str
    url: str


def cited(text: str, folder: Path | None = None) -> list[Source]:
    """The sources that a note names, in its order; those of all shipped scenarios (or of ``folder``) are known.

    A file that cannot be read counts for none: a note is worth reading without its sources too.
    """
    known = _sources(folder or scenarios_folder())
    return [known[word] for word in dict.fromkeys(_WORD.findall(text)) if word in known]


@lru_cache(maxsize=4)
def _sources(folder: Path) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for path in sorted(folder.glob("*/record/*.toml")):
        try:
            listed = tomllib.loads(path.read_text(encoding="utf-8")).get("sources", {})
        except (OSError, ValueError):
            continue
        if isinstance(listed, dict):
            for name, entry in listed.items():
                if isinstance(entry, dict):
                    source = Source(name, str(entry.get("title", name)), str(entry.get("url", "")))
                    found.setdefault(name, source)
    return found
