"""The map of a scenario: what its outlines must be like, and what they leave alone."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnmi_game.scenario.digest import digest
from nnmi_game.scenario.library import names
from nnmi_game.scenario.load import check, load
from nnmi_game.scenario.plane import first_crossing, from_border, within

NORTH = "outline = [{ x = 0, y = 1000 }, { x = 2400, y = 1000 }, { x = 2400, y = 2200 }, { x = 0, y = 2200 }]"
SOUTH = "outline = [{ x = 0, y = 0 }, { x = 2400, y = 0 }, { x = 2400, y = 1000 }, { x = 0, y = 1000 }]"
SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]


def corners(*spots: tuple[int, int]) -> str:
    return "[" + ", ".join(f"{{ x = {x}, y = {y} }}" for x, y in spots) + "]"


def with_text(text: str, old: str, new: str, folder: Path) -> Path:
    assert old in text
    path = folder / "tiny.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


MISTAKES = [
    ("two points", NORTH, "outline = " + corners((0, 1000), (2400, 1000)), "regions[0].outline",
     "this outline has 2 points", "at least three points"),
    ("same point twice", "{ x = 2400, y = 1000 }", "{ x = 0, y = 1000 }", "regions[0].outline[1]",
     "the same as the one before", ""),
    ("bow tie", NORTH, "outline = " + corners((0, 1000), (2400, 2200), (2400, 1000), (0, 2200)),
     "regions[0].outline[2]", "the border crosses or touches itself", "points in their order"),
    ("overlap", SOUTH, "outline = " + corners((0, 0), (2400, 0), (1200, 1500)), "regions[1].outline[2]",
     'lies inside of the region "north"', "regions that lie side by side"),
    ("island in the neighbour", SOUTH, SOUTH + "\nislands = [{ outline = "
     + corners((100, 1100), (200, 1100), (200, 1200)) + " }]", "regions[1].islands[0].outline[0]",
     'lies inside of the region "north"', ""),
    ("only some drawn", SOUTH, "", "regions[1]", "this region has no outline", "an outline"),
    ("city elsewhere", "place = { x = 1300, y = 1500 }", "place = { x = 1300, y = 500 }", "bidders[0].place",
     '500 km outside of the region "north"', "a place in the region"),
    ("too many points", SOUTH, SOUTH + "\nislands = ["
     + ", ".join("{ outline = " + corners(*((n, 9) for n in range(400))) + " }" for _ in range(4)) + "]",
     "regions", "1608 points together", "at most 1500"),
    ("island of two points", SOUTH, SOUTH + "\nislands = [{ outline = " + corners((1, 1), (2, 2)) + " }]",
     "regions[1].islands[0].outline", "", ""),
    ("misspelt", SOUTH, SOUTH.replace("outline", "outlines"), "regions[1].outlines", "not known", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "says", "expected"), MISTAKES, ids=lambda v: str(v)[:24]
)
def test_a_mistake_of_the_map_is_named_with_its_place(
    name: str, old: str, new: str, key: str, says: str, expected: str, tiny_text: str, tmp_path: Path
) -> None:
    scenario, problems = check(with_text(tiny_text, old, new, tmp_path))

    assert scenario is None
    found = [p for p in problems if p.key == key and says in p.message and expected in p.expected]
    assert found, [str(p) for p in problems]
    assert found[0].line > 60


def test_a_scenario_needs_no_map(tiny_text: str, tmp_path: Path) -> None:
    bare = tiny_text.replace(NORTH, "").replace(SOUTH, "")

    assert check(with_text(bare, "version = 1", "version = 1", tmp_path))[1] == []


def test_a_region_may_have_islands(tiny_text: str, tmp_path: Path) -> None:
    outline = corners((2600, 100), (2900, 100), (2750, 400))
    path = with_text(tiny_text, SOUTH, f"{SOUTH}\nislands = [{{ outline = {outline} }}]", tmp_path)

    assert [len(island.outline) for island in load(path).regions[1].islands] == [3]


def test_drawing_changes_nothing_of_play(tiny_text: str, tiny_path: Path, tmp_path: Path) -> None:
    outline = corners((2600, 100), (2900, 100), (2750, 400))
    path = with_text(tiny_text, SOUTH, f"{SOUTH}\nislands = [{{ outline = {outline} }}]", tmp_path)
    text = path.read_text(encoding="utf-8").replace("[calendar]", '[map]\nsource = "by hand"\n\n[calendar]')
    path.write_text(text, encoding="utf-8")

    assert digest(load(path)) == digest(load(tiny_path))


@pytest.mark.parametrize("name", names())
def test_neighbours_share_their_borders(name: str) -> None:
    """Every side of an outline that lies inland is a side of a neighbour too: there is no gap between regions."""
    regions = load(name).regions
    sides = {
        region.id: {frozenset(pair) for pair in pairwise([*ring, ring[0]])}
        for region in regions
        for ring in [[(point.x, point.y) for point in region.outline]]
    }
    inland = [
        (one, tuple(side))
        for one, mine in sides.items()
        for side in mine
        for a, b in [tuple(side)]
        for other in regions
        if other.id != one
        and side not in sides[other.id]
        and within(
            ((a[0] + b[0]) // 2, (a[1] + b[1]) // 2), ring := [(point.x, point.y) for point in other.outline]
        )
        and from_border(((a[0] + b[0]) // 2, (a[1] + b[1]) // 2), ring) > 2
    ]

    assert inland == []
    for number, region in enumerate(regions):
        shared = sum(bool(sides[region.id] & sides[other.id]) for other in regions if other is not region)
        assert shared >= 1, number


@given(st.integers(-20, 30), st.integers(-20, 30))
def test_within_a_square(x: int, y: int) -> None:
    if from_border((x, y), SQUARE) > 0:
        assert within((x, y), SQUARE) == (0 < x < 10 and 0 < y < 10)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=3, max_size=12, unique=True))
def test_a_border_that_does_not_cross_stays_so_backwards(polygon: list[tuple[int, int]]) -> None:
    assert (first_crossing(polygon) is None) == (first_crossing(polygon[::-1]) is None)


def test_a_side_that_only_touches_is_found() -> None:
    assert first_crossing([(0, 0), (10, 0), (10, 10), (5, 0), (0, 10)]) is not None
