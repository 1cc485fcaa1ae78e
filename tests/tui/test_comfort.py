"""Jump keys, pictures of the screen, work that can be stopped, signs of certain width, a cursor that keeps still."""

import asyncio
import threading
from pathlib import Path

import pytest
from attrs import evolve
from textual.widgets import Input

from nnmi_game.game import saves
from nnmi_game.game.stopping import StoppedError
from nnmi_game.tui import waiting
from nnmi_game.tui.screens.comparison import ComparisonScreen
from nnmi_game.tui.screens.jump import JumpScreen, places
from nnmi_game.tui.screens.time import TimeScreen
from nnmi_game.tui.screens.working import Working
from nnmi_game.tui.widgets.figure_table import FigureTable

from .conftest import Start, begin, screen_text, settle
from .grown import grown


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar is shown without waiting whether the work is long."""
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)


async def test_a_jump_key_brings_the_cursor_to_its_place(start: Start) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        await pilot.press("w")
        await settle(pilot)
        assert isinstance(office.screen.focused, FigureTable)

        there = places(office.screen)
        assert len(there) > 1

        await pilot.press("J")
        await pilot.pause()
        assert isinstance(office.screen, JumpScreen)
        await pilot.press("2")
        await settle(pilot)

        assert not isinstance(office.screen, JumpScreen)
        assert office.screen.focused is there[1]


async def test_any_other_key_leaves_the_cursor_where_it_was(start: Start) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        before = office.screen.focused
        await pilot.press("J", "escape")
        await settle(pilot)

        assert office.screen.focused is before


async def test_a_picture_of_the_screen_is_kept_beside_the_games(start: Start, tmp_path: Path) -> None:
    async with start(language="zh") as (office, pilot):
        await begin(office, pilot)
        await pilot.press("S")
        await pilot.pause()

        [picture] = (tmp_path / "saves" / "pictures").iterdir()
        assert picture.suffix == ".svg"
        assert "四项目标" in picture.read_text(encoding="utf-8").replace("&#160;", " ")


async def test_long_work_shows_how_far_it_is_and_stops_when_told_to(start: Start, at_once: None) -> None:
    half_way, go_on = threading.Event(), threading.Event()

    def work(progress: waiting.Heard) -> str:
        progress(0.5)
        half_way.set()
        go_on.wait(10)
        progress(0.75)
        return "done"

    async with start() as (office, pilot):
        task = asyncio.ensure_future(waiting.work_out(office, "Counting sheep", work))
        await asyncio.to_thread(half_way.wait, 10)
        await pilot.pause()
        assert isinstance(office.screen, Working)
        office.screen.look()
        await pilot.pause()
        assert "Counting sheep" in screen_text(office)
        assert "50%" in screen_text(office)

        await pilot.press("escape")
        assert "Stopping..." in screen_text(office)
        go_on.set()
        with pytest.raises(StoppedError):
            await task
        await pilot.pause()
        assert not isinstance(office.screen, Working)


async def test_the_bar_goes_when_the_work_is_done(start: Start, at_once: None) -> None:
    async with start() as (office, pilot):
        before = office.screen

        assert await waiting.work_out(office, "Counting sheep", lambda _progress: "done") == "done"
        await pilot.pause()
        assert office.screen is before


async def test_any_two_branches_are_compared_curve_by_curve(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    folder.mkdir()
    whole = grown(4)
    other = whole.rewind(2)
    other.end_turn()
    third = whole.rewind(3)
    third.end_turn()
    for name, game in (("one", whole), ("two", other), ("three", third)):
        saves.save(game, folder / f"{name}.toml")
    async with start(size=(120, 36)) as (office, pilot):
        await office.load_game(folder / "one.toml")
        await pilot.press("T")
        await settle(pilot)
        page = office.screen
        assert isinstance(page, TimeScreen)
        table = page.query_one("#branches", FigureTable)
        table.focus()
        table.point_at(str(folder / "two.toml"))
        await pilot.press("a")
        assert "two [to compare]" in screen_text(office)
        table.point_at(str(folder / "three.toml"))
        await pilot.press("v")
        await settle(pilot)

        assert isinstance(office.screen, ComparisonScreen)
        assert "All four goals together" in screen_text(office)
        await pilot.press("right")
        await pilot.pause()
        shown = screen_text(office)
        assert whole.scenario.goals[0].name.en in shown
        assert " two " in shown and " three " in shown


async def test_ascii_signs_replace_those_of_uncertain_width_in_chinese(start: Start) -> None:
    async with start(language="zh") as (office, pilot):
        await begin(office, pilot)
        await pilot.press("w", "V")
        await settle(pilot)
        assert "“" in screen_text(office)

        office.change_settings(evolve(office.settings, ascii_only=True))
        await settle(pilot)
        assert not set("“”—…") & set(screen_text(office))


async def test_the_cursor_of_a_line_to_type_in_keeps_still_where_less_motion_is_wished(start: Start) -> None:
    async with start(reduced_motion=True) as (office, pilot):
        await begin(office, pilot)
        await pilot.press("i", "w", "slash")
        await pilot.pause()

        assert isinstance(office.screen.focused, Input)
        assert office.screen.focused.cursor_blink is False
