"""People first: every agency's education money into programs that train and place, and institutes only beside that.

Recruiting and links wait, so that attention reaches for the programs; new institutes leave a part of each purse free.
"""

from __future__ import annotations

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.policies.course import Course, office, sensible
from nnmi_game.engine.tables import Tables


def course(tables: Tables) -> Course:
    """The dials."""
    programs = {f"train.{p}": 150 if tables.program_reach[n] else 450 for p, n in tables.program.items()}
    return sensible(tables).but(
        {
            **programs,
            "train.most": 40,
            "train.regions": max(1, tables.dims.R * 2 // 3),
            "starts": (2, 2, 1),
            "reserve": 250,
            "renew.seed": 0,
            "links": 0,
            "recruit.most": 8,
            "respond.work": 1000,
        }
    )


def make(tables: Tables) -> Policy:
    """The policy."""
    return office([course(tables)], tables)
