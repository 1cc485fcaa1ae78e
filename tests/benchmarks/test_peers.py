"""The peers of the benchmarks compute what the engine computes: a race of different rules would say nothing."""

from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest

from benchmarks.peers import plain
from benchmarks.peers.rules import Chance, Rules
from benchmarks.worlds import before_turns, national
from nnmi_game.engine import draws, economy, funding, membership, operations, projects, workforce
from nnmi_game.engine.arrays import Floats, Ints
from nnmi_game.engine.context import Turn, lasting_effects
from nnmi_game.engine.decisions import no_decisions
from nnmi_game.engine.ledger import Ledger
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State
from nnmi_game.engine.turn import seeds

PER_INSTITUTE = (
    "phase", "unaware", "aware", "sme", "prospects", "organisations", "partners", "need", "need_aware", "cash",
    "equipment", "staff", "base_left", "arrears", "pledge_left", "paid_base", "paid_match", "projects", "transitions",
    "backlog", "reputation", "trust", "drift", "dependence", "income", "cost", "inkind", "covered", "failing", "age",
)  # fmt: skip
SAMPLED = ("sme", "aware", "organisations", "partners", "projects", "transitions", "cash", "staff")


class Mean(Chance):
    """Every draw comes out as expected and every uniform in the middle."""

    def __init__(self) -> None:
        self.uniform = lambda: 0.5

    def draw(self, trials: int, chance: float) -> int:
        return round(trials * min(max(chance, 0.0), 1.0))


def expected(trials: Ints, chance: Floats, uniform: Floats) -> Ints:
    return np.rint(trials * np.clip(chance, 0.0, 1.0)).astype(np.int64)


def engine_phases(state: State, luck: Luck) -> State:
    """The four phases that the peers have, without orders."""
    tables = national()
    number = int(state.turn[0]) + 1
    after = state.copy(tables.dims)
    levers = lasting_effects(state, tables, number)
    nothing = no_decisions(state.worlds, tables.dims)
    turn = Turn(number, state, after, nothing, tables, luck, Ledger(after, False), levers)
    for phase in (funding, membership, projects, operations):
        phase.run(turn)
    return after


def mesa_build(*about: Any) -> Any:
    """Mesa takes long to import: it is left to the one test that needs it."""
    from benchmarks.peers import mesa_model

    return mesa_model.build(*about)


def builders() -> list[Any]:
    return [plain.build, *([mesa_build] if find_spec("mesa") else [])]


def play(world: Any) -> list[Any]:
    if hasattr(world, "play_turn"):
        world.play_turn()
        return list(world.institutes)
    world.step()
    return list(world.agents)


@pytest.fixture(scope="module")
def states() -> list[State]:
    return [before.state for before in before_turns(11, 3)]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(national())


@pytest.mark.parametrize("build", builders())
def test_peers_agree_with_the_engine_to_the_last_unit(build, states, rules, monkeypatch):
    for module in (draws, membership, projects, economy, workforce):
        monkeypatch.setattr(module, "binomial", expected)
    monkeypatch.setattr(
        Luck, "uniforms", lambda self, turn, group, slots: np.full((len(self.seeds), slots), 0.5)
    )
    tables = national()

    differences = []
    for state in states:
        after = engine_phases(state, seeds(1, state.worlds))
        for world in range(state.worlds):
            peer = build(state, tables, rules, world, 1)
            peer.chance = Mean()
            institutes = play(peer)
            assert peer.budget == after.budget[world].tolist()
            assert peer.agency_support == after.agency_support[world].tolist()
            assert peer.support_congress == after.support_congress[world]
            differences += [
                (int(state.turn[0]), world, k, name, getattr(one, name), wanted)
                for k, one in enumerate(institutes)
                for name in PER_INSTITUTE
                if getattr(one, name) != (wanted := getattr(after, name)[world, k].tolist())
            ]

    assert len(states) > 5
    assert not differences, differences[:40]


@pytest.mark.parametrize("build", builders())
def test_peers_draw_like_the_engine(build, states, rules):
    tables = national()
    state = states[len(states) // 2].take(np.zeros(1000, dtype=np.int64), tables.dims)
    many = engine_phases(state, seeds(5, 1000))
    runs = [play(build(state, tables, rules, 0, seed)) for seed in range(80)]

    for name in SAMPLED:
        engine = getattr(many, name).reshape(1000, -1).sum(axis=1)
        peer = np.array([sum(np.sum(getattr(one, name)) for one in run) for run in runs])
        spread = max(float(engine.std()), 1.0)
        # five standard errors of the peers' mean
        assert abs(peer.mean() - engine.mean()) < 5 * spread / np.sqrt(len(runs)), name
        assert 0.7 < (peer.std() + 1) / (spread + 1) < 1.4, name
