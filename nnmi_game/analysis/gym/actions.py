"""Macro decisions: what an agent chooses in a turn, made into decisions of the engine, and what of it is allowed.

An action is one option for each *component*: a field to solicit, a rule for awards, an emphasis in recruiting, and
so on. Option 0 always orders nothing of its kind. An option is allowed where the engine would grant at least one
of the orders it stands for, were it given alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import frozen

from nnmi_game.analysis.policies import moves
from nnmi_game.engine import legality
from nnmi_game.engine.arrays import Bools, Ints
from nnmi_game.engine.context import PROPOSED, alive
from nnmi_game.engine.decisions import NONE, Decisions, no_decisions
from nnmi_game.engine.legality import Check, Reason, Review
from nnmi_game.engine.schedule import due
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import AUDIENCES, LINK_KINDS

#: Refusals that depend on what else is ordered.
_SHORT = (Reason.NO_MONEY, Reason.NO_ROOM, Reason.ATTENTION)
#: Money of one grant to an agency's institutes, and of a satellite site, thousand dollars.
_GRANT, _SITE = 8_000, 5_000
_CAMPAIGN = 4  # attention
_MANY = 10**6


@frozen(eq=False)
class Component:
    """One of the choices of an action: its name, its options, and the engine's checks that judge it (none: free)."""

    name: str
    options: tuple[str, ...]
    checks: tuple[str, ...] = ()


def components(tables: Tables) -> tuple[Component, ...]:
    """All components, in the order in which an action lists them."""
    fields, channels, programs = tuple(tables.technology), tuple(tables.channel), tuple(tables.program)
    return (
        Component("solicit", ("none", *fields), ("solicit",)),
        Component("second", ("none", *fields), ("solicit",)),
        Component("seed", ("small", "standard", "large", "largest")),
        Component("match", ("lowest", "higher", "high")),
        Component("schedule", ("short", "standard", "long")),
        Component(
            "award", ("none", "pledge", "reading", "strength", "outreach", "decline"), ("award", "decline")
        ),
        Component(
            "renew", ("none", "small", "large", "needy", "steeper", "close"), ("renew", "taper", "close")
        ),
        Component("fund", ("none", "equipment", "satellite", "rescue"), ("fund",)),
        Component("recruit", ("leave", "stop", "little", "much", *channels), ("recruit",)),
        Component("train", ("leave", "little", "much", *programs), ("train_region",)),
        Component("portfolio", ("leave", "early", "even", "late", "members"), ("portfolio",)),
        Component("terms", ("leave", "cheap", "usual", "dear"), ("dues", "vouchers")),
        Component("link", ("none", *LINK_KINDS), ("link",)),
        Component("campaign", ("none", *AUDIENCES), ("campaign",)),
        Component("respond", ("first", "money", "standing", "work")),
    )


class Macros:
    """Turns actions of a scenario into decisions, and states into masks."""

    def __init__(self, tables: Tables) -> None:
        """Lay out the tables of options."""
        self.tables = tables
        self.components = components(tables)
        self.sizes = np.array([len(one.options) for one in self.components], dtype=np.int64)
        rules = tables.c.competition
        low, high, standard = rules.seed_low.value, rules.seed_high.value, rules.seed_standard.value
        self.seed = np.clip([max(standard // 2, low), standard, standard * 3 // 2, high], low, high)
        step = max((rules.match_high.value - rules.match_low.value) // 4, 0)
        self.match = rules.match_low.value + step * np.arange(3)
        shortest, longest = rules.years_low.value, rules.years_high.value
        self.years = np.array([shortest, (shortest + longest) // 2, longest])
        self.taper = np.array([0, tables.c.defaults.taper.value, tables.c.defaults.taper.value])
        self.renewal = np.array([0, standard // 4, standard // 2, standard // 3, 0, 0])
        channels, programs = tables.dims.C, tables.dims.P
        self.recruit = np.concatenate(
            [np.zeros((2, channels)), np.full((1, channels), 60), np.full((1, channels), 250),
             60 + 440 * np.eye(channels)]
        ).astype(np.int64)  # fmt: skip
        self.train = np.concatenate(
            [np.zeros((1, programs)), np.full((1, programs), 80), np.full((1, programs), 250),
             60 + 540 * np.eye(programs)]
        ).astype(np.int64)  # fmt: skip
        self.mix = np.array([[0, 0, 0, 0], [4, 3, 2, 1], [1, 1, 1, 1], [1, 2, 3, 4], [1, 2, 2, 1]])
        self.members_propose = np.array([0, 100, 300, 200, 900])
        self.sponsor = moves.best_sponsor(tables)

    def decide(self, state: State, actions: Ints) -> Decisions:
        """[W, components] options into decisions."""
        chosen = {one.name: actions[:, number : number + 1] for number, one in enumerate(self.components)}
        d = no_decisions(state.worlds, self.tables.dims)
        fields = np.arange(1, self.tables.dims.K + 1)
        self._solicit(d, (chosen["solicit"] == fields) | (chosen["second"] == fields), chosen)
        self._others(d, state, chosen)
        return d

    def _solicit(self, d: Decisions, which: Bools, chosen: Mapping[str, Ints]) -> None:
        d.solicit[which] = 1
        d.solicit_agency[...] = self.sponsor
        d.solicit_seed[...] = self.seed[chosen["seed"]]
        d.solicit_match[...] = self.match[chosen["match"]]
        d.solicit_years[...] = self.years[chosen["schedule"]]
        d.solicit_taper[...] = self.taper[chosen["schedule"]]

    def _others(self, d: Decisions, state: State, chosen: Mapping[str, Ints]) -> None:
        """Everything but solicitations."""
        tables = self.tables
        award = chosen["award"]

        def weighs(option: int) -> Ints:
            return np.where(award == option, 1000, 1)

        moves.award_by(
            d, state, tables, pledge=weighs(1), reading=weighs(2), strength=weighs(3), outreach=weighs(4),
            partners=0,
        )  # fmt: skip
        d.award[(award[:, 0] == 0) | (award[:, 0] == 5)] = NONE
        d.decline[(state.phase == PROPOSED) & (award == 5)] = 1
        renew = chosen["renew"]
        below = np.where(renew == 3, 1000, _MANY)
        moves.renew_where(d, state, seed=self.renewal[renew], years=4, below=below)
        running = alive(state) & (state.base_left > 0) & (state.age < state.term) & (state.taper < 1000)
        d.taper[...] = np.where(running & (renew == 4), 1000, NONE)
        moves.close_hollow(d, state, np.where(renew == 5, 0, _MANY))
        fund = chosen["fund"]
        purse = np.full((state.worlds, tables.dims.A), _GRANT, dtype=np.int64)
        moves.grant_equipment(d, state, tables, purse, np.where(fund == 1, 2, 0))
        moves.grant_satellites(d, state, tables, np.where(fund == 2, _SITE, 0), 1)
        moves.rescue_failing(d, state, np.where(fund == 3, 1000, 0))
        recruit, train = chosen["recruit"], chosen["train"]
        moves.recruit(d, state, tables, self.recruit[recruit[:, 0]], np.where(recruit > 0, _MANY, 0))
        regions = max(1, tables.dims.R * 2 // 3)
        moves.train_regions(d, state, tables, self.train[train[:, 0]], regions, np.where(train > 0, _MANY, 0))
        mix = chosen["portfolio"]
        moves.set_portfolio(d, state, self.mix[mix[:, 0]], self.members_propose[mix])
        self._terms(d, state, chosen["terms"])
        link = chosen["link"]
        moves.link_best(
            d, state, tables, total=_MANY, each=4, kind=np.maximum(link, 1), most=np.where(link > 0, 2, 0)
        )
        for number, audience in enumerate(AUDIENCES, start=1):
            moves.campaign(d, audience, np.where(chosen["campaign"] == number, _CAMPAIGN, 0))
        respond = chosen["respond"]
        moves.respond_best(d, state, tables, *(np.where(respond == option, 1000, 1) for option in (1, 2, 3)))
        d.respond[respond[:, 0] == 0] = NONE

    def _terms(self, d: Decisions, state: State, terms: Ints) -> None:
        """Dues of firms against the usual, and vouchers for those that are new."""
        factor = np.array([0, 2, 4, 7])[terms]
        wanted = np.minimum(self.tables.dues * factor[:, :, None] // 4, self.tables.dues_high)
        given = (alive(state) & (terms > 0))[:, :, None] & (wanted != state.dues)
        given[:, :, 2:] = False
        d.dues[...] = np.where(given, wanted, NONE)
        voucher = np.array([0, 15, 5, 0])[terms]
        d.voucher[...] = np.where(alive(state) & (terms > 0) & (state.voucher != voucher), voucher, NONE)

    def masks(self, state: State) -> Bools:
        """[W, options of all components, one after the other] whether each option is allowed."""
        worlds, rounds = state.worlds, int(self.sizes[5:].max())
        allowed = [np.ones((worlds, size), dtype=np.bool_) for size in self.sizes]
        # in each round every component but the first tries its next option; all rounds are one batch
        tries = np.minimum(np.arange(rounds)[:, None], self.sizes - 1)
        tries[:, 2:5] = 0  # the smallest seed, match and schedule: what is refused then is refused anyhow
        batch = state.take(np.tile(np.arange(worlds), rounds), self.tables.dims)
        actions = np.repeat(tries, worlds, axis=0)
        d = no_decisions(batch.worlds, self.tables.dims)
        chosen = {one.name: actions[:, number : number + 1] for number, one in enumerate(self.components)}
        every = np.ones((batch.worlds, self.tables.dims.K), dtype=np.bool_)
        self._solicit(d, every, chosen)
        self._others(d, batch, chosen)
        review = legality.review(batch, d, self.tables)
        alone = {
            name: self._alone(name, review.checks[name], review, d, batch)
            for one in self.components
            for name in one.checks
        }
        fields = alone["solicit"][:worlds]
        allowed[0][:, 1:] = allowed[1][:, 1:] = fields
        for number, one in enumerate(self.components[2:], start=2):
            if one.checks:
                granted = np.zeros(batch.worlds, dtype=np.bool_)
                for name in one.checks:
                    granted |= alone[name].reshape(batch.worlds, -1).any(axis=1)
                by_round = granted.reshape(rounds, worlds).T
                allowed[number][:, 1:] = by_round[:, 1 : self.sizes[number]]
        return np.concatenate(allowed, axis=1)

    def _alone(self, name: str, check: Check, review: Review, d: Decisions, state: State) -> Bools:
        """Which orders of a check would be granted if each were given alone."""
        ok = check.given & ((check.reason == Reason.OK) | np.isin(check.reason, _SHORT))
        wide = (slice(None), *(None,) * (check.given.ndim - 1))
        ok &= np.broadcast_to(check.attention, ok.shape) <= review.attention[wide]
        if check.money is not None and check.agency is not None:
            payer = np.maximum(check.agency, 0).reshape(state.worlds, -1)
            purse = np.take_along_axis(review.free, payer, axis=1).reshape(ok.shape)
            # what costs nothing needs no purse
            ok &= (check.agency < 0) | (check.money <= np.maximum(purse, 0))
        if name in ("solicit", "renew"):
            new = name == "solicit"
            seed, years = (d.solicit_seed, d.solicit_years) if new else (d.renew_seed, d.renew_years)
            taper, agency = (d.solicit_taper, d.solicit_agency) if new else (0 * state.taper, state.agency)
            year = self.tables.turns_per_year
            first = np.where(ok, due(seed, years * year, taper, 0 * seed, year), 0)
            ok &= first <= np.take_along_axis(review.room, np.maximum(agency, 0), axis=1)
        return np.asarray(ok)

    def split(self, mask: Bools) -> tuple[Bools, ...]:
        """The mask of one world, component by component, as ``MultiDiscrete.sample`` takes it."""
        return tuple(np.split(mask, np.cumsum(self.sizes)[:-1]))


def names(parts: Sequence[Component]) -> list[str]:
    """Names of all options, in the order of the mask."""
    return [f"{one.name}.{option}" for one in parts for option in one.options]
