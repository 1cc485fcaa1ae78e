"""*Why?* in lines: the answers are those of ``tui.views.why``; a number follows a line to what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from nnmi_game.game import figures
from nnmi_game.game.figures import Figure
from nnmi_game.game.game import Game
from nnmi_game.locale import gettext as _
from nnmi_game.plain.guessing import common, every, figure_of, owners
from nnmi_game.plain.listing import Listing
from nnmi_game.plain.matching import choose, no_such, number
from nnmi_game.plain.speech import heading, part_lines, spoken
from nnmi_game.scenario.vocabulary import GOALS
from nnmi_game.tui.views.asked import AboutFigure, AboutMany, AboutTouch, Asked, of_turn, when
from nnmi_game.tui.views.why import answer

if TYPE_CHECKING:
    from nnmi_game.plain.office import Office


def tell(office: Office, rest: str, shown: Listing | None) -> None:
    """Why a figure is what it is: one by name, or those of a line (by its number) of the page that was told last."""
    game = office.game
    place = number(rest)
    if place is not None and shown is not None and shown.choices:
        _of_line(office, place, shown)
        return
    name = _name(office, rest)
    if name is None:
        return
    _first, _space, more = rest.partition(" ")
    of = ""
    if options := owners(game, name):
        whose = choose(more, options) if more else None
        if more and whose is None:
            office.talk.wrong(no_such(more, options))
            return
        of = whose.value if whose is not None else office.questions.one(_("Whose"), options)
    ask(office, AboutFigure(which(game, name, of), len(game.past)))


def _name(office: Office, rest: str) -> str | None:
    """The figure that is named in the line, or in the answer to a question; None if there is none."""
    game = office.game
    shown, known = common(game), every(game)
    if not rest:
        return office.questions.one(_("Figure"), shown, also=known)
    found = figure_of(rest.partition(" ")[0], shown, known) or choose(rest, known)
    if found is None:
        office.talk.wrong(no_such(rest, known))
        return None
    return found.value


def _of_line(office: Office, place: int, shown: Listing) -> None:
    """The figures of a line that was told."""
    if not 1 <= place <= len(shown.choices):
        office.talk.wrong(
            _("There is no number {number}: choose from 1 to {count}.").format(
                number=place, count=len(shown.choices)
            )
        )
        return
    ask_all(office, shown.choices[place - 1].asks)


def ask_all(office: Office, found: Sequence[Figure]) -> None:
    """Why one of some figures is what it is."""
    turn = len(office.game.past)
    if not found:
        office.talk.wrong(_("This line has no figure that can be asked why."))
    elif len(found) == 1:
        ask(office, AboutFigure(found[0], turn))
    else:
        ask(office, AboutMany(tuple(found), turn))


def which(game: Game, name: str, of: str) -> Figure:
    """The figure of a goal or measure by its name."""
    if name in GOALS:
        return figures.goal(name)
    tables = game.tables
    if not of:
        return figures.measure(name)
    return figures.measure(name, tables.agency[of] if of in tables.agency else tables.technology[of])


def ask(office: Office, asked: Asked) -> None:
    """Tell the answer to a question, with the ways that lead on from it."""
    try:
        found = answer(asked, office.game)
    except KeyError:
        office.talk.wrong(_("The office can't know what moves this figure."))
        return
    page = Listing(_("Why"))
    title = _("{figure}, {turn}").format(figure=spoken(found.title), turn=when(asked, office.game))
    page.say(heading(title), *part_lines(found.notes))
    for row in found.table.rows:
        value, what, change, *_sign = map(spoken, row.cells)
        said = " ".join(filter(None, (value, what)))
        if change:
            said = _("{figure}, change {change}").format(figure=said, change=change)
        if row.key in found.ways:
            page.choose(said, _asker(office, found.ways[row.key]))
        else:
            page.say(said)
    if isinstance(asked, AboutFigure):
        page.choose(_("What does this touch?"), _asker(office, AboutTouch(asked.figure, asked.turn)))
    if asked.turn > 0:
        page.choose(_("The turn before"), _asker(office, of_turn(asked, asked.turn - 1)))
    if asked.turn < len(office.game.past):
        page.choose(_("The turn after"), _asker(office, of_turn(asked, asked.turn + 1)))
    office.show(page)


def _asker(office: Office, asked: Asked) -> Callable[[], None]:
    return lambda: ask(office, asked)
