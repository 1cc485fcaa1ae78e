"""What a review says of a game is what the game says when it is asked, or played again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from attrs import evolve

from nnmi_game.analysis.other_luck import Change, under_other_luck
from nnmi_game.analysis.turning_points import turning_points
from nnmi_game.engine.orders import Award, Order, Renew, Respond
from nnmi_game.game.game import Game
from nnmi_game.report import archetypes, turnings
from nnmi_game.report.deeds import LEVER_OF
from nnmi_game.report.facts import review
from nnmi_game.report.review import Review, Turning
from nnmi_game.scenario.vocabulary import GOALS


def replayed(game: Game, turns: Sequence[Sequence[Order]], seed: int | None = None) -> Game:
    """The game with these orders, as a branch plays them: what the rules refuse is passed over."""
    other = Game.new(game.scenario, game.seed if seed is None else seed)
    for orders in turns:
        other.tray = list(orders)
        other.end_turn()
    return other


def difference(game: Game, other: Game) -> dict[str, int]:
    return {goal: points - game.goals()[goal] for goal, points in other.goals().items()}


def orders(game: Game) -> list[list[Order]]:
    return [list(played.orders) for played in game.past]


def test_a_turning_point_is_worth_what_playing_it_again_says(game: Game) -> None:
    points = turning_points(game)
    kinds = {}
    for one in points:
        kinds.setdefault(one.kind, one)
    assert {"without", "nothing", "added", "policy"} <= set(kinds)
    for one in kinds.values():
        turns = orders(game)
        turns[one.turn - 1] = one.played(turns[one.turn - 1])
        assert difference(game, replayed(game, turns)) == one.goals, one.kind
        assert sum(one.goals.values()) == one.total


def test_other_choices_are_legal(game: Game) -> None:
    for one in turning_points(game):
        then = game.rewind(one.turn)
        for order in one.played(game.past[one.turn - 1].orders):
            assert then.give(order) is None, (one, order)


def test_other_answers_are_tried(game: Game) -> None:
    every = [one for one in turning_points(game) if one.kind == "instead"]
    for one in every:
        (other,) = one.orders
        assert isinstance(other, Award | Respond)
        assert one.order is None or one.order.kind == other.kind
    assert all(one.order != one.orders[0] for one in every)


def test_other_luck_is_met_from_the_turn_of_the_change_on(game: Game) -> None:
    nothing = Change(len(game.past), ())
    same = Change(2, game.past[1].orders)
    last, kept = under_other_luck(game, [nothing, same], worlds=4)
    assert not kept.any()
    # after the last turn only that turn's luck was another; without luck in it the change is that of the game
    assert last.shape == (4,)
    assert [one.tolist() for one in under_other_luck(game, [nothing], worlds=4)] == [last.tolist()]
    with pytest.raises(ValueError, match="played"):
        under_other_luck(game, [Change(len(game.past) + 1, ())])
    assert under_other_luck(game, []) == []


def test_levers_are_worth_what_the_game_loses_without_them(game: Game, found: Review) -> None:
    used = {LEVER_OF.get(o.kind, o.kind) for turn in orders(game) for o in turn}
    assert {one.kind for one in found.levers} == used
    for one in found.levers[:2]:
        rest = [[o for o in turn if LEVER_OF.get(o.kind, o.kind) != one.kind] for turn in orders(game)]
        lost = difference(game, replayed(game, rest))
        assert one.worth == {goal: -points for goal, points in lost.items()}
    assert [one.total for one in found.levers] == sorted((o.total for o in found.levers), reverse=True)


def test_the_line_is_the_game_and_others_meet_the_same_luck(game: Game, found: Review) -> None:
    for turn in range(len(game.past) + 1):
        assert {goal: found.you.goals[goal][turn] for goal in GOALS} == game.goals(turn)
    assert found.you.total == sum(game.goals().values())
    assert found.you.figures["members"] == tuple(game.series("members"))
    assert {one.who for one in found.others} == {
        "planner",
        "idle",
    }  # nobody recorded a history of this scenario
    idle = found.other("idle")
    assert idle is not None and idle.end() == replayed(game, [[]] * len(game.past)).goals()


def test_turns_add_up(game: Game, found: Review) -> None:
    start = game.goals(0)
    for goal in GOALS:
        assert start[goal] + sum(one.change[goal] for one in found.rounds) == game.goals()[goal]
    assert [tuple(d.order for d in one.deeds) for one in found.rounds] == [p.orders for p in game.past]
    for number, stake in enumerate(found.stakes, start=1):
        assert stake.turn == number and stake.loss <= 0 <= stake.gain


def test_what_carried_and_what_was_missed(found: Review) -> None:
    assert found.carried and all(one.point.total < 0 for one in found.carried)
    assert all(one.point.total > 0 for one in found.missed)
    for sort in (found.carried, found.missed):
        turns = [one.point.turn for one in sort]
        assert len(set(turns)) == len(turns) <= turnings.TOLD
        for one in sort:
            assert one.spread is not None and 0 <= one.spread.gains <= one.spread.lucks == turnings.LUCKS
            assert one.spread.low <= one.spread.middle <= one.spread.high


def test_twins_are_told_once(found: Review) -> None:
    told = [one.point.goals for one in found.carried]
    assert all(told.count(goals) == 1 for goals in told)


def test_money_and_members(game: Game, found: Review) -> None:
    assert {tier: row[-1] for tier, row in found.members.items()} == {
        "large": game.measure("members_large"), "sme": game.measure("members_sme"),
        "academic": game.measure("members_academic"), "government": game.measure("members_government"),
    }  # fmt: skip
    assert sum(found.money["base"]) == game.measure("federal_total")
    assert sum(one.base for one in found.institutes) == game.measure("federal_total")


def test_every_archetype_is_looked_for(game: Game, found: Review) -> None:
    assert {one.archetype for one in found.findings} == set(archetypes.NAMES)
    for one in found.findings:
        assert all(archetypes.unit(one.archetype, fact) for fact in one.facts)
        for name, series in one.series.items():
            assert archetypes.series_unit(name)
            assert len(series) == len(game.past) + 1
    assert archetypes.findings(Game.new(game.scenario, 1)) == ()


def test_renewals_without_an_institute_that_stands_shift_the_burden(game: Game) -> None:
    field = game.scenario.technologies[0].id
    played = list(game.past)
    for turn in (2, 3):
        renewals = (*played[turn].orders, Renew(technology=field, seed=5000, years=2))
        played[turn] = evolve(played[turn], orders=renewals)
    helped = evolve(game, past=played)
    (one,) = [found for found in archetypes.findings(helped) if found.archetype == "burden"]
    assert one.found
    assert one.facts["renewals"] == 2 + sum(o.kind == "renew" for turn in orders(game) for o in turn)
    assert one.facts["propped"] >= 1 and field in one.of


def test_archetypes_quote_the_game(game: Game, found: Review) -> None:
    facts = {one.archetype: one.facts for one in found.findings}
    assert facts["goals"]["reached"] == game.measure("reached_total")
    assert facts["limits"]["skilled_after"] == game.measure("skilled")
    assert facts["commons"]["peak"] >= 0
    paid = np.sum([one.base for one in found.institutes])
    largest = max(one.base for one in found.institutes)
    assert facts["success"]["share"] >= round(1000 * largest / paid) - 1


def test_guesses_and_their_calibration(game: Game, found: Review) -> None:
    assert list(found.outcomes) == game.outcomes()
    assert found.calibration.guesses == 2 * len(game.past)
    assert found.calibration.hits == len(game.past)
    assert "sure" in [one.kind for one in found.questions]


def test_questions_quote_this_run(game: Game, found: Review) -> None:
    assert 1 <= len(found.questions) <= 7
    for one in found.questions:
        if one.kind == "missed" and one.point is not None:
            assert one.point in [turning.point for turning in found.missed]
            attention = game.rewind(one.point.turn, keep_orders=True).attention
            assert (one.facts["used"], one.facts["capacity"]) == attention


def test_a_lucky_choice_is_asked_about(found: Review, game: Game) -> None:
    from nnmi_game.report.questions import questions

    first = found.carried[0]
    assert first.spread is not None
    lucky = Turning(first.point, evolve(first.spread, gains=first.spread.lucks))
    asked = questions(game, found.you, (), (), [lucky], (), (), found.calibration)
    assert asked[0].kind == "luck"


def test_a_game_without_a_turn_has_no_review(game: Game) -> None:
    with pytest.raises(ValueError, match="no turn"):
        review(Game.new(game.scenario, 1))


def test_a_game_without_an_order(game: Game) -> None:
    idle = review(replayed(game, [[]] * 3), "idle")
    assert idle.levers == () and idle.carried == () and idle.findings == ()
    assert idle.questions
