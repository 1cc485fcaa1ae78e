"""The figures of a played game, turn by turn: where money came from, who belongs to it, what is under way.

Each function gives a list of whole numbers for every name. Lists of stocks begin with the start of the game and
have one figure more than there are turns; lists of flows begin with the first turn.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.context import CLOSED
from nnmi_game.engine.ledger import NOT_SPENDING, Payment
from nnmi_game.engine.state import State
from nnmi_game.game.game import Game, Played
from nnmi_game.scenario.vocabulary import TIERS

#: Where money of the network comes from, in the order of charts; the federal sources come first.
SOURCES = ("base", "federal", "match_cash", "match_kind", "members", "customers", "states", "other")
#: The place of each tier but the SMEs among the organisations of a state.
_ORGANISATIONS = {"large": 0, "academic": 1, "government": 2}


def closures(game: Game) -> int:
    """Institutes that have closed in the game, those included whose field has had another one since."""
    closed = [game.state_after(turn).phase[0] == CLOSED for turn in range(len(game.past) + 1)]
    return sum(int((after & ~before).sum()) for before, after in pairwise(closed))


def source_of(payment: Payment) -> str:
    """The source of ``SOURCES`` that a payment belongs to; empty where money only changes pockets or is spent."""
    if payment.source == "cash" or payment.target == "budget" or payment.target in NOT_SPENDING:
        return ""
    match payment.source:
        case "budget":
            return "base" if payment.cause == "base money" else "federal"
        case "treasury":
            return "federal"
        case "consortium":
            return "match_cash" if payment.target == "cash" else "match_kind"
        case "members" | "customers":
            return payment.source
        case "states" | "donors":
            return "states"
        case _:
            return "other"


def money_by_source(game: Game, k: int | None = None) -> dict[str, list[int]]:
    """Thousand dollars that came to the network, or to the institute in field ``k``, in each turn by source."""
    found = {name: [0] * len(game.past) for name in SOURCES}
    for number, played in enumerate(game.past):
        for payment in played.ledger.payments:
            source = source_of(payment)
            if source:
                found[source][number] += _amount(payment, played, k)
    return found


def money_by_use(game: Game, k: int | None = None) -> dict[str, list[int]]:
    """Thousand dollars that the network, or one institute out of its cash, spent in each turn by account."""
    found: dict[str, list[int]] = {}
    for number, played in enumerate(game.past):
        for payment in played.ledger.payments:
            spent = payment.target not in ("cash", "budget", *NOT_SPENDING)
            if spent and (k is None or payment.source == "cash"):
                row = found.setdefault(payment.target, [0] * len(game.past))
                row[number] += _amount(payment, played, k)
    return {name: row for name, row in found.items() if any(row)}


def _amount(payment: Payment, played: Played, k: int | None) -> int:
    if k is None:
        return int(payment.amount[0].sum())
    return int(payment.amount[0, k]) if payment.amount.shape == played.state.cash.shape else 0


def members_by_tier(game: Game, k: int | None = None) -> dict[str, list[int]]:
    """Members of the network, or of one institute, by tier; an organisation in two institutes counts twice."""

    def count(tier: str) -> Callable[[State], Ints]:
        if tier == "sme":
            return lambda state: np.asarray(state.sme[0].sum(axis=1))
        return lambda state: np.asarray(state.organisations[0, :, _ORGANISATIONS[tier]])

    return {tier: _stock(game, count(tier), k) for tier in TIERS}


def projects_by_stage(game: Game, k: int | None = None) -> dict[int, list[int]]:
    """Projects under way by the manufacturing readiness level of their stage."""
    return {
        stage.mrl: _stock(game, lambda state, s=number: state.projects[0, :, s], k)  # type: ignore[misc]
        for number, stage in enumerate(game.scenario.stages)
    }


def people_in_programs(game: Game, region: int | None = None) -> dict[str, list[int]]:
    """People in each program that trains, in all regions or in one."""
    return {
        program.id: _stock(game, lambda state, p=number: state.training[0, p].sum(axis=1), region)  # type: ignore[misc]
        for number, program in enumerate(game.scenario.programs)
        if program.kind == "train"
    }


def added_each_turn(game: Game, measure: str) -> list[int]:
    """By how much a figure of the network that only grows has grown in each turn."""
    values = game.series(measure)
    return [after - before for before, after in pairwise(values)]


def _stock(game: Game, read: Callable[[State], Ints], place: int | None) -> list[int]:
    """One row of a state at the start and after each turn, added up or at a place."""
    rows = [read(game.state_after(turn)) for turn in range(len(game.past) + 1)]
    return [int(row.sum() if place is None else row[place]) for row in rows]
