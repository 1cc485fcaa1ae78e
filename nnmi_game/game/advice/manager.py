"""The program manager of an agency: budgets that must be used, institutes that serve the mission."""

from __future__ import annotations

from collections.abc import Iterator

from nnmi_game.engine.context import FAILING
from nnmi_game.game.advice.seen import Seen, field_id, field_name, institutes, moved, turns_left
from nnmi_game.game.game import Game
from nnmi_game.game.words.names import agency
from nnmi_game.game.words.numbers import money, percent
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext


def lapse(game: Game) -> Iterator[Seen]:
    """Money that may not be carried over and is not spoken for; after the last turn nothing lapses any more."""
    if game.over:
        return
    tables, lapsing = game.tables, game.lapsing()
    for a, purse in enumerate(game.money.values()):
        lost = lapsing[purse.agency]
        yearly = int(tables.appropriations[tables.year(game.turn)][a])
        if yearly and lost > yearly // 20:
            text = _(
                "{agency} has {free} that nobody has asked for, and {lost} of it lapses when the year closes. "
                "Congress reads unspent money as money that was not needed."
            )
            yield Seen(
                "lapse",
                min(40 + 100 * lost / yearly, 95),
                text.format(
                    agency=agency(game.scenario, purse.agency), free=money(purse.free), lost=money(lost)
                ),
                "policy",
                purse.agency,
            )


def renewal(game: Game) -> Iterator[Seen]:
    """An agreement that ends while the institute lives on it: the sponsor would rather renew."""
    state = game.state
    for k in institutes(game):
        left, cover = turns_left(game, k), game.measure("institute_coverage", field_id(game, k))
        done = int(state.transitions[0, k])
        if not 0 < left <= game.tables.turns_per_year or cover >= 1000 or not done:
            continue
        text = ngettext(
            "The agreement for {field} has {turns} turn left. It has carried {done} technologies over the valley and "
            "earns {cover} of its cost: without base money it will live on contract work, now {drift} of its effort. "
            "I would renew.",
            "The agreement for {field} has {turns} turns left. It has carried {done} technologies over the "
            "valley and earns {cover} of its cost: without base money it will live on contract work, now "
            "{drift} of its effort. I would renew.",
            left,
        )
        yield Seen(
            "renewal",
            60 + (1000 - cover) / 40,
            text.format(
                field=field_name(game, k), turns=left, done=done, cover=percent(cover),
                drift=percent(int(state.drift[0, k])),
            ),
            "institutes",
            field_id(game, k),
        )  # fmt: skip


def mission(game: Game) -> Iterator[Seen]:
    """An institute whose members propose most projects serves them first and the mission after that."""
    for k in institutes(game):
        own, bought = int(game.state.bottom_up[0, k]), moved(game, "cash", "federal projects", k)
        if own < 500:
            continue
        text = _(
            "In {field} the members propose {own} of the projects. They pay for what they propose, but it is "
            "not what my agency needs: we bought projects for {bought} there last turn."
        )
        yield Seen(
            "mission",
            20 + own / 50,
            text.format(field=field_name(game, k), own=percent(own), bought=money(bought)),
            "portfolio",
            field_id(game, k),
        )


def trust(game: Game) -> Iterator[Seen]:
    """Federal projects follow results: the second role of an agency is that of a customer."""
    for k in institutes(game):
        bought, now = moved(game, "cash", "federal projects", k), int(game.state.trust[0, k])
        if now >= 300 and bought > 0:
            text = _(
                "We have come to trust {field} ({trust} of 1,000) and bought projects for {bought} there last "
                "turn. That is the money that will be left when the base money has gone."
            )
            yield Seen(
                "trust",
                10 + now / 50,
                text.format(field=field_name(game, k), trust=now, bought=money(bought)),
                "institutes",
                field_id(game, k),
            )


def start(game: Game) -> Iterator[Seen]:
    """Room in the budget for another institute in a field that serves the agency and has none."""
    tables = game.tables
    standard = tables.c.competition.seed_standard.value
    for a, purse in enumerate(game.money.values()):
        if not tables.sponsors[a] or purse.room < standard // 4 or len(institutes(game)) == tables.dims.K:
            continue
        free = [
            k for k in range(tables.dims.K) if int(game.state.phase[0, k]) == 0 and tables.interest[k, a] > 0
        ]
        if not free:
            continue
        k = max(free, key=lambda k: float(tables.interest[k, a] * tables.pull[k]))
        text = _(
            "{agency} can carry the first year of another agreement, up to {room}. {field} would serve us "
            "best; nobody has an institute there."
        )
        yield Seen(
            "start",
            30 if institutes(game) else 55,
            text.format(
                agency=agency(game.scenario, purse.agency), room=money(purse.room), field=field_name(game, k)
            ),
            "competitions",
            field_id(game, k),
        )


def rescue(game: Game) -> Iterator[Seen]:
    """A failing institute of the agency."""
    for k in institutes(game):
        if int(game.state.phase[0, k]) != FAILING:
            continue
        text = _(
            "{field} cannot pay its bills: cash {cash}, cost {cost} a turn. A rescue keeps {staff} engineers "
            "together; the next one will be asked for sooner."
        )
        yield Seen(
            "rescue",
            90,
            text.format(
                field=field_name(game, k), cash=money(int(game.state.cash[0, k])),
                cost=money(int(game.state.cost[0, k])), staff=int(game.state.staff[0, k]),
            ),
            "institutes",
            field_id(game, k),
        )  # fmt: skip


OBSERVATIONS = (lapse, renewal, mission, trust, start, rescue)
