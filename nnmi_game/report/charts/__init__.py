"""Charts as inline SVG: lines, stacked bands, bars, strips, ranges and dots.

Every chart has a title and a description for those who do not see it, and tells its series apart by dashes, markers
or patterns as well as by colour. Colours are variables of the page, so that a chart follows its light, dark and
printed looks.
"""

from nnmi_game.report.charts.bands import bands
from nnmi_game.report.charts.bars import Bar, bars, columns
from nnmi_game.report.charts.dots import Dots, dots
from nnmi_game.report.charts.frame import Figure
from nnmi_game.report.charts.lines import Line, Mark, lines, spark
from nnmi_game.report.charts.ranges import Range, ranges
from nnmi_game.report.charts.strips import Strip, strips

__all__ = [
    "Bar", "Dots", "Figure", "Line", "Mark", "Range", "Strip", "bands", "bars", "columns", "dots", "lines", "ranges",
    "spark", "strips",
]  # fmt: skip
