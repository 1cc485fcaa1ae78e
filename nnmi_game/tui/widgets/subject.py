"""The line that says what a chart is about, with signs to click for the one before and the next."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style

from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.form import Option
from nnmi_game.tui.views.text import cut
from nnmi_game.tui.widgets.words import Words

#: Cells of the signs and the count beside the name.
_AROUND = 24


class SubjectLine(Words):
    """One of some subjects; the screen's ``action_step`` goes to the next."""

    def show(self, options: Sequence[Option], chosen: str, room: int) -> None:
        """Show the chosen one on a line of ``room`` cells."""
        place = [option.value for option in options].index(chosen)
        label = options[place].label
        if len(options) == 1:
            self.say(cut(label, room))
            return
        count = _("({place} of {count})").format(place=place + 1, count=len(options))
        back, on = (Content(sign).stylize(_click(by)) for sign, by in (("[<]", -1), ("[>]", 1)))
        name = Content(" " + cut(label, room - _AROUND) + " ").stylize("bold")
        self.say(Content("").join([back, name, on, Content(" " + count).stylize("$text-muted")]))


def _click(by: int) -> Style:
    return Style.from_meta({"@click": f"screen.step({by})"})
