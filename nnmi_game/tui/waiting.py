"""Work that may take longer than half a second: done beside the screen, with a bar, and stopped by Esc."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from nnmi_game.game.stopping import StoppedError

if TYPE_CHECKING:
    from nnmi_game.tui.app import Office

T = TypeVar("T")
#: Is told what part of the work is done.
Heard = Callable[[float], None]

#: Seconds of work before the bar is shown; less would only flicker.
PATIENCE = 0.3


class Work:
    """A piece of work: how far it is, and whether it is still wanted."""

    def __init__(self) -> None:
        self.part = 0.0
        self.is_done = False
        self._stopped = threading.Event()

    def went_on(self, part: float) -> None:
        """Called by the work itself: this part of it is done. ``StoppedError`` if it is not wanted any more."""
        if self._stopped.is_set():
            raise StoppedError
        self.part = part

    def stop(self) -> None:
        """Let it end where it next says how far it is."""
        self._stopped.set()


async def work_out(office: Office, title: str, make: Callable[[Heard], T]) -> T:
    """What ``make`` gives, worked out in a thread; it is given what to call with the part that is done.

    ``StoppedError`` if the player stopped it; what was ready before it could be stopped is given all the same.
    """
    from nnmi_game.tui.screens.working import Working

    work = Work()
    task = asyncio.ensure_future(asyncio.to_thread(make, work.went_on))
    try:
        done, _pending = await asyncio.wait([task], timeout=PATIENCE)
        if not done:
            await office.push_screen(Working(title, work))
            await asyncio.wait([task])
        return task.result()
    finally:
        work.is_done = True
        work.stop()
        for screen in office.screen_stack:
            if isinstance(screen, Working):
                screen.close_if_done()
