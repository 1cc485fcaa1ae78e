"""What an order is likely to do, as it is shown before the order is given."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from attrs import evolve

from nnmi_game.analysis.forecast import Forecast, Forecaster, futures_luck
from nnmi_game.engine.luck import SEED_BOUND
from nnmi_game.engine.orders import Award, Campaign, Close, Solicit, Vouchers
from nnmi_game.game import saves
from nnmi_game.game.game import Game
from nnmi_game.game.stopping import StoppedError
from nnmi_game.scenario.load import load

SAVES = Path(__file__).parents[2] / "saves"
TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


@pytest.fixture(scope="module")
def late() -> Game:
    """A game of the whole country in its middle, with institutes at work."""
    return saves.load(SAVES / "history.toml").rewind(14)


@pytest.fixture
def game(late: Game) -> Game:
    return late.rewind(14)


def with_proposals() -> Game:
    """A small game that has proposals on the table."""
    game = Game.new(load(TINY), 3, str(TINY))
    first = game.scenario.technologies[0]
    agency = next(a.id for a in game.scenario.agencies if a.sponsors and first.agencies.get(a.id, 0))
    money = game.scenario.coefficients.competition.seed_standard.value
    for _ in range(6):
        game.give(Solicit(technology=first.id, agency=agency, seed=money, years=3, taper=0, match=1000))
        game.end_turn()
        if game.proposals(first.id):
            return game
    raise AssertionError("nobody bids in the small game")


def test_vouchers_bring_small_members_and_cost_cash(game: Game) -> None:
    found = Forecaster(game, 60).of(Vouchers(technology="digital", amount=25))
    by_name = {(effect.name, effect.of): effect for effect in found.effects}
    assert found.turns == 4
    assert all(band.low > 0 for band in by_name["institute_sme", "digital"].change)
    assert by_name["institute_cash", "digital"].change[0].high < 0
    first = found.effects[0]
    assert (first.name, first.of) in {("institute_sme", "digital"), ("institute_members", "digital")}


def test_only_what_the_order_touches_changes_at_once(game: Game) -> None:
    found = Forecaster(game, 60).of(Vouchers(technology="digital", amount=25))
    assert {e.of for e in found.effects if e.name == "institute_sme" and e.change[0].middle} == {"digital"}


def test_the_same_question_has_the_same_answer(game: Game, late: Game) -> None:
    order = Campaign(audience="congress", attention=2)
    assert Forecaster(game, 40).of(order) == Forecaster(late.rewind(14), 40).of(order)


def test_the_tray_is_part_of_what_comes_without_the_order(game: Game) -> None:
    assert game.give(Vouchers(technology="digital", amount=25)) is None
    again = Forecaster(game, 40).of(Vouchers(technology="digital", amount=25))
    apart = Forecaster(game, 40).of(Campaign(audience="public", attention=2))
    assert again.effects, "an order is compared with not giving it, not with itself"
    without = next(e for e in apart.effects if e.name == "support_public").without
    assert without[0].middle > 0
    assert not any(e.name == "institute_sme" and e.change[0].middle for e in apart.effects)


def effects_of(game: Game, bidder: str) -> Forecast:
    return Forecaster(game, 60).of(Award(technology=game.scenario.technologies[0].id, bidder=bidder))


def test_nobody_learns_how_honest_a_bidder_is() -> None:
    game = with_proposals()
    bidder = game.proposals(game.scenario.technologies[0].id)[0].bidder.id
    told = effects_of(game, bidder)
    assert told.effects
    game.state = game.state.copy(game.tables.dims)
    game.state.offer_credibility[...] //= 3
    assert effects_of(game, bidder) == told


def test_nobody_learns_what_is_still_to_happen(game: Game) -> None:
    """A forecast is the same whether or not the scenario has something in store."""
    number = game.turn
    later = [e for e in game.scenario.events if e.turn is not None and e.turn >= number]
    assert later, "the scenario should have scripted events in its second half"
    told = Forecaster(game, 30).of(Campaign(audience="congress", attention=2))
    spared = game.state.copy(game.tables.dims)
    for place, event in enumerate(game.scenario.events):
        if event in later:
            spared.event_turn[:, place] = -1
    game.state = spared
    assert Forecaster(game, 30).of(Campaign(audience="congress", attention=2)) == told


@pytest.mark.parametrize("seed", [0, 1, 4095, 4096, SEED_BOUND - 1, SEED_BOUND // 2])
def test_the_luck_of_a_forecast_is_never_the_games_own(seed: int) -> None:
    seeds = futures_luck(seed, 200).seeds
    assert seed not in seeds
    assert seeds.min() >= 0
    assert seeds.max() < SEED_BOUND
    assert np.unique(seeds).size == 200


def test_an_opened_competition_is_followed_by_an_award() -> None:
    game = Game.new(load(TINY), 3, str(TINY))
    first = game.scenario.technologies[0]
    agency = next(a.id for a in game.scenario.agencies if a.sponsors and first.agencies.get(a.id, 0))
    money = game.scenario.coefficients.competition.seed_standard.value
    found = Forecaster(game, 60).of(
        Solicit(technology=first.id, agency=agency, seed=money, years=3, taper=0, match=1000)
    )
    institutes = next(e for e in found.effects if e.name == "institutes")
    assert institutes.with_it[-1].high == 1
    assert institutes.without[-1].high == 0


def test_where_the_tray_leads_by_the_end_of_the_game(game: Game) -> None:
    seen: list[float] = []
    nothing = Forecaster(game, 20).of_tray()
    assert all(with_it == without for with_it, without in nothing.goals.values())
    assert game.give(Close(technology="digital")) is None
    ending = Forecaster(game, 20).of_tray(progress=seen.append)
    assert ending.total[0].middle < ending.total[1].middle
    assert ending.total[1] == nothing.total[1]
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_forecast_can_be_stopped(game: Game) -> None:
    answers = iter([False, False, True])
    with pytest.raises(StoppedError):
        Forecaster(game, 10).of(Campaign(audience="public", attention=1), stop=lambda: next(answers))


def test_near_the_end_only_the_turns_that_are_left_are_told(late: Game) -> None:
    last = saves.load(SAVES / "history.toml").rewind(late.turns)
    found = Forecaster(last, 10).of(Campaign(audience="public", attention=1))
    assert found.turns == 1
    assert all(len(effect.change) == 1 for effect in found.effects)


def test_a_forecaster_knows_its_turn(game: Game) -> None:
    forecaster = Forecaster(game, 10)
    assert forecaster.fits(game)
    game.end_turn()
    assert not forecaster.fits(game)
    assert not forecaster.fits(evolve(game))
