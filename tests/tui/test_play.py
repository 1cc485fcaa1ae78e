"""Going about the program with keys and mouse: settings, language, orders, saving, leaving."""

import tomllib
from pathlib import Path

import pytest
from textual.widgets import Input

from nnmi_game.engine.orders import Campaign, Solicit
from nnmi_game.game.saves import load
from nnmi_game.locale import language
from nnmi_game.tui import settings as settings_file
from nnmi_game.tui.screens.briefing import BriefingScreen
from nnmi_game.tui.screens.coach import CoachScreen
from nnmi_game.tui.screens.desk import DeskScreen
from nnmi_game.tui.screens.dialogs import Choose
from nnmi_game.tui.screens.final import FinalScreen
from nnmi_game.tui.screens.lesson import LessonScreen
from nnmi_game.tui.screens.report import ReportScreen
from nnmi_game.tui.screens.title import TitleScreen
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.menu import Menu

from .conftest import Start, begin, screen_text, settle

SOLICIT = Solicit(technology="additive", agency="dod", seed=40_000, years=5, taper=500, match=1000)
CAMPAIGN = Campaign(audience="congress", attention=2)


def only_save(folder: Path) -> Path:
    [path] = folder.glob("saves/*.toml")
    return path


async def test_the_language_switches_everywhere_and_is_kept(start: Start, tmp_path: Path) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        await pilot.press("z")
        await settle(pilot)

        assert language() == "zh"
        assert "2013" in screen_text(office)
        assert "turn 1 of 8" not in screen_text(office)
        assert settings_file.read(tmp_path / "config").language == "zh"


async def test_settings_are_kept_at_once(start: Start, tmp_path: Path) -> None:
    async with start() as (office, pilot):
        await pilot.press("g", "t", "a")
        await settle(pilot)

        kept = tomllib.loads((tmp_path / "config" / "settings.toml").read_text(encoding="utf-8"))
        assert kept["theme"] == "light"
        assert kept["ascii_only"] is True
        assert office.theme == "office-light"


async def test_a_click_changes_a_setting(start: Start) -> None:
    async with start() as (office, pilot):
        await pilot.press("g")
        await settle(pilot)
        await pilot.click(Menu, offset=(4, 3))

        assert office.settings.reduced_motion is False


async def test_no_color_takes_all_colours_away(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with start() as (office, _pilot):
        assert office.theme == "office-terminal"
        assert office.native_ansi_color


async def test_a_new_game_takes_the_seed_that_was_typed(start: Start) -> None:
    async with start() as (office, pilot):
        await pilot.press("n")
        await settle(pilot)
        office.screen.query_one("#seed", Input).value = "2012"
        await pilot.press("s")
        await settle(pilot)

        assert office.session.playing.seed == 2012
        assert isinstance(office.screen, BriefingScreen)


async def test_a_seed_that_is_none_is_refused(start: Start) -> None:
    async with start() as (office, pilot):
        await pilot.press("n")
        await settle(pilot)
        office.screen.query_one("#seed", Input).value = ""
        await pilot.press("s")
        await settle(pilot)

        assert office.session.game is None


async def test_every_order_is_saved_at_once(start: Start, tmp_path: Path) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        office.session.give(SOLICIT)

        assert load(only_save(tmp_path)).tray == [SOLICIT]

        await pilot.press("u")
        await settle(pilot)

        assert load(only_save(tmp_path)).tray == []


async def test_orders_are_taken_back_one_by_one(start: Start) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        office.session.give(SOLICIT)
        office.session.give(CAMPAIGN)
        await pilot.press("t")
        await settle(pilot)
        await pilot.press("delete")
        await settle(pilot)

        assert office.session.playing.tray == [CAMPAIGN]


async def test_a_click_in_the_side_panel_takes_an_order_back(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await begin(office, pilot)
        office.session.give(SOLICIT)
        await settle(pilot)
        row = next(i for i, line in enumerate(screen_text(office).splitlines()) if "[x]" in line)
        await pilot.click(offset=(screen_text(office).splitlines()[row].index("[x]") + 1, row))
        await settle(pilot)

        assert office.session.playing.tray == []


async def test_a_turn_ends_with_its_report_and_is_saved(start: Start, tmp_path: Path) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        office.session.give(SOLICIT)
        await pilot.press("x")
        await settle(pilot)

        assert isinstance(office.screen, ReportScreen)
        assert [played.orders for played in load(only_save(tmp_path)).past] == [(SOLICIT,)]

        await pilot.press("a")
        await settle(pilot)

        # The tiny scenario teaches something in its second turn.
        assert isinstance(office.screen, LessonScreen)
        assert isinstance(office.screen_stack[-2], DeskScreen)


async def test_an_empty_turn_ends_only_after_a_question(start: Start) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        await pilot.press("x")
        await settle(pilot)
        assert isinstance(office.screen, Choose)

        await pilot.press("s")
        await settle(pilot)
        assert office.session.playing.turn == 1

        await pilot.press("x", "x")
        await settle(pilot)
        assert office.session.playing.turn == 2


async def test_a_lesson_opens_with_its_turn_and_leads_to_the_pages_it_speaks_of(start: Start) -> None:
    async with start() as (office, pilot):
        await office.start_game("youngstown-2012", 1)
        await settle(pilot)
        assert isinstance(office.screen, BriefingScreen)

        await pilot.press("a")
        await settle(pilot)
        assert isinstance(office.screen, LessonScreen)

        await pilot.press("c")
        await settle(pilot)
        assert getattr(office.screen, "page", "") == "competitions"

        await pilot.press("u")
        await settle(pilot)
        assert [said.message for said in office._notifications] == ["No order has been given this turn."]

        await pilot.press("enter")  # what was said does not lie over the form
        await settle(pilot)
        assert not list(office._notifications)


async def test_the_last_report_leads_to_the_end(start: Start) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        while office.session.playing.turn < office.session.playing.turns:
            office.session.end_turn()
        office.session.give(CAMPAIGN)
        await pilot.press("x")
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)

        assert isinstance(office.screen, FinalScreen)


async def test_quitting_asks_saves_and_leaves(start: Start, tmp_path: Path) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        office.session.give(SOLICIT)
        await pilot.press("q")
        await settle(pilot)
        assert isinstance(office.screen, Choose)

        await pilot.press("q")
        await settle(pilot)

    assert office.return_code == 0
    assert load(only_save(tmp_path)).tray == [SOLICIT]


async def test_escape_stays_in_the_game(start: Start) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        await pilot.press("ctrl+q")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)

        assert isinstance(office.screen, DeskScreen)


async def test_the_title_goes_on_where_the_game_was_left(start: Start) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot, scenario="youngstown-2012")
        office.session.give(SOLICIT)
        await pilot.press("q", "t")
        await settle(pilot)
        assert isinstance(office.screen, TitleScreen)

        await pilot.press("c")
        await settle(pilot)

        assert office.session.playing.tray == [SOLICIT]


async def test_a_broken_save_says_what_is_wrong(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    folder.mkdir()
    (folder / "broken.toml").write_text("seed = [", encoding="utf-8")
    async with start() as (office, pilot):
        await pilot.press("l")
        await settle(pilot)
        await office.screen.query_one(FigureTable).run_action("choose")
        await settle(pilot)

        assert office.session.game is None


async def test_leaving_because_the_terminal_is_gone_keeps_unsent_orders(start: Start, tmp_path: Path) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        office.session.playing.give(SOLICIT)  # behind the session's back: not yet saved
        office.leave()
        await pilot.pause()

    assert load(only_save(tmp_path)).tray == [SOLICIT]


async def test_the_palette_does_what_it_lists(start: Start) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        await pilot.press("k")
        await settle(pilot)
        await pilot.press(*"brief")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

        assert isinstance(office.screen, BriefingScreen)


async def test_the_palette_leads_to_what_another_page_does(start: Start) -> None:
    async with start() as (office, pilot):
        await begin(office, pilot)
        await pilot.press("k", *"coach")
        await settle(pilot)
        assert "Ask the coach" in screen_text(office)
        assert "page Advisors" in screen_text(office)

        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(office.screen, CoachScreen)


async def test_the_palette_is_narrowed_by_what_is_typed(start: Start) -> None:
    async with start() as (office, pilot):
        await pilot.press("k", *"saved gam")
        await settle(pilot)
        found = office.screen.query_one(Menu).row_count
        await pilot.press(*"xyz")
        await settle(pilot)

        assert (found, office.screen.query_one(Menu).row_count) == (1, 0)
        assert "No command here has saved gamxyz in it." in screen_text(office)

        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(office.screen, TitleScreen)


async def test_the_palette_says_why_something_cannot_be_done(start: Start) -> None:
    async with start() as (office, pilot):
        await pilot.press("k")
        await settle(pilot)
        await pilot.press(*"continue")  # a game: there is none
        await settle(pilot)

        assert "There is no saved game yet." in screen_text(office)

        await pilot.press("enter")
        await settle(pilot)
        assert [note.message for note in office._notifications] == ["There is no saved game yet."]


async def test_a_mistake_of_the_program_is_told_in_sentences_and_kept_in_a_file(
    start: Start, tmp_path: Path
) -> None:
    with pytest.raises(ZeroDivisionError):
        async with start() as (office, pilot):
            await begin(office, pilot)
            office.call_later(lambda: 1 / 0)
            await pilot.pause()

    (file,) = (tmp_path / "saves" / "failures").iterdir()
    assert office._failure == [
        "The program has failed by a mistake of its own and had to end.",
        f"Your game and this turn's orders are kept in {only_save(tmp_path)}.",
        f"The details are in {file}; please send that file along when you report this.",
    ]
    assert file.read_text(encoding="utf-8").endswith("ZeroDivisionError: division by zero\n")


async def test_every_kind_of_order_is_found_from_the_desk(start: Start) -> None:
    wishes = ("workforce program", "campaign", "satellite", "mix of new", "link two", "recruit", "taper")
    async with start() as (office, pilot):
        await begin(office, pilot)
        await pilot.press("k")
        await settle(pilot)
        found = {}
        for wish in wishes:
            office.screen.query_one(Input).value = wish
            await settle(pilot)
            found[wish] = office.screen.query_one(Menu).row_count

    assert [wish for wish, rows in found.items() if not rows] == []
