"""The environments: what Gymnasium's own checker says, masks that tell the truth, one office as in a batch of many."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

gymnasium = pytest.importorskip("gymnasium", reason="gymnasium is not installed")

import numpy as np  # noqa: E402
from attrs import evolve  # noqa: E402
from gymnasium.utils.env_checker import check_env  # noqa: E402

from nnmi_game.analysis.gym import ENVIRONMENT, OfficeEnv, OfficeVectorEnv  # noqa: E402
from nnmi_game.analysis.gym.actions import names  # noqa: E402
from nnmi_game.analysis.gym.envs import Offices  # noqa: E402
from nnmi_game.engine import legality  # noqa: E402
from nnmi_game.engine.decisions import no_decisions  # noqa: E402

TINY = str(Path(__file__).parents[1] / "data" / "tiny.toml")


def test_gymnasiums_checker_has_nothing_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        env = gymnasium.make(ENVIRONMENT, scenario=TINY)
        check_env(env.unwrapped)
    assert "WARN" not in capsys.readouterr().err


def test_a_whole_game_pays_its_score() -> None:
    env = gymnasium.make(ENVIRONMENT, scenario=TINY, render_mode="ansi")
    start = env.reset(seed=1, options={"game_seed": 12})[1]["goals"].sum()
    env.action_space.seed(1)
    paid, over, turns = 0.0, False, 0
    while not over:
        seen, reward, over, cut, info = env.step(env.unwrapped.sample())
        assert env.observation_space.contains(seen) and not cut
        paid, turns = paid + reward, turns + 1
    assert turns == 8
    assert paid * 1000 == pytest.approx(info["goals"].sum() - start)
    assert env.render().startswith("turn 8: competitiveness ")
    with pytest.raises(ValueError, match="over"):
        env.step(env.action_space.sample())
    with pytest.raises(ValueError, match="seed"):
        env.reset(options={"game_seed": -1})


def test_an_office_in_a_batch_is_the_office_alone() -> None:
    batch = gymnasium.make_vec(ENVIRONMENT, 3, vectorization_mode="vector_entry_point", scenario=TINY)
    single = [gymnasium.make(ENVIRONMENT, scenario=TINY) for _ in range(3)]
    assert isinstance(batch.unwrapped, OfficeVectorEnv)
    assert batch.single_action_space == single[0].action_space
    alone = [env.reset(seed=40 + number) for number, env in enumerate(single)]
    together = batch.reset(seed=40)
    batch.action_space.seed(7)
    for turn in range(10):
        assert np.array_equal(together[0], np.stack([one[0] for one in alone]))
        assert np.array_equal(
            together[-1]["action_mask"], np.stack([one[-1]["action_mask"] for one in alone])
        )
        actions = batch.action_space.sample()
        together = batch.step(actions)
        if turn == 8:  # the step after the end begins anew
            alone = [env.reset() for env in single]
            assert not together[1].any() and not together[2].any()
        else:
            alone = [env.step(action) for env, action in zip(single, actions, strict=True)]
            assert together[1].tolist() == [one[1] for one in alone]
            assert together[2].tolist() == [one[2] for one in alone] == [turn == 7] * 3
    with pytest.raises(ValueError, match="together"):
        batch.reset(options={"reset_mask": np.array([True, False, True])})
    with pytest.raises(ValueError, match="2 seeds"):
        batch.reset(seed=[1, 2])


def test_masks_tell_what_the_engine_would_grant() -> None:
    """Each option given alone is granted something if, and only if, the mask allows it."""
    offices = Offices(TINY, 6)
    macros = offices.macros
    rng = np.random.default_rng(3)
    free = {number for number, one in enumerate(macros.components) if not one.checks}
    seen: set[tuple[str, bool]] = set()
    while not offices.over:
        masks = macros.masks(offices.state)
        split = [macros.split(mask) for mask in masks]
        for number, one in enumerate(macros.components):
            for option in range(1, len(one.options)):
                if number in free:
                    assert all(row[number][option] for row in split)
                    continue
                actions = np.zeros((offices.worlds, len(macros.sizes)), dtype=np.int64)
                actions[:, number] = option
                review = legality.review(offices.state, macros.decide(offices.state, actions), offices.tables)
                granted = np.zeros(offices.worlds, dtype=bool)
                for name in one.checks:
                    granted |= review.checks[name].granted.reshape(offices.worlds, -1).any(axis=1)
                assert granted.tolist() == [bool(row[number][option]) for row in split], (one.name, option)
                seen |= {(one.name, bool(value)) for value in granted}
        assert all(row[number][0] for row in split for number in range(len(macros.sizes)))
        wild = np.array([[rng.choice(np.flatnonzero(part)) for part in row] for row in split])
        offices.play(wild)
    for one in macros.components:
        if one.checks and one.name not in ("fund", "campaign"):
            assert {(one.name, True), (one.name, False)} <= seen, one.name
    assert len(names(macros.components)) == masks.shape[1]


def test_option_0_orders_nothing() -> None:
    offices = Offices(TINY, 2)
    while not offices.over:
        zero = np.zeros((2, len(offices.macros.sizes)), dtype=np.int64)
        nothing = no_decisions(2, offices.tables.dims)
        checks = legality.review(
            offices.state, offices.macros.decide(offices.state, zero), offices.tables
        ).checks
        assert not any(check.given.any() for check in checks.values())
        assert not any(
            check.given.any()
            for check in legality.review(offices.state, nothing, offices.tables).checks.values()
        )
        busy = evolve(offices.macros.decide(offices.state, zero + 1))
        assert busy.solicit.any()
        offices.play(zero + 1)


def test_without_masks() -> None:
    env = OfficeEnv(TINY, masks=False)
    assert set(env.reset()[1]) == {"goals"}
    assert env.render() is None
    assert env.action_masks().dtype == np.bool_
