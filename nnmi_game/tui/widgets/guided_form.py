"""An order form with a word of advice between its fields and the verdict."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.message import Message

from nnmi_game.tui.views.form import Form
from nnmi_game.tui.views.guided import Guided
from nnmi_game.tui.widgets.order_form import OrderForm
from nnmi_game.tui.widgets.words import Words


class GuidedForm(OrderForm):
    """Shows a ``Guided`` form; ``show_nothing`` says why there is none."""

    DEFAULT_CSS = """
    GuidedForm { margin-top: 1; }
    GuidedForm > .advice { height: auto; }
    GuidedForm.nothing > .fields { display: none; }
    GuidedForm.nothing > .verdict { display: none; }
    GuidedForm.nothing > GiveLine { display: none; }
    """

    class Changed(Message):
        """A field was changed."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id)
        self._advice = Words(classes="advice")

    def compose(self) -> ComposeResult:
        """The advice comes after the fields."""
        for widget in super().compose():
            if widget.has_class("verdict"):
                yield self._advice
            yield widget

    def show_nothing(self, title: str, why: str) -> None:
        """Say why there is no order to give."""
        self.form = None
        self.add_class("nothing")
        self.title.say(title)
        self._advice.tell(why)

    def show(self, form: Form) -> None:
        """Show a form."""
        self.remove_class("nothing")
        super().show(form)

    def judge(self) -> None:
        """Bring the fields in step, then say what the order means and what it costs."""
        if isinstance(self.form, Guided):
            if self.form.settle():
                self.show(self.form)
                return
            self._advice.tell(self.form.notes())
        super().judge()
        self.post_message(self.Changed())

    def on_resize(self) -> None:
        """The advice may have grown, so that the last line is out of sight."""
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            self.scroll_visible(animate=False, immediate=True)

    def on_descendant_focus(self) -> None:
        """Where the cursor is in the form, what the order costs should be seen too."""
        self.scroll_visible(animate=False, immediate=True)

    def focus_first(self) -> None:
        """Put the cursor on the first field."""
        if self.form is not None:
            first = self._lines[0] if self.form.fields else self._give
            self.screen.set_focus(first, scroll_visible=False)  # the form comes into sight as a whole

    def focus_give(self) -> None:
        """Put the cursor on the line that gives the order."""
        if self.form is not None:
            self.screen.set_focus(self._give, scroll_visible=False)
