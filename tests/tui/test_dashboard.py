"""The dashboard's rows and lines, and how it looks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import define

from nnmi_game.classroom.chair import Chair
from nnmi_game.tui.app import Office
from nnmi_game.tui.overseeing import Oversight
from nnmi_game.tui.screens.dialogs import PickOne
from nnmi_game.tui.settings import Settings
from nnmi_game.tui.shelf import Shelf
from nnmi_game.tui.views import dashboard as view
from nnmi_game.tui.views.dashboard import Class
from nnmi_game.tui.views.form import Option
from tests.tui.conftest import screen_text, settle

NOW = 1_800_000_000.0


def seat(number: int, **how: Any) -> dict[str, Any]:
    return {
        "seat": number, "number": number, "name": f"Student {number}", "label": f"#{number}", "roster": None,
        "role": "director", "state": "in", "bot": "", "here": True, "seen": NOW, "office": number,
        "office_number": number, "turn": 2, "epoch": 0, "played": NOW - 100 * number, "draft": None,
        "goals": [480 + number, 20, 54, 10 * number], "money": 16_700, "institutes": 3, "failing": 0, "events": 0,
        **how,
    }  # fmt: skip


SEATS = {
    1: seat(1, name="Ann", events=1),
    2: seat(2, name="王小明", turn=3),
    3: seat(3, here=False, seen=NOW - 200),
    4: seat(4, name="Bot 1", bot="even", failing=2),
    5: seat(
        5, name="Eve", state="expected", office=None, office_number=None, turn=None, played=None, seen=None
    ),
    6: seat(6, name="Out", state="removed", here=False),
}
SESSION = {
    "state": "open", "pacing": "instructor", "open_turn": 3, "turns": 22, "opened": NOW - 3600, "left": None,
    "mode": "solo", "scenario_digest": "", "title": "Friday", "leaderboard": False,
}  # fmt: skip


def at(**session: Any) -> Class:
    return Class(session={**SESSION, **session}, seats=SEATS, now=NOW, told=NOW - 30)


@define(eq=False)
class StillChair(Chair):
    """A chair whose server has told all it will, at one moment."""

    async def __aenter__(self) -> Chair:
        self.session, self.seats, self.is_connected = SESSION, SEATS, True
        self.messages = [
            {"number": 1, "kind": "note", "seat": None, "office": None, "text": "Look at match", "time": 0.0}
        ]
        self.told("overview", {"messages": self.messages})
        return self

    async def __aexit__(self, *_error: object) -> None:
        """There is nothing to close."""

    @property
    def now(self) -> float:
        return NOW


def office(folder: Path) -> Office:
    chair = StillChair("http://192.0.2.7:8712", "K7QP-2MXA", "key")
    settings = Settings(language="en", reduced_motion=True, forecasts=False)
    return Office(Shelf(folder), folder, settings, oversight=Oversight(chair, chair.address))


def numbers(order: str, shown: str = "all", **session: Any) -> list[int]:
    return [int(row.key) for row in view.table(at(**session), order, shown).rows]


def test_the_class_waits_for_who_has_not_played_the_open_turn_the_longest_first():
    assert view.waiting_line(at(), 80) == "Waiting for Bot 1 6:40, Student 3 5:00, Ann 1:40"
    assert view.waiting_line(at(), 40) == "Waiting for Bot 1 6:40 and 2 more"
    assert view.waiting_line(at(state="paused"), 80) == ""


def test_a_countdown_goes_on_between_two_words_of_the_server():
    assert view.state_line(at(left=200.0)) == ("Turn 3 of 22 is open: 2:50 left.", "")
    assert at(left=200.0, state="paused").left == 200


def test_the_class_waits_for_a_team_as_one():
    seats = {number: seat(number, office=1, office_number=1, played=NOW - 100) for number in (1, 2)}
    team = Class(session={**SESSION, "mode": "teams"}, seats=seats, now=NOW, told=NOW)

    assert view.waiting_line(team, 80) == "Waiting for office 1 1:40"


@pytest.mark.parametrize(
    ("order", "expected"),
    [("number", [1, 2, 3, 4, 5, 6]), ("turn", [5, 1, 3, 4, 6, 2]), ("waited", [4, 3, 1, 2, 5, 6])],
)
def test_rows_are_sorted(order: str, expected: list[int]):
    assert numbers(order) == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [("waited", [1, 3, 4]), ("away", [3]), ("alarms", [1, 3, 4]), ("expected", [5]), ("removed", [6])],
)
def test_rows_are_filtered(shown: str, expected: list[int]):
    assert numbers("number", shown) == expected


async def test_the_last_of_a_long_list_can_be_seen(tmp_path: Path):
    board = office(tmp_path)
    options = [Option(str(number), f"Event {number}") for number in range(40)]
    async with board.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        board.push_screen(board.kept.dialog(PickOne, "Which?", options, "0"))
        await pilot.press("end")
        await settle(pilot)
        rows = screen_text(board)

    assert ">   Event 39" in rows
