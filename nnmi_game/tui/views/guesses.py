"""A player's guesses: what was expected of the coming turn, what became of earlier ones, how good they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.game.guesses import SURE, Guess, Outcome, calibration, scope
from nnmi_game.game.words import goal, measure
from nnmi_game.game.words.names import Named, name_of
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.scenario.vocabulary import GOALS, MEASURES
from nnmi_game.tui.views.figures import figure
from nnmi_game.tui.views.table import Column, Row, Table

if TYPE_CHECKING:
    from nnmi_game.game.game import Game

#: Guesses below which nothing can be said of how good somebody's guesses are.
ENOUGH = 5


def unit(name: str) -> str:
    """The unit of a goal or a measure."""
    return "points" if name in GOALS else MEASURES[name].unit


def title(game: Game, name: str, of: str = "") -> str:
    """What a figure is called, and whose it is."""
    called = goal(name) if name in GOALS else measure(name)
    if scope(name) == "network":
        return called
    things: tuple[Named, ...] = (*game.scenario.technologies, *game.scenario.agencies)
    return _("{figure}, {whose}").format(figure=called, whose=name_of(things, of))


def table(game: Game) -> Table:
    """The guesses about this turn, then what became of earlier ones, the last first."""
    rows = [_open_row(game, guess) for guess in game.guesses]
    rows += [_row(game, one) for one in reversed(game.outcomes())]
    return Table(
        columns=[
            Column(key="turn", title=_("Turn"), number=True),
            Column(key="figure", title=_("Figure"), least=16),
            Column(key="guess", title=_("Guess"), number=True),
            Column(key="range", title=_("Range"), number=True, rank=7),
            Column(key="actual", title=_("It was"), number=True),
            Column(key="verdict", title=_("Within it?"), least=6),
        ],
        rows=rows,
        empty=_("No guess yet. The form below notes one."),
    )


def _open_row(game: Game, guess: Guess) -> Row:
    return Row(
        key=f"{guess.measure}/{guess.of}",
        cells=[str(game.turn), title(game, guess.measure, guess.of), *_stated(guess), "", _("to come")],
        tone="warn",
    )


def _row(game: Game, one: Outcome) -> Row:
    guess = one.guess
    return Row(
        key=f"{one.turn}:{guess.measure}/{guess.of}",
        cells=[
            str(one.turn),
            title(game, guess.measure, guess.of),
            *_stated(guess),
            figure(one.actual, unit(guess.measure)),
            _("yes") if one.hit else _("no"),
        ],
        tone="good" if one.hit else "bad",
    )


def _stated(guess: Guess) -> tuple[str, str]:
    written = unit(guess.measure)
    between = _("{low} to {high}").format(low=figure(guess.low, written), high=figure(guess.high, written))
    return figure(guess.value, written), between


def told(game: Game, turn: int) -> list[str]:
    """What became of the guesses about a turn, a sentence each."""
    return [_sentence(game, one) for one in game.outcomes(turn)]


def _sentence(game: Game, one: Outcome) -> str:
    guess = one.guess
    if one.hit:
        text = _("{figure}: you guessed {guess}, it is {actual}. That lies within your range.")
    elif one.actual > guess.high:
        text = _("{figure}: you guessed {guess}, it is {actual}. That is above your range of {range}.")
    else:
        text = _("{figure}: you guessed {guess}, it is {actual}. That is below your range of {range}.")
    stated, between = _stated(guess)
    return text.format(
        figure=title(game, guess.measure, guess.of),
        guess=stated,
        range=between,
        actual=figure(one.actual, unit(guess.measure)),
    )


def record(game: Game) -> str:
    """How good the guesses of a game are so far."""
    outcomes = game.outcomes()
    found = calibration(outcomes)
    if not found.guesses:
        return _(
            "Say a number, and a range that you are sure of by {sure} per cent. The next turn tells how it went."
        ).format(sure=SURE)
    text = ngettext("{hits} of {count} range held.", "{hits} of {count} ranges held.", found.guesses).format(
        hits=found.hits, count=found.guesses
    )
    if found.guesses < ENOUGH:
        return text
    if found.share < SURE - 15:
        verdict = _("You are surer than you should be: wider ranges, or a look at why.")
    elif found.share > SURE + 15:
        verdict = _("You know more than you dare to say: narrower ranges.")
    else:
        verdict = _("That is about as sure as you were asked to be.")
    leaning = ""
    if found.above > 2 * found.below + 1:
        leaning = _("Figures come out higher than you think.")
    elif found.below > 2 * found.above + 1:
        leaning = _("Figures come out lower than you think.")
    from nnmi_game.game.words import sentences

    return sentences((text, verdict, leaning))


def asked(game: Game) -> list[str]:
    """What the scenario asks to be guessed this turn, and why."""
    from nnmi_game.game.words import sentences
    from nnmi_game.game.words.numbers import local

    return [
        sentences(
            (
                _("You are asked what this will be: {figure}.").format(
                    figure=title(game, one.measure, one.of)
                ),
                local(one.text),
            )
        )
        for one in game.asked()
    ]
