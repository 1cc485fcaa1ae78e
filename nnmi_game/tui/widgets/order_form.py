"""A form for one order: fields that keyboard and mouse can set, and under them what the order costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from nnmi_game.locale import gettext as _
from nnmi_game.tui.frame import Frame
from nnmi_game.tui.views.form import Field, Form, Many, Number, Pick
from nnmi_game.tui.views.guided import Guided
from nnmi_game.tui.views.text import cut, pad, width
from nnmi_game.tui.views.verdict import Verdict
from nnmi_game.tui.widgets.calm import Column
from nnmi_game.tui.widgets.outlook import Outlook
from nnmi_game.tui.widgets.words import Words, cells_of, direct, piece

if TYPE_CHECKING:
    from nnmi_game.tui.app import Office


#: A number that may be as large has no bound worth telling.
LARGEST = 999_999_999
#: Cells for the value of a field, where there is room.
VALUE = 28


class OrderForm(Column):
    """Shows a ``Form``. Enter (or a click on the last line) puts its order into the tray.

    Up and down move between fields (and further down, to what lies below), left and right change one (page up and
    down by ten steps), digits type a number as the field shows it (30 for $30.0M; k or m after it for thousands or
    millions of dollars), space opens the list of a field's options.
    """

    DEFAULT_CSS = """
    OrderForm { height: auto; background: $surface; padding: 0 1; }
    OrderForm > .fields { height: auto; }
    OrderForm > .verdict { height: auto; min-height: 2; }
    OrderForm > GiveLine { height: 1; }
    OrderForm > GiveLine:focus { background: $primary 25%; text-style: bold; }
    OrderForm > GiveLine:focus:nocolor { text-style: reverse; }
    """

    class Given(Message):
        """The order was put into the tray."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.form: Form | None = None
        self.title = Words(classes="heading form-title")
        self._fields = Column(classes="fields")
        self._lines: list[FieldLine] = []
        self._verdict = Words(classes="verdict")
        self._give = GiveLine()
        self._outlook = Outlook()

    def compose(self) -> ComposeResult:
        """Title, fields, verdict, the line that gives the order."""
        yield self.title
        yield self._fields
        yield self._verdict
        yield self._give
        yield self._outlook

    def reserve(self, rows: int) -> None:
        """Keep so many rows for a forecast that is still to come."""
        self._outlook.reserved = rows

    def show(self, form: Form) -> None:
        """Show a form; lines that are there already are written anew."""
        self.form = form
        self.title.say(form.title)
        lines = self._lines
        label_width = max((width(one.label) for one in form.fields), default=0)
        notes = max((width(note_on(one)) for one in form.fields), default=0)
        numbers = max(
            (width(one.written(form.values[one.name])) for one in form.fields if isinstance(one, Number)),
            default=0,
        )
        for place, one in enumerate(form.fields):
            if place >= len(lines):
                lines.append(FieldLine())
                self._fields.mount(lines[place])
            lines[place].display = True
            lines[place].show(one, form, label_width, notes, numbers)
        for spare in lines[len(form.fields) :]:
            spare.display = False  # to take a line away and mount it again would take longer
        self.judge()

    def judge(self) -> None:
        """Say what the order costs and leaves, or why it is refused and what would be accepted."""
        session = cast("Office", self.app).session
        if self.form is None or session.game is None:
            return  # a field that is left may still settle its number when the game has been closed
        reason = session.why_not_change
        said = Verdict(False, reason) if reason else self.form.verdict(session.playing)
        self._verdict.tell(said.text)
        self._verdict.set_class(not said.accepted, "bad")
        self._give.show(
            self.form.gives if said.accepted else _("[ This order would be refused ]"), said.accepted
        )
        self._outlook.about(self.form.looked_into() if said.accepted else None)

    def give(self) -> None:
        """Put the order into the tray, unless it is refused."""
        if self.form is None:
            return
        office = cast("Office", self.app)
        if said := self.form.hand_in(office.session):
            if not self._shows_what_was_given():
                office.say(said)
            self.post_message(self.Given())
        self.judge()

    def _shows_what_was_given(self) -> bool:
        """A form of a page goes on to say that its order is in the tray; a note would lie over its forecast."""
        return isinstance(self.screen, Frame) and isinstance(self.form, Guided)

    def on_key(self, event: events.Key) -> None:
        """Up and down move between the lines of the form."""
        if event.key in ("up", "down"):
            lines = [line for line in (*self._lines, self._give) if line.display]
            here = next((i for i, line in enumerate(lines) if line.has_focus), -1)
            there = here + (1 if event.key == "down" else -1)
            if 0 <= there < len(lines):
                self.screen.set_focus(lines[there])
                event.stop()
            elif there == len(lines) and self._scrolled_on():
                event.stop()
        elif event.key == "enter":
            event.stop()
            self.give()

    def _scrolled_on(self) -> bool:
        """Below the last line stands what the order is likely to do; on a low screen it has to come into sight."""
        around = next((one for one in self.ancestors if isinstance(one, Widget) and one.max_scroll_y), None)
        if around is None or around.scroll_y >= around.max_scroll_y:
            return False
        around.scroll_down(animate=False, immediate=True)
        return True


class FieldLine(Words, can_focus=True):
    """One field in one line: label, ``[-]`` value ``[+]``, and the bounds or the place among the options."""

    DEFAULT_CSS = """
    FieldLine { height: 1; }
    FieldLine:focus { background: $primary 25%; text-style: bold; }
    FieldLine:focus:nocolor { text-style: reverse; }
    """
    #: Quick clicks on a sign are steps; Textual would take the second for the wish to mark the line's text.
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._field: Field | None = None
        self._form: Form | None = None
        self._label_width = self._note_width = self._number_width = 0
        self._typed = ""
        self._scale = 0

    def show(self, one: Field, form: Form, label_width: int, note_width: int, number_width: int) -> None:
        """Show a field of a form, whose longest label, note and number are so wide: the lines stand in columns."""
        if form is not self._form:
            self._typed, self._scale = "", 0
        self._field, self._form = one, form
        self._label_width, self._note_width, self._number_width = label_width, note_width, number_width
        self._draw()

    def action_step(self, by: int) -> None:
        """One step, by a click."""
        self.focus()
        self._step(by)

    def action_list(self) -> None:
        """The list of options, by a click."""
        self.focus()
        self._open_list()

    def on_key(self, event: events.Key) -> None:
        """Change the field."""
        steps = {"left": -1, "right": 1, "minus": -1, "plus": 1}
        if isinstance(self._field, Number):
            steps |= {"pageup": 10, "pagedown": -10}
        if event.key in steps:
            self._typed, self._scale = "", 0
            self._step(steps[event.key])
        elif isinstance(self._field, Number) and event.character and event.character.isdecimal():
            self._type(self._field, (self._typed + event.character)[-9:])
        elif isinstance(self._field, Number) and event.key == "full_stop" and "." not in self._typed:
            self._type(self._field, (self._typed or "0") + ".")
        elif isinstance(self._field, Number) and self._typed and event.key in self._field.units:
            self._scale = self._field.units[event.key]
            self._type(self._field, self._typed, by_letter=True)
        elif isinstance(self._field, Number) and event.key == "backspace":
            self._type(self._field, self._typed[:-1])
        elif event.key == "space" and not isinstance(self._field, Number):
            self._open_list()
        else:
            return
        event.stop()

    def on_focus(self) -> None:
        """The cursor has come."""
        self._typed, self._scale = "", 0
        self.call_next(self._draw)  # the base class notes the focus after this

    def on_blur(self) -> None:
        """The cursor has gone: a number that was typed is brought between its bounds."""
        if self._typed and isinstance(self._field, Number) and self._form is not None:
            self._typed = ""
            value = self._form.values[self._field.name]
            if isinstance(value, int):
                self._set(max(self._field.low, min(self._field.high, value)))
        self.call_next(self._draw)

    def on_resize(self) -> None:
        """There is more room, or less."""
        self._draw()

    def _type(self, one: Number, typed: str, by_letter: bool = False) -> None:
        if not self._scale and self._form is not None:
            # Once for each visit of the cursor: what is typed must not change the unit under the hand.
            self._scale = one.scale(self._form.values[one.name])
        self._typed = typed
        whole, _point, part = typed.partition(".")
        value = int(whole or "0") * self._scale + int(part or "0") * self._scale // 10 ** len(part)
        if not by_letter and not part and value > one.high and self._scale == one.units.get("m"):
            # 1500 where $3.0M stood: nobody means 1500 millions where there are 29.
            thousands = int(whole or "0")
            value = thousands if one.low <= thousands <= one.high else value
        self._set(min(value, one.high))  # below the least it may be for a moment: 3 on the way to 30

    def _step(self, by: int) -> None:
        if self._field is not None and self._form is not None:
            self._set(self._field.step(self._form.values[self._field.name], by))

    def _set(self, value: int | str | tuple[str, ...]) -> None:
        if self._field is None or self._form is None:
            return
        self._form.values[self._field.name] = value
        self._draw()
        parent = self.parent.parent if self.parent is not None else None
        if isinstance(parent, OrderForm):
            parent.judge()

    def _open_list(self) -> None:
        if isinstance(self._field, Pick | Many):
            self.app.run_worker(self._ask(self._field), name="pick")

    async def _ask(self, one: Pick | Many) -> None:
        from nnmi_game.tui.screens.dialogs import PickMany, PickOne

        if self._form is None:
            return
        office, now = cast("Office", self.app), self._form.values[one.name]
        if isinstance(one, Pick):
            answer = await office.ask(PickOne, one.label, one.options, str(now))
            if answer is not None:
                self._set(answer)
        else:
            chosen = now if isinstance(now, tuple) else ()
            several = await office.ask(PickMany, one.label, one.options, chosen)
            if several is not None:
                self._set(several)

    def _draw(self) -> None:
        one, form = self._field, self._form
        if one is None or form is None:
            return
        value = form.values[one.name]
        mark = ">" if self.has_focus else " "
        less, more = ("[-]", "[+]") if isinstance(one, Number) else ("[<]", "[>]")
        head = f"{mark} {pad(one.label, self._label_width)}  "
        note = note_on(one)
        room = cells_of(self) - width(head) - 9
        shown = cut(one.written(value), room)
        shown = pad(shown, max(min(room - self._note_width - 2, VALUE), self._number_width))
        if width(shown) + 2 + width(note) > room:
            note = ""
        line = (
            piece(head), piece(less, click="step(-1)"),
            piece(f" {shown} ", click="" if isinstance(one, Number) else "list"), piece(more, click="step(1)"),
            piece(f"  {note}" if note else "", "dim"),
        )  # fmt: skip
        self.write([line], direct)


def note_on(one: Field) -> str:
    """What stands behind a field: the bounds of a number, how to see all options."""
    if isinstance(one, Number) and one.high >= LARGEST:
        return ""
    if isinstance(one, Number):
        return _("{low} to {high}").format(low=one.write(one.low), high=one.write(one.high))
    if isinstance(one, Pick):
        return _("Space: list of {count}").format(count=len(one.options))
    return _("Space: choose")


class GiveLine(Words, can_focus=True):
    """The last line of a form: it gives the order."""

    def show(self, text: str, accepted: bool) -> None:
        """Say what enter does."""
        self.set_class(not accepted, "quiet")
        self.say(text)

    def on_click(self) -> None:
        """Give the order with the mouse."""
        if isinstance(self.parent, OrderForm):
            self.parent.give()
