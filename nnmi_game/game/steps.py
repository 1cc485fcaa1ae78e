"""A turn as steps: every change of a stock or setting, one after the other, from the state before to that after.

A figure that is not simply added up (a ratio, a mean, points on the way to a target) has its change split over these
steps exactly: it is reckoned anew after each, and each gets the difference that it made. Steps come in the order
in which the turn made them. What it set outright the ledger does not name, so it has its place by convention:
institutes that begin come first, all other settings last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import numpy as np
from attrs import frozen

from nnmi_game.engine.arrays import Bools, Ints
from nnmi_game.engine.causes import MADE_OF
from nnmi_game.engine.context import alive
from nnmi_game.engine.ledger import Ledger
from nnmi_game.engine.state import STOCKS, State
from nnmi_game.engine.tables import Tables

#: Causes of what is set outright. The ledger has no names for them.
BEGAN, ENDED, ORDERED, SET = "the institute began", "the institute ended", "ordered", "set by the rules"


@frozen(eq=False)
class Step:
    """``amount`` is added to ``name`` at ``at`` (a place in the array with worlds, or all of it)."""

    name: str
    cause: str
    amount: Ints
    at: object


@frozen(eq=False)
class Span:
    """One turn of one game, as far as steps need it; ``earlier`` is the ledger of the turn before, if any."""

    before: State
    after: State
    ledger: Ledger
    earlier: Ledger | None
    tables: Tables


def walk(span: Span, names: Collection[str], figure: Callable[[State], int]) -> list[tuple[str, str, int]]:
    """(name of the state, cause, what it did to the figure) for all steps that did something.

    ``names`` are those of the state that ``figure`` reads. The amounts add up to the figure's whole change.
    """
    state = span.before.copy(span.tables.dims)
    sums: dict[tuple[str, str], int] = {}
    last = figure(state)
    for step in steps(span, names):
        if not np.any(step.amount):
            continue
        changed = getattr(state, step.name)
        if step.at is not ...:
            changed = changed[step.at]
        changed += step.amount
        now = figure(state)
        key = (step.name, step.cause)
        sums[key] = sums.get(key, 0) + now - last
        last = now
    return [(name, cause, amount) for (name, cause), amount in sums.items() if amount]


def steps(span: Span, names: Collection[str]) -> Iterator[Step]:
    """The steps that change any of the named stocks and settings."""
    settings = [name for name in names if name not in STOCKS]
    begins = ~alive(span.before) & alive(span.after)
    for name in settings:
        if name == "phase":
            yield from _where(span, name, begins, BEGAN)
    for flow in span.ledger.flows:
        if flow.stock in names:
            yield Step(flow.stock, flow.cause, flow.amount, flow.at)
    for name in settings:
        if name in MADE_OF:
            yield from _payments(span, name)
        elif name == "phase":
            ends = alive(span.before) & ~alive(span.after)
            yield from _where(span, name, ends, ENDED)
            yield from _where(span, name, ~begins & ~ends, SET)
        else:
            yield Step(name, SET, getattr(span.after, name) - getattr(span.before, name), ...)


def _where(span: Span, name: str, which: Bools, cause: str) -> Iterator[Step]:
    """A setting of institutes, one step for each that changes."""
    change = np.where(which, getattr(span.after, name) - getattr(span.before, name), 0)
    for k in np.flatnonzero(change[0]):
        yield Step(name, cause, change[:, k], np.s_[:, int(k)])


def _payments(span: Span, name: str) -> Iterator[Step]:
    """Income or cost of a turn, by the payments it is made of against those of the turn before."""
    left = getattr(span.after, name) - getattr(span.before, name)
    for cause in MADE_OF[name]:
        change = paid(span.ledger, cause) - paid(span.earlier, cause, span.after)
        left = left - change
        yield Step(name, cause, change, ...)
    yield Step(name, ENDED, left, ...)


def paid(ledger: Ledger | None, cause: str, like: State | None = None) -> Ints:
    """[W, K] what institutes got or paid under a cause in a turn; nothing where there was no turn."""
    state = ledger.state if ledger is not None else like
    if state is None:
        raise ValueError("either a ledger or a state is needed")
    total = np.zeros_like(state.cash)
    for payment in ledger.payments if ledger is not None else ():
        if payment.cause == cause and payment.amount.shape == total.shape:
            total += payment.amount
    return total
