"""Jump keys: a sign at each place that can take the cursor, and the key of a sign goes there."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Static

from nnmi_game.tui.frame import Dialog
from nnmi_game.tui.widgets.calm import Scroll

#: The signs, in the order of the places from the top left to the bottom right.
SIGNS = "123456789abcdefghijklmnopqrstuvwxyz"
#: Cells of a sign.
WIDE = 3


def places(screen: Screen[object]) -> list[Widget]:
    """What can take the cursor on a screen, as one reads; no more than there are signs."""
    found = [
        widget for widget in screen.query("*").results(Widget) if widget.focusable and widget.region.area
    ]
    return sorted(found, key=lambda widget: (widget.region.y, widget.region.x))[: len(SIGNS)]


def sign_places(screen: Screen[object], at: Sequence[Widget]) -> list[Offset]:
    """Where the sign of each place stands: on it, or at the edge behind which it lies, side by side there."""
    cells, rows = screen.size
    found: list[Offset] = []
    for widget in at:
        seen = screen.find_widget(widget).visible_region
        body = next((part.region for part in widget.ancestors if isinstance(part, ScrollView | Scroll)), None)
        if seen.area or body is None:
            spot = Offset(min(max(seen.x, 0), cells - WIDE), min(max(seen.y, 0), rows - 1))
        else:
            spot = Offset(body.x, min(max(widget.region.y, body.y), body.bottom - 1))
        while spot in found and spot.x + WIDE < cells:
            spot += Offset(WIDE, 0)
        found.append(spot)
    return found


class JumpScreen(Dialog[int | None]):
    """The signs above the screen they belong to; the answer is the number of a place, from 0."""

    DEFAULT_CSS = """
    JumpScreen { align: left top; }
    JumpScreen Static {
        position: absolute; width: auto; background: $accent; color: $background; text-style: bold;
    }
    JumpScreen:nocolor Static { text-style: reverse bold; }
    """

    def set_up(self, at: Sequence[Widget]) -> None:
        """``at`` are the places, at least one."""
        self._at = at
        self._spots = sign_places(at[0].screen, at)

    def compose(self) -> ComposeResult:
        """A sign at each place."""
        for sign, spot in zip(SIGNS, self._spots, strict=False):
            label = Static(f" {sign} ", markup=False)
            label.styles.offset = (spot.x, spot.y)
            yield label

    async def on_key(self, event: events.Key) -> None:
        """The key of a sign goes there, any other back."""
        event.stop()
        place = SIGNS.find(event.key) if len(event.key) == 1 else -1
        self.dismiss(place if 0 <= place < len(self._at) else None)

    def on_click(self, event: events.Click) -> None:
        """A click on a sign does the same."""
        event.stop()
        labels = list(self.query(Static))
        self.dismiss(labels.index(event.widget) if event.widget in labels else None)
