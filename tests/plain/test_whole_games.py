"""Scripts that play whole games; what they order is what the game orders."""

from __future__ import annotations

import re
import unicodedata

import pytest
from syrupy.assertion import SnapshotAssertion

from nnmi_game.engine.orders import KINDS, Order, from_table, text
from nnmi_game.game.game import Game
from nnmi_game.game.record import read
from nnmi_game.game.saves import new_game
from nnmi_game.scenario.library import saves_folder

from .conftest import Play


def recorded(name: str) -> tuple[int, list[tuple[Order, ...]]]:
    """Seed and orders of a recorded game."""
    record = read(saves_folder() / f"{name}.toml")
    return record.seed, [turn.orders for turn in record.turns]


def of_other_kinds(game: Game) -> list[Order]:
    """Orders of the kinds that the recorded game lacks; they come first."""
    tables: list[dict[str, object]] = [
        {"order": "respond", "event": event.id, "option": options[0].id}
        for event, options in game.pending_events()[:1]
    ]
    here: dict[str, object] = {"technology": "additive"}
    match len(game.past):
        case 4:
            tables += [{"order": "decline", "technology": "light_metals"}]
        case 9:
            tables += [
                {"order": "taper", **here, "taper": 300},
                {"order": "dues", **here, "tier": "sme", "amount": 2},
                {"order": "vouchers", **here, "amount": 5},
                {"order": "fund", **here, "agency": "dod", "purpose": "equipment", "amount": 900},
                {
                    "order": "portfolio",
                    **here,
                    "mrl4": 400,
                    "mrl5": 300,
                    "mrl6": 200,
                    "mrl7": 100,
                    "bottom_up": 500,
                },
            ]
        case 21:
            tables += [{"order": "close", **here}]
    return [from_table(table) for table in tables]


#: Box lines, blocks and shapes; Braille patterns, which the screens use as bars.
DRAWING = (*range(0x2500, 0x2600), *range(0x2800, 0x2900))


def drawing(said: str) -> list[str]:
    """The signs of a text that draw, colour or move the cursor."""
    return [
        sign
        for sign in set(said) - {"\n"}
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs") or ord(sign) in DRAWING
    ]


def check_speakable(said: str) -> None:
    """Nothing that draws, colours, pads or points."""
    assert drawing(said) == []
    assert re.findall(r"\S {2,}\S", said) == []
    assert re.findall(r"[-#=_*]{3,}|->", said) == []
    assert re.findall(r"[.。] ?[\^+~*!?] \w", said) == []


def test_all_turns_of_the_national_game_with_every_kind_of_order(play: Play) -> None:
    seed, turns = recorded("history")
    game = new_game("nnmi-2012", seed)
    script: list[str] = []
    for orders in turns:
        for wish in (*of_other_kinds(game), *orders):
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


FIRST_TURNS = """
# the teaching game, as a newcomer plays it
competitions
1
r
1
30M

40

yes
tray
end
competitions 1
award

yes
check award technology=additive bidder=nobody
end
members
1
r
1
1 3
?

no
advisors
scorecard 1
recruit technology=additive channel=extension regions=all budget=100
end
report
why
"""


@pytest.mark.snapshot
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_first_turns_sound_as_they_did(play: Play, snapshot: SnapshotAssertion, language: str) -> None:
    said = play(FIRST_TURNS.strip().splitlines(), "youngstown-2012", 7, language)

    check_speakable(said.text)
    assert said.text == snapshot(name=language)
