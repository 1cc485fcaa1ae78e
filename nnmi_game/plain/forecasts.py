"""Forecasts as lines, and what figures are called."""

from __future__ import annotations

from collections.abc import Callable

from nnmi_game.analysis.forecast import Forecaster
from nnmi_game.engine.orders import Order
from nnmi_game.game.game import Game
from nnmi_game.game.words import goal, measure
from nnmi_game.game.words.names import agency, technology
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.plain.speech import table_lines
from nnmi_game.scenario.vocabulary import GOALS, MEASURES
from nnmi_game.tui.views import forecast as view


def figure_name(game: Game, name: str, of: str = "") -> str:
    """What a goal or measure is called, with whose it is."""
    said = goal(name) if name in GOALS else measure(name)
    if not of:
        return said
    scope = MEASURES[name].scope
    whose = agency(game.scenario, of) if scope == "agency" else technology(game.scenario, of)
    return _("{figure}, {whose}").format(figure=said, whose=whose)


def unit_of(name: str) -> str:
    """The unit of a goal or measure."""
    return "points" if name in GOALS else MEASURES[name].unit


def order_outlook(game: Game, order: Order, stop: Callable[[], bool]) -> list[str]:
    """What an order does in the next turns; ``StoppedError`` if ``stop`` said so."""
    if game.over:
        return [_("The game is over.")]
    found = Forecaster(game).of(order, stop)
    head = ngettext(
        "After {count} turn, in the middle of {worlds} futures, without the order and with it:",
        "After {count} turns, in the middle of {worlds} futures, without the order and with it:",
        found.turns,
    )
    return [
        head.format(count=found.turns, worlds=found.worlds),
        *table_lines(view.table(found, game.scenario)),
    ]


def tray_outlook(game: Game, stop: Callable[[], bool]) -> list[str]:
    """Where the game would end with this turn's orders and without them, if nothing more were ordered.

    ``StoppedError`` if ``stop`` said so.
    """
    if game.over:
        return [_("The game is over.")]
    if not game.tray:
        return [_("No order has been given this turn.")]
    ending = Forecaster(game).of_tray(stop)
    head = _(
        "The end of the game, in the middle of {worlds} futures, without this turn's orders and with them, if nothing "
        "more were ordered:"
    )
    return [head.format(worlds=ending.worlds), *table_lines(view.ending_table(ending, game.scenario))]
