"""The cheaper forms of NumPy's helpers say the same as those."""

import numpy as np
import pytest

from nnmi_game.engine.arrays import (
    anywhere,
    by_owner,
    chosen,
    divided,
    happens,
    in_sets,
    over_first,
    over_last,
    per_world,
    repeated,
    side_by_side,
    within,
)  # fmt: skip

RNG = np.random.default_rng(1)
OWNER = RNG.integers(-2, 4, (3, 5, 2))


def test_sums_by_owner_leave_out_what_is_nobodys():
    amount = RNG.integers(-9, 99, OWNER.shape)

    sums = by_owner(amount, OWNER, 4)

    assert sums.tolist() == [[int(amount[w][OWNER[w] == one].sum()) for one in range(4)] for w in range(3)]


def test_chosen_takes_each_from_its_own_world():
    table = RNG.random((3, 4))

    found = chosen(table, OWNER)

    assert found.tolist() == [[[table[w, max(k, 0)] for k in row] for row in OWNER[w]] for w in range(3)]


@pytest.mark.parametrize("which", [[[True, False]], [[False, False]], [[False, False], [False, True]]])
def test_whether_and_where_anything_is_true(which: list[list[bool]]):
    given = np.array(which)

    assert (happens(given), anywhere(given)) == (given.any(), given.any(axis=0).nonzero()[0].tolist())


def test_a_share_of_nothing_is_nothing():
    assert divided(np.array([3, 0, -2]), np.array([4, 0, 0])).tolist() == [0.75, 0.0, 0.0]


def test_within_is_clip():
    values = RNG.integers(-9, 9, 50)

    assert within(values, -3, 4).tolist() == np.clip(values, -3, 4).tolist()


def test_side_by_side_is_a_stack():
    assert side_by_side(OWNER, OWNER + 1).tolist() == np.stack((OWNER, OWNER + 1), axis=1).tolist()


def test_sums_over_one_axis_or_all():
    whole = OWNER.sum(axis=(1, 2)).tolist()

    assert over_first(OWNER).tolist() == OWNER.sum(axis=1).tolist()
    assert over_last(OWNER).tolist() == OWNER.sum(axis=2).tolist()
    assert per_world(OWNER).tolist() == whole == per_world(np.array(whole)).tolist()


def test_sets_written_as_bits():
    assert in_sets(np.array([0, 1, 6]), 3).tolist() == [
        [False] * 3,
        [True, False, False],
        [False, True, True],
    ]


def test_repeated_is_as_good_as_an_axis_of_one():
    assert (OWNER * repeated(OWNER[:, :, 0], 2)).tolist() == (OWNER * OWNER[:, :, :1]).tolist()
