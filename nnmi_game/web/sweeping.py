"""When to look for garbage in a process of many applications.

To look through all objects of thirty games takes seconds, and meanwhile nobody's keys are answered. So those that have
lasted are set aside, and looked through only after an application has ended, when nobody presses a key.
"""

from __future__ import annotations

import gc
from time import monotonic

from attrs import define

from nnmi_game.tui.garbage import REST, WORTH

#: Seconds after which an ended application's objects are looked for though somebody is pressing keys.
AT_LAST = 120.0


@define
class Sweeping:
    """Who has pressed a key when, and whether an application has ended since all was looked through."""

    is_wanted: bool = False
    _touched: float = 0.0
    _swept: float = 0.0

    def touched(self) -> None:
        """Somebody has pressed a key or moved the mouse."""
        self._touched = monotonic()

    def look(self) -> None:
        """Look through what is worth it now."""
        now = monotonic()
        is_quiet = now - self._touched > REST
        if self.is_wanted and (is_quiet or now - self._swept > AT_LAST):
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self.is_wanted, self._swept = False, now
        elif gc.get_count()[1] >= WORTH:
            gc.collect()
            gc.freeze()
