"""What advisors say: something of this game, with its figures in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nnmi_game import locale
from nnmi_game.engine.orders import Award, Solicit
from nnmi_game.game import saves
from nnmi_game.game.advice import ADVISORS, council
from nnmi_game.game.game import Game
from nnmi_game.game.words.numbers import money
from nnmi_game.scenario.load import load
from tests.game.conftest import TINY

SAVES = Path(__file__).parents[2] / "saves"
PAGES = {"", "institutes", "competitions", "members", "workforce", "portfolio", "network", "policy", "events"}


@pytest.fixture(scope="module")
def history() -> Game:
    return saves.load(SAVES / "history.toml")


def by_advisor(game: Game) -> dict[str, str]:
    return {remark.advisor.id: remark.text for remark in council(game)}


def test_everybody_still_speaks_when_the_game_is_over(history: Game) -> None:
    assert history.over
    assert [remark.advisor for remark in council(history)] == list(ADVISORS)


def test_everybody_says_one_thing_about_something_that_is_there(history: Game) -> None:
    ids = {
        one.id for part in ("technologies", "agencies", "regions") for one in getattr(history.scenario, part)
    }
    for turn in range(1, history.turn, 3):
        remarks = council(history.rewind(turn))
        assert [remark.advisor for remark in remarks] == list(ADVISORS)
        for remark in remarks:
            assert remark.text
            assert "{" not in remark.text
            assert remark.page in PAGES
            assert remark.of == "" or remark.of in ids


def test_once_institutes_are_at_work_every_remark_has_figures(history: Game) -> None:
    for turn in range(8, history.turn, 4):
        assert all(re.search(r"\d", remark.text) for remark in council(history.rewind(turn)))


def test_the_figures_are_those_of_the_game(history: Game) -> None:
    """The budget examiner's word on Congress names the support that the scorecard shows."""
    said = [
        (game.measure("support_congress"), by_advisor(game)["examiner"])
        for game in (history.rewind(turn) for turn in range(1, 9))
    ]
    told = [(figure, text) for figure, text in said if "Congress stands at" in text]
    assert told
    assert all(f"stands at {figure} of 1,000" in text for figure, text in told)


def test_nobody_says_the_same_thing_all_the_time(history: Game) -> None:
    rounds = [by_advisor(history.rewind(turn)) for turn in range(6, history.turn)]
    for advisor in ADVISORS:
        without_figures = [re.sub(r"[\d.,]+", "", said[advisor.id]) for said in rounds]
        assert len(set(without_figures)) >= len(rounds) / 3


def test_the_sponsor_and_the_examiner_differ_over_an_agreement_that_ends(history: Game) -> None:
    """Whether to renew is argued from both sides with the same figures."""
    both = 0
    for turn in range(6, history.turn):
        said = by_advisor(history.rewind(turn))
        both += "I would renew" in said["manager"] and (
            "ends in" in said["examiner"] or "taper" in said["examiner"]
        )
    assert both


def test_the_examiner_says_what_to_do_when_a_consortium_came_apart() -> None:
    game = Game.new(load(TINY), 7)
    game.give(Solicit(technology="additive", agency="dod", seed=40_000, years=5, taper=0, match=1000))
    game.end_turn()
    game.give(Award(technology="additive", bidder=game.proposals("additive")[0].bidder.id))
    game.end_turn()
    left = money(int(game.state.base_left[0, 0]))
    assert "lost its consortium" not in by_advisor(game)["examiner"]

    game.state.credibility[0, 0] = 0

    remark = next(one for one in council(game) if one.advisor.id == "examiner")
    assert f"lost its consortium, and {left} of base money" in remark.text
    assert "Close it and call again" in remark.text
    assert (remark.page, remark.of) == ("institutes", "additive")


def test_another_game_is_told_other_things() -> None:
    scenario = load("nnmi-2012")
    idle = Game.new(scenario, 5)
    for _ in range(6):
        idle.end_turn()
    busy = saves.load(SAVES / "history.toml").rewind(7)
    assert all(
        idle_said != busy_said for idle_said, busy_said in zip(council(idle), council(busy), strict=True)
    )


def test_chinese_is_complete(history: Game) -> None:
    game = history.rewind(15)
    locale.set_language("zh")
    try:
        for remark in council(game):
            assert re.search(r"[\u4e00-\u9fff]", remark.text)
            assert not re.search(r"[A-Za-z]{4,}", re.sub(r"MRL|NIST", "", remark.text))
    finally:
        locale.set_language("en")
