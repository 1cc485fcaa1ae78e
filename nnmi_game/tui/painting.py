"""Painting a screen once for all that a key has changed, and of its widgets only what is seen.

Textual paints what the first widget has asked for and then what the next one has, so that a key which moves a cursor,
writes a text and lays out the screen is answered by three paints, each a frame after the one before. And it renders
all rows of every widget near a change, whether or not others cover them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Generic, TypeVar, cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region, Size
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

T = TypeVar("T")

#: Steps of the event loop that a paint waits at most for widgets that still have something to do.
PATIENCE = 40


class QuickCompositor(Compositor):
    """Textual's compositor, but widgets render only those rows that are painted and not covered.

    And rows are cut only where something that is seen begins or ends. Textual cuts at the edges of what is covered as
    well, and a wide sign that such a cut goes through is lost.
    """

    @property
    def cuts(self) -> list[list[int]]:
        """Where pieces of each row begin, and where the last one ends."""
        if self._cuts is None:
            shown = [region.intersection(clip) for region, clip in self.visible_widgets.values()]
            self._cuts = _seen_cuts(shown, self.size)
        return self._cuts

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has changed. Textual renders whole rows for it, and writes the pieces of them that have changed."""
        regions = self._dirty_regions.copy()
        self._dirty_regions.clear()
        if not regions:
            return None
        spans = list(self._regions_to_spans(regions))
        wanted: dict[int, set[int]] = {}
        for y, start, end in spans:
            # As the update has it, which leaves out what is not rendered.
            found = (cut for cut, next_cut in pairwise(self.cuts[y]) if cut <= end and next_cut > start)
            wanted.setdefault(y, set()).update(found)
        crop = Region.from_union(regions).intersection(self.size.region)
        return ChopsUpdate(self._render_pieces(crop, wanted), spans, [row[1:] for row in self.cuts])

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        return self._render_pieces(
            crop, {y: set(self.cuts[y][:-1]) for y in crop.line_range if is_rendered_line(y)}
        )

    def _render_pieces(self, crop: Region, missing: dict[int, set[int]]) -> Sequence[Mapping[int, Strip]]:
        """The pieces of each row by where they begin, those that are ``missing``."""
        cuts = self.cuts
        # Widgets come from front to back: the first one has the piece.
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(row[:-1]) for row in cuts]
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            left, right = shown.column_span
            wanted = []
            for y in range(max(shown.y, crop.y), min(shown.bottom, crop.bottom)):
                gaps = [cut for cut in missing.get(y, ()) if left <= cut < right]
                if gaps:
                    wanted.append((y, gaps))
            if not wanted:
                continue
            first, last = wanted[0][0], wanted[-1][0]
            strips = widget.render_lines(
                Region(left - region.x, first - region.y, shown.width, last - first + 1)
            )
            for y, gaps in wanted:
                ends = [cut for cut in cuts[y] if left < cut <= right]
                pieces = dict(
                    zip((left, *ends), strips[y - first].divide([end - left for end in ends]), strict=False)
                )
                for cut in gaps:
                    chops[y][cut] = pieces.get(cut)
                missing[y].difference_update(gaps)
        return cast("Sequence[Mapping[int, Strip]]", chops)


class PaintedOnce(Screen[T], Generic[T]):
    """A screen that is painted when all of its widgets have done what the last key or click asks of them."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = QuickCompositor()
        self._steps = 0
        self._is_laying_out = False
        self._is_looking_soon = False

    def _on_timer_update(self) -> None:
        # Where Textual lays out and paints what has changed.
        if not self.is_active and not (self._layout_required or self._dirty_widgets):
            # Textual has the whole screen painted when another is put above it; that one shows it all the same.
            self._repaint_required = False
        if self.is_current and self._steps < PATIENCE and self._is_busy():
            self._update_timer.pause()
            self._steps += 1
            self._look_soon()
            return
        super()._on_timer_update()
        self._paint_rest()

    def _screen_resized(self, size: Size) -> None:
        # A screen behind a dialog hears of it from the application, and from each screen that lies above it.
        if size != self._compositor.size or self._layout_required:
            super()._screen_resized(size)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        # Textual paints at once; but widgets that have another size now may show something else.
        self._is_laying_out = True
        try:
            super()._refresh_layout(size, scroll)
        finally:
            self._is_laying_out = False
        if self.is_current and not self.app._batch_count:
            self._look_soon()

    def _compositor_refresh(self) -> None:
        if self._repaint_required or (self.is_current and self._is_laying_out):
            return  # all of it is about to be painted
        super()._compositor_refresh()

    def _paint_rest(self) -> None:
        """Paint what a layout has changed, unless there is more to come."""
        if not self._is_looking_soon:
            self._steps = 0
            if self._compositor._dirty_regions:
                self._compositor_refresh()

    def _look_soon(self) -> None:
        if not self._is_looking_soon:
            self._is_looking_soon = True
            asyncio.get_running_loop().call_soon(self._look)

    def _look(self) -> None:
        self._is_looking_soon = False
        self._on_timer_update()

    def _is_busy(self) -> bool:
        pumps: list[MessagePump] = [self.app, self, *self.walk_children(Widget)]
        return any(pump._message_queue.qsize() > 0 or len(pump._next_callbacks) > 0 for pump in pumps)


def _seen_cuts(shown: Iterable[Region], size: Size) -> list[list[int]]:
    """The cuts of each row through regions from front to back: their edges, but those that one in front covers."""
    spans = [(one.y, one.bottom, one.column_span) for one in shown if one.area]
    edges = {y for top, bottom, _span in spans for y in (top, bottom) if 0 < y < size.height}
    found: list[list[int]] = []
    for top, bottom in pairwise(sorted({0, size.height, *edges})):  # all rows between two edges are cut alike
        cuts = {0, size.width}
        front: list[tuple[int, int]] = []
        for first, end, span in spans:
            if first <= top < end:
                cuts.update(x for x in span if not any(left < x < right for left, right in front))
                front.append(span)
        found += [sorted(cuts)] * (bottom - top)
    return found


def forget_paint(screen: Screen[T]) -> None:
    """Let go of the rows that a hidden screen's widgets have painted, the larger part of its memory.

    They paint them anew when the screen is shown again.
    """
    for widget in screen.walk_children(Widget, with_self=True):
        widget._set_dirty()
        widget._render_cache = type(widget._render_cache)(widget.size, [])
