"""Questions that can be asked on the page *Why?*, each of some turn, and their names on the trail."""

from __future__ import annotations

from attrs import evolve, frozen

from nnmi_game.game.figures import Figure
from nnmi_game.game.game import Game
from nnmi_game.game.leads import Happened, Number, Ordered
from nnmi_game.game.why import Line
from nnmi_game.game.words import figures as words
from nnmi_game.game.words import names, numbers
from nnmi_game.locale import gettext as _


@frozen
class AboutFigure:
    """Asks why a figure is what it is after a turn (from 0)."""

    figure: Figure
    turn: int


@frozen
class AboutLine:
    """Asks what stands behind a line of a figure's account."""

    figure: Figure
    line: Line
    turn: int


@frozen
class AboutNumber:
    """Asks what a number of the scenario is, and where it comes from."""

    number: Number
    turn: int


@frozen
class AboutOrder:
    """Asks what an order was, and what one like it touches."""

    ordered: Ordered
    turn: int


@frozen
class AboutEvent:
    """Asks what happened, and what it moved."""

    happened: Happened
    turn: int


@frozen
class AboutTouch:
    """Asks what a figure touches."""

    figure: Figure
    turn: int


@frozen
class AboutMany:
    """Asks which of some figures is meant."""

    figures: tuple[Figure, ...]
    turn: int


Asked = AboutFigure | AboutLine | AboutNumber | AboutOrder | AboutEvent | AboutTouch | AboutMany


def heading(asked: Asked, game: Game) -> str:
    """The question in a few words, for the trail."""
    scenario = game.scenario
    match asked:
        case AboutFigure() | AboutTouch():
            return words.full_title(asked.figure, scenario)
        case AboutLine():
            return words.line(asked.line.name, asked.line.cause, asked.figure, scenario)
        case AboutNumber():
            return words.number_title(asked.number, scenario)
        case AboutOrder():
            return _("an order")
        case AboutEvent():
            return names.name_of(scenario.events, asked.happened.event)
        case _:
            return _("this screen")


def when(asked: Asked, game: Game) -> str:
    """The turn that is asked about."""
    if not asked.turn:
        return _("before the first turn")
    period = game.period(asked.turn)
    named = numbers.period(period.fy, period.part, game.tables.turns_per_year)
    return _("turn {turn}, {period}").format(turn=asked.turn, period=named)


def of_turn(asked: Asked, turn: int) -> Asked:
    """The same question of another turn; one about a line becomes one about its figure."""
    if isinstance(asked, AboutLine):
        return AboutFigure(asked.figure, turn)
    return evolve(asked, turn=turn)
