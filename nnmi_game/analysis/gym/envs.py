"""The environments: one office, or as many as one likes in one batch of worlds.

Reward is the change of the four goals' sum in thousands of points, so a whole game pays what the office has won.
Every step tells in its info which options are allowed (``action_mask``, one flat vector). What is not allowed can
be chosen all the same; the engine then refuses it and the turn goes on without.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gymnasium
import numpy as np
from gymnasium.spaces import Box, MultiDiscrete, Space
from gymnasium.utils import seeding
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space
from numpy.typing import NDArray

from nnmi_game.analysis.gym.actions import Macros
from nnmi_game.analysis.gym.observation import Seen, observe
from nnmi_game.engine import scorecard
from nnmi_game.engine.arrays import Bools, Floats, Ints
from nnmi_game.engine.luck import SEED_BOUND, Luck
from nnmi_game.engine.tables import compile_tables
from nnmi_game.engine.turn import new_state, play_turn
from nnmi_game.scenario.load import load

Action = NDArray[np.int64]
SCALE = 1000.0


class Offices:
    """Several games in one batch, all in the same turn."""

    def __init__(self, scenario: str, worlds: int) -> None:
        """Games before their first turn, with the seeds 0, 1, ..."""
        self.tables = compile_tables(load(scenario))
        self.macros = Macros(self.tables)
        self.worlds = worlds
        self.begin(np.arange(worlds, dtype=np.int64))

    def begin(self, seeds: Ints) -> None:
        """Start anew, each game with its seed."""
        self.luck = Luck(seeds)
        self.state = new_state(self.tables, self.worlds)
        self.total = scorecard.goals(self.state, self.tables).sum(axis=1)

    def play(self, actions: Ints) -> Floats:
        """Play one turn; the change of each total, in thousands of points."""
        decisions = self.macros.decide(self.state, actions)
        self.state, _ = play_turn(self.state, decisions, self.tables, self.luck, recording=False)
        before, self.total = self.total, scorecard.goals(self.state, self.tables).sum(axis=1)
        return np.asarray((self.total - before) / SCALE)

    @property
    def over(self) -> bool:
        """Whether all turns have been played."""
        return int(self.state.turn[0]) >= self.tables.scenario.calendar.turns

    def seen(self) -> Seen:
        """[W, size] what the agents see."""
        return observe(self.state, self.tables)

    def masks(self) -> NDArray[np.int8]:
        """[W, options] which options are allowed."""
        return self.macros.masks(self.state).astype(np.int8)

    def spaces(self) -> tuple[Space[Seen], MultiDiscrete]:
        """Observation and action space of one office."""
        box: Space[Any] = Box(0.0, 1.0, (self.seen().shape[1],), np.float32)
        return box, MultiDiscrete(self.macros.sizes)

    def goals(self) -> Ints:
        """[W, 4] the goals."""
        return scorecard.goals(self.state, self.tables)


def _game_seed(generator: np.random.Generator) -> int:
    return int(generator.integers(SEED_BOUND))


class OfficeEnv(gymnasium.Env[Seen, Action]):
    """One office. ``reset(options={"game_seed": n})`` plays the game of that seed."""

    metadata = {"render_modes": ["ansi"], "render_fps": 1}  # noqa: RUF012 (as its base class has it)

    def __init__(
        self, scenario: str = "nnmi-2012", masks: bool = True, render_mode: str | None = None
    ) -> None:
        """An office of the scenario; without ``masks``, infos go without them and steps are faster."""
        self.offices = Offices(scenario, 1)
        self.with_masks = masks
        self.render_mode = render_mode
        self.observation_space, self.action_space = self.offices.spaces()

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Seen, dict[str, Any]]:
        """Begin a game; its luck is drawn from the environment's generator."""
        super().reset(seed=seed)
        wish = (options or {}).get("game_seed")
        chosen = _game_seed(self.np_random) if wish is None else int(wish)
        if not 0 <= chosen < SEED_BOUND:
            raise ValueError(f"a game's seed lies between 0 and {SEED_BOUND - 1}, not {chosen}")
        self.offices.begin(np.array([chosen], dtype=np.int64))
        return self.offices.seen()[0], self._info()

    def step(self, action: Action) -> tuple[Seen, float, bool, bool, dict[str, Any]]:
        """Play a turn."""
        if self.offices.over:
            raise ValueError("the game is over: reset the environment")
        reward = self.offices.play(np.asarray(action, dtype=np.int64).reshape(1, -1))
        return self.offices.seen()[0], float(reward[0]), self.offices.over, False, self._info()

    def action_masks(self) -> Bools:
        """Which options are allowed, in the form that maskable learners ask for."""
        return np.asarray(self.offices.masks()[0] > 0)

    def sample(self) -> Action:
        """A random action of allowed options."""
        return self.action_space.sample(mask=self.offices.macros.split(self.offices.masks()[0]))

    def render(self) -> str | None:
        """The turn and the goals in one line."""
        if self.render_mode != "ansi":
            return None
        goals = zip(self.offices.tables.scenario.goals, self.offices.goals()[0], strict=True)
        turn = int(self.offices.state.turn[0])
        return f"turn {turn}: " + ", ".join(f"{goal.id} {points}" for goal, points in goals) + "\n"

    def _info(self) -> dict[str, Any]:
        info: dict[str, Any] = {"goals": self.offices.goals()[0]}
        if self.with_masks:
            info["action_mask"] = self.offices.masks()[0]
        return info


class OfficeVectorEnv(VectorEnv[Seen, Action, NDArray[Any]]):
    """Many offices that take their turns together; all games end, and begin anew, at the same time."""

    metadata = {"render_modes": ["ansi"], "render_fps": 1, "autoreset_mode": AutoresetMode.NEXT_STEP}  # noqa: RUF012

    def __init__(
        self,
        num_envs: int = 1,
        scenario: str = "nnmi-2012",
        masks: bool = True,
        render_mode: str | None = None,
    ) -> None:
        """Offices of the scenario; without ``masks``, infos go without them and steps are faster."""
        self.num_envs = num_envs
        self.render_mode = render_mode
        self.with_masks = masks
        self.offices = Offices(scenario, num_envs)
        self.single_observation_space, self.single_action_space = self.offices.spaces()
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self.generators: list[np.random.Generator] = []

    def reset(
        self, *, seed: int | Sequence[int | None] | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Seen, dict[str, Any]]:
        """Begin all games; from a number, the environments are seeded with it and those after it."""
        if options and not np.all(options.get("reset_mask", True)):
            raise ValueError("these games take their turns together: they can only be reset together")
        if seed is None:
            seed = [None] * self.num_envs
        elif isinstance(seed, int):
            seed = [seed + number for number in range(self.num_envs)]
        if len(seed) != self.num_envs:
            raise ValueError(f"{len(seed)} seeds were given for {self.num_envs} environments")
        known = self.generators
        self.generators = [
            known[number] if one is None and known else seeding.np_random(one)[0]
            for number, one in enumerate(seed)
        ]
        return self._begin()

    def step(self, actions: Action) -> tuple[Seen, NDArray[Any], NDArray[Any], NDArray[Any], dict[str, Any]]:
        """Play a turn in each game; after the last turn, the next step begins new games and pays nothing."""
        if not self.generators:
            raise ValueError("reset the environments before the first step")
        never = np.zeros(self.num_envs, dtype=np.bool_)
        if self.offices.over:
            seen, info = self._begin()
            return seen, np.zeros(self.num_envs), never, never.copy(), info
        rewards = self.offices.play(np.asarray(actions, dtype=np.int64).reshape(self.num_envs, -1))
        ended = np.full(self.num_envs, self.offices.over)
        return self.offices.seen(), rewards, ended, never, self._info()

    def render(self) -> tuple[str, ...] | None:
        """The goals of each game in one line."""
        if self.render_mode != "ansi":
            return None
        return tuple(" ".join(str(points) for points in row) + "\n" for row in self.offices.goals())

    def _begin(self) -> tuple[Seen, dict[str, Any]]:
        self.offices.begin(np.array([_game_seed(one) for one in self.generators], dtype=np.int64))
        return self.offices.seen(), self._info()

    def _info(self) -> dict[str, Any]:
        there = np.ones(self.num_envs, dtype=np.bool_)
        info: dict[str, Any] = {"goals": self.offices.goals(), "_goals": there}
        if self.with_masks:
            info |= {"action_mask": self.offices.masks(), "_action_mask": there.copy()}
        return info
