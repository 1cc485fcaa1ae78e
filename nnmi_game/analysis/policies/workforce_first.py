"""People first: every agency's education money into programs that train and place, and institutes only beside that.

Nobody recruits and nothing is linked, so that attention reaches for the programs; and not every field gets an
institute, so that money does.
"""

from __future__ import annotations

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.policies.course import Course, office, sensible
from nnmi_game.engine.tables import Tables


def course(tables: Tables) -> Course:
    """The dials."""
    programs = {f"train.{p}": 800 if tables.program_reach[n] else 600 for p, n in tables.program.items()}
    nobody = {f"recruit.{channel}": 0 for channel in tables.channel}
    return sensible(tables).but(
        {
            **programs,
            **nobody,
            "train.most": 40,
            "train.regions": max(1, tables.dims.R * 2 // 3),
            "fields": max(1, tables.dims.K * 5 // 8),
            "renew.seed": 0,
            "links": 0,
            "respond.work": 1000,
        }
    )


def make(tables: Tables) -> Policy:
    """The policy."""
    return office([course(tables)], tables)
