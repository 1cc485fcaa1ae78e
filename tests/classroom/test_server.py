"""A session over the wire: turns count once, the instructor rules, and everyone sees their own."""

from __future__ import annotations

import json
from typing import Any

from websockets.sync.client import connect

from nnmi_game.classroom.options import Options
from nnmi_game.classroom.prepared import Expected
from tests.classroom.served import SOLICIT, Served, Session


def test_a_turn_is_played_and_counts_once(session: Session):
    key = session.join()
    first, again = session.play(key, 1, [SOLICIT]), session.play(key, 1, [SOLICIT])
    other = session.play(key, 1)

    assert (first.said["again"], again.said["again"]) == (False, True)
    assert first.said["digest"] == again.said["digest"]
    assert other.code == "played"
    assert [turn["orders"] for turn in session.fetch(key)["turns"]] == [[SOLICIT]]


def test_what_is_not_legal_is_refused_with_the_reason(session: Session):
    key = session.join()
    refused = session.play(
        key, 1, [SOLICIT, {"order": "award", "technology": "additive", "bidder": "nobody"}]
    )

    assert (refused.status, refused.code, refused.said["order"]) == (409, "refused", 1)
    assert "nothing called 'nobody'" in refused.said["text"]
    assert session.fetch(key)["office"]["turn"] == 0


def test_the_reason_comes_in_the_language_of_the_student(session: Session):
    key = session.join()
    said = session.ask(
        {"type": "submit", "turn": 1, "epoch": 0, "orders": [{"order": "close", "technology": "additive"}]},
        key,
        Accept_Language="zh-CN",
    )

    assert "研究所" in said.said["text"]


def test_the_same_luck_and_own_luck(served: Served):
    lucks = []
    for luck in ("same", "own"):
        session = served.open(Options(luck=luck))
        lucks.append([session.fetch(session.join())["office"]["seed"] for _seat in range(2)])

    assert lucks == [[7, 7], [7, 8]]


def test_pause_next_and_the_open_turn(served: Served):
    session = served.open(Options(pacing="instructor"))
    key, boss = session.join(), session.instructor()
    codes = [session.play(key, 1).said["type"], session.play(key, 2).code]
    session.ask({"type": "pause"}, boss)
    session.ask({"type": "next"}, boss)
    codes.append(session.play(key, 2).code)
    session.ask({"type": "resume"}, boss)
    codes.append(session.play(key, 2).said["type"])

    assert codes == ["played", "not-open", "paused", "played"]


def test_what_the_instructor_asks_twice_by_one_word_is_done_once(served: Served):
    session = served.open(Options(pacing="instructor"))
    key, boss = session.join(), session.instructor()
    first, again, other = (session.ask({"type": "next", "once": word}, boss).said for word in ("a", "a", "b"))

    assert (first["open_turn"], again["again"], other["open_turn"]) == (2, True, 3)
    assert session.fetch(key)["session"]["open_turn"] == 3
    assert session.ask({"type": "next", "once": 41 * "a"}, boss).said["field"] == "once"


def test_advance_plays_the_unsent_orders_as_far_as_they_are_legal(served: Served):
    session = served.open(Options(pacing="instructor"))
    key, boss = session.join(), session.instructor()
    draft = [SOLICIT, {"order": "close", "technology": "additive"}]
    guess = {"measure": "workforce", "of": "", "value": 40, "low": 30, "high": 50}
    session.ask({"type": "draft", "turn": 1, "epoch": 0, "orders": draft, "guesses": [guess]}, key)
    session.ask({"type": "advance"}, boss)
    standing = session.fetch(key)

    assert [(turn["by"], turn["orders"]) for turn in standing["turns"]] == [("instructor", [SOLICIT])]
    assert [turn["guesses"] for turn in standing["turns"]] == [[guess]]
    assert standing["draft"] is None


def test_a_timed_turn_closes_by_the_servers_clock(served: Served):
    session = served.open(Options(pacing="timed", turn_seconds=600))
    key, boss = session.join(), session.instructor()
    with connect(served.url.replace("http", "ws") + "/ws") as socket:
        socket.send(json.dumps({"type": "hello", "key": key}))
        assert json.loads(socket.recv(20))["type"] == "welcome"
        # The time that is left is taken away; the clock does the rest.
        session.ask({"type": "extend", "seconds": -3600}, boss)
        while session.fetch(key)["session"]["open_turn"] == 1:
            socket.recv(20)

    assert [turn["by"] for turn in session.fetch(key)["turns"]] == ["clock"]


def test_roll_back_and_an_event_put_in(served: Served):
    session = served.open(scenario="nnmi-2012")
    key, boss = session.join(), session.instructor()
    session.join("Bo")  # who plays no turn, so that nothing can happen there yet
    session.play(key, 1)
    event, happened = _an_event(session, boss)
    session.play(key, 2)
    session.ask({"type": "roll-back"}, boss)
    late = session.play(key, 3)
    standing = session.fetch(key)
    again = session.play(key, 2, epoch=1)

    assert (len(happened["offices"]), happened["of"]) == (1, 2)
    assert late.code == "rolled-back"
    assert (standing["office"]["turn"], standing["office"]["epoch"]) == (1, 1)
    assert standing["office"]["happened"] == [event]
    assert again.said["type"] == "played"


def _an_event(session: Session, boss: str) -> tuple[str, dict[str, Any]]:
    from nnmi_game.scenario.load import load

    for event in load("nnmi-2012").events:
        said = session.ask({"type": "happen", "event": event.id}, boss).said
        if said["type"] == "done":
            return event.id, said
    raise AssertionError("no event can happen")


def test_remove_readmit_and_move(session: Session):
    key, boss = session.join(), session.instructor()
    seat = session.fetch(key)["seat"]["id"]
    session.ask({"type": "remove", "seat": seat}, boss)
    removed = session.play(key, 1)
    new_key = session.ask({"type": "readmit", "seat": seat, "new_key": True}, boss).said["key"]
    session.ask({"type": "move", "seat": seat, "office": 0}, boss)

    assert (removed.status, removed.code) == (401, "not-in")
    assert session.play(key, 1).code == "key"
    assert session.play(new_key, 1).said["type"] == "played"


def test_a_roster_lets_in_who_is_on_it(served: Served):
    session = served.open(Options(roster_only=True), (Expected("s1", "Ann Lee", "a@x"),))
    codes = [
        session.ask({"type": "join", "code": session.code, "name": "X", "roster": roster}).code
        for roster in ("", "s2", "s1", "s1")
    ]

    assert codes == ["roster", "roster", "", "taken"]


def test_a_team_shares_an_office_and_its_parts(served: Served):
    session = served.open(Options(mode="teams", team_size=2))
    director, budget = session.join("Ann"), session.join("Bo")
    with connect(served.url.replace("http", "ws") + "/ws") as socket:
        socket.send(json.dumps({"type": "hello", "key": director}))
        socket.recv(20)
        # An answer on this line comes after the word that the director is there.
        socket.send(json.dumps({"type": "fetch", "id": 1}))
        session.ask({"type": "draft", "turn": 1, "epoch": 0, "orders": [SOLICIT]}, budget)
        team = session.fetch(director)["team"]
        refused = session.play(budget, 1, team["orders"])
        played = session.play(director, 1, team["orders"])

    assert (team["orders"], refused.code, played.said["type"]) == ([SOLICIT], "director", "played")
    assert session.fetch(budget)["office"]["turn"] == 1


def test_a_vote_of_more_than_half_plays_the_turn(served: Served):
    session = served.open(Options(mode="teams", team_size=3, commit="vote"))
    keys = [session.join(name) for name in ("Ann", "Bo", "Cy")]
    session.ask({"type": "draft", "turn": 1, "epoch": 0, "orders": [SOLICIT]}, keys[0])
    choice = session.fetch(keys[1])["team"]["choice"]
    wrong = session.ask({"type": "vote", "turn": 1, "epoch": 0, "choice": "x"}, keys[1])
    voted = session.ask({"type": "vote", "turn": 1, "epoch": 0, "choice": choice}, keys[1])

    assert (session.play(keys[0], 1).code, wrong.code) == ("vote", "changed")
    # Nobody else is connected, so the one who is there is more than half.
    assert voted.said["type"] == "played"


def test_the_dashboard_hears_of_a_turn(session: Session):
    key, boss = session.join(), session.instructor()
    with connect(session.served.url.replace("http", "ws") + "/ws") as socket:
        for request in ({"type": "hello", "key": boss}, {"type": "watch", "id": 1}):
            socket.send(json.dumps(request))
        seen = [json.loads(socket.recv(20)) for _number in range(2)]
        session.play(key, 1)
        while (said := json.loads(socket.recv(20)))["type"] != "rows" or said["rows"][0]["turn"] == 0:
            pass

    assert [one["type"] for one in seen] == ["welcome", "overview"]
    assert (said["rows"][0]["turn"], len(said["rows"][0]["goals"])) == (1, 4)


def test_notes_and_questions_reach_whom_they_are_for(session: Session):
    ann, bo, boss = session.join("Ann"), session.join("Bo"), session.instructor()
    office = session.fetch(bo)["office"]["id"]
    session.ask({"type": "note", "text": "to all"}, boss)
    session.ask({"type": "note", "text": "to Bo", "office": office}, boss)
    session.ask({"type": "say", "text": "why?", "to": "instructor"}, ann)
    texts = [[one["text"] for one in session.fetch(key)["messages"]] for key in (ann, bo)]

    assert texts == [["to all", "why?"], ["to all", "to Bo"]]
    assert [one["text"] for one in session.ask({"type": "watch"}, boss).said["messages"]] == [
        "to all", "to Bo", "why?",
    ]  # fmt: skip
