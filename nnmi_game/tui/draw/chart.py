"""What a chart shows, as plain data: lines or stacked bars over the steps of an axis, with what they are held against.

Everything is told apart twice: by colour, and by letters, dashes, patterns or signs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import field, frozen

Value = float | None

LINES, BARS = "lines", "bars"
#: What a series is called in the picture and the legend.
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: Signs of the points, one for each set of them.
SIGNS = "o*x#"


def _whole(value: float) -> str:
    return f"{value:,.0f}"


def _values(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(values)


def _series(series: Iterable[Series]) -> tuple[Series, ...]:
    return tuple(series)


def _bands(bands: Iterable[Band]) -> tuple[Band, ...]:
    return tuple(bands)


def _levels(levels: Iterable[Level]) -> tuple[Level, ...]:
    return tuple(levels)


@frozen
class Axis:
    """The steps from left to right: their names in full, and what is written under each (empty where nothing is)."""

    names: tuple[str, ...]
    labels: tuple[str, ...]


@frozen(kw_only=True)
class Series:
    """A line or a part of a stack: a value for each step from the first on; None where there is none."""

    name: str
    values: tuple[Value, ...] = field(converter=_values)

    @property
    def last(self) -> Value:
        """The last value there is."""
        return next((value for value in reversed(self.values) if value is not None), None)


@frozen(kw_only=True)
class Band:
    """Between which values the series at ``of`` may lie; beyond it at either end lies one case in ten."""

    of: int
    low: tuple[Value, ...] = field(converter=_values)
    high: tuple[Value, ...] = field(converter=_values)


@frozen(kw_only=True)
class Level:
    """A value that is the same all along, such as a target."""

    name: str
    value: float


@frozen(kw_only=True)
class Chart:
    """A chart.

    Series in ``series`` are drawn as ``kind`` says, ``points`` as single signs, ``dotted`` as
    dotted lines. ``low`` and ``high`` are values that the axis shows in any case; it also shows all data.
    ``written`` says how a value is read.
    """

    title: str
    axis: Axis
    kind: str = LINES
    series: tuple[Series, ...] = field(default=(), converter=_series)
    dotted: tuple[Series, ...] = field(default=(), converter=_series)
    points: tuple[Series, ...] = field(default=(), converter=_series)
    bands: tuple[Band, ...] = field(default=(), converter=_bands)
    levels: tuple[Level, ...] = field(default=(), converter=_levels)
    band_name: str = ""
    low: float = 0
    high: float = 0
    whole: bool = True  # whether the axis has whole numbers only
    written: Callable[[float], str] = _whole
    ticked: Callable[[float], str] | None = None  # the same for the round values of the axis, if shorter
    empty: str = ""  # said in place of a chart without values

    @property
    def letters_dotted(self) -> bool:
        """Whether dotted lines have letters: several are not told apart by their dots."""
        return len(self.dotted) > 1

    @property
    def has_values(self) -> bool:
        """Whether there is anything to draw."""
        return any(one.last is not None for one in (*self.series, *self.dotted, *self.points))

    def totals(self) -> list[Value]:
        """The height of the stack at each step; None where no part has a value."""
        found: list[Value] = []
        for place in range(len(self.axis.names)):
            parts = [v for one in self.series if (v := at(one.values, place)) is not None]
            found.append(sum(parts) if parts else None)
        return found

    def span(self) -> tuple[float, float]:
        """The least and the greatest value that the axis must show."""
        every: list[Value] = [self.low, self.high, *(level.value for level in self.levels)]
        if self.kind == BARS:
            every += [0.0, *self.totals()]
        else:
            every += [value for one in self.series for value in one.values]
        for one in (*self.dotted, *self.points):
            every += one.values
        for band in self.bands:
            every += [*band.low, *band.high]
        known = [value for value in every if value is not None]
        return min(known), max(known)


def at(values: tuple[Value, ...], place: int) -> Value:
    """The value at a step; None beyond the end."""
    return values[place] if place < len(values) else None


def letter(place: int) -> str:
    """The letter of a series."""
    return LETTERS[place % len(LETTERS)]


def sign(place: int) -> str:
    """The sign of a set of points."""
    return SIGNS[place % len(SIGNS)]
