"""What games are called."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from nnmi_game.game.titles import RECORDED, called
from nnmi_game.locale import language, set_language

SAVES = Path(__file__).parents[2] / "saves"


def test_every_recorded_game_that_comes_along_has_its_name_in_each_language() -> None:
    titles = {tomllib.loads(path.read_text(encoding="utf-8"))["title"] for path in SAVES.glob("*.toml")}

    assert titles == set(RECORDED)


@pytest.fixture
def chinese() -> Iterator[None]:
    before = language()
    set_language("zh")
    yield
    set_language(before)


@pytest.mark.usefixtures("chinese")
def test_a_name_that_a_player_gave_stays_as_it_is() -> None:
    assert called("Members") == "Members"
    assert called("Links before all") == "联系优先"
