"""Small firms first: recruit where the need is greatest, charge small members next to nothing, and help them in.

Money for recruiting goes to the channels by the need of the firms they find, vouchers pay a new member's first costs,
and the institutes are led by those who reach out.
"""

from __future__ import annotations

from nnmi_game.analysis.policies import Policy, moves
from nnmi_game.analysis.policies.course import Course, office, sensible
from nnmi_game.engine.tables import Tables

#: Recruiting money of each institute, thousand dollars a year.
_RECRUITING = 600


def course(tables: Tables) -> Course:
    """The dials."""
    shares = moves.needy_channels(tables)
    return sensible(tables).but(
        {
            "dues.sme": max(int(tables.dues_high[1]) // 20, 1),
            "voucher": 25,
            "award.outreach": 1000,
            "award.strength": 0,
            "bottom_up": 600,
            **{f"recruit.{c}": int(_RECRUITING * s) for c, s in zip(tables.channel, shares, strict=True)},
        }
    )


def make(tables: Tables) -> Policy:
    """The policy."""
    return office([course(tables)], tables)
