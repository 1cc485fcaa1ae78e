"""What an instructor chooses for a session, and roles of a team."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from attrs import asdict, field, frozen

from nnmi_game.classroom.reading import read

LUCKS = ("same", "own")
MODES = ("solo", "teams")
PACINGS = ("own", "instructor", "timed")
NAMINGS = ("real", "pseudonyms", "anonymous")
COMMITS = ("director", "vote")
ABSENT = ("others", "policy")
LARGEST_TEAM = 5
MOST_SEATS = 2000
SHORTEST_TURN, LONGEST_TURN = 10, 14 * 24 * 3600

#: The roles of a team and the kinds of orders each may propose; a director may propose any.
ROLES: dict[str, tuple[str, ...]] = {
    "director": (),
    "budget": ("solicit", "award", "decline", "renew", "fund", "taper", "close"),
    "partnerships": ("dues", "vouchers", "recruit", "portfolio", "link"),
    "workforce": ("train",),
    "congress": ("campaign", "respond"),
}
OBSERVER = "observer"


def _one_of(choices: tuple[str, ...]) -> Any:
    return field(default=choices[0], metadata={"choices": choices})


@frozen
class Options:
    """How a session is played.

    ``turn_seconds`` counts where turns are timed; ``team_size``, ``commit`` and ``absent`` in teams, where the part of
    a member who is not there falls to the others, and with ``policy`` one proposes orders in it. ``projector_names``
    lets the projector show the names that classmates may see.
    """

    luck: str = _one_of(LUCKS)
    mode: str = _one_of(MODES)
    team_size: int = field(default=3, metadata={"low": 2, "high": LARGEST_TEAM})
    commit: str = _one_of(COMMITS)
    absent: str = _one_of(ABSENT)
    pacing: str = _one_of(PACINGS)
    turn_seconds: int = field(default=600, metadata={"low": SHORTEST_TURN, "high": LONGEST_TURN})
    names: str = _one_of(NAMINGS)
    leaderboard: bool = False
    projector_names: bool = False
    roster_only: bool = False
    most_seats: int = field(default=500, metadata={"low": 1, "high": MOST_SEATS})


def to_text(options: Options) -> str:
    """As the store keeps it."""
    return json.dumps(asdict(options), sort_keys=True)


@lru_cache(maxsize=64)
def from_text(text: str) -> Options:
    """From the store."""
    return read(Options, json.loads(text))


def may_propose(role: str, kind: str) -> bool:
    """Whether a role's part has orders of a kind."""
    return role == "director" or kind in ROLES.get(role, ())
