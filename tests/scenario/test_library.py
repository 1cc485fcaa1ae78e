from pathlib import Path

import pytest

from nnmi_game.scenario.library import find, names, saves_folder, scenarios_folder
from nnmi_game.scenario.load import ScenarioError, check


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    (tmp_path / "small.toml").write_text("")
    (tmp_path / "grand").mkdir()
    (tmp_path / "grand" / "scenario.toml").write_text("")
    (tmp_path / "no-scenario").mkdir()
    (tmp_path / "Other Notes.toml").write_text("")
    (tmp_path / "readme.md").write_text("")
    return tmp_path


def test_names(shelf: Path) -> None:
    assert names(shelf) == ["grand", "small"]
    assert names(shelf / "nowhere") == []


def test_find(shelf: Path) -> None:
    assert find("small", shelf) == shelf / "small.toml"
    assert find("grand", shelf) == shelf / "grand"
    assert find(shelf / "grand" / "scenario.toml", shelf) == shelf / "grand"
    assert find(str(shelf / "small.toml"), shelf) == shelf / "small.toml"


def test_a_near_name_is_suggested(shelf: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        find("smal", shelf)
    assert str(caught.value).endswith(
        'there is no scenario "smal"; expected one of grand, small, or the path of a file or folder; '
        "did you mean small?"
    )


def test_shipped_folders_exist() -> None:
    assert scenarios_folder().is_dir()
    assert saves_folder().is_dir()


@pytest.mark.parametrize("name", names())
def test_every_shipped_scenario_is_valid(name: str) -> None:
    scenario, problems = check(name)
    assert scenario is not None, "\n".join(str(problem) for problem in problems)
    assert scenario.id == name
