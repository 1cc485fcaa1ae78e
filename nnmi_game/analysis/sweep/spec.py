"""What a sweep is to do, read from a file; every mistake in it is named at once.

::

    scenario = "nnmi-2012"
    policies = ["even", "history"]
    seeds = { first = 1, count = 1000 }
    worlds = 250                                    # worlds of one task; may be left out
    measures = ["transitions", "institute_members.additive"]

    [grid]                                          # every combination
    membership.word_of_mouth = [100, 200, 300]

    [sample]                                        # points spread evenly over ranges
    points = 50
    seed = 1
    economy.erosion = [10, 60]

The four goals and their total are always kept.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from attrs import asdict, define, field, frozen

from nnmi_game.analysis import policies
from nnmi_game.analysis.sweep.knobs import PAIRS, TOGETHER, Knob, knobs
from nnmi_game.engine.luck import SEED_BOUND
from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.engine.turn import RULES_VERSION
from nnmi_game.game.record import SaveError, read_text
from nnmi_game.locale import gettext as _
from nnmi_game.scenario import library
from nnmi_game.scenario.digest import digest
from nnmi_game.scenario.load import check
from nnmi_game.scenario.locate import TomlError, read_toml
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.problem import KeyPath, Place, Problem, in_order, near, quoted
from nnmi_game.scenario.vocabulary import GOALS, MEASURES

MOST_POINTS = 100_000
MOST_RUNS = 100_000_000
MOST_WORLDS = 4096
#: Worlds of a task where the file does not say: what fits into the cache.
WORLDS = 256
KEYS = ("scenario", "policies", "seeds", "worlds", "measures", "grid", "sample")


class SpecError(Exception):
    """A sweep that cannot be carried out; ``problems`` says why, all of it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@frozen(eq=False)
class Spec:
    """A sweep: ``points`` are the values of the coefficients at ``paths``, one tuple for each point."""

    scenario: Scenario
    policies: tuple[str, ...]
    first_seed: int
    seeds: int
    worlds: int
    measures: tuple[str, ...]
    paths: tuple[str, ...]
    points: tuple[tuple[int, ...], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns of the results."""
        return ("point", "policy", "seed", *self.paths, *GOALS, "total", *self.measures)

    @property
    def runs(self) -> int:
        """How many games there are."""
        return len(self.points) * len(self.policies) * self.seeds

    @property
    def digest(self) -> str:
        """A fingerprint of all that the results depend on."""
        about = asdict(self, filter=lambda attribute, _: attribute.name != "scenario")
        own = [
            Path(name.rpartition(":")[0]).read_text(encoding="utf-8") for name in self.policies if ":" in name
        ]
        about |= {"scenario": digest(self.scenario), "rules": RULES_VERSION, "own": own}
        return sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:16]


def read_spec(path: Path) -> Spec:
    """The sweep that the file describes; ``SpecError`` with every mistake in it."""
    try:
        text = read_text(path)
    except SaveError as error:
        raise SpecError([_plain(path, str(error))]) from None
    try:
        data, places = read_toml(text, str(path))
    except TomlError as error:
        raise SpecError([error.problem]) from None
    reader = _Reader(path, places)
    spec = reader.spec(data)
    if spec is None or reader.problems:
        raise SpecError(reader.problems)
    return spec


def _plain(path: Path, message: str) -> Problem:
    return Problem(str(path), 1, 1, "", message.removeprefix(f"{path}: "))


@define
class _Reader:
    """Takes one file apart and collects what is wrong."""

    file: Path
    places: Mapping[KeyPath, Place]
    problems: list[Problem] = field(factory=list)

    def wrong(self, path: KeyPath, message: str, expected: str = "", suggestion: str = "") -> None:
        """Note a mistake at a key."""
        known = path
        while known and known not in self.places:
            known = known[:-1]
        place = self.places.get(known, Place(str(self.file)))
        self.problems.append(Problem.at(place, path, message, expected, suggestion))

    def spec(self, data: dict[str, Any]) -> Spec | None:
        """The whole file; ``None`` where something in it cannot be used."""
        for key in data:
            if key not in KEYS:
                known = _("one of {known}").format(known=", ".join(KEYS))
                self.wrong((key,), _("this key is not known"), known, near(key, KEYS))
        scenario = self.scenario(data)
        tables = compile_tables(scenario) if scenario else None
        names = self.policies(data, tables)
        first, count = self.seeds(data.get("seeds"))
        worlds = self.whole(data, ("worlds",), 1, MOST_WORLDS, min(WORLDS, count))
        measures = self.measures(data.get("measures", []), tables)
        grid, sampled, points, seed = self.coefficients(data, scenario)
        if scenario is None or self.problems:
            return None
        paths = (*grid, *sampled)
        combinations = 1
        for values in grid.values():
            combinations *= len(values)
        total = combinations * (points if sampled else 1)
        if total > MOST_POINTS:
            self.wrong(
                ("grid",), _("this makes {number} points").format(number=total),
                _("at most {limit}").format(limit=MOST_POINTS),
            )  # fmt: skip
        elif total * len(names) * count > MOST_RUNS:
            self.wrong(
                ("seeds",), _("this makes {number} games").format(number=total * len(names) * count),
                _("at most {limit}").format(limit=MOST_RUNS),
            )  # fmt: skip
        else:
            drawn = list(spread(sampled, points, seed)) if sampled else [()]
            every = tuple((*one, *other) for one in itertools.product(*grid.values()) for other in drawn)
            return Spec(scenario, names, first, count, min(worlds, count), measures, paths, every)
        return None

    def scenario(self, data: dict[str, Any]) -> Scenario | None:
        """The scenario that the file names; a path is taken from where the file lies."""
        name = data.get("scenario")
        if not isinstance(name, str) or not name or "\0" in name:
            self.missing_or_wrong(data, "scenario", _("the name or path of a scenario"))
            return None
        beside = self.file.parent / name
        own = name not in library.names() and (beside.is_file() or (beside / library.MAIN_FILE).is_file())
        found, problems = check(beside if own else name)
        if found is None:
            more = len(problems) - 1
            text = _("this scenario cannot be used: {problem}").format(problem=problems[0])
            self.wrong(("scenario",), text + (f" (+{more})" if more else ""))
        return found

    def policies(self, data: dict[str, Any], tables: Tables | None) -> tuple[str, ...]:
        """The names of the policies."""
        given = data.get("policies")
        if not isinstance(given, list) or not given:
            self.missing_or_wrong(data, "policies", _("a list of policies"))
            return ()
        found: list[str] = []
        for number, name in enumerate(given):
            at: KeyPath = ("policies", number)
            if not isinstance(name, str) or not self.is_policy(name):
                known = _("one of {known}").format(known=", ".join(policies.NAMES))
                shown = quoted(name) if isinstance(name, str) else type(name).__name__
                message = _("there is no policy {name}").format(name=shown)
                self.wrong(at, message, known, near(str(name), policies.NAMES))
            elif name in found:
                self.wrong(at, _("this policy is named twice"))
            else:
                found.append(name)
                try:
                    if tables is not None:
                        policies.make(name, tables)
                except LookupError as problem:
                    text = _("this policy cannot play the scenario: {problem}")
                    self.wrong(at, text.format(problem=problem.args[0]))
        return tuple(found)

    def is_policy(self, name: str) -> bool:
        """Whether there is such a policy, by name or in a file of one's own."""
        try:
            policies.find(name)
        except LookupError:
            return False
        return True

    def seeds(self, given: object) -> tuple[int, int]:
        """The first seed, and how many there are."""
        if not isinstance(given, dict):
            self.missing_or_wrong(
                {"seeds": given} if given is not None else {}, "seeds", "{ first = 1, count = 1000 }"
            )
            return 0, 1
        for key in given:
            if key not in ("first", "count"):
                self.wrong(("seeds", key), _("this key is not known"), "first, count")
        first = self.whole(given, ("seeds", "first"), 0, SEED_BOUND - 1, 1)
        count = self.whole(given, ("seeds", "count"), 1, min(MOST_RUNS, SEED_BOUND - first), None)
        return first, count

    def measures(self, given: object, tables: Tables | None) -> tuple[str, ...]:
        """Figures to keep: those of the network by name, others as ``name.of``."""
        if not isinstance(given, list):
            self.wrong(("measures",), _("this value cannot be used"), _("a list of figures"))
            return ()
        found: list[str] = []
        for number, wish in enumerate(given):
            at: KeyPath = ("measures", number)
            name, _dot, of = wish.partition(".") if isinstance(wish, str) else ("", "", "")
            if name not in MEASURES:
                self.wrong(at, _("there is no such figure"), suggestion=near(name, tuple(MEASURES)))
                continue
            scope = MEASURES[name].scope
            if wish in found:
                self.wrong(at, _("this figure is named twice"))
            elif scope == "network" and of:
                self.wrong(at, _("this figure is the network's alone"), name)
            elif scope != "network" and tables is not None:
                known = tuple(tables.agency if scope == "agency" else tables.technology)
                if of not in known:
                    self.wrong(
                        at, _("this figure needs to say whose it is"), f"{name}.{known[0]}", near(of, known)
                    )  # fmt: skip
            found.append(str(wish))
        return tuple(found)

    def coefficients(
        self, data: dict[str, Any], scenario: Scenario | None
    ) -> tuple[dict[str, list[int]], dict[str, tuple[int, int]], int, int]:
        """Grid, ranges of the sample, its points and its seed."""
        known = knobs(scenario) if scenario else {}
        grid: dict[str, list[int]] = {}
        for at, path, values in self.flat(data, "grid", ()):
            if not isinstance(values, list) or not values or not all(_is_whole(value) for value in values):
                self.wrong(at, _("this value cannot be used"), _("a list of whole numbers"))
            elif len(set(values)) < len(values):
                self.wrong(at, _("a value is given twice"))
            elif self.known_knob(at, path, known, values):
                grid[path] = values
        sampled: dict[str, tuple[int, int]] = {}
        sample = data.get("sample", {})
        points, seed = 0, 1
        if isinstance(sample, dict) and sample:
            points = self.whole(sample, ("sample", "points"), 1, MOST_POINTS, None)
            seed = self.whole(sample, ("sample", "seed"), 0, SEED_BOUND - 1, 1)
        for at, path, values in self.flat(data, "sample", ("points", "seed")):
            if (
                not isinstance(values, list)
                or len(values) != 2
                or not all(_is_whole(value) for value in values)
            ):
                self.wrong(
                    at, _("this value cannot be used"), _("the lowest and the highest value, [low, high]")
                )
            elif values[0] >= values[1]:
                self.wrong(at, _("the lowest value must be below the highest"))
            elif path in grid:
                self.wrong(at, _("this coefficient stands in the grid as well"))
            elif self.known_knob(at, path, known, values):
                sampled[path] = (values[0], values[1])
        if sample and not sampled and not self.problems:
            self.wrong(("sample",), _("no coefficient is named"), "membership.word_of_mouth = [100, 300]")
        self.check_pairs(grid, sampled, known)
        return grid, sampled, points, seed

    def flat(
        self, data: dict[str, Any], table: str, other: tuple[str, ...]
    ) -> Iterator[tuple[KeyPath, str, object]]:
        """The paths of a table of coefficients, written with dots, in quotes or as tables."""
        given = data.get(table, {})
        if not isinstance(given, dict):
            self.wrong((table,), _("this must be a table"))
            return
        for key, value in given.items():
            if key in other:
                continue
            if isinstance(value, dict):
                for inner, values in value.items():
                    yield (table, key, inner), f"{key}.{inner}", values
            else:
                yield (table, key), key, value

    def known_knob(self, at: KeyPath, path: str, known: Mapping[str, Knob], values: Sequence[int]) -> bool:
        """Whether there is such a coefficient, and all values lie within its bounds."""
        if not known:  # the scenario could not be read, so there is nothing to hold the path against
            return False
        if path in TOGETHER:
            self.wrong(
                at, _("the shares of the portfolio add up to the whole, so none of them can move alone")
            )
            return False
        if path not in known:
            self.wrong(at, _("there is no such coefficient"), suggestion=near(path, tuple(known)))
            return False
        knob = known[path]
        outside = [value for value in values if not knob.low <= value <= knob.high]
        if outside:
            expected = _("a whole number from {low} to {high}").format(low=knob.low, high=knob.high)
            self.wrong(at, _("{value} is out of bounds").format(value=outside[0]), expected)
        return not outside

    def check_pairs(
        self, grid: Mapping[str, list[int]], sampled: Mapping[str, tuple[int, int]], known: Mapping[str, Knob]
    ) -> None:
        """Lower bounds stay below upper ones at every point."""
        moving = {**grid, **sampled}
        for low, high in PAIRS:
            if (low in moving or high in moving) and low in known:
                lowest = min(moving.get(high, [known[high].value]))
                highest = max(moving.get(low, [known[low].value]))
                if highest > lowest:
                    table = "grid" if (low if low in moving else high) in grid else "sample"
                    text = _("{low} must not be above {high}").format(low=low, high=high)
                    self.wrong((table, *(low if low in moving else high).split(".")), text)

    def whole(self, table: Mapping[str, Any], path: KeyPath, low: int, high: int, default: int | None) -> int:
        """A whole number within bounds; ``default`` where it is left out, if it may be."""
        key = path[-1]
        if key not in table and default is not None:
            return default
        value = table.get(str(key))
        expected = _("a whole number from {low} to {high}").format(low=low, high=high)
        if key not in table:
            self.wrong(path, _("this key is missing"), expected)
        elif not _is_whole(value) or not low <= value <= high:  # type: ignore[operator]
            self.wrong(path, _("this value cannot be used"), expected)
        else:
            return int(value)  # type: ignore[arg-type]
        return low

    def missing_or_wrong(self, data: Mapping[str, Any], key: str, expected: str) -> None:
        """A key that is not there or holds something else."""
        message = _("this value cannot be used") if key in data else _("this key is missing")
        self.wrong((key,), message, expected)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def spread(ranges: Mapping[str, tuple[int, int]], points: int, seed: int) -> Iterator[tuple[int, ...]]:
    """Points of a Latin hypercube: along each coefficient they are spread evenly, one in every part of its range."""
    lots = Random(seed)
    columns = []
    for low, high in ranges.values():
        places = list(range(points))
        lots.shuffle(places)
        columns.append([low + int((place + lots.random()) / points * (high - low + 1)) for place in places])
    yield from zip(*columns, strict=True)
