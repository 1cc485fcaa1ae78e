"""A map on the screen, with a cursor that keys and mouse move from place to place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.message import Message

from nnmi_game.tui.draw.atlas import towards
from nnmi_game.tui.draw.worldmap import Drawn, Map, Plan, plan
from nnmi_game.tui.widgets.paint import looks_of
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.tui.app import Office

_DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class MapView(Words, can_focus=True):
    """Draws a map as large as there is room.

    It posts ``MapView.Pointed`` when the cursor comes to a pin or a land, and ``MapView.Chosen`` on enter or a click
    on what is under the cursor.
    """

    DEFAULT_CSS = """
    MapView { height: 1fr; }
    """

    class Chosen(Message):
        """Something was chosen; ``key`` is its id."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Pointed(Chosen):
        """The cursor has come to something."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._map = Map(lands=())
        self._drawn: Drawn | None = None
        #: Where everything goes, and for which map at which size.
        self._plan: Plan | None = None
        self._planned: object = None
        self.pointed = ""

    @property
    def drawn(self) -> Drawn | None:
        """The map as it was drawn last."""
        return self._drawn

    def show(self, shown: Map, pointed: str) -> None:
        """Show a map with the cursor at a pin or a land."""
        self._map, self.pointed = shown, pointed
        self._draw()

    def on_resize(self) -> None:
        """There is more room, or less."""
        self._draw()

    def on_key(self, event: events.Key) -> None:
        """Arrows move the cursor to the nearest thing that way, enter chooses."""
        if self._drawn is None:
            return
        if event.key in _DIRECTIONS:
            event.stop()
            event.prevent_default()
            self._point(towards(self._drawn.spots, self.pointed, _DIRECTIONS[event.key]))
        elif event.key == "enter" and self.pointed:
            event.stop()
            self.post_message(self.Chosen(self.pointed))

    def on_click(self, event: events.Click) -> None:
        """The first click points, another one on the same thing chooses."""
        if self._drawn is None:
            return
        found = self._drawn.at(event.x, event.y)
        if found and found == self.pointed:
            self.post_message(self.Chosen(found))
        elif found:
            self._point(found)

    def _point(self, key: str) -> None:
        if key != self.pointed:
            self.pointed = key
            self._draw()
            self.post_message(self.Pointed(key))

    def _draw(self) -> None:
        if not self.size.width or not self.size.height or not self._map.has_shape:
            return
        wanted = (self._map, self.size, cast("Office", self.app).settings.ascii_only)
        if self._plan is None or self._planned != wanted:
            self._planned, self._plan = wanted, plan(self._map, *self.size, wanted[-1])
        self._drawn = self._plan.drawn(self.pointed)
        self.write(self._drawn.lines, looks_of)
