"""A bar with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.widgets import Static

from nnmi_game.tui.views.meter import meter

if TYPE_CHECKING:
    from nnmi_game.tui.app import Office


class Meter(Static):
    """Shows ``value`` of ``most``; in ASCII signs if the settings ask for it."""

    DEFAULT_CSS = """
    Meter { height: 1; color: $primary; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._value = (0, 1, "")

    def show(self, value: int, most: int, written: str = "") -> None:
        """Show a value; ``written`` replaces the number behind the bar."""
        self._value = (value, most, written)
        self._draw()

    def on_resize(self) -> None:
        """There is more room, or less."""
        self._draw()

    def _draw(self) -> None:
        value, most, written = self._value
        plain = cast("Office", self.app).settings.ascii_only
        self.update(meter(value, most, self.size.width or 24, plain, written or None))
