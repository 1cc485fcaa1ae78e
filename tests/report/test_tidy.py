"""Tables of a run: they read back as they were written, and what should add up does."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict

import pytest

from nnmi_game.engine.causes import HIDDEN
from nnmi_game.game.game import Game
from nnmi_game.report import tidy
from nnmi_game.report.review import Review
from nnmi_game.scenario.vocabulary import GOALS, MEASURES


@pytest.fixture(scope="module")
def rows(game: Game, found: Review) -> list[tidy.Row]:
    return list(tidy.rows(game, found))


def test_csv_reads_back(rows: list[tidy.Row]) -> None:
    read = list(csv.DictReader(io.StringIO(tidy.as_csv(rows))))
    assert list(read[0]) == ["run", "turn", "entity", "measure", "value", "unit"]
    found = [tidy.Row(**(one | {"turn": int(one["turn"]), "value": float(one["value"])})) for one in read]
    assert found == rows


def test_json_lines_read_back(rows: list[tidy.Row]) -> None:
    read = [tidy.Row(**json.loads(line)) for line in tidy.as_jsonl(rows).splitlines()]
    assert read == rows


def test_every_figure_is_there_once(game: Game, rows: list[tidy.Row]) -> None:
    keys = [
        (row.run, row.turn, row.entity, row.measure) for row in rows if not row.entity.startswith("order:")
    ]
    assert len(set(keys)) == len(keys)
    told = {
        (row.turn, row.measure): row.value for row in rows if row.run == "mine" and row.entity == "network"
    }
    for turn in range(len(game.past) + 1):
        for name, measure in MEASURES.items():
            if measure.scope == "network":
                assert told[turn, name] == game.measure(name, "", turn)
        assert told[turn, "total"] == sum(game.goals(turn).values())
    goals = {
        (row.turn, row.entity): row.value for row in rows if row.run == "mine" and row.measure == "points"
    }
    assert {goal: goals[len(game.past), f"goal:{goal}"] for goal in GOALS} == game.goals()


def test_flows_add_up_to_the_change_of_their_stock(game: Game, rows: list[tidy.Row]) -> None:
    stocks: dict[tuple[int, str], int | float] = {}
    flows: dict[tuple[int, str], int | float] = defaultdict(int)
    for row in rows:
        kind, _dot, name = row.measure.partition(".")
        if kind == "stock":
            stocks[row.turn, name] = row.value
        elif kind == "flow":
            flows[row.turn, name.partition(".")[0]] += row.value
    assert stocks
    for (turn, name), value in stocks.items():
        if turn:
            assert value - stocks[turn - 1, name] == flows[turn, name], (turn, name)


def test_nothing_hidden_is_told(rows: list[tidy.Row]) -> None:
    assert not [row for row in rows if any(name in row.measure for name in HIDDEN)]


def test_others_are_runs_of_their_own(rows: list[tidy.Row], found: Review) -> None:
    assert {row.run for row in rows} == {"mine", *(f"mine/{one.who}" for one in found.others)}


def test_guesses_stand_beside_what_came(rows: list[tidy.Row], found: Review) -> None:
    told = {(row.turn, row.measure): row.value for row in rows if row.measure.startswith("guess.skilled")}
    one = next(outcome for outcome in found.outcomes if outcome.guess.measure == "skilled")
    assert told[one.turn, "guess.skilled.actual"] == one.actual
    assert told[one.turn, "guess.skilled.high"] == 2
    assert told[one.turn, "guess.skilled.penalty"] == one.penalty
