"""A team shares an office: what each proposes all have, the director or a vote commits, and nobody's part is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from nnmi_game.classroom import standins
from nnmi_game.classroom.clerk import Changes, Transaction
from nnmi_game.classroom.client import Seat, join
from nnmi_game.classroom.line import RefusedError
from nnmi_game.classroom.options import Options
from nnmi_game.classroom.referee import Referee
from nnmi_game.classroom.store.database import Database, open_database
from nnmi_game.classroom.teams import Placed, combined, holder, joined_up
from nnmi_game.engine.orders import from_table, to_table
from nnmi_game.tui.app import Office
from nnmi_game.tui.attending import Attendance
from nnmi_game.tui.settings import Settings
from nnmi_game.tui.shelf import Shelf
from nnmi_game.tui.widgets.figure_table import FigureTable
from tests.classroom.served import SOLICIT, Served, Session

CAMPAIGN = {"order": "campaign", "audience": "congress", "attention": 2}


@asynccontextmanager
async def seated(session: Session, *names: str) -> AsyncIterator[list[Seat]]:
    """Members of a team, connected, in the order of the roles."""
    async with AsyncExitStack() as stack:
        found = []
        for name in names:
            seat = Seat(await join(session.served.url, session.code, name))
            found.append(await stack.enter_async_context(seat))
            seat.reads = True
        for seat in found:
            await seat.until(lambda seat=seat: _all_here(seat, len(names)))
        yield found


def _all_here(seat: Seat, count: int) -> bool:
    members = seat.standing.get("team", {"members": []})["members"]
    return len(members) == count and all(one["present"] for one in members)


def teams(served: Served, **how: object) -> Session:
    return served.open(Options(mode="teams", **how))  # type: ignore[arg-type]


def tray(seat: Seat) -> list[dict[str, object]]:
    assert seat.game is not None
    return [to_table(order) for order in seat.game.tray]


def propose(seat: Seat, table: dict[str, object]) -> None:
    assert seat.game is not None
    assert seat.game.give(from_table(table)) is None
    seat.keep_draft()


def test_the_later_of_two_orders_about_one_thing_counts():
    other = {**SOLICIT, "years": 5}
    parts = [{"changed": 2.0, "orders": [other]}, {"changed": 1.0, "orders": [SOLICIT, CAMPAIGN]}]

    assert combined(parts) == [CAMPAIGN, other]


def test_a_part_is_anothers_only_while_they_are_there():
    def team(present: bool) -> dict[str, object]:
        return {"members": [{"seat": 2, "label": "Bo", "role": "budget", "present": present}]}

    assert holder(team(True), 3, "workforce", "solicit") == "Bo"
    assert holder(team(True), 2, "budget", "solicit") == ""
    assert holder(team(True), 1, "director", "solicit") == ""
    assert holder(team(False), 3, "workforce", "solicit") == ""


def test_those_alone_join_the_smallest_team():
    members = {1: [(1, "director"), (2, "budget")], 2: [(3, "director")], 3: [(4, "director")]}

    assert joined_up(members, mirror=False) == [Placed(3, 1, "observer"), Placed(4, 1, "observer")]
    assert joined_up(members, mirror=True) == [Placed(3, 1, "budget"), Placed(4, 1, "budget")]
    assert joined_up({2: [(3, "director")]}, mirror=True) == []


async def test_what_one_proposes_all_have_and_the_director_sends_it(served: Served):
    async with seated(teams(served), "Ann", "Bo") as (director, budget):
        propose(budget, SOLICIT)
        await director.until(lambda: tray(director) == [SOLICIT])
        propose(director, CAMPAIGN)
        await budget.until(lambda: CAMPAIGN in tray(budget))
        attendance = Attendance(budget)
        refused = attendance.why_not_end(budget.game)  # type: ignore[arg-type]
        not_theirs = attendance.why_not_order(from_table(CAMPAIGN), back=True)
        await budget.ask({"type": "say", "text": "Go", "to": "team"})
        await director.until(lambda: bool(director.messages))
        director.unfit = [{**CAMPAIGN, "audience": "public"}]  # as if it had not gone together with the rest
        director.end_turn()
        director.keep_draft()
        await director.settled()
        await budget.until(lambda: len(budget.journal.turns) == 1)
    played = budget.journal.turns[0]["orders"]

    assert played == [SOLICIT, CAMPAIGN]
    assert director.journal.draft == []  # what did not fit has gone with its turn
    assert refused == "Ann directs your team and sends its orders; O shows who proposes what."
    assert not_theirs == "Ann proposes this; you can propose otherwise, or ask them."
    assert (budget.journal.draft, director.messages[0]["text"]) == ([], "Go")


async def test_a_vote_is_for_the_orders_that_are_shown(served: Served):
    async with seated(teams(served, commit="vote"), "Ann", "Bo") as (ann, bo):
        propose(bo, SOLICIT)
        await ann.until(lambda: tray(ann) == [SOLICIT])
        first = await ann.vote()
        ann.others = []  # as if the proposal had come just now
        with pytest.raises(RefusedError, match="changed"):
            await ann.vote()
        last = await bo.vote()
        await ann.until(lambda: len(ann.journal.turns) == 1)

    assert (first["type"], first["votes"], first["of"]) == ("voted", 1, 2)
    assert last["type"] == "played"


@asynccontextmanager
async def opened_again(served: Served) -> AsyncIterator[Database]:
    kept = open_database(served.database)
    yield kept
    kept.close()


async def test_a_policy_proposes_in_the_part_of_who_is_away(served: Served):
    session = teams(served)
    keys = [session.join(name) for name in ("Ann", "Bo")]
    session.ask({"type": "absent", "part": "policy"}, session.instructor())
    async with opened_again(served) as kept:
        with kept.write() as connection:
            later = kept.clock() + standins.GRACE + 1
            office = session.fetch(keys[0])["office"]["id"]
            found = standins.absent(connection, later)
            standins.propose(found)(Transaction(connection, later, Referee(), Changes()))
            again = standins.absent(connection, later)
    team = session.fetch(keys[0])["team"]
    kinds = {seat: {one["order"] for one in draft["orders"]} for seat, draft in team["drafts"].items()}
    director, budget = (kinds[str(one["seat"])] for one in team["members"])
    session.ask({"type": "draft", "turn": 1, "epoch": 0, "orders": [SOLICIT]}, keys[1])

    assert (office in found, office in again) == (True, False)
    assert "solicit" in budget
    assert not director & {"solicit", "award", "fund", "taper", "renew", "close"}
    assert SOLICIT in session.fetch(keys[0])["team"]["orders"]


async def test_an_observer_sees_and_gives_no_orders(session: Session):
    ann, bo, boss = session.join("Ann"), session.join("Bo"), session.instructor()
    place = {"seat": session.fetch(bo)["seat"]["id"], "office": session.fetch(ann)["office"]["id"]}
    session.ask({"type": "move", "role": "observer", **place}, boss)

    assert session.play(bo, 1).code == "observer"
    assert session.play(ann, 1).status == 200
    assert session.fetch(bo)["office"]["turn"] == 1


async def test_the_page_of_the_team_follows_it(served: Served, tmp_path: Path):
    session = teams(served)
    async with seated(session, "Ann") as (director,):
        journal = await join(served.url, session.code, "Bo", path=tmp_path / "seat.json")
        settings = Settings(language="en", reduced_motion=True, forecasts=False)
        office = Office(Shelf(tmp_path), tmp_path, settings, attendance=Attendance(Seat(journal)))
        async with office.run_test(size=(120, 36)) as pilot:
            seat = office.attendance.seat  # type: ignore[union-attr]
            await seat.until(lambda: _all_here(seat, 2))
            await pilot.pause()
            await pilot.press("O")
            propose(director, CAMPAIGN)
            await seat.until(lambda: bool(seat.others))
            await pilot.pause()
            tables = [table._table.rows for table in office.screen.query(FigureTable)]
            said = office.session.give(from_table({**CAMPAIGN, "audience": "public"}))
            given = office.session.give(from_table(SOLICIT))
            await pilot.pause()
            office.session.take_back(0)
            await pilot.pause()
            kept = [to_table(order) for order in office.session.playing.tray]

    assert [row.cells[:3] for row in tables[0]] == [
        ("Ann", "director", "here"),
        ("Bo (you)", "budget", "here"),
    ]
    assert [row.cells[1] for row in tables[1]] == ["Ann"]
    assert (said, given) == (None, None)  # a director's part falls to all
    assert kept[0] == CAMPAIGN
