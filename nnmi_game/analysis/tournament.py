"""All policies against all seeds: how far skill carries, and how far luck.

Every policy meets the same luck, so the totals (sum of the four goals) form a two-way table of policies by seeds.
Its sum of squares falls into three parts: *policy* (means of the policies around the grand mean), *luck* (means of
the seeds around it) and *both* (what is left: luck that helps one policy and hurts another). ``explained`` is the
share of the first in the whole, once for all policies and once without ``idle`` and ``random``, which are no players.

Beside it stands, for each policy, the share of seeds in which it beats ``history`` on all four goals at once, and
for each lever (kind of order) what the planner's plan loses when all orders of that kind are taken out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from attrs import frozen

from nnmi_game.analysis import policies
from nnmi_game.analysis.levers import LEVERS, without
from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.simulate import simulate
from nnmi_game.analysis.summary import spread
from nnmi_game.engine.arrays import Floats, Ints
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import GOALS

#: Policies that do not try to play.
NO_PLAYERS = ("idle", "random")
PLANNER, HISTORY = "planner", "history"


@frozen
class Variance:
    """Shares of the sum of squares of a table of policies by seeds; they add up to 1."""

    policy: float
    luck: float
    both: float


@frozen(eq=False)
class Tournament:
    """Points of every policy under every seed, and of the planner without each lever."""

    first_seed: int
    seeds: int
    points: dict[str, Ints]  # [seeds, 4]
    levers: dict[str, Ints]  # [seeds, 4]
    left_out: tuple[str, ...]

    def total(self, policy: str) -> Ints:
        """[seeds] sum of the goals."""
        return np.asarray(self.points[policy].sum(axis=1))

    def ranking(self) -> list[str]:
        """Policies by their mean total, the best first."""
        return sorted(self.points, key=lambda name: -float(self.total(name).mean()))

    def explained(self, names: Sequence[str]) -> Variance | None:
        """What policy and luck explain of the totals of these policies; None for fewer than two."""
        return variance(np.stack([self.total(name) for name in names])) if len(names) > 1 else None

    def as_dict(self) -> dict[str, Any]:
        """The outcome for JSON."""
        players = [name for name in self.points if name not in NO_PLAYERS]
        return {
            "seeds": {"first": self.first_seed, "count": self.seeds},
            "policies": [self._row(name, rank + 1) for rank, name in enumerate(self.ranking())],
            "left_out": list(self.left_out),
            "explained": {
                "all": _shares(self.explained(list(self.points))),
                "players": _shares(self.explained(players)),
            },
            "levers": [self._lever(name) for name in self.levers],
        }

    def _row(self, name: str, rank: int) -> dict[str, Any]:
        row: dict[str, Any] = {"policy": name, "rank": rank, "total": _spread(self.total(name))}
        row["goals"] = {goal: _spread(self.points[name][:, g]) for g, goal in enumerate(GOALS)}
        if HISTORY in self.points and name != HISTORY:
            better = (self.points[name] > self.points[HISTORY]).all(axis=1)
            row["beats_history"] = round(float(better.mean()), 4)
        return row

    def _lever(self, lever: str) -> dict[str, Any]:
        whole = float(self.total(PLANNER).mean())
        left = float(self.levers[lever].sum(axis=1).mean())
        return {"lever": lever, "total": round(left, 2), "loss": round(1 - left / whole, 4) if whole else 0.0}


def variance(table: Floats | Ints) -> Variance:
    """Shares of policy (rows), luck (columns) and both in the sum of squares of a table."""
    centred = table - table.mean()
    rows, columns = centred.mean(axis=1), centred.mean(axis=0)
    whole = float((centred**2).sum())
    if whole == 0:
        return Variance(0.0, 0.0, 0.0)
    by_policy = float((rows**2).sum()) * table.shape[1] / whole
    by_luck = float((columns**2).sum()) * table.shape[0] / whole
    return Variance(by_policy, by_luck, max(1.0 - by_policy - by_luck, 0.0))


def play(
    tables: Tables,
    names: Sequence[str],
    first_seed: int,
    seeds: int,
    levers: bool = True,
    progress: Callable[[float, str], None] | None = None,
) -> Tournament:
    """Let the policies play; with no names all there are, and those that do not fit the scenario are left out."""
    made: dict[str, Policy] = {}
    left_out = []
    for name in names or policies.NAMES:
        try:
            made[name] = policies.make(name, tables)
        except LookupError:
            if names:
                raise
            left_out.append(name)
    handicaps = list(LEVERS) if levers and PLANNER in made else []
    games = len(made) + len(handicaps)
    done = 0

    def points(policy: Policy, label: str) -> Ints:
        nonlocal done
        said = (lambda worlds: progress((done + worlds / seeds) / games, label)) if progress else None
        run = simulate(tables, policy, first_seed, seeds, (), progress=said)
        done += 1
        return np.stack([run.final(goal) for goal in GOALS], axis=1)

    found = {name: points(policy, name) for name, policy in made.items()}
    taken = {lever: points(without(made[PLANNER], lever), f"- {lever}") for lever in handicaps}
    return Tournament(first_seed, seeds, found, taken, tuple(left_out))


def _spread(values: Ints) -> dict[str, float]:
    return {**spread(values), "sd": round(float(values.std()), 3)}


def _shares(found: Variance | None) -> dict[str, float] | None:
    if found is None:
        return None
    return {"policy": round(found.policy, 4), "luck": round(found.luck, 4), "both": round(found.both, 4)}
