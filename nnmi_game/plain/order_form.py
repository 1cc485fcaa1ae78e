"""The form of an order as questions: its fields one after the other, then what it costs, then whether to give it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from attrs import define

from nnmi_game.game.game import Game
from nnmi_game.game.words import order as order_sentence
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.plain.amounts import folded
from nnmi_game.plain.questions import NO, YES, LeftError, Questions, is_word
from nnmi_game.plain.speech import heading, paragraph_lines
from nnmi_game.plain.talk import Talk
from nnmi_game.tui.session import Session
from nnmi_game.tui.views.form import Field, Form, Many, Number, Pick, Value
from nnmi_game.tui.views.guided import Guided
from nnmi_game.tui.views.portfolio import OWN, SHARES, WHOLE, MixForm
from nnmi_game.tui.views.verdict import verdict

Maker = Callable[[dict[str, Value]], Form]

# i18n: words that the player types, in small letters
EDIT, LOOK = N_("edit"), N_("forecast")
#: A form whose fields never come to rest would be a mistake in the form.
MOST_ROUNDS = 20


@define
class OrderForm:
    """Fills forms in and gives their orders."""

    session: Session
    talk: Talk
    questions: Questions
    forecast: Callable[[Form], None]

    def give(self, make: Maker, values: dict[str, Value], known: Collection[str] = ()) -> bool:
        """Ask for an order and put it into the tray; False if it was left. ``known`` fields are not asked for."""
        asked_again = False
        while True:
            form = make(values)
            settle(form)
            self.talk.say(heading(form.title))
            self.questions.introduce()
            for one in form.fields:
                if isinstance(one, Pick) and not one.options:
                    self.talk.say(*paragraph_lines(notes(form)))
                    return False
            self._ask_all(form, () if asked_again else known)
            values = form.values
            if not self._agreed(form):
                asked_again = True
                continue
            refusal = self.session.give(form.order())
            if refusal is None:
                self.talk.say(_("The order is in your tray; it is carried out when you end the turn."))
            return refusal is None

    def _ask_all(self, form: Form, known: Collection[str]) -> None:
        asked = set(known)
        while True:
            one = next((one for one in form.fields if one.name not in asked), None)
            if one is None:
                break
            form.values[one.name] = self._answer(one, form)
            asked.add(one.name)
            settle(form)
            if isinstance(form, MixForm) and one.name == "preset" and form.text("preset") != OWN:
                asked |= set(SHARES)
        if isinstance(form, MixForm) and sum(form.shares()) != WHOLE:
            self.talk.say(*paragraph_lines(form.notes()))
            if self._fill_up():
                form.fill_up()
                settle(form)

    def _fill_up(self) -> bool:
        """Whether the shares shall be made to add up; v is the key of the screen for it."""
        while True:
            typed = folded(self.questions.line(_("Make the shares add up? Yes or no:")))
            if typed in (*YES, "v"):
                return True
            if typed in NO:
                return False
            self.questions.refuse(typed, _("{word!r} is neither yes nor no.").format(word=typed[:60]))

    def _answer(self, one: Field, form: Form) -> Value:
        now = form.values[one.name]

        def explain() -> str:
            said = verdict(self.session.playing, form.order())
            return "\n".join(
                [*paragraph_lines(notes(form)), *paragraph_lines(said.text), self.questions.how()]
            )

        match one:
            case Pick():
                return self.questions.one(one.label, one.options, str(now), explain)
            case Many():
                chosen = now if isinstance(now, tuple) else ()
                return self.questions.several(one.label, one.options, chosen, one.everything, explain)
            case Number():
                start = now if isinstance(now, int) else one.low
                return self.questions.number(
                    one.label, one.low, one.high, start, one.write, one.scale(now), explain
                )

    def _agreed(self, form: Form) -> bool:
        """Say what the order means and costs; True to give it, False to change it. Left, it is ``LeftError``."""
        while True:
            game = self.session.playing
            said = verdict(game, form.order())
            self.talk.say(*order_lines(game, form), *paragraph_lines(said.text))
            if said.accepted:
                prompt = _("Give this order? yes, edit, forecast or no; Enter means yes:")
            else:
                prompt = _("This order would be refused. edit or no; Enter means edit:")
            typed = self.questions.line(prompt)
            if is_word(typed, EDIT) or (not typed and not said.accepted):
                return False
            if said.accepted and (not typed or folded(typed) in YES):
                return True
            if folded(typed) in NO:
                raise LeftError
            if is_word(typed, LOOK):
                self.forecast(form)
                continue
            self.questions.refuse(typed, _("{word!r} is no answer to this question.").format(word=typed[:60]))


def order_lines(game: Game, form: Form) -> list[str]:
    """The order in a sentence, and what it would mean."""
    return [order_sentence(form.order(), game.scenario), *paragraph_lines(notes(form))]


def notes(form: Form) -> str:
    """A form's word of advice."""
    return form.notes() if isinstance(form, Guided) else ""


def settle(form: Form) -> None:
    """Bring the fields of a form in step, as the screen does after each change."""
    if isinstance(form, Guided):
        for _round in range(MOST_ROUNDS):
            if not form.settle():
                return
