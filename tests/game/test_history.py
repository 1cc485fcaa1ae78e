"""The figures of a game turn by turn agree with its books and its states."""

from pathlib import Path

import pytest

from nnmi_game.game import history, saves
from nnmi_game.game.game import Game
from nnmi_game.scenario.library import saves_folder


@pytest.fixture(scope="module")
def game() -> Game:
    return saves.load(Path(saves_folder() / "youngstown-workforce.toml"))


def test_sources_of_an_institute_are_its_income_and_gifts_and_what_agencies_pay_for_it(game: Game) -> None:
    rows = history.money_by_source(game, 0)
    for turn, played in enumerate(game.past, start=1):
        books = game.institute_statement(0, turn)
        income = sum(line.amount for line in books.income) + sum(line.amount for line in books.in_kind)
        direct = sum(
            int(payment.amount[0, 0])
            for payment in played.ledger.payments
            if payment.source == "budget" and payment.cause == "recruiting"
        )
        assert sum(row[turn - 1] for row in rows.values()) == income + direct


def test_uses_of_an_institute_are_its_cost(game: Game) -> None:
    rows = history.money_by_use(game, 0)
    for turn in range(1, len(game.past) + 1):
        books = game.institute_statement(0, turn)
        paid = sum(line.amount for line in books.cost if line.account not in ("budget", "treasury"))
        assert sum(row[turn - 1] for row in rows.values()) == paid


def test_base_money_is_what_the_measure_says(game: Game) -> None:
    per_turn = history.money_by_source(game)["base"]

    assert sum(per_turn) == game.measure("federal_total")


def test_tiers_stages_and_programs_add_up(game: Game) -> None:
    turns = range(len(game.past) + 1)
    tiers, stages = history.members_by_tier(game), history.projects_by_stage(game)

    assert [sum(row[turn] for row in tiers.values()) for turn in turns] == game.series("members")
    assert [sum(row[turn] for row in history.members_by_tier(game, 0).values()) for turn in turns] == [
        game.measure("institute_members", game.scenario.technologies[0].id, turn) for turn in turns
    ]
    assert sum(row[-1] for row in stages.values()) == int(game.state.projects.sum())
    for program, row in history.people_in_programs(game).items():
        regions = [history.people_in_programs(game, r)[program] for r in range(len(game.scenario.regions))]
        assert [sum(region[turn] for region in regions) for turn in turns] == row


def test_what_a_figure_grew_each_turn(game: Game) -> None:
    assert sum(history.added_each_turn(game, "reached_total")) == game.measure("reached_total")


def test_a_game_before_its_first_turn_has_no_flows(game: Game) -> None:
    fresh = game.rewind(1)

    assert {len(row) for row in history.money_by_source(fresh).values()} == {0}
    assert {len(row) for row in history.members_by_tier(fresh).values()} == {1}
