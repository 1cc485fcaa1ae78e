from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnmi_game.engine import orders as o
from nnmi_game.engine.legality import Reason
from nnmi_game.engine.orders import parse
from nnmi_game.engine.state import AXES, STOCKS
from nnmi_game.game.game import Differs, Game, Refused
from nnmi_game.game.places import subject
from nnmi_game.scenario.load import load
from nnmi_game.scenario.model import Scenario
from tests.game.conftest import play_at_random
from tests.random_play import any_order, any_turn

SOLICIT = "solicit technology=additive agency=dod seed=40000 years=5 taper=500 match=1000"


def test_a_new_game_stands_before_its_first_turn(game: Game):
    assert (game.turn, game.turns, game.over, game.date) == (1, 8, False, (2013, 1))


def test_dates_follow_the_calendar(game: Game):
    assert [game.period(turn) for turn in (1, 2, 3, 8)] == [(2013, 1), (2013, 2), (2014, 1), (2016, 2)]


@pytest.mark.parametrize("seed", [-1, 2**48])
def test_seeds_out_of_bounds_are_refused(tiny: Scenario, seed: int):
    with pytest.raises(ValueError, match="seed"):
        Game.new(tiny, seed)


def test_a_game_ends(game: Game):
    play_at_random(game, 8, 1)

    assert (game.over, game.turn, game.date) == (True, 9, (2016, 2))
    with pytest.raises(ValueError, match="over"):
        game.end_turn()


# --- orders ---


def test_an_order_about_the_same_thing_replaces_the_former(game: Game):
    game.give(parse(SOLICIT))
    game.give(parse("campaign audience=public attention=2"))

    game.give(parse(SOLICIT.replace("40000", "30000")))

    assert [order.kind for order in game.tray] == ["solicit", "campaign"]
    assert game.tray[0] == parse(SOLICIT.replace("40000", "30000"))


def test_orders_can_be_taken_back(game: Game):
    game.give(parse(SOLICIT))
    game.give(parse("campaign audience=public attention=2"))

    assert game.take_back(0) == parse(SOLICIT)
    game.clear()
    assert game.tray == []


@pytest.mark.parametrize(
    ("line", "reason", "field", "bounds"),
    [
        (SOLICIT.replace("40000", "1"), Reason.OUT_OF_RANGE, "seed", ("seed_low", "seed_high")),
        (SOLICIT.replace("years=5", "years=50"), Reason.OUT_OF_RANGE, "years", ("years_low", "years_high")),
        (SOLICIT.replace("match=1000", "match=1"), Reason.OUT_OF_RANGE, "match", ("match_low", "match_high")),
    ],
)
def test_a_number_out_of_range_is_refused_with_its_bounds(
    game: Game, line: str, reason: Reason, field: str, bounds: tuple[str, str]
):
    refusal = game.refusal(parse(line))

    rules = game.scenario.coefficients.competition
    low, high = (getattr(rules, name).value for name in bounds)
    assert refusal is not None
    assert (refusal.reason, refusal.field, refusal.low, refusal.high) == (reason, field, low, high)


@pytest.mark.parametrize("attention", [0, -4])
def test_an_amount_of_nothing_is_refused_with_its_bounds(game: Game, attention: int):
    refusal = game.refusal(o.Campaign(audience="public", attention=attention))

    assert refusal is not None
    assert (refusal.reason, refusal.low, refusal.high) == (Reason.OUT_OF_RANGE, 1, 100)


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("close technology=alchemy", "alchemy"),
        (SOLICIT.replace("dod", "nasa"), "nasa"),
        ("award technology=additive bidder=nobody", "nobody"),
        ("train program=apprentice at=region place=moon budget=5", "moon"),
        ("recruit technology=additive channel=extension regions=north,moon budget=5", "moon"),
        ("respond event=flood option=pray", "flood"),
        ("respond event=shutdown option=pray", "pray"),
    ],
)
def test_names_that_are_not_there_are_refused(game: Game, line: str, unknown: str):
    refusal = game.refusal(parse(line))

    assert refusal is not None
    assert (refusal.reason, refusal.unknown) == (None, unknown)


def test_orders_that_cannot_be_written_down_are_refused(game: Game):
    refusal = game.give(o.Campaign(audience="public", attention=10**30))

    assert refusal is not None
    assert "whole number" in refusal.message


def test_attention_runs_out(game: Game):
    used, capacity = game.attention
    game.give(o.Campaign(audience="public", attention=capacity - 3))

    refusal = game.refusal(parse(SOLICIT))

    assert used == 0
    assert refusal is not None
    # solicitations are granted before campaigns, so it is the campaign that would fail
    assert (refusal.reason, refusal.high, refusal.other) == (Reason.ATTENTION, 3, game.tray[0])


def test_what_would_be_accepted_is_accepted(game: Game):
    game.give(o.Campaign(audience="public", attention=5))
    refusal = game.refusal(o.Campaign(audience="congress", attention=100))

    assert refusal is not None
    assert game.give(o.Campaign(audience="congress", attention=refusal.high)) is None


def test_the_costs_of_the_tray_add_up(played: Game):
    costs = [played.cost(order) for order in played.tray]

    ordered = {name: purse.ordered for name, purse in played.money.items()}
    assert sum(cost.attention for cost in costs) == played.attention[0]
    assert {name: sum(cost.money.get(name, 0) for cost in costs) for name in ordered} == ordered


def test_free_money_can_be_spent_to_the_last(played: Game):
    played.clear()
    free = played.money["dod"].free
    working = next(
        t.id
        for t in played.scenario.technologies
        if played.measure("institute_phase", t.id) in (3, 4, 5, 6, 7)
    )
    grant = o.Fund(technology=working, agency="dod", purpose="equipment", amount=free + 1)

    refusal = played.refusal(grant)

    assert refusal is not None
    assert (refusal.reason, refusal.high, refusal.agency) == (Reason.NO_MONEY, free, "dod")
    assert played.give(o.Fund(technology=working, agency="dod", purpose="equipment", amount=free)) is None
    assert played.money["dod"].free == 0


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(style=st.integers(0, 2**32), seed=st.integers(0, 2**48 - 1))
def test_accepted_orders_are_carried_out_and_others_are_not(tiny: Scenario, style: int, seed: int):
    """A tray of accepted orders holds up as a whole when it is played again strictly."""
    game = play_at_random(Game.new(tiny, seed), 3, style)
    accepted = []
    for order in any_turn(Random(style), tiny, 20):
        if game.give(order) is None:
            accepted = [*(one for one in accepted if subject(one) != subject(order)), order]
    assert sorted(map(o.text, game.tray)) == sorted(map(o.text, accepted))

    again = game.rewind(game.turn)
    again.play_recorded(list(game.tray))

    assert again.past[-1].digest == game.end_turn().digest


# --- what there is to decide ---


def test_proposals_tell_no_secrets(game: Game):
    game.give(parse(SOLICIT))
    game.end_turn()

    offers = game.proposals("additive")

    assert offers
    assert all(offer.bidder.credibility == 0 and offer.pledge > 0 and offer.reading > 0 for offer in offers)
    assert set(offers[0].partners) == {"large", "sme", "academic", "government"}


def test_events_wait_for_a_response_for_one_turn(game: Game):
    for _turn in range(3):
        game.end_turn()
    waiting = [event.id for event, _options in game.pending_events()]

    assert waiting == ["shutdown"]
    assert game.give(parse("respond event=shutdown option=speak")) is None
    game.end_turn()
    assert "shutdown" not in [event.id for event, _options in game.pending_events()]


def test_lessons_react_to_what_was_ordered(tiny: Scenario):
    idle, busy = Game.new(tiny, 1), Game.new(tiny, 1)
    busy.give(parse(SOLICIT))
    for one in (idle, busy):
        one.end_turn()

    said = [one.lesson().reaction.en for one in (idle, busy)]

    assert said == ["No call is out yet.", "The call is out."]


def test_no_lesson_where_the_scenario_has_none(national: Scenario):
    assert Game.new(national, 1).lesson() is None


# --- figures ---


def test_flows_add_up_to_the_change(played: Game):
    turn = played.past[-1]
    after = played.state
    wrong = []
    for stock in STOCKS:
        before, now = getattr(turn.state, stock)[0], getattr(after, stock)[0]
        for cell in np.ndindex(before.shape):
            if sum(amount for _cause, amount in played.flows(stock, cell)) != now[cell] - before[cell]:
                wrong.append((stock, cell))
        if AXES[stock]:
            whole = sum(amount for _cause, amount in played.flows(stock))
            if whole != (now - before).sum():
                wrong.append((stock, ()))

    assert wrong == []


@pytest.mark.parametrize("turn", [1, 2, 3, 4])
def test_statements_balance(played: Game, turn: int):
    network = played.statement(turn)
    institutes = [played.institute_statement(k, turn) for k in range(2)]

    sources, uses = (sum(line.amount for line in lines) for lines in (network.sources, network.uses))
    assert network.opening + sources - uses == network.closing
    for one in institutes:
        income, cost = (sum(line.amount for line in lines) for lines in (one.income, one.cost))
        assert one.opening + income - cost == one.closing


def test_series_have_a_figure_for_the_start_and_each_turn(played: Game):
    series = played.series("members")

    assert len(series) == 5
    assert series[-1] == played.measure("members")
    assert series[0] == played.measure("members", turn=0)


def test_goals_have_the_names_of_the_law(game: Game):
    assert list(game.goals()) == ["competitiveness", "transition", "workforce", "sustainability"]


# --- other courses ---


def test_a_rewound_game_takes_another_course(played: Game):
    digests = [turn.digest for turn in played.past]
    branch = played.rewind(3)

    branch.end_turn()

    assert branch.turn == 4
    assert [turn.digest for turn in branch.past[:2]] == digests[:2]
    assert branch.past[2].digest != digests[2]
    assert [turn.digest for turn in played.past] == digests


def test_a_rewound_game_with_its_orders_comes_to_the_same(played: Game):
    branch = played.rewind(3, keep_orders=True)

    assert branch.end_turn().digest == played.past[2].digest


def test_a_replayed_game_is_the_same(played: Game):
    turns, digests = [turn.orders for turn in played.past], [turn.digest for turn in played.past]

    again = Game.replay(played.scenario, played.seed, turns, digests)

    assert [turn.digest for turn in again.past] == digests


def test_a_replay_stops_where_it_differs(played: Game):
    turns, digests = [turn.orders for turn in played.past], [turn.digest for turn in played.past]

    with pytest.raises(Differs) as found:
        Game.replay(played.scenario, played.seed, turns, [*digests[:2], "0" * 16, *digests[3:]])

    assert (found.value.turn, found.value.recorded, found.value.found) == (3, "0" * 16, digests[2])


def test_a_replay_stops_at_a_refused_order(tiny: Scenario):
    orders = [parse("campaign audience=public attention=1"), parse("close technology=additive")]

    with pytest.raises(Refused) as found:
        Game.replay(tiny, 1, [[], orders])

    assert (found.value.turn, found.value.number) == (2, 2)
    assert found.value.refusal.reason is Reason.NO_INSTITUTE


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(style=st.integers(0, 2**32))
def test_any_order_is_accepted_or_refused_in_words(tiny: Scenario, style: int):
    from nnmi_game.game import words

    rng = Random(style)
    game = play_at_random(Game.new(tiny, style % 1000), rng.randrange(4), style)
    order = any_order(rng, tiny)

    refusal = game.refusal(order)

    assert words.order(order, tiny)
    assert refusal is None or words.refusal(refusal, tiny)
    assert game.cost(order).attention >= 0


def test_the_last_word_is_the_first_that_fits() -> None:
    game = Game.new(load("youngstown-2012"), 1)
    closing = game.closing()

    assert closing is not None
    assert "warehouse in Youngstown is still empty" in closing.en


def test_what_lapses_is_told_only_when_the_year_ends(game: Game) -> None:
    before = game.lapsing()
    game.end_turn()
    ending = game.lapsing()

    assert set(before.values()) == {0}
    assert all(
        ending[name] == round(purse.free * (1 - agency.carryover / 1000))
        for (name, purse), agency in zip(game.money.items(), game.scenario.agencies, strict=True)
    )
