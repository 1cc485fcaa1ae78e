"""What all screens share: keys go through the registry, pages have header, body, side and line of keys.

A new page is one small module in ``screens/``: a subclass of ``Frame`` that composes *empty* widgets in
``compose_body`` and writes all words and figures in ``fill``. ``fill`` runs when the page opens, when the
game, the language or the width has changed; since nothing else writes texts, everything follows.
"""

from __future__ import annotations

from inspect import iscoroutine
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen

from nnmi_game.tui.actions import Action
from nnmi_game.tui.widgets.bars import HeaderLine, KeyLine

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.tui.app import Office

T = TypeVar("T")

#: From this width on a page shows its side panel.
SIDE_FROM = 110
#: From this width on the side panel is broad.
WIDE_FROM = 160


class Keyed(Screen[T], Generic[T]):
    """A screen whose keys are actions of the registry."""

    #: The screen's own actions, and its name in the help.
    actions: ClassVar[tuple[Action, ...]] = ()
    #: What the screen is for, in a sentence marked with ``N_``; pages have theirs in ``pages.py``.
    about: ClassVar[str] = ""
    is_page: ClassVar[bool] = False
    is_dialog: ClassVar[bool] = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (SIDE_FROM, "-middle"), (WIDE_FROM, "-wide")]  # noqa: RUF012

    @property
    def office(self) -> Office:
        """The application."""
        return cast("Office", self.app)

    def fill(self) -> None:
        """Write all words and figures anew."""

    def fill_all(self) -> None:
        """Write everything on the screen anew, the line of keys included."""
        if self.is_open:
            self.fill()
            self.fill_bars()

    @property
    def is_open(self) -> bool:
        """Whether the screen has been composed and not been closed again."""
        return self.is_mounted and self in self.app.screen_stack

    def fill_bars(self) -> None:
        """Write what stands around the body: the line of keys."""
        for bar in self.query(KeyLine):
            bar.fill()

    def on_mount(self) -> None:
        """Fill the screen for the first time."""
        self.fill_all()

    def on_screen_resume(self) -> None:
        """Another screen may have changed what is shown here."""
        self.fill_all()

    def on_resize(self) -> None:
        """Widths have changed."""
        # After the layout, so that widgets know their new width.
        self.call_after_refresh(self.fill_all)

    async def on_key(self, event: events.Key) -> None:
        """A key that no widget took: an action, perhaps."""
        action = self.office.registry.pressed(self, event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            self.do(action)

    def do(self, action: Action) -> None:
        """Do an action, or say why not."""
        if reason := action.why_not(self):
            self.office.say(reason)
            return
        answer = action.run(self)
        if iscoroutine(answer):
            # It may wait for a dialog, and dialogs need the message loop to go on.
            self.app.run_worker(answer, name=action.id)


class Frame(Keyed[None]):
    """A page: header, body, a side panel where there is room, and the line of keys."""

    #: The page's id in ``pages.py``, if it is a page of the game.
    page: ClassVar[str] = ""
    #: Whether the side panel with this turn's orders is shown on broad screens.
    has_side: ClassVar[bool] = True

    @property
    def game(self) -> Game:
        """The game that is played; a page of the game is never shown without one."""
        return self.office.session.playing

    def compose(self) -> ComposeResult:
        """Header, body beside the side panel, keys. Pages override ``compose_body``."""
        yield HeaderLine()
        with Horizontal(id="middle"):
            with VerticalScroll(id="body", can_focus=False):
                yield from self.compose_body()
            if self.has_side and self.is_page:
                with Vertical(id="side"):
                    yield from self.compose_side()
        yield KeyLine()

    def compose_body(self) -> ComposeResult:
        """The page's widgets, still empty."""
        yield from ()

    def compose_side(self) -> ComposeResult:
        """The side panel: this turn's orders, unless the page has something better."""
        from nnmi_game.tui.widgets.tray import Tray

        yield Tray()

    def fill_bars(self) -> None:
        """Write the line of keys, the header and the side."""
        super().fill_bars()
        from nnmi_game.tui.widgets.tray import Tray

        for bar in self.query(HeaderLine):
            bar.fill()
        for tray in self.query(Tray):
            tray.fill()


class GamePage(Frame):
    """A page of a game."""

    is_page: ClassVar[bool] = True


class Dialog(Keyed[T], ModalScreen[T]):
    """A question above a screen; it has only its own actions."""

    is_dialog: ClassVar[bool] = True


def screen_of(node: Any) -> Keyed[Any]:
    """The screen that a widget is on."""
    return cast("Keyed[Any]", node.screen)
