"""The search for a plan, and suggestions."""

import json
from pathlib import Path

import numpy as np
import pytest

from nnmi_game.analysis import planner, policies
from nnmi_game.analysis.policies import planner as policy
from nnmi_game.analysis.policies.course import dials, plain
from nnmi_game.cli.errors import UsageError
from nnmi_game.cli.plan import plan
from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.game.game import Game
from nnmi_game.game.saves import load as load_game
from nnmi_game.scenario.load import load

TINY = "tests/data/tiny.toml"


@pytest.fixture(scope="module")
def tiny() -> Tables:
    return compile_tables(load(TINY))


def test_the_same_search_finds_the_same_plan(tiny: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "REPORT_WORLDS", 8)
    monkeypatch.setattr(planner, "_CHOICE_WORLDS", 2)
    heard: list[float] = []
    found = [
        planner.search(tiny, evaluations=24, seed=seed, progress=lambda share, best: heard.append(share))
        for seed in (1, 1, 2)
    ]
    assert found[0].course == found[1].course
    assert found[0].course != found[2].course
    assert np.array_equal(found[0].points, found[1].points)
    assert found[0].evaluations == 24
    assert heard[-1] == 1.0
    begun = planner.rollout(tiny, [plain(tiny)], np.arange(8))
    assert found[0].total > begun.sum(axis=2).mean()


def test_a_search_by_the_clock_ends(tiny: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "REPORT_WORLDS", 2)
    assert planner.search(tiny, seconds=0.01).evaluations >= 1


def test_points_and_courses_are_the_same(tiny: Tables) -> None:
    table, course = dials(tiny), policy.course(tiny)
    assert planner.decode(planner.encode(course, table), table) == course


def test_a_course_is_kept_as_data(tiny: Tables, tmp_path: Path) -> None:
    file = tmp_path / "kept.toml"
    course = plain(tiny).but({"voucher": 7})
    policy.keep(course, "other", file)
    policy.keep(course.but({"voucher": 9}), tiny.scenario.id, file)
    assert policy.course(tiny, file).values["voucher"] == (9, 9, 9)
    policy.keep(course, tiny.scenario.id, file)
    assert policy.course(tiny, file) == course


def test_the_plan_is_an_ordinary_game(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "REPORT_WORLDS", 4)
    save = tmp_path / "plan.toml"
    assert plan("youngstown-2012", evaluations=12, output=save, json_=True) == 0
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["evaluations"] == 12
    assert load_game(save).over


def test_mistakes_are_said_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="--minutes must be above 0"):
        plan(TINY, minutes=0.0)
    with pytest.raises(UsageError, match="--evaluations must be at least 1"):
        plan(TINY, evaluations=0)


def test_suggestions(tiny: Tables) -> None:
    """They can be given, are worth something, do not repeat the tray and leave the game as it is."""
    game = Game.new(tiny.scenario, 3, tables=tiny)
    found = planner.suggest(game)
    assert found and not game.tray and game.turn == 1
    totals = [s.total.median for s in found]
    assert totals == sorted(totals, reverse=True) and totals[-1] > 0
    assert all(s.policy in policies.NAMES and s.total.low <= s.total.median <= s.total.high for s in found)
    for order in found[0].orders:
        assert game.give(order) is None
    kinds = {order.kind for order in found[0].orders}
    assert all(order not in game.tray for s in planner.suggest(game) for order in s.orders) and kinds


def test_no_suggestions_after_the_end(tiny: Tables) -> None:
    game = Game.new(tiny.scenario, 3, tables=tiny)
    while not game.over:
        game.end_turn()
    assert planner.suggest(game) == []
