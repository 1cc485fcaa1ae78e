"""*Why?* by keys and by mouse: from a figure of a page to what stands behind it, and back."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from nnmi_game.game import figures
from nnmi_game.game.game import Game
from nnmi_game.tui.app import Office
from nnmi_game.tui.screens.why import WhyScreen
from nnmi_game.tui.views.asked import AboutFigure, AboutLine, AboutMany, AboutTouch
from nnmi_game.tui.widgets.figure_table import FigureTable

from .conftest import Start, screen_text, settle
from .grown import grown
from .test_main_pages import press, stand


def why_of(office: Office) -> WhyScreen:
    assert isinstance(office.screen, WhyScreen)
    return office.screen


async def place_of(office: Office, text: str) -> tuple[int, int]:
    """Where a text stands on the screen."""
    for y, row in enumerate(screen_text(office).splitlines()):
        if text in row:
            return row.index(text) + 1, y
    raise AssertionError(f"{text!r} is not on the screen")


async def click(office: Office, pilot: Pilot[int], text: str) -> None:
    await pilot.click(offset=await place_of(office, text))
    await settle(pilot)


async def ask(office: Office, pilot: Pilot[int], game: Game, *keys: str) -> WhyScreen:
    await stand(office, pilot, game, keys)
    return why_of(office)


async def test_the_row_under_the_cursor_is_asked_about(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        why = await ask(office, pilot, grown(), "i", "W")

        assert isinstance(why.asked, AboutMany)
        assert figures.measure("institute_cash", 0) in why.asked.figures


async def test_enter_follows_to_the_cause_and_escape_goes_back_to_the_page(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        why = await ask(office, pilot, grown(), "i", "W", "down", "enter")
        assert why.asked == AboutFigure(figures.measure("institute_cash", 0), len(why.game.past))

        await press(pilot, ["enter"])
        assert isinstance(why.asked, AboutLine)

        await press(pilot, ["escape", "escape"])
        assert isinstance(why.asked, AboutMany)
        await press(pilot, ["escape"])
        assert getattr(office.screen, "page", "") == "institutes"


async def test_back_finds_the_row_that_was_left(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        why = await ask(office, pilot, grown(), "i", "W", "down", "down")
        left = why.query_one(FigureTable).pointed

        await press(pilot, ["enter", "escape"])

        assert why.query_one(FigureTable).pointed == left


async def test_the_turns_before_can_be_asked_about(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        why = await ask(office, pilot, grown(), "i", "W", "down", "enter")
        last = why.asked.turn

        await press(pilot, ["b", "b"])
        assert why.asked.turn == last - 2
        await press(pilot, ["n"])
        assert why.asked.turn == last - 1


async def test_what_a_figure_touches_is_asked_by_a_key(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        why = await ask(office, pilot, grown(), "i", "W", "down", "enter", "t")

        assert why.asked == AboutTouch(figures.measure("institute_cash", 0), len(why.game.past))
        assert "What does this touch?" in screen_text(office)


async def test_a_click_on_a_figure_of_the_row_under_the_cursor_asks(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        game = grown()
        await stand(office, pilot, game, ("i",))
        table = office.screen.query_one(FigureTable)
        from nnmi_game.tui.views.figures import money

        await click(office, pilot, money(int(game.state.cash[0, 0])))

        assert table is not None
        assert why_of(office).asked == AboutFigure(figures.measure("institute_cash", 0), len(game.past))


async def test_a_click_on_a_figure_of_a_sheet_asks(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        game = grown()
        await stand(office, pilot, game, ())

        await click(office, pilot, str(game.goals()["workforce"]))

        assert why_of(office).asked == AboutFigure(figures.goal("workforce"), len(game.past))


async def test_every_page_of_figures_can_be_asked(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        game = grown()
        for key in ("d", "i", "m", "w", "p", "n", "o", "s", "l"):
            why = await ask(office, pilot, game, key, "W")

            assert isinstance(why.asked, AboutMany | AboutFigure), key
            assert why.query_one(FigureTable).pointed is not None, key


async def test_before_the_first_turn_it_says_what_there_is(start: Start) -> None:
    from .test_main_views import fresh

    async with start() as (office, pilot):
        why = await ask(office, pilot, fresh(), "o", "W", "enter")

        assert why.asked.turn == 0
        assert "at the start" in screen_text(office)


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 36), "en"), ((120, 36), "zh")])
async def test_no_line_is_wider_than_the_screen(start: Start, size: tuple[int, int], language: str) -> None:
    from rich.cells import cell_len

    async with start(size=size, language=language) as (office, pilot):
        await ask(office, pilot, grown(), "i", "W")
        for keys in (["down", "enter"], ["down", "enter"], ["enter"], ["t"]):
            await press(pilot, keys)
            assert max(cell_len(row) for row in screen_text(office).splitlines()) <= size[0]
