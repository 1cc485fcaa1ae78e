"""Lists of scenarios and of games."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nnmi_game.game.titles import called
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.tui.views.figures import local
from nnmi_game.tui.views.table import Column, Row, Table

if TYPE_CHECKING:
    from nnmi_game.tui.shelf import SaveEntry, ScenarioEntry


def scenario_table(entries: Sequence[ScenarioEntry]) -> Table:
    """The scenarios; lessons are marked in words."""
    return Table(
        columns=(
            Column(key="title", title=_("Scenario"), most=44),
            Column(key="turns", title=_("Turns"), number=True, rank=5),
            Column(key="kind", title=_("Kind"), rank=3),
        ),
        rows=tuple(
            Row(
                key=entry.name,
                cells=(
                    local(entry.title) if entry.title is not None else entry.name,
                    str(entry.turns) if entry.turns else "-",
                    _kind(entry),
                ),
                tone="bad" if entry.problem else "",
            )
            for entry in entries
        ),
        empty=_("Reading the scenarios..."),
    )


def _kind(entry: ScenarioEntry) -> str:
    if entry.problem:
        return _("cannot be played")
    return _("lesson") if entry.teaching else _("game")


def scenario_parts(entry: ScenarioEntry) -> list[tuple[str, str]]:
    """What is said about the scenario under the cursor."""
    if entry.problem:
        return [("bad", entry.problem)]
    parts = [("", local(entry.summary) if entry.summary is not None else "")]
    turns = ngettext("{count} turn", "{count} turns", entry.turns).format(count=entry.turns)
    return [*parts, ("quiet", turns)]


def save_table(entries: Sequence[SaveEntry]) -> Table:
    """Games on disk; what they are called only where one has a name of its own."""
    named = any(entry.title for entry in entries)
    ailing = any(entry.problem for entry in entries)
    return Table(
        columns=(
            Column(key="file", title=_("File"), least=28 if named else 14),
            *([Column(key="title", title=_("Called"), least=28)] if named else []),
            # Where a game can't be played it says why.
            Column(key="scenario", title=_("Scenario"), least=15, rank=7 if ailing else 5),
            Column(key="seed", title=_("Seed"), number=True, rank=3),
            Column(key="turns", title=_("Turns played"), number=True, rank=8),
            Column(key="when", title=_("Last played"), number=True, rank=4),
        ),
        rows=tuple(
            Row(
                key=entry.path.name,
                cells=(
                    entry.path.name,
                    *([called(entry.title)] if named else []),
                    entry.problem or entry.scenario,
                    str(entry.seed),
                    str(entry.turns),
                    entry.when.strftime("%Y-%m-%d %H:%M"),
                ),
                tone="bad" if entry.problem else "",
            )
            for entry in entries
        ),
        empty=_("No game here yet."),
    )
