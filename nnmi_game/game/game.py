"""One played game: what was ordered, what came of it, and what may be ordered now.

A game is a scenario, a seed and the orders of each turn; the rest is computed. Rules are asked of the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from attrs import define, evolve, field, frozen

from nnmi_game.engine import appropriations, events, legality, measures, scorecard
from nnmi_game.engine.arrays import by_owner, rounded
from nnmi_game.engine.decisions import compile_orders
from nnmi_game.engine.ledger import Ledger
from nnmi_game.engine.legality import Reason, Review
from nnmi_game.engine.luck import SEED_BOUND, Luck
from nnmi_game.engine.orders import Award, Fund, Order, OrderError, Renew, Solicit, from_table, to_table
from nnmi_game.engine.state import State, digests
from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.engine.turn import new_state, play_turn
from nnmi_game.game import accounts
from nnmi_game.game.accounts import InstituteStatement, Statement
from nnmi_game.game.guesses import Guess, Outcome, mistake
from nnmi_game.game.happenings import can_happen, put_in
from nnmi_game.game.places import AMOUNTS, place, subject, unknown_name
from nnmi_game.scenario.digest import digest
from nnmi_game.scenario.model import Bidder, Condition, Event, Lesson, Option, Question, Scenario, Text
from nnmi_game.scenario.vocabulary import GOALS, TIERS

NOW = -1
#: Reviews of a state that are kept at once: what a form asks for while its fields settle.
MOST_REVIEWS = 40


class Period(NamedTuple):
    """A turn by the calendar: the fiscal year and the part of it, from 1."""

    fy: int
    part: int


@frozen
class Refusal:
    """Why an order is refused, and between which bounds it would be accepted.

    ``reason`` is None where the order names something (``unknown``) that the scenario does not have, or
    cannot be read at all (``message`` says why, in English). ``field`` is the number that is out of range,
    ``agency`` the id of the one whose money is short. ``other`` is an order of the tray that would be refused
    because of this one.
    """

    reason: Reason | None
    order: Order
    low: int = 0
    high: int = 0
    field: str = ""
    agency: str = ""
    other: Order | None = None
    unknown: str = ""
    message: str = ""


@frozen
class Cost:
    """What an order takes: attention, and thousand dollars of each agency that pays."""

    attention: int = 0
    money: dict[str, int] = field(factory=dict)


@frozen
class Purse:
    """An agency's money in this turn, in thousand dollars."""

    agency: str
    budget: int  # at hand
    coming: int  # what the appropriation is expected to bring this turn
    obligations: int  # base money and standing orders that are due this turn
    ordered: int  # by the orders in the tray
    free: int  # what can still be ordered
    room: int  # first-year money for new agreements, after the tray's


@frozen
class Offer:
    """A proposal on the table; ``reading`` is what the reviewers expect to be honoured, per mille."""

    bidder: Bidder  # without its credibility, which nobody knows
    pledge: int
    reading: int
    partners: dict[str, int]


@frozen
class Taught:
    """A lesson of a teaching scenario, with the words on what the player did last turn, if any fit."""

    lesson: Lesson
    reaction: Text | None


@frozen(eq=False)
class Played:
    """One turn that was played; ``state`` is the one before it, ``digest`` that of the state after it."""

    orders: tuple[Order, ...]
    state: State
    ledger: Ledger
    digest: str
    guesses: tuple[Guess, ...] = ()
    happened: tuple[str, ...] = ()


@define(eq=False)
class Reviews:
    """What the engine has said of lists of orders before one state; screens ask for the same ones over and over."""

    state: State
    found: dict[tuple[Order, ...], Review] = field(factory=dict)


@define(eq=False)
class Game:
    """A game in play: ``state`` is that before the current turn, ``tray`` holds the orders given for it.

    ``guesses`` are what the player expects of the turn; the rules know nothing of them. ``happened`` names the
    events that an instructor put in before the current turn.
    ``file`` is the path of the scenario where it is not a shipped one, and ``title`` what the player calls
    the game; both are for the save.
    """

    scenario: Scenario
    tables: Tables
    seed: int
    state: State
    tray: list[Order] = field(factory=list)
    past: list[Played] = field(factory=list)
    guesses: list[Guess] = field(factory=list)
    file: str = ""
    title: str = ""
    happened: list[str] = field(factory=list)
    _reviews: Reviews | None = field(default=None, init=False, repr=False)

    @classmethod
    def new(cls, scenario: Scenario, seed: int, file: str = "", tables: Tables | None = None) -> Game:
        """A game before its first turn; ``ValueError`` for a seed out of bounds."""
        if not 0 <= seed < SEED_BOUND:
            raise ValueError(f"a seed lies between 0 and {SEED_BOUND - 1}, not {seed}")
        tables = tables or compile_tables(scenario)
        return cls(scenario, tables, seed, new_state(tables, 1), file=file)

    @classmethod
    def replay(
        cls,
        scenario: Scenario,
        seed: int,
        turns: Iterable[Sequence[Order]],
        verify: Sequence[str] = (),
        file: str = "",
    ) -> Game:
        """Play recorded orders again; ``Differs`` for a turn of another digest, ``Refused`` for an order."""
        game = cls.new(scenario, seed, file)
        for number, orders in enumerate(turns):
            game.play_recorded(orders, verify[number] if number < len(verify) else "")
        return game

    @cached_property
    def scenario_digest(self) -> str:
        """The digest of the scenario. A save needs it, and to reckon it anew for each order would be slow."""
        return digest(self.scenario)

    # --- the calendar ---

    @property
    def turn(self) -> int:
        """The number of the current turn, from 1; when the game is over, one more than there are."""
        return len(self.past) + 1

    @property
    def turns(self) -> int:
        """How many turns the game has."""
        return self.scenario.calendar.turns

    @property
    def over(self) -> bool:
        """Whether all turns have been played."""
        return len(self.past) >= self.turns

    @property
    def date(self) -> Period:
        """The period of the current turn, or of the last one when the game is over."""
        return self.period(min(self.turn, self.turns))

    def period(self, turn: int) -> Period:
        """The period of a turn."""
        per_year = self.scenario.calendar.turns_per_year
        return Period(self.scenario.calendar.first_year + (turn - 1) // per_year, (turn - 1) % per_year + 1)

    # --- orders ---

    def refusal(self, order: Order) -> Refusal | None:
        """Why the order would be refused beside those in the tray; None if it is allowed."""
        unread = self._unreadable(order)
        if unread is not None:
            return unread
        others = self._without(order)
        checked = self._review([*others, order])
        for judged in (order, *others):
            found = self._judged(judged, checked)
            if found is not None:
                return self._explained(order, found, self._review(others))
        return None

    def give(self, order: Order) -> Refusal | None:
        """Put an order into the tray, in place of one about the same thing; or say why it is refused."""
        refused = self.refusal(order)
        if refused is None:
            about = subject(order)
            places = [number for number, other in enumerate(self.tray) if subject(other) == about]
            if places:
                self.tray[places[0]] = order
            else:
                self.tray.append(order)
        return refused

    def take_back(self, index: int) -> Order:
        """Take one order out of the tray."""
        return self.tray.pop(index)

    def clear(self) -> None:
        """Take all orders back."""
        self.tray.clear()

    def cost(self, order: Order) -> Cost:
        """What the order takes of the office's attention and of each agency's money, allowed or not."""
        if self._unreadable(order) is not None:
            return Cost()
        name, at = place(order, self.tables)
        check = self._review([order]).checks[name]
        cell = (0, *at)
        attention = int(np.broadcast_to(check.attention, check.given.shape)[cell])
        money: dict[str, int] = {}
        if (
            check.money is not None
            and check.agency is not None
            and check.money[cell] > 0 <= check.agency[cell]
        ):
            money[self.scenario.agencies[int(check.agency[cell])].id] = int(check.money[cell])
        return Cost(attention if check.given[cell] else 0, money)

    @property
    def attention(self) -> tuple[int, int]:
        """Attention that the tray uses, and what the office has."""
        checked = self._review(self.tray)
        return int(checked.attention_used[0]), int(checked.attention[0])

    @property
    def money(self) -> dict[str, Purse]:
        """The purse of each agency, by its id."""
        checked = self._review(self.tray)
        count = self.tables.dims.A
        due = by_owner(legality.base_due(self.state), self.state.agency, count)[0]
        due = due + legality.standing_money(self.state, self.tables)[0]
        year = self.tables.year(min(self.turn, self.turns))
        coming = self.tables.appropriations[year] // self.tables.turns_per_year
        ordered, free = checked.money_used[0], checked.free[0]
        return {
            name: Purse(
                agency=name,
                budget=int(self.state.budget[0, a]),
                coming=int(coming[a]),
                obligations=int(due[a]),
                ordered=int(ordered[a]),
                free=int(free[a] - ordered[a]),
                room=int(checked.room_left[0, a]),
            )
            for name, a in self.tables.agency.items()
        }

    def lapsing(self) -> dict[str, int]:
        """Thousand dollars that each agency loses at the end of this turn if nothing more is ordered, by its id."""
        if not self.tables.closes_year(self.turn):
            return dict.fromkeys(self.tables.agency, 0)
        free = np.array([[purse.free for purse in self.money.values()]])
        lost = appropriations.not_kept(free, self.tables)[0]
        return {name: int(lost[a]) for name, a in self.tables.agency.items()}

    def end_turn(self) -> Played:
        """Carry the orders of the tray out. ``ValueError`` when the game is over."""
        if self.over:
            raise ValueError("the game is over")
        luck = Luck(np.array([self.seed], dtype=np.int64))
        after, ledger = play_turn(self.state, compile_orders(self.tray, self.tables), self.tables, luck)
        played = Played(
            tuple(self.tray),
            self.state,
            ledger,
            digests(after)[0],
            tuple(self.guesses),
            tuple(self.happened),
        )
        self.past.append(played)
        self.state = after
        self.tray, self.guesses, self.happened = [], [], []
        return played

    def let_happen(self, event: str) -> bool:
        """Put an event in before the current turn, as if it had just happened; whether it can happen now.

        It waits for a response, or takes effect in this turn if it has no choice. Nothing can happen before the
        first turn, after the last, or twice.
        """
        number = self.tables.event.get(event, -1)
        if number < 0 or self.over or not can_happen(self.state, number)[0]:
            return False
        self.state = self.state.copy(self.tables.dims)
        put_in(self.state, number, np.array([True]))
        self.happened.append(event)
        return True

    def play_recorded(
        self,
        orders: Sequence[Order],
        digest: str = "",
        guesses: Sequence[Guess] = (),
        happened: Sequence[str] = (),
    ) -> Played:
        """Play a turn as strictly as it was recorded; if that fails the game stays as it was."""
        start = self.state, self.tray, self.guesses, self.happened
        self.happened = list(self.happened)
        try:
            for event in happened:
                if not self.let_happen(event):
                    raise CannotHappen(self.turn, event)
            return self._play_recorded(orders, digest, guesses)
        except (Refused, Differs, CannotHappen):
            self.state, self.tray, self.guesses, self.happened = start
            raise

    def _play_recorded(self, orders: Sequence[Order], digest: str, guesses: Sequence[Guess]) -> Played:
        tray: list[Order] = []
        for number, order in enumerate(orders):
            unread = self._unreadable(order)
            if unread is not None:
                raise Refused(self.turn, number + 1, unread)
            tray = [*(other for other in tray if subject(other) != subject(order)), order]
        checked = self._review(tray)
        for number, order in enumerate(orders):
            refused = self._judged(order, checked) if order in tray else None
            if refused is not None:
                others = self._review([other for other in tray if other is not order])
                raise Refused(self.turn, number + 1, self._explained(order, refused, others))
        self.tray, self.guesses = tray, list(guesses)
        played = self.end_turn()
        if digest and played.digest != digest:
            self.past.pop()
            raise Differs(self.turn, digest, played.digest)
        return played

    # --- what there is to decide ---

    def pending_events(self) -> list[tuple[Event, tuple[Option, ...]]]:
        """Events that wait for a response this turn, and the options; the first is taken by default."""
        waiting = events.waiting(self.state)[0]
        return [
            (event, event.options)
            for event, waits in zip(self.scenario.events, waiting, strict=True)
            if waits
        ]

    def proposals(self, technology: str) -> list[Offer]:
        """The proposals on the table in a field."""
        k = self.tables.technology[technology]
        offers = []
        for slot in np.flatnonzero(self.state.offer_pledge[0, k] > 0):
            number = int(self.tables.bidders[k, slot])
            signed = rounded(self.tables.partners[number] * (self.state.offer_partners[0, k, slot] / 1000))
            offers.append(
                Offer(
                    bidder=evolve(self.scenario.bidders[number], credibility=0),
                    pledge=int(self.state.offer_pledge[0, k, slot]),
                    reading=int(self.state.offer_reading[0, k, slot]),
                    partners={tier: int(count) for tier, count in zip(TIERS, signed, strict=True)},
                )
            )
        return offers

    def lesson(self) -> Taught | None:
        """What a teaching scenario says as this turn starts."""
        found = next((one for one in self.scenario.lessons if one.turn == self.turn), None)
        if found is None:
            return None
        fitting = (one.text for one in found.reactions if all(self._holds(c) for c in one.when))
        return Taught(found, next(fitting, None))

    def closing(self) -> Text | None:
        """The last word of the scenario on how the game has gone, if it has one."""
        return next((one.text for one in self.scenario.closing if all(map(self._holds, one.when))), None)

    # --- figures ---

    def goals(self, turn: int = NOW) -> dict[str, int]:
        """The four goals, 0 to 1000, as they stand (or stood after a turn)."""
        points = scorecard.goals(self.state_after(turn), self.tables)[0]
        return {goal.id: int(p) for goal, p in zip(self.scenario.goals, points, strict=True)}

    def parts(self, turn: int = NOW) -> list[scorecard.Part]:
        """The components of the goals with their figures and points."""
        return scorecard.parts(self.state_after(turn), self.tables)

    def measure(self, name: str, of: str = "", turn: int = NOW) -> int:
        """A figure of the game now, or as it stood after a turn (0: at the start)."""
        return int(measures.one(name, of, self.state_after(turn), self.tables)[0])

    def series(self, name: str, of: str = "") -> list[int]:
        """A figure at the start and after each turn played."""
        return [self.measure(name, of, turn) for turn in range(len(self.past) + 1)]

    def state_after(self, turn: int = NOW) -> State:
        """The state after a turn; 0 is the start, -1 the present."""
        return self.state if turn in (NOW, len(self.past)) else self.past[turn].state

    def figure(self, name: str, of: str = "", turn: int = NOW) -> int:
        """A goal or a measure by its name, now or as it stood after a turn."""
        return self.goals(turn)[name] if name in GOALS else self.measure(name, of, turn)

    def flows(self, stock: str, index: tuple[int, ...] = (), turn: int = NOW) -> list[tuple[str, int]]:
        """Why a stock changed in a turn (by default the last): causes and amounts that add up to the change.

        ``index`` is a place in the stock without the axis of worlds; with fewer numbers than the stock has
        axes, the rest is added up.
        """
        return accounts.flows(self._ledger(turn), stock, index)

    def statement(self, turn: int = NOW) -> Statement:
        """Where the network's money came from in a turn, and where it went."""
        played = self._played(turn)
        return accounts.statement(played.state, played.ledger)

    def institute_statement(self, technology: int | str, turn: int = NOW) -> InstituteStatement:
        """Income and cost of one institute in a turn."""
        k = self.tables.technology[technology] if isinstance(technology, str) else technology
        played = self._played(turn)
        return accounts.institute_statement(played.state, played.ledger, k)

    # --- guesses ---

    def guess(self, guess: Guess) -> str:
        """Note what a figure is expected to be after this turn, in place of an earlier guess; or what is wrong."""
        wrong = mistake(guess, list(self.tables.technology), list(self.tables.agency))
        if not wrong:
            self.withdraw(guess.measure, guess.of)
            self.guesses.append(guess)
        return wrong

    def withdraw(self, measure: str, of: str = "") -> None:
        """Take the guess about a figure back, if there is one."""
        self.guesses = [one for one in self.guesses if (one.measure, one.of) != (measure, of)]

    def asked(self) -> list[Question]:
        """What the scenario asks the player to guess before this turn ends, and has no guess for yet."""
        guessed = {(guess.measure, guess.of) for guess in self.guesses}
        questions = (one for one in self.scenario.questions if one.turn == self.turn)
        return [one for one in questions if (one.measure, one.of) not in guessed]

    def outcomes(self, turn: int | None = None) -> list[Outcome]:
        """What became of the guesses: all of them, or those about one turn."""
        turns = range(1, len(self.past) + 1) if turn is None else (turn,)
        return [
            Outcome(number, guess, self.figure(guess.measure, guess.of, number))
            for number in turns
            for guess in self.past[number - 1].guesses
        ]

    # --- other courses ---

    def rewind(self, turn: int, keep_orders: bool = False) -> Game:
        """A game of its own that stands before ``turn``, if wished with that turn's orders in the tray."""
        if not 1 <= turn <= self.turn:
            raise ValueError(f"turn {turn} has not been reached")
        if turn == self.turn:
            return evolve(
                self,
                tray=list(self.tray),
                past=list(self.past),
                guesses=list(self.guesses),
                happened=list(self.happened),
            )
        played = self.past[turn - 1]
        return evolve(
            self,
            state=played.state,
            tray=list(played.orders) if keep_orders else [],
            past=self.past[: turn - 1],
            guesses=[],
            happened=list(played.happened),
        )

    # --- helpers ---

    def _played(self, turn: int) -> Played:
        if not self.past:
            raise ValueError("no turn has been played")
        return self.past[-1] if turn == NOW else self.past[turn - 1]

    def _ledger(self, turn: int) -> Ledger:
        return self._played(turn).ledger

    def _holds(self, condition: Condition) -> bool:
        if condition.ordered:
            return bool(self.past) and any(order.kind == condition.ordered for order in self.past[-1].orders)
        return bool(events.holds(condition, self.state, self.tables)[0])

    def _without(self, order: Order) -> list[Order]:
        about = subject(order)
        return [other for other in self.tray if subject(other) != about]

    def _review(self, orders: Sequence[Order]) -> Review:
        if self._reviews is None or self._reviews.state is not self.state:
            self._reviews = Reviews(self.state)
        found, key = self._reviews.found, tuple(orders)
        if key not in found:
            if len(found) >= MOST_REVIEWS:
                found.clear()
            found[key] = legality.review(self.state, compile_orders(orders, self.tables), self.tables)
        return found[key]

    def _unreadable(self, order: Order) -> Refusal | None:
        """A refusal of an order that could not be written down, or that names what is not there."""
        try:
            from_table(to_table(order))
            compile_orders([order], self.tables)
        except OrderError as error:
            return Refusal(None, order, unknown=unknown_name(order, self.tables), message=str(error))
        return None

    def _judged(self, order: Order, checked: Review) -> Refusal | None:
        name, at = place(order, self.tables)
        check, cell = checked.checks[name], (0, *at)
        if not check.given[cell]:
            return self._says_nothing(order)
        reason = Reason(int(check.reason[cell]))
        if reason is Reason.OK:
            return None
        return Refusal(reason, order, int(check.low[cell]), int(check.high[cell]))

    def _says_nothing(self, order: Order) -> Refusal | None:
        """The engine takes an amount of nothing for no order; far too much makes it say the bounds."""
        amount = AMOUNTS.get(order.kind, "")
        if not amount or getattr(order, amount) > 0:
            return Refusal(Reason.OUT_OF_RANGE, order, field=amount)
        too_much = from_table({**to_table(order), amount: 10**9})
        refused = self._judged(too_much, self._review([too_much]))
        return evolve(refused, order=order) if refused else Refusal(Reason.OUT_OF_RANGE, order, field=amount)

    def _explained(self, order: Order, found: Refusal, without: Review) -> Refusal:
        """A refusal with all that is needed to say what would be accepted beside the other orders."""
        high, agency, number = found.high, "", found.field
        if found.reason is Reason.OUT_OF_RANGE:
            number = number or self._out_of_range(found)
        elif found.reason is Reason.ATTENTION:
            high = int(without.attention[0] - without.attention_used[0])
        elif found.reason in (Reason.NO_MONEY, Reason.NO_ROOM, Reason.HOLD, Reason.NO_SPONSOR):
            agency = self._payer(found.order)
            if found.reason is Reason.NO_MONEY and agency:
                a = self.tables.agency[agency]
                high = int(without.free[0, a] - without.money_used[0, a])
        other = None if found.order is order else found.order
        return evolve(found, order=order, high=high, agency=agency, field=number, other=other)

    def _out_of_range(self, found: Refusal) -> str:
        """Which number is out of range: far too much of it changes nothing, and the lowest allowed does."""
        for name, value in to_table(found.order).items():
            if isinstance(value, int):
                far, fit = (self._bounds_with(found.order, name, amount) for amount in (10**9, found.low))
                if far == (found.low, found.high) != fit:
                    return name
        return ""

    def _bounds_with(self, order: Order, name: str, amount: int) -> tuple[int, int] | None:
        """The bounds that an order meets with another amount of something; None if it is not out of range."""
        trial = from_table({**to_table(order), name: amount})
        found = self._judged(trial, self._review([trial]))
        if found is None or found.reason is not Reason.OUT_OF_RANGE:
            return None
        return found.low, found.high

    def _payer(self, order: Order) -> str:
        """The agency that an order turns to: the one it names, the one that pays for it, or the sponsor."""
        if isinstance(order, Solicit | Fund):
            return order.agency
        paying = next(iter(self.cost(order).money), "")
        if paying or not isinstance(order, Award | Renew):
            return paying
        sponsor = int(self.state.agency[0, self.tables.technology[order.technology]])
        return self.scenario.agencies[sponsor].id if sponsor >= 0 else ""


class Refused(Exception):
    """A recorded order that the rules refuse: the turn and the order, both from 1, and why."""

    def __init__(self, turn: int, number: int, refusal: Refusal) -> None:
        super().__init__(turn, number, refusal)
        self.turn, self.number, self.refusal = turn, number, refusal


class Differs(Exception):
    """A recorded turn that comes out differently: the turn, from 1, and both digests."""

    def __init__(self, turn: int, recorded: str, found: str) -> None:
        super().__init__(turn, recorded, found)
        self.turn, self.recorded, self.found = turn, recorded, found


class CannotHappen(Exception):
    """An event that an instructor put in before a turn, from 1, and that cannot happen then."""

    def __init__(self, turn: int, event: str) -> None:
        super().__init__(turn, event)
        self.turn, self.event = turn, event
