"""Membership, cash and projects of one institute at a time, in plain numbers.

The rules are those of the engine's phases ``funding``, ``membership``, ``projects`` and ``operations`` for turns
without orders; ``tests/benchmarks`` holds the two together. The carriers are plain objects (``plain.py``) and agents
(``mesa_model.py``). What does not change in a turn, and what Python would look up again and again, is reckoned once,
as a careful author would.
"""

# ruff: noqa: B905 (lists of one length by construction)
from __future__ import annotations

import random
from math import floor, sqrt
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from nnmi_game.engine.context import (
    CLOSED,
    FAILING,
    OPERATING,
    RAMP_UP,
    SUSTAINING,
    TAPERING,
    lasting_effects,
)
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import SME, Tables
from nnmi_game.scenario.vocabulary import LINK_KINDS

#: Where the tiers other than SMEs stand among all tiers.
OTHERS = (0, 2, 3)
#: Affordability of customary dues.
PRICE = 0.65
#: Names of an institute's changing numbers and lists, in the engine's words.
NUMBERS = (
    "phase", "bidder", "agency", "hub", "opened", "plan", "term", "age", "taper", "match_rule", "covered", "failing",
    "bottom_up", "voucher", "drift", "income", "cost", "inkind", "credibility", "base_left", "arrears",
    "pledge_left", "paid_base", "paid_match", "cash", "equipment", "staff", "reputation", "knowledge", "dependence",
    "trust", "need_aware", "need", "transitions", "backlog",
)  # fmt: skip
LISTS = (
    "dues", "unaware", "aware", "sme", "prospects", "organisations", "partners", "projects", "portfolio",
    "recruit", "recruit_regions",
)  # fmt: skip


def affordable(dues: int, half: float) -> float:
    """Share of the wish to be a member that dues leave."""
    part = dues / half
    return 1.0 / (1.0 + part * part)


class Chance:
    """True binomial draws by whichever way is quickest for one number: inversion for few, NumPy's for many."""

    def __init__(self, seed: int) -> None:
        source = random.Random(seed)
        self.uniform = source.random
        self._many = np.random.Generator(np.random.SFC64(seed)).binomial

    def draw(self, trials: int, chance: float) -> int:
        """Successes among ``trials`` with ``chance`` each."""
        if trials <= 0 or chance <= 0.0:
            return 0
        if chance >= 1.0:
            return trials
        if trials * chance > 4.0 or chance > 0.5:
            return int(self._many(trials, chance))
        left = self.uniform()
        miss = 1.0 - chance
        mass = miss**trials
        if left < mass:
            return 0
        odds = chance / miss
        k = 0
        while left >= mass and k < trials:
            left -= mass
            mass *= odds * (trials - k) / (k + 1)
            k += 1
        return k


class Rules:
    """Coefficients and tables of a scenario as plain numbers and lists, in the units of one turn."""

    def __init__(self, tables: Tables) -> None:
        c = tables.c
        self.tables = tables
        self.year = tables.turns_per_year
        for group in ("funding", "membership", "projects", "operations", "network", "politics"):
            setattr(self, group, {n: q.value for n, q in _quantities(getattr(c, group))})
        groups = ("funding", "membership", "projects", "operations")
        self.per_turn = {g: {n: v / (1000 * self.year) for n, v in getattr(self, g).items()} for g in groups}
        self.share = {g: {n: v / 1000 for n, v in getattr(self, g).items()} for g in groups}
        self.ramp_up = tables.months(c.funding.ramp_up)
        self.failing_turns = tables.months(c.operations.failing_turns)
        for name in (
            "interest", "customer", "pull", "project_scale", "equipment_half", "services", "contracts", "appeal",
            "near", "weight", "firms", "cash_share", "outreach", "retention", "strength", "dues_half",
            "service_cost", "join", "leave", "project_money", "contact_cost", "awareness", "conversion", "reach",
            "need", "channel_payer", "stage_cost", "stage_advance", "stage_fail", "stage_share",
        ):  # fmt: skip
            setattr(self, name, getattr(tables, name).tolist())

    if TYPE_CHECKING:  # set from the lists of names above

        def __getattr__(self, name: str) -> Any: ...


def _quantities(group: object) -> list[tuple[str, Any]]:
    return [(name, getattr(group, name)) for name in type(group).__annotations__]


class Office(Protocol):
    """What the institutes of a world share."""

    rules: Rules
    number: int
    cycle: int
    commercial: int
    support_congress: int
    budget: list[int]
    agency_support: list[int]
    skilled: list[int]
    payments: list[int]
    match_rule: int
    chance: Chance


def office_values(state: State, tables: Tables, world: int) -> dict[str, Any]:
    """The values of an office in one world of a batch."""
    number = int(state.turn[world]) + 1
    levers = lasting_effects(state, tables, number)
    late = levers.get("payments")
    rule = levers.get("match_rule")
    return {
        "number": number,
        "cycle": int(state.cycle[world]),
        "commercial": int(state.commercial[world]),
        "support_congress": int(state.support_congress[world]),
        "budget": state.budget[world].tolist(),
        "agency_support": state.agency_support[world].tolist(),
        "skilled": state.skilled[world].tolist(),
        "payments": [0] * tables.dims.A
        if late is None
        else np.broadcast_to(late, state.budget.shape)[world].tolist(),
        "match_rule": 0 if rule is None else int(rule[world, 0]),
    }


def institute_values(state: State, tables: Tables, world: int, k: int) -> dict[str, Any]:
    """The values of the institute (or the empty field) ``k`` in one world of a batch."""
    values: dict[str, Any] = {name: int(getattr(state, name)[world, k]) for name in NUMBERS}
    values |= {name: getattr(state, name)[world, k].tolist() for name in LISTS}
    levers = lasting_effects(state, tables, int(state.turn[world]) + 1)

    def pushed(name: str) -> float:
        lever = levers.get(name)
        if lever is None:
            return 1.0
        column = k if lever.shape[1] > 1 else 0
        return max(1.0 + int(lever[world, column]) / 1000, 0.0)

    near, sites = tables.near[max(values["hub"], 0)], 0
    for region in range(tables.dims.R):
        if int(state.satellites[world, k]) >> region & 1:
            near = np.maximum(near, tables.near[region])
            sites += round(1000 * sqrt(tables.weight[region] / 1000 * tables.dims.R))
    values |= {
        "k": k,
        "near": near.tolist(),
        "sites": sites,
        "spill": 0.0,
        "density": 0,
        "value": 0.0,
        "spent": [],
        "asked": 0,
        "held_back": 0,
        "own_projects": 0,
    }
    values |= {name: pushed(name) for name in ("market_pull", "churn", "project_pace")}
    values["links"] = [
        (int(other), int(state.link_kind[world, pair]), int(state.link_strength[world, pair]))
        for pair, other in zip(tables.pairs_of[k], tables.others_of[k], strict=True)
        if state.link_kind[world, pair] > 0
    ]
    return values


class InstituteRules:
    """What an institute does in a turn, step by step; steps that look at the others come one after the other.

    ``self`` is ``Any`` since its fields come from the carriers.
    """

    __slots__ = ()

    # --- funding ---

    def pay_match(self: Any, office: Office) -> None:
        rules = office.rules
        self.inkind = self.asked = self.held_back = 0
        if not RAMP_UP <= self.phase <= FAILING:
            return
        self._come_apart(office)
        planned = self.base_due()
        cash_share = rules.cash_share[max(self.bidder, 0)]
        due = -(-self.pledge_left // max(self.term - self.age, 1)) if self.pledge_left > 0 else 0
        # who sits on money gets no more
        wanted = planned + due * cash_share
        scale = rules.project_scale[self.k]
        own = sum(
            floor(p * (c * scale * (1.0 - s)))
            for p, c, s in zip(self.projects, rules.stage_cost, rules.stage_share)
        )
        in_hand = (self.fixed_cost(rules) + own) * rules.funding["ceiling"] * rules.year // 12
        pace = min(max((max(in_hand, wanted) - self.cash) / max(wanted, 1.0), 0.0), 1.0)
        if due > 0:
            luck = 1.0 + rules.share["funding"]["match_luck"] * (2.0 * office.chance.uniform() - 1.0)
            honoured = self.credibility / 1000 * (1.0 + office.cycle / 1000) * luck
            paid = round(due * min(max(honoured, 0.0), 1.5))
            cash_part = round(paid * cash_share)
            in_cash = floor(cash_part * pace)
            waits = cash_part - in_cash
            self.pledge_left -= min(paid, due) - min(waits, due) + max(due - paid, 0)
            self.paid_match += paid - waits
            machines = round((paid - cash_part) * rules.share["funding"]["inkind_equipment"])
            self.cash += in_cash
            self.equipment += machines
            self.inkind = paid - cash_part - machines
        late = min(max(1.0 + office.payments[self.agency] / 1000, 0.0), 1.0)
        rule = max(self.match_rule + office.match_rule, 0)
        ahead = round(rules.share["funding"]["advance"] * (self.plan + self.paid_base))
        earned = 1000 * self.paid_match // rule if rule > 0 else self.base_left + self.paid_base
        payable = min(max(earned + ahead - self.paid_base, 0), round(planned * late))
        self.held_back = planned - payable
        self.asked = floor(payable * pace)
        self.base_left -= payable - self.asked

    def _come_apart(self: Any, office: Office) -> None:
        """A young consortium that keeps too little of its word may lose its pledge and its large members."""
        rules, funding = office.rules, office.rules.funding
        if (
            self.credibility <= 0
            or not 0 < office.number - self.opened <= funding["breakup_years"] * rules.year
        ):
            return
        short = max(1.0 - self.credibility / funding["breakup_below"], 0.0)
        if office.chance.uniform() < rules.per_turn["funding"]["breakup"] * short:
            self.credibility = self.pledge_left = 0
            leaving = floor(self.organisations[0] * rules.share["funding"]["breakup_leave"])
            self.organisations[0] -= leaving
            self.prospects[0] += leaving

    def fixed_cost(self: Any, rules: Rules) -> int:
        """People, rent, upkeep of equipment and service to members, for a turn."""
        members = (self.organisations[0], sum(self.sme), *self.organisations[1:])
        fixed = self.staff * rules.operations["wage"] + rules.operations["overhead"]
        fixed += floor(self.equipment * rules.share["operations"]["upkeep"])
        fixed += sum(floor(m * c) for m, c in zip(members, rules.service_cost))
        return int(fixed // rules.year)

    def scheduled(self: Any, age: int) -> int:
        """Base money that the schedule has for the turn after the first ``age`` turns."""
        term, taper = self.term, self.taper
        whole = max(1000 * term * term - taper * term * (term - 1) // 2, 1)
        first, last = min(age, term), min(age + 1, term)
        done = 1000 * term * first - taper * first * (first - 1) // 2
        then = 1000 * term * last - taper * last * (last - 1) // 2
        return int(self.plan * then // whole - self.plan * done // whole)

    def base_due(self: Any) -> int:
        if self.base_left <= 0:
            return 0
        return int(min(self.scheduled(self.age) + self.arrears, self.base_left))

    def pay_base(self: Any, office: Office, reach: list[float]) -> None:
        rules = office.rules
        if not RAMP_UP <= self.phase <= FAILING:
            self._get_used(rules, 0)
            self.arrears = 0
            return
        paid = floor(self.asked * reach[self.agency])
        self._get_used(rules, paid)
        office.budget[self.agency] -= paid
        self.cash += paid
        self.base_left -= paid
        self.paid_base += paid
        self.arrears = self.held_back + self.asked - paid
        self.age += 1
        if self.age >= self.term > 0:
            self.base_left = self.arrears = self.pledge_left = 0
        if self.phase == RAMP_UP and paid > 0:
            machines = round(paid * rules.share["funding"]["seed_equipment"])
            self.cash -= machines
            self.equipment += machines

    def _get_used(self: Any, rules: Rules, paid: int) -> None:
        """The habit of living on federal money grows with base money's part of what comes in, and wears off."""
        income, per_turn = paid + max(self.income, 0), rules.per_turn["funding"]
        if income > 0:
            steady = 1.0 - self.taper / 1000
            habit = paid / income * steady * per_turn["base_dependence"] * (1000 - self.dependence)
            self.dependence += max(round(habit), 0)
        self.dependence -= round(self.dependence * per_turn["dependence_fade"])

    # --- membership ---

    def capability(self: Any, rules: Rules) -> float:
        staff, equipment = max(self.staff, 0), max(self.equipment, 0)
        people = staff / (staff + rules.operations["staff_half"])
        machines = equipment / (equipment + rules.equipment_half[self.k])
        lead = 700 + 300 * rules.strength[max(self.bidder, 0)] / 1000 if self.bidder >= 0 else 0.0
        return sqrt(people * machines) * lead

    def convert_partners(self: Any, office: Office) -> None:
        """A bid's partners sign up or vanish; then what membership is worth."""
        rules, member = office.rules, office.rules.membership
        draw = office.chance.draw
        young = office.number - self.opened < rules.year
        rate = rules.per_turn["membership"]["partner_first" if young else "partner_later"]
        fade = rules.per_turn["membership"]["partner_fade"]
        partners = self.partners
        for tier, there in enumerate(partners):
            half = rules.dues_half[tier]
            signed = draw(there, rate * min(affordable(self.dues[tier], half) / PRICE, 1.5))
            gone = draw(there - signed, fade)
            partners[tier] = there - signed - gone
            if tier == SME:
                self.sme[self.hub] += signed
                self.aware[self.hub] += gone
                self.need += signed * member["need_ambient"]
                self.need_aware += gone * member["need_ambient"]
            else:
                other = OTHERS.index(tier)
                self.organisations[other] += signed
                self.prospects[other] += gone
        members = sum(self.organisations) + sum(self.sme)
        projects = min(10.0 * sum(self.projects) / members, 2.0) if members > 0 else 0.0
        value = (
            member["value_capability"] * self.capability(rules) / 1000
            + member["value_projects"] * projects
            + member["value_network"] * self.knowledge / 1000
            + member["value_reputation"] * self.reputation / 1000
        )
        crowd = members / self.staff if self.staff > 0 else 0.0
        free_time = 1.0 - rules.share["membership"]["drift_penalty"] * self.drift / 1000
        self.value = value * free_time * (1.0 - crowd / (crowd + member["crowding_half"]))

    def note_density(self: Any) -> None:
        """Share of firms that are members, per mille, for the linked institutes."""
        sme = sum(self.sme)
        total = sum(self.unaware) + sum(self.aware) + sme
        self.density = round(1000.0 * (sme / total)) if total > 0 else 0

    def be_taught(self: Any, office: Office, density: list[int]) -> None:
        spill = office.rules.network["subnetwork_spill"]
        subnetwork = LINK_KINDS.index("subnetwork") + 1
        total = 0
        for other, kind, strength in self.links:
            total += strength * (spill if kind == subnetwork else 1000) // 1000 * density[other]
        self.spill = total / 1e6

    def recruit_and_enrol(self: Any, office: Office) -> None:
        """SMEs hear, join and leave, region by region; then the others."""
        rules, member, per_turn = office.rules, office.rules.membership, office.rules.per_turn
        draw = office.chance.draw
        unaware, aware, sme = self.unaware, self.aware, self.sme
        regions = range(len(sme))
        missed, readier = [1.0] * len(sme), [0.0] * len(sme)
        need, weight = 0.0, 0.0
        for c, spent in self.spent:
            bits = self.recruit_regions[c]
            reach, awareness, conversion = rules.reach[c], rules.awareness[c], rules.conversion[c]
            chosen = [r for r in regions if bits >> r & 1]
            everyone = sum(unaware[r] + aware[r] for r in chosen)
            contacts_all = spent / rules.contact_cost[c]
            made = 0
            for r in chosen:
                firms = unaware[r] + aware[r]
                if firms > 0:
                    contacts = contacts_all * (firms / everyone)
                    part = contacts / (contacts + firms * reach) * reach
                    missed[r] *= 1.0 - part * awareness
                    readier[r] += part * conversion
                    made += round(1000.0 * part * awareness * unaware[r])
            need += made / 1000 * rules.need[c]
            weight += made / 1000
        reach_need = need / weight if weight > 0 else 0.0

        bidder = max(self.bidder, 0)
        all_sme = sum(sme)
        all_firms = sum(unaware) + sum(aware) + all_sme
        overall = all_sme / all_firms if all_firms > 0 else 0.0
        word_of_mouth = per_turn["membership"]["word_of_mouth"]
        spill = per_turn["membership"]["spillover"] * self.spill
        name = (0.5 + self.reputation / 1000) * rules.outreach[bidder]
        pull = self.market_pull * rules.pull[self.k]
        ambient = per_turn["membership"]["ambient"]
        worth = self.value + member["value_bottom_up"] * self.bottom_up / 1000
        half = member["value_half"]
        dues_half = rules.dues_half[SME]
        afford = affordable(self.dues[SME], dues_half)
        voucher = self.voucher / (self.voucher + member["voucher_half"])
        entry = affordable(max(self.dues[SME] - self.voucher, 0), dues_half)
        price = PRICE / afford
        dull = 1.0 - worth / (worth + half)
        leave = rules.leave[SME] * 2.0 * dull * (price * price) * self.churn / rules.retention[bidder]
        exit_ = per_turn["membership"]["exit"]
        going_chance = leave + exit_
        of_them = exit_ / going_chance if going_chance > 0 else 0.0
        wish = rules.join[SME] * (rules.appeal[self.k][SME] * rules.pull[self.k] * (worth / (worth + half)))
        skills_half = member["skills_half"]
        near, far = self.near, rules.share["membership"]["far"]
        all_heard = from_channels = all_joined = all_left = all_ceased = 0
        for r in regions:
            there = unaware[r]
            firms = there + aware[r] + sme[r]
            local = sme[r] / firms if firms > 0 else 0.0
            by_itself = (ambient * near[r] + (word_of_mouth * (local + overall) + spill)) * name
            by_itself = min(by_itself * pull, 0.9)
            told = 1.0 - missed[r]
            heard = draw(there, 1.0 - (1.0 - by_itself) * (1.0 - told))
            if heard:
                unaware[r] = there - heard
                aware[r] += heard
                all_heard += heard
                if told > 0.0:
                    from_channels += round(1000.0 * heard * (told / (told + by_itself)))
        need_heard = round(from_channels / 1000 * reach_need)
        need_heard += (all_heard * 1000 - from_channels) * member["need_ambient"] // 1000
        self.need_aware += need_heard
        all_aware = sum(aware)
        typical = self.need_aware / all_aware if all_aware > 0 else 0.0
        for r in regions:
            members = sme[r]
            skills = office.skilled[r]
            skilled = skills / (skills + skills_half * (1.0 + members))
            close = far + (1.0 - far) * near[r]
            joined = draw(aware[r], wish * entry * skilled * (1.0 + readier[r] + voucher) * close)
            left = draw(members, going_chance)
            ceased = floor(left * of_them + 0.5)
            sme[r] = members + joined - left
            aware[r] += left - ceased - joined
            all_joined += joined
            all_left += left
            all_ceased += ceased
        moved = min(round(all_joined * typical), self.need_aware)
        by_voucher = all_joined * (voucher / (1.0 + voucher))
        more = round(by_voucher * max(member["need_voucher"] - typical, 0.0))
        self.need_aware -= moved
        self.need += moved + more
        self.cash -= all_joined * self.voucher
        members = all_sme + all_joined
        going = min(round(all_left * (self.need / members)), self.need) if members > 0 else 0
        for_good = all_ceased / all_left if all_left > 0 else 0.0
        self.need -= going
        self.need_aware += round(going * (1.0 - for_good))
        self._enrol_organisations(office, bidder)

    def _enrol_organisations(self: Any, office: Office, bidder: int) -> None:
        rules = office.rules
        draw = office.chance.draw
        worth = self.value / (self.value + rules.membership["value_half"])
        pull = rules.pull[self.k] * self.market_pull
        mood = 1.0 + office.cycle / 1000
        for other, tier in enumerate(OTHERS):
            half = rules.dues_half[tier]
            afford = affordable(self.dues[tier], half)
            price = PRICE / afford
            join = rules.join[tier] * rules.appeal[self.k][tier] * pull * worth * afford * mood
            leave = rules.leave[tier] * 2.0 * (1.0 - worth) * (price * price) * self.churn
            joined = draw(self.prospects[other], join)
            left = draw(self.organisations[other], leave / rules.retention[bidder])
            self.prospects[other] += left - joined
            self.organisations[other] += joined - left

    def renew_firms(self: Any, office: Office) -> None:
        rules, uniform = office.rules, office.chance.uniform
        entry, exit_ = rules.per_turn["membership"]["entry"], rules.per_turn["membership"]["exit"]
        unaware = self.unaware
        for r, at_start in enumerate(rules.firms[self.k]):
            there = unaware[r]
            founded = floor(at_start * entry + uniform()) if at_start > 0 else 0
            ceased = min(floor(there * exit_ + uniform()), there)
            unaware[r] = there + founded - ceased

    # --- projects ---

    def run_projects(self: Any, office: Office) -> None:
        rules, project, share_of = office.rules, office.rules.projects, office.rules.share
        draw, uniform = office.chance.draw, office.chance.uniform
        projects = self.projects
        scale = rules.project_scale[self.k]
        cost = [c * scale for c in rules.stage_cost]
        shares = rules.stage_share
        members_share = sum(floor(p * c * s) for p, c, s in zip(projects, cost, shares))
        whole = sum(floor(p * c) for p, c in zip(projects, cost))
        members = (self.organisations[0], sum(self.sme), *self.organisations[1:])
        year = rules.year
        by_tier = sum(floor(m * money / year) for m, money in zip(members, rules.project_money))
        eager = 1.0 + share_of["projects"]["bottom_up_money"] * self.bottom_up / 1000
        offered = floor(by_tier * eager * (1.0 + office.cycle / 1000))
        from_members = min(members_share, offered + self.inkind)
        reserve = self.fixed_cost(rules) * project["reserve"] * year / 12
        pace = min(project["spend"] / (1000 * year), 1.0)
        purse = floor(max(self.cash - reserve, 0) * pace)
        own = min(max(whole - from_members, 0), purse)
        self.cash -= own
        self.own_projects = own
        funded = min((own + from_members) / whole, 1.0) if whole > 0 else 1.0

        able = self.capability(rules)
        able = 2.0 * (able / (able + project["capability_half"]))
        hub_skills = office.skilled[self.hub]
        people = 2.0 * (hub_skills / (hub_skills + project["skills_half"]))
        firms = 10.0 * (members[0] + members[1]) / max(sum(projects), 1)
        wanted = 2.0 * (firms / (firms + project["engagement_half"]))
        know = 1.0 + share_of["projects"]["knowledge"] * self.knowledge / 1000
        time = 1.0 - share_of["projects"]["drift"] * self.drift / 1000
        standards = LINK_KINDS.index("standards") + 1
        best = max((strength for _, kind, strength in self.links if kind == standards), default=0)
        pace_of = 1.0 + rules.network["standards_pace"] / 1000 * best / 1000
        factor = min(able * people * know * time * funded * self.project_pace * pace_of, 2.5)
        own_ideas = self.bottom_up / 1000
        early = factor * (1.0 - share_of["projects"]["bottom_up_early"] * own_ideas)
        late = factor * ((1.0 + share_of["projects"]["bottom_up_late"] * own_ideas) * min(wanted, 1.5))
        thin = rules.per_turn["projects"]["thin_failure"] * (1.0 - funded * min(people, 1.0))
        factors = (early, early, late, late)
        advanced = [draw(projects[s], min(rules.stage_advance[s] * factors[s], 0.9)) for s in range(4)]
        failed = [draw(projects[s] - advanced[s], min(rules.stage_fail[s] + thin, 0.9)) for s in range(4)]
        arrived = 0
        for s in range(4):
            projects[s] += arrived - advanced[s] - failed[s]
            arrived = advanced[s]
        done, given_up = advanced[3], sum(failed)
        self.transitions += done
        self.backlog += advanced[0] * project["backlog_first"] + advanced[1] * project["backlog_yield"]
        self.reputation += min(done * rules.operations["reputation_transition"], 1000 - self.reputation)
        self.reputation -= min(given_up * rules.operations["reputation_project"], self.reputation)
        self.done = done

        self.backlog += project["backlog_inflow"] // year
        purse -= own
        members_left = offered + self.inkind - from_members
        self.inkind = 0
        if self.phase in (RAMP_UP, FAILING):
            return
        room = max(self.staff * project["per_engineer"] // 10 - sum(projects), 0)
        mix = [share / 1000 for share in self.portfolio]
        own_each = sum(round(1000 * (m * c * (1.0 - s))) for m, c, s in zip(mix, cost, shares)) / 1000
        their_each = sum(round(1000 * (m * c * s)) for m, c, s in zip(mix, cost, shares)) / 1000
        by_money = max(purse, 0) / own_each if own_each > 0 else 0.0
        by_members = max(members_left, 0) / their_each if their_each > 0 else 0.0
        count = min(by_money, by_members, room)
        started = [floor(count * m + uniform()) if count * m > 0 else 0 for m in mix]
        use, second = project["backlog_use"], project["backlog_second"]
        left = max(self.backlog, 0)
        for stage, each in ((2, use), (3, use), (1, second)):
            if each > 0:
                started[stage] = min(started[stage], left // each)
                left -= started[stage] * each
        self.backlog += min(left - self.backlog, 0)
        for s in range(4):
            projects[s] += started[s]

    # --- operations ---

    def operate(self: Any, office: Office) -> None:
        """Earn, pay, hire, drift, wear, make a name, and see in which phase the institute is."""
        rules, operation, share_of, per_turn = (
            office.rules,
            office.rules.operations,
            office.rules.share,
            office.rules.per_turn,
        )
        year = rules.year
        effort = 1.0 - share_of["operations"]["dependence_drag"] * self.dependence / 1000
        mood = max(1.0 + office.cycle / 500, 0.2)
        name = 0.4 + 0.6 * self.reputation / 1000
        able = self.capability(rules) / 1000
        people = (self.organisations[0], sum(self.sme), *self.organisations[1:])
        dues = sum(p * d for p, d in zip(people, self.dues)) // year
        contract_work = self.drift / 1000
        pull = rules.pull[self.k] * self.market_pull
        services = floor(
            operation["services"] / year * (people[0] + people[1]) * able * rules.services[self.k]
            * (0.7 + contract_work) * effort * mood
        )  # fmt: skip
        contracts = floor(
            operation["contracts"] / year * self.staff * contract_work * rules.contracts[self.k] * pull * name
            * effort * mood
        )  # fmt: skip
        wishes = 0
        for support, interest, customer in zip(office.agency_support, rules.interest[self.k], rules.customer):
            wishes += round(support * interest * customer / 500)
        mission = 1.0 - share_of["projects"]["bottom_up_mission"] * self.bottom_up / 1000
        contract = 1.0 if self.base_left > 0 else share_of["operations"]["federal_without"]
        wanted = wishes / year * self.trust / 1000 * mission * contract
        federal = floor(wanted * effort * (1.0 - 0.3 * self.drift / 1000))
        hub_weight = rules.weight[max(self.hub, 0)] / 1000 * len(rules.weight)
        states = sqrt(hub_weight) + share_of["operations"]["state_site"] * self.sites / 1000
        state_money = floor(operation["state"] / year * self.reputation / 1000 * states)
        gifts = self.transitions * operation["donations"] // year
        renewal = floor(services * share_of["operations"]["renewal"])
        income = dues + services + contracts + federal + state_money + gifts
        self.cash += income - renewal
        self.equipment += renewal

        payroll = self.staff * operation["wage"] // year
        upkeep = floor((self.equipment * share_of["operations"]["upkeep"] + operation["overhead"]) / year)
        service = sum(floor(p * c / year) for p, c in zip(people, rules.service_cost))
        cost = payroll + upkeep + service
        self.cash -= cost
        self.income, self.cost = income, cost + self.own_projects
        base = self.scheduled(self.age) if self.base_left > 0 else 0

        yearly = (income + base) * year + min(self.cash, 0)
        size = floor(max(yearly, 0) * share_of["operations"]["payroll_share"] / operation["wage"])
        size = min(max(size, operation["staff_start"] // 2), operation["staff_high"])
        up = 2 + round(self.staff * per_turn["operations"]["hire"])
        down = (2 + round(self.staff * per_turn["operations"]["layoff"])) * (2 if self.cash < 0 else 1)
        change = min(max(size - self.staff, -down), up)
        self.staff = max(self.staff + change, 0)

        gap = min(max((cost - income - base) / max(cost, 1), 0.0), 1.0)
        if gap > 0:
            moved = round(1000.0 * gap * per_turn["operations"]["drift_rate"])
        else:
            moved = -max(
                round((self.drift - operation["drift_base"]) * per_turn["operations"]["drift_relax"]), 0
            )
        self.drift = min(max(self.drift + moved, 0), 1000)
        self.equipment -= min(round(self.equipment * per_turn["operations"]["wear"]), self.equipment)
        self._make_a_name(rules)
        self._change_phase(office, income, cost)

    def _make_a_name(self: Any, rules: Rules) -> None:
        per_turn = rules.per_turn
        pull = round(
            (self.capability(rules) - self.reputation) * per_turn["operations"]["reputation_capability"]
        )
        self.reputation = min(max(self.reputation + pull, 0), 1000)
        dull = round(rules.operations["reputation_drift"] / rules.year * self.drift / 1000)
        self.reputation -= min(dull, self.reputation)
        proven = 1000.0 * (self.transitions / (self.transitions + 10.0))
        target = (proven + self.reputation) / 2
        grows = round((target - self.trust) * per_turn["operations"]["federal_growth"])
        self.trust = min(max(self.trust + grows, 0), 1000)

    def _change_phase(self: Any, office: Office, income: int, cost: int) -> None:
        rules = office.rules
        over = self.base_left <= 0
        short = self.cash < 0
        self.covered = self.covered + 1 if over and income >= cost else 0
        self.failing = self.failing + 1 if short else 0
        if short:
            self.phase = FAILING
        elif self.covered >= rules.year:
            self.phase = SUSTAINING
        elif office.number - self.opened < rules.ramp_up:
            self.phase = RAMP_UP
        elif over or 2 * self.scheduled(self.age) < self.scheduled(0) or self.term - self.age <= rules.year:
            self.phase = TAPERING
        else:
            self.phase = OPERATING
        if short and self.failing > rules.failing_turns:
            self._close(office)

    def _close(self: Any, office: Office) -> None:
        """Members go home; the rest is lost."""
        self.phase = CLOSED
        self.need_aware += self.need
        for r, members in enumerate(self.sme):
            self.aware[r] += members
        self.unaware[self.hub] += self.partners[SME]
        for other, tier in enumerate(OTHERS):
            self.prospects[other] += self.organisations[other] + self.partners[tier]
        self.sme = [0] * len(self.sme)
        self.organisations, self.partners, self.projects = [0] * 3, [0] * 4, [0] * 4
        self.need = self.cash = self.staff = self.equipment = self.reputation = self.trust = 0


# --- steps that look at all institutes of a world ------------------------------------------------------------------


def reach_of_budgets(office: Office, institutes: list[Any]) -> list[float]:
    """Share of the base money asked for that each agency can pay."""
    asked = [0] * len(office.budget)
    for one in institutes:
        if one.asked:
            asked[one.agency] += one.asked
    return [min(max(b, 0) / a, 1.0) if a > 0 else 1.0 for b, a in zip(office.budget, asked, strict=True)]


def pay_recruiting(office: Office, institutes: list[Any]) -> None:
    """Standing recruiting money of the institutes at work, channel by channel."""
    year, payers = office.rules.year, office.rules.channel_payer
    for one in institutes:
        one.spent = []
    for c, payer in enumerate(payers):
        asking = [(one, one.recruit[c] // year) for one in institutes if one.recruit[c] >= year]
        if payer == -2:
            for one, budget in asking:
                spent = min(budget, max(one.cash, 0))
                one.cash -= spent
                one.spent.append((c, spent))
            continue
        asked = [0] * len(office.budget)
        for one, budget in asking:
            asked[one.agency if payer == -1 else payer] += budget
        reach = [max(b, 0) / a if a > max(b, 0) else 1.0 for b, a in zip(office.budget, asked, strict=True)]
        for one, budget in asking:
            agency = one.agency if payer == -1 else payer
            spent = floor(budget * reach[agency])
            office.budget[agency] -= spent
            one.spent.append((c, spent))


def note_results(office: Office, institutes: list[Any]) -> None:
    """Congress and the agencies see the transitions of the turn."""
    rules = office.rules
    done = sum(one.done for one in institutes)
    seen = round(done / 10 * rules.politics["transitions"] * (0.5 + office.commercial / 1000))
    office.support_congress += min(seen, 1000 - office.support_congress)
    late = rules.share["projects"]["bottom_up_mission"]
    for a, support in enumerate(office.agency_support):
        served = sum(
            floor(one.done * (1.0 - late * one.bottom_up / 1000) * rules.interest[one.k][a] * 1000)
            for one in institutes
            if one.done
        )
        office.agency_support[a] = support + min(
            round(served / 10_000 * rules.politics["agency_mission"]), 1000 - support
        )
