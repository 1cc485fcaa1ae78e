"""ASCII signs in place of those that take two cells in some Chinese terminals: for all that is painted."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

#: Signs of uncertain width that texts hold, each with one of a single cell. Pictures have signs of their own.
_SIGNS = str.maketrans({
    "“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "…": ".", "·": ".", "×": "x", "±": "~", "°": "o",
    "→": ">", "←": "<", "↑": "^", "↓": "v", "•": "*", "─": "-", "│": "|", "█": "#", "▁": "_", "€": "E", "§": "S",
})  # fmt: skip


class AsciiSigns(LineFilter):
    """Textual's way of changing lines before they are painted. Widths stay as they were measured."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line with the signs replaced."""
        return [
            segment
            if segment.text.isascii()
            else Segment(segment.text.translate(_SIGNS), segment.style, segment.control)
            for segment in segments
        ]
