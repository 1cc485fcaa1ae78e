"""Looking back, playing on from there, watching recordings, comparing branches."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from nnmi_game.engine.orders import Campaign
from nnmi_game.game.saves import load
from nnmi_game.tui.app import Office
from nnmi_game.tui.widgets.figure_table import FigureTable

from .conftest import Start, begin, screen_text, settle


def rows(office: Office) -> list[str]:
    return screen_text(office).splitlines()


def keys(table: FigureTable) -> list[str]:
    return [row.key for row in table._table.rows]


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def two_turns(office: Office, pilot: Pilot[int]) -> None:
    """A game in its third turn, with an order in the first."""
    await begin(office, pilot)
    office.session.give(Campaign(audience="public", attention=2))
    for _turn in range(2):
        office.session.end_turn()
    await settle(pilot)


async def test_an_order_in_the_past_begins_a_branch(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await two_turns(office, pilot)
        await press(pilot, "comma", "comma")
        assert "LOOKING BACK" in rows(office)[0]
        assert "turn 1 of" in rows(office)[0]
        office.session.give(Campaign(audience="congress", attention=2))
        await settle(pilot)
        assert "LOOKING BACK" not in rows(office)[0]
        await press(pilot, "T")
        table = office.screen.query_one("#branches", FigureTable)
        assert len(keys(table)) == 2


async def test_a_turn_of_the_list_is_shown_on_every_page(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await two_turns(office, pilot)
        await press(pilot, "T", "up", "up", "enter", "t")
        assert "turn 1 of" in rows(office)[0]
        assert any("campaign" in row.lower() or "public" in row.lower() for row in rows(office)[2:])
        await press(pilot, "N")
        assert "turn 3 of" in rows(office)[0]


async def test_ending_a_turn_in_the_past_asks_first(start: Start) -> None:
    async with start() as (office, pilot):
        await two_turns(office, pilot)
        await press(pilot, "comma", "x", "s")
        assert office.session.looking_back
        await press(pilot, "x", "p")
        assert not office.session.looking_back
        assert office.session.playing.turn == 2


async def test_a_recorded_game_is_watched_forwards_and_backwards_and_taken_over(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await press(pilot, "r")
        recorded = office.session.shelf.recorded()[0]
        office.screen.query_one(FigureTable).point_at(recorded.path.name)
        await press(pilot, "w")
        assert "turn 1 of" in rows(office)[0]
        await press(pilot, "full_stop", "full_stop", "comma")
        assert "turn 2 of" in rows(office)[0]
        assert not list(office.session.shelf.folder.glob("*.toml")), "watching makes no file"
        await press(pilot, "B", "p")
        assert not office.session.looking_back
        (file,) = office.session.shelf.folder.glob("*.toml")
        assert load(file).turn == 2


async def test_time_runs_to_the_end_of_a_recording_and_stops(start: Start, tmp_path: Path) -> None:
    async with start() as (office, pilot):
        await two_turns(office, pilot)
        await press(pilot, "comma", "comma")
        for _faster in range(9):
            office.change_pace(1)
        await press(pilot, "P")
        while office.session.looking_back:
            await pilot.pause(0.05)
        assert office.session.playing.turn == 3


async def test_two_branches_are_compared(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await two_turns(office, pilot)
        await press(pilot, "comma", "comma")
        office.session.give(Campaign(audience="congress", attention=4))
        for _turn in range(2):
            office.session.end_turn()
        await press(pilot, "T")
        table = office.screen.query_one("#branches", FigureTable)
        other = next(key for key in keys(table) if Path(key) != office.session.slot.path)  # type: ignore[union-attr]
        table.point_at(other)
        await press(pilot, "v")
        text = "\n".join(rows(office))
        assert "All four goals together" in text
        assert "They part in turn 1" in text
