"""Maps as rows of text: what lies where, what a click means, and another country without any code."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from nnmi_game.scenario.load import load
from nnmi_game.scenario.plane import from_border, within
from nnmi_game.tui.draw.atlas import SEA, atlas, towards
from nnmi_game.tui.draw.worldmap import Land, Map, Pin, Thread, draw
from nnmi_game.tui.views.sheet import plain

SQUARE = ((0, 0), (1000, 0), (1000, 500), (0, 500))
NORTH = ((0, 500), (1000, 500), (1000, 1000), (0, 1000))
ISLAND = ((1200, 100), (1400, 100), (1400, 400), (1200, 400))
COUNTRY = Map(
    lands=(
        Land(id="south", name="南部", rings=(SQUARE, ISLAND), centre=(500, 250), figure="12", shade=3),
        Land(id="north", name="North", rings=(NORTH,), centre=(500, 750), figure="3 a", shade=1),
    ),
    pins=(
        Pin(id="a", mark="A+", name="First", at=(200, 100)),
        Pin(id="b", mark="B!", name="研究所", at=(200, 110), tone="bad"),
        Pin(id="c", mark="C~", name="Third", at=(900, 900)),
    ),
    threads=(Thread((200, 100), (900, 900), 1),),
)


@pytest.mark.snapshot
@pytest.mark.parametrize("ascii_only", [False, True], ids=["dots", "ascii"])
def test_a_map(ascii_only: bool, snapshot: SnapshotAssertion) -> None:
    for cells, rows in ((40, 14), (110, 34)):
        text = "\n".join(plain(draw(COUNTRY, cells, rows, "south", ascii_only).lines)) + "\n"
        assert text == snapshot(name=f"{cells}x{rows}")


@pytest.mark.snapshot
def test_the_nine_regions(snapshot: SnapshotAssertion) -> None:
    scenario = load("nnmi-2012")
    lands = tuple(
        Land(
            id=region.id,
            name=region.name.en,
            rings=(tuple((point.x, point.y) for point in region.outline),),
            centre=(region.centre.x, region.centre.y),
        )
        for region in scenario.regions
    )
    text = "\n".join(plain(draw(Map(lands=lands), 100, 32).lines)) + "\n"

    assert text == snapshot(name="nine-regions")


def test_a_satellite_is_drawn_in_its_region_and_a_click_on_it_means_its_institute() -> None:
    drawn = draw(evolve(COUNTRY, sites=(Pin(id="a", mark="s", name="", at=(500, 750)),)), 60, 20)
    [(row, text)] = [(number, text) for number, text in enumerate(plain(drawn.lines)) if "s" in text]
    x = text.index("s")

    assert drawn.at(x, row) == "a"
    assert drawn.spots["a"] != (x, row)  # the cursor stays at the hub


@given(st.integers(20, 160), st.integers(8, 50), st.booleans())
def test_a_map_keeps_to_its_room_and_loses_no_pin(cells: int, rows: int, ascii_only: bool) -> None:
    drawn = draw(COUNTRY, cells, rows, plain=ascii_only)
    text = plain(drawn.lines)

    assert len(text) == rows
    assert max(cell_len(row) for row in text) <= cells
    assert all(any(pin.mark in row for row in text) for pin in COUNTRY.pins)


def test_a_click_finds_what_is_drawn_there() -> None:
    drawn = draw(COUNTRY, 110, 34)
    for pin in COUNTRY.pins:
        x, y = drawn.spots[pin.id]
        assert [drawn.at(x, y), drawn.at(x + 1, y)] == [pin.id] * 2
    row = next(number for number, text in enumerate(plain(drawn.lines)) if "First" in text)
    assert drawn.at(plain(drawn.lines)[row].index("First") + 2, row) == "a"
    for land in COUNTRY.lands:
        assert drawn.at(*drawn.spots[land.id]) == land.id
    fitted = atlas(tuple(land.rings for land in COUNTRY.lands), 110, 34)
    assert drawn.at(*fitted.cell((1300, 250))) == "south"
    assert drawn.at(*fitted.cell((1100, 700))) == ""


def test_two_institutes_in_one_city_stand_side_by_side() -> None:
    drawn = draw(COUNTRY, 60, 20)
    (x0, y0), (x1, y1) = drawn.spots["a"], drawn.spots["b"]

    assert y0 != y1 or abs(x0 - x1) >= 3


def test_what_is_chosen_is_set_off() -> None:
    styles = [
        {style for line in draw(COUNTRY, 60, 20, name).lines for style, _text in line} for name in ("a", "")
    ]

    assert ["chosen" in found for found in styles] == [True, False]


@given(st.integers(0, 1500), st.integers(0, 1000))
def test_each_dot_belongs_to_the_land_it_lies_in(x: int, y: int) -> None:
    rings = (SQUARE, ISLAND, NORTH)
    fitted = atlas(tuple(land.rings for land in COUNTRY.lands), 90, 30)
    column, row = (round(one) for one in fitted.dot((x, y)))
    if min(from_border((x, y), ring) for ring in rings) > 2 * fitted.fit.kilometres and (
        0 <= row < 120 and 0 <= column < 180
    ):
        expected = (
            0 if within((x, y), SQUARE) or within((x, y), ISLAND) else 1 if within((x, y), NORTH) else SEA
        )
        assert fitted.land[row, column] == expected


def test_arrows_go_to_the_nearest_that_way() -> None:
    spots = {
        "middle": (10, 10),
        "east": (16, 10),
        "far east": (40, 10),
        "south": (11, 14),
        "north west": (4, 6),
    }

    assert towards(spots, "middle", (1, 0)) == "east"
    assert towards(spots, "east", (1, 0)) == "far east"
    assert towards(spots, "middle", (0, 1)) == "south"
    assert towards(spots, "middle", (-1, 0)) == "north west"
    assert towards(spots, "far east", (1, 0)) == "far east"
