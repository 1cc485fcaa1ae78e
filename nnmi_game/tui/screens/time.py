"""The page of turns: look back at any of them, play on from it, and see the games that grew out of this one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import GamePage, Keyed
from nnmi_game.tui.screens.panel import Prose
from nnmi_game.tui.views import time as view
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.section import Section

if TYPE_CHECKING:
    from nnmi_game.game.game import Game


def _page(screen: Keyed[Any]) -> TimeScreen:
    assert isinstance(screen, TimeScreen)
    return screen


def _compare(screen: Keyed[Any]) -> object:
    return _page(screen).compare()


def _why_no_comparison(screen: Keyed[Any]) -> str:
    page = _page(screen)
    path = page.chosen_branch
    if path is None or path == (page.first or page.open_file):
        return _("Put the cursor on another game in the lower table first.")
    return ""


def _mark(screen: Keyed[Any]) -> None:
    page = _page(screen)
    page.mark(None if page.chosen_branch == page.first else page.chosen_branch)


def _why_no_mark(screen: Keyed[Any]) -> str:
    if _page(screen).chosen_branch is None:
        return _("Put the cursor on a game in the lower table first.")
    return ""


class TimeScreen(GamePage):
    """Turns above, games with the same luck below."""

    page = "time"
    actions = (
        Action(
            id="time.compare", title=N_("Compare with the game under the cursor"), brief=N_("Compare"), key="v",
            run=_compare, why_not=_why_no_comparison, own=True,
        ),
        Action(
            id="time.mark", title=N_("Compare another with the game under the cursor, or no longer"),
            brief=N_("Mark"), key="a", run=_mark, why_not=_why_no_mark, own=True,
        ),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._goals: dict[str, dict[str, int]] = {}
        self._branches: list[Any] = []
        self._branches_of: object = None
        #: The game that others are compared with, if it is not the open one.
        self.first: Path | None = None

    def compose_body(self) -> ComposeResult:
        """Two tables, and what was ordered in the turn under the cursor."""
        yield Section("turns")
        yield Prose(id="orders")
        yield Section("branches")

    @property
    def open_file(self) -> Path | None:
        """The file of the game that is open."""
        slot = self.office.session.slot
        return slot.path if slot is not None else None

    @property
    def chosen_branch(self) -> Path | None:
        """The file under the cursor of the lower table."""
        pointed = self.query_one("#branches", FigureTable).pointed
        return Path(pointed) if pointed else None

    def begin(self) -> None:
        """The cursor begins among the turns, at the one that is shown."""
        self.query_one("#turns", FigureTable).focus(scroll_visible=False)

    def fill(self) -> None:
        """Write the tables, and read the files beside the screen."""
        session = self.office.session
        whole = session.kept or self.game
        goals = [self._goals_after(turn) for turn in range(len(whole.past) + 1)]
        if session.why_not_change:
            heading = _("Turn {turn} is shown. Enter shows another, N the present").format(
                turn=self.game.turn
            )
        elif session.looking_back:
            heading = _(
                "Turn {turn} is shown. Enter shows another; an order given there begins a new game"
            ).format(turn=self.game.turn)
        else:
            heading = _("Turns of this game. Enter looks back at one")
        turns = self.query_one("#turns", FigureTable)
        parent = turns.parent
        if isinstance(parent, Section):
            parent.show(heading, view.turns_table(whole, goals))
            turns.point_at(str(min(self.game.turn, whole.turns)))
        self._tell(turns.pointed)
        self.query_one("#branches").display = not self.office.in_class
        if self.office.in_class:
            return  # a class has one line of turns
        self._show_branches()
        now = (session.slot and session.slot.path, len(whole.past))
        if now != self._branches_of:
            self._branches_of = now
            self.run_worker(self._read_branches(), name="branches", exclusive=True, exit_on_error=False)

    def on_figure_table_pointed(self, event: FigureTable.Pointed) -> None:
        """Tell what was ordered in the turn under the cursor."""
        if event.control.id == "turns":
            self._tell(event.key)

    def on_figure_table_chosen(self, event: FigureTable.Chosen) -> None:
        """Look at the turn, or open the game."""
        event.stop()
        if event.control.id == "turns":
            self.office.session.look(int(event.key))
        elif Path(event.key) != self.open_file:
            self.office.run_worker(self.office.load_game(Path(event.key)), name="load")

    async def compare(self) -> None:
        """Show the marked game (or else this one) and the one under the cursor side by side."""
        from nnmi_game.tui.screens.comparison import ComparisonScreen

        first, path = self.first or self.open_file, self.chosen_branch
        if path is None:
            return
        mine = await self._game_in(first)
        other = await self._game_in(path) if mine is not None else None
        if mine is not None and other is not None:
            name = "" if first is None or first == self.open_file else first.stem
            self.office.push_screen(ComparisonScreen(mine, other, (name, path.stem)))

    async def _game_in(self, path: Path | None) -> Game | None:
        """The game in a file; that of the open one is at hand."""
        kept = self.office.session.kept
        return kept if path is None or path == self.open_file else await self.office.game_in(path)

    def mark(self, path: Path | None) -> None:
        """Compare others with this game from now on."""
        self.first = path
        self._show_branches()
        self.fill_bars()

    def _goals_after(self, turn: int) -> dict[str, int]:
        """The goals after a turn, reckoned once for each state that was reached."""
        whole = self.office.session.kept or self.game
        key = whole.past[turn - 1].digest if turn else ""
        if key not in self._goals:
            self._goals[key] = whole.goals(turn)
        return self._goals[key]

    def _tell(self, key: str | None) -> None:
        whole = self.office.session.kept or self.game
        prose = self.query_one("#orders", Prose)
        prose.show([("quiet", view.orders_text(whole, int(key)))] if key else [])

    def _show_branches(self) -> None:
        section = self.query_one("#branches", FigureTable).parent
        if isinstance(section, Section):
            section.show(
                _("Branches. Enter opens a game"),
                view.branch_table(self._branches, self.open_file, self.first),
            )

    async def _read_branches(self) -> None:
        """The saved games with this game's luck; unreadable files are left to the list of saved games."""
        game = self.office.session.kept or self.game
        self._branches = await asyncio.to_thread(self.office.session.shelf.branches, game)
        if self.is_open:
            self._show_branches()
