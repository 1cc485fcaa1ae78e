"""The debrief of a class on the screen: what its strips say, whose names it shows, and that it follows its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from nnmi_game.analysis import policies
from nnmi_game.analysis.cohort import Cohort, Player
from nnmi_game.analysis.recording import record
from nnmi_game.engine.tables import compile_tables
from nnmi_game.scenario.load import load
from nnmi_game.scenario.vocabulary import GOALS
from nnmi_game.tui.app import Office
from nnmi_game.tui.debriefing import Debriefing
from nnmi_game.tui.settings import Settings
from nnmi_game.tui.shelf import Shelf
from nnmi_game.tui.views import debrief as view
from tests.tui.conftest import screen_text, settle, show_as
from tests.tui.test_dashboard import office as dashboard

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return played_class()


@cache
def played_class() -> Cohort:
    """Three students and a bot."""
    tables = compile_tables(load(TINY))
    players = []
    for number, (name, label) in enumerate(
        [("even", "Ann"), ("breadth", "王小明"), ("idle", "Bo"), ("even", "Bot")], start=1
    ):
        game = record(tables.scenario, policies.make(name, tables), 5, 8)
        goals = {goal: tuple(game.goals(turn)[goal] for turn in range(9)) for goal in GOALS}
        orders = tuple(tuple(played.orders) for played in game.past)
        players.append(Player(number, label, 5, goals, orders, is_bot=label == "Bot"))
    return Cohort("Friday", "K7QP-2MXA", "2026-01-01", tables, True, tuple(players))


def office(folder: Path, read: Callable[[], Cohort]) -> Office:
    settings = Settings(language="en", reduced_motion=True, forecasts=False)
    return Office(Shelf(folder), folder, settings, debriefing=Debriefing(read))


def test_offices_on_a_line():
    assert view.strip([0, 0, 500, 1000], 11) == "2    o    o"
    assert view.strip([300] * 12, 11) == "   +       "
    assert view.box([200, 400, 700], {"H": 500}, 11) == "  [=|H=]   "


async def test_names_are_hidden_until_a_key_shows_them(tmp_path: Path, cohort: Cohort):
    board = office(tmp_path, lambda: cohort)
    async with board.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await show_as(board, pilot, (200, 60), "zh")
        await pilot.press("3")
        await settle(pilot)
        hidden = screen_text(board)
        await pilot.press("n")
        await settle(pilot)
        shown = screen_text(board)

    assert ("王小明" in hidden, "办公室 " in hidden, "王小明" in shown) == (False, True, True)


async def test_the_dashboard_opens_it_where_the_class_is_kept(tmp_path: Path, cohort: Cohort):
    board = dashboard(tmp_path)
    async with board.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("D")
        await settle(pilot)
        elsewhere = type(board.screen).__name__
        board.debriefing = Debriefing(lambda: cohort)
        await pilot.press("D")
        await settle(pilot)
        opened = type(board.screen).__name__
        await pilot.press("r")
        await settle(pilot)
        back = type(board.screen).__name__

    assert (elsewhere, opened, back) == ("DashboardScreen", "DebriefScreen", "DashboardScreen")


async def test_what_cannot_be_read_is_told(tmp_path: Path):
    def read() -> Cohort:
        raise OSError("the disk is gone")

    board = office(tmp_path, read)
    async with board.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert board.debriefing is not None
        assert board.debriefing.problem == "the disk is gone"


def test_the_two_offices_are_never_the_same(cohort: Cohort):
    debriefing = Debriefing(lambda: cohort)
    debriefing.load()
    seen = []
    for which in (0, 1, 0, 0, 1, 1):
        debriefing.step(which)
        found = debriefing.pair
        assert found is not None
        seen.append((found.first.office, found.second.office))

    assert [one for one in seen if one[0] == one[1]] == []
    assert len(set(seen)) > 3


def test_without_bots(cohort: Cohort):
    debriefing = Debriefing(lambda: cohort)
    debriefing.load()
    debriefing.without_bots = True
    found = debriefing.cohort

    assert found is not None
    assert [one.label for one in found.players] == ["Ann", "王小明", "Bo"]
    assert debriefing.references.at(found.turn)["planner"]
