"""A whole game by keys alone, from the title to the title."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from nnmi_game.game.saves import load
from nnmi_game.tui.app import Office
from nnmi_game.tui.screens.dialogs import Choose
from nnmi_game.tui.screens.final import FinalScreen
from nnmi_game.tui.screens.lesson import LessonScreen
from nnmi_game.tui.screens.report import ReportScreen
from nnmi_game.tui.screens.title import TitleScreen

from .conftest import LANGUAGES, Start, settle

#: The keys of each turn before it is ended: a call, its award, recruiting and training, then campaigns.
TURNS = (
    ["c", "enter", "enter"],
    ["c", "a", "enter"],
    ["m", "r", "enter", "w", "f", "enter"],
    ["o", "f", "enter"],
    ["o", "f", "enter"],
    [],
)


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def end_turn(office: Office, pilot: Pilot[int]) -> None:
    await press(pilot, "x")
    if isinstance(office.screen, Choose):
        await press(pilot, "x")
    assert isinstance(office.screen, ReportScreen)
    await press(pilot, "a")
    while isinstance(office.screen, LessonScreen):
        await press(pilot, "escape")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_whole_game_by_keys(start: Start, tmp_path: Path, language: str) -> None:
    async with start(language=language) as (office, pilot):
        await press(pilot, "n", "down", "e", *"7", "enter", "s", "a", "escape")
        for keys in TURNS:
            await press(pilot, *keys)
            await end_turn(office, pilot)
        end = office.screen
        played = office.session.playing
        await press(pilot, "t")
        after = office.screen
    (path,) = (tmp_path / "saves").glob("*.toml")
    kept = load(path)

    assert isinstance(end, FinalScreen)
    assert isinstance(after, TitleScreen)
    assert (played.scenario.id, played.seed, played.over) == ("youngstown-2012", 7, True)
    assert [[order.kind for order in turn.orders] for turn in played.past] == [
        ["solicit"], ["award"], ["recruit", "train"], ["campaign"], ["campaign"], [],
    ]  # fmt: skip
    assert [turn.digest for turn in kept.past] == [turn.digest for turn in played.past]
