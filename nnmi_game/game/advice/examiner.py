"""The budget examiner: agreements that end, pledges that are not honoured, money that is kept rather than spent."""

from __future__ import annotations

from collections.abc import Iterator

from nnmi_game.engine.legality import in_breach
from nnmi_game.engine.operations import fixed_cost
from nnmi_game.game.advice.seen import Seen, field_id, field_name, institutes, moved, turns_left
from nnmi_game.game.game import Game
from nnmi_game.game.words.numbers import money, percent, ratio
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext


def let_go(game: Game) -> Iterator[Seen]:
    """An institute that covers most of its cost while base money still comes."""
    broken = in_breach(game.state)[0]
    for k in institutes(game):
        left, cover = turns_left(game, k), game.measure("institute_coverage", field_id(game, k))
        base = int(game.state.base_left[0, k])
        if broken[k] or base <= 0 or cover < 850 or int(game.state.taper[0, k]) >= 1000:
            continue
        text = ngettext(
            "{field} earns {cover} of its cost by itself and has {base} of base money still to come over "
            "{turns} turn. Let it taper: what an institute no longer needs, another field can start with.",
            "{field} earns {cover} of its cost by itself and has {base} of base money still to come over "
            "{turns} turns. Let it taper: what an institute no longer needs, another field can start with.",
            left,
        )
        yield Seen(
            "let go",
            40 + min((cover - 850) / 15, 25),
            text.format(field=field_name(game, k), cover=percent(cover), base=money(base), turns=left),
            "institutes",
            field_id(game, k),
        )


def cliff(game: Game) -> Iterator[Seen]:
    """An agreement that ends soon with a cost that nothing else covers."""
    for k in institutes(game):
        left, cover = turns_left(game, k), game.measure("institute_coverage", field_id(game, k))
        if not 0 < left <= 2 * game.tables.turns_per_year or cover >= 700 or game.state.base_left[0, k] <= 0:
            continue
        gap = int(game.state.cost[0, k] - game.state.income[0, k])
        text = ngettext(
            "Base money for {field} ends in {turns} turn, and {gap} of its cost each turn has no other source. "
            "A renewal postpones that; dues, services and customers end it.",
            "Base money for {field} ends in {turns} turns, and {gap} of its cost each turn has no other "
            "source. A renewal postpones that; dues, services and customers end it.",
            left,
        )
        yield Seen(
            "cliff",
            52 + (700 - cover) / 20 + 4 * (2 * game.tables.turns_per_year - left),
            text.format(field=field_name(game, k), turns=left, gap=money(gap)),
            "institutes",
            field_id(game, k),
        )


def match(game: Game) -> Iterator[Seen]:
    """Pledges that were not honoured, as long as somebody is there who pledged."""
    apart = in_breach(game.state)[0]
    for k in institutes(game):
        broken, asked = (
            -moved(game, "pledge_left", "pledge not honoured", k),
            int(game.state.match_rule[0, k]),
        )
        arrears, paid = int(game.state.arrears[0, k]), int(game.state.paid_match[0, k])
        base = int(game.state.paid_base[0, k])
        if apart[k] or arrears <= 0 or 1000 * paid >= asked * base:
            continue
        text = _(
            "{field} promised {asked} and stands at {actual}. {broken} of its pledge fell away last turn, and "
            "{arrears} of base money waits. That is the agreement doing its work."
        )
        yield Seen(
            "match",
            36 + min(arrears / 400, 30),
            text.format(
                field=field_name(game, k), asked=ratio(asked), actual=ratio(1000 * paid // base),
                broken=money(broken), arrears=money(arrears),
            ),
            "institutes",
            field_id(game, k),
        )  # fmt: skip


def breach(game: Game) -> Iterator[Seen]:
    """A consortium that came apart, and base money that waits for a match that will not come."""
    broken = in_breach(game.state)[0]
    for k in institutes(game):
        if not broken[k]:
            continue
        text = _(
            "{field} has lost its consortium, and {base} of base money is promised to what is left. No match will "
            "come. Close it and call again while there is money to save: few will mourn it, and every turn that it "
            "lingers takes your attention."
        )
        base = int(game.state.base_left[0, k])
        yield Seen(
            "breach",
            70 + min(base / 2_000, 20),
            text.format(field=field_name(game, k), base=money(base)),
            "institutes",
            field_id(game, k),
        )


def hoard(game: Game) -> Iterator[Seen]:
    """Cash that lies in an institute while base money still comes."""
    costs = fixed_cost(game.state, game.tables)[0]
    for k in institutes(game):
        cash, cost = int(game.state.cash[0, k]), int(costs[k])
        if cost <= 0 or cash < 3 * cost or game.state.base_left[0, k] <= 0:
            continue
        text = _(
            "{field} sits on {cash}, enough for {turns} turns of its fixed cost, and is still sent base money. "
            "Sponsors pay for work done; what is not drawn in time stays with the agency."
        )
        yield Seen(
            "hoard",
            28 + min(2 * cash / cost, 24),
            text.format(field=field_name(game, k), cash=money(cash), turns=cash // cost),
            "institutes",
            field_id(game, k),
        )


def habit(game: Game) -> Iterator[Seen]:
    """Base money and rescues that have become a habit."""
    for k in institutes(game):
        used = int(game.state.dependence[0, k])
        if used >= 450:
            text = _(
                "{field} has learnt to live on federal money: its dependence stands at {used} of 1,000, and it "
                "seeks other income the less for it. A falling schedule weans; a rescue does the opposite."
            )
            yield Seen(
                "habit",
                34 + used / 25,
                text.format(field=field_name(game, k), used=used),
                "institutes",
                field_id(game, k),
            )


def congress(game: Game) -> Iterator[Seen]:
    """Where the next appropriation is made."""
    support = game.measure("support_congress")
    effect = game.tables.c.appropriations.support_sensitivity.value * (support - 500) // 500
    if support < 450:
        text = _(
            "Support in Congress stands at {support} of 1,000. If it stays there the next appropriation comes "
            "in about {effect} smaller. Members ask what stands in their own district."
        )
        yield Seen(
            "congress",
            44 + (450 - support) / 8,
            text.format(support=support, effect=percent(-effect)),
            "policy",
        )
    elif support > 650:
        text = _(
            "Support in Congress stands at {support} of 1,000, worth about {effect} more in the next "
            "appropriation. It fades by itself; what keeps it is sites in many districts and results."
        )
        yield Seen("congress", 15, text.format(support=support, effect=percent(effect)), "policy")


def first_year(game: Game) -> Iterator[Seen]:
    """Before there is any institute: what a generous seed does to private money."""
    rules = game.tables.c.competition
    if institutes(game):
        return
    text = _(
        "There is no agreement yet, so here is mine on the first: up to {standard} every federal dollar draws "
        "private money along; above that part of it stays away, because why should they pay what we offer to."
    )
    yield Seen("first", 30, text.format(standard=money(rules.seed_standard.value)), "competitions")


OBSERVATIONS = (let_go, cliff, match, breach, hoard, habit, congress, first_year)
