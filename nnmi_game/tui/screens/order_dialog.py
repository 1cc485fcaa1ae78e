"""An order in a dialog of its own: fields, what it would mean, what it costs; enter gives it, Esc leaves it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult

from nnmi_game.locale import gettext as _
from nnmi_game.tui.frame import Dialog
from nnmi_game.tui.views.form import Value
from nnmi_game.tui.views.guided import Guided
from nnmi_game.tui.widgets.calm import Column
from nnmi_game.tui.widgets.guided_form import GuidedForm
from nnmi_game.tui.widgets.order_form import OrderForm
from nnmi_game.tui.widgets.words import Words, direct, piece

#: Makes the form, in the language in use, with the values that were set before.
Maker = Callable[[dict[str, Value]], Guided]


#: A screen of fewer rows is low.
LOW = 30
#: The rows that most forecasts take.
FORECAST = 7


class OrderDialog(Dialog[bool]):
    """Asks for one order; it answers whether it was given."""

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    OrderDialog > Vertical { overflow-y: auto; scrollbar-gutter: stable; }
    OrderDialog GuidedForm { margin-top: 0; background: transparent; padding: 0; }
    OrderDialog .advice { margin-top: 1; }
    OrderDialog .verdict { margin-top: 1; min-height: 1; }
    OrderDialog #how { height: 1; color: $text-muted; dock: bottom; background: $panel; }
    """

    def set_up(self, make: Maker) -> None:
        """``make`` makes the form."""
        self._make = make
        self._values: dict[str, Value] = {}

    def compose(self) -> ComposeResult:
        """The form, then how to go on."""
        with Column():
            yield GuidedForm()
            yield Words(id="how")

    @property
    def room(self) -> int:
        """The cells of a line, without those of the scroll bar."""
        return super().room - 2

    def begin(self) -> None:
        """Let the keys go to the first field."""
        self.query_one(Column).scroll_home(animate=False, immediate=True)
        self.query_one(GuidedForm).focus_first()

    def fill(self) -> None:
        """Write the form anew."""
        # On a low screen the dialog takes every row, so that cost and the last line can be seen.
        low = self.app.size.height < LOW
        frame = self.query_one(Column)
        frame.styles.padding = (0, 2) if low else (1, 2)
        frame.styles.max_height = "100%" if low else "90%"
        form = self._make(self._values)
        self._values = form.values
        guided = self.query_one(GuidedForm)
        guided.reserve(0 if low else FORECAST)
        guided.show(form)
        leave = piece(_("[ Esc: leave it ]"), click="screen.leave")
        how = _("Arrows: move   Digits: a number (k, m)")
        self.query_one("#how", Words).write([(leave, piece(f"  {how}"))], direct)

    def action_leave(self) -> None:
        """Give no order, by a click."""
        self.dismiss(False)

    def on_order_form_given(self, event: OrderForm.Given) -> None:
        """The order is in the tray."""
        event.stop()
        self.dismiss(True)

    async def on_key(self, event: events.Key) -> None:
        """Esc leaves."""
        if event.key == "escape":
            event.stop()
            self.dismiss(False)
