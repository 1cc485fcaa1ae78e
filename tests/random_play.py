"""Random orders for tests: some sensible, some silly, some impossible, all from one seeded generator."""

from __future__ import annotations

from random import Random

from nnmi_game.engine import orders as o
from nnmi_game.engine.orders import Order, from_table
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.vocabulary import AUDIENCES, LINK_KINDS, TIERS

SILLY = (-(10**9), -1, 0, 1, 999, 1000, 1001, 10**6 + 1, 10**9)


def any_order(rng: Random, scenario: Scenario) -> Order:
    """An order of a random kind, about things that the scenario has; often one that the rules refuse."""
    kind = rng.choice(list(o.KINDS))
    return from_table(_table(kind, rng, scenario))


def any_turn(rng: Random, scenario: Scenario, most: int = 12) -> list[Order]:
    """The random orders of a turn."""
    return [any_order(rng, scenario) for _ in range(rng.randrange(most + 1))]


def busy_turn(rng: Random, scenario: Scenario) -> list[Order]:
    """Orders that get institutes going: solicitations and awards everywhere, and some others."""
    turn: list[Order] = []
    for technology in scenario.technologies:
        if rng.random() < 0.5:
            turn.append(from_table(_sound_solicitation(technology.id, rng, scenario)))
        bidders = [b.id for b in scenario.bidders if b.technology == technology.id]
        if bidders:
            turn.append(o.Award(technology=technology.id, bidder=rng.choice(bidders)))
    return turn + any_turn(rng, scenario, 8)


def _sound_solicitation(technology: str, rng: Random, scenario: Scenario) -> dict[str, object]:
    rules = scenario.coefficients.competition
    serves = next(t.agencies for t in scenario.technologies if t.id == technology)
    sponsors = [a.id for a in scenario.agencies if a.sponsors and serves.get(a.id, 0) > 0]
    return {
        "order": "solicit",
        "technology": technology,
        "agency": rng.choice(sponsors or [scenario.agencies[0].id]),
        "seed": rng.randint(rules.seed_low.value, rules.seed_high.value),
        "years": rng.randint(rules.years_low.value, rules.years_high.value),
        "taper": rng.choice((0, 300, 1000)),
        "match": rng.randint(rules.match_low.value, rules.match_high.value),
    }


def _amount(rng: Random, high: int) -> int:
    return rng.choice(SILLY) if rng.random() < 0.15 else rng.randint(0, high)


def _table(kind: str, rng: Random, s: Scenario) -> dict[str, object]:
    technology = rng.choice(s.technologies).id
    table: dict[str, object] = {"order": kind, "technology": technology}
    match kind:
        case "solicit":
            table = _sound_solicitation(technology, rng, s)
            if rng.random() < 0.3:
                table[rng.choice(("seed", "years", "taper", "match"))] = rng.choice(SILLY)
        case "award":
            table["bidder"] = rng.choice([b.id for b in s.bidders if b.technology == technology] or ["x"])
        case "fund":
            table |= {
                "agency": rng.choice(s.agencies).id,
                "purpose": rng.choice(o.PURPOSES),
                "amount": _amount(rng, 20_000),
                "region": rng.choice(s.regions).id,
            }
        case "taper":
            table["taper"] = _amount(rng, 1000)
        case "renew":
            table |= {"seed": _amount(rng, 60_000), "years": _amount(rng, 6)}
        case "dues":
            table |= {"tier": rng.choice(TIERS), "amount": _amount(rng, 60)}
        case "vouchers":
            table["amount"] = _amount(rng, 40)
        case "recruit":
            some = [r.id for r in s.regions if rng.random() < 0.7]
            channel = rng.choice(s.channels).id
            table |= {"channel": channel, "regions": some, "budget": _amount(rng, 4000)}
        case "portfolio":
            cuts = sorted(rng.randint(0, 1000) for _ in range(3))
            mix = [b - a for a, b in zip([0, *cuts], [*cuts, 1000], strict=True)]
            if rng.random() < 0.2:
                mix[0] = rng.choice(SILLY)
            table |= dict(zip(("mrl4", "mrl5", "mrl6", "mrl7"), mix, strict=True))
            table["bottom_up"] = _amount(rng, 1000)
        case "train":
            at = rng.choice(o.PLACES)
            place = rng.choice(s.regions).id if at == "region" else technology
            program = rng.choice(s.programs).id
            table = {
                "order": kind,
                "program": program,
                "at": at,
                "place": place,
                "budget": _amount(rng, 5000),
            }
        case "link":
            pair = rng.sample([t.id for t in s.technologies], 2)
            table = {"order": kind, "a": pair[0], "b": pair[1], "by": rng.choice(("none", *LINK_KINDS))}
        case "campaign":
            table = {"order": kind, "audience": rng.choice(AUDIENCES), "attention": _amount(rng, 12)}
        case "respond":
            event = rng.choice(s.events)
            table = {"order": kind, "event": event.id, "option": rng.choice(event.options).id}
    return table
