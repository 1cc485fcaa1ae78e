"""What an observation sees, and the few questions about a game that several of them ask."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from nnmi_game.engine import context
from nnmi_game.engine.arrays import Ints
from nnmi_game.game import accounts
from nnmi_game.game.game import Game
from nnmi_game.game.words.names import technology


@frozen
class Seen:
    """Something worth saying: how pressing it is (0 to 100), the sentence, and what it is about."""

    kind: str
    weight: float
    text: str
    page: str = ""
    of: str = ""


def institutes(game: Game) -> list[int]:
    """Places of the fields with an institute."""
    return [int(k) for k in np.flatnonzero(context.alive(game.state)[0])]


def field_id(game: Game, k: int) -> str:
    """The id of a field."""
    return game.scenario.technologies[k].id


def field_name(game: Game, k: int) -> str:
    """The name of a field."""
    return technology(game.scenario, field_id(game, k))


def members(game: Game) -> Ints:
    """[K] members of all tiers."""
    return np.asarray(game.state.organisations[0].sum(axis=1) + game.state.sme[0].sum(axis=1))


def moved(game: Game, stock: str, cause: str, *place: int) -> int:
    """What a cause added to a stock at a place in the last turn; 0 before the first."""
    return accounts.moved(game.past[-1].ledger, stock, cause, place) if game.past else 0


def turns_left(game: Game, k: int) -> int:
    """Turns until the agreement of an institute ends; 0 if it has."""
    return max(int(game.state.term[0, k] - game.state.age[0, k]), 0)
