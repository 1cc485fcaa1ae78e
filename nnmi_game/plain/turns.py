"""The turns of a game, and the games that grew out of it: looking back, playing on from there, comparing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from nnmi_game.game.titles import called
from nnmi_game.locale import gettext as _
from nnmi_game.plain.listing import Listing
from nnmi_game.plain.matching import choose, no_such
from nnmi_game.plain.pictures import BROAD, said
from nnmi_game.plain.speech import heading, paragraph_lines, table_lines
from nnmi_game.plain.working import progress, stoppable
from nnmi_game.tui.draw.chart import Chart
from nnmi_game.tui.draw.words import described, numbers
from nnmi_game.tui.views import time as view
from nnmi_game.tui.views.form import Option
from nnmi_game.tui.views.table import Table

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.plain.office import Office


def turns_page(office: Office, _of: str) -> Listing:
    """The turns, each to look back at, and the games with the same luck."""
    session = office.session
    whole = session.kept or office.game
    page = Listing(_("Time"))
    goals = [whole.goals(turn) for turn in range(len(whole.past) + 1)]
    page.rows(
        _("Turns of this game; choose one to look back at it"), _named(view.turns_table(whole, goals)),
        lambda key: look(office, int(key)),
    )  # fmt: skip
    open_file = session.slot.path if session.slot is not None else None
    branches = view.branch_table(session.shelf.branches(whole), open_file)
    page.rows(_("Games with this luck"), branches, lambda key: _branch(office, Path(key)))
    return page


def _named(table: Table) -> Table:
    """The turns by name, since the lines have numbers of their own."""
    rows = [
        evolve(row, cells=(_("Turn {turn}").format(turn=row.cells[0]), *row.cells[1:])) for row in table.rows
    ]
    return evolve(table, rows=rows)


def look(office: Office, turn: int) -> None:
    """Show the game as it stood before a turn."""
    session = office.session
    was_looking_back = session.looking_back
    session.look(turn)
    office.page = None
    if session.looking_back:
        if not was_looking_back or turn == 1:
            office.talk.say(
                _(
                    "You look back. The orders of the turn are in the tray; all pages tell how things stood. An "
                    "order given here begins a game of its own from this turn; later goes on, look now returns."
                )
            )
        office.talk.say(*paragraph_lines(view.orders_text(session.kept or office.game, office.game.turn)))
    office.tell_turn()


def _branch(office: Office, path: Path) -> None:
    """A game with the same luck: open it, or compare it with this one."""
    slot = office.session.slot
    if slot is not None and slot.path == path:
        office.talk.say(_("This is the game that is open."))
        return
    page = Listing(path.stem)
    page.choose(_("Open it"), _opener(office, path))
    page.choose(_("Compare it with this game"), lambda: compare(office, None, path))
    office.show(page)


def _opener(office: Office, path: Path) -> Callable[[], None]:
    from nnmi_game.plain.opening import open_file

    return lambda: open_file(office, path)


def compare_two(office: Office, rest: str) -> None:
    """Compare two games with this luck: those that are named, or that are asked for."""
    session = office.session
    branches = session.shelf.branches(session.kept or office.game)
    if len(branches) < 2:
        office.talk.wrong(_("No other game has this luck. Play on from an earlier turn, and one will."))
        return
    options = [Option(one.path.stem, called(one.title) or one.path.stem) for one in branches]
    chosen: list[Path] = []
    for wish, question in zip_longest(
        rest.split()[:2], (_("The first game"), _("The game to compare it with"))
    ):
        found = choose(wish, options) if wish else None
        if wish and found is None:
            office.talk.wrong(no_such(wish, options))
            return
        name = found.value if found is not None else office.questions.one(question, options)
        chosen.append(next(one.path for one in branches if one.path.stem == name))
    compare(office, chosen[0], chosen[1])


def compare(office: Office, first: Path | None, second: Path) -> None:
    """Where two games part, what each turn's difference was worth, and their curves; None is the open game."""
    if first == second:
        office.talk.wrong(_("That is the same game twice."))
        return
    with stoppable(office):
        mine, other = (_game(office, path) for path in (first, second))
        if mine is not None and other is not None:
            name = first.stem if first is not None else _("this game")
            _tell_comparison(
                office, mine, other, (called(mine.title) or name, called(other.title) or second.stem)
            )


def _game(office: Office, path: Path | None) -> Game | None:
    from nnmi_game.plain.opening import game_in

    session = office.session
    if path is None or (session.slot is not None and path == session.slot.path):
        return session.kept
    return game_in(office, path)


def _tell_comparison(office: Office, mine: Game, other: Game, titles: tuple[str, str]) -> None:
    from nnmi_game.analysis.compare import NotComparableError
    from nnmi_game.analysis.compare import compare as compared

    try:
        found = compared(mine, other, progress(office))
    except NotComparableError:
        office.talk.wrong(_("There is nothing to compare yet: one of the games has not begun."))
        return
    page = Listing(_("Comparison"))
    page.tell(view.comparison_text(found, mine, titles))
    page.head(_("Curves"))
    for option in view.curves(mine):
        chart = view.comparison_chart(mine, other, titles, option.value)
        page.choose(option.label, _curve(office, chart))
    office.show(page)


def _curve(office: Office, chart: Chart) -> Callable[[], None]:
    """The course of a figure in both games, and its numbers."""

    def tell() -> None:
        office.talk.say(heading(chart.title), *map(said, described(chart)))
        office.talk.say(*table_lines(numbers(chart, BROAD)))

    return tell
