"""What the screens draw, in words: the charts, and the map."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nnmi_game.game.words import sentences
from nnmi_game.locale import gettext as _
from nnmi_game.plain.listing import Listing
from nnmi_game.plain.speech import heading, spoken
from nnmi_game.plain.working import stop, stoppable
from nnmi_game.tui.draw.chart import Chart
from nnmi_game.tui.draw.words import described, numbers
from nnmi_game.tui.views import charts as view
from nnmi_game.tui.views import map as map_view
from nnmi_game.tui.views.charts import KINDS, Beside, Kind
from nnmi_game.tui.views.figures import local
from nnmi_game.tui.views.institutes import institute_name

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.plain.office import Office

#: So broad that the table of a chart's numbers has the names of its columns, not their letters.
BROAD = 10**6
#: Styles of what the map says beside a picture, and of hints for its keys.
DRAWN, HINT = "series-0", "quiet"


def charts_page(office: Office, of: str) -> Listing:
    """The charts there are, or one of them."""
    page = Listing(_("Charts"))
    if of:
        return _chart(office, view.kind_of(of), "")
    page.head(_("Charts, told in words and numbers"))
    for kind in KINDS:
        page.choose(
            _("{chart}: {about}").format(chart=_(kind.title), about=_(kind.about)), _of_kind(office, kind)
        )
    return page


def _of_kind(office: Office, kind: Kind) -> Callable[[], None]:
    def ask() -> None:
        options = kind.subjects(office.game)
        subject = options[0].value
        if len(options) > 1:
            subject = office.questions.one(_("What should it be about?"), options, subject)
        office.show(_chart(office, kind, subject))

    return ask


def _chart(office: Office, kind: Kind, subject: str, ahead: bool = False) -> Listing:
    game = office.game
    chart = view.shown(game, kind, subject, _beside(office, ahead))
    page = Listing(_(kind.title))
    page.say(heading(chart.title), *(said(line) for line in described(chart)))
    if chart.has_values:
        page.choose(_("Its numbers, turn by turn"), lambda: office.show(_numbers(chart)))
    if not ahead and not game.over:
        page.choose(_("With what may come if nothing more is ordered"), lambda: _ahead(office, kind, subject))
    return page


def _ahead(office: Office, kind: Kind, subject: str) -> None:
    with stoppable(office):
        office.show(_chart(office, kind, subject, ahead=True))


def _beside(office: Office, ahead: bool) -> Beside:
    from nnmi_game.analysis.outlook import outlook
    from nnmi_game.analysis.public_record import known

    game = office.game
    futures = outlook(game, stop=stop(office)) if ahead else {}
    return Beside(track=office.track(), known=known(game.tables), outlook=futures)


def said(line: str) -> str:
    """A sentence without the letter that marks the series in the drawing."""
    mark, gap, rest = line.partition("  ")
    return spoken(rest if gap and len(mark) == 1 else line)


def _numbers(chart: Chart) -> Listing:
    page = Listing(chart.title)
    page.table(chart.title, numbers(chart, BROAD))
    return page


def map_page(office: Office, of: str) -> Listing:
    """Institutes and regions as the map has them; or a region in full."""
    game = office.game
    page = Listing(_("Map"))
    if of:
        page.blocks(map_view.sheet(game, game.tables.region[of]))
        return page
    page.head(_("Institutes and regions"))
    for key in map_view.keys(game):
        page.choose(_on_map(game, key), _on_choice(office, key))
    return page


def _on_map(game: Game, key: str) -> str:
    """An institute or a region in a line."""
    kind, name = map_view.parts_of(key)
    if kind == map_view.INSTITUTE:
        title = institute_name(game, game.tables.technology[name])
    else:
        title = local(game.scenario.regions[game.tables.region[name]].name)
    said = [text for style, text in map_view.details(game, key)[1:] if style not in (DRAWN, HINT)]
    return _("{thing}: {facts}").format(thing=title, facts=sentences(map(spoken, said)))


def _on_choice(office: Office, key: str) -> Callable[[], None]:
    kind, name = map_view.parts_of(key)
    page = "institutes" if kind == map_view.INSTITUTE else "map"
    return lambda: office.open(page, name)
