"""Lists of games: the player's own, and the recorded ones that come with the program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.screens.panel import BACK, Panel
from nnmi_game.tui.shelf import SaveEntry
from nnmi_game.tui.views.games import save_table
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words


async def _open(screen: Keyed[Any]) -> None:
    if isinstance(screen, GamesScreen) and (entry := screen.pointed()) is not None:
        await screen.office.load_game(entry.path, own=screen.own)


def _why_not_open(screen: Keyed[Any]) -> str:
    entry = screen.pointed() if isinstance(screen, GamesScreen) else None
    if entry is None:
        return _("There is no game in this list.")
    return entry.problem


async def _delete(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import Choose

    entry = screen.pointed() if isinstance(screen, GamesScreen) else None
    if entry is None:
        return
    answer = await screen.office.ask(
        Choose,
        _("Delete {file}? This can't be undone.").format(file=entry.path.name),
        [("d", "delete", _("Delete it")), ("k", "keep", _("Keep it"))],
    )
    if answer == "delete":
        entry.path.unlink(missing_ok=True)
        screen.office.refill()


def _why_not_delete(screen: Keyed[Any]) -> str:
    entry = screen.pointed() if isinstance(screen, GamesScreen) else None
    return "" if entry is not None else _("There is no game in this list.")


async def _watch(screen: Keyed[Any]) -> None:
    if isinstance(screen, GamesScreen) and (entry := screen.pointed()) is not None:
        await screen.office.watch_game(entry.path)


_OPEN = Action(id="games.open", title=N_("Open"), key="o", run=_open, why_not=_why_not_open)
_WATCH = Action(
    id="games.watch", title=N_("Watch from the first turn"), brief=N_("Watch"), key="w", run=_watch,
    why_not=_why_not_open,
)  # fmt: skip


class GamesScreen(Panel):
    """A list of games; enter opens the one under the cursor."""

    actions: ClassVar[tuple[Action, ...]] = (_OPEN, _WATCH, BACK)
    own = True

    def compose_body(self) -> ComposeResult:
        """A heading, the list, where the files are."""
        yield Words(id="heading", classes="heading spaced")
        yield FigureTable()
        yield Words(id="where", classes="quiet apart")

    def entries(self) -> Sequence[SaveEntry]:
        """The games of the list."""
        return self.office.session.shelf.saved()

    def words(self) -> tuple[str, str]:
        """The heading, and the remark under the list."""
        folder = self.office.session.shelf.folder
        return _("Saved games"), _("They lie in {folder}").format(folder=folder)

    def fill(self) -> None:
        """Write the list."""
        heading, remark = self.words()
        self.query_one("#heading", Words).say(heading)
        self.query_one(FigureTable).show(save_table(self.entries()))
        self.query_one("#where", Words).tell(remark)

    def pointed(self) -> SaveEntry | None:
        """The game under the cursor."""
        if not self.is_mounted:
            return None
        key = self.query_one(FigureTable).pointed
        return next((entry for entry in self.entries() if entry.path.name == key), None)

    def on_figure_table_chosen(self) -> None:
        """Enter opens the game."""
        self.do(_OPEN)


class SavedGamesScreen(GamesScreen):
    """The player's games."""

    about = N_("Your games, the last played first. Each is saved by itself after every order and every turn.")
    actions = (
        _OPEN,
        _WATCH,
        Action(id="games.delete", title=N_("Delete"), key="d", run=_delete, why_not=_why_not_delete),
        BACK,
    )


class RecordedGamesScreen(GamesScreen):
    """The recorded games."""

    about = N_(
        "Whole games that come with the program. Watch one turn by turn, or open it to go on from its end in a copy."
    )
    own = False

    def entries(self) -> Sequence[SaveEntry]:
        """The recorded games."""
        return self.office.session.shelf.recorded()

    def words(self) -> tuple[str, str]:
        """The heading, and the remark under the list."""
        return _("Recorded games"), _(
            "Opening one makes a copy among your own games, watching one does not; the record stays as it is."
        )
