"""Tragedy of the commons: every member is welcome, and all stand in line for the same machines and engineers.

Facts: ``institutes`` that were crowded for long, and of the most crowded one the ``peak`` of members for ten
engineers in ``peak_turn``, ``bound`` above which it counts as crowded and ``half`` at which membership is worth half
(members for ten engineers as well), ``lost`` share of the worth of membership at the peak (per mille), ``lasted``
turns, ``members`` and ``staff`` at the peak, small members who ``joined`` and ``left`` in the crowded turns.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.report.archetypes.track import Track, numbers
from nnmi_game.report.review import Finding

#: How far above half the worth lost a line is long, and for how many turns it must stand.
ABOVE, LASTING = 1.3, 3
#: Units of the facts.
UNITS = {
    "institutes": "institutes",
    "peak": "members for ten engineers",
    "peak_turn": "turn",
    "bound": "members for ten engineers",
    "half": "members for ten engineers",
    "lost": "per mille",
    "lasted": "turns",
    "members": "organisations",
    "staff": "people",
    "joined": "firms",
    "left": "firms",
}


def look(track: Track) -> Finding:
    """Institutes with too few engineers for their members."""
    half = track.game.tables.c.membership.crowding_half.value
    members = track.stock("organisations").sum(axis=2) + track.stock("sme").sum(axis=2)
    staff = track.stock("staff")
    crowd = np.where(track.alive & (staff > 0), members / np.maximum(staff, 1), 0.0)
    high = crowd >= ABOVE * half
    lasted = high.sum(axis=0)
    ranked = np.argsort(-crowd.max(axis=0), kind="stable")
    crowded = [int(k) for k in ranked if lasted[k] >= LASTING]
    worst = crowded[0] if crowded else int(ranked[0])
    peak = int(crowd[:, worst].argmax())
    top = float(crowd[peak, worst])
    joined, left = (track.flow("sme", cause)[:, worst].sum(axis=1) for cause in ("joined", "left"))
    turns = np.flatnonzero(high[1:, worst])
    facts = {
        "institutes": len(crowded),
        "peak": round(10 * top),
        "peak_turn": peak,
        "bound": round(10 * ABOVE * half),
        "half": 10 * half,
        "lost": round(1000 * top / (top + half)),
        "lasted": int(lasted[worst]),
        "members": int(members[peak, worst]),
        "staff": int(staff[peak, worst]),
        "joined": int(joined[turns].sum()),
        "left": -int(left[turns].sum()),
    }
    return Finding(
        "commons",
        bool(crowded),
        facts,
        track.ids(crowded or [worst]),
        {"institute_members": numbers(members[:, worst]), "staff": numbers(staff[:, worst])},
    )
