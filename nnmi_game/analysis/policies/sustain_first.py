"""Weaned early: base money ends and is never renewed; from the first day institutes live on what they earn.

Dues that members can just bear, good names, long level agreements that leave time to build what services are sold on.
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
            "starts": 6,
            "by_room": 700,
            "years": max(rules.years_low.value, rules.years_high.value - 2),
            "taper": 600,
            "match": rules.match_low.value * 3 // 2,
            "renew.seed": 0,
            "dues.large": int(tables.dues_high[0]) * 2 // 10,
            "dues.sme": int(tables.dues_high[1]) // 4,
            "award.strength": 600,
            "award.outreach": 600,
            "bottom_up": 200,
            "links": 4,
        }
    )


def make(tables: Tables) -> Policy:
    """The policy."""
    return office([course(tables)], tables)
