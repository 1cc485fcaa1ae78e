"""Links first: institutes near enough to understand each other and far enough to teach each other something.

Every institute gets partners at the best cognitive distance as soon as both are at work, at the price of attention that
recruiting would have had.
"""

from __future__ import annotations

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.policies.course import Course, office, sensible
from nnmi_game.engine.tables import Tables


def course(tables: Tables) -> Course:
    """The dials."""
    return sensible(tables).but(
        {
            "links": (6, 16, 20),
            "links.each": 3,
            "links.most": (1, 2, 2),
            "renew.seed": 0,
            "recruit.most": 8,
            "award.strength": 1000,
            "bottom_up": 300,
        }
    )


def make(tables: Tables) -> Policy:
    """The policy."""
    return office([course(tables)], tables)
