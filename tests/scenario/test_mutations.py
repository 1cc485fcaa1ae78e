"""Whatever a file holds, the answer is a scenario or a list of problems; and the schema agrees."""

import copy
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nnmi_game.scenario.library import find, names
from nnmi_game.scenario.load import check
from nnmi_game.scenario.schema import schema
from nnmi_game.scenario.source import read_document

quick = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PLACE = re.compile(r"tiny\.toml:\d+:\d+: ")


def assert_answered(path: Path) -> bool:
    """Check a file; true if it holds a valid scenario."""
    scenario, problems = check(path)
    assert (scenario is None) == bool(problems)
    for problem in problems:
        assert problem.line >= 1 and problem.column >= 1
        assert PLACE.search(str(problem))
        assert str(problem).isprintable()
    return scenario is not None


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    made = schema()
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


@pytest.fixture(scope="module")
def tiny_values(tiny_text: str) -> dict[str, Any]:
    return tomllib.loads(tiny_text)


@pytest.mark.property
@quick
@given(content=st.binary(max_size=300))
def test_random_bytes(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tiny.toml"
    path.write_bytes(content)
    assert_answered(path)


@pytest.mark.property
@quick
@given(data=st.data())
def test_random_damage_to_the_text(data: st.DataObject, tiny_path: Path, tmp_path: Path) -> None:
    tiny_text = tiny_path.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(tiny_text)))
    length = data.draw(st.integers(0, 40))
    new = data.draw(st.text(max_size=10) | st.sampled_from(["[", "]", "{", '"', '"""', "\n", ".", "=", "#"]))
    path = tmp_path / "tiny.toml"
    text = tiny_text[:start] + new + tiny_text[start + length :]
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert_answered(path)


def holders(value: Any) -> list[Any]:
    """Every table and list in a value."""
    found: list[Any] = []
    if isinstance(value, dict | list):
        found.append(value)
        for one in value.values() if isinstance(value, dict) else value:
            found.extend(holders(one))
    return found


SCALARS = st.sampled_from(
    [
        True,
        False,
        0,
        -1,
        5,
        2**70,
        -(2**70),
        3.9,
        float("nan"),
        "",
        "no",
        " ",
        "\x1b[2J",
        [],
        {},
        [1],
        {"en": "x"},
    ]
)


def mutate(values: dict[str, Any], data: st.DataObject) -> None:
    """Delete, retype, misspell or double something somewhere."""
    tables = [one for one in holders(values) if one]
    holder = tables[data.draw(st.integers(0, len(tables) - 1), label="holder")]
    steps = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    step = steps[data.draw(st.integers(0, len(steps) - 1), label="step")]
    kind = data.draw(st.sampled_from(["delete", "retype", "misspell", "double", "shift"]), label="kind")
    if kind == "delete":
        del holder[step]
    elif kind == "retype":
        holder[step] = data.draw(SCALARS)
    elif kind == "shift" and isinstance(holder[step], int) and not isinstance(holder[step], bool):
        holder[step] += data.draw(st.sampled_from([-(10**6), -1, 1, 10**6, 10**10]))
    elif kind == "double" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[step]))
    elif isinstance(holder, dict):
        holder[f"{step}x"] = holder.pop(step)


@pytest.mark.property
@quick
@given(data=st.data())
def test_random_mutations(
    data: st.DataObject, tiny_values: dict[str, Any], validator: Draft202012Validator, tmp_path: Path
) -> None:
    values = copy.deepcopy(tiny_values)
    for _time in range(data.draw(st.integers(1, 3))):
        mutate(values, data)
    path = tmp_path / "tiny.toml"
    path.write_text(tomli_w.dumps(values), encoding="utf-8", newline="")
    valid = assert_answered(path)
    # The schema knows less than the loader, but it never refuses what the loader takes.
    if valid:
        assert not list(validator.iter_errors(values))


#: What can be said in a schema, and is then refused by schema and loader alike.
REFUSED_BY_BOTH = [
    ("calendar", "turns", 3.9),
    ("calendar", "turns", True),
    ("calendar", "turns", 0),
    ("calendar", "turns", 81),
    ("calendar", "turnz", 8),
    ("calendar", "turns", None),
    ("start", "office_staff", "ten"),
    ("technologies", 0, "pull", 3001),
    ("technologies", 0, "id", "Raw Material"),
    ("technologies", 0, "name", None),
    ("technologies", 0, "name", "zh", " "),
    ("technologies", 0, "profile", []),
    ("technologies", 0, "profile", "materials", 1001),
    ("agencies", 0, "sponsors", "no"),
    ("agencies", 0, "source", "x" * 6001),
    ("bidders", 0, "lead", "club"),
    ("tiers", None),
    ("tiers", 0, "id", "huge"),
    ("goals", 0, "components", []),
    ("goals", 0, "components", 0, "measure", "institute_cash"),
    ("events", 0, "options", 0, "effects", 0, "lever", "pull"),
    ("events", 1, "when", 0, "op", "!="),
    ("lessons", 0, "verb", "sing"),
    ("coefficients", "office", None),
    ("coefficients", "office", "base", None),
    ("coefficients", "office", "base", "value", 1001),
    ("coefficients", "office", "base", "unit", "people"),
    ("coefficients", "office", "base", "assumed", None),
    ("coefficients", "office", "base", "source", "both"),
    ("id", None),
]  # fmt: skip


@pytest.mark.parametrize("change", REFUSED_BY_BOTH, ids=str)
def test_schema_and_loader_refuse_the_same(
    change: tuple[Any, ...], tiny_values: dict[str, Any], validator: Draft202012Validator, tmp_path: Path
) -> None:
    values = copy.deepcopy(tiny_values)
    *way, last, new = change
    holder: Any = values
    for step in way:
        holder = holder[step]
    if new is None:
        del holder[last]
    else:
        holder[last] = new
    path = tmp_path / "tiny.toml"
    path.write_text(tomli_w.dumps(values), encoding="utf-8")
    assert not assert_answered(path)
    assert list(validator.iter_errors(values))


@pytest.mark.parametrize("name", names())
def test_the_schema_takes_every_shipped_scenario(name: str, validator: Draft202012Validator) -> None:
    path = find(name)
    merged = read_document(path).data
    assert [error.message for error in validator.iter_errors(merged)] == []
    main = path / "scenario.toml" if path.is_dir() else path
    own = tomllib.loads(main.read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(own)] == []


def test_the_schema_asks_for_little_where_there_is_a_base(validator: Draft202012Validator) -> None:
    harder = {"bid": {"value": 500, "unit": "per mille", "assumed": "harder times"}}
    heir = {"id": "heir", "version": 1, "base": "tiny", "coefficients": {"competition": harder}}
    assert validator.is_valid(heir)
    assert not validator.is_valid({"id": "heir", "version": 1, "coefficients": {"competition": harder}})
    assert validator.is_valid({"id": "tiny", "version": 1, "parts": ["a.toml"]})
    assert not validator.is_valid({"id": "tiny", "version": 1, "parts": ["../a.toml"]})
