"""A short list of things to choose from, by letter, arrows and enter, or mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import frozen
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from nnmi_game.tui.views.text import cut, pad, width
from nnmi_game.tui.widgets.rows import Rows


@frozen
class Choice:
    """One thing to choose: its id, the key that chooses it (or ``""``), its title and a note behind it."""

    id: str
    key: str
    title: str
    note: str = ""
    possible: bool = True


class Menu(Rows):
    """The list. It posts ``Menu.Chosen``; the letters are actions of the screen or dialog around it.

    The cursor is a sign, not only a colour. A click chooses at once. Where the list does not take the keys itself
    (``can_focus``), its cursor is always shown.
    """

    goes_round: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "choose", show=False)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"menu--cursor", "menu--hover"}
    DEFAULT_CSS = """
    Menu > .menu--hover { background: $panel-lighten-1; }
    Menu > .menu--cursor { background: $primary 25%; text-style: bold; }
    Menu:nocolor > .menu--cursor { text-style: reverse; }
    """

    class Chosen(Message):
        """A choice was made."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices: Sequence[Choice] = ()
        self._title_width = 0
        self._hovered: int | None = None

    def show(self, choices: Sequence[Choice]) -> None:
        """Show these choices; the cursor stays on its own, or begins on the first that can be made."""
        before, pointed = self._choices, self._pointed
        self._choices = choices
        self._title_width = max((width(choice.title) for choice in choices), default=0)
        if all(choice.id != pointed for choice in choices):
            pointed = next((choice.id for choice in choices if choice.possible), None)
        self.cursor_row = next((row for row, choice in enumerate(choices) if choice.id == pointed), 0)
        if not self.set_size(len(choices)) and list(choices) != list(before):
            self.refresh()

    @property
    def _pointed(self) -> str | None:
        return self._choices[self.cursor_row].id if self.cursor_row < len(self._choices) else None

    def point_at(self, id: str) -> None:
        """Put the cursor on a choice."""
        for row, choice in enumerate(self._choices):
            if choice.id == id:
                self.move_to(row)

    def action_choose(self) -> None:
        """Make the choice under the cursor."""
        if (choice := self._pointed) is not None:
            self.post_message(self.Chosen(choice))

    def on_click(self, event: events.Click) -> None:
        """Chosen with the mouse."""
        row = self.row_at(event.y)
        if row is not None:
            event.stop()
            event.prevent_default()
            self.move_to(row)
            self.action_choose()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The choice under the mouse is lit."""
        self._hover(self.row_at(event.y))

    def on_leave(self) -> None:
        """The mouse has gone."""
        self._hover(None)

    def _hover(self, row: int | None) -> None:
        if row != self._hovered:
            for changed in (self._hovered, row):
                if changed is not None:
                    self.repaint(changed)
            self._hovered = row

    def render_line(self, y: int) -> Strip:
        """A choice: the cursor's sign, its key, its title, its note."""
        row, cells = self.row_at(y), self.size.width
        if row is None:
            return Strip.blank(cells, self.row_style)
        has_cursor = self.has_focus or not self.can_focus
        choice, under_cursor = self._choices[row], row == self.cursor_row and has_cursor
        if under_cursor:
            style = self.get_component_rich_style("menu--cursor")
        elif row == self._hovered:
            style = self.get_component_rich_style("menu--hover")
        else:
            style = self.row_style
        mark = ">" if under_cursor else " "
        head = f" {mark} {choice.key} " if choice.key else f" {mark} "
        room = cells - width(head) - 3
        # One long title must not take the room of all notes.
        column = min(self._title_width, room * 3 // 5)
        title = cut(pad(choice.title, column) if choice.note else choice.title, room)
        note = cut(f"  {choice.note}", room - width(title)) if choice.note and room - width(title) > 6 else ""
        parts = [
            Segment(head, style + Style(bold=True)),
            Segment(title, style if choice.possible else style + Style(dim=True)),
            Segment(note, style + Style(dim=True)),
        ]
        return Strip(parts).adjust_cell_length(cells, style)
