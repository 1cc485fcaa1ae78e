"""Fits the coefficients of a scenario to the public record: ``python -m nnmi_game.analysis.fit --help``.

A hill climb in the logarithms of the free numbers, under the same luck throughout. The sum of squares it lowers is
that of log(model / record) over the figures named in ``FITTED``, of institutes' own members, of the unevenness of
spending in the last years, and, weakly, of the distance from where the search began (a coefficient that the record
says nothing about stays where the authors put it). ``--write`` puts the result into the scenario's files, number by
number, without touching anything else in them.
"""

from __future__ import annotations

import argparse
import math
import re
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from attrs import evolve, frozen

from nnmi_game.analysis import calibrate, policies
from nnmi_game.engine.tables import compile_tables
from nnmi_game.scenario.library import scenarios_folder
from nnmi_game.scenario.load import load
from nnmi_game.scenario.model import Scenario

FITTED_YEARS = (2016, 2017, 2019, 2020)
#: Weight of a figure in the sum; figures that the record gives as "at least" count like the others.
FITTED = {
    "members_total": 6.0,
    "members_small_manufacturers": 2.0,
    "members_manufacturers_share": 3.0,
    "members_industry_share": 6.0,
    "small_share_of_industry": 4.0,
    "projects": 6.0,
    "workforce": 1.0,
    "total_musd": 4.0,
    "nonfederal_to_federal_ratio": 1.0,
}
_MEMBERS_WEIGHT = 0.6
_LEVEL_WEIGHT = 4.0
_PRIOR_WEIGHT = 0.01

#: Free coefficients, by group.
COEFFICIENTS = {
    "membership": ("ambient", "word_of_mouth", "value_half", "partner_first", "partner_later", "partner_fade",
                   "crowding_half", "skills_half"),
    "projects": ("spend", "per_engineer", "reserve"),
    "operations": ("contracts", "services", "drift_rate", "federal_growth", "payroll_share"),
    "funding": ("inkind_equipment", "renewal_pledge"),
}  # fmt: skip
#: Free numbers of each entry of a table.
ENTRIES = {
    "tiers": ("join", "leave", "project_money"),
    "stages": ("cost", "advance", "fail", "member_share"),
    "technologies": ("appeal_large", "appeal_sme"),
    "bidders": (),
}
_BOUNDS = {
    "join": (10, 900), "leave": (10, 600), "member_share": (200, 750), "advance": (100, 1200), "fail": (30, 400),
    "appeal_large": (350, 2500), "appeal_sme": (350, 2500), "word_of_mouth": (250, 800),
    "ambient": (100, 450), "spend": (200, 1500),
    "contracts": (150, 260), "drift_rate": (500, 1200),
    "partner_fade": (60, 300), "inkind_equipment": (50, 800),
    "payroll_share": (200, 800), "reserve": (2, 12),
}  # fmt: skip


@frozen
class Free:
    """A number that may move: in ``table``, of the entry or group ``entry``, under ``key``."""

    table: str
    entry: str
    key: str

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest value."""
        return _BOUNDS.get(self.key, (1, 1_000_000))


def free_numbers(scenario: Scenario) -> dict[Free, int]:
    """All free numbers with their present values."""
    found = {
        Free("coefficients", group, key): getattr(getattr(scenario.coefficients, group), key).value
        for group, keys in COEFFICIENTS.items()
        for key in keys
    }
    for table, keys in ENTRIES.items():
        for entry in getattr(scenario, table):
            if table == "technologies" and not entry.record:
                continue
            for key in keys:
                found[Free(table, str(getattr(entry, "id", getattr(entry, "mrl", ""))), key)] = getattr(
                    entry, key
                )
    return found


def with_numbers(scenario: Scenario, numbers: dict[Free, int]) -> Scenario:
    """The scenario with other values for the free numbers."""
    changes: dict[str, Any] = {}
    groups: dict[str, Any] = {}
    for free, value in numbers.items():
        if free.table == "coefficients":
            group = groups.get(free.entry, getattr(scenario.coefficients, free.entry))
            groups[free.entry] = evolve(group, **{free.key: evolve(getattr(group, free.key), value=value)})
        else:
            entries = changes.get(free.table, getattr(scenario, free.table))
            changes[free.table] = tuple(
                evolve(e, **{free.key: value})
                if str(getattr(e, "id", getattr(e, "mrl", ""))) == free.entry
                else e
                for e in entries
            )
    return evolve(scenario, coefficients=evolve(scenario.coefficients, **groups), **changes)


def loss(
    scenario: Scenario, record: dict[str, Any], worlds: int, first_seed: int
) -> tuple[float, list[calibrate.Row]]:
    """How far history in this scenario is from the record, and the rows."""
    tables = compile_tables(scenario)
    run = calibrate.play(tables, policies.make("history", tables), first_seed, worlds)
    rows = calibrate.compare(record, run, tables)
    total = 0.0
    for row in rows:
        if row.model is None or row.record <= 0:
            continue
        miss = math.log(max(row.model, 1e-6) / row.record)
        if row.scope == "network" and row.fy in FITTED_YEARS:
            total += FITTED.get(row.measure.removesuffix("_at_least"), 0.0) * miss * miss
        elif row.scope == "institute":
            total += _MEMBERS_WEIGHT * miss * miss
    last = run.figures["spending"][tables.turns_per_year - 1 :: tables.turns_per_year].mean(axis=1)[-4:]
    total += _LEVEL_WEIGHT * float(np.sum(np.log(last / last.mean()) ** 2))
    return total, rows


def climb(
    scenario: Scenario, record: dict[str, Any], steps: int, worlds: int, seed: int
) -> tuple[Scenario, float]:
    """The best scenario found in ``steps`` trials."""
    lots = Random(seed)
    start = free_numbers(scenario)
    best = {free: round(min(max(value, free.bounds[0]), free.bounds[1])) for free, value in start.items()}
    start = dict(best)
    lowest, _ = loss(with_numbers(scenario, best), record, worlds, 1)
    width = 0.25
    for step in range(steps):
        trial = dict(best)
        for free in lots.sample(sorted(best, key=str), lots.choice((1, 1, 2, 3, 5))):
            low, high = free.bounds
            moved = max(best[free], 1) * math.exp(lots.gauss(0.0, width))
            trial[free] = round(min(max(moved, low), high))
        if trial == best:
            continue
        found, _ = loss(with_numbers(scenario, trial), record, worlds, 1)
        found += _PRIOR_WEIGHT * sum(math.log(max(trial[f], 1) / max(start[f], 1)) ** 2 for f in start)
        if found < lowest:
            best, lowest = trial, found
            print(f"{step:5d}  {lowest:.4f}", flush=True)
        if step % 200 == 199:
            width *= 0.8
    return with_numbers(scenario, best), lowest


def write(folder: Path, numbers: dict[Free, int], before: dict[Free, int]) -> int:
    """Rewrite changed numbers in the scenario's files; returns how many."""
    count = 0
    for path in sorted(folder.glob("*.toml")):
        lines = path.read_text(encoding="utf-8").split("\n")
        table, entry = "", ""
        for number, line in enumerate(lines):
            if header := re.match(r"\[\[?([a-z_.]+)\]\]?$", line.strip()):
                table, _, entry = header[1].partition(".")
            elif name := re.match(r'(?:id|mrl) = "?([\w-]+)"?$', line.strip()):
                entry = name[1]
            elif key := re.match(r"(\w+) = (?:\{ value = )?(-?\d+)(.*)$", line):
                free = Free(table, entry, key[1])
                if numbers.get(free, before.get(free)) != before.get(free):
                    lines[number] = line.replace(key[2], str(numbers[free]), 1)
                    count += 1
        path.write_text("\n".join(lines), encoding="utf-8")
    return count


def main() -> None:
    """Fit and, if asked, write."""
    parser = argparse.ArgumentParser(description="Fit a scenario's coefficients to the public record.")
    parser.add_argument("scenario", nargs="?", default="nnmi-2012")
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--worlds", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="put the numbers into the scenario's files")
    asked = parser.parse_args()
    folder = scenarios_folder() / asked.scenario
    scenario = load(asked.scenario)
    record = calibrate.read_record(folder / "record" / "record.toml")
    fitted, lowest = climb(scenario, record, asked.steps, asked.worlds, asked.seed)
    _, rows = loss(fitted, record, 200, 1)
    for row in rows:
        if row.error is not None and row.scope in ("network", "institute"):
            print(
                f"{row.id:14} {row.fy} {row.measure:28} {row.record:10.1f} {row.model:10.1f} {100 * row.error:7.1f}%"
            )
    print(f"loss {lowest:.4f}")
    if asked.write:
        print(write(folder, free_numbers(fitted), free_numbers(scenario)), "numbers written")


if __name__ == "__main__":
    main()
