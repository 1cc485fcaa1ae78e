"""A chart on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from nnmi_game.tui.draw.chart import Chart
from nnmi_game.tui.draw.plot import draw
from nnmi_game.tui.widgets.paint import looks_of
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.tui.app import Office


class ChartView(Words):
    """Draws a chart as large as there is room; in ASCII signs if the settings ask for it."""

    DEFAULT_CSS = """
    ChartView { height: 1fr; min-height: 8; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._chart: Chart | None = None

    def show(self, chart: Chart) -> None:
        """Show a chart."""
        self._chart = chart
        self._draw()

    def on_resize(self) -> None:
        """There is more room, or less."""
        self._draw()

    def _draw(self) -> None:
        if self._chart is None or not self.size.width:
            return  # before the first layout; the resize that follows draws
        plain = cast("Office", self.app).settings.ascii_only
        self.write(draw(self._chart, self.size.width, self.size.height, plain), looks_of)
