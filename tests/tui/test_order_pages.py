"""The pages of orders on the screen: every order by keyboard and by mouse."""

from collections.abc import Sequence

from textual.pilot import Pilot

from nnmi_game.engine.orders import Campaign, Link, Order, Portfolio, Respond, Train
from nnmi_game.tui.app import Office
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.guided_form import GuidedForm
from nnmi_game.tui.widgets.order_form import FieldLine, GiveLine

from .conftest import Start, begin, screen_text, settle
from .grown import grown

PAGES = {"workforce": "w", "portfolio": "p", "network": "n", "policy": "o", "events": "e", "scorecard": "s"}


async def stand(office: Office, pilot: Pilot[int], page: str) -> None:
    """Stand on a page of a game with two institutes."""
    game = grown()
    office.kept.close()
    office.session.open(game, office.session.shelf.new_slot(game))
    office.back_to_desk()
    await pilot.press(PAGES[page])
    await settle(pilot)


def shown_of(office: Office, line: FieldLine | GiveLine) -> tuple[int, int, str]:
    """Where a line stands on the screen, and what it says."""
    region = line.region
    return region.x, region.y, screen_text(office).split("\n")[region.y][region.x : region.right]


KEYS: list[tuple[str, Sequence[str], Order]] = [
    (
        "workforce",
        ["f", "right", "down", "right", "down", *"750", "enter"],
        Train(program="apprentice", at="region", place="south", budget=750),
    ),
    (
        "portfolio",
        ["f", "down", "right", "enter"],
        Portfolio(technology="additive", mrl4=500, mrl5=300, mrl6=150, mrl7=50, bottom_up=400),
    ),
    ("network", ["f", "down", "down", "right", "enter"], Link(a="additive", b="digital", by="standards")),
    ("policy", ["f", "right", "down", "right", "enter"], Campaign(audience="agencies", attention=6)),
    ("events", ["2", "enter"], Respond(event="shutdown", option="speak")),
]


async def test_orders_by_keyboard(start: Start) -> None:
    async with start(size=(80, 24)) as (office, pilot):
        for page, keys, order in KEYS:
            await stand(office, pilot, page)
            await pilot.press(*keys)
            await settle(pilot)
            assert office.session.playing.tray == [order]


CLICKS: list[tuple[str, Sequence[tuple[int, str]], Order]] = [
    (
        "workforce",
        [(0, "[>]"), (2, "[+]")],
        Train(program="apprentice", at="region", place="north", budget=750),
    ),
    (
        "portfolio",
        [(2, "[-]"), (3, "[+]")],
        Portfolio(technology="additive", mrl4=250, mrl5=350, mrl6=250, mrl7=150, bottom_up=400),
    ),
    ("network", [(2, "[>]"), (2, "[>]")], Link(a="additive", b="digital", by="subnetwork")),
    ("policy", [(0, "[<]"), (1, "[-]")], Campaign(audience="public", attention=4)),
    ("events", [(1, "[>]")], Respond(event="shutdown", option="speak")),
]


async def test_orders_by_mouse(start: Start) -> None:
    """On the smallest screen, so that the whole form must be in sight while the cursor is in it."""
    async with start(size=(80, 24)) as (office, pilot):
        for page, clicks, order in CLICKS:
            await stand(office, pilot, page)
            await pilot.click(office.screen, offset=key_of(office, "f"))
            await settle(pilot)
            form = office.screen.query_one(GuidedForm)
            for number, sign in clicks:
                x, y, text = shown_of(office, list(form.query(FieldLine))[number])
                await pilot.click(office.screen, offset=(x + text.index(sign) + 1, y))
                await settle(pilot)
            x, y, _text = shown_of(office, form.query_one(GiveLine))
            await pilot.click(office.screen, offset=(x + 3, y))
            await settle(pilot)
            assert office.session.playing.tray == [order]


def key_of(office: Office, key: str) -> tuple[int, int]:
    """Where a key stands in the line of keys."""
    rows = screen_text(office).rstrip("\n").split("\n")
    for y in range(len(rows) - 1, 0, -1):
        if f" {key} " in rows[y]:
            return rows[y].index(f" {key} ") + 1, y
    raise AssertionError(f"no key {key}")


async def test_orders_beside_the_page_are_whole_on_the_page_that_they_are_given_on(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await stand(office, pilot, "policy")
        await pilot.press("f", "enter", "up", "right", "enter")
        await settle(pilot)

        rows = [row[82:].strip() for row in screen_text(office).split("\n")]
        assert [row for row in rows if row.endswith("[x]")] == [
            "1 Campaign in Congress with 5 [x]",
            "2 Campaign among the agencies [x]",
        ]
        assert rows.count("with 5 points of attention.") == 1


async def test_why_an_order_is_refused_shows_before_it_is_given(start: Start) -> None:
    async with start(size=(80, 24)) as (office, pilot):
        await stand(office, pilot, "portfolio")
        await pilot.press("f", "down", "down", "right")
        await settle(pilot)
        text = screen_text(office)
        assert "5% too much" in text
        assert "must add up to exactly 100%" in text
        assert "This order would be refused" in text
        await pilot.press("enter")
        assert office.session.playing.tray == []
        await pilot.press("v", "enter")
        await settle(pilot)
        assert len(office.session.playing.tray) == 1


async def test_a_row_fills_the_form_in(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await stand(office, pilot, "workforce")
        await pilot.press("down", "enter")
        await settle(pilot)
        form = office.screen.query_one(GuidedForm).form
        assert form is not None
        assert form.values["program"] == "apprentice"

        # one click on another row is enough
        programs = office.screen.query_one("#programs", FigureTable)
        await pilot.click(programs, offset=(8, programs.head_rows))
        await settle(pilot)
        assert form.values["program"] == programs.pointed != "apprentice"


async def test_language_switches_with_nothing_left_behind(start: Start) -> None:
    async with start(size=(80, 24)) as (office, pilot):
        for page in ("workforce", "events", "scorecard"):
            await stand(office, pilot, page)
            before = screen_text(office)
            await pilot.press("z")
            await settle(pilot)
            assert screen_text(office) != before
            await pilot.press("z")
            await settle(pilot)
            assert screen_text(office) == before


async def test_page_down_shows_what_lies_below_a_table_that_shows_all_its_rows(start: Start) -> None:
    async with start(size=(80, 24)) as (office, pilot):
        await stand(office, pilot, "events")
        last = "What has happened"
        assert last not in screen_text(office)
        for _page in range(4):
            await pilot.press("pagedown")
        await settle(pilot)
        assert last in screen_text(office)
        for _page in range(4):
            await pilot.press("pageup")
        await settle(pilot)
        assert last not in screen_text(office)


async def test_a_number_too_large_in_millions_is_read_in_thousands(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await begin(office, pilot)
        await pilot.press("c", "enter", "down", *"30000")
        await settle(pilot)
        seed = list(office.screen.query(FieldLine))[1]
        assert "[-] $30.0M" in shown_of(office, seed)[2]
        await pilot.press("m")
        await settle(pilot)
        assert "[-] $30.0M" not in shown_of(office, seed)[2], "whoever says millions means them"


async def test_a_number_being_typed_may_be_left_for_the_title(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        await stand(office, pilot, "workforce")
        await pilot.press("f", "down", "down", "5", "q", "t")
        await settle(pilot)
        assert office.session.game is None
        assert "New game" in screen_text(office)
