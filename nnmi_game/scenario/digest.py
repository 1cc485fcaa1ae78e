"""A short name for what a scenario says about play.

A saved game holds its scenario's digest: two scenarios of the same digest play alike. Texts and remarks are
left out, so that a corrected translation doesn't put a save out of use.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import attrs

from nnmi_game.scenario.model import Scenario, Text

#: Keys that say something to people and nothing to the engine. A unit is fixed by its coefficient.
SILENT_KEYS = frozenset(
    {"version", "source", "assumed", "unit", "outline", "islands", "map", "lessons", "questions", "closing"}
)


def digest(scenario: Scenario) -> str:
    """The SHA-256, in hexadecimal digits, of all that changes play."""
    canonical = json.dumps(playing(scenario), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def playing(value: object) -> Any:
    """What of a value changes play, as plain lists, tables and numbers."""
    if isinstance(value, tuple):
        return [playing(one) for one in value]
    if isinstance(value, dict):
        # An id that is left out counts as 0, so a 0 is left out.
        return {name: number for name, number in value.items() if number}
    kind: Any = type(value)
    if attrs.has(kind):
        table = {}
        for attribute in attrs.fields(kind):
            one = getattr(value, attribute.name)
            # Without the defaults, a later version can add a key and older scenarios keep their digest.
            if attribute.name in SILENT_KEYS or isinstance(one, Text) or one == attribute.default:
                continue
            table[attribute.name] = playing(one)
        return table
    return value
