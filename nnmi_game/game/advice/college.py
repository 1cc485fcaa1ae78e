"""The college president: places, students who come, and firms that hire them."""

from __future__ import annotations

from collections.abc import Iterator

from nnmi_game.engine.tables import share
from nnmi_game.game.advice.seen import Seen, moved
from nnmi_game.game.game import Game
from nnmi_game.game.words.names import name_of, region
from nnmi_game.game.words.numbers import exact_money, percent
from nnmi_game.locale import gettext as _


def _standing(game: Game) -> dict[tuple[int, int], int]:
    """Thousand dollars a year of programs that train, by program and region."""
    money = game.state.train_region[0]
    return {
        (p, r): int(money[p, r])
        for p in range(game.tables.dims.P)
        for r in range(game.tables.dims.R)
        if money[p, r] > 0 and not game.tables.program_reach[p]
    }


def jobless(game: Game) -> Iterator[Seen]:
    """Training where no member firm hires."""
    rules = game.tables.c.workforce
    for (p, r), budget in _standing(game).items():
        near = int(game.state.sme[0, :, r].sum())
        base = share(rules.demand_base)
        demand = round(1000 * (base + (1 - base) * near / (near + rules.demand_half.value)))
        if demand >= 500:
            continue
        text = _(
            "{region} spends {budget} a year on {program}, and there are {near} small members near by to hire "
            "those who finish: firms have work for about {demand} of them. Recruit firms first, or train elsewhere."
        )
        yield Seen(
            "jobless",
            38 + (500 - demand) / 15,
            text.format(
                region=region(game.scenario, game.scenario.regions[r].id), budget=exact_money(budget),
                program=name_of(game.scenario.programs, game.scenario.programs[p].id), near=near,
                demand=percent(demand),
            ),
            "workforce",
            game.scenario.regions[r].id,
        )  # fmt: skip


def no_interest(game: Game) -> Iterator[Seen]:
    """Places that stay empty because nobody has been told."""
    tables = game.tables
    half = tables.c.workforce.interest_half.value / 100
    for (p, r), budget in _standing(game).items():
        places = float(tables.capacity[p] * tables.colleges[r])
        interest = int(game.state.interest[0, r])
        if places < 50 or interest > places * half / 2:
            continue
        text = _(
            "My colleagues in {region} can seat {places} in {program} each turn, and {interest} young people "
            "there have shown an interest. The {budget} a year would fill more seats if outreach came first."
        )
        yield Seen(
            "no interest",
            34 + min(places / 100, 10),
            text.format(
                region=region(game.scenario, game.scenario.regions[r].id), places=f"{places:,.0f}",
                program=name_of(game.scenario.programs, game.scenario.programs[p].id), interest=interest,
                budget=exact_money(budget),
            ),
            "workforce",
            game.scenario.regions[r].id,
        )  # fmt: skip


def idle(game: Game) -> Iterator[Seen]:
    """The region with the most members for each skilled person, and no program that trains."""
    trained = {r for _p, r in _standing(game)}
    free = [r for r in range(game.tables.dims.R) if r not in trained and game.tables.colleges[r] > 0]
    if not free:
        return
    r = max(free, key=lambda r: int(game.state.sme[0, :, r].sum()))
    near, colleges = int(game.state.sme[0, :, r].sum()), int(game.tables.colleges[r])
    text = _(
        "{region} has {colleges} colleges and {near} small members who look for people, and no program trains there."
    )
    yield Seen(
        "idle",
        16 + min(near, 200) / 8,
        text.format(region=region(game.scenario, game.scenario.regions[r].id), colleges=colleges, near=near),
        "workforce",
        game.scenario.regions[r].id,
    )


def shrinking(game: Game) -> Iterator[Seen]:
    """Skilled people who retire faster than others come."""
    if not game.past:
        return
    before, now = (int(state.skilled[0].sum()) for state in (game.past[-1].state, game.state))
    retired = -moved(game, "skilled", "retired or left")
    placed = moved(game, "skilled", "placed from programs")
    if now < before:
        text = _(
            "{retired} skilled people retired or left last turn, and our programs placed {placed}. The country "
            "has {now} now, {fewer} fewer than a turn ago."
        )
        yield Seen(
            "shrinking",
            24 + min(1000 * (before - now) / max(before, 1), 20),
            text.format(
                retired=f"{retired:,}", placed=f"{placed:,}", now=f"{now:,}", fewer=f"{before - now:,}"
            ),
            "workforce",
        )


def placed(game: Game) -> Iterator[Seen]:
    """Graduates, and what became of them."""
    finished, hired = moved(game, "total_trained", "completed"), moved(game, "total_placed", "placed")
    if finished >= 20:
        text = _(
            "{finished} people finished our programs last turn and {hired} found work that uses what they learnt, "
            "{share} of them."
        )
        yield Seen(
            "placed",
            20 + 10 * (hired < finished // 2),
            text.format(
                finished=f"{finished:,}", hired=f"{hired:,}", share=percent(1000 * hired // finished)
            ),
            "workforce",
        )


OBSERVATIONS = (jobless, no_interest, idle, shrinking, placed)
