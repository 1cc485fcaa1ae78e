"""Elementary effects: found where they are, absent where they are not, the same on any number of processes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nnmi_game.analysis import sensitivity
from nnmi_game.analysis.sensitivity import TOTAL, Screening, ranges, screen
from nnmi_game.analysis.sweep.knobs import knobs, with_values
from nnmi_game.analysis.sweep.run import Here
from nnmi_game.cli import main
from nnmi_game.scenario.load import load
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.vocabulary import GOALS

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(TINY)


def found(scenario: Scenario, only: tuple[str, ...], rounds: int = 2, **more: object) -> Screening:
    moving = ranges(scenario, 0.25, only)
    settings = {"worlds": 2, "seed": 1, "budget": None, "executor": Here(), "workers": 1, **more}
    return screen(scenario, "even", moving, rounds=rounds, **settings)  # type: ignore[arg-type]


def test_ranges_stay_within_bounds(scenario: Scenario) -> None:
    every = ranges(scenario, 0.5)
    assert len(every) > 100
    for one in every:
        assert one.knob.low <= one.low <= one.knob.value <= one.high <= one.knob.high
        assert one.low < one.high
    by_path = {one.knob.path: one for one in every}
    assert "defaults.portfolio_4" not in by_path
    bounds = [path for pair in sensitivity.PAIRS for path in pair]
    assert not by_path.keys() & set(bounds)
    named = {one.knob.path: one for one in ranges(scenario, 0.9, bounds)}
    for low, high in sensitivity.PAIRS:
        if low in named and high in named:
            assert named[low].high <= named[high].knob.value
            assert named[low].knob.value <= named[high].low


def test_another_value_changes_nothing_else(scenario: Scenario) -> None:
    changed = with_values(scenario, {"membership.ambient": 7, "membership.near": 9, "economy.erosion": 1})
    before, after = knobs(scenario), knobs(changed)
    moved = {path for path in before if before[path].value != after[path].value}
    assert moved == {"membership.ambient", "membership.near", "economy.erosion"}
    assert with_values(scenario, {}) is scenario


def test_effects_of_a_known_function(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """Goals made by hand: one coefficient counts by itself, two only together, one not at all."""

    def by_hand(_s: Scenario, _p: str, values: dict[str, int], _w: int, _seed: int) -> dict[str, float]:
        share = {one.knob.path: (values[one.knob.path] - one.low) / (one.high - one.low) for one in moving}
        goals = {
            "competitiveness": 100 * share["membership.ambient"],
            "transition": 400 * share["membership.near"] * share["membership.value_half"],
            "workforce": 0.0,
            "sustainability": -50 * share["membership.ambient"],
        }
        return {**goals, TOTAL: sum(goals.values())}

    only = ("membership.ambient", "membership.near", "membership.value_half", "membership.entry")
    moving = ranges(scenario, 0.9, only)
    monkeypatch.setattr(sensitivity, "outcome", by_hand)
    screening = screen(
        scenario, "even", moving, rounds=8, worlds=1, seed=2, budget=None, executor=Here(), workers=3
    )
    effects = {one.range.knob.path: one.effects for one in screening.findings}
    plain = effects["membership.ambient"]
    assert plain["competitiveness"].mean == pytest.approx(100)
    assert plain["competitiveness"].spread == pytest.approx(0, abs=1e-6)
    assert plain["sustainability"].direction == pytest.approx(-50)
    together = effects["membership.near"]["transition"]
    assert together.mean > 50 and together.spread > 50
    assert all(effects["membership.entry"][goal].mean == 0 for goal in GOALS)
    assert not next(one for one in screening.findings if one.range.knob.path == "membership.entry").matters


def test_the_budget_ends_it_after_a_whole_round(scenario: Scenario) -> None:
    ticks = iter(range(0, 10**6, 10))
    screening = found(scenario, ("economy.erosion",), rounds=50, budget=1.0, clock=lambda: next(ticks))
    assert screening.rounds == 1
    assert screening.games == 4


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "sensitivity",
        str(TINY),
        "--only",
        "membership.value_half",
        "--rounds",
        "2",
        "--worlds",
        "2",
        "--jobs",
        "1",
    ]
    assert main(["--lang", "en", *words]) == 0
    out = capsys.readouterr().out
    assert "tiny, policy even: 1 coefficients" in out
    assert "membership.value_half*" in out and "####" in out
    assert main([*words, "--json"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert table["policy"] == "even" and table["rounds"] == 2
    assert table["coefficients"][0]["assumed"] is True


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["no-such"], 1, 'there is no scenario "no-such"'),
        ([str(TINY), "--policy", "napoleon"], 2, "There is no policy 'napoleon'"),
        ([str(TINY), "--policy", "history"], 1, "was played in"),
        ([str(TINY), "--only", "membership.ambiant"], 2, "did you mean 'membership.ambient'?"),
        ([str(TINY), "--rounds", "0"], 2, "--rounds must be between 1 and"),
        ([str(TINY), "--spread", "200"], 2, "--spread must be between 1 and 90."),
        ([str(TINY), "--budget", "soon"], 2, "--budget cannot be 'soon'"),
    ],
)
def test_command_says_what_is_wrong(
    words: list[str], code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", "sensitivity", *words]) == code
    err = capsys.readouterr().err
    assert sentence in err and "Traceback" not in err
