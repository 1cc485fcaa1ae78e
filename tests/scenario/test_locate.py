"""The scanner finds the place of every key and item that tomllib reads."""

from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from nnmi_game.scenario.locate import TomlError, read_toml

TEXT = '''\
# a comment with [brackets] and "quotes"
title = "a # b"
a.b."c d" = 1
when = 1979-05-27 07:32:00
long = """
] = [ "" \\""" [x]
"""""
literal = \'\'\'
\' = 3
\'\'\'

[ x . "y" ]
list = [
    1, # one
    { k = [2, 3], l.m = 4 },
]

[[many]]
n = 1
[many.inner]
o = 2

[[many]]
  [[many.deep]]
  p = true
  [[many.deep]]
  "q\\u0041" = {}
'''

PLACES = {
    ("title",): (2, 1),
    ("a",): (3, 1),
    ("a", "b"): (3, 3),
    ("a", "b", "c d"): (3, 5),
    ("when",): (4, 1),
    ("long",): (5, 1),
    ("literal",): (8, 1),
    ("x",): (12, 3),
    ("x", "y"): (12, 7),
    ("x", "y", "list"): (13, 1),
    ("x", "y", "list", 0): (14, 5),
    ("x", "y", "list", 1): (15, 5),
    ("x", "y", "list", 1, "k"): (15, 7),
    ("x", "y", "list", 1, "k", 1): (15, 15),
    ("x", "y", "list", 1, "l", "m"): (15, 21),
    ("many",): (18, 3),
    ("many", 0): (18, 3),
    ("many", 0, "n"): (19, 1),
    ("many", 0, "inner", "o"): (21, 1),
    ("many", 1): (23, 3),
    ("many", 1, "deep", 0, "p"): (25, 3),
    ("many", 1, "deep", 1): (26, 10),
    ("many", 1, "deep", 1, "qA"): (27, 3),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_places(newline: str) -> None:
    _values, places = read_toml(TEXT.replace("\n", newline), "file.toml")
    found = {path: (place.line, place.column) for path, place in places.items()}
    assert {path: found.get(path) for path in PLACES} == PLACES


def paths(value: object, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    inside: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    found = {path} if path else set()
    return found.union(*(paths(one, (*path, step)) for step, one in inside))


KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats()
    | KEYS
    | st.datetimes()
    | st.dates()
    | st.times(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(KEYS, inside, max_size=4),
    max_leaves=12,
)


@pytest.mark.property
@given(st.dictionaries(KEYS, VALUES, max_size=5), st.booleans())
def test_every_key_that_is_read_has_a_place(values: dict[str, Any], multiline: bool) -> None:
    text = tomli_w.dumps(values, multiline_strings=multiline)
    try:
        read, places = read_toml(text, "file.toml")
    except TomlError as error:
        assert "nested" in error.problem.message
        return
    assert paths(read) == set(places)


PIECES = st.sampled_from([
    "a", "b.c", '"d"', "'e'", " = ", "=", "1", "[", "]", "[[", "]]", "{", "}", ",", "\n", "\r\n", "\r", '"',
    "'", '"""', "'''", "\\", "#", " ", "1979-05-27", "07:32:00", "true", ".", "-", "1e5", "inf", "é",
    "\ufeff", "\x00", "\x7f", "\u2028", "9" * 5000, "1_000", "0x" + "f" * 70, '"\\U00110000"',
])  # fmt: skip


@pytest.mark.property
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        read, places = read_toml(text, "file.toml")
    except TomlError as error:
        assert 1 <= error.problem.line <= text.count("\n") + 1
        assert error.problem.column >= 1
        return
    assert paths(read) == set(places)


@pytest.mark.parametrize(
    "token", ['"', "[", "{a=", '"""', "a.", "[[a]]\n", "\\", "a=1\n", "#", " ", "[a.b]\n", "a={b=1},"]
)
def test_a_long_repetition_is_read_in_good_time(token: str) -> None:
    text = token * (300_000 // len(token))
    try:
        read_toml(text, "file.toml")
    except TomlError as error:
        assert error.problem.message
