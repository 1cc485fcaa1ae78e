"""What can be said in one number of how an office was run, up to a turn.

The list is fixed before anybody has played, and all of it is always told: to look through many numbers for those that
fit would find something in any class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from nnmi_game.engine.orders import Campaign, Fund, Link, Order, Recruit, Solicit, Train

Turns = Sequence[Sequence[Order]]


@frozen
class Choice:
    """A number of an office's orders: ``of`` takes those of each turn, and the turns of a year.

    ``unit`` is ``orders``, ``turn``, ``money`` (thousand dollars) or ``attention``; ``of`` gives None where there is no
    such number.
    """

    name: str
    unit: str
    of: Callable[[Turns, int], float | None]


def _all(turns: Turns) -> Iterable[Order]:
    return (order for orders in turns for order in orders)


def _competitions(turns: Turns, _year: int) -> float:
    return sum(isinstance(order, Solicit) for order in _all(turns))


def _first(turns: Turns, _year: int) -> float | None:
    found = (
        n for n, orders in enumerate(turns, start=1) if any(isinstance(order, Solicit) for order in orders)
    )
    return next(found, None)


def _seed(turns: Turns, _year: int) -> float | None:
    given = [order.seed for order in _all(turns) if isinstance(order, Solicit)]
    return sum(given) / len(given) if given else None


def _recruiting(turns: Turns, year: int) -> float:
    return _standing(
        turns, year, lambda one: (one.technology, one.channel) if isinstance(one, Recruit) else None
    )


def _training(turns: Turns, year: int) -> float:
    return _standing(
        turns, year, lambda one: (one.program, one.at, one.place) if isinstance(one, Train) else None
    )


def _standing(turns: Turns, year: int, about: Callable[[Order], tuple[str, ...] | None]) -> float:
    """Money of budgets that hold until they are changed, as ordered; what a turn lacks in money is not taken off."""
    budgets: dict[tuple[str, ...], int] = {}
    spent = 0.0
    for orders in turns:
        for order in orders:
            if isinstance(order, Recruit | Train) and (key := about(order)) is not None:
                budgets[key] = order.budget
        spent += sum(budgets.values()) / year
    return spent


def _grants(turns: Turns, _year: int) -> float:
    return sum(order.amount for order in _all(turns) if isinstance(order, Fund) and order.purpose != "rescue")


def _rescues(turns: Turns, _year: int) -> float:
    return sum(isinstance(order, Fund) and order.purpose == "rescue" for order in _all(turns))


def _links(turns: Turns, _year: int) -> float:
    return sum(isinstance(order, Link) and order.by != "none" for order in _all(turns))


def _campaigns(turns: Turns, _year: int) -> float:
    return sum(order.attention for order in _all(turns) if isinstance(order, Campaign))


CHOICES = (
    Choice("competitions", "orders", _competitions),
    Choice("first", "turn", _first),
    Choice("seed", "money", _seed),
    Choice("recruiting", "money", _recruiting),
    Choice("training", "money", _training),
    Choice("grants", "money", _grants),
    Choice("rescues", "orders", _rescues),
    Choice("links", "orders", _links),
    Choice("campaigns", "attention", _campaigns),
)
