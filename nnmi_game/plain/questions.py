"""Questions with an answer on one line; a form is one question after the other.

At every question ``?`` explains, ``cancel`` leaves it, and a command of the game leaves it as well and is carried out:
a script that has lost its way finds back by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.plain.amounts import amount, folded
from nnmi_game.plain.matching import choose, no_such, number
from nnmi_game.plain.speech import numbered, without_number
from nnmi_game.plain.talk import Talk
from nnmi_game.tui.views.form import Option

YES = ("y", "yes", "ok", "1", "是", "好", "对")
NO = ("n", "no", "2", "否", "不")
#: Words that a player types at a question; the translations are understood as well.
# i18n: words that the player types, in small letters
CANCEL, ALL, KEEP = N_("cancel"), N_("all"), N_("keep")


class LeftError(Exception):
    """The question was left without an answer; ``line`` is a command to carry out instead, if one was typed."""

    def __init__(self, line: str = "") -> None:
        super().__init__(line)
        self.line = line


def is_word(typed: str, word: str) -> bool:
    """Whether a word of the program was typed, in English or in the language in use."""
    return folded(typed) in (word, folded(_(word)))


@define
class Questions:
    """Asks, and asks again until the answer is one. ``is_command`` knows the lines that leave a question."""

    talk: Talk
    is_command: Callable[[str], bool]
    explained: bool = False

    def line(self, prompt: str, explain: Callable[[], str] = str) -> str:
        """A line as it was typed, but for those that leave the question or ask what it means."""
        while True:
            typed = self.talk.ask(prompt)
            if is_word(typed, CANCEL):
                raise LeftError
            if typed not in ("?", "\uff1f"):
                return typed
            self.talk.say(explain() or self.how())

    def how(self) -> str:
        """How questions are answered."""
        return _(
            "Type an answer and press Enter; Enter alone keeps what stands there. cancel leaves the question, and so "
            "does any word of the menu."
        )

    def introduce(self) -> None:
        """Say how questions are answered, the first time."""
        if not self.explained:
            self.explained = True
            self.talk.say(self.how())

    def refuse(self, typed: str, why: str) -> None:
        """Say that an answer is none, unless it is a command: then leave the question for it."""
        if self.is_command(typed):
            raise LeftError(typed)
        self.talk.wrong(why)

    def one(
        self, title: str, options: Sequence[Option], now: str = "", explain: Callable[[], str] = str,
        also: Sequence[Option] = (),
    ) -> str:  # fmt: skip
        """One of the options, by its number or name; ``now`` is kept by an empty answer.

        ``also`` are understood by their names, though they are not read.
        """
        place = next((number for number, one in enumerate(options, start=1) if one.value == now), 0)
        if len(options) == 1:
            self.talk.say(
                _("{label}: {value}, there is no other.").format(label=title, value=options[0].label)
            )
            return options[0].value
        self.talk.say(_("{label}:").format(label=title))
        self.talk.say(*(numbered(number, one.label) for number, one in enumerate(options, start=1)))
        if place:
            prompt = _("A number from 1 to {count}; Enter keeps {number}, {value}:").format(
                count=len(options), number=place, value=without_number(place, options[place - 1].label)
            )
        else:
            prompt = _("A number from 1 to {count}:").format(count=len(options))
        while True:
            typed = self.line(prompt, explain)
            if not typed and place:
                return now
            exact = next((one for one in also if one.value == folded(typed)), None)
            found = (
                exact or choose(typed, options) or (choose(typed, also) if number(typed) is None else None)
            )
            if found is not None:
                return found.value
            self.refuse(typed, no_such(typed, options))

    def several(
        self, title: str, options: Sequence[Option], now: Sequence[str], everything: str,
        explain: Callable[[], str] = str,
    ) -> tuple[str, ...]:  # fmt: skip
        """Some of the options, by numbers or names with commas or spaces between them."""
        self.talk.say(_("{label}:").format(label=title))
        self.talk.say(*(numbered(number, one.label) for number, one in enumerate(options, start=1)))
        whole = len(now) == len(options)
        labels = ", ".join(one.label for one in options if one.value in now)
        prompt = _("Numbers with spaces between them, or all; Enter keeps {value}:").format(
            value=(everything or _("all of them")) if whole else labels or _("none")
        )
        while True:
            typed = self.line(prompt, explain)
            if not typed and now:
                return tuple(now)
            if is_word(typed, ALL):
                return tuple(one.value for one in options)
            whole_line = choose(typed, options)
            words = [typed] if whole_line else folded(typed).replace("\u3001", " ").replace(",", " ").split()
            found = [choose(word, options) for word in words]
            wrong = next((word for word, one in zip(words, found, strict=True) if one is None), None)
            if found and wrong is None:
                chosen = {one.value for one in found if one is not None}
                return tuple(one.value for one in options if one.value in chosen)
            self.refuse(typed, no_such(wrong or typed, options))

    def number(
        self, title: str, low: int, high: int, now: int | None, write: Callable[[int], str], scale: int,
        explain: Callable[[], str] = str, wide: bool = False,
    ) -> int:  # fmt: skip
        """A number between two bounds; a bare one counts as the field shows it. ``wide`` bounds are not read."""
        if wide and now is not None:
            prompt = _("{label}; Enter keeps {value}:").format(label=title, value=write(now))
        elif now is None:
            prompt = _("{label}, from {low} to {high}:").format(label=title, low=write(low), high=write(high))
        else:
            prompt = _("{label}, from {low} to {high}; Enter keeps {value}:").format(
                label=title, low=write(low), high=write(high), value=write(now)
            )
        while True:
            typed = self.line(prompt, explain)
            if not typed and now is not None:
                return now
            value = amount(typed, scale)
            if value is not None and low <= value <= high:
                return value
            if value is None:
                why = _("{word!r} is not a number here; it could be {example}.").format(
                    word=typed[:60], example=write(low if now is None else now)
                )
            else:
                why = _("{value} is out of bounds: from {low} to {high} is allowed.").format(
                    value=write(value), low=write(low), high=write(high)
                )
            self.refuse(typed, why)

    def yes(self, question: str, explain: Callable[[], str] = str) -> bool:
        """Yes or no; there is no answer by default."""
        while True:
            typed = self.line(_("{question} Yes or no:").format(question=question), explain)
            if folded(typed) in YES:
                return True
            if folded(typed) in NO:
                return False
            self.refuse(typed, _("{word!r} is neither yes nor no.").format(word=typed[:60]))
