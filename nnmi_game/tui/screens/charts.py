"""The page of charts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.worker import Worker, WorkerState, get_current_worker

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.draw.words import described, numbers
from nnmi_game.tui.frame import SIDE_FROM, GamePage, Keyed
from nnmi_game.tui.memory import borrowed
from nnmi_game.tui.screens.dialogs import PickOne
from nnmi_game.tui.views import charts as view
from nnmi_game.tui.views import scorecard
from nnmi_game.tui.views.chart_asks import figures_of
from nnmi_game.tui.views.charts import KINDS, Beside, Kind
from nnmi_game.tui.views.meter import bar
from nnmi_game.tui.views.sheet import Block
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import cut, width, wrap
from nnmi_game.tui.widgets import calm
from nnmi_game.tui.widgets.chart import ChartView
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.sheet import Sheet
from nnmi_game.tui.widgets.subject import SubjectLine
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.engine.orders import Order
    from nnmi_game.game.figures import Figure
    from nnmi_game.game.game import Game


#: Cells of the list of charts.
LIST, LIST_NARROW = 24, 21
#: Cells of the bar while the futures are played.
BAR = 10


def _page(screen: Keyed[Any]) -> ChartsScreen:
    assert isinstance(screen, ChartsScreen)
    return screen


async def _subject(screen: Keyed[Any]) -> None:
    page = _page(screen)
    options = page.kind.subjects(page.game)
    answer = await page.office.ask(PickOne, _("What should it be about?"), options, page.subject)
    if answer is not None:
        page.show_subject(answer)


def _text(screen: Keyed[Any]) -> None:
    page = _page(screen)
    page.as_text = not page.as_text
    page.fill_all()


class ChartsScreen(GamePage):
    """A list of charts beside the one that is chosen; left and right change what it is about."""

    page = "charts"
    has_side = False
    actions = (
        Action(
            id="charts.subject", title=N_("What it is about"), brief=N_("Subject"), key="f", run=_subject
        ),
        Action(
            id="charts.text", title=N_("In numbers and words, or drawn"), brief=N_("Text"), key="v", run=_text
        ),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the list, which scrolls sideways otherwise.
        Binding("left", "step(-1)", show=False, priority=True),
        Binding("right", "step(1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    DEFAULT_CSS = f"""
    ChartsScreen #body {{ overflow-y: hidden; }}
    ChartsScreen #kinds {{ width: {LIST}; height: 1fr; padding-right: 1; }}
    ChartsScreen #shown {{ width: 1fr; height: 1fr; }}
    ChartsScreen #about {{ color: $text-muted; height: auto; }}
    ChartsScreen.-narrow #kinds {{ width: {LIST_NARROW}; }}
    ChartsScreen.-narrow #about {{ display: none; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self.kind: Kind = KINDS[0]
        self.subjects: dict[str, str] = {}
        self.as_text = False
        self._beside = Beside()
        self._part: float | None = None
        self._beside_of: tuple[int, int, tuple[Order, ...]] | None = None

    @property
    def subject(self) -> str:
        """What the chart is about: an id of its kind's subjects."""
        options = [option.value for option in self.kind.subjects(self.game)]
        wanted = self.subjects.get(self.kind.id, options[0])
        return wanted if wanted in options else options[0]

    def compose_body(self) -> ComposeResult:
        """The list beside the chart; in place of the chart a text, if it is wished."""
        with calm.Row():
            with calm.Column(id="kinds"):
                yield Words(id="heading", classes="heading")
                yield FigureTable(header=False)
            with calm.Column(id="shown"):
                yield Words(id="title", classes="heading")
                yield SubjectLine()
                yield Words(id="about")
                yield ChartView()
                yield Sheet()

    def begin(self) -> None:
        """The cursor begins in the list."""
        self.query_one(FigureTable).focus(scroll_visible=False)

    def fill(self) -> None:
        """Write it all."""
        self.query_one("#heading", Words).say(_("Charts"))
        rows = [Row(key=one.id, cells=(_(one.title),)) for one in KINDS]
        self.query_one(FigureTable).show(
            Table(columns=(Column(key="title", title="", least=8, most=40),), rows=rows)
        )
        # A class of the screen would have all of its widgets styled anew.
        self.query_one(Sheet).display = self.as_text
        self.query_one(ChartView).display = not self.as_text
        self._look_up()
        self._show()

    def on_figure_table_pointed(self, event: FigureTable.Pointed) -> None:
        """Another chart."""
        if event.key != self.kind.id:
            self.kind = view.kind_of(event.key)
            self._show()

    def show_subject(self, subject: str) -> None:
        """Show the chart about this."""
        self.subjects[self.kind.id] = subject
        self._show()

    def action_step(self, by: int) -> None:
        """The next subject, or the one before."""
        options = [option.value for option in self.kind.subjects(self.game)]
        self.show_subject(options[(options.index(self.subject) + by) % len(options)])

    def figures_shown(self) -> list[Figure]:
        """What can be asked *why?* here: what the chart draws."""
        return figures_of(self.game, self.kind.id, self.subject)

    def action_page(self, by: int) -> None:
        """Scroll the text."""
        sheet = self.query_one(Sheet)
        (sheet.scroll_page_down if by > 0 else sheet.scroll_page_up)()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What the chart is held against has been worked out."""
        if event.worker.name == "beside" and event.state is WorkerState.SUCCESS:
            self._beside, self._part = event.worker.result or Beside(), None
            self._show()

    def _show(self) -> None:
        chart = view.shown(self.game, self.kind, self.subject, self._beside)
        room = self._chart_room
        self._say_title(chart.title, room)
        self.query_one(SubjectLine).show(self.kind.subjects(self.game), self.subject, room)
        self.query_one("#about", Words).say("\n".join(wrap(_(self.kind.about), room)))
        if self.as_text:
            words = Block("", [("", line) for line in described(chart)])
            self.query_one(Sheet).show_made(lambda room: _text_lines(words, numbers(chart, room), room))
        else:
            self.query_one(ChartView).show(chart)

    def _say_title(self, title: str, room: int) -> None:
        """The title; beside it, while the futures are played, how far that is."""
        ahead = ""
        if self._part is not None:
            drawn = bar(round(100 * self._part), 100, BAR, self.office.settings.ascii_only)
            ahead = "  " + _("Looking ahead [{bar}]").format(bar=drawn)
        self.query_one("#title", Words).say(cut(title, room - width(ahead)) + ahead)

    def _went_on(self, part: float) -> None:
        self._part = part
        if self.is_open:
            chart = view.shown(self.game, self.kind, self.subject, self._beside)
            self._say_title(chart.title, self._chart_room)

    @property
    def _chart_room(self) -> int:
        """The cells of a line beside the list."""
        return self.room - (LIST_NARROW if self.app.size.width < SIDE_FROM else LIST)

    def _look_up(self) -> None:
        """Work out the futures and the recorded game, unless that has been done for this turn's orders."""
        game = self.game
        now = (id(game), len(game.past), tuple(game.tray))
        if now != self._beside_of:
            self._beside_of = now
            # Futures of another turn would mislead, a recorded game still holds.
            self._beside = evolve(self._beside, outlook={})
            # Without a description Textual would write one: the whole game in letters.
            self.run_worker(
                partial(
                    _worked_out, game, self.office.tracks, partial(self.app.call_from_thread, self._went_on)
                ),
                name="beside",
                description="futures",
                thread=True,
                exclusive=True,
                exit_on_error=False,
            )


def _text_lines(words: Block, table: Table, room: int) -> list[Any]:
    from nnmi_game.tui.views.sheet import block_lines, table_lines

    return [*block_lines(words, room), (), *table_lines(table, room)]


@borrowed()
def _worked_out(
    game: Game, tracks: dict[str, scorecard.Track | None], progress: Callable[[float], None]
) -> Beside:
    """All that charts are held against; takes a moment."""
    from nnmi_game.analysis.outlook import outlook
    from nnmi_game.analysis.public_record import known
    from nnmi_game.game.stopping import StoppedError

    worker = get_current_worker()
    track = scorecard.track_of(game.scenario, tracks)
    try:
        futures = outlook(game, stop=lambda: worker.is_cancelled, progress=progress)
    except StoppedError:
        futures = {}
    return Beside(track=track, known=known(game.tables), outlook=futures)
