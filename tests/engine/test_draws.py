"""Binomial draws have the mean and spread they should, and never punish a better chance."""

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnmi_game.engine.draws import binomial, binomials, inverse_normal

EVEN = (np.arange(20_000) + 0.5) / 20_000  # every uniform once


def draw(trials: int, chance: float, uniform: float) -> int:
    return int(binomial(np.array([trials]), np.array([chance]), np.array([uniform]))[0])


def spread_out(trials: int, chance: float) -> np.ndarray:
    return binomial(np.full(EVEN.size, trials), np.full(EVEN.size, chance), EVEN)


@pytest.mark.parametrize("trials", [1, 3, 8, 9, 20, 60, 500, 20_000])
@pytest.mark.parametrize("chance", [0.001, 0.02, 0.1, 0.3, 0.5, 0.7, 0.95, 0.999])
def test_mean_and_variance(trials: int, chance: float):
    drawn = spread_out(trials, chance)
    mean, variance = trials * chance, trials * chance * (1 - chance)

    assert drawn.mean() == pytest.approx(mean, rel=0.01, abs=0.01)
    assert drawn.var() == pytest.approx(variance, rel=0.06, abs=0.02)


@pytest.mark.parametrize("trials", [1, 4, 8])
@pytest.mark.parametrize("chance", [0.05, 0.5, 0.8])
def test_few_trials_are_exact(trials: int, chance: float):
    drawn = spread_out(trials, chance)

    found = [np.mean(drawn == k) for k in range(trials + 1)]
    right = [comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(trials + 1)]
    assert found == pytest.approx(right, abs=2e-4)


# Further out, four draws in a billion, rounding has the last word.
UNIT = st.floats(2.0**-32, 1 - 2.0**-32)
ALL_UNITS = st.floats(2.0**-54, 1 - 2.0**-53)


@settings(max_examples=300, deadline=None)
@given(trials=st.integers(0, 5000), chance=st.floats(0, 1), low=UNIT, high=UNIT)
def test_more_luck_never_means_fewer(trials: int, chance: float, low: float, high: float):
    low, high = sorted((low, high))

    assert draw(trials, chance, low) <= draw(trials, chance, high)


@settings(max_examples=300, deadline=None)
@given(trials=st.integers(0, 5000), low=st.floats(0, 1), high=st.floats(0, 1), uniform=UNIT)
def test_a_better_chance_never_means_fewer(trials: int, low: float, high: float, uniform: float):
    low, high = sorted((low, high))

    assert draw(trials, low, uniform) <= draw(trials, high, uniform)


@settings(deadline=None)
@given(trials=st.integers(-5, 10**6), chance=st.floats(-1, 2), uniform=ALL_UNITS)
def test_draws_lie_between_none_and_all(trials: int, chance: float, uniform: float):
    assert 0 <= draw(trials, chance, uniform) <= max(trials, 0)


@pytest.mark.parametrize("uniform", [2.0**-54, 0.3, 1 - 2.0**-53])
def test_sure_things(uniform: float):
    assert [draw(40, 0.0, uniform), draw(40, 1.0, uniform), draw(0, 0.5, uniform)] == [0, 40, 0]


def test_rounding_at_the_far_end_gives_no_wonders():
    assert draw(200, 0.007, 1 - 2.0**-53) < 30


@pytest.mark.parametrize("trials", [9, 11, 17, 30, 100, 1000])
def test_a_better_chance_never_means_fewer_where_the_method_changes(trials: int):
    uniforms = np.linspace(0.0005, 0.9995, 1000)
    chances = np.linspace(1.8 / trials, 4.5 / trials, 60)

    drawn = np.stack([binomial(np.full(1000, trials), np.full(1000, p), uniforms) for p in chances])

    assert np.diff(drawn, axis=0).min() == 0


@pytest.mark.parametrize("trials", [9, 10, 12, 20, 60, 300, 5000])
def test_no_uniform_gives_fewer_just_past_the_seam(trials: int):
    before, after = (
        binomial(np.full(EVEN.size, trials), np.full(EVEN.size, p / trials), EVEN) for p in (1.9999, 2.0001)
    )

    assert (after - before).min() == 0


def test_a_batch_is_the_same_as_each_alone():
    trials, chance = np.arange(0, 400, 7), np.linspace(0, 1, 58)
    uniform = np.linspace(0.01, 0.99, 58)

    together = binomial(trials, chance, uniform)

    alone = [draw(int(n), float(p), float(u)) for n, p, u in zip(trials, chance, uniform, strict=True)]
    assert together.tolist() == alone


def test_thousands_at_a_time_are_the_same_as_a_few():
    rng = np.random.default_rng(5)
    trials = np.concatenate([rng.integers(0, most, 5000) for most in (3, 10, 40, 300, 3000)])
    chance = np.minimum(rng.uniform(0, 4.5, trials.size) / np.maximum(trials, 1), rng.random(trials.size))
    uniform = rng.random(trials.size)

    together = binomial(trials, chance, uniform)

    pieces = [slice(start, start + 250) for start in range(0, trials.size, 250)]
    assert together.tolist() == [k for at in pieces for k in binomial(trials[at], chance[at], uniform[at])]


def test_draws_made_together_are_those_made_one_by_one():
    rng = np.random.default_rng(3)
    draws = [
        (rng.integers(0, 80, shape), rng.random(shape) * 0.3, rng.random(shape))
        for shape in ((2, 5), (2, 4, 3), (2, 400))
    ]

    together = binomials(*draws)

    assert [part.tolist() for part in together] == [binomial(*one).tolist() for one in draws]


def test_inverse_normal():
    points = np.array([0.5, 0.8413447, 0.1586553, 0.9772499, 0.001])

    assert inverse_normal(points).tolist() == pytest.approx([0, 1, -1, 2, -3.0902], abs=2e-3)
