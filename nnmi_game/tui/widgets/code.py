"""A QR code on the screen: dark on light, whatever the theme."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from nnmi_game.tui.widgets.words import lay_out

_DARK, _LIGHT = Style.parse("on #000000"), Style.parse("on #ffffff")
_BLOCKS = Style.parse("#000000 on #ffffff")


class Code(Widget):
    """Each module is two spaces on a colour, whose width is certain; where there is no room for that, half a block."""

    DEFAULT_CSS = """
    Code { height: auto; width: auto; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: list[Strip] = []

    def show(self, text: str, rows: int) -> None:
        """Show a text in at most so many rows, if that can be done."""
        from nnmi_game.classroom.qr import drawn, modules

        dark = modules(text)
        if len(dark) <= rows:
            self._strips = [
                Strip([Segment("  ", _DARK if one else _LIGHT) for one in row], 2 * len(row)) for row in dark
            ]
        else:
            self._strips = [Strip([Segment(row, _BLOCKS)], len(row)) for row in drawn(text, coloured=False)]
        lay_out(self)
        self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The cells of a row."""
        return self._strips[0].cell_length if self._strips else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows."""
        return len(self._strips)

    def render_line(self, y: int) -> Strip:
        """A row of the picture."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)
