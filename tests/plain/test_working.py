"""Two games compared in words, and Ctrl+C that stops work but not the program."""

from nnmi_game.plain.signals import CODES, INTERRUPTED, Interrupts

from .conftest import Play


def test_two_games_with_one_luck_are_compared_curve_by_curve(play: Play) -> None:
    said = play(
        [
            *("campaign audience=public attention=2", "end now", "end now", "rewind 1", "end now", "end now"),
            *("compare 1 2", "1", "0", "quit"),
        ]
    )

    told = said.after("compare 1 2")
    assert "They part in turn 1." in told
    assert "Curves:" in told
    assert "All four goals together" in said.after("1")


def test_one_game_alone_has_nothing_to_be_compared_with(play: Play) -> None:
    assert "No other game has this luck." in play(["end now", "compare"]).text


def test_the_ending_is_told_when_the_game_is_over(play: Play) -> None:
    assert "The game is not over yet." in play(["ending"]).text


def test_ctrl_c_stops_the_work_and_not_the_program() -> None:
    interrupts = Interrupts(code=INTERRUPTED)

    assert interrupts.meant_for_the_work()
    assert not interrupts.pending


def test_a_hang_up_still_ends_the_program() -> None:
    interrupts = Interrupts(code=CODES["SIGHUP"])

    assert not interrupts.meant_for_the_work()
    assert interrupts.pending


def test_guesses_are_told_with_what_came_of_them_and_taken_back(play: Play) -> None:
    said = play(
        ["guess members 5 0 10", "end now", "guess members 9 0 90", "guessed", "1", "guessed", "quit"]
    )

    told = said.after("guessed")
    assert "Members will be about 9, from 0 to 90." in told
    assert "Turn 1: Members: 0, within your range of 0 to 10; you guessed 5." in told
    assert "1. Guess a figure of the coming turn" in told.rpartition("guessed")[2]
