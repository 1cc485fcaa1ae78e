"""What the words of the field mean; those on the screen that one comes from stand first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.glossary import Glossary, Term
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.screens.panel import BACK, Panel, Prose
from nnmi_game.tui.views import glossary as view
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.words import Words
from nnmi_game.tui.wording import spoken_of

#: As many terms at most go with one.
MOST_RELATED = 4


def _follow(screen: Keyed[Any], place: int) -> None:
    if isinstance(screen, GlossaryScreen) and place < len(screen.related):
        screen.open_at(screen.related[place].id)


def _why_no_other(screen: Keyed[Any], place: int) -> str:
    there = isinstance(screen, GlossaryScreen) and place < len(screen.related)
    return "" if there else _("No such word goes with this one.")


class GlossaryScreen(Panel):
    """A list of words above the meaning of the one under the cursor."""

    is_kept: ClassVar[bool] = True
    about = N_(
        "What the words of the field mean. Words that stand on the screen you come from are first in the list. On any "
        "screen a click on the title of a column, or a click with the right button on a word, leads here."
    )
    actions: ClassVar[tuple[Action, ...]] = (
        *(
            Action(
                id=f"glossary.{place + 1}", title=N_("To a word that goes with it, by its number"), brief=N_("Word"),
                key=str(place + 1), run=partial(_follow, place=place),
                why_not=partial(_why_no_other, place=place), footer=False,
            )
            for place in range(MOST_RELATED)
        ),
        BACK,
    )  # fmt: skip

    DEFAULT_CSS = """
    GlossaryScreen #body { overflow-y: hidden; }
    GlossaryScreen FigureTable { height: 1fr; min-height: 6; margin-bottom: 1; }
    """

    def __init__(self, texts: Sequence[str] = (), at: str = "") -> None:
        super().__init__()
        self.set_up(texts, at)

    def set_up(self, texts: Sequence[str] = (), at: str = "") -> None:
        """``texts`` stand on the screen that one comes from; ``at`` is a term to open at."""
        self._texts, self._at = list(texts), at
        self._glossary = Glossary((), "en")
        self._here: list[Term] | None = None

    @property
    def related(self) -> list[Term]:
        """The terms that go with the one under the cursor."""
        term = self._glossary.named(self.query_one(FigureTable).pointed or "")
        return view.related_to(term, self._glossary) if term is not None else []

    def compose_body(self) -> ComposeResult:
        """A heading, the words, the meaning of one."""
        yield Words(id="heading", classes="heading")
        yield FigureTable()
        yield Prose(id="meaning")

    def begin(self) -> None:
        """The cursor goes to the word that was asked for."""
        table = self.query_one(FigureTable)
        table.focus(scroll_visible=False)
        if self._at:
            self.open_at(self._at)
        else:
            table.action_end(-1)

    def fill(self) -> None:
        """Write the list."""
        self._glossary = self.office.glossary()
        if self._here is None:  # the texts are in the language that was in use then
            self._here = spoken_of(self._texts, self._glossary)
        here = [term for one in self._here if (term := self._glossary.named(one.id)) is not None]
        self.query_one("#heading", Words).say(_("Glossary"))
        self.query_one(FigureTable).show(view.terms_table(self._glossary, here))
        self._tell()

    def open_at(self, id: str) -> None:
        """Put the cursor on a term."""
        self.query_one(FigureTable).narrow("")
        self.query_one(FigureTable).point_at(id)

    def on_figure_table_pointed(self) -> None:
        """Tell the meaning of another word."""
        self._tell()

    def _tell(self) -> None:
        term = self._glossary.named(self.query_one(FigureTable).pointed or "")
        parts = [] if term is None else view.term_parts(term, self._glossary)
        self.query_one("#meaning", Prose).show(parts)
