from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from random import Random
from threading import Event

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnmi_game.engine.orders import parse
from nnmi_game.engine.turn import RULES_VERSION
from nnmi_game.game.game import Game
from nnmi_game.game.record import LARGEST_FILE, SaveError, read
from nnmi_game.game.saves import load, new_game, save
from nnmi_game.game.slot import Slot, continue_latest
from nnmi_game.scenario.model import Scenario
from tests.game.conftest import TINY, play_at_random
from tests.random_play import busy_turn


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "game.toml"


@pytest.fixture
def saved(played: Game, path: Path) -> Path:
    """The file of the played game."""
    save(played, path)
    return path


def course(game: Game) -> list[str]:
    return [turn.digest for turn in game.past]


def change(path: Path, old: str, new: str, count: int = 1) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def complaint(path: Path) -> str:
    """What is said of the file, without its name."""
    with pytest.raises(SaveError) as found:
        load(path)
    message = str(found.value)
    assert message.startswith(f"{path}:")
    return message.removeprefix(f"{path}:").strip()


# --- there and back ---


def test_a_loaded_game_is_the_saved_one(played: Game, saved: Path):
    again = load(saved)

    assert course(again) == course(played)
    assert again.tray == played.tray
    assert again.end_turn().digest == played.end_turn().digest


@pytest.mark.parametrize(("wish", "file"), [("nnmi-2012", ""), (os.path.relpath(TINY), str(TINY))])
def test_a_new_game_remembers_a_scenario_of_its_own(path: Path, wish: str, file: str):
    save(new_game(wish, 3), path)

    assert load(path).file == file


def test_saving_again_changes_nothing(saved: Path, tmp_path: Path):
    other = tmp_path / "other.toml"

    save(load(saved), other)

    assert other.read_bytes() == saved.read_bytes()


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**48 - 1), style=st.integers(0, 2**32), turns=st.integers(0, 8))
def test_any_game_can_be_saved_and_loaded(tiny: Scenario, path: Path, seed: int, style: int, turns: int):
    game = play_at_random(Game.new(tiny, seed, file=str(TINY)), turns, style)

    save(game, path)

    assert course(load(path)) == course(game)


def test_a_national_game_can_be_saved_and_loaded(national: Scenario, path: Path):
    game = play_at_random(Game.new(national, 5), 6, 5)

    save(game, path)

    assert course(load(path)) == course(game)
    assert read(path).file == ""


def test_title_and_date_are_kept(game: Game, path: Path):
    save(game, path, "A first try", datetime(2024, 2, 3, 4, 5, 6))

    record = read(path)

    assert (record.title, record.written) == ("A first try", datetime(2024, 2, 3, 4, 5, 6))
    assert load(path).title == "A first try"


def test_a_save_is_language_independent(saved: Path):
    assert saved.read_text(encoding="utf-8").isascii()


# --- what can be wrong ---


def test_no_such_file(path: Path):
    assert complaint(path) == "there is no such file"


def test_a_folder_is_no_save(tmp_path: Path):
    assert complaint(tmp_path) == "this is not a file"


def test_a_file_that_is_too_large(path: Path):
    path.write_bytes(b"#" * (LARGEST_FILE + 1))

    assert complaint(path) == f"the file is larger than {LARGEST_FILE} bytes"


def test_bytes_that_are_no_text(saved: Path):
    saved.write_bytes(saved.read_bytes() + b"\xff\xfe")

    assert complaint(saved).endswith("this is no UTF-8 text")


def test_damaged_toml_is_named_with_its_line(saved: Path):
    change(saved, "seed = 7", "seed = = 7")
    line = saved.read_text(encoding="utf-8").split("\n").index("seed = = 7") + 1

    assert complaint(saved).startswith(f"{line}:8: this is not valid TOML")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("seed = 7\n", "", "1:1: seed: this key is missing"),
        ("seed = 7", "seed = true", "seed: this value cannot be used; expected a whole number from 0 to"),
        ("seed = 7", "seed = 7\nsed = 7", "sed: this key is not known; expected one of format, title"),
        ("seed = 7", "seed = 7\nwritten = 5", "written: this must be a date with a time"),
        ("format = 1", "format = 2", "1:1: format: this format of saved games is not known"),
        ('scenario = "tiny"', 'scenario = "../tiny"', "this is no name of a scenario"),
        ('scenario = "tiny"', "scenario = 3", "scenario: this value cannot be used; expected a text"),
        ('"solicit"', '"sollicit"', "order 1 is not valid: 'sollicit' is no order; orders are solicit"),
        ("match = ", 'match = "x" #', "match must be a whole number"),
        ("digest = ", 'digest = "xyz" #', 'scenario_digest: "xyz" is no digest; expected hexadecimal digits'),
    ],
)
def test_mistakes_are_named_with_their_place(saved: Path, old: str, new: str, message: str):
    change(saved, old, new)

    assert message in complaint(saved)


def test_an_order_that_is_refused_is_named_with_its_turn(game: Game, path: Path):
    game.end_turn()
    game.past[0] = type(game.past[0])(
        (parse("close technology=digital"),), game.past[0].state, game.past[0].ledger, game.past[0].digest
    )
    save(game, path)

    message = "turn 1, order 1 is refused: There is no institute for Digital manufacturing; award one first."
    assert complaint(path) == message


def test_an_order_in_the_tray_that_is_refused_is_named(game: Game, path: Path):
    game.tray.append(parse("close technology=digital"))
    save(game, path)

    assert complaint(path).startswith("order 1 for the coming turn is refused: There is no institute")
    assert load(path, lenient=True).tray == []


def test_a_scenario_that_is_not_there(game: Game, path: Path):
    game.file = ""
    save(game, path)

    assert complaint(path).startswith('there is no scenario "tiny"; there are ')


def test_another_version_of_the_rules(played: Game, saved: Path):
    change(saved, f"rules_version = {RULES_VERSION}", "rules_version = 999")

    assert "played by version 999 of the rules" in complaint(saved)
    assert course(load(saved, lenient=True)) == course(played)


def test_another_version_of_the_scenario(played: Game, saved: Path, tmp_path: Path):
    folder = tmp_path / "own"
    folder.mkdir()
    shutil.copy(TINY, folder / "tiny.toml")
    change(folder / "tiny.toml", "support_congress = 550", "support_congress = 560")
    change(saved, str(TINY), str(folder / "tiny.toml"))

    assert "the scenario tiny has changed since the game was played" in complaint(saved)
    assert load(saved, lenient=True).past == []


def test_a_digest_that_differs(played: Game, saved: Path):
    digest = played.past[2].digest
    change(saved, digest, "0" * 16)

    assert complaint(saved) == f"turn 3 comes out differently: digest {digest} instead of {'0' * 16}"
    assert course(load(saved, lenient=True)) == course(played)[:2]


def test_more_turns_than_the_scenario_has(game: Game, path: Path):
    play_at_random(game, 8, 1)
    save(game, path)
    with path.open("a", encoding="utf-8") as stream:
        stream.write('\n[[turns]]\ndigest = "00000000"\n')

    assert complaint(path) == "turn 9 is one more than the scenario has"


def survives(path: Path, content: bytes) -> bool:
    """Whether content gives a game or an error in words, and is left as it is."""
    path.write_bytes(content)
    try:
        game = load(path)
    except SaveError as error:
        assert str(error)
    else:
        assert game.turn >= 1
    return path.read_bytes() == content


@pytest.mark.property
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_saves_give_an_error_or_a_game(saved_bytes: bytes, path: Path, data: st.DataObject):
    content = bytearray(saved_bytes)
    for _change in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        drop = data.draw(st.integers(0, 12))
        content[at : at + drop] = data.draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from([b"[[turns]]\n", b"= {", b"-", b"9" * 30, b'"\n', b"nan"]),
            )
        )

    assert survives(path, bytes(content))


@pytest.mark.property
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.floats(0, 1))
def test_truncated_saves_give_an_error_or_a_game(saved_bytes: bytes, path: Path, part: float):
    assert survives(path, saved_bytes[: int(part * len(saved_bytes))])


JUNK = st.recursive(
    st.one_of(st.integers(), st.text(max_size=8), st.booleans(), st.floats(), st.datetimes()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.property
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.dictionaries(
        st.sampled_from(["format", "rules_version", "seed", "scenario", "scenario_digest", "scenario_file",
                         "tray", "turns", "title", "written"]),
        JUNK, max_size=4,
    )
)  # fmt: skip
def test_values_of_any_type_give_an_error_or_a_game(played: Game, path: Path, values: dict[str, object]):
    import tomllib

    save(played, path)
    table = tomllib.loads(path.read_text(encoding="utf-8")) | values

    assert survives(path, tomli_w.dumps(table).encode())


@pytest.fixture
def saved_bytes(saved: Path) -> bytes:
    return saved.read_bytes()


# --- the file on disk ---


def test_a_failed_save_leaves_the_former_file(saved: Path, played: Game, monkeypatch: pytest.MonkeyPatch):
    before = saved.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    played.end_turn()
    with pytest.raises(OSError, match="No space"):
        save(played, saved)

    assert saved.read_bytes() == before
    assert list(saved.parent.iterdir()) == [saved]


WRITER = """
import sys
from pathlib import Path
from nnmi_game.game.saves import load, new_game, save
path = Path(sys.argv[1])
game = load(path)
print("ready", flush=True)
number = 0
while True:
    number += 1
    save(game, path, title=f"number {number} " * 8)
"""


def test_a_killed_program_leaves_a_whole_file(saved: Path):
    expected = course(load(saved))
    for pause in (0.01, 0.03, 0.08):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(saved)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(pause)
            os.kill(writer.pid, signal.SIGKILL)
        assert course(load(saved)) == expected


# --- autosave ---


def test_a_slot_keeps_the_game_and_its_tray(played: Game, tmp_path: Path):
    with Slot.create(tmp_path, played) as slot:
        slot.store(played)

    continued = continue_latest(tmp_path)

    assert continued is not None
    assert course(continued.game) == course(played)
    assert continued.game.tray == played.tray
    continued.slot.close()


def test_each_game_has_a_file_of_its_own(game: Game, tmp_path: Path):
    with Slot.create(tmp_path, game) as first, Slot.create(tmp_path, game) as second:
        assert [first.path.name, second.path.name] == ["tiny-7.toml", "tiny-7-2.toml"]


def test_two_programs_cannot_write_one_game(game: Game, tmp_path: Path):
    slot = Slot.create(tmp_path, game)

    with pytest.raises(SaveError, match="open in another program"):
        Slot(slot.path)

    slot.close()
    Slot(slot.path).close()


def test_the_latest_game_is_continued(tiny: Scenario, tmp_path: Path):
    for number, seed in enumerate((3, 1, 2)):
        game = Game.new(tiny, seed, file=str(TINY))
        with Slot.create(tmp_path, game) as slot:
            os.utime(slot.path, (number, number))

    continued = continue_latest(tmp_path)

    assert continued is not None
    assert continued.game.seed == 2
    continued.slot.close()


def test_a_damaged_game_is_passed_over_and_named(game: Game, tmp_path: Path):
    Slot.create(tmp_path, game).close()
    (tmp_path / "zzz.toml").write_text("seed = ", encoding="utf-8")

    continued = continue_latest(tmp_path)

    assert continued is not None
    assert [str(error).startswith(str(tmp_path / "zzz.toml")) for error in continued.skipped] == [True]
    continued.slot.close()


def test_there_is_nothing_to_continue(tmp_path: Path):
    assert continue_latest(tmp_path / "nowhere") is None


def test_drafts_of_a_killed_program_are_cleared_away(game: Game, tmp_path: Path):
    slot = Slot.create(tmp_path, game)
    slot.close()
    draft = slot.path.with_name(f".{slot.path.name}.1-1.tmp")
    draft.write_text("half", encoding="utf-8")

    Slot(slot.path).close()

    assert not draft.exists()


def test_the_disk_may_take_its_time(game: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A game is in its file at once; until the disk has it, a loss of power costs no more than what is new."""
    slot = Slot.create(tmp_path, game)
    slot._file.wait()
    before = course(game)
    disk, settled = Event(), os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: disk.wait(30) and settled(descriptor))
    game.end_turn()
    slot.store(game)
    assert course(slot.load()) == course(game) != before

    lost = tmp_path / "lost"
    shutil.copytree(tmp_path, lost)
    (lost / slot.path.name).write_bytes(b"")  # what some file systems leave after a loss of power
    disk.set()
    slot.close()

    with Slot(lost / slot.path.name) as found:
        assert course(found.load()) == before
    assert {path.name for path in (*lost.iterdir(), *tmp_path.iterdir())} == {"lost", slot.path.name}


def test_what_is_stored_after_the_end_is_kept_as_well(game: Game, tmp_path: Path):
    slot = Slot.create(tmp_path, game)
    slot.close()
    game.end_turn()
    slot.store(game)

    assert course(slot.load()) == course(game)
    assert [path.name for path in tmp_path.iterdir()] == [slot.path.name]


def test_a_disk_that_fails_later_is_told_with_the_next_save(
    game: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    slot = Slot.create(tmp_path, game)
    slot._file.wait()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        slot.store(game)
        slot._file.wait()
        with pytest.raises(OSError, match="No space"):
            slot.store(game)
    game.end_turn()
    slot.store(game)
    assert course(slot.load()) == course(game)
    slot.close()


def test_a_game_in_play_survives_at_every_step(tiny: Scenario, tmp_path: Path):
    """After each order and each turn the file holds exactly the game as it stands."""
    game = Game.new(tiny, 21, file=str(TINY))
    rng = Random(8)
    with Slot.create(tmp_path, game) as slot:
        for _turn in range(3):
            for order in busy_turn(rng, tiny)[:4]:
                if game.give(order) is None:
                    slot.store(game)
                    assert slot.load().tray == game.tray
            game.end_turn()
            slot.store(game)
            assert course(slot.load()) == course(game)
