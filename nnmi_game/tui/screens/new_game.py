"""Choose a scenario and a seed."""

from __future__ import annotations

import asyncio
from secrets import randbelow
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.screens.panel import BACK, Panel, Prose
from nnmi_game.tui.shelf import ScenarioEntry
from nnmi_game.tui.views.games import scenario_parts, scenario_table
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words

#: Seeds that the die throws are short enough to tell a friend; any of this many digits can be typed.
DIE, DIGITS = 1_000_000, 14


def _throw(screen: Keyed[Any]) -> None:
    screen.query_one("#seed", Input).value = str(randbelow(DIE))


def _edit(screen: Keyed[Any]) -> None:
    screen.query_one("#seed", Input).focus()


async def _start(screen: Keyed[Any]) -> None:
    if isinstance(screen, NewGameScreen):
        await screen.start()


def _why_not_start(screen: Keyed[Any]) -> str:
    return screen.why_not_start() if isinstance(screen, NewGameScreen) else ""


class NewGameScreen(Panel):
    """The scenarios, and the seed of the game's luck."""

    about = N_(
        "Choose a scenario. The seed decides all luck: the same seed and the same orders give the same game, "
        "so two people can play the same one and compare."
    )
    actions = (
        Action(
            id="new.start", title=N_("Start the game"), brief=N_("Start"), key="s", run=_start,
            why_not=_why_not_start,
        ),
        Action(id="new.seed", title=N_("Type a seed"), brief=N_("Seed"), key="e", run=_edit),
        Action(id="new.throw", title=N_("Another seed"), brief=N_("Other"), key="a", run=_throw),
        BACK,
    )  # fmt: skip

    DEFAULT_CSS = """
    NewGameScreen #seed-line { height: 1; margin: 1 0; }
    NewGameScreen #seed-label { width: auto; }
    NewGameScreen #seed { width: 24; }
    NewGameScreen FigureTable { max-height: 50%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[ScenarioEntry] = []

    def compose_body(self) -> ComposeResult:
        """Scenarios, seed, what the scenario under the cursor is about."""
        yield Words(id="heading", classes="heading")
        yield FigureTable(id="scenarios")
        with Horizontal(id="seed-line"):
            yield Words(id="seed-label")
            yield Input(
                str(randbelow(DIE)), id="seed", type="integer", max_length=DIGITS, select_on_focus=True
            )
        yield Prose(id="about")

    def on_mount(self) -> None:
        """Read the scenarios, which takes a moment."""
        self.app.run_worker(self._read(), name="scenarios")

    async def _read(self) -> None:
        self._entries = await asyncio.to_thread(self.office.session.shelf.scenarios)
        self.fill_all()

    def fill(self) -> None:
        """Write everything."""
        self.query_one("#heading", Words).say(_("New game: choose a scenario"))
        self.query_one("#seed-label", Words).say(_("Seed of the game's luck: "))
        self.query_one(FigureTable).show(scenario_table(self._entries))
        entry = self._pointed()
        self.query_one("#about", Prose).show([] if entry is None else scenario_parts(entry))

    def _pointed(self) -> ScenarioEntry | None:
        key = self.query_one(FigureTable).pointed
        return next((entry for entry in self._entries if entry.name == key), None)

    def on_figure_table_pointed(self) -> None:
        """Tell about the scenario under the cursor."""
        self.fill()

    async def on_figure_table_chosen(self) -> None:
        """Enter on a scenario starts it."""
        self.do(self.actions[0])

    def on_input_submitted(self) -> None:
        """Enter in the seed goes back to the scenarios."""
        self.query_one(FigureTable).focus()

    async def on_key(self, event: events.Key) -> None:
        """Esc in the seed goes back to the scenarios, not to the title."""
        if event.key == "escape" and isinstance(self.focused, Input):
            event.stop()
            self.query_one(FigureTable).focus()
        else:
            await super().on_key(event)

    def seed(self) -> int | None:
        """The seed that was typed, if it is one."""
        text = self.query_one("#seed", Input).value.strip()
        return int(text) if text.isdecimal() and len(text) <= DIGITS else None

    def why_not_start(self) -> str:
        """The reason why the game can't start yet."""
        entry = self._pointed() if self.is_mounted else None
        if entry is None:
            return _("Choose a scenario first.")
        if entry.problem:
            return entry.problem
        return (
            ""
            if self.seed() is not None
            else _("The seed must be a whole number of at most {digits} digits.").format(digits=DIGITS)
        )

    async def start(self) -> None:
        """Start the scenario under the cursor."""
        entry = self._pointed()
        if entry is not None:
            await self.office.start_game(entry.name, self.seed())
