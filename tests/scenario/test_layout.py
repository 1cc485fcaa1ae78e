"""Files and folders: parts, bases, and what is no scenario at all."""

import os
from pathlib import Path

import pytest

from nnmi_game.scenario.load import ScenarioError, check, load

MAIN = "[[bidders]]"


def write_folder(folder: Path, tiny_text: str) -> Path:
    """The tiny scenario as a folder: bidders and all that follows them in a part of its own."""
    cut = tiny_text.index(MAIN)
    home = folder / "tiny"
    home.mkdir()
    (home / "scenario.toml").write_text('parts = ["rest.toml"]\n' + tiny_text[:cut], encoding="utf-8")
    (home / "rest.toml").write_text(tiny_text[cut:], encoding="utf-8")
    return home


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def only_problem(path: Path, folder: Path | None = None) -> str:
    scenario, problems = check(path, folder)
    assert scenario is None
    assert len(problems) == 1, [str(one) for one in problems]
    return str(problems[0])


def test_a_folder_says_what_one_file_says(tiny_text: str, tiny_path: Path, tmp_path: Path) -> None:
    home = write_folder(tmp_path, tiny_text)
    assert load(home) == load(tiny_path) == load(home / "scenario.toml")


def test_a_problem_names_the_part_it_stands_in(tiny_text: str, tmp_path: Path) -> None:
    home = write_folder(tmp_path, tiny_text)
    edit(home / "rest.toml", 'lead = "nonprofit"', 'lead = "nonprofits"')
    assert only_problem(home).startswith(f"{home / 'rest.toml'}:6:1: bidders[0].lead: ")


def test_a_key_in_two_parts(tiny_text: str, tmp_path: Path) -> None:
    home = write_folder(tmp_path, tiny_text)
    edit(home / "rest.toml", "[[bidders]]", "version = 2\n[[bidders]]")
    assert only_problem(home).startswith(f"{home / 'rest.toml'}:1:1: version: this key is already given in ")


def test_layout_keys_belong_in_the_main_file(tiny_text: str, tmp_path: Path) -> None:
    home = write_folder(tmp_path, tiny_text)
    edit(home / "rest.toml", "[[bidders]]", 'base = "x"\n[[bidders]]')
    assert ": base: this key belongs in scenario.toml" in only_problem(home)


@pytest.mark.parametrize(
    "name",
    [
        "../rest.toml",
        "/etc/passwd",
        "a/rest.toml",
        "a\\\\rest.toml",
        "..",
        "",
        "scenario.toml",
        "rest.txt",
        ".toml",
        "r\\u0000.toml",
    ],
)
def test_a_part_is_a_plain_file_name(name: str, tiny_text: str, tmp_path: Path) -> None:
    home = write_folder(tmp_path, tiny_text)
    edit(home / "scenario.toml", "rest.toml", name)
    assert ":1:10: parts[0]: this is no name of a part; expected the plain name" in only_problem(home)


@pytest.mark.parametrize("parts", ["3", '"rest.toml"', "[" + '"a.toml",' * 41 + "]", "{}"])
def test_parts_is_a_short_list(parts: str, tiny_text: str, tmp_path: Path) -> None:
    home = write_folder(tmp_path, tiny_text)
    edit(home / "scenario.toml", '["rest.toml"]', parts)
    assert ":1:1: parts: these are no parts" in only_problem(home)


def test_a_misspelt_part(tiny_text: str, tmp_path: Path) -> None:
    home = write_folder(tmp_path, tiny_text)
    edit(home / "scenario.toml", "rest.toml", "rests.toml")
    assert only_problem(home).endswith("parts[0]: there is no such file; did you mean rest.toml?")


def test_a_part_named_twice(tiny_text: str, tmp_path: Path) -> None:
    home = write_folder(tmp_path, tiny_text)
    edit(home / "scenario.toml", '["rest.toml"]', '["rest.toml", "rest.toml"]')
    assert "parts[1]: this part is named twice" in only_problem(home)


def test_a_part_may_not_lead_outside(tiny_text: str, tmp_path: Path) -> None:
    home = write_folder(tmp_path, tiny_text)
    outside = tmp_path / "outside.toml"
    (home / "rest.toml").rename(outside)
    (home / "rest.toml").symlink_to(outside)
    assert "parts[0]: this part lies outside the scenario's folder" in only_problem(home)
    (home / "rest.toml").unlink()
    (home / "rest.toml").symlink_to(home / "nowhere.toml")
    assert "parts[0]: this part lies outside" in only_problem(home)


def test_an_unreadable_part_is_one_problem(tiny_text: str, tmp_path: Path) -> None:
    home = write_folder(tmp_path, tiny_text)
    (home / "rest.toml").write_text("[", encoding="utf-8")
    assert only_problem(home).startswith(f"{home / 'rest.toml'}:1:2: this is not valid TOML")
    (home / "rest.toml").unlink()
    (home / "rest.toml").mkdir()
    assert "this is not a file" in only_problem(home)


@pytest.fixture
def shelf(tiny_text: str, tmp_path: Path) -> Path:
    """A folder of shipped scenarios that holds the tiny one."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "tiny.toml").write_text(tiny_text, encoding="utf-8")
    return shelf


HEIR = """
id = "heir"
version = 7
base = "tiny"
title = { en = "Heir", zh = "继承者" }

[start]
office_staff = 4
support_congress = 300
support_public = 500
commercial = 400

[coefficients.competition]
bid = { value = 500, unit = "per mille", assumed = "harder times" }
"""


def write_heir(tmp_path: Path, text: str = HEIR) -> Path:
    path = tmp_path / "heir.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_base_gives_what_the_file_does_not(shelf: Path, tmp_path: Path) -> None:
    tiny, heir = load("tiny", shelf), load(write_heir(tmp_path), shelf)
    assert (heir.id, heir.version, heir.title.en, heir.start.office_staff) == ("heir", 7, "Heir", 4)
    assert (heir.summary, heir.technologies) == (tiny.summary, tiny.technologies)
    assert heir.coefficients.competition.bid.value == 500
    assert heir.coefficients.competition.seed_half == tiny.coefficients.competition.seed_half
    assert heir.coefficients.economy == tiny.coefficients.economy


def test_what_a_scenario_is_called_is_never_inherited(shelf: Path, tmp_path: Path) -> None:
    path = write_heir(tmp_path, HEIR.replace("version = 7\n", ""))
    assert f"{path}:1:1: version: this key is missing" in only_problem(path, shelf)


def test_problems_of_an_heir_stand_in_its_own_file(shelf: Path, tmp_path: Path) -> None:
    path = write_heir(tmp_path, HEIR.replace("value = 500", "value = 5000"))
    assert only_problem(path, shelf).startswith(
        f"{path}:14:9: coefficients.competition.bid.value: 5000 is too large"
    )
    write_heir(tmp_path, HEIR.replace("bid =", "bids ="))
    assert "coefficients.competition.bids: this key is not known here" in only_problem(path, shelf)


def test_what_no_longer_fits_the_base_is_found(shelf: Path, tmp_path: Path) -> None:
    path = write_heir(tmp_path, HEIR + "\n[calendar]\nfirst_year = 2013\nturns_per_year = 2\nturns = 10\n")
    problems = check(path, shelf)[1]
    assert [one.key for one in problems] == [
        "agencies[0].appropriations",
        "agencies[1].appropriations",
        "macro",
    ]
    assert {one.file for one in problems} == {str(shelf / "tiny.toml")}


@pytest.mark.parametrize("base", ['"tinny"', '"../tiny"', '"/etc"', "3", '["tiny"]', '""', '"heir"'])
def test_a_base_is_a_shipped_scenario(base: str, shelf: Path, tmp_path: Path) -> None:
    path = write_heir(tmp_path, HEIR.replace('"tiny"', base))
    assert ":4:1: base: there is no such scenario to build on" in only_problem(path, shelf)


def test_a_scenario_cannot_build_on_itself(shelf: Path) -> None:
    path = write_heir(shelf, HEIR.replace('"tiny"', '"heir"'))
    assert "base: a scenario cannot build on itself" in only_problem(path, shelf)


def test_a_base_of_a_base(shelf: Path, tmp_path: Path) -> None:
    write_heir(shelf)
    path = tmp_path / "third.toml"
    path.write_text('id = "third"\nversion = 1\nbase = "heir"\n', encoding="utf-8")
    assert load(path, shelf).title.en == "Heir"


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "big.toml").write_bytes(b"#" * 2_000_001)
    (tmp_path / "latin.toml").write_bytes(b'# \nid = "\xe9"')
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    (tmp_path / "empty").mkdir()
    assert "this is not a file" in only_problem(tmp_path / "pipe.toml")
    assert "larger than 2000000 bytes" in only_problem(tmp_path / "big.toml")
    assert "latin.toml:2:7: this is no UTF-8 text" in only_problem(tmp_path / "latin.toml")
    assert "cannot be read" in only_problem(tmp_path / "loop.toml")
    assert "empty/scenario.toml:1:1: there is no such file" in only_problem(tmp_path / "empty")
    assert "there is no such file or folder" in only_problem(tmp_path / "missing.toml")
    assert "there is no such file or folder" in only_problem(Path("a\x00b.toml"))
    assert "there is no such file or folder" in only_problem(Path("x" * 5000 + ".toml"))


def test_an_empty_file_lacks_everything_once(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")
    problems = check(tmp_path / "empty.toml")[1]
    assert {one.message for one in problems} == {"this key is missing"}
    assert "technologies" in {one.key for one in problems}


def test_a_byte_order_mark_does_no_harm(tiny_text: str, tmp_path: Path) -> None:
    (tmp_path / "tiny.toml").write_text(tiny_text, encoding="utf-8-sig")
    assert load(tmp_path / "tiny.toml").id == "tiny"


def test_the_error_carries_all_problems(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('id = "bad"\nversion = 0\nxyzzy = 1\n', encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path / "bad.toml")
    assert len(caught.value.problems) > 10
    assert str(caught.value).count("\n") == len(caught.value.problems) - 1
