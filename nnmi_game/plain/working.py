"""Work that takes some seconds: Ctrl+C stops it, and not the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nnmi_game.game.stopping import StoppedError
from nnmi_game.locale import gettext as _

if TYPE_CHECKING:
    from nnmi_game.plain.office import Office


def stop(office: Office) -> Callable[[], bool]:
    """Whether the work under way is not wanted any more."""
    return lambda: office.talk.interrupts.pending


def progress(office: Office) -> Callable[[float], None]:
    """What work tells how far it is; it ends there if it is not wanted any more."""

    def heard(_part: float) -> None:
        if office.talk.interrupts.pending:
            raise StoppedError

    return heard


@contextmanager
def stoppable(office: Office) -> Iterator[None]:
    """Work that may be stopped; what stands behind it in the block is not done then."""
    try:
        yield
    except StoppedError:
        if office.talk.interrupts.meant_for_the_work():
            office.talk.say(_("Stopped."))
