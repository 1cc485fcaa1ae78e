"""The page of a team, as it looks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from nnmi_game.classroom.client import Seat
from nnmi_game.classroom.journal import Journal
from nnmi_game.engine.orders import to_table
from nnmi_game.game.game import Game
from nnmi_game.scenario.load import load
from nnmi_game.tui.app import Office
from nnmi_game.tui.attending import Attendance
from nnmi_game.tui.settings import Settings
from nnmi_game.tui.shelf import Shelf
from tests.classroom.served import SOLICIT
from tests.tui.conftest import TINY, settle

CAMPAIGN = {"order": "campaign", "audience": "congress", "attention": 2}
#: More attention than the office has beside the others.
LAVISH = {"order": "campaign", "audience": "public", "attention": 23}


class StillSeat(Seat):
    """A seat whose server has told all it will."""

    async def __aenter__(self) -> Seat:
        self._rebuild()
        self.is_connected = True
        self.told("connected", {})
        return self

    async def __aexit__(self, *_error: object) -> None:
        """There is nothing to close."""

    def _compiled(self) -> Any:
        return Game.new(load(TINY), 7).tables


def member(seat: int, label: str, role: str, present: bool = True) -> dict[str, Any]:
    return {"seat": seat, "label": label, "role": role, "present": present}


def team_seat() -> StillSeat:
    """A seat in a team of four that has begun to propose and to vote."""
    drafts = {
        "1": {"orders": [CAMPAIGN], "changed": 1.0},
        "3": {"orders": [LAVISH], "changed": 2.0},
        "4": {"orders": [], "changed": 0.0},
    }
    seat = StillSeat(Journal("http://192.0.2.7:8712", "K7QP-2MXA", "key", seat=2, label="王小明", seed=7))
    seat.journal.draft = [SOLICIT]
    seat.others = list(drafts.values())
    seat.standing = {
        "seat": {"id": 2, "label": "王小明", "role": "budget"},
        "session": {
            "state": "open",
            "pacing": "instructor",
            "open_turn": 1,
            "turns": 8,
            "left": None,
            "commit": "vote",
        },
        "office": {"turn": 0},
        "team": {
            "members": [
                member(1, "Ann", "director"),
                member(2, "王小明", "budget"),
                member(3, "Cyd", "congress"),
                member(4, "Dot", "workforce", present=False),
            ],
            "drafts": drafts,
            "votes": {"1": "this", "3": "that"},
            "choice": "this",
        },
    }
    seat.messages = [
        {
            "number": 1,
            "kind": "chat",
            "from": "Ann",
            "text": "Shall we?",
            "time": datetime(2026, 1, 5, 9, 30).timestamp(),
        }
    ]
    return seat


async def test_the_own_order_is_the_last_to_be_put_in_and_stays_proposed(tmp_path: Path):
    seat = team_seat()
    settings = Settings(language="en", reduced_motion=True, forecasts=False)
    office = Office(Shelf(tmp_path), tmp_path, settings, attendance=Attendance(seat))
    async with office.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        own = [to_table(order) for order in seat.game.tray]  # type: ignore[union-attr]

    assert (own, seat.unfit) == ([CAMPAIGN, LAVISH], [SOLICIT])
