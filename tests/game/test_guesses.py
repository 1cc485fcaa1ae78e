"""What a player expects of a turn, and what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnmi_game.game.game import Game
from nnmi_game.game.guesses import SURE, Guess, Outcome, calibration
from nnmi_game.game.record import SaveError
from nnmi_game.game.saves import load, save
from nnmi_game.scenario.load import load as load_scenario
from nnmi_game.scenario.model import Scenario


@pytest.fixture
def game(tiny: Scenario, played: Game) -> Game:
    return played.rewind(played.turn)


def around(game: Game, measure: str, of: str = "", width: int = 10) -> Guess:
    now = game.figure(measure, of)
    return Guess(measure, of, now, now - width, now + width)


def test_a_guess_meets_the_figure_after_its_turn(game: Game) -> None:
    game = game.rewind(2)
    expected = around(game, "skilled", width=0)
    sure = Guess("support_public", "", 500, 0, 1000)
    assert game.guess(expected) == ""
    assert game.guess(sure) == ""
    game.end_turn()
    first, second = game.outcomes(2)
    assert first == Outcome(2, expected, game.measure("skilled"))
    assert first.hit == (game.measure("skilled") == expected.value)
    assert second.hit
    assert second.error == 500 - game.measure("support_public")
    assert game.guesses == []
    assert game.outcomes() == [first, second]


def test_a_second_guess_about_a_figure_replaces_the_first(game: Game) -> None:
    game = game.rewind(2)
    agency = game.scenario.agencies[0].id
    game.guess(around(game, "agency_budget", agency))
    game.guess(around(game, "members"))
    later = around(game, "agency_budget", agency, width=99)
    game.guess(later)
    assert game.guesses == [around(game, "members"), later]
    game.withdraw("members")
    assert game.guesses == [later]


@pytest.mark.parametrize(
    ("guess", "wrong"),
    [
        (Guess("membres", "", 1, 0, 2), "measure"),
        (Guess("members", "additive", 1, 0, 2), "of"),
        (Guess("institute_cash", "", 1, 0, 2), "of"),
        (Guess("institute_cash", "nowhere", 1, 0, 2), "of"),
        (Guess("members", "", 3, 0, 2), "range"),
        (Guess("members", "", 0, 0, 10**13), "size"),
    ],
)
def test_what_cannot_be_guessed_is_not_kept(game: Game, guess: Guess, wrong: str) -> None:
    assert game.guess(guess) == wrong
    assert game.guesses == []


def test_guesses_are_saved_with_the_game_and_change_nothing_else(game: Game, tmp_path: Path) -> None:
    plain, guessing = game.rewind(3), game.rewind(3)
    guessing.guess(around(guessing, "workforce"))
    plain.end_turn()
    guessing.end_turn()
    assert [turn.digest for turn in plain.past] == [turn.digest for turn in guessing.past]
    guessing.guess(around(guessing, "members"))
    path = tmp_path / "game.toml"
    save(guessing, path)
    again = load(path)
    assert again.outcomes() == guessing.outcomes() != []
    assert again.guesses == guessing.guesses != []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('measure = "members"', 'measure = "membres"', '"membres"'),
        ("low = 1", "low = 12", "hold the guess itself"),
        ("high = 9", 'high = "nine"', "turns[2].guesses[0].high"),
        ("value = 5", "worth = 5", "worth"),
    ],
)
def test_a_spoilt_guess_is_told_with_its_place(
    game: Game, tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    game = game.rewind(3)
    game.guess(Guess("members", "", 5, 1, 9))
    game.end_turn()
    path = tmp_path / "game.toml"
    save(game, path)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(SaveError) as found:
        load(path)
    assert complaint in str(found.value)
    assert str(path) in str(found.value)


def test_the_record_of_guesses() -> None:
    guess = Guess("members", "", 10, 8, 12)
    record = calibration([Outcome(1, guess, actual) for actual in (8, 12, 10, 13, 3, 2)])
    assert (record.guesses, record.hits, record.above, record.below) == (6, 3, 1, 2)
    assert record.share == 50
    assert calibration([]).share == 0


def test_ranges_too_narrow_and_too_wide_both_cost() -> None:
    """Of a hundred figures from 1 to 100, the range from 11 to 90 holds those that one should be sure of."""

    def penalty(low: int, high: int) -> int:
        guess = Guess("members", "", 50, low, high)
        return int(sum(Outcome(1, guess, actual).penalty for actual in range(1, 101)))

    assert SURE == 80
    best = penalty(11, 90)
    assert all(best <= penalty(low, high) for low in range(1, 51, 2) for high in range(50, 101, 5))
    assert best < penalty(40, 60)
    assert best < penalty(1, 100)


def test_a_scenario_asks_for_guesses_until_they_are_given() -> None:
    game = Game.new(load_scenario("youngstown-2012"), 3)
    assert game.asked() == []
    while not game.asked():
        game.end_turn()
    (question,) = game.asked()
    assert question.turn == game.turn
    assert game.guess(Guess(question.measure, question.of, 5, 0, 50)) == ""
    assert game.asked() == []
    game.end_turn()
    assert game.outcomes()[0].guess.measure == question.measure
