"""The words on a screen: what it speaks of, and what stands under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Region

from nnmi_game.tui.views.text import width
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words

if TYPE_CHECKING:
    from nnmi_game.scenario.glossary import Glossary, Term
    from nnmi_game.tui.frame import Keyed

#: Where the words of a page stand, without its header and its keys.
_BODY = "#middle"


def texts_on(screen: Keyed[Any]) -> list[str]:
    """The texts of a screen, those of the table with the cursor first."""
    tables = [table for table in screen.query(f"{_BODY} FigureTable").results(FigureTable) if table.display]
    tables.sort(key=lambda table: table is not screen.focused)
    words = [words for words in screen.query(f"{_BODY} Words").results(Words) if words.display]
    return [text for table in tables for text in table.texts] + [one.text for one in words]


def spoken_of(texts: list[str], glossary: Glossary) -> list[Term]:
    """The terms that texts speak of, in the order of the texts, none twice."""
    return list(
        {mention.term.id: mention.term for text in texts for mention in glossary.mentions(text)}.values()
    )


def term_under(screen: Keyed[Any], event: events.Click, glossary: Glossary) -> Term | None:
    """The term that the pointer is on."""
    widget, region = screen.get_widget_at(event.screen_x, event.screen_y)
    line = widget.render_lines(Region(0, event.screen_y - region.y, region.width, 1))[0].text
    cell = event.screen_x - region.x
    for mention in glossary.mentions(line):
        if width(line[: mention.start]) <= cell < width(line[: mention.end]):
            return mention.term
    return None
