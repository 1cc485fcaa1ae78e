"""The model beside the public record: year by year, for the network and for single institutes.

A record file has the shape of the one that comes with ``nnmi-2012``: ``[[network_totals]]`` by fiscal year,
``[[network_snapshots]]`` and ``[[institute_members]]`` by date, ``[[macro]]`` by year. Every figure in it becomes a
row; a figure that the model does not have, or that lies after the end of the game, has no model value.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from attrs import asdict, frozen

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.simulate import Run, simulate
from nnmi_game.engine.tables import Tables
from nnmi_game.locale import gettext as _

#: Years from which the record counts only people trained; before, everybody reached (a narrower definition since).
TRAINED_SINCE = 2019
#: A roll named within this many turns of the award lists the partners of the bid, not members.
CONSORTIUM_TURNS = 1
FIGURES = (
    "institutes", "members", "members_large", "members_sme", "members_academic", "members_government", "projects",
    "reached", "trained", "spending", "federal_base", "nonfederal", "committed_ratio", "va_share", "employment",
    "institute_members", "institute_partners", "institute_phase", "institute_base_left", "federal_total",
    "transitions",
)  # fmt: skip


class RecordError(Exception):
    """A record file that cannot be read; the message says what and where."""


@frozen
class Row:
    """One figure of the record and of the model; ``error`` is model / record - 1."""

    scope: str
    id: str
    fy: int
    measure: str
    record: float
    model: float | None
    error: float | None

    def as_dict(self) -> dict[str, Any]:
        """The row for JSON."""
        return asdict(self)


Reader = Callable[[Run, int], float]


def _mean(name: str, scale: float = 1.0) -> Reader:
    def read(run: Run, turn: int) -> float:
        return float(run.figures[name][turn - 1].mean()) * scale

    return read


def _ratio(part: tuple[str, ...], whole: tuple[str, ...]) -> Reader:
    """Mean over worlds of a share of sums."""

    def read(run: Run, turn: int) -> float:
        above = sum(run.figures[name][turn - 1] for name in part)
        below = sum(run.figures[name][turn - 1] for name in whole)
        return float(np.mean(above / np.maximum(below, 1)))

    return read


_INDUSTRY = ("members_large", "members_sme")
_MEMBERS = ("members",)
_THOUSANDS = 1 / 1000

#: What each key of the record's yearly totals means in the model.
NETWORK: dict[str, Reader] = {
    "institutes": _mean("institutes"),
    "members": _mean("members"),
    "members_total": _mean("members"),
    "members_industry": lambda run, turn: _mean("members_large")(run, turn) + _mean("members_sme")(run, turn),
    "members_large": _mean("members_large"),
    "members_small": _mean("members_sme"),
    "members_sme": _mean("members_sme"),
    "members_small_manufacturers": _mean("members_sme"),
    "members_academic": _mean("members_academic"),
    "members_government": _mean("members_government"),
    "members_industry_share": _ratio(_INDUSTRY, _MEMBERS),
    "members_manufacturers_share": _ratio(_INDUSTRY, _MEMBERS),
    "small_share_of_industry": _ratio(("members_sme",), _INDUSTRY),
    "projects": _mean("projects"),
    "workforce_reached": _mean("reached"),
    "reached": _mean("reached"),
    "workforce_trained": _mean("trained"),
    "trained": _mean("trained"),
    "total_musd": _mean("spending", _THOUSANDS),
    "spending_musd": _mean("spending", _THOUSANDS),
    "federal_base_musd": _mean("federal_base", _THOUSANDS),
    "federal_musd": _mean("federal_base", _THOUSANDS),
    "base_musd": _mean("federal_base", _THOUSANDS),
    "other_musd": _mean("nonfederal", _THOUSANDS),
    "nonfederal_musd": _mean("nonfederal", _THOUSANDS),
    "nonfederal_to_federal_ratio": _mean("committed_ratio", _THOUSANDS),
    "federal_total_musd": _mean("federal_total", _THOUSANDS),
}
_NOT_FIGURES = ("fy", "source", "note", "confidence", "date", "id", "year", "derived")


def read_record(path: Path) -> dict[str, Any]:
    """A record file; ``RecordError`` where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise RecordError(
            _("The record {path} cannot be read: {problem}.").format(path=path, problem=problem.strerror)
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise RecordError(
            _("The record {path} is not TOML: {problem}.").format(path=path, problem=problem)
        ) from None


def play(tables: Tables, policy: Policy, first_seed: int, worlds: int) -> Run:
    """The games that the record is held against."""
    return simulate(tables, policy, first_seed, worlds, FIGURES)


def compare(record: dict[str, Any], run: Run, tables: Tables) -> list[Row]:
    """All rows, network first."""
    rows = [row for entry in record.get("network_totals", ()) for row in _totals(entry, run, tables)]
    rows += [row for entry in record.get("network_snapshots", ()) for row in _snapshot(entry, run, tables)]
    rows += [row for entry in record.get("institute_members", ()) for row in _institute(entry, run, tables)]
    rows += [row for entry in record.get("macro", ()) for row in _macro(entry, run, tables)]
    return rows


def turn_of(date: str, tables: Tables) -> int | None:
    """The turn in which a date (``2016-08`` or ``2016``, then its middle) falls; None outside the game or unknown."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts):
        return None
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 6
    calendar = tables.scenario.calendar
    months = (year - calendar.first_year + 1) * 12 + month - 10  # a fiscal year begins in October
    turn = months * calendar.turns_per_year // 12 + 1
    return turn if 1 <= turn <= calendar.turns else None


def _row(scope: str, name: str, fy: int, measure: str, record: float, model: float | None) -> Row:
    error = None if model is None or record == 0 else model / record - 1
    return Row(scope, name, fy, measure, record, model, error)


def _numbers(entry: dict[str, Any]) -> list[tuple[str, float]]:
    return [
        (key, float(value))
        for key, value in entry.items()
        if key not in _NOT_FIGURES and isinstance(value, int | float) and not isinstance(value, bool)
    ]


def _totals(entry: dict[str, Any], run: Run, tables: Tables) -> list[Row]:
    calendar = tables.scenario.calendar
    fy = int(entry["fy"])
    last = (fy - calendar.first_year + 1) * calendar.turns_per_year
    inside = calendar.turns_per_year <= last <= calendar.turns
    rows = []
    for key, value in _numbers(entry):
        reader = _reader(key, fy)
        model = reader(run, last) if reader and inside else None
        rows.append(_row("network", "network", fy, key, value, model))
    return rows


def _reader(key: str, fy: int) -> Reader | None:
    key = key.removesuffix("_at_least")
    if key == "workforce":
        return NETWORK["workforce_trained" if fy >= TRAINED_SINCE else "workforce_reached"]
    return NETWORK.get(key)


def _snapshot(entry: dict[str, Any], run: Run, tables: Tables) -> list[Row]:
    """Heads in mid-year, as the turn ends; a study of organisations taking part counts some institutes only."""
    turn = turn_of(str(entry["date"]), tables)
    whole = "participating_orgs" not in entry
    readers = {"institutes": NETWORK["institutes"], "members": NETWORK["members"]} if whole else {}
    fy = int(str(entry["date"])[:4])
    rows = []
    for key, value in _numbers(entry):
        reader = readers.get(key.removesuffix("_at_least"))
        rows.append(
            _row(
                "snapshot", str(entry["date"]), fy, key, value, reader(run, turn) if reader and turn else None
            )
        )
    return rows


def _institute(entry: dict[str, Any], run: Run, tables: Tables) -> list[Row]:
    technologies = {t.record: number for number, t in enumerate(tables.scenario.technologies) if t.record}
    turn = turn_of(str(entry["date"]), tables)
    k = technologies.get(str(entry["id"]))
    model, measure = None, "members"
    if k is not None and turn is not None:
        award = _award_turn(run, k)
        measure = "consortium" if turn <= award + CONSORTIUM_TURNS else "members"
        model = _consortium(run, k, award) if measure == "consortium" else _members_where_alive(run, k, turn)
    fy = int(str(entry["date"])[:4]) if str(entry["date"])[:4].isdigit() else 0
    return [_row("institute", str(entry["id"]), fy, measure, float(entry["members"]), model)]


def _award_turn(run: Run, k: int) -> int:
    """Turn in which most worlds first had an institute in the field."""
    there = (run.figures["institute_phase"][:, :, k] >= 3).mean(axis=1) >= 0.5
    return int(np.argmax(there)) + 1 if there.any() else len(there)


def _consortium(run: Run, k: int, turn: int) -> float:
    """Everybody who signed the bid: members and partners at the end of the turn of the award."""
    both = run.figures["institute_members"] + run.figures["institute_partners"]
    return _over_worlds(both[turn - 1, :, k], run, k, turn)


def _members_where_alive(run: Run, k: int, turn: int) -> float:
    return _over_worlds(run.figures["institute_members"][turn - 1, :, k], run, k, turn)


def _over_worlds(values: Any, run: Run, k: int, turn: int) -> float:
    there = run.figures["institute_phase"][turn - 1, :, k] >= 3
    return float(values[there].mean()) if there.any() else 0.0


def _macro(entry: dict[str, Any], run: Run, tables: Tables) -> list[Row]:
    calendar = tables.scenario.calendar
    year = int(entry["year"])
    last = (year - calendar.first_year + 1) * calendar.turns_per_year
    inside = calendar.turns_per_year <= last <= calendar.turns
    readers = {
        "mfg_value_added_pct_gdp": _mean("va_share", 0.01),
        "mfg_employment_thousands": _mean("employment"),
    }
    return [
        _row("macro", "nation", year, key, value, readers[key](run, last) if inside else None)
        for key, value in _numbers(entry)
        if key in readers
    ]
