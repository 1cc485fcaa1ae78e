"""After the class: what is exported joins and replays, and what is deleted is gone."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from nnmi_game.classroom.options import Options
from nnmi_game.classroom.prepared import Expected, PreparedError, read_prepared, read_roster
from nnmi_game.cli import main
from nnmi_game.game.replay import verify
from tests.classroom.served import SOLICIT, Served, Session


def exported(session: Session, folder: Path, *more: str, reports: bool = False) -> Path:
    words = ["class", "export", session.code, str(folder), "--database", session.served.database, *more]
    assert main(words if reports else [*words, "--without-reports"]) == 0
    return folder


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def played(served: Served) -> Session:
    """Ann, from the roster, has played two turns, the second of them twice; Bo has come and not played."""
    session = served.open(roster=(Expected("s1", "Ann Lee", "ann@example.edu"),))
    ann, _bo = session.join("Ann Lee", roster="s1"), session.join("Bo")
    guess = {"measure": "jobs_created", "value": 3, "low": 1, "high": 5}
    turn = {"type": "submit", "turn": 1, "epoch": 0, "orders": [SOLICIT], "guesses": [guess]}
    if session.ask(turn, ann).code == "guess":
        session.play(ann, 1, [SOLICIT])
    session.play(ann, 2)
    session.ask({"type": "roll-back"}, session.instructor())
    session.play(ann, 2, epoch=1)
    return session


def test_every_decision_is_in_the_tables(played: Session, tmp_path: Path):
    folder = exported(played, tmp_path)
    turns, orders, seats = (table(folder / f"{name}.csv") for name in ("turns", "orders", "seats"))

    assert [(one["turn"], bool(one["undone"])) for one in turns] == [("1", False), ("2", True), ("2", False)]
    assert [(one["order"], one["technology"], one["seed"]) for one in orders] == [
        ("solicit", "additive", "30000")
    ]
    assert [(one["name"], one["turns"]) for one in seats] == [("Ann Lee", "2"), ("Bo", "0")]
    assert turns[0]["seat"] == seats[0]["seat"]
    assert turns[0]["time"].endswith("Z")
    assert len((folder / "turns.jsonl").read_text().splitlines()) == 3


def test_every_seats_game_replays(played: Session, tmp_path: Path):
    saves = sorted((exported(played, tmp_path) / "saves").glob("*.toml"))

    assert [(verify(one).ok, verify(one).turns) for one in saves] == [(True, 2), (True, 0)]


def test_grades_in_the_forms_of_canvas_and_moodle(played: Session, tmp_path: Path):
    folder = exported(played, tmp_path, "--title", "Game 1")
    canvas, moodle = table(folder / "grades-canvas.csv"), table(folder / "grades-moodle.csv")

    assert list(canvas[0])[:3] == ["Student", "ID", "SIS User ID"]
    assert (canvas[0]["Student"], canvas[0]["Game 1"]) == ("Points Possible", "100")
    assert (canvas[1]["Student"], canvas[1]["SIS User ID"], canvas[2]["Game 1"]) == ("Ann Lee", "s1", "")
    assert (moodle[0]["ID number"], moodle[0]["Email address"]) == ("s1", "ann@example.edu")
    assert 0 <= float(moodle[0]["Game 1"]) <= 100


def test_statements_of_the_serious_games_profile(played: Session, tmp_path: Path):
    lines = (exported(played, tmp_path) / "xapi.jsonl").read_text().splitlines()
    said = [json.loads(line) for line in lines]
    verbs = [one["verb"]["display"]["en"] for one in said]

    assert verbs == ["initialized", "selected", "progressed", "progressed", "initialized"]
    assert len({one["id"] for one in said}) == len(said)
    assert [one["verb"]["id"] for one in said][:3] == [
        "http://adlnet.gov/expapi/verbs/initialized",
        "https://w3id.org/xapi/adb/verbs/selected",
        "http://adlnet.gov/expapi/verbs/progressed",
    ]
    assert said[1]["object"]["definition"]["type"].startswith("https://w3id.org/xapi/seriousgames/")
    assert said[2]["result"]["extensions"] == {
        "https://w3id.org/xapi/seriousgames/extensions/progress": 0.125
    }
    assert "Ann" not in "".join(lines)


def test_reports_of_the_class_and_of_each_student(played: Session, tmp_path: Path):
    folder = exported(played, tmp_path, reports=True) / "reports"
    words = ["class", "debrief", played.code, "--html", str(tmp_path / "again")]
    code = main([*words, "--database", played.served.database])
    pages = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}

    assert code == 0
    assert (tmp_path / "again" / "class-zh.html").read_text(encoding="utf-8") == pages["class-zh.html"]
    assert sorted(pages) == ["class-en.html", "class-zh.html", "office-0001-en.html", "office-0001-zh.html"]
    assert 'lang="zh-Hans"' in pages["class-zh.html"] and 'lang="en"' in pages["office-0001-en.html"]
    assert [name for name, page in pages.items() if "src=" in page or "http" in page] == []


def test_a_name_in_a_report_is_no_markup(served: Served, tmp_path: Path):
    session = served.open(Options(names="real"))
    for name in ("<b>Ann</b>", 'Bo"><script>x</script>'):
        session.play(session.join(name), 1, [SOLICIT])
    main(["class", "debrief", session.code, "--html", str(tmp_path), "--database", served.database])
    page = (tmp_path / "class-en.html").read_text(encoding="utf-8")

    assert "&lt;b&gt;Ann" in page
    # Names stand in one part of the page, which is hidden until its box is ticked.
    assert "&lt;b&gt;Ann" not in page.split('<div class="named">')[0]
    assert "#show-names:not(:checked) ~ .named" in page
    assert [tag for tag in ("<b>Ann", "<script") if tag in page] == []


def test_without_names_nobody_is_named(played: Session, tmp_path: Path):
    folder = exported(played, tmp_path, "--without-names")
    text = "".join(path.read_text() for path in folder.rglob("*") if path.is_file())

    assert re.findall(r"\bAnn\b|\bBo\b|ann@|\bs1,", text) == []


def test_deleting_a_person_and_a_class(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    served = Served(str(tmp_path / "class.db")).start()
    session = served.open()
    for name in ("Ann Erased", "Bo Erased"):
        session.play(session.join(name), 1, [SOLICIT])
    boss = session.instructor()
    session.ask({"type": "note", "text": "Well begun, Ann", "office": 1}, boss)
    session.ask({"type": "move", "seat": 1, "office": 0}, boss)
    running = main(["class", "delete", session.code, "--yes", "--database", served.database])
    served.stop()
    codes, left = [], []
    for more in (["--seat", "1"], ["--seat", "1"], []):
        codes.append(main(["class", "delete", session.code, "--yes", "--database", served.database, *more]))
        left.append(b"".join(path.read_bytes() for path in tmp_path.glob("class.db*")))
    said = capsys.readouterr().out

    assert (running, codes) == (1, [0, 1, 0])
    assert "Deleted: 1 message, 1 turn, 1 seat, 2 offices.\n" in said
    assert [text for text in (b"Ann", b"Bo Erased") if text in left[0]] == [b"Bo Erased"]
    assert [text for text in (b"Ann", b"Bo Erased", b"solicit") if text in left[-1]] == []


def test_a_prepared_session_and_its_roster(tmp_path: Path):
    roster = tmp_path / "list.csv"
    roster.write_text("\ufeffID;Name\ns1;Ann\ns2;B\x1bo\n", encoding="utf-8")
    file = tmp_path / "session.toml"
    code = main(["class", "new", str(file), "--pacing", "timed", "--roster", str(roster), "--seed", "5"])
    prepared = read_prepared(file)

    assert code == 0
    assert (prepared.seed, prepared.options.pacing) == (5, "timed")
    assert [one.roster for one in read_roster(Path(prepared.roster))] == ["s1", "s2"]
    assert main(["class", "new", str(file)]) == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[options]\nluck = "good"\n', r"options\.luck: one of same, own is needed"),
        ("[options]\nteam_size = 9\n", r"options\.team_size: a whole number from 2 to 5"),
        ("[options]\nteam = 1\n", r"options\.team: there is no such field"),
        ("seed = 1.5\n", "seed: a whole number"),
        ("=", "1:1"),
    ],
)
def test_mistakes_in_a_prepared_session_are_named(text: str, problem: str, tmp_path: Path):
    file = tmp_path / "session.toml"
    file.write_text(text)

    with pytest.raises(PreparedError, match=problem):
        read_prepared(file)


def test_mistakes_in_a_roster_are_named(tmp_path: Path):
    file = tmp_path / "list.csv"
    found = []
    for text in ("name\nAnn\n", "id\ns1\ns1\n", "id,name\n,Ann\n", ""):
        file.write_text(text)
        with pytest.raises(PreparedError) as error:
            read_roster(file)
        found.append(str(error.value).removeprefix(str(file)).split(":")[1])

    assert found == ["1", "3", "2", "1"]
