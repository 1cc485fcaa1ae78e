"""All policies against all seeds."""

import json

import numpy as np
import pytest

from nnmi_game.analysis.levers import LEVERS
from nnmi_game.analysis.tournament import variance
from nnmi_game.cli.errors import CommandError, UsageError
from nnmi_game.cli.tournament import tournament
from nnmi_game.scenario.vocabulary import GOALS

TINY = "tests/data/tiny.toml"


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert tournament(TINY, seeds=2, policies="idle,even,planner", json_=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert [row["rank"] for row in found["policies"]] == [1, 2, 3]
    assert found["policies"][-1]["policy"] == "idle"
    totals = [row["total"]["mean"] for row in found["policies"]]
    assert totals == sorted(totals, reverse=True)
    assert [set(row["goals"]) for row in found["policies"]] == [set(GOALS)] * 3
    assert set(found["policies"][0]["total"]) == {"mean", "p10", "p90", "sd"}
    assert sum(found["explained"]["all"].values()) == pytest.approx(1.0, abs=1e-3)
    assert [row["lever"] for row in found["levers"]] == list(LEVERS)
    assert found["left_out"] == []


def test_text_leaves_out_who_does_not_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert tournament(TINY, seeds=1, levers=False) == 0
    out = capsys.readouterr().out
    assert "Not for this scenario: history" in out
    assert "planner without" not in out


def test_variance_falls_into_its_parts() -> None:
    """A table made of a policy's part and a seed's part has nothing of both together."""
    table = np.array([[0.0], [10.0], [20.0]]) + np.array([[0.0, 1.0, 2.0]])
    found = variance(table)
    assert (found.policy, found.luck, found.both) == pytest.approx((600 / 606, 6 / 606, 0.0))
    assert variance(np.zeros((2, 2))).policy == 0.0


def test_mistakes_are_said_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="There is no policy 'nobody'"):
        tournament(TINY, policies="even,nobody")
    with pytest.raises(UsageError, match="--seeds must be between 1 and"):
        tournament(TINY, seeds=0)
    with pytest.raises(CommandError):
        tournament(TINY, seeds=1, policies="history")
