"""Weaned early: base money falls after two years, ends, and is never renewed; institutes live on what they earn.

Dues that members can bear, leads with a good name, and a level start: time to build what services are sold on.
"""

from __future__ import annotations

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.policies.course import Course, office, sensible
from nnmi_game.engine.tables import Tables


def course(tables: Tables) -> Course:
    """The dials."""
    rules = tables.c.competition
    return sensible(tables).but(
        {
            "match": rules.match_low.value * 3 // 2,
            "renew.seed": 0,
            "retaper": 700,
            "retaper.left": max(rules.years_high.value - 2, 1) * tables.turns_per_year,
            "dues.large": int(tables.dues_high[0]) // 10,
            "dues.sme": int(tables.dues_high[1]) // 5,
            "award.strength": 600,
            "award.outreach": 600,
        }
    )


def make(tables: Tables) -> Policy:
    """The policy."""
    return office([course(tables)], tables)
