"""Figures: what was measured, what was asked, and whether it was reached; and fair clocks to measure with."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence

from attrs import frozen


@frozen
class Figure:
    """One line of the table. ``reached`` is None for a figure that is only told."""

    name: str
    value: str
    asked: str = ""
    reached: bool | None = None
    note: str = ""


def at_most(name: str, value: float, bound: float, unit: str = "", note: str = "", digits: int = 2) -> Figure:
    """A figure that should not pass a bound."""
    return Figure(name, _text(value, unit, digits), f"at most {bound:g}{unit}", value <= bound, note)


def at_least(
    name: str, value: float, bound: float, unit: str = "", note: str = "", digits: int = 1
) -> Figure:
    """A figure that should reach a bound."""
    return Figure(name, _text(value, unit, digits), f"at least {bound:g}{unit}", value >= bound, note)


def told(name: str, value: float, unit: str = "", note: str = "", digits: int = 2) -> Figure:
    """A figure without a bound."""
    return Figure(name, _text(value, unit, digits), note=note)


def printed(figure: Figure) -> str:
    """A figure's line in a table."""
    verdict = {True: "reached", False: "MISSED", None: ""}[figure.reached]
    return f"{figure.name:52} {figure.value:>12}  {figure.asked:16} {verdict:8} {figure.note}".rstrip()


def _text(value: float, unit: str, digits: int) -> str:
    return f"{value:.{digits}f}{unit}"


def cost(task: Callable[[], object]) -> float:
    """Seconds of processor time of one run: on a busy machine other programs do not count, as they do on a clock."""
    start = time.process_time()
    task()
    return time.process_time() - start


def interleaved(tasks: Sequence[Iterable[Callable[[], object]]]) -> list[list[float]]:
    """Costs of several competitors that take turns, so that a slow minute of the machine strikes all alike."""
    found: list[list[float]] = [[] for _ in tasks]
    for together in zip(*tasks, strict=False):
        for costs, task in zip(found, together, strict=True):
            costs.append(cost(task))
    return found


def median_ratio(over: Sequence[float], under: Sequence[float]) -> float:
    """Median of the ratios of runs that stood side by side."""
    return statistics.median(a / b for a, b in zip(over, under, strict=True))


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that ``percent`` per cent of the values do not pass."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)]
