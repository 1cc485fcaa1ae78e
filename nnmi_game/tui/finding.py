"""Searching in lists: a line above the line of keys narrows the table that has the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nnmi_game.locale import gettext as _
from nnmi_game.tui.widgets.bars import KeyLine

if TYPE_CHECKING:
    from nnmi_game.tui.frame import Keyed


def find(screen: Keyed[Any]) -> None:
    """Ask what to look for in the table that has the cursor, or else the first one shown."""
    from nnmi_game.tui.widgets.figure_table import FigureTable
    from nnmi_game.tui.widgets.find import FindLine

    tables = [table for table in screen.query(FigureTable) if table.display and table.region.height]
    if not tables:
        screen.office.say(_("There is no list here to search."))
        return
    table = next((table for table in tables if table is screen.focused), tables[0])
    for line in screen.query(FindLine):
        line.open(table)
        return
    screen.mount(FindLine(table), before=screen.query_one(KeyLine))


def stop_finding(screen: Keyed[Any]) -> bool:
    """Show all rows again; whether they had been narrowed."""
    from nnmi_game.tui.widgets.find import FindLine

    lines = [line for line in screen.query(FindLine) if line.display]
    for line in lines:
        line.close()
    return bool(lines)
