"""Painting rows without asking of each what this game's widgets never have.

Textual asks of every row it paints for borders, outlines, hatches, tints and opacity, and cuts and filters it on each
occasion anew. Rows of words and tables only have a padding, and their painted form can be kept as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.css.styles import RenderStyles
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

if TYPE_CHECKING:
    Base = Widget
else:
    Base = object  # Textual takes the styles of the first base that is a widget


class Straight(Base):
    """A widget that paints so. The class comes before the widget's own among the bases."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._styles_cache = StraightCache()

    def paint_line(self, y: int) -> Strip:
        """A row of the contents as it is painted; ``render_line`` is what the mouse marks."""
        return self.render_line(y)


class StraightCache(StylesCache):
    """The painted rows of a widget."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: tuple[int, bool] = (-1, False)
        self._painted_for: tuple[Color, Sequence[LineFilter]] | None = None

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """The rows within a region of the widget."""
        if not isinstance(widget, Straight) or not self._is_straight(widget.styles) or widget.opacity != 1.0:
            return super().render_widget(widget, crop)
        below, background = widget.background_colors
        filters = widget.get_line_filters()
        width = widget.region.width
        if width != self._width or self._painted_for != (background, filters):
            self.clear()
            self._width, self._painted_for = width, (background, filters)
        top, right, _bottom, left = widget.styles.padding
        cells, rows = widget.content_region.size
        inner = Style(background=below + background).rich_style
        strips = []
        for y in crop.line_range:
            if y in self._dirty_lines or y not in self._cache:
                segments = [Segment(" " * width, inner)]
                if top <= y < top + rows:
                    strip = widget.paint_line(y - top).adjust_cell_length(cells, inner)
                    segments = [
                        *((Segment(" " * left, inner),) if left else ()),
                        *strip._segments,
                        *((Segment(" " * right, inner),) if right else ()),
                    ]
                for one in filters:
                    segments = one.apply(segments, background)
                self._cache[y] = Strip(segments, width)
            strips.append(self._cache[y])
        self._dirty_lines.difference_update(crop.line_range)
        pointed = widget.hover_style
        if widget.auto_links and pointed._link_id and pointed._meta and "@click" in pointed.meta:
            lit = widget.link_style_hover
            strips = [strip.style_links(pointed._link_id, lit) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _is_straight(self, styles: RenderStyles) -> bool:
        if self._asked[0] != styles._cache_key:
            has = styles.has_rule
            is_straight = not (
                styles.border or styles.outline or styles.tint.a or has("hatch") or styles.text_opacity != 1.0
            )
            self._asked = (styles._cache_key, is_straight)
        return self._asked[1]
