"""How the screens look, as rows of text, at three sizes and in two languages."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.widgets import Input

from nnmi_game.engine.orders import Campaign, Solicit
from nnmi_game.tui.app import Office

from .conftest import LANGUAGES, SIZES, Start, begin, compare, settle

Step = Callable[[Office, Pilot[int]], Awaitable[None]]

SOLICIT = Solicit(technology="additive", agency="dod", seed=40_000, years=5, taper=500, match=1000)
CAMPAIGN = Campaign(audience="congress", attention=2)


async def title(office: Office, pilot: Pilot[int]) -> None:
    """The title."""


async def settings(office: Office, pilot: Pilot[int]) -> None:
    await pilot.press("g")
    office.screen.query_one("#where").display = False


async def new_game(office: Office, pilot: Pilot[int]) -> None:
    await pilot.press("n")
    await settle(pilot)
    office.screen.query_one("#seed", Input).value = "7"


async def no_saved_games(office: Office, pilot: Pilot[int]) -> None:
    await pilot.press("l")
    office.screen.query_one("#where").display = False


async def game_with_orders(office: Office, pilot: Pilot[int]) -> None:
    await begin(office, pilot)
    office.session.give(SOLICIT)
    office.session.give(CAMPAIGN)


async def tray(office: Office, pilot: Pilot[int]) -> None:
    await game_with_orders(office, pilot)
    await pilot.press("t")


async def briefing(office: Office, pilot: Pilot[int]) -> None:
    await begin(office, pilot)
    await pilot.press("b")


async def report(office: Office, pilot: Pilot[int]) -> None:
    await game_with_orders(office, pilot)
    await pilot.press("x")


async def help_of_the_desk(office: Office, pilot: Pilot[int]) -> None:
    await begin(office, pilot)
    await pilot.press("h")


async def quit_question(office: Office, pilot: Pilot[int]) -> None:
    await briefing(office, pilot)
    await pilot.press("q")


async def lesson(office: Office, pilot: Pilot[int]) -> None:
    await begin(office, pilot, scenario="youngstown-2012")
    await pilot.press("L")


async def final(office: Office, pilot: Pilot[int]) -> None:
    await begin(office, pilot)
    while not office.session.over:
        office.session.end_turn()
    office.after_report()
    await settle(pilot)


STEPS: tuple[Step, ...] = (
    *(title, settings, new_game, no_saved_games, tray, briefing, report, help_of_the_desk),
    *(quit_question, lesson, final),
)


@pytest.mark.snapshot
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
async def test_screen(step: Step, start: Start, snapshot: SnapshotAssertion) -> None:
    """One run for each screen: the other sizes and languages come by resizing and switching, as for a player."""
    async with start() as (office, pilot):
        await step(office, pilot)
        await settle(pilot)
        await compare(office, pilot, snapshot)


def test_no_snapshot_is_left_over() -> None:
    """Syrupy only tells of unused snapshots; a stale one misleads whoever reads it."""
    folder = Path(__file__).parent / "__snapshots__" / "test_screens"

    assert len(list(folder.glob("*.txt"))) == len(STEPS) * len(SIZES) * len(LANGUAGES)
