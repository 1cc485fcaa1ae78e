"""Measure and print a table: ``python -m benchmarks [PART...]``; the parts stand in ``PARTS``, by default all run."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from importlib import import_module

import numpy as np

from benchmarks.figures import Figure, printed

#: Parts by name: where each is, so that a part whose peers are missing does not stop the others.
PARTS = {
    "turns": ("turns", "single_turn"),
    "batch": ("turns", "batch_and_peers"),
    "flat": ("turns", "flat"),
    "scale": ("scale", "scale"),
    "draws": ("draws", "cost_of_draws"),
    "memory": ("memory", "memory_per_world"),
    "startup": ("startup", "first_frame"),
    "keys": ("keys", "key_to_paint"),
    "long": ("long_game", "long_game"),
    "debrief": ("debrief", "debrief"),
    "forecasts": ("forecasts", "forecasts"),
    "sweep": ("sweep", "gain_of_two"),
    "browsers": ("browsers", "in_one_process"),
    "visitors": ("browsers", "in_processes"),
    "balance": ("balance", "balance"),
}


def main(words: list[str]) -> int:
    """Run the parts named, or all of them; 0 if all that was asked was reached."""
    unknown = [word for word in words if word not in PARTS]
    if unknown:
        print(f"no part {unknown[0]!r}; parts are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()}", flush=True)
    missed = 0
    for name in words or PARTS:
        module, function = PARTS[name]
        part: Callable[[], list[Figure]] = getattr(import_module(f"benchmarks.{module}"), function)
        for figure in part():
            missed += figure.reached is False
            print(printed(figure), flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
