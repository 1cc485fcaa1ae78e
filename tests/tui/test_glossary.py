"""Words that open their meaning, and lists that can be searched."""

from __future__ import annotations

from nnmi_game.tui.screens.glossary import GlossaryScreen
from nnmi_game.tui.widgets.figure_table import FigureTable

from .conftest import Start, begin, screen_text, settle


async def test_the_words_of_a_page_are_explained_first(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await begin(office, pilot)
        await pilot.press("w", "V")
        await settle(pilot)
        assert isinstance(office.screen, GlossaryScreen)
        text = screen_text(office)
        assert "See also" in text
        first = [row.cells for row in office.screen.query_one(FigureTable)._table.rows[:3]]
        assert all(cells[1] == "here" for cells in first)
        await pilot.press("escape")
        assert not isinstance(office.screen, GlossaryScreen)


async def test_a_list_is_narrowed_by_what_is_typed(start: Start) -> None:
    async with start(size=(120, 36), language="zh") as (office, pilot):
        await begin(office, pilot)
        await pilot.press("V", "slash", *"taper")
        await settle(pilot)
        table = office.screen.query_one(FigureTable)
        found, whole = table.shares
        assert 0 < found < whole
        assert "递减" in screen_text(office), "an English word finds it in Chinese too"
        await pilot.press("escape")
        await settle(pilot)
        assert table.shares == (whole, whole)
        assert isinstance(office.screen, GlossaryScreen), "the first Esc only ends the search"
