"""A game of the tiny scenario with two institutes at work, for tests of pages that need them."""

from functools import cache

from nnmi_game.engine.context import alive
from nnmi_game.engine.orders import Award, Link, Order, Solicit, Train
from nnmi_game.game.game import Game
from nnmi_game.scenario.load import load
from nnmi_game.scenario.model import Scenario

from .conftest import TINY

ORDERS: tuple[tuple[Order, ...], ...] = (
    (
        Solicit(technology="additive", agency="dod", seed=40_000, years=5, taper=500, match=1000),
        Solicit(technology="digital", agency="doc", seed=30_000, years=5, taper=500, match=1000),
    ),
    (Award(technology="additive", bidder="lakes"), Award(technology="digital", bidder="thread")),
    (
        Train(program="outreach", at="region", place="north", budget=500),
        Train(program="apprentice", at="institute", place="additive", budget=1000),
        Link(a="additive", b="digital", by="projects"),
    ),
)


@cache
def tiny() -> Scenario:
    return load(str(TINY))


@cache
def seed() -> int:
    """The first seed with which both teams bid."""
    return next(number for number in range(1, 200) if alive(played(number, 2).state).all())


def played(number: int, turns: int) -> Game:
    game = Game.new(tiny(), number, file=str(TINY))
    for orders in ORDERS[:turns]:
        for order in orders:
            game.give(order)
        game.end_turn()
    for _ in range(turns - len(ORDERS)):
        game.end_turn()
    return game


def grown(turns: int = 3) -> Game:
    """Two institutes, a link, people in training, and an event that waits (before turn 4)."""
    return played(seed(), turns)
