"""The most telling flows of a turn, and the words of *why?*."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve, fields

from nnmi_game.engine import causes
from nnmi_game.engine.luck import GROUPS
from nnmi_game.engine.orders import Award, Campaign, Solicit
from nnmi_game.engine.state import FIELDS
from nnmi_game.game import figures, telling, words
from nnmi_game.game.figures import Figure
from nnmi_game.game.game import Game
from nnmi_game.game.leads import Number, leads
from nnmi_game.game.telling import OUTSIDE, Telling, tellings
from nnmi_game.game.why import explain
from nnmi_game.game.words import figures as said
from nnmi_game.game.words.telling import BOTH_WAYS, COUNTED, SENTENCES, told
from nnmi_game.locale import set_language
from nnmi_game.scenario.coefficients import Coefficients
from nnmi_game.scenario.model import Scenario
from tests.game.conftest import play_at_random


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def test_every_flow_worth_telling_is_one_that_the_engine_makes():
    assert all(causes.find(stock, cause) for stock, cause in telling.LARGE)


def test_every_flow_worth_telling_has_a_sentence():
    ends = {("staff", cause) for cause in telling.ENDS}
    assert {*SENTENCES, *BOTH_WAYS, *COUNTED} == {*telling.LARGE, *ends}


def test_what_is_told_is_what_the_ledger_says(national: Scenario):
    game = play_at_random(Game.new(national, 3), 8, 4)
    for turn in range(1, 9):
        for found in tellings(game, turn, most=40):
            account = explain(game, found.figure, turn)
            assert {line.cause: line.amount for line in account.lines}[found.cause] == found.amount


def test_the_most_telling_come_first_and_none_twice(national: Scenario):
    found = tellings(play_at_random(Game.new(national, 3), 8, 4), most=40)
    own = [t for t in found if (t.figure.name, t.cause) not in OUTSIDE]

    assert [t.points for t in own] == sorted((t.points for t in own), reverse=True)
    assert len({(t.figure.name, t.cause) for t in found}) == len(found)


def test_what_nobody_here_caused_comes_last_and_only_where_it_was_the_largest(national: Scenario):
    game = play_at_random(Game.new(national, 3), 8, 4)
    told = [tellings(game, turn, most=40) for turn in range(1, 9)]
    outside = [[(t.figure.name, t.cause) in OUTSIDE for t in found] for found in told]

    assert any(any(turn) for turn in outside)
    assert outside == [sorted(turn) for turn in outside]
    for found in told:
        goals = [OUTSIDE[t.figure.name, t.cause] for t in found if (t.figure.name, t.cause) in OUTSIDE]
        assert len(set(goals)) == len(goals)


def test_a_great_campaign_is_told(game: Game):
    game.give(Campaign(audience="congress", attention=6))
    game.end_turn()

    campaign = next(t for t in tellings(game, most=40) if t.cause == "campaign")
    assert told(campaign, game.scenario) == (
        f"Your campaign won {campaign.amount} points of support in Congress."
    )


def test_a_consortium_that_came_apart_is_told_first(tiny: Scenario):
    sure = evolve(tiny.coefficients.funding.breakup, value=10_000)
    funding = evolve(tiny.coefficients.funding, breakup=sure)
    game = Game.new(evolve(tiny, coefficients=evolve(tiny.coefficients, funding=funding)), 7)
    game.give(Solicit(technology="additive", agency="dod", seed=40_000, years=5, taper=0, match=1000))
    game.end_turn()
    bidder = game.proposals("additive")[0].bidder
    game.give(Award(technology="additive", bidder=bidder.id))
    game.end_turn()
    game.state.credibility[0, 0] = 1
    pledged = int(game.state.pledge_left[0, 0])
    game.end_turn()

    found = tellings(game)[0]
    assert told(found, game.scenario) == (
        f"The consortium of {tiny.technologies[0].institute.en} came apart: {words.numbers.money(pledged)} of pledge "
        "is withdrawn."
    )


def test_what_is_quite_unlike_the_turns_before_says_so(tiny: Scenario):
    found = Telling(figures.state("transitions", K=0), "past MRL 7", 9, 2, 1.0)

    assert told(found, tiny).endswith(
        "carried 9 technologies past MRL 7. In the turns before it was about 2."
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_telling_is_a_whole_sentence(tiny: Scenario, language: str):
    set_language(language)
    keys = [*telling.LARGE, ("support_congress", "event: shutdown"), ("cash", "event: shutdown")]
    for stock, cause in keys:
        axis = causes.find(stock, cause) and figures.AXES[stock][:1]
        figure = figures.state(stock, **({axis: 0} if axis in ("K", "A") else {}))
        for amount in (1, -1500):
            sentence = told(Telling(figure, cause, amount, 0, 1.0), tiny)
            assert sentence
            assert "{" not in sentence


def test_everything_that_may_be_asked_has_a_name():
    assert set(said.STATE_NAMES) == set(FIELDS) - set(causes.HIDDEN)
    assert set(said.LUCK) == set(GROUPS) - {"policy"}
    assert {p for rule in causes.RULES for p in rule.phases} <= set(said.PHASES_OF_TURN)


def test_every_number_that_a_line_leads_to_has_a_name(tiny: Scenario):
    groups = {one.name for one in fields(Coefficients)}
    every = {name for rule in (*causes.RULES, *causes.SETTINGS.values()) for name in rule.numbers}
    every |= {name for names in causes.MEASURE_NUMBERS.values() for name in names}

    hidden = {"bidders.credibility"}
    assert {n for n in every if n.partition(".")[0] not in groups} - set(said.TABLE_NUMBERS) == hidden
    assert all(said.number_title(Number(name, "", 1, "", "", ""), tiny) for name in every - hidden)


def test_figures_say_what_and_where(tiny: Scenario):
    assert said.full_title(figures.state("sme", K=0, R=1), tiny) == (
        f"Small members: {tiny.technologies[0].institute.en}, South"
    )
    assert said.full_title(figures.measure("coverage"), tiny) == "Cost covered without base money"
    assert said.value(figures.measure("institute_phase", 0), 4, tiny) == "operating"


def test_pairs_are_named_by_both_ends(national: Scenario):
    last = len(national.technologies) * (len(national.technologies) - 1) // 2 - 1
    ends = [words.numbers.local(t.name) for t in national.technologies]

    first = said.place(figures.state("link_strength", L=0), national)
    assert first == f"{ends[0]} and {ends[1]}"
    assert said.place(figures.state("link_strength", L=last), national) == f"{ends[-2]} and {ends[-1]}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_line_and_lead_of_a_game_has_words(national: Scenario, language: str):
    set_language(language)
    game = play_at_random(Game.new(national, 11), 6, 5)
    asked = [Figure(figures.STATE, name) for name in ("cash", "sme", "projects", "budget", "skilled")]
    for figure in [*asked, figures.measure("coverage"), figures.goal("transition")]:
        for line in explain(game, figure).lines:
            assert "{" not in said.line(line.name, line.cause, figure, national)
            for number in leads(game, figure, line).numbers:
                assert "{" not in said.number_title(number, national) + said.number_value(number)
