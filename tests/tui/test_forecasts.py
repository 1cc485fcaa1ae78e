"""What an order is likely to do, shown before it is given."""

from __future__ import annotations

from textual.pilot import Pilot

from nnmi_game.engine.orders import Campaign
from nnmi_game.tui.app import Office
from nnmi_game.tui.screens.forecast import ForecastScreen
from nnmi_game.tui.widgets.order_form import FieldLine
from nnmi_game.tui.widgets.outlook import Outlook

from .conftest import Start, begin, screen_text, settle


async def foreseen(office: Office, pilot: Pilot[int]) -> str:
    """What stands under the form once the forecast has come."""
    while True:
        text = str(office.screen.query_one(Outlook)._told)
        if text and "Looking ahead" not in text:
            return text
        await pilot.pause(0.02)


async def test_the_effect_of_an_order_shows_before_it_is_given(start: Start) -> None:
    async with start(size=(120, 36), forecasts=True) as (office, pilot):
        await begin(office, pilot)
        await pilot.press("o", "f", "down")
        text = await foreseen(office, pilot)
        assert "without it -> with it" in text
        assert "Support in Congress" in text
        for _more in range(3):
            await pilot.press("right")
        assert await foreseen(office, pilot) != text, "more attention does more"
        assert not office.session.playing.tray


async def test_quick_clicks_meet_the_same_sign_while_a_forecast_is_worked_out(start: Start) -> None:
    async with start(size=(120, 36), forecasts=True) as (office, pilot):
        await begin(office, pilot)
        await pilot.press("c", "enter")
        await foreseen(office, pilot)
        await pilot.pause()
        line = list(office.screen.query(FieldLine))[1]
        there = line.region
        await pilot.press("down", "left")
        assert "Looking ahead" in screen_text(office)
        assert line.region == there


async def test_the_settings_switch_forecasts_off(start: Start) -> None:
    async with start(size=(120, 36), forecasts=False) as (office, pilot):
        await begin(office, pilot)
        await pilot.press("o", "f")
        await settle(pilot)
        assert "Looking ahead" not in screen_text(office)
        assert not office.screen.query_one(Outlook)._told


async def test_the_tray_is_followed_to_the_end_of_the_game(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await begin(office, pilot)
        office.session.give(Campaign(audience="congress", attention=3))
        await pilot.press("t", "F")
        await settle(pilot)
        assert isinstance(office.screen, ForecastScreen)
        text = screen_text(office)
        for goal in office.session.playing.scenario.goals:
            assert goal.name.en[:10] in text or goal.id.capitalize() in text
        await pilot.press("escape")
        assert not isinstance(office.screen, ForecastScreen)


async def test_leaving_stops_the_work(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await begin(office, pilot)
        office.session.give(Campaign(audience="congress", attention=3))
        await pilot.press("t", "F", "escape")
        await settle(pilot)
        assert all(worker.is_finished for worker in office.workers)
