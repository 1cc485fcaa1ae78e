"""A run as a tidy table: one row for each figure, with run, turn, entity, measure, value and unit.

Entities are ``network``, ``technology:ID``, ``agency:ID``, ``region:ID``, ``goal:ID``, ``order:TEXT`` (in the text
form of orders), ``lever:KIND``, ``event:ID`` and ``archetype:NAME``. Turn 0 is the start. Runs of policies under the
same luck are called ``RUN/POLICY``. Rows of a ``flow.STOCK.CAUSE`` of a turn add up to the change of ``stock.STOCK``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from fractions import Fraction

import numpy as np
from attrs import asdict, fields, frozen

from nnmi_game.engine import measures
from nnmi_game.engine.causes import HIDDEN
from nnmi_game.engine.orders import text
from nnmi_game.engine.state import STOCKS, UNITS
from nnmi_game.game.game import Game
from nnmi_game.game.guesses import Outcome
from nnmi_game.report import archetypes
from nnmi_game.report.review import Course, Review
from nnmi_game.scenario.vocabulary import GOALS, MEASURES

POINTS = "points"
NETWORK = "network"


@frozen
class Row:
    """One figure of one run after one turn."""

    run: str
    turn: int
    entity: str
    measure: str
    value: int | float
    unit: str


COLUMNS = tuple(field.name for field in fields(Row))


def rows(game: Game, review: Review) -> Iterator[Row]:
    """Everything about a run, turn by turn; ``review`` is that of ``game``."""
    for turn in range(len(game.past) + 1):
        yield from _figures(game, review.run, turn)
    yield from _flows(game, review.run)
    yield from _decisions(review)
    yield from _findings(review)
    for outcome in review.outcomes:
        yield from _guess(outcome, review.run)
    for one in review.others:
        yield from _course(one, f"{review.run}/{one.who}")


def _figures(game: Game, run: str, turn: int) -> Iterator[Row]:
    """Goals, what they are made of, measures and stocks after a turn."""
    goals = game.goals(turn)
    for goal, points in goals.items():
        yield Row(run, turn, f"goal:{goal}", "points", points, POINTS)
    yield Row(run, turn, NETWORK, "total", sum(goals.values()), POINTS)
    for part in game.parts(turn):
        name = f"points.{part.component.measure}"
        yield Row(run, turn, f"goal:{part.goal.id}", name, int(part.points[0]), POINTS)
    state = game.state_after(turn)
    names = {
        "network": (NETWORK,),
        "technology": tuple(game.tables.technology),
        "agency": tuple(game.tables.agency),
    }
    for measure, about in MEASURES.items():
        values = np.atleast_1d(measures.value(measure, state, game.tables)[0])
        for of, value in zip(names[about.scope], values, strict=True):
            entity = of if about.scope == "network" else f"{about.scope}:{of}"
            yield Row(run, turn, entity, measure, int(value), about.unit)
    for stock in STOCKS:
        if stock not in HIDDEN:
            total = int(getattr(state, stock)[0].sum())
            yield Row(run, turn, NETWORK, f"stock.{stock}", total, UNITS[stock])
    for r, region in enumerate(game.tables.region):
        yield Row(run, turn, f"region:{region}", "members_sme", int(state.sme[0, :, r].sum()), "firms")
        yield Row(run, turn, f"region:{region}", "skilled", int(state.skilled[0, r]), "people")


def _flows(game: Game, run: str) -> Iterator[Row]:
    """Why each stock changed, and where money came from and went to."""
    for turn, played in enumerate(game.past, start=1):
        sums: dict[tuple[str, str], int] = {}
        for flow in played.ledger.flows:
            key = flow.stock, flow.cause
            moved = np.broadcast_to(flow.amount, np.shape(getattr(played.state, flow.stock)[flow.at]))
            sums[key] = sums.get(key, 0) + int(moved.sum())
        for (stock, cause), amount in sums.items():
            if amount and stock not in HIDDEN:
                yield Row(run, turn, NETWORK, f"flow.{stock}.{cause}", amount, UNITS[stock])
        paid: dict[tuple[str, str, str], int] = {}
        for payment in played.ledger.payments:
            route = payment.source, payment.target, payment.cause
            paid[route] = paid.get(route, 0) + int(payment.amount.sum())
        for (source, target, cause), amount in paid.items():
            if amount:
                yield Row(run, turn, NETWORK, f"paid.{source}.{target}.{cause}", amount, "thousand dollars")


def _decisions(review: Review) -> Iterator[Row]:
    """Orders and levers with their worth, events, and what was at stake in each turn."""
    run = review.run
    for one in review.rounds:
        for deed in one.deeds:
            entity = f"order:{text(deed.order)}"
            for goal, points in deed.worth.items():
                yield Row(run, one.turn, entity, f"worth.{goal}", points, POINTS)
            yield Row(run, one.turn, entity, "worth.total", deed.total, POINTS)
        for event in one.events:
            yield Row(
                run, one.turn, f"event:{event.event}", f"answer.{event.option}", int(event.chosen), "chosen"
            )
    for lever in review.levers:
        entity = f"lever:{lever.kind}"
        yield Row(run, review.played, entity, "orders", lever.orders, "orders")
        for goal in GOALS:
            yield Row(run, review.played, entity, f"worth.{goal}", lever.worth[goal], POINTS)
        yield Row(run, review.played, entity, "worth.total", lever.total, POINTS)
    for stake in review.stakes:
        yield Row(run, stake.turn, NETWORK, "stake.gain", stake.gain, POINTS)
        yield Row(run, stake.turn, NETWORK, "stake.loss", stake.loss, POINTS)


def _findings(review: Review) -> Iterator[Row]:
    for one in review.findings:
        entity = f"archetype:{one.archetype}"
        yield Row(review.run, review.played, entity, "found", int(one.found), "found")
        for name, value in one.facts.items():
            yield Row(review.run, review.played, entity, name, value, archetypes.unit(one.archetype, name))
        for name, series in one.series.items():
            for turn, value in enumerate(series):
                yield Row(review.run, turn, entity, f"series.{name}", value, archetypes.series_unit(name))


def _guess(outcome: Outcome, run: str) -> Iterator[Row]:
    """A guess beside the figure that it was about."""
    guess = outcome.guess
    measure = MEASURES.get(guess.measure)
    unit = POINTS if measure is None else measure.unit
    entity = f"goal:{guess.measure}" if measure is None else NETWORK
    if guess.of and measure is not None:
        entity = f"{measure.scope}:{guess.of}"
    said = {k: v for k, v in asdict(guess).items() if k in ("value", "low", "high")}
    for name, value in (said | {"actual": outcome.actual}).items():
        yield Row(run, outcome.turn, entity, f"guess.{guess.measure}.{name}", value, unit)
    penalty = _plain(outcome.penalty)
    yield Row(run, outcome.turn, entity, f"guess.{guess.measure}.penalty", penalty, unit)


def _plain(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)


def _course(course: Course, run: str) -> Iterator[Row]:
    """The line of a policy under the same luck."""
    for goal, series in course.goals.items():
        for turn, points in enumerate(series):
            yield Row(run, turn, f"goal:{goal}", "points", points, POINTS)
    for turn, points in enumerate(course.totals):
        yield Row(run, turn, NETWORK, "total", points, POINTS)
    for measure, series in course.figures.items():
        for turn, value in enumerate(series):
            yield Row(run, turn, NETWORK, measure, value, MEASURES[measure].unit)


def as_csv(table: Iterable[Row]) -> str:
    """Comma-separated values with a head, by RFC 4180."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, name) for name in COLUMNS] for row in table)
    return out.getvalue()


def as_jsonl(table: Iterable[Row]) -> str:
    """One JSON object in each line."""
    return "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in table)
