"""*Why?* on the screen: a figure's account, row by row to what stands behind it, and back along the trail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from nnmi_game.game.figures import Figure
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.screens.panel import Panel, Prose
from nnmi_game.tui.views.asked import (
    AboutFigure,
    AboutLine,
    AboutMany,
    AboutTouch,
    Asked,
    heading,
    of_turn,
    when,
)
from nnmi_game.tui.views.text import cut, width
from nnmi_game.tui.views.why import Answer, answer
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words, cells_of


def _why(screen: Keyed[Any]) -> WhyScreen:
    return cast("WhyScreen", screen)


def _back(screen: Keyed[Any]) -> None:
    _why(screen).back()


def _touches(screen: Keyed[Any]) -> None:
    why = _why(screen)
    if isinstance(why.asked, AboutFigure):
        why.ask(AboutTouch(why.asked.figure, why.asked.turn))


def _why_no_touch(screen: Keyed[Any]) -> str:
    if isinstance(_why(screen).asked, AboutFigure):
        return ""
    return _("Only a figure can be asked what it touches.")


def _earlier(screen: Keyed[Any]) -> None:
    _why(screen).turn_by(-1)


def _later(screen: Keyed[Any]) -> None:
    _why(screen).turn_by(1)


def _why_no_earlier(screen: Keyed[Any]) -> str:
    return "" if _why(screen).asked.turn > 0 else _("There is no earlier turn.")


def _why_no_later(screen: Keyed[Any]) -> str:
    why = _why(screen)
    return "" if why.asked.turn < len(why.game.past) else _("There is no later turn yet.")


class WhyScreen(Panel):
    """Questions and answers. Enter follows a row, Esc goes back; the first question closes it."""

    is_kept: ClassVar[bool] = True
    is_asking: ClassVar[bool] = True
    about = N_(
        "Why is a figure what it is? Its lines add up exactly. Enter follows a line to what stands behind it: "
        "orders, other figures, numbers of the scenario, luck, events. Esc goes back."
    )
    actions: ClassVar[tuple[Action, ...]] = (
        Action(id="why.back", title=N_("Back"), key="r", also=("escape", "backspace"), run=_back),
        Action(
            id="why.touches", title=N_("What does this touch?"), brief=N_("Touches"), key="t", run=_touches,
            why_not=_why_no_touch,
        ),
        Action(
            id="why.earlier", title=N_("Turn before"), brief=N_("Before"), key="b", also=("left",), run=_earlier,
            why_not=_why_no_earlier,
        ),
        Action(
            id="why.later", title=N_("Turn after"), brief=N_("After"), key="n", also=("right",), run=_later,
            why_not=_why_no_later,
        ),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "table(1)", show=False, priority=True),
        Binding("pageup", "table(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    WhyScreen #title { text-style: bold; color: $primary; }
    WhyScreen #trail { color: $text-muted; }
    WhyScreen #notes { margin: 0 0 1 0; }
    WhyScreen FigureTable { height: 1fr; min-height: 6; }
    """

    def __init__(self, figures: Sequence[Figure] = ()) -> None:
        super().__init__()
        self.set_up(figures)

    def set_up(self, figures: Sequence[Figure] = ()) -> None:
        """``figures`` are those to ask about."""
        self._figures = tuple(dict.fromkeys(figures))
        #: The questions on the way here, the present one last, each with the row that its cursor is on.
        self._trail: list[tuple[Asked, str]] = []
        self._answer: Answer | None = None

    @property
    def asked(self) -> Asked:
        """The present question."""
        if not self._trail:
            turn = len(self.game.past)
            many = len(self._figures) != 1
            self._trail = [
                (AboutMany(self._figures, turn) if many else AboutFigure(self._figures[0], turn), "")
            ]
        return self._trail[-1][0]

    def compose_body(self) -> ComposeResult:
        """Where one is, the question, remarks on it, the answer."""
        yield Words(id="trail")
        yield Words(id="title")
        yield Prose(id="notes")
        yield FigureTable()

    def begin(self) -> None:
        """The keys go to the table."""
        table = self.query_one(FigureTable)
        table.focus(scroll_visible=False)
        table.point_at(self._first())

    def fill(self) -> None:
        """Answer the question."""
        asked = self.asked
        found = answer(asked, self.game)
        self._answer = found
        self.query_one("#trail", Words).say(self._way_here(asked))
        self.query_one("#title", Words).tell(found.title)
        notes = self.query_one("#notes", Prose)
        notes.display = bool(found.notes)
        notes.show(list(found.notes))
        table = self.query_one(FigureTable)
        table.show_header = False
        table.show(found.table)

    def _way_here(self, asked: Asked) -> str:
        """The turn, and the questions on the way here as far as there is room: the last ones first."""
        shown = when(asked, self.game)
        names = [heading(one, self.game) for one, _key in self._trail[:-1]]
        room = cells_of(self.query_one("#trail"))
        way = " > ".join([*names, ""]) if names else ""
        while names and width(f"{shown}   {way}") > room:
            names.pop(0)
            way = " > ".join(["..", *names, ""])
        return cut(f"{shown}   {way}".rstrip(), room)

    def ask(self, asked: Asked) -> None:
        """Go on to another question."""
        table = self.query_one(FigureTable)
        self._trail[-1] = (self.asked, table.pointed or "")
        self._trail.append((asked, ""))
        self._show_at("")

    def back(self) -> None:
        """Go back to the question before; from the first one, close the screen."""
        if len(self._trail) < 2:
            self.office.pop_screen()
            return
        self._trail.pop()
        self._show_at(self._trail[-1][1])

    def turn_by(self, by: int) -> None:
        """Ask the same of another turn."""
        asked = of_turn(self.asked, self.asked.turn + by)
        self._trail[-1] = (asked, "")
        self._show_at(self.query_one(FigureTable).pointed or "")

    def _show_at(self, key: str) -> None:
        self.fill_all()
        table = self.query_one(FigureTable)
        table.point_at(key or self._first())

    def _first(self) -> str:
        """The row to begin at: the first reason, else the first that leads anywhere."""
        ways = self._answer.ways if self._answer is not None else {}
        reasons = [key for key, way in ways.items() if isinstance(way, AboutLine)]
        return next(iter([*reasons, *ways]), "0")

    def on_figure_table_chosen(self, event: FigureTable.Chosen) -> None:
        """Follow a row, if it leads anywhere."""
        asked = self._answer.ways.get(event.key) if self._answer is not None else None
        if asked is not None:
            self.ask(asked)

    def action_table(self, by: int) -> None:
        """Page the answer."""
        self.query_one(FigureTable).action_page(by)
