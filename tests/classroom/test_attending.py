"""A student on the screens of the game: what they see of the class, and that a killed server loses them nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from nnmi_game.classroom.client import Seat, join
from nnmi_game.classroom.journal import Journal
from nnmi_game.classroom.options import Options
from nnmi_game.engine.orders import from_table
from nnmi_game.tui.app import Office
from nnmi_game.tui.attending import Attendance
from nnmi_game.tui.settings import Settings
from nnmi_game.tui.shelf import Shelf
from nnmi_game.tui.views.attending import Attending, standing_line
from tests.classroom.served import SOLICIT, Served


def seated(journal: Journal, folder: Path) -> Office:
    settings = Settings(language="en", reduced_motion=True, forecasts=False)
    return Office(Shelf(folder), folder, settings, attendance=Attendance(Seat(journal)))


async def shown(office: Office, pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Wait until the class has told, and the screen has followed."""
    assert office.attendance is not None
    await office.attendance.seat.until(holds)
    while office.session.kept is not office.attendance.seat.game:
        await asyncio.sleep(0)
    await pilot.pause()


async def test_a_seat_on_the_screens_outlives_its_server_and_its_program(tmp_path: Path):
    served = Served(str(tmp_path / "class.db")).start()
    session = served.open(Options(pacing="instructor"))
    path = tmp_path / "seat.json"
    journal = await join(served.url, session.code, "Ann", path=path)
    office = seated(journal, tmp_path)
    async with office.run_test(size=(80, 24)) as pilot:
        seat = office.attendance.seat  # type: ignore[union-attr]
        await shown(office, pilot, lambda: bool(seat.standing))
        played = office.session.playing
        await pilot.press("d")
        office.session.give(from_table(SOLICIT))
        await pilot.press("x")
        await seat.until(lambda: len(journal.turns) == 1)
        waits = standing_line(office.attendance.now)[0]  # type: ignore[union-attr]
        refused = office.session.why_not_end
        served.kill()
        await seat.until(lambda: not office.attendance.is_connected)  # type: ignore[union-attr]
        office.session.give(from_table({**SOLICIT, "technology": "digital"}))
        drafted = list(office.session.playing.tray)
        office.session.look(1)
        branch = office.registry.named(office.screen, "time.branch")  # type: ignore[arg-type]
        kept = office.session.give(from_table(SOLICIT))
    # Another program on the same machine, and the server is there again.
    served.start()
    again = seated(Journal.read(path), tmp_path)
    async with again.run_test(size=(80, 24)) as pilot:
        seat = again.attendance.seat  # type: ignore[union-attr]
        await shown(again, pilot, lambda: bool(seat.standing))
        tray = list(again.session.playing.tray)
        session.ask({"type": "next"}, session.instructor())
        await seat.until(lambda: not again.session.why_not_end)
        await pilot.press("x")
        await seat.until(lambda: len(seat.journal.turns) == 2)
    standing = session.fetch(journal.key)
    served.stop()

    assert played.past[0].orders == (from_table(SOLICIT),)
    assert waits == "Waiting for the instructor to open turn 2"
    assert refused == "Turn 2 is not open yet; the instructor opens it."
    assert branch is None
    assert kept is not None
    assert kept.message.startswith("You look back")
    assert tray == drafted
    assert [len(turn["orders"]) for turn in standing["turns"]] == [1, len(tray)]


def test_a_countdown_is_told_and_marked_when_it_is_short():
    at = Attending(label="Ann", state="open", pacing="timed", open_turn=3, turns=8, turn=3, is_connected=True)

    def told(left: float) -> tuple[str, str]:
        from attrs import evolve

        return standing_line(evolve(at, left=left))

    assert told(245.9) == ("Turn 3 is open: 4:05 left", "")
    assert told(8) == ("Turn 3 is open: 0:08 left", "warn")
