"""Reads keys as Textual does, but notices sooner that Esc was pressed."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder

from textual._parser import ParseError
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

#: Seconds between two looks whether the program ends, and whether nothing has followed an Esc.
SELDOM, OFTEN = 0.1, 0.005
#: Seconds within which the other signs of a key follow an Esc, with which they are sent. Whose connection tears them
#: apart sets ESCDELAY, in milliseconds, as for other programs.
ESCAPE = 0.02


class QuickDriver(LinuxDriver):
    """Textual's driver waits a tenth of a second or two whether Esc was the beginning of another key's signs."""

    def run_input_thread(self) -> None:
        """Read until the program ends."""
        parser, decode = XTermParser(self._debug), getincrementaldecoder("utf-8")().decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                is_waiting = parser._timeout_time is not None
                text = ""
                if selector.select(OFTEN if is_waiting else SELDOM):
                    try:
                        read = os.read(self.fileno, 4096)
                    except OSError:
                        break  # another program has the terminal now, or nobody
                    if not read:
                        break  # the terminal has gone; to look again and again would burn a core
                    text = decode(read)
                if text:  # no text at all would mean to the parser that nothing follows any more
                    for message in parser.feed(text):
                        self.process_message(message)
                    if parser._timeout_time is not None and "ESCDELAY" not in os.environ:
                        parser._timeout_time = get_time() + ESCAPE
                for message in parser.tick():
                    self.process_message(message)
        try:
            for message in parser.feed(""):
                self.process_message(message)
        except (EOFError, ParseError):
            pass  # the signs of a key that was never completed
