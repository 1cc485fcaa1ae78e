"""What all screens share: keys go through the registry, pages have header, body, side and line of keys.

A new page is one small module in ``screens/``: a subclass of ``Frame`` that composes *empty* widgets in
``compose_body`` and writes all words and figures in ``fill``. ``fill`` runs when the page is shown and the game,
the language or the width has changed since it ran last; since nothing else writes texts, everything follows. It runs
before the first layout too, so widgets take ``room`` for their width then. ``begin`` runs after it when the page was
opened from somewhere else, to put the cursor in its place.
"""

from __future__ import annotations

from inspect import iscoroutine
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from nnmi_game.tui.actions import Action
from nnmi_game.tui.finding import stop_finding
from nnmi_game.tui.painting import PaintedOnce, forget_paint
from nnmi_game.tui.widgets.backdrop import backdrop
from nnmi_game.tui.widgets.bars import HeaderLine, KeyLine, StandingLine
from nnmi_game.tui.widgets.calm import Column, Row, Scroll
from nnmi_game.tui.widgets.menu import Menu
from nnmi_game.tui.widgets.straight import Straight

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.tui.app import Office
    from nnmi_game.tui.widgets.tray import Tray

T = TypeVar("T")

#: From this width on a page shows its side panel, which takes so many cells.
SIDE_FROM, SIDE = 110, 40
#: From this width on the side panel is broad.
WIDE_FROM, BROAD_SIDE = 160, 60
#: The classes of screens of these widths.
NARROW, MIDDLE, WIDE = "-narrow", "-middle", "-wide"


def class_of_width(cells: int) -> str:
    """The class of a screen so wide."""
    return WIDE if cells >= WIDE_FROM else MIDDLE if cells >= SIDE_FROM else NARROW


class Keyed(PaintedOnce[T], Generic[T]):
    """A screen whose keys are actions of the registry."""

    #: The screen's own actions, and its name in the help.
    actions: ClassVar[tuple[Action, ...]] = ()
    #: What the screen is for, in a sentence marked with ``N_``; pages have theirs in ``pages.py``.
    about: ClassVar[str] = ""
    is_page: ClassVar[bool] = False
    is_dialog: ClassVar[bool] = False
    #: Whether the screen is kept when it is closed, to be filled anew when it is opened again.
    is_kept: ClassVar[bool] = False
    #: Whether the screen itself answers why.
    is_asking: ClassVar[bool] = False
    HORIZONTAL_BREAKPOINTS = [(0, NARROW), (SIDE_FROM, MIDDLE), (WIDE_FROM, WIDE)]  # noqa: RUF012

    #: The widget with the cursor; as in Textual, but the screen is not painted anew as a whole when it moves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        #: Whether the screen has been opened and ``begin`` is still to be called.
        self.is_new = True
        self._shows: object = None
        self._theme = ""
        self._has_list: bool | None = None

    @property
    def office(self) -> Office:
        """The application."""
        return cast("Office", self.app)

    @property
    def is_open(self) -> bool:
        """Whether the screen has been composed and not been closed again."""
        return self.is_mounted and self in self.app.screen_stack and not self.office.is_leaving

    @property
    def has_list(self) -> bool:
        """Whether there is a table to search; known once the screen has been composed."""
        if self._has_list is None and self.is_mounted:
            self._has_list = bool(self.query("FigureTable"))
        return bool(self._has_list)

    @property
    def room(self) -> int:
        """The cells of a line of the body, told before the first layout."""
        return self.app.size.width - 4

    def fill(self) -> None:
        """Write all words and figures anew."""

    def begin(self) -> None:
        """The screen has just been opened and filled: put the cursor where it belongs."""

    def fill_all(self) -> None:
        """Write everything on the screen anew, the line of keys included."""
        if self.is_open:
            self._shows = self.office.state_of_things()
            self.fill()
            self.fill_around()
        else:
            self._shows = None

    def freshen(self) -> None:
        """Write everything anew if anything has changed since that was done last."""
        if self._shows is None or self._shows != self.office.state_of_things():
            self.fill_all()

    def set_up(self, *content: Any, **named: Any) -> None:
        """Take what the screen is about; one that is kept is opened again with something else."""

    def renew(self) -> None:
        """The screen will be opened again, and is about something else."""
        self.is_new, self._shows = True, None

    def fill_around(self) -> None:
        """Write what stands around the body."""
        self.fill_bars()

    def fill_bars(self) -> None:
        """Write the line of keys anew: other things may be possible now; and in a class how one stands with it."""
        for bar in self.query_children(KeyLine):
            bar.fill()
        self.fill_standing()

    def fill_standing(self) -> None:
        """Write anew how one stands with the class."""
        for line in self.query_children(StandingLine):
            line.fill()

    def on_compose(self) -> None:
        """Know the width before there are widgets to be styled, and not only after the first layout."""
        self.add_class(class_of_width(self.app.size.width))
        self._theme = self.app.theme

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """The screen has been opened, or what lay above it closed; something may have changed meanwhile."""
        # Textual styles all widgets of the screen again, though only another theme asks for it.
        event.refresh_styles = self._theme != self.app.theme
        self._theme = self.app.theme
        if self.is_current and self.is_open:
            self.freshen()
            if self.is_new:
                self.is_new = False
                stop_finding(self)
                self.begin()

    def on_screen_suspend(self) -> None:
        """Something else is shown: where many share the memory, what the screen looked like is not kept."""
        if self.office.lodging is not None and self not in self.app.screen_stack:
            forget_paint(self)

    def on_resize(self, event: events.Resize) -> None:
        """Widths have changed."""
        # Before Textual lays the screen out, which then need not be done again.
        wanted = class_of_width(event.size.width)
        self.update_classes({name: name == wanted for name in (NARROW, MIDDLE, WIDE)}, animate=False)
        # After the layout, so that widgets know their new width.
        self.call_after_refresh(self.freshen)

    async def on_key(self, event: events.Key) -> None:
        """A key that no widget took: an action, perhaps."""
        if event.key == "escape" and stop_finding(self):
            event.stop()
            event.prevent_default()
            return
        action = self.office.registry.pressed(self, event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            self.do(action)

    def on_click(self, event: events.Click) -> None:
        """The right button on a word, or a click on the title of a column, asks what the word means."""
        from nnmi_game.tui.widgets.figure_table import FigureTable

        if self.is_dialog:
            return
        if event.button == 3 or isinstance(event.widget, FigureTable):
            self.office.explain(self, event)

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
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._header = HeaderLine()
        self._tray: Tray | None = None

    @property
    def game(self) -> Game:
        """The game that is played; a page of the game is never shown without one."""
        return self.office.session.playing

    @property
    def room(self) -> int:
        """The cells of a line of the body, told before the first layout: what the style sheet leaves of the width."""
        cells = self.app.size.width
        side = self.side_room
        return cells - (2 if cells < SIDE_FROM else 4) - (side + 4 if side else 0)

    @property
    def side_room(self) -> int:
        """The cells of a line of the side panel; none where it is not shown."""
        cells = self.app.size.width
        if not (self.has_side and self.is_page) or cells < SIDE_FROM:
            return 0
        return (BROAD_SIDE if cells >= WIDE_FROM else SIDE) - 4

    def compose(self) -> ComposeResult:
        """Header, body beside the side panel, keys. Pages override ``compose_body``."""
        yield self._header
        if self.office.in_class:
            yield StandingLine()
        with Row(id="middle"):
            with Scroll(id="body", can_focus=False):
                yield from self.compose_body()
            if self.has_side and self.is_page:
                with Column(id="side"):
                    yield from self.compose_side()
        yield KeyLine()

    def compose_body(self) -> ComposeResult:
        """The page's widgets, still empty."""
        yield from ()

    def compose_side(self) -> ComposeResult:
        """The side panel: this turn's orders, unless the page has something better."""
        from nnmi_game.tui.widgets.tray import Tray

        self._tray = Tray()
        yield self._tray

    def fill_around(self) -> None:
        """Write the header and the side as well."""
        super().fill_around()
        self._header.fill()
        if self._tray is not None:
            self._tray.fill()

    def begin(self) -> None:
        """Show it from its top, the cursor in the first part that takes one."""
        for part in self.query_one("#middle").query(VerticalScroll):
            part.scroll_home(animate=False, immediate=True)
        first = next((part for part in self.query("#body *").results(Widget) if part.focusable), None)
        if first is not None:
            self.set_focus(first, scroll_visible=False)  # at once, before it is painted


class GamePage(Frame):
    """A page of a game. It stays when another is opened, and is shown again with what has changed."""

    is_page: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        #: The thing that the page should open at.
        self.start_at = ""


class Dialog(Straight, Keyed[T], ModalScreen[T]):
    """A question above a screen; it has only its own actions."""

    is_dialog: ClassVar[bool] = True

    def __init__(self, *content: Any) -> None:
        super().__init__()
        self._behind: list[Strip] = []
        self.set_up(*content)

    def refresh(self, *regions: Region, **what: bool) -> Self:
        """Look anew at what is behind the dialog when it is painted next."""
        self._behind = []
        return super().refresh(*regions, **what)

    def render_line(self, y: int) -> Strip:
        """A row of the screen behind the dialog."""
        stack = self.app.screen_stack
        if not self._behind and self in stack[1:]:
            self._behind = backdrop(stack[stack.index(self) - 1], self.styles.background)
        return self._behind[y] if y < len(self._behind) else Strip.blank(self.size.width)

    def begin(self) -> None:
        """The cursor begins in the first line, and the text at its top."""
        for text in self.query(VerticalScroll):
            text.scroll_home(animate=False, immediate=True)
        for menu in self.query(Menu):
            menu.action_end(-1)

    @property
    def room(self) -> int:
        """The cells of a line within the frame that the style sheet gives a dialog."""
        return min(72, 94 * self.app.size.width // 100) - 6


def screen_of(node: Any) -> Keyed[Any]:
    """The screen that a widget is on."""
    return cast("Keyed[Any]", node.screen)
