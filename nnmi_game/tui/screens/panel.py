"""A plain screen above others: a title line, a body that scrolls, keys; Esc or ``r`` goes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Frame, Keyed
from nnmi_game.tui.views.sheet import Line
from nnmi_game.tui.views.text import wrap
from nnmi_game.tui.widgets.calm import Scroll
from nnmi_game.tui.widgets.sheet import looks_of
from nnmi_game.tui.widgets.words import Words, cells_of


def go_back(screen: Keyed[Any]) -> None:
    """Close the screen."""
    screen.office.pop_screen()


BACK = Action(id="back", title=N_("Back"), key="r", also=("escape",), run=go_back)


class Panel(Frame):
    """A screen that is no page of a game."""

    actions: ClassVar[tuple[Action, ...]] = (BACK,)
    has_side: ClassVar[bool] = False

    DEFAULT_CSS = """
    Panel > #title-line { height: 1; text-style: bold; color: $primary; margin: 1 2 0 2; }
    """

    def work_out(self, work: Callable[[], object], name: str) -> None:
        """Do long work beside the screen, once that is seen: until then the key that asked has the processor."""
        self.call_after_refresh(self.run_worker, work, name=name, thread=True, exit_on_error=False)


class Prose(Words):
    """Headings and paragraphs, broken to the width there is; the arrows scroll the body around it."""

    DEFAULT_CSS = """
    Prose { height: auto; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts: list[tuple[str, str]] = []

    def show(self, parts: list[tuple[str, str]]) -> None:
        """Show parts: (style class such as ``heading`` or ``""``, text)."""
        self._parts = parts
        self._draw()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._draw()

    def rows(self, parts: list[tuple[str, str]]) -> int:
        """How many lines these parts would take."""
        return len(self._broken(parts))

    def _draw(self) -> None:
        self.write(self._broken(self._parts), looks_of)

    def _broken(self, parts: list[tuple[str, str]]) -> list[Line]:
        # Long lines are hard to read on broad screens.
        room = min(cells_of(self), 96)
        lines: list[Line] = []
        for kind, text in parts:
            lines += [()] if lines else []
            lines += [((kind, row),) for row in wrap(text, room)]
        return lines


class Reading(Scroll, can_focus=True):
    """Prose that the arrow keys scroll."""

    DEFAULT_CSS = """
    Reading { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._prose = Prose()

    def compose(self) -> ComposeResult:
        """The prose."""
        yield self._prose

    def show(self, parts: list[tuple[str, str]]) -> None:
        """Show parts as ``Prose.show`` does."""
        self._prose.show(parts)
