"""Answers from the ledger of a turn: why a stock changed, where money came from and where it went."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import frozen

from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.ledger import INSIDE, Flow, Ledger
from nnmi_game.engine.state import State


@frozen
class Line:
    """One line of a statement: thousand dollars under a cause, and the account that gave or took them."""

    account: str
    cause: str
    amount: int


@frozen
class Statement:
    """The network's money in a turn: ``opening`` and sources are exactly uses and ``closing``.

    Gifts in kind stand on both sides: they come from somebody and are used up at once.
    """

    opening: int
    sources: tuple[Line, ...]
    uses: tuple[Line, ...]
    closing: int


@frozen
class InstituteStatement:
    """An institute's cash in a turn: ``opening`` and income are exactly cost and ``closing``.

    ``in_kind`` is work and equipment that others gave; it never was cash.
    """

    opening: int
    income: tuple[Line, ...]
    cost: tuple[Line, ...]
    closing: int
    in_kind: tuple[Line, ...]


def flows(
    ledger: Ledger, stock: str, index: tuple[int | slice, ...] = (), world: int = 0
) -> list[tuple[str, int]]:
    """Causes and amounts of a turn's change of a stock at a place; what moved nothing is left out."""
    sums: dict[str, int] = {}
    for flow in ledger.flows:
        if flow.stock == stock:
            sums[flow.cause] = sums.get(flow.cause, 0) + _at(flow, ledger.state, index, world)
    return [(cause, amount) for cause, amount in sums.items() if amount]


def moved(ledger: Ledger, stock: str, cause: str, index: tuple[int, ...] = (), world: int = 0) -> int:
    """What one cause changed at a place of a stock in a turn."""
    found = (flow for flow in ledger.flows if flow.stock == stock and flow.cause == cause)
    return sum(_at(flow, ledger.state, index, world) for flow in found)


def _at(flow: Flow, state: State, index: tuple[int | slice, ...], world: int) -> int:
    """What a flow changed at a place: laid on an array of zeros it finds its place by itself."""
    change = np.zeros_like(getattr(state, flow.stock))
    change[flow.at] += flow.amount
    return int(change[(world, *index)].sum())


def statement(before: State, ledger: Ledger, world: int = 0) -> Statement:
    """Money that crossed the border of the network, by account and cause."""
    moved = [(payment, _sum(payment.amount, world)) for payment in ledger.payments]
    return Statement(
        opening=_inside(before, world),
        sources=_lines((p.source, p.cause, amount) for p, amount in moved if p.source not in INSIDE),
        uses=_lines((p.target, p.cause, amount) for p, amount in moved if p.target not in INSIDE),
        closing=_inside(ledger.state, world),
    )


def institute_statement(before: State, ledger: Ledger, k: int, world: int = 0) -> InstituteStatement:
    """What came into and left the cash of the institute in a field, and what it was given in kind."""
    shape = ledger.state.cash.shape
    own = [(p, int(p.amount[world, k])) for p in ledger.payments if p.amount.shape == shape]
    into = [(p.source, p.cause, amount) for p, amount in own if p.target == "cash"]
    out_of = [(p.target, p.cause, amount) for p, amount in own if p.source == "cash"]
    given = [
        (p.source, p.cause, amount) for p, amount in own if p.source not in INSIDE and p.target not in INSIDE
    ]
    # money that an event takes away is an income below zero: it is shown as a cost
    taken = [(account, cause, -amount) for account, cause, amount in into if amount < 0]
    return InstituteStatement(
        opening=int(before.cash[world, k]),
        income=_lines(line for line in into if line[2] > 0),
        cost=_lines([*out_of, *taken]),
        closing=int(ledger.state.cash[world, k]),
        in_kind=_lines(given),
    )


def _sum(amount: Ints, world: int) -> int:
    return int(amount[world].sum())


def _inside(state: State, world: int) -> int:
    return sum(_sum(getattr(state, account), world) for account in INSIDE)


def _lines(found: Iterable[tuple[str, str, int]]) -> tuple[Line, ...]:
    """One line for each account and cause, in the order in which they came up."""
    sums: dict[tuple[str, str], int] = {}
    for account, cause, amount in found:
        sums[account, cause] = sums.get((account, cause), 0) + amount
    return tuple(Line(account, cause, amount) for (account, cause), amount in sums.items() if amount)
