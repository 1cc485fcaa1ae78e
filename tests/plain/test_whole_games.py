"""Scripts that play whole games; what they order is what the game orders."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from random import Random

import pytest

from nnmi_game.engine.orders import KINDS, Order, from_table, text
from nnmi_game.game.game import Game
from nnmi_game.game.record import read
from nnmi_game.game.saves import new_game
from nnmi_game.scenario.library import saves_folder
from tests.random_play import any_turn

from .conftest import Play


def recorded(name: str) -> tuple[int, list[tuple[Order, ...]]]:
    """Seed and orders of a recorded game."""
    record = read(saves_folder() / f"{name}.toml")
    return record.seed, [turn.orders for turn in record.turns]


def of_other_kinds(game: Game) -> list[Order]:
    """Orders of the kinds that the recorded game lacks; they come first."""
    tables: list[dict[str, object]] = []
    match len(game.past):
        case 7:
            tables += [{"order": "decline", "technology": "process"}]
        case 9:
            tables += [
                {"order": "taper", "technology": "additive", "taper": 300},
                {"order": "dues", "technology": "additive", "tier": "sme", "amount": 2},
                {"order": "campaign", "audience": "congress", "attention": 3},
            ]
        case 21:
            tables += [{"order": "close", "technology": "additive"}]
    return [from_table(table) for table in tables]


def check_speakable(said: str) -> None:
    """Nothing that draws, colours, pads or moves."""
    wrong = [
        sign
        for sign in set(said) - {"\n"}
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs") or 0x2500 <= ord(sign) <= 0x28FF
    ]
    assert wrong == []
    assert not re.search(r"\S {2,}\S", said)
    assert not re.search(r"[-#=_*]{3,}|->", said)


def test_all_turns_of_the_national_game_with_every_kind_of_order(play: Play) -> None:
    seed, turns = recorded("national-few-and-deep")
    game, rng = new_game("nnmi-2012", seed), Random(3)
    script: list[str] = []
    for orders in turns:
        wishes = [*of_other_kinds(game), *orders, *any_turn(rng, game.scenario, most=2)]
        for wish in wishes:
            game.give(wish)
            script.append(text(wish))
        game.end_turn()
        script.append("end now")

    said = play(script, "nnmi-2012", seed)

    assert said.code == 0
    assert {order.kind for turn in game.past for order in turn.orders} == set(KINDS)
    assert said.digests() == [turn.digest for turn in game.past]
    assert "The end of the game:" in said.lines
    check_speakable(said.text)


def test_all_turns_of_the_teaching_game(play: Play) -> None:
    seed, turns = recorded("youngstown-workforce")
    script = [line for orders in turns for line in (*map(text, orders), "end now")]

    said = play(script, "youngstown-2012", seed, strict=True)

    record = read(saves_folder() / "youngstown-workforce.toml")
    assert (said.code, said.mistakes) == (0, [])
    assert said.digests() == [turn.digest for turn in record.turns]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_same_lines_come_out(play: Play, language: str, tmp_path: Path) -> None:
    script = [
        "desk",
        "scorecard",
        "solicit",
        "1",
        "",
        "",
        "",
        "",
        "",
        "yes",
        "end",
        "advisors",
        "competitions 1",
    ]

    first = play(script, "youngstown-2012", 7, language)
    for path in (tmp_path / "saves").glob("*.toml"):
        path.unlink()

    assert play(script, "youngstown-2012", 7, language).text == first.text
