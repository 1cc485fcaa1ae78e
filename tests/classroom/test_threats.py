"""What could go wrong in a class, row by row of the table in docs/classroom-security.md."""

from __future__ import annotations

import json
import re
import socket as sockets
import ssl
import urllib.request
from pathlib import Path

import pytest
from argon2 import extract_parameters
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from nnmi_game.classroom.doors import Doors
from nnmi_game.classroom.keys import (
    ALPHABET,
    CODE_SIZE,
    hash_password,
    is_password,
    new_code,
    nobodys_hash,
    read_code,
)
from nnmi_game.classroom.limits import Bucket
from nnmi_game.classroom.line import LineError, ask_once
from nnmi_game.classroom.messages import LARGEST_MESSAGE, Join, ProblemError
from nnmi_game.classroom.options import Options
from nnmi_game.classroom.origins import Origins
from nnmi_game.classroom.reaching import why_not
from nnmi_game.classroom.serve import Place
from nnmi_game.classroom.store.database import StoreError, open_database
from nnmi_game.classroom.texts import harmless
from tests.classroom import certificate
from tests.classroom.served import PASSWORD, SOLICIT, Served, Session

TABLE = Path(__file__).parents[2] / "docs" / "classroom-security.md"
TESTS = Path(__file__).parents[1]


def test_every_row_of_the_table_has_its_test():
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]
    named = [re.findall(r"`(test_\w+)`", row.rsplit("|", 2)[1]) for row in rows]
    there = {
        name
        for folder in ("classroom", "tui", "web")
        for path in (TESTS / folder).glob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert len(rows) > 30
    assert [row for row, tests in zip(rows, named, strict=True) if not tests] == []
    assert {name for tests in named for name in tests} - there == set()


def test_codes_are_drawn_from_many():
    assert len(ALPHABET) ** CODE_SIZE > 5 * 10**11
    assert len({new_code() for _number in range(2000)}) == 2000
    assert read_code(" k7qp 2mxa ") == read_code("K7QP-2MXA")


def test_guessing_codes_is_slowed_down():
    now = [0.0]
    doors = Doors()
    for limits in (doors.by_address, doors.passwords, doors.joins):
        limits.clock = lambda: now[0]
    tries = 0
    while True:
        try:
            doors.check("1.2.3.4")
        except ProblemError as problem:
            assert problem.code == "slow-down"
            break
        doors.failed("1.2.3.4")
        tries += 1

    assert tries == 60
    doors.check("5.6.7.8")


def test_guessing_passwords_is_slowed_down(session: Session):
    doors, tries = Doors(), 0
    with pytest.raises(ProblemError):
        while True:
            doors.check_password("1.2.3.4")
            tries += 1
    asked = [
        session.ask({"type": "log-in", "code": code, "password": "x"}).code
        for code in (session.code, "AAAA-AAAA")
    ]

    assert (tries, asked) == (8, ["password", "password"])


def test_passwords_are_kept_as_argon2():
    kept = hash_password("secret")

    assert kept.startswith("$argon2id$")
    assert [is_password("secret", kept), is_password("other", kept), is_password("x", "")] == [
        True,
        False,
        False,
    ]


def test_a_password_of_nobody_takes_as_long_as_any():
    """Or the time of the answer would tell which codes there are."""
    nobodys = nobodys_hash()

    assert extract_parameters(nobodys) == extract_parameters(hash_password("secret"))
    assert not is_password("secret", nobodys)


def test_the_database_holds_no_secret(session: Session):
    key, boss = session.join("Ann"), session.instructor()
    kept = open_database(session.served.database)
    with kept.read() as connection:
        text = "\n".join(connection.connection.iterdump())  # type: ignore[attr-defined]
    kept.close()

    assert [secret for secret in (key, boss, PASSWORD, key.replace("-", "")) if secret in text] == []
    assert Path(session.served.database).stat().st_mode & 0o077 == 0


def test_no_secret_stands_in_an_address_or_a_log(served: Served):
    other = Served(served.database.replace("class.db", "log.db")).start()
    session = other.open()
    key = session.join("Ann")
    in_address = urllib.request.Request(f"{other.url}/api/ask?key={key}", b'{"type":"fetch"}')
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(in_address, timeout=20)
    session.play(key, 1, [SOLICIT])
    assert other.process is not None
    log = other.stop()

    assert [word for word in (key, session.code, "Bearer") if word in log] == []


def test_another_sites_page_cannot_speak_here(session: Session):
    key = session.join()
    answers = [
        session.ask({"type": "fetch"}, key, Origin=origin).status
        for origin in (session.served.url, "https://evil.example", "null")
    ]
    with pytest.raises(InvalidStatus):
        connect(session.served.url.replace("http", "ws") + "/ws", origin="https://evil.example").__enter__()

    assert answers == [200, 403, 403]


def test_a_strangers_name_for_this_machine_is_refused():
    ours = Origins.of(["class.example.edu"], ["https://proxy.example"])
    asked = [
        ours.allow(host, origin, secure)
        for host, origin, secure in (
            ("evil.example:8712", "http://evil.example:8712", False),
            ("127.0.0.1:8712", "http://127.0.0.1:8712", False),
            ("[::1]:8712", None, False),
            ("class.example.edu", "https://class.example.edu", False),
            ("class.example.edu", "http://class.example.edu", True),
            ("class.example.edu", "https://proxy.example", True),
            ("", None, False),
        )
    ]

    assert asked == [False, True, True, True, False, True, False]


def test_it_listens_on_loopback_unless_told():
    assert Place().host == "127.0.0.1"


def test_long_messages_are_refused(session: Session):
    key = session.join()
    long = session.ask(b" " * (LARGEST_MESSAGE + 1), key)
    many = session.play(key, 1, [SOLICIT] * 301)
    with connect(session.served.url.replace("http", "ws") + "/ws") as socket:
        socket.send("x" * (LARGEST_MESSAGE + 1))
        with pytest.raises(Exception, match="1009"):
            socket.recv(20)

    assert [long.code, many.code, many.said["field"]] == ["malformed", "malformed", "orders"]


def test_malformed_messages_name_the_field(session: Session):
    key = session.join()
    bad: list[dict[str, object] | bytes] = [
        {"type": "submit", "turn": 1.5, "epoch": 0, "orders": []},
        {"type": "submit", "turn": 1, "epoch": True, "orders": []},
        {"type": "submit", "turn": 1, "epoch": 0, "orders": [{**SOLICIT, "seed": "1"}]},
        {"type": "submit", "turn": 1, "epoch": 0, "orders": [{**SOLICIT, "x\x1b": 1}]},
        {"type": "no\x1bsuch"},
        b"[" * 100_000,
        b'{"type":"fetch","since":NaN}',
        b"\xff\xfe",
    ]
    answers = [session.ask(one, key) for one in bad]

    assert [one.code for one in answers] == ["malformed"] * len(bad)
    assert [one.said["field"] for one in answers[:5]] == [
        "turn", "epoch", "orders[0].seed", "orders[0].'x\\x1b'", "type",
    ]  # fmt: skip
    assert "\x1b" not in json.dumps([one.said for one in answers], ensure_ascii=False)


def test_a_flood_is_slowed_down():
    now = [0.0]
    bucket = Bucket(10, 20, lambda: now[0])
    at_once = sum(bucket.take() for _message in range(100))
    now[0] = 1.0

    assert (at_once, sum(bucket.take() for _message in range(100))) == (20, 10)


def test_who_does_not_say_hello_is_not_answered(session: Session):
    with connect(session.served.url.replace("http", "ws") + "/ws") as socket:
        socket.send(json.dumps({"type": "fetch"}))
        said = json.loads(socket.recv(20))
        with pytest.raises(Exception, match="1008"):
            socket.recv(20)

    assert (said["type"], said["code"]) == ("refused", "hello")


def test_a_seat_cannot_do_what_the_instructor_does(session: Session):
    key = session.join()
    asked = [
        session.ask(message, key).code
        for message in ({"type": "watch"}, {"type": "look", "office": 1}, {"type": "pause"}, {"type": "next"})
    ]

    assert asked == ["not-yours"] * 4
    assert session.ask({"type": "pause"}).code == "key"


def test_an_instructor_rules_their_own_session_only(served: Served):
    mine, other = served.open(), served.open()
    key, boss = mine.join(), other.instructor()
    standing = mine.fetch(key)
    asked = [
        other.ask({"type": kind, **what}, boss).code
        for kind, what in (
            ("look", {"office": standing["office"]["id"]}),
            ("remove", {"seat": standing["seat"]["id"]}),
            ("advance", {"office": standing["office"]["id"]}),
        )
    ]

    assert asked == ["no-office", "no-seat", "no-office"]


def test_a_student_sees_no_others_data(served: Served):
    session = served.open(Options(names="pseudonyms"))
    ann, bo = session.join("Ann Secret"), session.join("Bo Hidden")
    session.ask({"type": "draft", "turn": 1, "epoch": 0, "orders": [SOLICIT]}, bo)
    session.play(bo, 1, [SOLICIT])
    said = json.dumps(session.fetch(ann))

    assert [word for word in ("Bo Hidden", "additive", "Ann Secret") if word in said] == []


def test_the_leaderboard_is_off_until_shown(served: Served):
    session = served.open(Options(names="pseudonyms"))
    key, boss = session.join("Ann Secret"), session.instructor()
    session.play(key, 1)
    off = session.ask({"type": "ranks"}, key).code
    session.ask({"type": "show", "leaderboard": True}, boss)
    shown = session.ask({"type": "ranks"}, key).said

    assert off == "not-shown"
    assert "Ann" not in json.dumps(shown["ranks"])
    assert len(shown["ranks"]) == 1


def test_anonymous_sessions_keep_no_names(served: Served):
    session = served.open(Options(names="anonymous"))
    session.join("Ann Unseen")
    kept = Path(served.database).read_bytes() + Path(served.database + "-wal").read_bytes()

    assert b"Ann Unseen" not in kept


def test_terminal_sequences_are_taken_out(session: Session):
    wild = "A\x1b[31mnn\x1b]0;title\x07 \x9b2J\u202eX\u200b\x00\r\nB" + "e" + "\u0301" * 9
    key, boss = session.join(wild), session.instructor()
    session.ask({"type": "say", "text": wild, "to": "instructor"}, key)
    session.ask({"type": "note", "text": wild}, boss)
    said = json.dumps(session.ask({"type": "watch"}, boss).said, ensure_ascii=False)
    said += json.dumps(session.fetch(key), ensure_ascii=False)

    assert re.findall("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", said) == []
    assert harmless("A\x1b[31mnn") == "Ann"
    assert len(harmless("e" + "\u0301" * 9)) <= 4


def test_a_cell_is_no_formula():
    from nnmi_game.classroom.export.tidy import as_csv

    assert as_csv([{"name": "=HYPERLINK(1)"}]).splitlines()[1] == "'=HYPERLINK(1)"


async def test_it_speaks_tls(tmp_path: Path):
    other = Served(str(tmp_path / "class.db"), options=certificate.options(tmp_path)).start()
    session = other.open()
    tls = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
    joined = await ask_once(other.url, Join(code=session.code, name="Ann"), tls)
    told = []
    for address, trust in (
        (other.url, ssl.create_default_context()),
        (other.url.replace("https", "http"), tls),
    ):
        with pytest.raises(LineError) as error:
            await ask_once(address, Join(code=session.code, name="Ann"), trust)
        told.append(why_not(address, error.value))
    with sockets.create_connection(("127.0.0.1", other.port), 20) as plain:
        plain.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        unencrypted = plain.recv(100)
    other.stop()

    assert joined["key"]
    assert told[0].startswith(f"This machine does not trust the certificate of {other.url}.")
    assert told[1].endswith("try https:// in place of http://.")
    assert not unencrypted.startswith(b"HTTP/1.1 200")


def test_a_second_server_on_one_file_is_refused(served: Served):
    with pytest.raises(StoreError, match="several servers need PostgreSQL"):
        open_database(served.database, serve=True)


def test_pages_allow_nothing_from_elsewhere(session: Session):
    policies, loaded = {}, set()
    for path in ("/", "/seat", "/health", "/page/join.js"):
        with urllib.request.urlopen(session.served.url + path, timeout=20) as answer:
            policies[path] = answer.headers["content-security-policy"]
            loaded |= set(re.findall(r'(?:src|href)="(\w+:[^"]*)"', answer.read().decode()))
            assert answer.headers["server"] is None

    assert loaded == {"data:,"}
    assert [path for path, policy in policies.items() if not policy.startswith("default-src 'none'; ")] == []
    assert [path for path, policy in policies.items() if "frame-ancestors 'none'" not in policy] == []
    assert policies["/health"] == "default-src 'none'; frame-ancestors 'none'"
