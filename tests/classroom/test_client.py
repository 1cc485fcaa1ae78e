"""A seat at the student's side: it loses nothing, comes back by itself, and takes over what the class did meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnmi_game.classroom.client import Seat, join
from nnmi_game.classroom.journal import Journal
from nnmi_game.classroom.line import LineError
from nnmi_game.classroom.options import Options
from nnmi_game.classroom.reaching import why_not
from nnmi_game.engine.orders import from_table
from nnmi_game.game.guesses import Guess
from tests.classroom.served import SOLICIT, Served, Session


async def test_turns_played_without_a_server_are_sent_later(tmp_path: Path):
    served = Served(str(tmp_path / "class.db")).start()
    session = served.open()
    path = tmp_path / "seat.json"
    journal = await join(served.url, session.code, "Ann", path=path)
    async with Seat(journal) as seat:
        await seat.ready()
        served.kill()
        game = seat.game
        assert game is not None
        game.give(from_table(SOLICIT))
        seat.end_turn()
        seat.end_turn()
    # The program ends and another starts, still without a server.
    async with Seat(Journal.read(path)) as seat:
        assert (await seat.ready()).turn == 3
        served.start()
        assert await seat.settled()
        digest = (await seat.ready()).past[-1].digest
    standing = session.fetch(journal.key)
    served.stop()

    assert [turn["orders"] for turn in standing["turns"]] == [[SOLICIT], []]
    assert standing["office"]["digest"] == digest


async def test_a_seat_takes_over_what_another_device_played(session: Session, tmp_path: Path):
    journal = await join(session.served.url, session.code, "Ann", path=tmp_path / "seat.json")
    async with Seat(journal) as seat:
        await seat.ready()
        session.play(journal.key, 1, [SOLICIT])
        await seat.until(lambda: seat.game is not None and seat.game.turn == 2)
        game = seat.game

    assert game is not None
    assert [order.kind for order in game.past[0].orders] == ["solicit"]


async def test_a_seat_follows_when_turns_are_taken_back(session: Session, tmp_path: Path):
    journal = await join(session.served.url, session.code, "Ann", path=tmp_path / "seat.json")
    boss = session.instructor()
    async with Seat(journal) as seat:
        await seat.ready()
        seat.end_turn()
        await seat.settled()
        session.ask({"type": "roll-back"}, boss)
        await seat.until(lambda: seat.journal.epoch == 1 and seat.game is not None and seat.game.turn == 1)
        seat.end_turn()
        settled = await seat.settled()

    assert settled
    assert session.fetch(journal.key)["office"]["turn"] == 1


async def test_unsent_orders_and_guesses_come_back_on_another_device(session: Session, tmp_path: Path):
    journal = await join(session.served.url, session.code, "Ann", path=tmp_path / "a.json")
    guess = Guess("workforce", "", 40, 30, 50)
    async with Seat(journal) as seat:
        game = await seat.ready()
        game.give(from_table(SOLICIT))
        game.guess(guess)
        seat.keep_draft()
        while session.fetch(journal.key)["draft"] is None:
            await seat.ask({"type": "fetch"})
    other = Journal(session.served.url, session.code, journal.key, path=tmp_path / "b.json")
    async with Seat(other) as seat:
        await seat.until(lambda: bool(seat.standing))
        game = await seat.ready()

    assert [order.kind for order in game.tray] == ["solicit"]
    assert game.guesses == [guess]


async def test_a_turn_that_is_not_open_waits(served: Served, tmp_path: Path):
    session = served.open(Options(pacing="instructor"))
    heard: list[str] = []
    journal = await join(served.url, session.code, "Ann", path=tmp_path / "seat.json")
    boss = session.instructor()
    async with Seat(journal, lambda what, said: heard.append(what)) as seat:
        await seat.ready()
        seat.end_turn()
        seat.end_turn()
        await seat.until(lambda: "waiting" in heard)
        session.ask({"type": "next"}, boss)
        settled = await seat.settled()

    assert (settled, session.fetch(journal.key)["office"]["turn"]) == (True, 2)


async def test_who_is_removed_is_told_and_comes_back_when_let_in_again(session: Session, tmp_path: Path):
    journal = await join(session.served.url, session.code, "Ann", path=tmp_path / "seat.json")
    boss = session.instructor()
    async with Seat(journal) as seat:
        await seat.ready()
        session.ask({"type": "remove", "seat": journal.seat}, boss)
        await seat.until(lambda: seat.out)
        # Let in again, they go on without being told to.
        session.ask({"type": "readmit", "seat": journal.seat}, boss)
        await seat.until(lambda: not seat.out)
        seat.end_turn()

        assert await seat.settled()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://127.0.0.1:{port}", "does not speak TLS; try http:// in place of https://."),
        ("http://127.0.0.1:1", "Nothing answers at http://127.0.0.1:1; check its port"),
        ("http://127.0.0.1:{port}/elsewhere", "is no class; check the address."),
        ("http://127.0.0.1:123456", "is no address of a class; one looks like http://"),
        ("http://nowhere.invalid", "No machine is known by the name in http://nowhere.invalid"),
    ],
)
async def test_who_cannot_reach_the_class_is_told_what_to_try(served: Served, address: str, told: str):
    address = address.format(port=served.port)
    with pytest.raises(LineError) as error:
        await join(address, "ABCD-EFGH", "Ann")

    assert told in why_not(address, error.value)
