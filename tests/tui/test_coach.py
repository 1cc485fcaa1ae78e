"""Asking the coach, and doing as it says."""

from __future__ import annotations

from nnmi_game.tui.screens.coach import CoachScreen

from .conftest import Start, begin, screen_text, settle


async def test_a_suggestion_can_be_taken_up(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await begin(office, pilot)
        await pilot.press("A", "a")
        assert isinstance(office.screen, CoachScreen)
        await office.workers.wait_for_complete()
        await settle(pilot)
        suggested = office.screen.pointed
        assert suggested is not None
        assert "Worth" in screen_text(office)
        assert "At the end, on average" in screen_text(office)
        await pilot.press("enter")
        await settle(pilot)
        assert office.session.playing.tray == [suggested.order]
        assert not isinstance(office.screen, CoachScreen)
