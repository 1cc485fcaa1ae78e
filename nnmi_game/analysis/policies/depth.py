"""Few institutes, each generously funded, equipped and renewed: half of the fields, the best markets first."""

from __future__ import annotations

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.policies.course import Course, office, sensible
from nnmi_game.engine.tables import Tables


def course(tables: Tables) -> Course:
    """The dials."""
    rules = tables.c.competition
    seed = min(rules.seed_standard.value * 9 // 7, rules.seed_high.value)
    return sensible(tables).but(
        {
            "fields": max(1, tables.dims.K * 5 // 8),
            "starts": 2,
            "seed": seed,
            "years": rules.years_high.value,
            "taper": 0,
            "match": rules.match_low.value * 3 // 2,
            "award.strength": 1000,
            "renew.seed": seed // 2,
            "grants": (0, 100, 300),
            "links": 12,
            "bottom_up": 300,
        }
    )


def make(tables: Tables) -> Policy:
    """The policy."""
    return office([course(tables)], tables)
