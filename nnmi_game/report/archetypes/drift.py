"""Mission drift: short of base money an institute turns to short contract work, and its projects starve.

Facts: ``bound`` and ``usual`` share of effort in contract work (per mille), ``turn`` in which the bound was first
passed, ``peak`` and ``peak_turn``, ``lasted`` turns above the bound, and of the institute that drifted most its
``coverage_before`` and ``coverage_after`` (per mille), ``projects_before`` and ``projects_after`` (at the first turn
above the bound and at the end), and ``institutes`` that drifted at all.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.report.archetypes.track import Track, numbers
from nnmi_game.report.review import Finding

#: Effort above the usual that counts as drift, per mille, and how long it must last, in turns.
ABOVE, LASTING = 80, 2
#: Units of the facts.
UNITS = {
    "bound": "per mille",
    "usual": "per mille",
    "turn": "turn",
    "peak": "per mille",
    "peak_turn": "turn",
    "lasted": "turns",
    "institutes": "institutes",
    "coverage_before": "per mille",
    "coverage_after": "per mille",
    "projects_before": "projects",
    "projects_after": "projects",
}


def look(track: Track) -> Finding:
    """Institutes whose contract work stayed well above the usual."""
    usual = track.game.tables.c.operations.drift_base.value
    drift = np.where(track.alive, track.stock("drift"), 0)
    high = drift >= usual + ABOVE
    lasted = high.sum(axis=0)
    worst = int(drift.max(axis=0).argmax())
    drifted = [int(k) for k in np.argsort(-drift.max(axis=0), kind="stable") if lasted[k] >= LASTING]
    facts = {
        "bound": usual + ABOVE,
        "usual": usual,
        "peak": int(drift[:, worst].max()),
        "peak_turn": int(drift[:, worst].argmax()),
        "lasted": int(lasted[worst]),
        "institutes": len(drifted),
    }
    if not drifted:
        return Finding("drift", False, facts, track.ids([worst]))
    worst = drifted[0]
    first = int(high[:, worst].argmax())
    of = track.game.scenario.technologies[worst].id
    game = track.game
    projects = game.series("institute_projects", of)
    facts |= {
        "turn": first,
        "peak": int(drift[:, worst].max()),
        "peak_turn": int(drift[:, worst].argmax()),
        "lasted": int(lasted[worst]),
        "coverage_before": game.measure("institute_coverage", of, first - 1),
        "coverage_after": game.measure("institute_coverage", of, track.turns),
        "projects_before": projects[first - 1],
        "projects_after": projects[-1],
    }
    return Finding(
        "drift",
        True,
        facts,
        track.ids(drifted),
        {"institute_drift": numbers(drift[:, worst]), "institute_projects": tuple(projects)},
    )
