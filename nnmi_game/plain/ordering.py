"""From words to an order: by its form, or in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.engine.orders import Close, Order
from nnmi_game.game import words
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.plain.amounts import folded
from nnmi_game.plain.forecasts import order_outlook
from nnmi_game.plain.kinds import ORDERS
from nnmi_game.plain.matching import choose, no_such
from nnmi_game.plain.order_form import OrderForm
from nnmi_game.plain.order_line import OrderLineError, is_order_line, read_order
from nnmi_game.plain.speech import paragraph_lines
from nnmi_game.tui.views.agreement_orders import close_question
from nnmi_game.tui.views.form import Form, Option, Value
from nnmi_game.tui.views.verdict import verdict

if TYPE_CHECKING:
    from nnmi_game.plain.office import Office

#: Words that ask for an order; ``fund`` asks for its purpose first.
WORDS = (*(kind.word for kind in ORDERS), N_("fund"))
PURPOSES = {
    "equipment": N_("Equipment: machines that members share"),
    "satellite": N_("A satellite site: near to the firms of another region"),
    "rescue": N_("A rescue: cash for an institute that can't pay its way"),
}


def meant(typed: str) -> str:
    """The one of ``WORDS`` that a typed word means, in English or in the language in use; empty if none."""
    return next((word for word in WORDS if folded(typed) in (word, folded(_(word)))), "")


def shown() -> list[str]:
    """The words of orders in the language in use."""
    return [_(word) for word in WORDS]


def is_order(line: str) -> bool:
    """Whether a line asks for an order."""
    return bool(meant(line.partition(" ")[0])) or is_order_line(line)


def from_line(office: Office, line: str, word: str, rest: str) -> bool:
    """Do a line that asks for an order; False if it does not."""
    if is_order(line):
        office.page = None
    if is_order_line(line):
        order = read(office, line)
        if order is not None:
            give(office, order)
        return True
    named = meant(word)
    if not named:
        return False
    if not rest:
        ask(office, named)
        return True
    if named == "fund":
        purpose, _space, rest = rest.partition(" ")
        named = meant(purpose)
        if named not in PURPOSES:
            options = [Option(name, _(title)) for name, title in PURPOSES.items()]
            office.talk.wrong(no_such(purpose, options))
            return True
    kind = next(kind for kind in ORDERS if kind.word == named)
    options = kind.subjects(office.game) if kind.subjects is not None else []
    found = choose(rest, options) if rest else None
    if rest and found is None:
        office.talk.wrong(no_such(rest, options) if options else kind.none(office.game))
    else:
        ask(office, kind.word, found.value if found is not None else "")
    return True


def read(office: Office, line: str) -> Order | None:
    """The order of a line; None if it has a mistake, which is told."""
    try:
        return read_order(line, office.game.scenario)
    except OrderLineError as error:
        office.talk.wrong(str(error))
        return None


def give(office: Office, order: Order) -> None:
    """Put an order into the tray, and say what it is and costs; or why it is refused."""
    if over(office):
        return
    said = verdict(office.game, order)
    if not said.accepted or office.session.give(order) is not None:
        office.talk.wrong(said.text)
        return
    given = _("The order is in your tray; it is carried out when you end the turn.")
    office.talk.say(words.order(order, office.game.scenario), *paragraph_lines(said.text), given)


def over(office: Office) -> bool:
    """Whether there is nothing left to order, which is told."""
    if office.game.over:
        office.talk.wrong(_("The game is over."))
    return office.game.over


def ask(office: Office, word: str, of: str = "") -> None:
    """Ask for an order of a kind, about a thing if it is known."""
    if over(office):
        return
    if word == "fund":
        options = [Option(name, _(title)) for name, title in PURPOSES.items()]
        word = office.questions.one(_("What the money is for"), options)
    kind = next(kind for kind in ORDERS if kind.word == word)
    if kind.subjects is not None:
        options = kind.subjects(office.game)
        if not options:
            office.talk.say(kind.none(office.game))
            return
        if of not in {one.value for one in options}:
            of = office.questions.one(_(kind.what), options)
    if kind.word == "close":
        _close(office, of)
        return
    make = kind.make(office.game, of)
    if make is None:
        office.talk.say(kind.none(office.game))
        return
    known = {kind.field} if kind.field else set()
    values: dict[str, Value] = {kind.field: of} if kind.field else {}
    _asker(office).give(make, values, known)


def _asker(office: Office) -> OrderForm:
    def forecast(form: Form) -> None:
        office.talk.say(
            *order_outlook(office.game, form.order(), stop=lambda: office.talk.interrupts.pending)
        )

    return OrderForm(office.session, office.talk, office.questions, forecast)


def respond(office: Office, event: str, option: str) -> None:
    """Ask whether to respond to an event with an option."""
    if over(office):
        return
    kind = next(kind for kind in ORDERS if kind.word == "respond")
    make = kind.make(office.game, event)
    if make is not None:
        _asker(office).give(make, {"event": event, "option": option}, ("event", "option"))


def _close(office: Office, of: str) -> None:
    game = office.game
    order = Close(technology=of)
    said = verdict(game, order)
    if not said.accepted:
        office.talk.wrong(said.text)
        return
    office.talk.say(
        close_question(game, game.tables.technology[of]),
        *paragraph_lines(said.text),
    )
    if office.questions.yes(_("Close it?")):
        give(office, order)
