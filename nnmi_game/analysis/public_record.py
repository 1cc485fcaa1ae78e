"""What really happened, as far as the public record of a scenario tells it in figures of the game."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from attrs import frozen

from nnmi_game.analysis.calibrate import TRAINED_SINCE, turn_of
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.library import scenarios_folder

#: Keys of the record, each with the measure of the game it is told in and what it is multiplied with.
KEYS = {
    "institutes": ("institutes", 1),
    "members": ("members", 1),
    "members_total": ("members", 1),
    "members_small_manufacturers": ("members_sme", 1),
    "members_industry_share": ("industry_share", 1000),
    "members_manufacturers_share": ("industry_share", 1000),
    "small_share_of_industry": ("small_share", 1000),
    "projects": ("projects", 1),
    "workforce_reached": ("reached", 1),
    "workforce_trained": ("trained", 1),
    "nonfederal_to_federal_ratio": ("committed_ratio", 1000),
    "total_musd": ("spending", 1000),
    "federal_total_musd": ("federal_total", 1000),
    "mfg_value_added_pct_gdp": ("va_share", 100),
    "mfg_employment_thousands": ("employment", 1),
}
AT_LEAST = "_at_least"


@frozen
class Known:
    """One figure of the record in the unit of its measure, as it stood after ``turn``.

    ``of`` is the technology of an institute's figure, empty for the network's.
    """

    measure: str
    of: str
    turn: int
    value: int


def record_path(scenario: str) -> Path | None:
    """Where the public record of a shipped scenario lies, if it has one."""
    path = scenarios_folder() / scenario / "record" / "record.toml"
    return path if path.is_file() else None


def known(tables: Tables) -> list[Known]:
    """All figures of the record that the game has too and that fall into it, in the order of time.

    Empty where the scenario has no record or it cannot be read.
    """
    path = record_path(tables.scenario.id)
    if path is None:
        return []
    try:
        record = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    found: list[Known] = []
    for key, year in (("network_totals", "fy"), ("macro", "year")):
        for entry in record.get(key, ()):
            found += _figures(entry, _end_of_year(int(entry[year]), tables), int(entry[year]))
    for entry in record.get("network_snapshots", ()):
        found += _figures(entry, turn_of(str(entry["date"]), tables), int(str(entry["date"])[:4]))
    fields = {
        technology.record: technology.id for technology in tables.scenario.technologies if technology.record
    }
    for entry in record.get("institute_members", ()):
        turn = turn_of(str(entry["date"]), tables)
        if turn is not None and entry["id"] in fields:
            found.append(Known("institute_members", fields[entry["id"]], turn, int(entry["members"])))
    return sorted(found, key=lambda one: one.turn)


def _end_of_year(year: int, tables: Tables) -> int | None:
    calendar = tables.scenario.calendar
    turn = (year - calendar.first_year + 1) * calendar.turns_per_year
    return turn if 1 <= turn <= calendar.turns else None


def _figures(entry: dict[str, Any], turn: int | None, year: int) -> list[Known]:
    found = []
    for key, value in entry.items():
        name = key.removesuffix(AT_LEAST)
        if name == "workforce":
            name = "workforce_trained" if year >= TRAINED_SINCE else "workforce_reached"
        if (
            turn is not None
            and name in KEYS
            and isinstance(value, int | float)
            and not isinstance(value, bool)
        ):
            measure, scale = KEYS[name]
            found.append(Known(measure, "", turn, round(value * scale)))
    return found
