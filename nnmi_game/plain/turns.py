"""The turns of a game, and the games that grew out of it: looking back, playing on from there, comparing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from nnmi_game.locale import gettext as _
from nnmi_game.plain.listing import Listing
from nnmi_game.plain.speech import paragraph_lines, part_lines
from nnmi_game.tui.shelf import is_expected
from nnmi_game.tui.views import time as view
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
    page.choose(_("Compare it with this game"), lambda: compare(office, path))
    office.show(page)


def _opener(office: Office, path: Path) -> Callable[[], None]:
    from nnmi_game.plain.opening import open_file

    return lambda: open_file(office, path)


def compare(office: Office, path: Path) -> None:
    """Where two games part, and what each turn's difference was worth."""
    from nnmi_game.analysis.compare import NotComparableError
    from nnmi_game.analysis.compare import compare as compared

    mine = office.session.kept or office.game
    try:
        other = office.session.shelf.load(path, lenient=True)
    except Exception as error:
        if not is_expected(error):
            raise
        office.talk.wrong("\n".join(paragraph_lines(str(error))))
        return
    try:
        found = compared(mine, other)
    except NotComparableError:
        office.talk.wrong(_("There is nothing to compare yet: one of the games has not begun."))
        return
    titles = _titles(mine, other, path)
    office.talk.say(*part_lines(view.comparison_text(found, mine, titles)))


def _titles(mine: Game, other: Game, path: Path) -> tuple[str, str]:
    return mine.title or _("this game"), other.title or path.stem
