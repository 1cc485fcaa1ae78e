"""The orders of this turn beside the page; each can be taken back with a key or a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.text import cut, pad, width, wrap
from nnmi_game.tui.views.tray import money_lines, order_sentences

if TYPE_CHECKING:
    from nnmi_game.tui.app import Office


class Tray(Vertical):
    """The orders, then the money that is left."""

    DEFAULT_CSS = """
    Tray { height: 1fr; }
    Tray > VerticalScroll { height: auto; max-height: 70%; }
    Tray > .money { margin-top: 1; height: auto; }
    """

    def compose(self) -> ComposeResult:
        """Title, orders, money."""
        yield Static(classes="heading tray-title", markup=False)
        yield VerticalScroll(can_focus=False)
        yield Static(classes="money", markup=False)

    def on_resize(self) -> None:
        """Break the lines anew, once what is inside knows its width."""
        self.call_after_refresh(self.fill)

    def fill(self) -> None:
        """Write the orders and the money anew."""
        game = cast("Office", self.app).session.game
        if game is None or not self.is_mounted:
            return
        self.query_one(".tray-title", Static).update(_("This turn's orders"))
        holder = self.query_one(VerticalScroll)
        sentences = order_sentences(game)
        lines = list(holder.query(TrayLine))
        room = (holder.size.width or 36) - 1
        for place in range(max(1, len(sentences))):
            if place >= len(lines):
                lines.append(TrayLine())
                holder.mount(lines[place])
            if sentences:
                lines[place].show(place, sentences[place], room)
            else:
                lines[place].show(None, _("None yet. Open a page and give an order."), room)
        for line in lines[max(1, len(sentences)) :]:
            line.remove()
        rows = money_lines(game)
        name_width = max((width(name) for name, _free in rows), default=0)
        amount_width = max((width(free) for _name, free in rows), default=0)
        text = [_("Free to spend this turn")]
        name_width = max(4, min(name_width, room - amount_width - 2))
        text += [
            f"{pad(cut(name, name_width), name_width)}  {pad(free, amount_width, right=True)}"
            for name, free in rows
        ]
        self.query_one(".money", Static).update("\n".join(text))


class TrayLine(Static, can_focus=True):
    """One order; Delete, Backspace or a click on its sign takes it back."""

    DEFAULT_CSS = """
    TrayLine { height: auto; margin-bottom: 0; }
    TrayLine:focus { background: $primary 25%; }
    TrayLine:focus:nocolor { text-style: reverse; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.place: int | None = None

    def show(self, place: int | None, sentence: str, room: int) -> None:
        """Show an order with its number, or (``place`` None) a remark."""
        self.place = place
        self.can_focus = place is not None
        if place is None:
            self.update(Content("\n".join(wrap(sentence, room))))
            return
        number = f"{place + 1} "
        lines = wrap(sentence, room - len(number) - 4)
        back = Content("[x]").stylize(Style.from_meta({"@click": f"take_back({place})"}))
        first = Content(number + pad(lines[0], room - len(number) - 4)) + " " + back
        rest = [Content(" " * len(number) + line) for line in lines[1:]]
        self.update(Content("\n").join([first, *rest]))

    def on_key(self, event: events.Key) -> None:
        """Take the order back."""
        if event.key in ("delete", "backspace") and self.place is not None:
            event.stop()
            self.action_take_back(self.place)

    def action_take_back(self, place: int) -> None:
        """Take an order back."""
        cast("Office", self.app).session.take_back(place)
