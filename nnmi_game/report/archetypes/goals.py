"""Eroding goals: the target is met by counting heads, since heads are cheap and what they were counted for is not.

Facts: people ``reached``, ``trained`` and ``placed`` in all, the points (per mille of the target) that the scorecard
gives for reaching, ``reached_points``, and for placing, ``placed_points``; ``heads`` spent on reaching and ``hands``
on training (thousand dollars a year ordered, at the end); mean ``need`` of a small member and the need of firms that
come by themselves, ``usual`` (per mille).
"""

from __future__ import annotations

import numpy as np

from nnmi_game.report.archetypes.track import Track
from nnmi_game.report.review import Finding

#: Points for reaching that are enough to look good, and how many times those for placing.
ENOUGH, TIMES = 300, 2
#: Units of the facts.
UNITS = {
    "reached": "people",
    "trained": "people",
    "placed": "people",
    "reached_points": "points",
    "placed_points": "points",
    "heads": "thousand dollars per year",
    "hands": "thousand dollars per year",
    "need": "per mille",
    "usual": "per mille",
}


def look(track: Track) -> Finding:
    """Whether many were counted and few found work."""
    game, state = track.game, track.states[-1]
    points = {part.component.measure: int(part.points[0]) for part in game.parts(track.turns)}
    reached_points = max(points.get("reached", 0), points.get("reached_total", 0))
    placed_points = points.get("placed")
    standing = np.asarray(state.train_region[0].sum(axis=1) + state.train_institute[0].sum(axis=1))
    reach = game.tables.program_reach
    small = int(state.sme[0].sum())
    facts = {
        "reached": game.measure("reached_total"),
        "trained": game.measure("trained_total"),
        "placed": game.measure("placed"),
        "reached_points": reached_points,
        "placed_points": placed_points or 0,
        "heads": int(standing[reach].sum()),
        "hands": int(standing[~reach].sum()),
        "need": round(int(state.need[0].sum()) / small) if small else 0,
        "usual": game.tables.c.membership.need_ambient.value,
    }
    found = (
        placed_points is not None
        and reached_points >= ENOUGH
        and reached_points >= TIMES * max(placed_points, 1)
    )
    return Finding(
        "goals",
        found,
        facts,
        (),
        {"reached_total": tuple(game.series("reached_total")), "placed": tuple(game.series("placed"))},
    )
