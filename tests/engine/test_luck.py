"""Luck is a function of seed, turn and slot, pinned to the raw words of the generator."""

import numpy as np
import pytest

from nnmi_game.engine.luck import GROUPS, Luck


def luck(*seeds: int) -> Luck:
    return Luck(np.array(seeds, dtype=np.int64))


@pytest.mark.parametrize(
    ("seed", "turn", "group", "words"),
    [
        (0, 1, "bids", [1524238025479596, 4955978467054392, 7864596920149138, 3130753161839523]),
        (1, 1, "bids", [2068651026426100, 7037607651802212, 3031381919792843, 4417456141773680]),
        (4095, 3, "advance", [3955797510180034, 8146355262020184, 2774044580026408, 5097271593157310]),
        (4096, 3, "advance", [8514508947851184, 1947051197370421, 8270335043025576, 7462874215328110]),
        (
            281474976710655,
            22,
            "events",
            [1515962581591682, 910685691483067, 8860632974542620, 1741243114221720],
        ),
        (2012, 8, "economy", [96162981189561, 567276038361307, 7080931407120608, 5023762196598466]),
    ],
)
def test_pinned_words(seed: int, turn: int, group: str, words: list[int]):
    drawn = luck(seed).uniforms(turn, group, 4)[0]

    assert [int(u * 2**53) for u in drawn] == words


def test_what_was_drawn_before_does_not_matter():
    used = luck(3, 9)
    used.uniforms(2, "events", 7)
    used.uniforms(1, "bids", 5)

    assert used.uniforms(2, "plants", 6).tolist() == luck(3, 9).uniforms(2, "plants", 6).tolist()


def test_uniforms_lie_between_0_and_1():
    drawn = luck(*range(50)).uniforms(3, "bids", 400)

    assert 0.0 < drawn.min() < 0.001
    assert 0.999 < drawn.max() < 1.0
    assert abs(drawn.mean() - 0.5) < 0.01


def test_no_two_groups_share_a_number():
    assert len(set(GROUPS.values())) == len(GROUPS)


def test_groups_turns_and_seeds_have_luck_of_their_own():
    drawn = [
        luck(seed).uniforms(turn, group, 8)[0]
        for seed in (0, 1, 4096)
        for turn in (1, 2)
        for group in ("bids", "match", "events")
    ]

    assert len(np.unique(np.concatenate(drawn))) == 8 * len(drawn)


def test_batch_equals_each_seed_alone():
    seeds = (9, 3, 4095, 4096, 3, 2**48 - 1)

    together = luck(*seeds).uniforms(7, "starts", 11)

    assert (together == np.concatenate([luck(seed).uniforms(7, "starts", 11) for seed in seeds])).all()
