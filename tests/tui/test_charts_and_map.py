"""The pages of charts and of the map: what keys and clicks do."""

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from nnmi_game.game.game import Game
from nnmi_game.tui.app import Office
from nnmi_game.tui.screens.charts import ChartsScreen
from nnmi_game.tui.screens.map import MapScreen
from nnmi_game.tui.views import charts, map
from nnmi_game.tui.views.charts import KINDS, Beside
from nnmi_game.tui.widgets.mapview import MapView

from .conftest import Start, screen_text, settle
from .grown import grown


async def stand(office: Office, pilot: Pilot[int], *keys: str, game: Game | None = None) -> None:
    """Open a game with two institutes and press keys from the desk on."""
    game = game or grown(5)
    office.session.open(game, office.session.shelf.new_slot(game))
    office.back_to_desk()
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def map_of(office: Office) -> MapView:
    return office.screen.query_one(MapView)


@pytest.mark.parametrize("turns", [0, 1, 5, 8])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_chart_of_every_subject_can_be_made(kind: charts.Kind, turns: int) -> None:
    game = grown(max(turns, 3))
    game = game.rewind(turns + 1) if turns < 3 else game
    for subject in kind.subjects(game):
        chart = charts.shown(game, kind, subject.value, Beside())
        assert chart.has_values or chart.empty
        assert len(chart.axis.names) == len(chart.axis.labels)
        assert all(len(one.values) <= len(chart.axis.names) for one in chart.series)


async def test_arrows_choose_the_chart_and_what_it_is_about(start: Start) -> None:
    async with start(size=(80, 24)) as (office, pilot):
        await stand(office, pilot, "C", "down", "down", "down", "down")
        page = office.screen
        assert isinstance(page, ChartsScreen)
        assert (page.kind.id, page.subject) == ("members", "")
        await pilot.press("right")
        assert page.subject == "additive"
        assert "Additive Institute" in screen_text(office)
        await pilot.press("left", "left")
        assert page.subject == "digital"


async def test_the_mouse_chooses_the_chart_and_what_it_is_about(start: Start) -> None:
    async with start(size=(80, 24)) as (office, pilot):
        await stand(office, pilot, "C")
        page = office.screen
        assert isinstance(page, ChartsScreen)
        await click(office, pilot, "Pipeline")
        assert page.kind.id == "pipeline"
        await click(office, pilot, "[>]")
        assert page.subject == "additive"


async def click(office: Office, pilot: Pilot[int], text: str) -> None:
    rows = screen_text(office).split("\n")
    y = next(number for number, row in enumerate(rows) if text in row)
    await pilot.click(office.screen, offset=(cell_len(rows[y][: rows[y].index(text)]) + 1, y))
    await settle(pilot)


async def test_a_dialog_chooses_what_it_is_about(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await stand(office, pilot, "C", "f", "3")
        page = office.screen
        assert isinstance(page, ChartsScreen)
        assert page.subject == "transition"


async def test_the_text_of_a_chart_has_its_words_and_numbers(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await stand(office, pilot, "C", *["down"] * 4, "v")
        text = screen_text(office)
        game = office.session.playing
        assert f"{game.measure('members'):,}" in text
        assert "from 0 (start) to" in text


async def test_cursors_of_table_and_map_go_together(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await stand(office, pilot, "M", "down")
        assert map_of(office).pointed == "institute:digital"
        map_of(office).focus()
        await pilot.press("down")
        await settle(pilot)
        page = office.screen
        assert isinstance(page, MapScreen)
        assert page.pointed == map_of(office).pointed == "region:south"
        marked = next(row for row in screen_text(office).split("\n") if " >  " in row)
        assert "South" in marked


async def test_a_click_points_and_a_second_one_opens_the_right_institute(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await stand(office, pilot, "M")
        view = map_of(office)
        assert view.drawn is not None
        x, y = view.drawn.spots["institute:digital"]
        await pilot.click(view, offset=(x, y))
        await settle(pilot)
        assert view.pointed == "institute:digital"
        assert "Digital Institute" in screen_text(office)
        await pilot.click(view, offset=(x, y))
        await settle(pilot)
        assert getattr(office.screen, "page", "") == "institutes"
        assert getattr(office.screen, "pointed", "") == "digital"


async def test_a_region_opens_and_closes(start: Start) -> None:
    async with start(size=(80, 24)) as (office, pilot):
        await stand(office, pilot, "M", "down", "down", "down", "enter")
        assert screen_text(office).split("\n")[1].strip() == "South"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(office.screen, MapScreen)


async def test_a_small_screen_shows_the_table_or_the_map(start: Start) -> None:
    async with start(size=(80, 24)) as (office, pilot):
        await stand(office, pilot, "M")
        assert not map_of(office).size.width
        await pilot.press("v")
        await settle(pilot)
        assert map_of(office).size.width
        assert office.screen.focused is map_of(office)
        await pilot.press("v")
        await settle(pilot)
        assert not map_of(office).size.width


def test_the_map_and_its_table_say_the_same() -> None:
    game = grown(5)
    drawn, keys = map.map_of(game), map.keys(game)

    assert keys == [*(pin.id for pin in drawn.pins), *(land.id for land in drawn.lands)]
    assert len(drawn.threads) == game.measure("links")
    assert sum(map.small_members(game, r)[0] for r in range(2)) == game.measure("members_sme")


def test_shades_rise_with_the_share_of_member_firms() -> None:
    assert [map.shade(share) for share in (0, 1, 49, 50, 100, 199, 200, 1000)] == [0, 1, 1, 2, 3, 3, 4, 4]


def test_what_is_counted_by_the_year_is_told_at_the_ends_of_years() -> None:
    game = grown(5)
    figures = charts.kind_of("figures")
    yearly, stock = (
        charts.shown(game, figures, "reached", Beside()),
        charts.shown(game, figures, "members", Beside()),
    )

    assert yearly.series[0].values == tuple(game.series("reached")[::2])
    assert len(yearly.axis.names) == game.turns // 2 + 1
    assert stock.series[0].values == tuple(game.series("members"))


def test_the_futures_begin_where_the_game_stands() -> None:
    from nnmi_game.analysis.outlook import outlook

    game = grown(5)
    beside = Beside(outlook=outlook(game, worlds=4))
    for subject in ("members", "trained"):
        chart = charts.shown(game, charts.kind_of("figures"), subject, beside)
        (band,) = chart.bands
        begin = next(place for place, value in enumerate(band.low) if value is not None)
        assert begin == len(chart.series[0].values) - 1
        assert band.low[begin] == band.high[begin] == chart.series[0].values[begin]
        assert len(band.low) == len(chart.axis.names)


def test_the_record_stands_beside_the_game_it_is_about() -> None:
    from nnmi_game.analysis.public_record import known
    from nnmi_game.game import saves
    from nnmi_game.scenario.library import saves_folder

    game = saves.load(saves_folder() / "history.toml")
    beside = Beside(known=known(game.tables))
    chart = charts.shown(game, charts.kind_of("figures"), "members", beside)
    whose = charts.shown(game, charts.kind_of("figures"), "institute_members/additive", beside)

    assert chart.points[0].values[12] == 1291
    assert whose.points[0].values[10] == 170
    assert whose.title == "Members of America Makes"
