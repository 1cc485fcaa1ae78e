"""The map page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.draw.worldmap import Map, shade_sample, thread_sample
from nnmi_game.tui.frame import SIDE_FROM, WIDE_FROM, GamePage, Keyed
from nnmi_game.tui.views import map as view
from nnmi_game.tui.views.network import KINDS
from nnmi_game.tui.views.sheet import Line
from nnmi_game.tui.views.table import GAP
from nnmi_game.tui.views.text import width, wrap
from nnmi_game.tui.widgets.calm import Column, Row
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.mapview import MapView
from nnmi_game.tui.widgets.paint import looks_of
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.widget import Widget


#: Cells of the table beside the map, on broad and on very broad screens.
LIST, LIST_BROAD = 40, 66


def _page(screen: Keyed[Any]) -> MapScreen:
    assert isinstance(screen, MapScreen)
    return screen


def _other(screen: Keyed[Any]) -> None:
    page = _page(screen)
    page.draws = not page.draws
    page.fill_all()
    page.begin()


def _why_no_map(screen: Keyed[Any]) -> str:
    return "" if _page(screen).shown.has_shape else _("This scenario has no map.")


class MapScreen(GamePage):
    """The country beside a table of what is on it; on narrow screens one or the other."""

    page = "map"
    has_side = False
    actions = (
        Action(
            id="map.other", title=N_("To the map, or to the table"), brief=N_("Map/table"), key="v", run=_other,
            why_not=_why_no_map,
        ),
    )  # fmt: skip

    DEFAULT_CSS = f"""
    MapScreen #body {{ overflow-y: hidden; }}
    MapScreen #drawn {{ width: 1fr; height: 1fr; }}
    MapScreen #legend {{ height: auto; color: $text-muted; }}
    MapScreen #list {{ width: {LIST}; height: 1fr; padding-left: 2; }}
    MapScreen.-wide #list {{ width: {LIST_BROAD}; }}
    MapScreen #list FigureTable {{ max-height: 50%; }}
    MapScreen #details {{ margin-top: 1; height: auto; }}
    MapScreen.-narrow #drawn {{ display: none; }}
    MapScreen.-narrow #list {{ width: 1fr; padding-left: 0; }}
    MapScreen.-narrow.-drawn #drawn {{ display: block; }}
    MapScreen.-narrow.-drawn #list {{ display: none; }}
    MapScreen.-shapeless #drawn {{ display: none; }}
    MapScreen.-shapeless #list {{ width: 1fr; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self.pointed = ""
        #: The map as it was filled in last.
        self.shown = Map(lands=())
        #: Whether a narrow screen shows the map, and whether keys go to the map on a broad one.
        self.draws = False

    @property
    def list_room(self) -> int:
        """The cells of a line beside the map, as the style sheet has it."""
        if self.is_narrow or self.has_class("-shapeless"):
            return self.room - 1
        return (LIST_BROAD if self.app.size.width >= WIDE_FROM else LIST) - 3

    @property
    def map_room(self) -> int:
        """The cells of a line under the map."""
        return self.room - 1 if self.is_narrow else self.room - self.list_room - 4

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one of the two only."""
        return self.app.size.width < SIDE_FROM

    def compose_body(self) -> ComposeResult:
        """The map, and the table with what is under its cursor."""
        with Row():
            with Column(id="drawn"):
                yield MapView()
                yield Words(id="said")
                yield Words(id="legend")
            with Column(id="list"):
                yield Words(id="heading", classes="heading")
                yield FigureTable()
                yield Words(id="details")

    def begin(self) -> None:
        """The cursor begins where the page was asked for."""
        table = self.query_one(FigureTable)
        at: Widget = self.query_one(MapView) if self.draws and self.shown.has_shape else table
        at.focus(scroll_visible=False)
        self.call_after_refresh(table.point_at, self.start_at or self.pointed)

    def fill(self) -> None:
        """Write it all."""
        game = self.game
        table = view.table(game)
        if all(row.key != self.pointed for row in table.rows):
            self.pointed = table.rows[0].key
        shown = self.shown = view.map_of(game)
        self.set_class(not shown.has_shape, "-shapeless")
        self.set_class(self.draws and shown.has_shape and self.is_narrow, "-drawn")
        self.query_one("#heading", Words).say(_("Enter or a second click opens it"))
        self.query_one(FigureTable).show(table)
        self.query_one(MapView).show(shown, self.pointed)
        self.query_one("#legend", Words).write(self._legend(), looks_of)
        self._tell()

    def on_figure_table_pointed(self, event: FigureTable.Pointed) -> None:
        """The cursor of the map follows that of the table."""
        if event.key != self.pointed:
            self._point(event.key)
            self.query_one(MapView).show(self.shown, self.pointed)

    def on_map_view_pointed(self, event: MapView.Pointed) -> None:
        """The cursor of the table follows that of the map."""
        self._point(event.key)
        self.query_one(FigureTable).point_at(event.key)

    def on_figure_table_chosen(self, event: FigureTable.Chosen) -> None:
        """Open an institute's books, or a region."""
        self._open(event.key)

    def on_map_view_chosen(self, event: MapView.Chosen) -> None:
        """Open an institute's books, or a region."""
        self._open(event.key)

    def _point(self, key: str) -> None:
        self.pointed = key
        self._tell()

    def _open(self, key: str) -> None:
        kind, name = view.parts_of(key)
        if kind == view.INSTITUTE:
            self.office.open_page("institutes", name)
        else:
            self.office.open_screen("region:RegionScreen", region=name)

    def _tell(self) -> None:
        found = view.details(self.game, self.pointed, self.office.settings.ascii_only)
        said: list[Line] = [((style, line),) for style, text in found for line in wrap(text, self.list_room)]
        self.query_one("#details", Words).write(said, looks_of)
        # Without the table, the map says the first lines by itself.
        lines = [text for _style, text in found[:2]] if self.is_narrow else []
        self.query_one("#said", Words).say("\n".join(lines))

    def _legend(self) -> list[Line]:
        """What the signs mean, in a sentence where there is room, and samples of shades and links."""
        plain = self.office.settings.ascii_only
        pieces = [("shade", shade_sample(shade, plain), words) for shade, words in view.shade_steps()]
        if self.shown.threads:
            kinds = list(KINDS.values())[1:]
            pieces += [("thread", thread_sample(kind, plain), _(title)) for kind, title in enumerate(kinds)]
        lines: list[Line] = []
        if not self.is_narrow:
            lines = [(("quiet", line),) for line in wrap(view.explained(self.game), self.map_room)]
        return [*lines, *samples(pieces, self.map_room)]


def samples(pieces: Sequence[tuple[str, str, str]], room: int) -> list[Line]:
    """Samples in their styles, each with its words, on as many lines as they need."""
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0
    for style, sample, words in pieces:
        wide = width(sample) + 1 + width(words) + GAP
        if rows[-1] and used + wide - GAP > room:
            rows.append([])
            used = 0
        rows[-1] += [(style, sample), ("quiet", f" {words}" + " " * GAP)]
        used += wide
    return [tuple(row) for row in rows]
