"""The page of guesses: say what a figure will be, and see how earlier guesses went."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.frame import Keyed
from nnmi_game.tui.screens.order_page import OrderPage, to_form
from nnmi_game.tui.screens.panel import Prose
from nnmi_game.tui.views import guess_form
from nnmi_game.tui.views import guesses as view
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.guided_form import GuidedForm
from nnmi_game.tui.widgets.section import Section


def _pointed(screen: Keyed[Any]) -> tuple[str, str] | None:
    """The guess about this turn that the cursor is on."""
    key = screen.query_one("#guesses", FigureTable).pointed or ""
    game = screen.office.session.playing
    return next(((one.measure, one.of) for one in game.guesses if key == f"{one.measure}/{one.of}"), None)


def _withdraw(screen: Keyed[Any]) -> None:
    if (found := _pointed(screen)) is not None:
        screen.office.session.withdraw(*found)


def _why_not_withdraw(screen: Keyed[Any]) -> str:
    return "" if _pointed(screen) else _("Put the cursor on a guess about this turn first.")


class GuessesScreen(OrderPage):
    """The guesses about this turn and what became of earlier ones, above the form for another."""

    page = "guesses"
    actions = (
        to_form("guesses", N_("Guess a figure of the coming turn")),
        Action(
            id="guesses.withdraw", title=N_("Take the guess back"), brief=N_("Take back"), key="a", run=_withdraw,
            why_not=_why_not_withdraw,
        ),
    )  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """The record, the table, the form."""
        yield Section("guesses")
        yield Prose(id="record")
        yield GuidedForm()

    def fill(self) -> None:
        """Write it all."""
        game = self.game
        self.show_section("guesses", _("Guesses"), view.table(game))
        self.tell("record", [*(("heading", text) for text in view.asked(game)), ("", view.record(game))])
        form = self.order_form
        if game.over:
            form.show_nothing(_("What will a figure be after this turn?"), _("The game is over."))
        else:
            form.show(guess_form.form(game, form.form))
