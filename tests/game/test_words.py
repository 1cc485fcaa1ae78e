from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import nnmi_game.engine
from nnmi_game.engine.ledger import INSIDE, SOURCES, USES
from nnmi_game.engine.legality import Reason
from nnmi_game.engine.orders import parse
from nnmi_game.game import words
from nnmi_game.game.game import Game, Refusal
from nnmi_game.game.words.causes import ACCOUNTS, CAUSES, EVENT
from nnmi_game.locale import set_language
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.vocabulary import GOALS, MEASURES, PHASES
from tests.game.conftest import play_at_random

#: Which argument of the ledger's calls is the cause.
CALLS = {"flow": 1, "pay": 0, "pay_from_budget": 0, "return_to_budget": 0, "close": 2, "_raise": 2}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def written_causes() -> set[str]:
    """Every cause that stands in the engine's source."""
    found = set()
    for path in Path(nnmi_game.engine.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                place = CALLS.get(name, 99)
                if len(node.args) > place and isinstance(node.args[place], ast.Constant):
                    found.add(node.args[place].value)
    return found


def test_every_cause_in_the_source_has_words():
    assert written_causes() - set(CAUSES) == set()


def test_every_cause_of_a_game_has_words(national: Scenario):
    game = play_at_random(Game.new(national, 11), 22, 5)

    causes = {flow.cause for turn in game.past for flow in turn.ledger.flows if np.any(flow.amount)}
    assert {cause for cause in causes if not cause.startswith(EVENT)} - set(CAUSES) == set()
    assert len(causes) > 60


def test_every_account_phase_goal_and_figure_has_words():
    assert set(ACCOUNTS) == {*INSIDE, *SOURCES, *USES}
    assert all(words.account(name) for name in ACCOUNTS)
    assert len({words.phase(number) for number in range(len(PHASES))}) == len(PHASES)
    assert all(words.goal(name) for name in GOALS)
    assert all(words.measure(name) for name in MEASURES)


def test_events_are_causes_with_a_headline(tiny: Scenario):
    assert words.cause("event: shutdown", tiny) == "event: Government shutdown"
    assert words.cause("event: shutdown") == "an event"


@pytest.mark.parametrize(
    ("thousands", "short", "exact"),
    [
        (0, "$0K", "$0K"),
        (999, "$999K", "$999K"),
        (1234, "$1.2M", "$1.234M"),
        (40_000, "$40.0M", "$40M"),
        (1_234_500, "$1,234.5M", "$1,234.5M"),
        (-1250, "-$1.2M", "-$1.25M"),
        (-5, "-$5K", "-$5K"),
    ],
)
def test_money(thousands: int, short: str, exact: str):
    assert (words.money(thousands), words.exact_money(thousands)) == (short, exact)


@pytest.mark.parametrize(
    ("thousands", "short", "exact"),
    [
        (3, "0.3 万美元", "0.3 万美元"),
        (583, "58.3 万美元", "58.3 万美元"),
        (12_345, "1,234 万美元", "1,234.5 万美元"),
        (883_400, "8.83 亿美元", "88,340 万美元"),
        (-5, "-0.5 万美元", "-0.5 万美元"),
    ],
)
def test_money_in_chinese_is_counted_in_ten_thousands(thousands: int, short: str, exact: str):
    set_language("zh")

    assert (words.money(thousands), words.exact_money(thousands)) == (short, exact)


def test_sentences_are_joined_as_each_language_does():
    assert words.sentences(["One.", "", "Two."]) == "One. Two."
    assert words.sentences(["\u4e00\u3002", "\u4e8c\u3002"]) == "\u4e00\u3002\u4e8c\u3002"


def test_numbers():
    assert [words.percent(500), words.percent(125), words.percent(-5)] == ["50%", "12.5%", "-0.5%"]
    assert [words.ratio(1000), words.ratio(1250)] == ["1:1", "1.25:1"]
    assert [words.period(2014, 1), words.period(2014, 3, 4), words.period(2014, 1, 1)] == [
        "FY2014, first half",
        "FY2014, quarter 3",
        "FY2014",
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "solicit technology=additive agency=dod seed=40000 years=5 taper=500 match=1250",
            "Solicit Additive manufacturing: $40M of Department of Defense over 5 years, taper 50%, match 1.25:1.",
        ),
        (
            "recruit technology=additive channel=extension regions=north,south budget=900",
            "Recruit for Additive Institute through Extension partners everywhere for $900K a year.",
        ),
        ("campaign audience=congress attention=1", "Campaign in Congress with 1 point of attention."),
        ("train program=apprentice at=region place=north budget=0", "Stop Apprenticeship in North."),
        ("respond event=shutdown option=wait", "Government shutdown: Wait it out."),
        ("close technology=alchemy", "Close alchemy."),
    ],
)
def test_orders(tiny: Scenario, line: str, sentence: str):
    assert words.order(parse(line), tiny) == sentence


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.OK])
def test_every_refusal_has_a_sentence(tiny: Scenario, language: str, reason: Reason):
    set_language(language)
    orders = [
        parse("solicit technology=additive agency=dod seed=1 years=5 taper=500 match=1250"),
        parse("award technology=additive bidder=lakes"),
        parse("fund technology=additive agency=doc purpose=satellite amount=5 region=north"),
        parse("link a=additive b=digital by=standards"),
        parse("train program=apprentice at=institute place=additive budget=7"),
        parse("respond event=shutdown option=wait"),
    ]
    for order in orders:
        sentence = words.refusal(Refusal(reason, order, 1, 9, "seed", "dod"), tiny)
        crowded = words.refusal(Refusal(reason, order, 1, 9, "seed", "dod", other=orders[0]), tiny)
        assert all(text and "{" not in text for text in (sentence, crowded))


def test_a_refusal_says_what_would_be_accepted(game: Game):
    order = parse("solicit technology=additive agency=dod seed=1 years=5 taper=500 match=1250")
    refusal = game.refusal(order)
    rules = game.scenario.coefficients.competition
    low, high = words.exact_money(rules.seed_low.value), words.exact_money(rules.seed_high.value)

    assert refusal is not None
    assert words.refusal(refusal, game.scenario) == f"The seed money must be between {low} and {high}."


def test_names_put_into_a_sentence_stand_apart_as_chinese_sets_them():
    assert words.apart("续签NextFlex（柔性混合电子制造创新研究所）的协议") == (
        "续签 NextFlex（柔性混合电子制造创新研究所）的协议"
    )
    assert words.apart("把轻质金属授予UI LABS。") == "把轻质金属授予 UI LABS。"
    assert words.apart("Renew the agreement of NextFlex.") == "Renew the agreement of NextFlex."
