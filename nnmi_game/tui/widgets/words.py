"""A text that is painted again only if it has changed, and laid out again only if its height has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from nnmi_game.tui.views.text import width, wrap
from nnmi_game.tui.widgets.calm import Calm

if TYPE_CHECKING:
    from nnmi_game.tui.frame import Keyed


def cells_of(widget: Widget) -> int:
    """The cells of a line of a widget, those that it will probably get where it has not been laid out yet."""
    return widget.size.width or cast("Keyed[Any]", widget.screen).room


def lay_out(widget: Widget) -> None:
    """Find a new size for a widget.

    Textual takes the size that it remembers where a layout was asked for earlier and has been made on another
    occasion meanwhile, a resize for instance, since it counts requests only one at a time.
    """
    widget._layout_updates += 1
    widget.refresh(layout=True)


def paint_at_once(root: Widget) -> None:
    """Let all that was changed on a screen be laid out and painted together.

    Textual waits until each widget has nothing else to do, and meanwhile paints what the first ones have asked for.
    """
    for widget in root.walk_children(Widget):
        widget._check_refresh()


class Words(Calm, Static):
    """A text without markup. To lay out a screen costs as much as to paint it, so that is done when needed."""

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._said = Content()
        self._told = ""

    @property
    def text(self) -> str:
        """What is shown."""
        return self._said.plain

    def say(self, text: str | Content) -> None:
        """Show this text."""
        content = text if isinstance(text, Content) else Content(text)
        # Contents compare by their letters alone.
        if content.plain == self._said.plain and content.spans == self._said.spans:
            return
        before, self._said = self._said, content
        is_wide = self.styles.width is not None and self.styles.width.is_auto
        self.update(content, layout=False)
        if is_wide or self._rows(before) != self._rows(content):
            lay_out(self)

    def tell(self, text: str) -> None:
        """Show a text, broken to the width there is and anew when that changes."""
        self._told = text
        self.say("\n".join(wrap(text, cells_of(self))) if text else "")

    def on_resize(self) -> None:
        """There is more room, or less."""
        if self._told:
            self.tell(self._told)

    def _rows(self, content: Content) -> int:
        """How many rows a text takes; each wide line counts by itself, since it may be broken anywhere."""
        room = self.content_size.width
        if not content.plain or not room:
            return -1 if room else 0
        return sum(max(1, -(-width(line) // room)) for line in content.plain.split("\n"))
