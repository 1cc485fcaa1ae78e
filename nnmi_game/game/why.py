"""*Why?*: the account of a figure in a turn, lines that add up exactly to its change, and what it is made of.

A stock's lines are the flows of the ledger. A measure, a component of a goal and a goal are reckoned from stocks and
settings; their change is split over the flows of these (see ``steps``). What stands behind a line is told by ``leads``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from nnmi_game.engine import measures
from nnmi_game.engine.causes import HIDDEN, MADE_OF, MEASURE_READS
from nnmi_game.engine.context import alive
from nnmi_game.engine.state import AXES, STOCKS, State
from nnmi_game.engine.tables import Tables
from nnmi_game.game import accounts, figures, steps
from nnmi_game.game.figures import Figure
from nnmi_game.game.game import Game
from nnmi_game.scenario.model import Component
from nnmi_game.scenario.vocabulary import MEASURES

#: Settings that are names or sets rather than amounts: a change of theirs cannot be added up.
NOMINAL = ("phase", "bidder", "agency", "hub", "satellites", "opened", "recruit_regions", "link_kind",
           "event_turn", "event_option", "turn")  # fmt: skip
#: Figures of the network that are told institute by institute, with the figure of one.
BY_INSTITUTE = {
    "members": "institute_members",
    "members_sme": "institute_sme",
    "coverage": "institute_coverage",
    "knowledge": "institute_knowledge",
    "transitions": "institute_transitions",
    "institutes": "institute_phase",
    "institutes_weaned": "institute_base_left",
    "institutes_sustaining": "institute_phase",
    "institutes_failing": "institute_phase",
    "institutes_closed": "institute_phase",
}


@frozen
class Line:
    """One reason for a change: ``cause`` moved the stock or setting ``name``, and that did ``amount`` to the figure."""

    name: str
    cause: str
    amount: int


@frozen
class Part:
    """Something that a figure is reckoned from, before and after the turn."""

    figure: Figure
    before: int
    after: int


@frozen
class Account:
    """A figure in a turn (from 1; 0 before the first): ``before`` and the lines' amounts add up to ``after``.

    ``split`` says that the figure is not simply a sum, so that the amounts are those of one step after the other.
    """

    figure: Figure
    turn: int
    before: int
    lines: tuple[Line, ...]
    after: int
    split: bool
    parts: tuple[Part, ...]

    @property
    def change(self) -> int:
        """How much the figure changed."""
        return self.after - self.before


def explain(game: Game, figure: Figure, turn: int = -1) -> Account:
    """The account of a figure in a turn played, from 1 (by default the last; 0 says only what it is made of).

    Raises ``ValueError`` for a turn that has not been played and ``KeyError`` for what the rules keep hidden.
    """
    if figure.name in HIDDEN:
        raise KeyError(f"{figure.name} is not shown to players")
    turn = len(game.past) if turn == -1 else turn
    if not 0 <= turn <= len(game.past):
        raise ValueError(f"turn {turn} has not been played")
    before, after = game.state_after(max(turn - 1, 0)), game.state_after(turn)
    first, last = (figures.value(figure, state, game.tables) for state in (before, after))
    lines = _lines(game, figure, turn) if turn else ()
    split = not figures.is_stock(figure) and len(lines) > 1 and not _added_up(figure)
    return Account(figure, turn, first, lines, last, split, tuple(_parts(game, figure, before, after)))


def span(game: Game, turn: int) -> steps.Span:
    """A turn played, from 1, as ``steps`` wants it."""
    played = game.past[turn - 1]
    earlier = game.past[turn - 2].ledger if turn > 1 else None
    return steps.Span(played.state, game.state_after(turn), played.ledger, earlier, game.tables)


def reads(figure: Figure, tables: Tables) -> tuple[str, ...]:
    """The stocks and settings that a figure is reckoned from."""
    match figure.kind:
        case "state":
            return (figure.name,)
        case "measure":
            return MEASURE_READS[figure.name]
        case "part":
            component = component_of(figure, tables)
            return ("judged", "turn") if component.yearly else MEASURE_READS[component.measure]
        case _:
            numbers = _numbers_of(figure.name, tables)
            return tuple(dict.fromkeys(n for g in numbers for n in reads(figures.part(g, tables), tables)))


def component_of(figure: Figure, tables: Tables) -> Component:
    """The component of a goal that a figure of the kind ``part`` stands for."""
    return [c for one in tables.scenario.goals for c in one.components][figure.at[0][1]]


def _lines(game: Game, figure: Figure, turn: int) -> tuple[Line, ...]:
    played = game.past[turn - 1]
    if figures.is_stock(figure):
        moved = accounts.flows(played.ledger, figure.name, figures.index(figure))
        return tuple(Line(figure.name, cause, amount) for cause, amount in moved)

    def now(state: State) -> int:
        return figures.value(figure, state, game.tables)

    walked = steps.walk(span(game, turn), reads(figure, game.tables), now)
    return tuple(Line(name, cause, amount) for name, cause, amount in walked)


def _added_up(figure: Figure) -> bool:
    """Whether a figure is a plain sum of stocks, so that no line's amount depends on the others."""
    if figure.kind == figures.STATE:
        return True
    return figure.kind == figures.MEASURE and figure.name not in RECKONED


#: Measures that are more than the sum of what they read: shares, means, and counts of what is in a phase.
RECKONED = (
    "industry_share", "small_share", "nonfederal", "committed_ratio", "coverage", "knowledge", "parity", "plants_kept",
    "jobs_kept", "institute_capability", "institute_coverage", "diffusion",
)  # fmt: skip


def _parts(game: Game, figure: Figure, before: State, after: State) -> Iterator[Part]:
    """What a figure is made of, as far as there is any of it."""
    for one in _made_of(game, figure, before, after):
        was, now = (figures.value(one, state, game.tables) for state in (before, after))
        if was or now or one.kind in (figures.PART, figures.GOAL):
            yield Part(one, was, now)


def _made_of(game: Game, figure: Figure, before: State, after: State) -> Iterable[Figure]:
    tables = game.tables
    there = [k for k, lives in enumerate((alive(before) | alive(after))[0]) if lives]
    match figure.kind:
        case "state":
            return _of_state(figure, tables)
        case "measure":
            return _of_measure(figure, tables, there, before, after)
        case "part":
            component = component_of(figure, tables)
            if component.yearly:
                return (figures.state("judged", G=figure.at[0][1]), figures.measure(component.measure))
            return (figures.measure(component.measure),)
        case _:
            return (figures.part(number, tables) for number in _numbers_of(figure.name, tables))


def _of_state(figure: Figure, tables: Tables) -> Iterable[Figure]:
    named = dict(figure.at)
    free = [axis for axis in AXES[figure.name] if axis not in named]
    return figures.along(figure, free[0], tables) if free and figure.name not in NOMINAL else ()


def _of_measure(
    figure: Figure, tables: Tables, there: Sequence[int], before: State, after: State
) -> Iterable[Figure]:
    k = figure.number("K")
    if figure.name in BY_INSTITUTE:
        each = BY_INSTITUTE[figure.name]
        if each == "institute_phase":
            phases = (measures.value(each, state, tables)[0] for state in (before, after))
            was, now = phases
            return (figures.measure(each, i) for i in range(tables.dims.K) if was[i] or now[i])
        return (figures.measure(each, i) for i in there)
    if figure.name in ORGANISATION_TIERS:
        return (figures.state("organisations", K=i, O=ORGANISATION_TIERS[figure.name]) for i in there)
    found: list[Figure] = []
    for name in MEASURE_READS[figure.name]:
        at = {axis: place for axis, place in figure.at if axis in AXES[name]}
        if name in NOMINAL:
            found += [figures.state(name, **at)] if len(at) == len(AXES[name]) else []
        elif MEASURES[figure.name].scope == "network" and name in STOCKS and k is None and AXES[name] != "":
            found += (
                _of_state(figures.state(name), tables)
                if len(MEASURE_READS[figure.name]) == 1
                else [figures.state(name)]
            )
        else:
            found.append(figures.state(name, **at))
    return found


#: Measures of one tier of organisations, by the place of the tier among those that are not SMEs.
ORGANISATION_TIERS = {"members_large": 0, "members_academic": 1, "members_government": 2}


def _numbers_of(goal: str, tables: Tables) -> list[int]:
    """The numbers of a goal's components among all."""
    every = [one.id for one in tables.scenario.goals for _component in one.components]
    return [number for number, owner in enumerate(every) if owner == goal]


def payment_lines(game: Game, figure: Figure, turn: int) -> tuple[Line, ...]:
    """What income or cost of an institute was made of in a turn: the payments themselves, not their change."""
    made = [
        (cause, int(steps.paid(game.past[turn - 1].ledger, cause)[(0, *figures.index(figure))].sum()))
        for cause in MADE_OF[figure.name]
    ]
    return tuple(Line(figure.name, cause, amount) for cause, amount in made if amount)
