"""What can be seen of a screen behind a dialog."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.strip import Strip


def backdrop(screen: Screen[object], tint: Color) -> list[Strip]:
    """The rows of a screen under a tint.

    Textual's own way mixes the colours of every piece of text by itself, while a screen has only a few styles.
    """
    tinted: dict[Style | None, Style | None] = {}

    def under_tint(segment: Segment) -> Segment:
        if segment.style not in tinted:
            [mixed] = BackgroundScreen.process_segments([segment], tint)
            tinted[segment.style] = mixed.style
        return Segment(segment.text, tinted[segment.style])

    return [
        Strip([under_tint(segment) for segment in strip], strip.cell_length)
        for strip in screen._compositor.render_strips(screen.app.size)
    ]
