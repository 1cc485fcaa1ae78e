"""Pages of the dashboard: how to join, for a projector; what students asked and the instructor wrote."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from nnmi_game.locale import N_
from nnmi_game.tui.screens.panel import BACK, Panel, Reading
from nnmi_game.tui.views import dashboard as view
from nnmi_game.tui.widgets.code import Code
from nnmi_game.tui.widgets.words import Words


class JoinScreen(Panel):
    """Code, address and QR code."""

    about = N_("How to join: the code, the address, and both as a QR code for telephones.")
    actions: ClassVar = (BACK,)

    DEFAULT_CSS = """
    JoinScreen Words { height: auto; }
    """

    def compose_body(self) -> ComposeResult:
        """The words above the picture."""
        yield Words(id="how")
        yield Code(id="code")

    def fill(self) -> None:
        """Write how to join."""
        oversight = self.office.oversight
        if oversight is None:
            return
        code = oversight.chair.code
        lines = view.join_lines(oversight.at, oversight.address, code)
        self.query_one("#how", Words).tell("\n".join(lines))
        self.query_one(Code).show(f"{oversight.address}/#{code}", self.app.size.height - len(lines) - 3)


class InboxScreen(Panel):
    """Questions and notes."""

    AUTO_FOCUS = "Reading"
    about = N_("What students asked, and your notes; the latest comes first.")
    actions: ClassVar = (BACK,)

    def compose_body(self) -> ComposeResult:
        """One long text."""
        yield Reading()

    def fill(self) -> None:
        """Write it."""
        oversight = self.office.oversight
        if oversight is not None:
            self.query_one(Reading).show(view.messages_page(oversight.at, oversight.chair.messages))
