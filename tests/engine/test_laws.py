"""Random games keep every law of the rule book, in batches and alone."""

from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nnmi_game.engine.decisions import Decisions, compile_orders, join
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State, digests
from nnmi_game.engine.tables import Tables
from nnmi_game.engine.turn import new_state, play_turn
from tests.engine.laws import broken
from tests.random_play import any_turn, busy_turn

pytestmark = pytest.mark.property

GAMES = st.tuples(st.integers(0, 2**48 - 1), st.integers(0, 2**32), st.booleans())


def decide(rng: Random, tables: Tables, busy: bool) -> Decisions:
    make = busy_turn if busy else any_turn
    return compile_orders(make(rng, tables.scenario), tables)


def play(seeds: list[int], style: int, busy: bool, tables: Tables) -> list[str]:
    """Play a batch in which every world gets orders of its own; what is broken, and where."""
    state = new_state(tables, len(seeds))
    luck = Luck(np.array(seeds, dtype=np.int64))
    rngs = [Random(style + number) for number in range(len(seeds))]
    problems = []
    for turn in range(1, tables.scenario.calendar.turns + 1):
        decisions = join([decide(rng, tables, busy) for rng in rngs])
        kept = state.buffer.copy()
        after, ledger = play_turn(state, decisions, tables, luck)
        if (state.buffer != kept).any():
            problems.append(f"turn {turn}: the state before was changed")
        problems += [f"turn {turn}: {problem}" for problem in broken(state, after, ledger)]
        state = after
    return problems


def course(seeds: list[int], styles: list[int], tables: Tables, recording: bool) -> list[list[str]]:
    """The digests of each turn of a batch, one style of play for each world."""
    state = new_state(tables, len(seeds))
    luck = Luck(np.array(seeds, dtype=np.int64))
    rngs = [Random(style) for style in styles]
    found = []
    for _turn in range(tables.scenario.calendar.turns):
        decisions = join([decide(rng, tables, True) for rng in rngs])
        state, _ledger = play_turn(state, decisions, tables, luck, recording)
        found.append(digests(state))
    return found


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(game=GAMES)
def test_tiny_games_keep_the_laws(tiny: Tables, game: tuple[int, int, bool]):
    seed, style, busy = game

    assert play([seed, seed // 2, (seed * 7 + 1) % 2**48], style, busy, tiny) == []


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(game=GAMES)
def test_national_games_keep_the_laws(national: Tables, game: tuple[int, int, bool]):
    seed, style, _busy = game

    assert play([seed, style], style, True, national) == []


@settings(max_examples=8, deadline=None)
@example(seeds=[0, 0, 0, 0], style=5442)  # a grant below nothing in one world, a true one in another
@given(seeds=st.lists(st.integers(0, 2**48 - 1), min_size=2, max_size=5), style=st.integers(0, 2**32))
def test_a_world_of_a_batch_is_the_game_alone(tiny: Tables, seeds: list[int], style: int):
    styles = [style + number for number in range(len(seeds))]

    together = course(seeds, styles, tiny, recording=True)

    alone = [course([seed], [one], tiny, recording=False) for seed, one in zip(seeds, styles, strict=True)]
    assert together == [[game[turn][0] for game in alone] for turn in range(len(together))]


def test_consecutive_seeds_are_the_games_alone(national: Tables):
    seeds = [4094, 4095, 4096, 4097]  # across the border at which the generator's key changes
    styles = [1, 2, 3, 4]

    together = course(seeds, styles, national, recording=False)

    alone = [
        course([seed], [one], national, recording=False) for seed, one in zip(seeds, styles, strict=True)
    ]
    assert together[-1] == [game[-1][0] for game in alone]


def test_taken_worlds_go_on_as_before(tiny: Tables):
    luck = Luck(np.array([5, 6, 7], dtype=np.int64))
    state: State = new_state(tiny, 3)
    for _turn in range(4):
        decisions = join([decide(Random(number), tiny, True) for number in range(3)])
        state, _ledger = play_turn(state, decisions, tiny, luck)

    taken = state.take(np.array([2, 0]), tiny.dims)

    assert digests(taken) == [digests(state)[2], digests(state)[0]]


def chances(tables: Tables, style: int) -> list[tuple[str, list[int]]]:
    """What chance alone did to the nation and to the foreign fronts in a game of some style."""
    state, rng = new_state(tables, 1), Random(style)
    found = []
    for _turn in range(tables.scenario.calendar.turns):
        state, ledger = play_turn(state, decide(rng, tables, True), tables, Luck(np.array([77])))
        found += [
            (flow.stock, flow.amount.ravel().tolist()) for flow in ledger.flows if flow.cause == "chance"
        ]
    return found


def test_luck_does_not_depend_on_orders(tiny: Tables):
    assert chances(tiny, 1) == chances(tiny, 2)
