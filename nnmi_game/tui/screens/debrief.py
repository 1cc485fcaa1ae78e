"""The debrief of a class, for the projector: five pages, names hidden until a key shows them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, cast

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.debriefing import Debriefing
from nnmi_game.tui.frame import Frame, Keyed
from nnmi_game.tui.views import debrief as view
from nnmi_game.tui.views.sheet import sheet_lines
from nnmi_game.tui.widgets.chart import ChartView
from nnmi_game.tui.widgets.sheet import Sheet
from nnmi_game.tui.widgets.words import Words

#: The pages by name, as the keys 1 to 5 open them.
TITLES = {
    "goals": N_("Goals"),
    "choices": N_("Choices"),
    "pair": N_("Two offices"),
    "guesses": N_("Guesses"),
    "earlier": N_("Earlier classes"),
}


def _debriefing(screen: Keyed[Any]) -> Debriefing:
    return cast("DebriefScreen", screen).debriefing


def _open(page: str, screen: Keyed[Any]) -> None:
    _debriefing(screen).page = page
    screen.fill_all()


def _names(screen: Keyed[Any]) -> None:
    debriefing = _debriefing(screen)
    debriefing.names = not debriefing.names
    screen.fill_all()


def _bots(screen: Keyed[Any]) -> None:
    debriefing = _debriefing(screen)
    debriefing.without_bots = not debriefing.without_bots
    screen.fill_all()


def _step(which: int, screen: Keyed[Any]) -> None:
    _debriefing(screen).step(which)
    screen.fill_all()


def _reread(screen: Keyed[Any]) -> None:
    cast("DebriefScreen", screen).read()


def _back(screen: Keyed[Any]) -> None:
    screen.office.pop_screen()


def _why_not_bots(screen: Keyed[Any]) -> str:
    return "" if _debriefing(screen).has_bots else _("There are not both bots and people in this class.")


def _is_pair(screen: Keyed[Any]) -> bool:
    return _debriefing(screen).page == "pair"


def _is_above(screen: Keyed[Any]) -> bool:
    return len(screen.app.screen_stack) > 1


class DebriefScreen(Frame):
    """One page at a time; what takes a moment is worked out beside the screen."""

    has_side: ClassVar[bool] = False
    about = N_(
        "The class looked back on: how the goals came out, what those who did well did differently, two offices under "
        "the same luck, guesses and what came, earlier classes. Names are hidden until N shows them."
    )
    actions: ClassVar = (
        *(
            Action(id=f"debrief.{name}", title=title, key=str(number), run=partial(_open, name))
            for number, (name, title) in enumerate(TITLES.items(), start=1)
        ),
        Action(id="debrief.first", title=N_("Another first office"), brief=N_("First"), key="f",
               run=partial(_step, 0), shown=_is_pair),
        Action(id="debrief.second", title=N_("Another second office"), brief=N_("Second"), key="s",
               run=partial(_step, 1), shown=_is_pair),
        Action(id="debrief.names", title=N_("Names, shown or hidden"), brief=N_("Names"), key="n", run=_names),
        Action(id="debrief.bots", title=N_("Bots, with or without"), brief=N_("Bots"), key="b", run=_bots,
               why_not=_why_not_bots),
        Action(id="debrief.reread", title=N_("Read the class again"), brief=N_("Again"), key="a", run=_reread),
        Action(id="debrief.back", title=N_("Back"), key="r", also=("escape",), run=_back, shown=_is_above),
    )  # fmt: skip

    DEFAULT_CSS = """
    DebriefScreen #body { overflow-y: hidden; }
    DebriefScreen ChartView { height: 2fr; }
    DebriefScreen Sheet { height: 1fr; }
    DebriefScreen #class { color: $text-muted; margin-bottom: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_reading = False

    @property
    def debriefing(self) -> Debriefing:
        """The class; there is no debrief without one."""
        found = self.office.debriefing
        if found is None:
            raise LookupError("no class is looked back on")
        return found

    def compose_body(self) -> ComposeResult:
        """The page's name, which class it is, a chart where there is one, the rest."""
        yield Words(id="page", classes="heading")
        yield Words(id="class")
        yield ChartView()
        yield Sheet()

    def on_mount(self) -> None:
        """Read the class."""
        self.read()

    def read(self) -> None:
        """Read the class anew, beside the screen."""
        if not self._is_reading:
            self._is_reading = True
            self.run_worker(self._read, name="debrief", thread=True, exit_on_error=False)

    def _read(self) -> None:
        self.debriefing.load()
        self.app.call_from_thread(self._was_read)

    def _was_read(self) -> None:
        self._is_reading = False
        if self.is_open:
            self.fill_all()

    def begin(self) -> None:
        """The arrows scroll what is below."""
        self.set_focus(self.query_one(Sheet), scroll_visible=False)

    def fill(self) -> None:
        """Write the page that is open."""
        debriefing = self.debriefing
        cohort = debriefing.cohort
        titles = [(name, _(title)) for name, title in TITLES.items()]
        self.query_one("#page", Words).say(view.shown(debriefing.page, titles))
        chart, sheet = self.query_one(ChartView), self.query_one(Sheet)
        chart.display = False
        if debriefing.problem or cohort is None or not cohort.turn:
            said = debriefing.problem or (
                _("Reading the class\u2026") if cohort is None else _("No turn has been played yet.")
            )
            self.query_one("#class", Words).tell("")
            sheet.show_lines([(("bad" if debriefing.problem else "", said),)])
            return
        self.query_one("#class", Words).tell(view.heading(cohort))
        pages: dict[str, Callable[[], None]] = {
            "goals": self._fill_goals,
            "choices": lambda: sheet.show(view.choices(cohort)),
            "pair": self._fill_pair,
            "guesses": lambda: sheet.show(view.guesses(cohort)),
            "earlier": lambda: sheet.show_made(partial(view.earlier, cohort)),
        }
        pages[debriefing.page]()

    def _fill_goals(self) -> None:
        debriefing, sheet = self.debriefing, self.query_one(Sheet)
        cohort = debriefing.cohort
        assert cohort is not None
        block = view.goal_block(cohort, debriefing.references)
        sheet.show_made(
            lambda room: [
                *view.goals(cohort, debriefing.references, room),
                (),
                *sheet_lines([block], room, 1),
            ]
        )

    def _fill_pair(self) -> None:
        debriefing, sheet, chart = self.debriefing, self.query_one(Sheet), self.query_one(ChartView)
        cohort, found = debriefing.cohort, debriefing.pair
        assert cohort is not None
        if found is None:
            sheet.show_lines([(("", _("There is only one office to show.")),)])
            return
        chart.display = True
        chart.show(view.pair_chart(cohort, found, debriefing.references, debriefing.names))
        sheet.show(view.pair_blocks(cohort, found, debriefing.names))
