"""The bots: each plays, a world of a batch decides like the lone game, and a user can bring one."""

import importlib
from pathlib import Path

import numpy as np
import pytest

from nnmi_game.analysis import policies
from nnmi_game.analysis.levers import LEVERS, without
from nnmi_game.analysis.planner import rollout
from nnmi_game.analysis.policies import moves
from nnmi_game.analysis.policies.course import dials, office, phase_of, plain, sensible
from nnmi_game.analysis.simulate import simulate
from nnmi_game.cli.errors import UsageError
from nnmi_game.cli.simulate import simulate as command
from nnmi_game.engine.decisions import Decisions, no_decisions
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.engine.turn import new_state, play_turn
from nnmi_game.scenario.load import load
from nnmi_game.scenario.vocabulary import GOALS, ORDERS

PLAYERS = [name for name in policies.NAMES if name not in ("idle", "history")]


@pytest.fixture(scope="module")
def tiny() -> Tables:
    return compile_tables(load("tests/data/tiny.toml"))


@pytest.fixture(scope="module")
def national() -> Tables:
    return compile_tables(load("nnmi-2012"))


@pytest.mark.parametrize("name", PLAYERS)
def test_every_policy_plays(name: str, tiny: Tables) -> None:
    """Each opens institutes, and a world of a batch comes out as the lone game with its seed."""
    policy = policies.make(name, tiny)
    many = simulate(tiny, policy, 50, 3, ("institutes", "transitions", "placed"))
    lone = simulate(tiny, policy, 52, 1, ("institutes", "transitions", "placed"))
    assert many.figures["institutes"].max() > 0
    assert {f: v[:, 0].tolist() for f, v in lone.figures.items()} == {
        f: v[:, 2].tolist() for f, v in many.figures.items()
    }


@pytest.mark.parametrize("name", ["sme_first", "planner"])
def test_a_world_decides_alone_as_in_company(name: str, national: Tables) -> None:
    """The decisions themselves agree, turn by turn."""
    policy = policies.make(name, national)
    together, alone = Luck(np.array([3, 4, 9])), Luck(np.array([9]))
    many, lone = new_state(national, 3), new_state(national, 1)
    for _ in range(10):
        one, other = policy(many, national, together), policy(lone, national, alone)
        different = [f for f in LEVERS_FIELDS if not np.array_equal(getattr(one, f)[2], getattr(other, f)[0])]
        assert different == []
        many, _ledger = play_turn(many, one, national, together, recording=False)
        lone, _ledger = play_turn(lone, other, national, alone, recording=False)


LEVERS_FIELDS = sorted({field for fields in LEVERS.values() for field in fields})


def test_courses_share_a_batch(tiny: Tables) -> None:
    """Several courses in one batch: each group of worlds follows its own."""
    courses = [plain(tiny), sensible(tiny).but({"voucher": 40, "links": 5})]
    state = new_state(tiny, 4)
    luck = Luck(np.array([1, 2, 1, 2]))
    both = office(courses, tiny)
    for _ in range(6):
        found = both(state, tiny, luck)
        alone = office(courses[1:], tiny)(
            state.take(np.array([2, 3]), tiny.dims), tiny, Luck(np.array([1, 2]))
        )
        assert [
            f for f in LEVERS_FIELDS if not np.array_equal(getattr(found, f)[2:], getattr(alone, f))
        ] == []
        state, _ledger = play_turn(state, found, tiny, luck, recording=False)


def test_dials_hold_their_defaults(national: Tables) -> None:
    found = dials(national)
    assert [d.name for d in found if not d.low <= d.default <= d.high] == []
    assert len({d.name for d in found}) == len(found)
    assert [phase_of(turn, 22) for turn in (1, 8, 9, 15, 16, 22)] == [0, 0, 1, 1, 2, 2]


def test_a_dial_takes_as_many_values_as_it_has(tiny: Tables) -> None:
    with pytest.raises(ValueError, match="links takes 3 values"):
        plain(tiny).but({"links": (1, 2)})


def test_top_takes_the_highest_of_the_wanted() -> None:
    wanted = np.array([[True, True, False, True], [False, True, True, True]])
    found = moves.top(wanted, np.array([1.0, 5.0, 9.0, 3.0]), np.array([[2], [1]]))
    assert found.tolist() == [[False, True, False, True], [False, False, True, False]]


def test_levers_are_the_orders() -> None:
    assert tuple(LEVERS) == ORDERS


def test_without_a_lever_none_of_its_orders_are_given(tiny: Tables) -> None:
    policy = without(policies.make("planner", tiny), "solicit")
    decided = policy(new_state(tiny, 2), tiny, Luck(np.array([1, 2])))
    assert not decided.solicit.any()


def test_specialists_beat_the_even_office_at_their_own_goal(national: Tables) -> None:
    """What each is for."""
    own = {
        "match_first": "sustainability",
        "sme_first": "competitiveness",
        "big_firms": "sustainability",
        "workforce_first": "workforce",
        "depth": "transition",
        "network_first": "transition",
        "sustain_first": "sustainability",
    }
    courses = [importlib.import_module(f"{policies.__name__}.{name}").course(national) for name in own]
    reached = rollout(national, courses, np.array([1, 2])).mean(axis=1)
    even = simulate(national, policies.make("even", national), 1, 2, ())
    worse = [
        name
        for row, (name, goal) in zip(reached, own.items(), strict=True)
        if row[GOALS.index(goal)] <= even.final(goal).mean()
    ]
    assert worse == []
    assert set(own.values()) == set(GOALS)


OWN = """
from nnmi_game.engine.decisions import no_decisions

def lazy(tables):
    return lambda state, tables, luck: no_decisions(state.worlds, tables.dims)

def broken(tables):
    raise RuntimeError("out of
   order")

nothing = 5
""".replace("of\n   order", "of\\n   order")


def test_a_policy_of_ones_own(tmp_path: Path, tiny: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.py"
    file.write_text(OWN)
    decided: Decisions = policies.make(f"{file}:lazy", tiny)(new_state(tiny, 1), tiny, Luck(np.array([1])))
    assert np.array_equal(decided.award, no_decisions(1, tiny.dims).award)
    assert command("tests/data/tiny.toml", policy=f"{file}:lazy", worlds=2) == 0
    assert "2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ("nobody", "There is no policy 'nobody'; there are idle, random,"),
        ("{folder}/none.py:make", "There is no policy file {folder}/none.py."),
        ("{folder}/mine.py:absent", "The policy file {folder}/mine.py has no function absent(tables)."),
        ("{folder}/mine.py:nothing", "The policy file {folder}/mine.py has no function nothing(tables)."),
        ("{folder}/bad.py:make", "The policy file {folder}/bad.py failed: SyntaxError: "),
        ("{folder}/mine.py:broken", "The policy {folder}/mine.py:broken failed: RuntimeError: out of order."),
    ],
)
def test_a_policy_that_cannot_be_had(wish: str, sentence: str, tmp_path: Path, tiny: Tables) -> None:
    (tmp_path / "mine.py").write_text(OWN)
    (tmp_path / "bad.py").write_text("def (:\n")
    with pytest.raises(policies.PolicyError) as caught:
        policies.make(wish.format(folder=tmp_path), tiny)
    said = str(caught.value)
    assert said.startswith(sentence.format(folder=tmp_path)) and said.endswith(".") and "\n" not in said


def test_an_unknown_policy_is_wrong_use() -> None:
    with pytest.raises(UsageError):
        command("tests/data/tiny.toml", policy="nobody")
