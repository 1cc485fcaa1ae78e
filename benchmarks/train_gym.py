"""Trains an agent in ``nnmi/Office-v0`` and holds it against the policies in worlds it has never seen.

    python benchmarks/train_gym.py --updates 400

Proximal policy optimisation with masked actions, in one file after the manner of CleanRL. It needs gymnasium and
torch (no part of any extra: ``pip install torch gymnasium``).
"""

from __future__ import annotations

import argparse
import json
import time

import gymnasium
import numpy as np
import torch
from torch import nn

from nnmi_game.analysis import policies
from nnmi_game.analysis.gym import ENVIRONMENT
from nnmi_game.analysis.gym.envs import Offices
from nnmi_game.analysis.simulate import simulate
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import GOALS

#: Worlds of the final examination; training draws its games from all seeds there are.
EXAMINED = 200


def layer(inputs: int, outputs: int, gain: float) -> nn.Linear:
    made = nn.Linear(inputs, outputs)
    nn.init.orthogonal_(made.weight, gain)
    nn.init.zeros_(made.bias)
    return made


class Agent(nn.Module):
    """Two small networks: one chooses, one judges."""

    def __init__(self, size: int, options: list[int], width: int = 256) -> None:
        super().__init__()
        self.options = options

        def body() -> list[nn.Module]:
            return [layer(size, width, 2**0.5), nn.Tanh(), layer(width, width, 2**0.5), nn.Tanh()]

        self.actor = nn.Sequential(*body(), layer(width, sum(options), 0.01))
        self.critic = nn.Sequential(*body(), layer(width, 1, 1.0))

    def choices(self, seen: torch.Tensor, mask: torch.Tensor) -> list[torch.distributions.Categorical]:
        logits = self.actor(seen).masked_fill(mask == 0, -1e9)
        return [torch.distributions.Categorical(logits=part) for part in logits.split(self.options, dim=1)]

    def value(self, seen: torch.Tensor) -> torch.Tensor:
        return self.critic(seen)[:, 0]


def weigh(
    choices: list[torch.distributions.Categorical], actions: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Log-probability and entropy of whole actions."""
    logs = torch.stack([one.log_prob(actions[:, number]) for number, one in enumerate(choices)])
    return logs.sum(0), torch.stack([one.entropy() for one in choices]).sum(0)


def examine(agent: Agent, offices: Offices) -> dict[str, float]:
    """Mean goals of the agent's likeliest actions in the worlds 1 to 200."""
    offices.begin(np.arange(1, EXAMINED + 1, dtype=np.int64))
    while not offices.over:
        with torch.no_grad():
            choices = agent.choices(torch.from_numpy(offices.seen()), torch.from_numpy(offices.masks()))
            actions = torch.stack([one.logits.argmax(dim=1) for one in choices], dim=1)
        offices.play(actions.numpy())
    goals = offices.goals()
    return {
        **dict(zip(GOALS, goals.mean(axis=0).round(1).tolist(), strict=True)),
        "total": float(goals.sum(1).mean()),
    }


def reference(name: str, tables: Tables) -> float:
    run = simulate(tables, policies.make(name, tables), 1, EXAMINED, ())
    return float(sum(run.final(goal).mean() for goal in GOALS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="nnmi-2012")
    parser.add_argument(
        "--updates", type=int, default=400, help="each after one whole game in every environment"
    )
    parser.add_argument("--envs", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", default="", help="file for the trained weights")
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(1)
    envs = gymnasium.make_vec(
        ENVIRONMENT, asked.envs, vectorization_mode="vector_entry_point", scenario=asked.scenario
    )
    options = envs.single_action_space.nvec.tolist()
    agent = Agent(envs.single_observation_space.shape[0], options)
    optimizer = torch.optim.Adam(agent.parameters(), lr=1e-3, eps=1e-5)
    print(
        f"{envs.single_observation_space.shape[0]} figures seen, {len(options)} choices, {sum(options)} options"
    )
    offices = Offices(asked.scenario, EXAMINED)
    for name in ("random", "even", "planner"):
        print(f"{name:10} {reference(name, offices.tables):8.1f}", flush=True)
    began = time.process_time()
    seen, info = envs.reset(seed=asked.seed)
    for update in range(1, asked.updates + 1):
        share = (update - 1) / asked.updates
        optimizer.param_groups[0]["lr"] = 1e-3 * (1 - share) + 5e-5
        steps: list[tuple[torch.Tensor, ...]] = []
        rewards: list[np.ndarray] = []
        over = False
        while not over:  # a rollout is one whole game in every world
            look, mask = torch.from_numpy(seen), torch.from_numpy(info["action_mask"])
            with torch.no_grad():
                choices = agent.choices(look, mask)
                actions = torch.stack([one.sample() for one in choices], dim=1)
                log, _ = weigh(choices, actions)
                value = agent.value(look)
            seen, reward, ended, _, info = envs.step(actions.numpy())
            steps.append((look, mask, actions, log, value))
            rewards.append(reward)
            over = bool(ended.all())
        score = 1000 * np.stack(rewards).sum(axis=0).mean()
        learn(agent, optimizer, steps, np.stack(rewards), entropy=0.01 * (1 - share))
        if update % 20 == 0:
            spent = (time.process_time() - began) / 60
            print(
                f"{spent:6.1f} min of one core  {update * asked.envs:7d} games  {score:8.1f} points",
                flush=True,
            )
        if update % 100 == 0:
            print(json.dumps(examine(agent, offices)), flush=True)
        seen, info = envs.reset()
    if asked.save:
        torch.save(agent.state_dict(), asked.save)


def learn(
    agent: Agent,
    optimizer: torch.optim.Optimizer,
    steps: list[tuple[torch.Tensor, ...]],
    rewards: np.ndarray,
    entropy: float,
    epochs: int = 6,
    batches: int = 4,
    trust: float = 0.95,
    clip: float = 0.2,
) -> None:
    """One update from whole games."""
    values = torch.stack([step[4] for step in steps])
    paid = torch.from_numpy(rewards).float()
    advantages = torch.zeros_like(values)
    carried = torch.zeros(values.shape[1])
    for number in reversed(range(len(steps))):
        after = values[number + 1] if number + 1 < len(steps) else torch.zeros_like(carried)
        carried = paid[number] + after - values[number] + trust * carried
        advantages[number] = carried
    targets = (advantages + values).flatten()
    look, mask, actions, logs = (torch.cat([step[part] for step in steps]) for part in range(4))
    gains = advantages.flatten()
    for _ in range(epochs):
        for part in torch.randperm(len(look)).chunk(batches):
            log, surprise = weigh(agent.choices(look[part], mask[part]), actions[part])
            gain = gains[part]
            gain = (gain - gain.mean()) / (gain.std() + 1e-8)
            ratio = (log - logs[part]).exp()
            policy = -torch.min(gain * ratio, gain * ratio.clamp(1 - clip, 1 + clip)).mean()
            judged = 0.5 * (agent.value(look[part]) - targets[part]).square().mean()
            loss = policy + judged - entropy * surprise.mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(agent.parameters(), 0.5)
            optimizer.step()


if __name__ == "__main__":
    main()
