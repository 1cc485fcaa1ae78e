"""Archetypes: ways in which a sensible policy defeats itself, looked for in the record of a run.

One module for each, with the figures that decide it and the bounds they are held against. What is not found is told as
well, with the same figures: that a trap was near, or far, is worth knowing.
"""

from __future__ import annotations

from nnmi_game.game.game import Game
from nnmi_game.report.archetypes import burden, commons, drift, goals, limits, success
from nnmi_game.report.archetypes.track import Track
from nnmi_game.report.review import Finding
from nnmi_game.scenario.vocabulary import MEASURES

_MODULES = {
    "drift": drift, "burden": burden, "success": success, "limits": limits, "goals": goals, "commons": commons,
}  # fmt: skip
NAMES = tuple(_MODULES)


def findings(game: Game) -> tuple[Finding, ...]:
    """All archetypes, those found first; none of a game without an institute."""
    track = Track.of(game)
    if not track.alive.any():
        return ()
    return tuple(sorted((one.look(track) for one in _MODULES.values()), key=lambda one: not one.found))


def unit(archetype: str, fact: str) -> str:
    """The unit of a fact of an archetype; ``KeyError`` for a name that it does not have."""
    units: dict[str, str] = _MODULES[archetype].UNITS
    return units[fact]


#: Units of the series that are no measures of the vocabulary.
_SERIES = {
    "helped": "times", "region_base": "thousand dollars", "base": "thousand dollars", "joined": "firms",
    "ready": "per mille", "staff": "people",
}  # fmt: skip


def series_unit(name: str) -> str:
    """The unit of a series of a finding; ``KeyError`` for a name that none has."""
    return _SERIES[name] if name in _SERIES else MEASURES[name].unit
