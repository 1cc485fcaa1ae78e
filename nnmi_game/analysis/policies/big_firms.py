"""Large firms first: strong consortia, high dues for a full service, late stages, suppliers brought in by their primes.

What large members want is a pilot line soon; their dues, not base money, are to carry the institute.
"""

from __future__ import annotations

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.policies.course import Course, office, sensible
from nnmi_game.engine.tables import Tables

#: Recruiting money of each institute through the channel that finds the least needy, thousand dollars a year.
_RECRUITING = 200


def course(tables: Tables) -> Course:
    """The dials."""
    primes = int(tables.need.argmin())
    return sensible(tables).but(
        {
            "dues.large": int(tables.dues_high[0]) * 3 // 20,
            "dues.sme": int(tables.dues_high[1]) // 4,
            "award.strength": 1000,
            "award.partners": 1000,
            "portfolio.4": 150,
            "portfolio.5": 250,
            "portfolio.6": 300,
            "portfolio.7": 300,
            "renew.seed": 0,
            **{f"recruit.{c}": _RECRUITING * (n == primes) for c, n in tables.channel.items()},
        }
    )


def make(tables: Tables) -> Policy:
    """The policy."""
    return office([course(tables)], tables)
