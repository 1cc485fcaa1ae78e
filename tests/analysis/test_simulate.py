"""Many worlds under one policy."""

import json

import numpy as np
import pytest

from nnmi_game.analysis import policies
from nnmi_game.analysis.simulate import BLOCK, simulate
from nnmi_game.cli.errors import CommandError, UsageError
from nnmi_game.cli.simulate import simulate as command
from nnmi_game.engine.tables import compile_tables
from nnmi_game.scenario.load import load
from nnmi_game.scenario.vocabulary import GOALS


@pytest.mark.parametrize("name", ["random", "even"])
def test_a_world_is_the_same_in_any_batch(name: str) -> None:
    """World i of a batch that spans blocks is the lone game with its seed."""
    tables = compile_tables(load("tests/data/tiny.toml"))
    many = simulate(tables, policies.make(name, tables), 100, BLOCK + 3)
    for world in (0, BLOCK - 1, BLOCK + 2):
        lone = simulate(tables, policies.make(name, tables), 100 + world, 1)
        for figure, values in lone.figures.items():
            assert np.array_equal(values[:, 0], many.figures[figure][:, world]), (figure, world)


def test_doing_nothing_is_worth_less_than_anything_else() -> None:
    """Policies that differ in skill rank as they should."""
    tables = compile_tables(load("nnmi-2012"))
    totals = {
        name: sum(simulate(tables, policies.make(name, tables), 1, 4).final(goal).mean() for goal in GOALS)
        for name in ("idle", "random", "even", "history")
    }
    assert totals["idle"] < totals["random"] < min(totals["even"], totals["history"])


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Goals and measures with mean and percentiles, and a row for each turn if asked."""
    assert command("youngstown-2012", policy="even", worlds=3, trace=True, json_=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["goals"]) == set(GOALS)
    assert found["goals"]["workforce"].keys() == {"mean", "p10", "p90"}
    assert len(found["trace"]) == found["turns"] == 6
    assert "members" in found["measures"]


def test_what_cannot_be_played_is_said() -> None:
    """An unknown policy, a bad number, a game that was not recorded in this scenario."""
    with pytest.raises(UsageError, match="history"):
        command("nnmi-2012", policy="histori")
    with pytest.raises(UsageError, match="--worlds"):
        command("nnmi-2012", worlds=0)
    with pytest.raises(UsageError, match="--seed"):
        command("nnmi-2012", seed=-1)
    with pytest.raises(CommandError, match="history"):
        command("youngstown-2012", policy="history", worlds=1)
