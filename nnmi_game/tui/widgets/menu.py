"""A short list of things to choose from, by letter, arrows and enter, or mouse."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from nnmi_game.tui.views.text import cut, pad, width


@frozen
class Choice:
    """One thing to choose: its id, the key that chooses it (or ``""``), its title and a note behind it."""

    id: str
    key: str
    title: str
    note: str = ""
    possible: bool = True


class Menu(Vertical):
    """The list. It posts ``Menu.Chosen``; the letters are actions of the screen or dialog around it."""

    DEFAULT_CSS = """
    Menu { height: auto; }
    """

    class Chosen(Message):
        """A choice was made."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    def show(self, choices: Sequence[Choice]) -> None:
        """Show these choices; lines that are there already are written anew, not built anew."""
        lines = list(self.query(Line))
        title_width = max((width(choice.title) for choice in choices), default=0)
        for place, choice in enumerate(choices):
            if place >= len(lines):
                lines.append(Line())
                self.mount(lines[place])
            lines[place].show(choice, title_width)
        for line in lines[len(choices) :]:
            line.remove()
        self.call_after_refresh(self.focus_first)

    def focus_first(self) -> None:
        """Put the cursor on the first choice that can be made, if nothing has the cursor."""
        if self.screen.focused is None:
            for line in self.query(Line):
                if line.choice is not None and line.choice.possible:
                    line.focus()
                    return

    def on_key(self, event: events.Key) -> None:
        """Arrows move the cursor."""
        if event.key in ("up", "down"):
            lines = [line for line in self.query(Line) if line.choice is not None]
            here = next((i for i, line in enumerate(lines) if line.has_focus), 0)
            lines[(here + (1 if event.key == "down" else -1)) % len(lines)].focus()
            event.stop()


class Line(Static, can_focus=True):
    """One line of a menu. The cursor is a sign, not only a colour."""

    DEFAULT_CSS = """
    Line { height: 1; width: 1fr; padding: 0 1; }
    Line:hover { background: $panel-lighten-1; }
    Line:focus { background: $primary 25%; text-style: bold; }
    Line:focus:nocolor { text-style: reverse; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.choice: Choice | None = None
        self._title_width = 0

    def show(self, choice: Choice, title_width: int) -> None:
        """Show a choice, its note beginning in the same column as those of the others."""
        self.choice = choice
        self._title_width = title_width
        self.draw()

    def draw(self) -> None:
        """Write the line."""
        choice = self.choice
        if choice is None:
            return
        mark = ">" if self.has_focus else " "
        head = f"{mark} {choice.key} " if choice.key else f"{mark} "
        note = f"  {choice.note}" if choice.note else ""
        room = (self.size.width or self.app.size.width - 8) - width(head) - 2
        title = pad(choice.title, self._title_width) if note else choice.title
        content = Content.styled(head, "bold") + Content.styled(
            cut(title, room), "" if choice.possible else "dim"
        )
        if note and room - width(title) > 6:
            content += Content.styled(cut(note, room - width(title)), "dim")
        self.update(content)

    def on_resize(self) -> None:
        """There is more room, or less."""
        self.draw()

    def on_focus(self) -> None:
        """The cursor has come."""
        self.call_next(self.draw)  # the base class notes the focus after this

    def on_blur(self) -> None:
        """The cursor has gone."""
        self.call_next(self.draw)

    def on_click(self) -> None:
        """Chosen with the mouse."""
        self._choose()

    def on_key(self, event: events.Key) -> None:
        """Chosen with enter."""
        if event.key in ("enter", "space"):
            event.stop()
            self._choose()

    def _choose(self) -> None:
        if self.choice is not None:
            self.post_message(Menu.Chosen(self.choice.id))
