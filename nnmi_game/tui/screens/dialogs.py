"""Small questions above a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from nnmi_game.locale import gettext as _
from nnmi_game.tui.frame import Dialog
from nnmi_game.tui.views.form import Option
from nnmi_game.tui.widgets.calm import Column, Scroll
from nnmi_game.tui.widgets.menu import Choice, Menu
from nnmi_game.tui.widgets.words import Words, direct, piece

#: Characters of what is written; the server keeps no more.
LONGEST = 600


class Choose(Dialog[str]):
    """A text and a few answers, each with its letter; Esc gives the last one."""

    def set_up(self, text: str, answers: Sequence[tuple[str, str, str]]) -> None:
        """``answers`` are (key, id, title)."""
        self._text = text
        self._answers = answers

    def compose(self) -> ComposeResult:
        """The text above the answers."""
        with Column():
            with Scroll(can_focus=False, classes="dialog-text"):
                yield Words(id="question", classes="spaced")
            yield Menu()

    def fill(self) -> None:
        """Write text and answers."""
        self.query_one("#question", Words).tell(self._text)
        self.query_one(Menu).show([Choice(id, key, title) for key, id, title in self._answers])

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """An answer was chosen."""
        event.stop()
        self.dismiss(event.choice)

    async def on_key(self, event: events.Key) -> None:
        """A letter gives its answer, Esc the last one."""
        for key, id, _title in self._answers:
            if event.key == key:
                event.stop()
                self.dismiss(id)
                return
        if event.key == "escape":
            event.stop()
            self.dismiss(self._answers[-1][1])


class PickOne(Dialog[str | None]):
    """One of some options; Esc changes nothing."""

    def set_up(self, title: str, options: Sequence[Option], now: str) -> None:
        """``now`` is the option that is chosen."""
        self._title = title
        self._options = options
        self._now = now

    def compose(self) -> ComposeResult:
        """A title above the options."""
        with Column():
            yield Words(id="question", classes="heading spaced")
            yield Menu()

    def fill(self) -> None:
        """Write the options; digits choose the first nine."""
        self.query_one("#question", Words).say(self._title)
        self.query_one(Menu).show(
            [
                Choice(option.value, str(place) if place < 10 else " ", option.label)
                for place, option in enumerate(self._options, start=1)
            ]
        )

    def begin(self) -> None:
        """The cursor begins at what is chosen now."""
        super().begin()
        self.query_one(Menu).point_at(self._now)

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """An option was chosen."""
        event.stop()
        self.dismiss(event.choice)

    async def on_key(self, event: events.Key) -> None:
        """A digit chooses, Esc leaves all as it is."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key.isdigit() and 0 < int(event.key) <= len(self._options):
            event.stop()
            self.dismiss(self._options[int(event.key) - 1].value)


class PickMany(Dialog[tuple[str, ...] | None]):
    """Several of some options: space or a click turns one on or off, enter (or ``o``) takes what is on."""

    # Before the menu, which would take enter for its own.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", show=False, priority=True)]

    def set_up(self, title: str, options: Sequence[Option], now: Sequence[str]) -> None:
        """``now`` are the options that are on."""
        self._title = title
        self._options = options
        self._chosen = set(now)

    def compose(self) -> ComposeResult:
        """A title above the options, and how to go on below."""
        with Column():
            yield Words(id="question", classes="heading spaced")
            yield Menu()
            yield Words(id="how", classes="quiet")

    def fill(self) -> None:
        """Write the options with a sign before those that are on."""
        self.query_one("#question", Words).say(self._title)
        how = (
            (_("Space: on or off"), ""),
            (_("a: all or none"), "screen.all"),
            (_("Enter: take these"), "screen.take"),
            (_("Esc: leave"), "screen.leave"),
        )
        pieces = [part for text, action in how for part in (piece("   "), piece(text, click=action))]
        self.query_one("#how", Words).write([tuple(pieces[1:])], direct)
        self.query_one(Menu).show(
            [
                Choice(option.value, "[x]" if option.value in self._chosen else "[ ]", option.label)
                for option in self._options
            ]
        )

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Turn an option on or off."""
        event.stop()
        self._chosen ^= {event.choice}
        self.fill()

    async def on_key(self, event: events.Key) -> None:
        """Take what is on, all of it, or leave all as it was."""
        actions = {"escape": self.action_leave, "a": self.action_all, "o": self.action_take}
        if event.key in actions:
            event.stop()
            actions[event.key]()

    def action_leave(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)

    def action_all(self) -> None:
        """Turn everything on, or if it is on already, off."""
        everything = {option.value for option in self._options}
        self._chosen = set() if self._chosen == everything else everything
        self.fill()

    def action_take(self) -> None:
        """Take what is on."""
        self.dismiss(tuple(option.value for option in self._options if option.value in self._chosen))


class Write(Dialog[str]):
    """A line to write in; Esc writes nothing."""

    def set_up(self, title: str) -> None:
        """``title`` says what is to be written."""
        self._title = title

    def compose(self) -> ComposeResult:
        """The line, and how to go on."""
        with Column():
            yield Words(id="question", classes="heading spaced")
            yield Input(max_length=LONGEST)
            yield Words(id="how", classes="quiet apart")

    def fill(self) -> None:
        """Write what it is for."""
        self.query_one("#question", Words).say(self._title)
        self.query_one("#how", Words).say(_("Enter: send it; Esc: leave it"))

    def begin(self) -> None:
        """Nothing is written yet."""
        super().begin()
        self.query_one(Input).value = ""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send it."""
        event.stop()
        self.dismiss(event.value.strip())

    async def on_key(self, event: events.Key) -> None:
        """Leave it."""
        if event.key == "escape":
            event.stop()
            self.dismiss("")
