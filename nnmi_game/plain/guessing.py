"""Guesses about the coming turn: asked for, or in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nnmi_game.game.game import Game
from nnmi_game.game.guesses import LARGEST, SURE, Guess, scope
from nnmi_game.locale import counts_in_myriads
from nnmi_game.locale import gettext as _
from nnmi_game.plain.amounts import amount, folded
from nnmi_game.plain.forecasts import figure_name, unit_of
from nnmi_game.plain.matching import choose, no_such
from nnmi_game.plain.reports import guess_record
from nnmi_game.scenario.vocabulary import GOALS, MEASURES
from nnmi_game.tui.views.figures import figure, local
from nnmi_game.tui.views.form import Option

if TYPE_CHECKING:
    from nnmi_game.plain.office import Office

#: What a bare number stands for in a unit, and in money where one counts in ten thousands.
SCALES = {"thousand dollars": 1000, "thousand dollars per year": 1000, "per mille": 10}
TEN_THOUSAND = 10


def common(game: Game) -> list[Option]:
    """The goals and the figures that they are made of: what a list offers."""
    names = [*GOALS, *(part.component.measure for part in game.parts())]
    return [Option(name, figure_name(game, name)) for name in dict.fromkeys(names)]


def every(game: Game) -> list[Option]:
    """All figures that have a name."""
    return [Option(name, figure_name(game, name)) for name in (*GOALS, *MEASURES)]


def owners(game: Game, name: str) -> list[Option]:
    """Whose figure it can be; empty for the network's."""
    kind = scope(name)
    if kind == "agency":
        return [Option(one.id, local(one.name)) for one in game.scenario.agencies]
    if kind == "technology":
        return [Option(one.id, local(one.name)) for one in game.scenario.technologies]
    return []


def note(office: Office, rest: str) -> None:
    """Note a guess; what is not in the line is asked for."""
    game = office.game
    if office.session.looking_back:
        office.talk.wrong(_("You look back at an earlier turn: look now returns to the present."))
        return
    if game.over:
        office.talk.wrong(_("The game is over."))
        return
    words = rest.split()
    if not words:
        office.talk.say(*standing(game), *guess_record(game))
    name = _chosen(office, _("Figure"), common(game), words, every(game))
    if name is None:
        return
    of = ""
    if options := owners(game, name):
        found = _chosen(office, _("Whose"), options, words, options)
        if found is None:
            return
        of = found
    numbers = _numbers(office, name, of, words)
    if numbers is None:
        return
    value, low, high = numbers
    wrong = game.guess(Guess(name, of, value, low, high))
    if wrong:
        office.talk.wrong(
            _("A guess lies within its range: first the number, then the lower end, then the upper.")
        )
        return
    office.session.store()
    office.talk.say(_("Noted: {guess}").format(guess=guess_line(game, game.guesses[-1])))


def _chosen(
    office: Office, title: str, shown: Sequence[Option], words: list[str], all_of_them: Sequence[Option]
) -> str | None:
    """The first word as one of the options, or the answer to a question where there is no word."""
    if not words:
        return office.questions.one(title, shown, also=all_of_them)
    word = words.pop(0)
    found = figure_of(word, shown, all_of_them)
    if found is None:
        office.talk.wrong(no_such(word, all_of_them))
        return None
    return found.value


def figure_of(word: str, shown: Sequence[Option], all_of_them: Sequence[Option]) -> Option | None:
    """The figure that is meant: by its id among all, else by number or name among those of the list."""
    exact = next((one for one in all_of_them if one.value == folded(word)), None)
    return exact or choose(word, shown) or choose(word, all_of_them)


def _numbers(office: Office, name: str, of: str, words: list[str]) -> tuple[int, int, int] | None:
    game, unit = office.game, unit_of(name)
    scale = SCALES.get(unit, 1)
    if counts_in_myriads() and "dollars" in unit:
        scale = TEN_THOUSAND

    def write(value: int) -> str:
        return figure(value, unit)

    if words:
        read = [amount(word, scale) for word in words]
        if len(read) == 3 and None not in read:
            return read[0] or 0, read[1] or 0, read[2] or 0
        office.talk.wrong(
            _("A guess is three numbers: what you expect, and the range, such as {example}.").format(
                example="guess members 150 120 180"
            )
        )
        return None
    now = game.figure(name, of)
    office.talk.say(
        _("{figure} is {value} now.").format(figure=figure_name(game, name, of), value=write(now)),
        _("Give a range that will hold {sure} times in 100.").format(sure=SURE),
    )
    ask = office.questions
    value = ask.number(_("After this turn it will be about"), -LARGEST, LARGEST, now, write, scale, wide=True)
    low = ask.number(_("At least"), -LARGEST, value, value, write, scale, wide=True)
    high = ask.number(_("At most"), value, LARGEST, value, write, scale, wide=True)
    return value, low, high


def guess_line(game: Game, guess: Guess) -> str:
    """A guess in a sentence."""
    unit = unit_of(guess.measure)
    return _("{figure} will be about {value}, from {low} to {high}.").format(
        figure=figure_name(game, guess.measure, guess.of),
        value=figure(guess.value, unit),
        low=figure(guess.low, unit),
        high=figure(guess.high, unit),
    )


def standing(game: Game) -> list[str]:
    """The guesses of this turn."""
    return [guess_line(game, guess) for guess in game.guesses]
