"""Widgets that are laid out once where Textual would do it twice, and containers that cost next to nothing to paint."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget as Base
else:
    Base = object  # Textual takes the styles of the first base that is a widget


#: Colours of a scroll bar without any, as Textual has them.
_BACK, _GRIP = RichColor.parse("#555555"), RichColor.parse("bright_magenta")


class Calm(Base):
    """A widget that asks for no other layout because its contents have another size after one.

    Nothing depends on that size but scroll bars, which ask for themselves. The class comes before the widget's own
    among the bases.
    """

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


@lru_cache(256)
def _blank(cells: int, background: Color, filters: tuple[LineFilter, ...]) -> Strip:
    strip = Strip.blank(cells, Style.from_color(bgcolor=background.rich_color))
    for one in filters:
        strip = strip.apply_filter(one, background)
    return strip


class Plain(Calm):
    """A container in one colour. All its rows are the same; Textual would make and cut each of them by itself."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """As many rows as are asked for."""
        if self.styles.border:
            return super().render_lines(crop)
        below, own = self.background_colors
        return [_blank(crop.width, below + own, tuple(self.get_line_filters()))] * crop.height


class Box(Plain, Container):
    """Widgets in a layout of their own."""


class Row(Plain, Horizontal):
    """Widgets beside each other."""


class Column(Plain, Vertical):
    """Widgets below each other."""


class Bar(Calm, ScrollBar):
    """A scroll bar down the side. It has three kinds of rows; Textual would draw, cut and style each by itself."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows: above the grip, the grip, below it."""
        self._dirty_regions.clear()
        drawn = cast("ScrollBarRender", self.render())
        style, cells = cast("Style", drawn.style), self.size.width
        found = drawn.render_bar(
            self.size.height, drawn.virtual_size, drawn.window_size, drawn.position, cells,
            back_color=style.bgcolor or _BACK, bar_color=style.color or _GRIP,
        )  # fmt: skip
        base, background, filters = self.rich_style, self.background_colors[1], self.get_line_filters()
        strips: dict[Segment, Strip] = {}
        for segment in found.segments[crop.y : crop.bottom]:
            if segment not in strips:
                line = list(Segment.apply_style([segment], base))
                for one in filters:
                    line = one.apply(line, background)
                strips[segment] = Strip(line, cells)
        rows = [strips[segment] for segment in found.segments[crop.y : crop.bottom]]
        return rows if crop.column_span == (0, cells) else [row.crop(*crop.column_span) for row in rows]


class AtOnce(Base):
    """A widget that scrolls at once: to glide there would take a third of a second and paint it twenty times."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar down its side, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = Bar(name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def _scroll_to(self, x: float | None = None, y: float | None = None, **how: Any) -> bool:
        return super()._scroll_to(x, y, **how | {"animate": False})


class Scroll(Plain, AtOnce, VerticalScroll):
    """Widgets below each other that scroll."""
