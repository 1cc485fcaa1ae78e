"""What the projector's key opens, and what it does not."""

from __future__ import annotations

import json
import urllib.request

from websockets.sync.client import connect

from tests.classroom.served import Session


def test_the_projector_shows_no_names_until_the_instructor_does(session: Session):
    ann, boss = session.join("Ann"), session.instructor()
    session.join("Bo")
    session.play(ann, 1)
    key = session.ask({"type": "project"}, boss).said["key"]
    with connect(session.served.url.replace("http", "ws") + "/ws") as socket:
        for request in ({"type": "hello", "key": key}, {"type": "watch"}):
            socket.send(json.dumps(request))
        socket.recv(20)
        hidden = json.loads(socket.recv(20))
        session.ask({"type": "reveal", "names": True}, boss)
        while not (shown := json.loads(socket.recv(20))).get("names"):
            pass

    assert [one["names"] for one in hidden["offices"]] == [[], []]
    assert [one["turn"] for one in hidden["offices"]] == [0, 1]
    assert [one["names"] for one in shown["offices"]] == [["Ann"], ["Bo"]]
    assert "Ann" not in json.dumps(hidden)
    assert not {"seed", "scenario", "rows", "messages"} & {*shown, *shown["session"]}


def test_the_projectors_key_only_looks(session: Session):
    boss = session.instructor()
    key = session.ask({"type": "project"}, boss).said["key"]
    asked = [{"type": "end"}, {"type": "look", "office": 1}, {"type": "ranks"}, {"type": "fetch"}]

    assert [session.ask(one, key).code for one in asked] == ["not-yours"] * 4
    assert session.ask({"type": "watch"}, key).said["type"] == "projection"


def test_the_page_loads_from_its_own_server_alone(session: Session):
    headers = {"Accept-Language": "zh-CN"}
    with urllib.request.urlopen(
        urllib.request.Request(session.served.url + "/projector", headers=headers), timeout=20
    ) as answer:
        text, policy = answer.read().decode(), answer.headers["content-security-policy"]

    assert "竞争力" in text
    assert "://" not in text
    assert "'unsafe-inline'" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
