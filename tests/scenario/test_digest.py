from pathlib import Path

import pytest

from nnmi_game.scenario.digest import digest
from nnmi_game.scenario.load import load


def digest_of(text: str, folder: Path) -> str:
    (folder / "tiny.toml").write_text(text, encoding="utf-8")
    return digest(load(folder / "tiny.toml"))


SAME = [
    ('zh = "材料"', 'zh = "材料学"'),
    ('source = "made up"', 'source = "a better book"'),
    ('assumed = "a plausible middle, for tests"', 'source = "measured"'),
    ("version = 1", "version = 2"),
    (
        "profile = { materials = 700, control = 300 }",
        "profile = { control = 300, materials = 700, software = 0 }",
    ),
    ("pull = 1100", "appeal_sme = 1000\npull = 1100"),
    ("outline = [{ x = 0,", "outline = [{ x = 1,"),
    ('verb = "award"', 'verb = "decline"'),
]

DIFFERENT = [
    ("pull = 1100", "pull = 1101"),
    ("bid = { value = 900", "bid = { value = 901"),
    ("pull = 1100", "appeal_sme = 1001\npull = 1100"),
    ("value = 40 }", "value = 41 }"),
    ("amount = -400, turns = 1", "amount = -400, turns = 2"),
    ("chance = 500", "chance = 501"),
    ('id = "speak"', 'id = "talk"'),
    ("turns = 8", "turns = 7"),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_what_only_people_read_keeps_the_digest(old: str, new: str, tiny_text: str, tmp_path: Path) -> None:
    assert old in tiny_text
    assert digest_of(tiny_text, tmp_path) == digest_of(tiny_text.replace(old, new, 1), tmp_path)


@pytest.mark.parametrize(("old", "new"), DIFFERENT)
def test_what_changes_play_changes_the_digest(old: str, new: str, tiny_text: str, tmp_path: Path) -> None:
    assert old in tiny_text
    assert digest_of(tiny_text, tmp_path) != digest_of(tiny_text.replace(old, new, 1), tmp_path)


def test_the_digest_is_a_sha256(tiny_path: Path) -> None:
    assert len(bytes.fromhex(digest(load(tiny_path)))) == 32
