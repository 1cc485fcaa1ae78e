"""Speaks with a terminal in a browser: many applications of one process can do so, each through a driver of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.geometry import Size

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

#: Seconds after which an Esc that nothing followed was the key.
ESC_ALONE = 0.03
#: Seconds after which a paint is tried again that came amid changes.
SOON = 0.05
#: The other screen, without a cursor; movements of the mouse with places beyond 223; pasted text marked as such.
BEGIN = "\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?2004h"
END = "\x1b[?2004l\x1b[?1006l\x1b[?1003l\x1b[?1000l\x1b[?25h\x1b[?1049l"
#: Cells of a screen: a page may say anything.
NARROWEST, BROADEST = 20, 400
LOWEST, HIGHEST = 5, 150


class Line(Protocol):
    """What lies between a driver and a browser that may go and come back."""

    def begin(self, driver: BrowserDriver) -> None:
        """The driver takes keys from now on."""

    def paint(self, text: str) -> None:
        """Show this; where no browser looks, nothing is kept of it: it gets the whole screen when it is back."""


class BrowserDriver(Driver):
    """Textual's driver for a terminal at the other end of a line."""

    def __init__(
        self,
        line: Line,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._line = line
        self._parser = XTermParser(debug)
        self._unsent: list[str] = []

    @property
    def is_web(self) -> bool:
        """It has no terminal of this machine."""
        return True

    def start_application_mode(self) -> None:
        """Begin to take keys."""
        self.write(BEGIN)
        self._line.begin(self)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.write(END)
        self._send()

    def disable_input(self) -> None:
        """Nothing is read by itself."""

    def write(self, data: str) -> None:
        """Show this: all that is written in one go travels as one."""
        if not self._unsent:
            self._loop.call_soon(self._send)
        self._unsent.append(data)

    def send_message(self, message: Message) -> None:
        """Pass a key on; there are no threads between."""
        self._app.post_message(message)

    def take(self, text: str) -> None:
        """Keys were pressed, the mouse was moved, or something was pasted."""
        if not text:
            return  # to the parser it would mean the end
        for message in self._parser.feed(text):
            self.process_message(message)
        if self._parser._timeout_time is not None:
            self._loop.call_later(ESC_ALONE, self._look_at_esc)

    def resize(self, size: tuple[int, int]) -> None:
        """The terminal has so many columns and rows now."""
        if size != self._size:
            self._size = size
            cells = Size(*size)
            self._app.post_message(events.Resize(cells, cells))

    def look(self, looks: bool) -> None:
        """The page has been looked at, or looked away from."""
        self._app.post_message(events.AppFocus() if looks else events.AppBlur())

    def paint_all(self) -> None:
        """Show the whole screen: another terminal has taken the place of the last one."""
        self._app.call_later(self._paint_all)

    def _paint_all(self) -> None:
        if self._app._batch_count:
            # What is rendered now would not be shown, and nobody would render it again.
            self._app.set_timer(SOON, self._paint_all)
            return
        self.write(BEGIN)
        screen = self._app.screen
        self._app._display(
            screen,
            screen._compositor.render_update(full=True, screen_stack=self._app._background_screens),
        )

    def _look_at_esc(self) -> None:
        for message in self._parser.tick():
            self.process_message(message)

    def _send(self) -> None:
        text, self._unsent = "".join(self._unsent), []
        if text:
            self._line.paint(text)


def bounded(columns: int, rows: int) -> tuple[int, int]:
    """The size of a screen within what can be drawn."""
    return min(max(columns, NARROWEST), BROADEST), min(max(rows, LOWEST), HIGHEST)
