"""Desk, institutes, competitions and members on the screen: every order by keys and by mouse."""

from collections.abc import Callable, Sequence

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from nnmi_game.engine.orders import (
    Award,
    Close,
    Decline,
    Dues,
    Fund,
    Order,
    Recruit,
    Renew,
    Solicit,
    Taper,
    Vouchers,
)  # fmt: skip
from nnmi_game.game.game import Game
from nnmi_game.tui.app import Office
from nnmi_game.tui.frame import Dialog

from .conftest import Start, screen_text, settle
from .grown import grown
from .test_main_views import fresh, short_agreement, with_proposals


async def stand(office: Office, pilot: Pilot[int], game: Game, keys: Sequence[str]) -> None:
    """Open a game and press keys from the desk on."""
    while isinstance(office.screen, Dialog):
        await press(pilot, ["escape"])
    office.kept.close()
    office.session.open(game, office.session.shelf.new_slot(game))
    office.back_to_desk()
    await settle(pilot)
    await press(pilot, keys)


async def press(pilot: Pilot[int], keys: Sequence[str]) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def poor() -> Game:
    """The first institute has hardly any cash."""
    game = grown()
    game.state.cash[0, 0] = 10
    return game


KEYS: list[tuple[str, Callable[[], Game], Sequence[str], Order]] = [
    (
        "solicit", fresh, ["c", "r", "down", *"30", "down", "right", "enter"],
        Solicit(technology="additive", agency="dod", seed=30_000, years=6, taper=500, match=1000),
    ),
    ("award", with_proposals, ["c", "down", "a", "enter"], Award(technology="digital", bidder="thread")),
    ("decline", with_proposals, ["c", "down", "j", "enter"], Decline(technology="digital")),
    (
        "equipment", grown, ["i", "f", "e", "down", *"2.5", "enter"],
        Fund(technology="additive", agency="dod", purpose="equipment", amount=2500),
    ),
    (
        "satellite", grown, ["i", "f", "a", "down", "down", *"4", "enter"],
        Fund(technology="additive", agency="dod", purpose="satellite", amount=4000, region="south"),
    ),
    (
        "equipment, in thousands", grown, ["i", "f", "e", "down", *"800", "k", "enter"],
        Fund(technology="additive", agency="dod", purpose="equipment", amount=800),
    ),
    (
        "rescue", poor, ["i", "f", "r", "right", "enter"],
        Fund(technology="additive", agency="doc", purpose="rescue", amount=3000),
    ),
    ("taper", grown, ["i", "a", "right", "right", "enter"], Taper(technology="additive", taper=600)),
    (
        "renew", lambda: short_agreement(5), ["i", "r", *"9", "down", "left", "enter"],
        Renew(technology="additive", seed=9000, years=2),
    ),
    ("close", grown, ["i", "y", "y"], Close(technology="additive")),
    (
        "recruit", grown, ["m", "r", "right", "down", "right", "down", *"200", "enter"],
        Recruit(technology="additive", channel="workshops", regions=("north",), budget=200),
    ),
    (
        "recruit in one region", grown, ["m", "r", "down", "space", "a", "space", "enter", "enter"],
        Recruit(technology="additive", channel="extension", regions=("north",), budget=300),
    ),
    ("dues", grown, ["m", "f", "right", "down", "5", "enter"], Dues(technology="additive", tier="sme", amount=5)),
    ("vouchers", grown, ["m", "y", "7", "enter"], Vouchers(technology="additive", amount=7)),
]  # fmt: skip


@pytest.mark.parametrize("page", ["c", "i", "m"])
async def test_orders_by_keyboard(start: Start, page: str) -> None:
    async with start(size=(80, 24)) as (office, pilot):
        for name, make, keys, order in KEYS:
            if keys[0] != page:
                continue
            await stand(office, pilot, make(), keys)
            assert office.session.playing.tray == [order], name


async def click(office: Office, pilot: Pilot[int], words: str, nth: int = 0) -> None:
    """Click on words that can be seen on the screen."""
    found = [
        (cell_len(row[:start]), y)
        for y, row in enumerate(screen_text(office).split("\n"))
        for start in range(len(row))
        if row.startswith(words, start)
    ]
    assert len(found) > nth, f"{words!r} is not on the screen:\n{screen_text(office)}"
    await pilot.click(offset=(found[nth][0] + 1, found[nth][1]))
    await settle(pilot)


GIVE = "[ Enter: give"
CLICKS: list[tuple[str, Callable[[], Game], Sequence[str | tuple[str, int]], Order]] = [
    (
        "solicit", fresh, ["No institute yet", "r Call", ("[+]", 1), ("[-]", 2), GIVE],
        Solicit(technology="additive", agency="dod", seed=70_000, years=6, taper=450, match=1000),
    ),
    ("award", with_proposals, ["proposal: Digital", "a Award", GIVE], Award(technology="digital", bidder="thread")),
    (
        "equipment", grown, ["i Inst", "f Fund", "e Equipment", "[+]", GIVE],
        Fund(technology="additive", agency="dod", purpose="equipment", amount=3500),
    ),
    ("close", grown, ["i Inst", "Digital Inst", "y Close", "y Close it"], Close(technology="digital")),
    (
        "recruit", grown, ["m Memb", "r Recruit", "[>]", "all regions", "[x] North", "Enter: take", "[+]", GIVE],
        Recruit(technology="additive", channel="workshops", regions=("south",), budget=350),
    ),
]  # fmt: skip


async def test_orders_by_mouse(start: Start) -> None:
    async with start(size=(120, 36)) as (office, pilot):
        for name, make, steps, order in CLICKS:
            await stand(office, pilot, make(), ())
            for step in steps:
                words, nth = (step, 0) if isinstance(step, str) else step
                await click(office, pilot, words, nth)
            assert office.session.playing.tray == [order], name


async def test_esc_gives_no_order(start: Start) -> None:
    async with start() as (office, pilot):
        await stand(office, pilot, fresh(), ["c", "enter", "escape"])
        assert not office.session.playing.tray
        assert office.screen.id is None


async def test_refusal_is_told_before_the_order_is_given(start: Start) -> None:
    async with start() as (office, pilot):
        await stand(office, pilot, grown(), ["i", "r"])
        assert "would be refused" in screen_text(office)
        await press(pilot, ["enter"])
        assert not office.session.playing.tray


async def test_desk_opens_the_thing_itself(start: Start) -> None:
    async with start() as (office, pilot):
        game = short_agreement(5)
        await stand(office, pilot, game, ())
        await click(office, pilot, "agreement ends")
        assert "The agreement" in screen_text(office)
        await press(pilot, ["escape"])
        assert "by field" in screen_text(office)


async def test_page_down_scrolls_the_figures(start: Start) -> None:
    async with start() as (office, pilot):
        await stand(office, pilot, grown(), ())
        assert "The institutes" not in screen_text(office)
        await press(pilot, ["pagedown", "pagedown"])
        assert "agencies' money" in screen_text(office)


async def test_language_changes_in_the_midst_of_an_order(start: Start) -> None:
    async with start() as (office, pilot):
        await stand(office, pilot, grown(), ["m", "r", "right"])
        office.next_language()
        await settle(pilot)
        assert "研讨会" in screen_text(office)
        await press(pilot, ["enter"])
        assert office.session.playing.tray[0].kind == "recruit"
