"""Which games grew out of which."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from nnmi_game.game.branches import trees
from nnmi_game.game.game import Game
from nnmi_game.game.record import Record, RecordedTurn
from nnmi_game.game.saves import record_of
from nnmi_game.scenario.model import Scenario
from tests.game.conftest import play_at_random

START = datetime(2020, 1, 1)


def entry(game: Game, name: str, hour: int) -> tuple[Path, Record]:
    return Path(name), record_of(game, written=START + timedelta(hours=hour))


def test_a_rewound_game_grows_from_the_one_it_left(tiny: Scenario) -> None:
    first = play_at_random(Game.new(tiny, 7), 5, 1)
    second = play_at_random(first.rewind(4), 2, 2)
    third = play_at_random(second.rewind(5), 1, 3)
    (tree,) = trees([entry(third, "c", 3), entry(first, "a", 1), entry(second, "b", 2)])
    assert [(str(b.path), b.parent, b.fork, b.turns) for b in tree] == [
        ("a", -1, 1, 5),
        ("b", 0, 4, 5),
        ("c", 1, 5, 5),
    ]
    assert [b.own_turns for b in tree] == [5, 2, 1]


def test_other_luck_is_another_tree(tiny: Scenario) -> None:
    games = [play_at_random(Game.new(tiny, seed), 2, 1) for seed in (7, 7, 8)]
    found = trees([entry(game, str(n), n) for n, game in enumerate(games)])
    assert [len(tree) for tree in found] == [2, 1]
    assert found[0][1].fork == 3, "the second game is the first one so far"


def test_a_recorded_game_without_a_time_is_the_trunk(tiny: Scenario) -> None:
    recorded = play_at_random(Game.new(tiny, 7), 4, 1)
    taken_over = play_at_random(recorded.rewind(2), 1, 2)
    (tree,) = trees([entry(taken_over, "mine", 0), (Path("recorded"), record_of(recorded))])
    assert [str(branch.path) for branch in tree] == ["recorded", "mine"]


@given(st.lists(st.lists(st.integers(0, 2), max_size=5), min_size=1, max_size=12), st.integers())
def test_every_game_stands_in_the_tree_where_it_shares_most(courses: list[list[int]], style: int) -> None:
    def record(course: list[int], hour: int) -> Record:
        # as in a game, what comes after a turn depends on all that came before it
        digests = ["".join(map(str, course[: n + 1])).ljust(8, "f") for n in range(len(course))]
        return Record(
            1,
            5,
            "tiny",
            "ab",
            tuple(RecordedTurn((), d) for d in digests),
            written=START + timedelta(hours=hour),
        )

    entries = [(Path(str(number)), record(course, number)) for number, course in enumerate(courses)]
    Random(style).shuffle(entries)
    (tree,) = trees(entries)
    assert sorted(str(branch.path) for branch in tree) == sorted(map(str, range(len(courses))))
    for place, branch in enumerate(tree):
        mine = courses[int(str(branch.path))]
        if branch.parent < 0:
            assert place == 0
            continue
        assert branch.parent < place
        theirs = courses[int(str(tree[branch.parent].path))]
        common = branch.fork - 1
        assert mine[:common] == theirs[:common]
        assert len(mine) == common or len(theirs) == common or mine[common] != theirs[common]
