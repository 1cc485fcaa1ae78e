"""The orders of this turn beside the page; each can be taken back with a key or a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult

from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.text import cut, pad, width, wrap
from nnmi_game.tui.views.tray import attention_lines, money_lines, none_yet, order_sentences, short_names
from nnmi_game.tui.widgets.calm import Column, Scroll
from nnmi_game.tui.widgets.words import Words, direct, lay_out, piece

if TYPE_CHECKING:
    from nnmi_game.tui.app import Office
    from nnmi_game.tui.frame import Frame


#: Cells of the scroll bar of a long list.
SCROLL_BAR = 2


class Tray(Column):
    """The orders, then the money that is left."""

    DEFAULT_CSS = """
    Tray { height: 1fr; }
    Tray > Scroll { height: auto; max-height: 70%; scrollbar-gutter: stable; }
    Tray > .money { margin-top: 1; height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = Words(classes="heading tray-title")
        self._orders = Scroll(can_focus=False)
        self._lines: list[TrayLine] = []
        self._money = Words(classes="money")
        self._height = 0

    def compose(self) -> ComposeResult:
        """Title, orders, money."""
        yield self._title
        yield self._orders
        yield self._money

    def fill(self) -> None:
        """Write the orders and the money anew."""
        game = cast("Office", self.app).session.game
        room = cast("Frame", self.screen).side_room - 1
        if game is None or room < 0:
            return
        self._title.say(_("This turn's orders"))
        sentences, lines = order_sentences(game), self._lines
        for place in range(max(1, len(sentences))):
            if place >= len(lines):
                lines.append(TrayLine())
                self._orders.mount(lines[place])
            lines[place].display = True
            if sentences:
                lines[place].show(place, sentences[place], room - SCROLL_BAR)
            else:
                lines[place].show(None, none_yet(game), room - SCROLL_BAR)
        for spare in lines[max(1, len(sentences)) :]:
            spare.display = False  # to take a line away and mount it again would take longer
        if (height := sum(line.text.count("\n") + 1 for line in lines if line.display)) != self._height:
            # Else the list would keep its height on the page that an order was given on, and show a scroll bar.
            self._height = height
            lay_out(self._orders)
        rows = [
            (f"{short} {name}", free)
            for short, (name, free) in zip(short_names(game), money_lines(game), strict=True)
        ]
        name_width = max((width(name) for name, _free in rows), default=0)
        amount_width = max((width(free) for _name, free in rows), default=0)
        text = [_("Free to spend this turn")]
        name_width = max(4, min(name_width, room - amount_width - 2))
        text += [
            f"{pad(cut(name, name_width), name_width)}  {pad(free, amount_width, right=True)}"
            for name, free in rows
        ]
        # the header has what is used; here is what stands in its way
        for line in attention_lines(game)[1:]:
            text += ["", *wrap(line, room)]
        self._money.say("\n".join(text))


class TrayLine(Words, can_focus=True):
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
            self.say("\n".join(wrap(sentence, room)))
            return
        number = f"{place + 1} "
        lines = wrap(sentence, room - len(number) - 4)
        back = piece("[x]", click=f"take_back({place})")
        first = piece(f"{number}{pad(lines[0], room - len(number) - 4)} ")
        self.write([(first, back), *((piece(" " * len(number) + line),) for line in lines[1:])], direct)

    def on_key(self, event: events.Key) -> None:
        """Take the order back."""
        if event.key in ("delete", "backspace") and self.place is not None:
            event.stop()
            self.action_take_back(self.place)

    def action_take_back(self, place: int) -> None:
        """Take an order back."""
        cast("Office", self.app).session.take_back(place)
