"""The conversation: lines go out, lines come in, and mistakes are told with the place where they stand.

A script is read like a person, so that there is one way to play; only two things differ: what was read is written
out, so that the record of a game can be understood, and a mistake names its line.
"""

from __future__ import annotations

from typing import TextIO

from attrs import define, field

from nnmi_game.locale import gettext as _
from nnmi_game.plain.signals import Interrupts
from nnmi_game.plain.speech import LONGEST_ECHO, clean
from nnmi_game.tui.views.text import wrap

#: A line that begins like this is a remark in a script.
REMARK = "#"
#: No line that means anything is longer.
LONGEST_LINE = 20_000


class OverError(Exception):
    """Nothing more can be read: the script is over, or the terminal has gone."""


class StrictError(Exception):
    """A script that must be right has a mistake; it has been told."""


@define
class Talk:
    """Lines out to ``out``, lines in from ``source``.

    ``script`` says that ``source`` is no person. ``width`` breaks the lines that go out; without it each is as long
    as it is.
    """

    source: TextIO
    out: TextIO
    script: bool
    strict: bool = False
    width: int | None = None
    interrupts: Interrupts = field(factory=Interrupts)
    line: int = 0
    mistakes: int = 0

    def say(self, *texts: str) -> None:
        """Write lines; a text may have several, and an empty one is none."""
        lines = [
            line
            for text in texts
            for part in text.splitlines()
            for line in self._broken(clean(part).rstrip())
        ]
        self._write("".join(line + "\n" for line in lines))

    def pause(self) -> None:
        """An empty line between one thing and the next."""
        self._write("\n")

    def _write(self, text: str) -> None:
        try:
            self.out.write(text)
            self.out.flush()
        except BrokenPipeError:
            raise
        except OSError:  # the terminal has gone
            raise OverError from None

    def _broken(self, line: str) -> list[str]:
        if not line:
            return []
        return wrap(line, self.width) if self.width else [line]

    def ask(self, prompt: str) -> str:
        """The next line, without remarks. ``OverError`` when there is none."""
        self._write("\n".join(self._broken(clean(prompt))) + " ")
        while True:
            typed = self._read()
            if not (self.script and typed.lstrip().startswith(REMARK)):
                break
        if self.script:
            self._write(clean(typed.strip())[:LONGEST_ECHO].rstrip() + "\n")
        return typed.strip()

    def _read(self) -> str:
        try:
            with self.interrupts.listening():
                found = self.source.readline(LONGEST_LINE)
        except (OSError, ValueError):  # a terminal that has gone, or a closed file
            found = ""
        if not found:
            self._write("\n")  # the prompt's line is still open
            raise OverError
        self.line += 1
        return found.replace("\0", " ")

    def wrong(self, sentence: str) -> None:
        """Tell a mistake and what would be right. ``StrictError`` if a script is to stop at its first."""
        self.mistakes += 1
        if self.script:
            first, _end, rest = sentence.partition("\n")
            sentence = _("Line {line}: {mistake}").format(line=self.line, mistake=first) + "\n" + rest
        self.say(sentence)
        if self.strict:
            raise StrictError
