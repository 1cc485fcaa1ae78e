"""The form for a guess: whose figure, which, and what it is expected to be after the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve

from nnmi_game.game.guesses import SURE, Guess, scope
from nnmi_game.game.words import goal, listed, measure
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.vocabulary import GOALS, MEASURES
from nnmi_game.tui.views.figures import figure, local
from nnmi_game.tui.views.form import Field, Form, Number, Option, Pick
from nnmi_game.tui.views.guesses import unit
from nnmi_game.tui.views.guided import Guided, kept
from nnmi_game.tui.views.institutes import institute_name, there
from nnmi_game.tui.views.verdict import Verdict

if TYPE_CHECKING:
    from nnmi_game.engine.orders import Order
    from nnmi_game.game.game import Game
    from nnmi_game.tui.session import Session

#: Whose figure it is if it is the network's.
NETWORK = "network"
#: Figures that nobody guesses: they only count, or are no quantity.
NOT_GUESSED = ("turn", "institute_phase")
#: A range begins this share of the figure to either side, per mille, and is at least so wide.
RANGE, LEAST = 50, 2
#: The largest number of a guess.
MOST = 999_999_999
#: Turns whose figures are told beside the form.
TOLD = 4


@define
class GuessForm(Guided):
    """A guess in the making. Another figure brings other numbers, which begin at what it is now."""

    about: tuple[str, str] = ("", "")

    def settle(self) -> bool:
        """Bring figures and numbers in step with whose figure it is."""
        if (self.text("whose"), self.text("figure")) == self.about:
            return False
        options = figures(self.text("whose"), self.game)
        if self.text("figure") not in {option.value for option in options}:
            self.values["figure"] = options[0].value
        self.about = self.text("whose"), self.text("figure")
        whose, which = self.fields[0], self.fields[1]
        assert isinstance(which, Pick)
        found = numbers(self.game, self.text("figure"), self.owner)
        self.fields = (whose, evolve(which, options=options), *found)
        for one in found:
            self.values[one.name] = one.start()
        return True

    @property
    def owner(self) -> str:
        """The id of the technology or agency whose figure it is, empty for the network's."""
        return "" if self.text("whose") == NETWORK else self.text("whose")

    def guess(self) -> Guess:
        """The guess."""
        value, low, high = (self.number(name) for name in ("value", "low", "high"))
        return Guess(self.text("figure"), self.owner, value, low, high)

    def notes(self) -> str:
        """What the figure has been."""
        name, game = self.text("figure"), self.game
        turns = range(max(game.turn - TOLD, 0), game.turn)
        before = (figure(game.figure(name, self.owner, turn), unit(name)) for turn in turns)
        return _("The last turns: {values}").format(values=listed(before))

    @property
    def gives(self) -> str:
        """What enter does."""
        return _("[ Enter: note this guess ]")

    def looked_into(self) -> Order | None:
        """A guess is the player's own: nothing is forecast."""
        return None

    def verdict(self, game: Game) -> Verdict:
        """Whether the guess can be kept."""
        guess = self.guess()
        if not guess.low <= guess.value <= guess.high:
            return Verdict(False, _("The range must hold the guess itself."))
        return Verdict(
            True, _("Choose the range so that you are sure of it by {sure} per cent.").format(sure=SURE)
        )

    def hand_in(self, session: Session) -> str:
        """Note the guess; a sentence on that, empty if it cannot be kept."""
        return (
            "" if session.guess(self.guess()) else _("The guess is noted; the next turn tells how it went.")
        )


def form(game: Game, old: Form | None) -> GuessForm:
    """The form, with what was chosen before."""
    whose = Pick(name="whose", label=_("Whose"), options=owners(game))
    which = Pick(name="figure", label=_("Figure"), options=figures(NETWORK, game))
    fields: tuple[Field, ...] = (whose, which)
    about = ("", "")
    if isinstance(old, GuessForm) and old.text("whose") in {option.value for option in whose.options}:
        about = old.about
        options = figures(old.text("whose"), game)
        fields = (whose, evolve(which, options=options), *numbers(game, old.text("figure"), old.owner))
    values = kept(old, GuessForm)
    if not values and (asked := game.asked()):
        # the first question of the scenario stands in the form already
        values = {"whose": asked[0].of or NETWORK, "figure": asked[0].measure}
        fields = (whose, evolve(which, options=figures(asked[0].of or NETWORK, game)))
    made = GuessForm(
        kind="guess", title=_("What will a figure be after this turn?"), fields=fields, about=about, game=game,
        values=values,
    )  # fmt: skip
    made.settle()
    return made


def owners(game: Game) -> list[Option]:
    """The network, every institute there is, and the agencies."""
    return [
        Option(NETWORK, _("The whole network")),
        *(Option(game.scenario.technologies[k].id, institute_name(game, k)) for k in there(game)),
        *(Option(agency.id, local(agency.name)) for agency in game.scenario.agencies),
    ]


def figures(whose: str, game: Game) -> list[Option]:
    """What can be guessed of the network, an institute or an agency."""
    if whose == NETWORK:
        goals = [Option(one.id, goal(one.id)) for one in game.scenario.goals]
        return [*goals, *_measures("network")]
    return _measures("agency" if whose in game.tables.agency else "technology")


def _measures(wanted: str) -> list[Option]:
    return [
        Option(name, measure(name))
        for name in MEASURES
        if scope(name) == wanted and name not in NOT_GUESSED and name not in GOALS
    ]


def numbers(game: Game, name: str, of: str) -> tuple[Field, ...]:
    """The guess and its range, beginning at what the figure is now."""
    now = game.figure(name, of)
    reach = max(abs(now) * RANGE // 1000, LEAST)
    step = 10 ** max(len(str(reach)) - 1, 0)
    written = unit(name)

    def number(id: str, label: str, first: int) -> Number:
        return Number(
            name=id, label=label, low=-MOST, high=MOST, unit_step=step, first=first,
            write=lambda value: figure(value, written),
        )  # fmt: skip

    return (
        number("value", _("Guess"), now),
        number("low", _("At least"), now - reach),
        number("high", _("At most"), now + reach),
    )
