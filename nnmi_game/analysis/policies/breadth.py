"""As many institutes as the money can open: small seeds, long terms, fields by the thinnest purse that will pay."""

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
            "seed": rules.seed_low.value + (rules.seed_standard.value - rules.seed_low.value) // 2,
            "years": rules.years_high.value,
            "taper": 0,
            "renew.seed": 0,
            "links": 0,
        }
    )


def make(tables: Tables) -> Policy:
    """The policy."""
    return office([course(tables)], tables)
