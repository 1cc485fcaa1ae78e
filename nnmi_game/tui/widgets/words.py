"""A text that is painted again only where it has changed, and laid out again only if its height has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from rich.segment import Segment
from textual.app import RenderResult
from textual.content import Content, Span
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from nnmi_game.tui.views.text import width, wrap
from nnmi_game.tui.widgets.calm import Calm
from nnmi_game.tui.widgets.straight import Straight

if TYPE_CHECKING:
    from nnmi_game.tui.frame import Keyed
    from nnmi_game.tui.views.sheet import Line

#: Between the look of a piece and its action.
_CLICK = "\0"
#: What a style of a line looks like: styles as Textual writes them, one upon the other.
Looks = Callable[[str], Sequence[str | Style]]


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


def plain(_style: str) -> Sequence[str | Style]:
    """The looks of lines that have no styles."""
    return ()


def piece(text: str, look: str = "", click: str = "") -> tuple[str, str]:
    """A piece of a line that looks so, and does an action when it is clicked; for lines with ``direct`` looks."""
    return (f"{look}{_CLICK}{click}" if click else look), text


def direct(style: str) -> Sequence[str | Style]:
    """The looks of lines made of ``piece``."""
    look, _sign, click = style.partition(_CLICK)
    looks: list[str | Style] = [look] if look else []
    return [*looks, Style.from_meta({"@click": click})] if click else looks


class Words(Straight, Calm, Static):
    """A text without markup. To lay out a screen costs as much as to paint it, so that is done when needed.

    Lines are drawn as they come into sight, each by itself: Textual breaks, cuts and styles a text as a whole first.
    That way is left to it for lines that are too long, and while text is marked with the mouse.
    """

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._lines: list[Line] = []
        self._looks: Looks = plain
        self._widest = 0
        self._told = ""
        #: The looks as they are drawn, and what they lie on.
        self._drawn_looks: dict[str, Style] = {}
        self._drawn_on = Style.null()

    @property
    def text(self) -> str:
        """What is shown."""
        return "\n".join(_plain_text(line) for line in self._lines)

    def say(self, text: str) -> None:
        """Show this text."""
        self.write([(("", row),) for row in text.split("\n")])

    def write(self, lines: Sequence[Line], looks: Looks = plain) -> None:
        """Show lines, whose styles look so."""
        lines = list(lines)
        if lines == self._lines and looks is self._looks:
            return
        rows, before = self._rows(), self._lines
        is_same = looks is self._looks and len(lines) == len(before)
        fitted = self._fits()
        self._lines, self._looks = lines, looks
        self._widest = max((width(_plain_text(line)) for line in lines), default=0)
        if is_same and fitted and self._fits():
            top, cells = self.gutter.top, self.outer_size.width
            self.refresh(*(Region(0, top + y, cells, 1) for y, line in enumerate(lines) if line != before[y]))
        else:
            self.refresh()
        self._lay_out_from(rows)

    def tell(self, text: str) -> None:
        """Show a text, broken to the width there is and anew when that changes."""
        self._told = text
        self.say("\n".join(wrap(text, cells_of(self))) if text else "")

    def on_resize(self) -> None:
        """There is more room, or less."""
        if self._told:
            self.tell(self._told)

    def render(self) -> RenderResult:
        """The whole text, where Textual is to draw it."""
        return _content(self._lines, self._looks)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines, unless they have to be broken; one if there is nothing to say."""
        if self._widest <= width:
            return max(1, len(self._lines))
        return super().get_content_height(container, viewport, width)

    def render_line(self, y: int) -> Strip:
        """A row as the mouse marks it, for which each piece must know its place."""
        if self._is_whole:
            return super().render_line(y)
        segments = []
        x = 0
        for name, text in self._lines[y] if y < len(self._lines) else ():
            segments.append(Segment(text, self._style(name).rich_style_with_offset(x, y)))
            x += len(text)
        return Strip(segments)

    def paint_line(self, y: int) -> Strip:
        """A row."""
        if self._is_whole:
            return super().render_line(y)
        self._dirty_regions.clear()
        line = self._lines[y] if y < len(self._lines) else ()
        styles = [self._style(name) for name, _text in line]
        segments = [
            Segment(text, style.rich_style) for style, (_name, text) in zip(styles, line, strict=True)
        ]
        cells = sum(width(text) for _name, text in line)
        if cells < self.size.width:
            segments.append(Segment(" " * (self.size.width - cells), self.visual_style.rich_style))
        strip = Strip(segments, max(cells, self.size.width))
        return strip._apply_link_style(self.link_style) if any(style._meta for style in styles) else strip

    @property
    def _is_whole(self) -> bool:
        """Whether Textual is to break, cut and style the text."""
        return self.text_selection is not None or not self._fits()

    def _style(self, name: str) -> Style:
        if self._drawn_on is not self.visual_style:
            self._drawn_on = self.visual_style
            self._drawn_looks.clear()
        if name not in self._drawn_looks:
            style = self._drawn_on
            for look in self._looks(name):
                style += self._get_style(look)
            self._drawn_looks[name] = style
        return self._drawn_looks[name]

    def _lay_out_from(self, before: int) -> None:
        is_wide = self.styles.width is not None and self.styles.width.is_auto
        if is_wide or self._rows() != before:
            lay_out(self)

    def _fits(self) -> bool:
        return self.size.width > 0 and self._widest <= self.size.width

    def _rows(self) -> int:
        """How many rows the text takes; each wide line counts by itself, since it may be broken anywhere."""
        room = self.content_size.width
        if room and self._fits():
            return max(1, len(self._lines))
        if not room:
            return -1
        return sum(max(1, -(-width(line) // room)) for line in self.text.split("\n"))


def _plain_text(line: Line) -> str:
    return "".join(text for _style, text in line)


def _content(lines: Sequence[Line], looks: Looks) -> Content:
    """The lines as one content."""
    text: list[str] = []
    spans: list[Span] = []
    place = 0
    for number, line in enumerate(lines):
        if number:
            text.append("\n")
            place += 1
        for style, piece in line:
            spans += [Span(place, place + len(piece), look) for look in looks(style)]
            text.append(piece)
            place += len(piece)
    return Content("".join(text), spans=spans)
