"""Private money first: ask for the highest match, take the highest pledge, and let members carry what they can.

A high match keeps bidders away and stretches the pledges of those who come, so seeds stay at the standard size, the
reviewers' reading counts, and solicitations are repeated until somebody bids.
"""

from __future__ import annotations

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.policies.course import Course, office, sensible
from nnmi_game.engine.tables import Tables


def course(tables: Tables) -> Course:
    """The dials."""
    rules = tables.c.competition
    asked = rules.match_low.value + (rules.match_high.value - rules.match_low.value) // 2
    return sensible(tables).but(
        {
            "match": asked,
            "award.pledge": 1000,
            "award.reading": 500,
            "award.strength": 0,
            "award.outreach": 0,
            "renew.seed": 0,  # a renewed agreement brings a smaller pledge than a first one
            "bottom_up": 700,
        }
    )


def make(tables: Tables) -> Policy:
    """The policy."""
    return office([course(tables)], tables)
