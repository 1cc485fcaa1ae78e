"""What an agent sees: the player's figures of a state as numbers between 0 and 1."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnmi_game.engine import measures, scorecard
from nnmi_game.engine.arrays import Floats, Ints, divided
from nnmi_game.engine.events import waiting
from nnmi_game.engine.institutes import capability, members
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import PHASES

Seen = NDArray[np.float32]

#: Figures of the network, and the value at which each is seen as one half.
_NETWORK = {
    "support_congress": 500, "support_public": 500, "commercial": 500, "office_staff": 30, "parity": 1000,
    "plants_kept": 1000, "members": 1000, "diffusion": 500, "transitions": 30, "trained": 5_000, "reached": 20_000,
    "placed": 5_000, "coverage": 1000, "committed_ratio": 1500, "links": 10, "spending": 200_000,
}  # fmt: skip


def observe(state: State, tables: Tables) -> Seen:
    """[W, size] what is seen of each world; what is hidden from players is hidden here."""
    turns = tables.scenario.calendar.turns
    due = tables.appropriations[tables.year(min(int(state.turn[0]) + 1, turns))]
    term = np.maximum(state.term, 1)
    links = (state.link_kind > 0).sum(axis=1)[:, None]
    parts: list[NDArray[Any]] = [
        state.turn[:, None] / turns,
        scorecard.goals(state, tables) / 1000,
        np.stack(
            [_half(measures.value(name, state, tables), half) for name, half in _NETWORK.items()], axis=1
        ),
        0.5 + state.cycle[:, None] / 400,
        _half(state.budget, np.maximum(due, 1)),
        state.agency_support / 1000,
        1.0 * waiting(state),
        _half(state.train_region.sum(axis=2), 4_000),
        _half(state.recruit.sum(axis=1), 1_000),
        _half(links, 10),
        (state.phase[:, :, None] == np.arange(len(PHASES))).reshape(state.worlds, -1) * 1.0,
        _half(state.base_left, 20_000),
        divided(state.age, term),
        _half(term, 10),
        _half(np.maximum(state.cash, 0), 10_000),
        _half(np.maximum(-state.cash, 0), 2_000),
        measures.institute_coverage(state, tables) / 2000,
        *(_half(members(state)[:, :, tier], 40) for tier in range(tables.dims.T)),
        capability(state, tables) / 1000,
        state.reputation / 1000,
        state.knowledge / 1000,
        state.drift / 1000,
        state.dependence / 1000,
        _half(state.projects.sum(axis=2), 15),
        _half(state.transitions, 4),
        _half(state.backlog, 5_000),
        _half(state.domestic, state.foreign),
        state.offer_reading.max(axis=2) / 1500,
        _half(state.offer_pledge.max(axis=2), 70_000),
        state.bottom_up / 1000,
    ]
    return np.asarray(np.clip(np.concatenate(parts, axis=1), 0.0, 1.0), dtype=np.float32)


def _half(figure: NDArray[Any], half: Ints | int) -> Floats:
    """Figures from 0 up, brought between 0 and 1: one half at ``half``."""
    figure = np.maximum(figure, 0)
    return np.asarray(figure / np.maximum(figure + half, 1))
