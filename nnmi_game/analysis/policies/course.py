"""A course: how an office plays, as a table of dials, most of them with a value for each third of the game.

A course is data: the specialists are courses written by hand, the planner's is found by search, and both are
played by the same few moves in the same order. ``office`` turns one course, or one for each group of worlds, into
a policy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from attrs import evolve, frozen

from nnmi_game.analysis.policies import Policy, moves
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.context import CLOSED, OPEN
from nnmi_game.engine.decisions import Decisions, no_decisions
from nnmi_game.engine.legality import review
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import AUDIENCES, STAGES, TIERS

#: Thirds of a game: early, middle, late.
PHASES = 3


@frozen
class Dial:
    """A number that a course sets: its bounds, the value of an office without ideas, and whether it has phases."""

    name: str
    low: int
    high: int
    default: int
    phased: bool = True

    @property
    def size(self) -> int:
        """How many values it has."""
        return PHASES if self.phased else 1


_One = Callable[[str], Ints]
_Several = Callable[[str, Sequence[object]], Ints]
Values = Mapping[str, tuple[int, ...]]


@frozen
class Course:
    """Values of all dials: one, or one for each phase."""

    values: Values

    def but(self, changes: Mapping[str, int | tuple[int, ...]]) -> Course:
        """The same course with other values for some dials; one number stands for all phases."""
        values = dict(self.values)
        for name, value in changes.items():
            size = len(values[name])
            given = (value,) * size if isinstance(value, int) else value
            if len(given) != size:
                raise ValueError(f"{name} takes {size} values")
            values[name] = given
        return evolve(self, values=values)


def dials(tables: Tables) -> tuple[Dial, ...]:
    """All dials that a scenario offers."""
    rules, defaults = tables.c.competition, tables.c.defaults
    count = tables.dims.K
    mix = (defaults.portfolio_4, defaults.portfolio_5, defaults.portfolio_6, defaults.portfolio_7)
    standard = min(max(rules.seed_standard.value, rules.seed_low.value), rules.seed_high.value)
    return (
        # agreements
        Dial("starts", 0, 6, 4),
        Dial("fields", 1, count, count),
        Dial("seed", rules.seed_low.value, rules.seed_high.value, standard),
        Dial("years", rules.years_low.value, rules.years_high.value, min(5, rules.years_high.value)),
        Dial("taper", 0, 1000, defaults.taper.value),
        Dial("match", rules.match_low.value, rules.match_high.value, rules.match_low.value),
        Dial("reserve", 0, 800, 0),
        Dial("by_room", 0, 1000, 300, phased=False),
        *(Dial(f"field.{t}", 0, 1000, 500, phased=False) for t in tables.technology),
        Dial("award.pledge", 0, 1000, 1000, phased=False),
        Dial("award.reading", 0, 1000, 300, phased=False),
        Dial("award.strength", 0, 1000, 300, phased=False),
        Dial("award.outreach", 0, 1000, 300, phased=False),
        Dial("award.partners", 0, 1000, 300, phased=False),
        Dial("decline", 600, 1001, 600, phased=False),
        Dial("renew.seed", 0, rules.seed_high.value // 2, standard // 4),
        Dial("renew.years", 1, rules.renewal_years_high.value, min(4, rules.renewal_years_high.value)),
        Dial("renew.below", 0, 2000, 2000),
        Dial("retaper", -1, 1000, -1),
        Dial("retaper.left", 1, 10, 4),
        Dial("retaper.months", 0, 30, 0),
        Dial("close", 0, 1000, 0),
        Dial("close.hollow", 0, 1000, 1000),
        # discretionary money
        Dial("grants", 0, 1000, 0),
        Dial("grants.most", 0, 6, 2),
        Dial("satellite", 0, 10_000, 0),
        Dial("rescue", 0, 1000, 1000),
        # standing orders
        *(Dial(f"dues.{tier}", -1, int(tables.dues_high[n]), -1) for n, tier in enumerate(TIERS)),
        Dial("voucher", 0, 60, 0),
        *(Dial(f"recruit.{c}", 0, 1500, 0) for c in tables.channel),
        Dial("recruit.most", 0, 40, 40),
        *(Dial(f"portfolio.{mrl}", 0, 1000, m.value) for mrl, m in zip(STAGES, mix, strict=True)),
        Dial("bottom_up", 0, 1000, defaults.bottom_up.value),
        *(Dial(f"train.{p}", 0, 900, 100) for p in tables.program),
        Dial("train.regions", 1, tables.dims.R, tables.dims.R),
        Dial("train.most", 0, 40, 20),
        # network, politics, events
        Dial("links", 0, 40, 0),
        Dial("links.each", 1, 8, 4, phased=False),
        Dial("links.kind", 1, 3, 1, phased=False),
        Dial("links.most", 0, 8, 4),
        *(Dial(f"campaign.{audience}", 0, 12, 0) for audience in AUDIENCES),
        Dial("respond.money", 0, 1000, 500, phased=False),
        Dial("respond.standing", 0, 1000, 500, phased=False),
        Dial("respond.work", 0, 1000, 500, phased=False),
    )  # fmt: skip


def plain(tables: Tables) -> Course:
    """The course of an office without ideas: every dial at its default."""
    return Course({dial.name: (dial.default,) * dial.size for dial in dials(tables)})


def sensible(tables: Tables) -> Course:
    """What every specialist begins with: an office that does a little of everything that costs little."""
    programs = {f"train.{p}": 100 if tables.program_reach[n] else 250 for p, n in tables.program.items()}
    return plain(tables).but(
        {
            **programs,
            "years": tables.c.competition.years_high.value,
            "taper": 0,
            **{f"recruit.{c}": 120 for n, c in enumerate(tables.channel) if n in _channels(tables)},
            "train.regions": max(1, tables.dims.R * 2 // 3),
            "close.hollow": 0,
            "voucher": 5,
            "links": 6,
            "links.most": 1,
        }
    )


def _channels(tables: Tables) -> set[int]:
    """The channel that finds the neediest firms, and the cheapest."""
    return {int(tables.need.argmax()), int(tables.contact_cost.argmin())}


def phase_of(turn: int, turns: int) -> int:
    """The third of the game in which a turn (from 1) lies."""
    return min(PHASES * (turn - 1) // max(turns, 1), PHASES - 1)


def office(courses: Sequence[Course], tables: Tables, caretaker: bool = False) -> Policy:
    """The policy that follows a course; with several, equal groups of worlds follow one each, in order.

    A caretaker answers events and sees to agreements, and leaves all standing orders as they are.
    """
    stacked = {
        name: np.array([c.values[name] for c in courses], dtype=np.int64) for name in courses[0].values
    }
    number_of_courses = len(courses)

    def decide(state: State, tables: Tables, luck: Luck) -> Decisions:
        phase = phase_of(int(state.turn[0]) + 1, tables.scenario.calendar.turns)
        group = state.worlds // number_of_courses

        def dial(name: str) -> Ints:
            """[W, 1] the dial's value in each world."""
            values = stacked[name]
            now = values[:, min(phase, values.shape[1] - 1)]
            return np.repeat(now, group)[:, None]

        def several(prefix: str, names: Sequence[object]) -> Ints:
            """[W, names] values of a family of dials."""
            return np.concatenate([dial(f"{prefix}.{name}") for name in names], axis=1)

        d = no_decisions(state.worlds, tables.dims)
        checked = review(state, d, tables)
        moves.respond_best(
            d, state, tables, dial("respond.money"), dial("respond.standing"), dial("respond.work")
        )
        moves.close_hopeless(d, state, dial("close"))
        moves.close_hollow(d, state, dial("close.hollow"))
        moves.award_by(
            d, state, tables, pledge=dial("award.pledge"), reading=dial("award.reading"),
            strength=dial("award.strength"), outreach=dial("award.outreach"), partners=dial("award.partners"),
        )  # fmt: skip
        moves.decline_poor(d, state, dial("decline"))
        moves.renew_where(
            d, state, seed=dial("renew.seed"), years=dial("renew.years"), below=dial("renew.below")
        )
        moves.grant_equipment(
            d, state, tables, moves.spare_money(checked, dial("grants")), dial("grants.most")
        )
        moves.grant_satellites(d, state, tables, dial("satellite"), 1)
        moves.rescue_failing(d, state, dial("rescue"))
        moves.retaper(
            d, state, tables, taper=dial("retaper"), left=dial("retaper.left"), months=dial("retaper.months")
        )
        _solicit(d, state, tables, checked.room, dial, several)
        if caretaker:
            return d
        for tier in TIERS:
            moves.set_dues(d, state, tier, dial(f"dues.{tier}"))
        moves.set_vouchers(d, state, dial("voucher"))
        moves.set_portfolio(d, state, several("portfolio", STAGES), dial("bottom_up"))
        moves.link_best(
            d, state, tables, total=dial("links"), each=dial("links.each"), kind=dial("links.kind"),
            most=dial("links.most"),
        )  # fmt: skip
        moves.recruit(d, state, tables, several("recruit", list(tables.channel)), dial("recruit.most"))
        programs = several("train", list(tables.program))
        moves.train_regions(d, state, tables, programs, dial("train.regions"), dial("train.most"))
        for audience in AUDIENCES:
            moves.campaign(d, audience, dial(f"campaign.{audience}"))
        return d

    return decide


def _solicit(d: Decisions, state: State, tables: Tables, room: Ints, dial: _One, several: _Several) -> None:
    """Open new competitions, as many as the course wants, with the money that it does not reserve."""
    number = min(int(state.turn[0]) + 1, tables.scenario.calendar.turns)
    taken = ((state.phase != OPEN) & (state.phase != CLOSED)).sum(axis=1, keepdims=True)
    left = room - tables.appropriations[tables.year(number)] * dial("reserve") // 1000
    moves.solicit_in_order(
        d, state, tables, order=several("field", list(tables.technology)),
        most=np.minimum(dial("starts"), np.maximum(dial("fields") - taken, 0)), room=left, by_room=dial("by_room"),
        seed=dial("seed"), years=dial("years"), taper=dial("taper"), match=dial("match"),
    )  # fmt: skip
