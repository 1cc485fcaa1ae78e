"""Limits to growth: members multiply until there are too few skilled people for one more firm to make use of it.

Facts: ``ready_before`` and ``ready_after``: of firms that heard of an institute and liked its offer, how many had the
skilled people within reach to join (per mille), when the first institute was there and at the end; ``best`` joined in
a turn, mean of three, around ``best_turn``, and ``last``, of the last three; small ``members`` and ``skilled`` people
then (``_before``) and at the end (``_after``).
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Floats
from nnmi_game.report.archetypes.track import Track, numbers
from nnmi_game.report.review import Finding

#: Readiness below which skills limit growth, by how much it must have fallen, and growth left against the best.
READY, FALLEN, SLOWED = 660, 80, 0.9
#: Turns that a mean runs over.
_WINDOW = 3
#: Units of the facts.
UNITS = {
    "ready_before": "per mille",
    "ready_after": "per mille",
    "best": "firms",
    "best_turn": "turn",
    "last": "firms",
    "members_before": "firms",
    "members_after": "firms",
    "skilled_before": "people",
    "skilled_after": "people",
}


def look(track: Track) -> Finding:
    """Whether joining slowed down while skilled people became scarce."""
    ready = _ready(track)
    joined = np.array(track.moved("sme", "joined"))
    window = min(_WINDOW, joined.size)
    means = np.convolve(joined, np.ones(window) / window, mode="valid")
    best = int(means.argmax())
    first = int(track.alive.any(axis=1).argmax())
    skilled = track.stock("skilled").sum(axis=1)
    members = track.stock("sme").sum(axis=(1, 2))
    best_turn = best + window  # the last turn of the window
    facts = {
        "ready_before": round(1000 * ready[first]),
        "ready_after": round(1000 * ready[-1]),
        "best": round(float(means[best])),
        "best_turn": best_turn,
        "last": round(float(means[-1])),
        "members_before": int(members[best_turn]),
        "members_after": int(members[-1]),
        "skilled_before": int(skilled[best_turn]),
        "skilled_after": int(skilled[-1]),
    }
    found = (
        facts["ready_after"] <= READY
        and facts["ready_before"] - facts["ready_after"] >= FALLEN
        and means[-1] < SLOWED * means[best]
    )
    return Finding(
        "limits",
        bool(found),
        facts,
        (),
        {"joined": (0, *numbers(joined)), "ready": tuple(round(1000 * float(r)) for r in ready)},
    )


def _ready(track: Track) -> Floats:
    """[T + 1] share of firms that know an institute and have skilled people enough; 1 where none knows any."""
    half = track.game.tables.c.membership.skills_half.value
    shares = []
    for state, there in zip(track.states, track.alive, strict=True):
        enough = state.skilled[0] / (state.skilled[0] + half * (1.0 + state.sme[0]))
        firms = state.aware[0] * there[:, None]
        shares.append(float((enough * firms).sum() / firms.sum()) if firms.sum() else 1.0)
    return np.array(shares)
