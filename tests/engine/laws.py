"""The laws of the rule book as checks on one turn of a batch of worlds: each gives what it finds broken."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnmi_game.engine.arrays import per_world
from nnmi_game.engine.ledger import INSIDE, SOURCES, USES, Ledger
from nnmi_game.engine.state import STOCKS, State

#: Stocks that may fall below zero: debts, and figures that run on both sides of a middle.
SIGNED = {"cash", "cycle", "judged"}
INDICES = ("support_congress", "support_public", "commercial", "agency_support", "reputation", "knowledge",
           "dependence", "trust", "link_strength", "drift", "bottom_up")  # fmt: skip
ORGANISATIONS = [0, 2, 3]  # tiers other than SMEs
SME = 1


def broken(before: State, after: State, ledger: Ledger) -> list[str]:
    """Every law that the turn breaks."""
    checks = (_flows, _money, _firms, _organisations, _people, _not_negative, _indices)
    return [problem for check in checks for problem in check(before, after, ledger)]


def total(ledger: Ledger, stock: str, *causes: str) -> np.ndarray:
    """Sum over a stock's flows of some causes, on an array like the stock."""
    change = np.zeros_like(getattr(ledger.state, stock))
    for flow in ledger.flows:
        if flow.stock == stock and (not causes or flow.cause in causes):
            change[flow.at] += flow.amount
    return change


def _flows(before: State, after: State, ledger: Ledger) -> Iterator[str]:
    """The named flows of a stock are its whole change."""
    for stock in STOCKS:
        if (getattr(before, stock) + total(ledger, stock) != getattr(after, stock)).any():
            yield f"{stock} changed by other than its flows"


def _money(before: State, after: State, ledger: Ledger) -> Iterator[str]:
    """What came in from outside is what went out and what is left."""
    change = sum(per_world(getattr(after, a)) - per_world(getattr(before, a)) for a in INSIDE)
    for payment in ledger.payments:
        for account, known in ((payment.source, SOURCES), (payment.target, USES)):
            if account not in INSIDE and account not in known:
                yield f"{account} is no account: {payment.cause}"
        if payment.source not in INSIDE:
            change = change - per_world(payment.amount)
        if payment.target not in INSIDE:
            change = change + per_world(payment.amount)
    if np.any(change):
        yield f"sources and uses differ by {change}"


def _firms(before: State, after: State, ledger: Ledger) -> Iterator[str]:
    """SMEs are founded and cease, and otherwise only change what they are to an institute."""

    def everywhere(s: State) -> np.ndarray:
        return (s.unaware + s.aware + s.sme).sum(axis=2) + s.partners[:, :, SME]

    born = total(ledger, "unaware", "founded", "ceased") + total(ledger, "sme", "ceased")
    if (everywhere(before) + born.sum(axis=2) != everywhere(after)).any():
        yield "SMEs came from nowhere or went there"


def _organisations(before: State, after: State, ledger: Ledger) -> Iterator[str]:
    def everywhere(s: State) -> np.ndarray:
        return s.prospects + s.organisations + s.partners[:, :, ORGANISATIONS]

    if (everywhere(before) != everywhere(after)).any():
        yield "organisations came from nowhere or went there"


def _people(before: State, after: State, ledger: Ledger) -> Iterator[str]:
    """Who enters a program completes it, drops out or is still there."""
    moved = total(ledger, "training", "entered", "completed", "dropped out").sum(axis=(2, 3))
    if (before.training.sum(axis=(2, 3)) + moved != after.training.sum(axis=(2, 3))).any():
        yield "people in training came from nowhere or went there"
    completed = -total(ledger, "training", "completed").sum(axis=(1, 2, 3))
    if (completed != total(ledger, "total_trained")).any():
        yield "those who completed were counted wrong"


def _not_negative(before: State, after: State, ledger: Ledger) -> Iterator[str]:
    for stock in STOCKS:
        if stock not in SIGNED and (getattr(after, stock) < 0).any():
            yield f"{stock} fell to {getattr(after, stock).min()}"


def _indices(before: State, after: State, ledger: Ledger) -> Iterator[str]:
    for name in INDICES:
        values = getattr(after, name)
        if ((values < 0) | (values > 1000)).any():
            yield f"{name} lies outside 0 to 1000: {values.min()} to {values.max()}"
