"""The line that says what a chart is about, with signs to click for the one before and the next."""

from __future__ import annotations

from collections.abc import Sequence

from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.form import Option
from nnmi_game.tui.views.text import cut
from nnmi_game.tui.widgets.words import Words, direct, piece

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
        line = (
            piece("[<]", click="screen.step(-1)"), piece(f" {cut(label, room - _AROUND)} ", "bold"),
            piece("[>]", click="screen.step(1)"), piece(f" {count}", "$text-muted"),
        )  # fmt: skip
        self.write([line], direct)
