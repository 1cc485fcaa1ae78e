"""When an application under test has nothing left to do, asked of its event loop rather than of the clock.

Textual's pilot waits until the processor has been idle for a fiftieth of a second, twice for each key: on a quiet
machine most of a test's time goes by in sleep, and on a busy one it may never see that rest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from textual._context import active_app
from textual.app import App
from textual.screen import Screen

#: Rounds of the event loop after which an application is taken to be busy with itself for ever.
ENOUGH = 20_000


async def until_idle(*_seconds: float) -> None:
    """Wait until no callback is ready to run, and nothing waits to be laid out or painted."""
    loop, app = asyncio.get_running_loop(), active_app.get()
    for _round in range(ENOUGH):
        await asyncio.sleep(0)
        if not (loop._ready or does_what_waits(app)):  # type: ignore[attr-defined]
            return
    raise TimeoutError("the application never comes to rest")


def does_what_waits(app: App[Any]) -> bool:
    """Let an application do what it would do at its next tick, for which nobody has to wait here."""
    if app._exit or not app._running:
        return False
    if app._resize_timer is not None:
        app._check_resize()
        return True
    # What shows behind a dialog comes first: the dialog paints it.
    waiting = [screen for screen in (*app._background_screens, app.screen) if waits(screen)]
    for screen in waiting:
        screen._on_timer_update()
    return bool(waiting)


def waits(screen: Screen[Any]) -> bool:
    """Whether a screen has something to lay out, to paint or to do afterwards."""
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


@contextmanager
def quick_pilot() -> Iterator[None]:
    """Let Textual's pilot wait in this way."""
    with patch("textual.pilot.wait_for_idle", until_idle), patch("textual.app.wait_for_idle", until_idle):
        yield
