"""The instructor's dashboard beside a real server: what it shows, what its keys do, and that it loses nothing."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from attrs import define
from textual.pilot import Pilot

from nnmi_game.classroom.chair import Chair
from nnmi_game.classroom.options import Options
from nnmi_game.cli.class_dashboard import Beside
from nnmi_game.engine.orders import from_table
from nnmi_game.tui.app import STOP_SERVER, Office
from nnmi_game.tui.frame import Dialog
from nnmi_game.tui.overseeing import Oversight
from nnmi_game.tui.settings import Settings
from nnmi_game.tui.shelf import Shelf
from nnmi_game.tui.widgets.figure_table import FigureTable
from tests.classroom.served import SOLICIT, Served, Session
from tests.tui.conftest import settle


@define
class Opened:
    """A dashboard that is open."""

    office: Office
    pilot: Pilot[int]
    chair: Chair

    async def press(self, *keys: str, until: Callable[[], bool] = lambda: True) -> None:
        """Press keys one after the other, each when the last has been seen to."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()
        await self.chair.until(until)
        await self.pilot.pause()

    async def ask(self, key: str, *answers: str, until: Callable[[], bool] = lambda: True) -> None:
        """Press a key that asks, and answer."""
        await self.pilot.press(key)
        for answer in answers:
            while not isinstance(self.office.screen, Dialog):
                await self.pilot.pause()
            asked = self.office.screen
            await self.pilot.press(*([*answer, "enter"] if len(answer) > 1 else [answer]))
            while self.office.screen is asked:
                await self.pilot.pause()
        await self.chair.until(until)
        await self.pilot.pause()

    @property
    def state(self) -> str:
        return str(self.chair.session["state"])

    def row(self, number: int = 1) -> dict[str, object]:
        return next(row for row in self.chair.seats.values() if row["number"] == number)

    def told(self) -> list[str]:
        return [one.message for one in self.office._notifications]


@asynccontextmanager
async def opened(session: Session, folder: Path) -> AsyncIterator[Opened]:
    chair = Chair(session.served.url, session.code, session.instructor())
    settings = Settings(language="en", reduced_motion=True, forecasts=False)
    office = Office(Shelf(folder), folder, settings, oversight=Oversight(chair, session.served.url))
    async with office.run_test(size=(120, 36)) as pilot:
        await chair.until(lambda: chair.is_connected)
        await pilot.pause()
        yield Opened(office, pilot, chair)


async def test_a_row_follows_its_seat_without_being_asked(session: Session, tmp_path: Path):
    key = session.join("Ann")
    async with opened(session, tmp_path) as board:
        session.play(key, 1)
        await board.chair.until(lambda: board.row()["turn"] == 1)
        session.join("Bo")
        await board.chair.until(lambda: len(board.chair.seats) == 2)
        await board.pilot.pause()
        rows = board.office.screen.query_one(FigureTable)._table.rows

    assert [(row.cells[1], row.cells[3]) for row in rows] == [("Ann", "1/8"), ("Bo", "0/8")]


async def test_the_keys_run_the_class(served: Served, tmp_path: Path):
    session = served.open(Options(pacing="instructor"))
    ann, bo = session.join("Ann"), session.join("Bo")
    async with opened(session, tmp_path) as board:
        await board.press("p", until=lambda: board.state == "paused")
        refused = session.play(ann, 1).code
        before = board.chair.session["opened"]
        await board.press("r", until=lambda: board.state == "open")
        waits_anew = board.chair.session["opened"] > before
        session.play(ann, 1)
        await board.ask("n", "y", until=lambda: board.chair.session["open_turn"] == 2)
        await board.ask("a", "c", until=lambda: board.row(2)["turn"] == 1)
        await board.ask("m", "o", "Hello", until=lambda: len(board.chair.messages) == 1)
        await board.ask("e", "1", "c")
        while not (happened := session.fetch(ann)["office"]["happened"]):
            await board.pilot.pause()
        # Ann had played the first turn herself, so only she stood after the second.
        await board.ask("b", "c", until=lambda: board.row()["turn"] == 1)
        await board.ask("l", "y", until=lambda: board.chair.session["leaderboard"])
        await board.press("plus")
        not_timed = board.told()[-1]
        await board.ask("d", "y", until=lambda: board.row()["state"] == "removed")
        out = session.ask({"type": "fetch"}, ann).code
        await board.ask("y", "y", until=lambda: board.row()["state"] == "in")
        await board.ask("X", "y", until=lambda: board.state == "ended")
    notes = [session.fetch(key)["messages"] for key in (ann, bo)]

    assert (refused, waits_anew) == ("paused", True)
    assert len(happened) == 1
    assert not_timed == "The turns of this class are not timed; c changes that."
    assert out == "not-in"
    assert [[one["text"] for one in note] for note in notes] == [["Hello"], []]


async def test_a_students_game_is_open_to_look_at_and_follows_them(session: Session, tmp_path: Path):
    key = session.join("Ann")
    session.ask({"type": "draft", "turn": 1, "epoch": 0, "orders": [SOLICIT]}, key)
    async with opened(session, tmp_path) as board:
        await board.press("enter")
        while board.office.session.game is None:
            await board.pilot.pause()
        seen = list(board.office.session.playing.tray)
        order = board.office.session.give(from_table({**SOLICIT, "technology": "digital"}))
        shown = board.office.session.game
        session.join("Bo")  # what others do changes nothing here
        await board.chair.until(lambda: len(board.chair.seats) == 2)
        await settle(board.pilot)
        stays = board.office.session.game is shown
        session.play(key, 1, [SOLICIT])
        while board.office.session.playing.turn == 1:
            await board.pilot.pause()
        await board.press("comma")
        earlier = board.office.session.playing.turn
        ended = board.office.session.why_not_end
        await board.press("K")

    assert (seen, stays) == ([from_table(SOLICIT)], True)
    assert order is not None
    assert order.message == ended == "You look into a student's game; only they give orders in it."
    assert (earlier, board.office.session.game) == (1, None)


async def test_what_is_done_while_the_line_is_lost_is_done_once(session: Session, tmp_path: Path):
    key = session.join("Ann")
    session.play(key, 1)
    session.play(key, 2)
    async with opened(session, tmp_path) as board:
        await board.chair.lose_line()
        answer = await board.chair.act({"type": "roll-back"})
        await board.chair.until(lambda: board.row()["turn"] == 1)

    assert (answer["turn"], session.fetch(key)["office"]["turn"]) == (2, 1)


class Closed:
    """A dashboard beside a server that was closed in some way."""

    def __init__(self, code: int) -> None:
        self.code = code

    def wait(self) -> int:
        return self.code


def test_a_closed_dashboard_stops_its_server_only_if_that_was_wished(capsys, monkeypatch):
    stopped: list[int] = []
    monkeypatch.setattr("signal.raise_signal", stopped.append)
    beside = Beside("http://127.0.0.1:8712", "https://class.example.edu", "K7QP-2MXA", "key", None, "")
    beside._wait(Closed(0))
    after_closing, told = list(stopped), capsys.readouterr().out
    beside._wait(Closed(STOP_SERVER))

    assert (after_closing, stopped) == ([], [signal.SIGINT])
    assert "nnmi class dashboard http://127.0.0.1:8712 K7QP-2MXA" in told
