"""Looking back on a game, inside the game."""

from __future__ import annotations

from nnmi_game.engine.orders import Campaign, Solicit
from nnmi_game.tui.screens.review import ReviewScreen

from .conftest import Start, begin, screen_text, settle

SOLICIT = Solicit(technology="additive", agency="dod", seed=40_000, years=5, taper=500, match=1000)


async def test_a_game_is_looked_back_on_and_written_as_a_page(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await begin(office, pilot)
        office.session.give(SOLICIT)
        office.session.end_turn()
        office.session.give(Campaign(audience="congress", attention=2))
        office.session.end_turn()
        await pilot.press("R")
        await office.workers.wait_for_complete()
        await settle(pilot)
        assert isinstance(office.screen, ReviewScreen)
        told = [screen_text(office)]
        for _chapter in range(5):
            await pilot.press("n")
            await settle(pilot)
            told.append(screen_text(office))
        await pilot.press("w")
        await settle(pilot)
        (page,) = office.session.shelf.folder.glob("*.html")

        sought = (
            "The end, side by side",
            "At worst",
            "Campaigns",
            "Choices that",
            "",
            "Questions to think about",
        )
        assert [word in text for word, text in zip(sought, told, strict=True)] == [True] * 6
        assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


async def test_there_is_nothing_to_look_back_on_before_the_first_turn(start: Start) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        await pilot.press("R")
        await settle(pilot)
        assert not isinstance(office.screen, ReviewScreen)
        assert [told.message for told in office._notifications] == ["No turn has been played yet."]
