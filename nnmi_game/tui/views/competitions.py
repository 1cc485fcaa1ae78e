"""Fields without an institute, competitions that are open, and the proposals on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.locale import N_, ngettext
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import asks
from nnmi_game.tui.views.books import LEADS, planned, years_text
from nnmi_game.tui.views.figures import local, money, number, percent, ratio
from nnmi_game.tui.views.institutes import agency_name, in_turns, phase_id, phase_text
from nnmi_game.tui.views.sheet import Block, Segment, side_by_side
from nnmi_game.tui.views.sheet import Line as SheetLine
from nnmi_game.tui.views.table import Column, Row, Table

if TYPE_CHECKING:
    from nnmi_game.game.game import Game, Offer

#: Phases in which a field has no institute; those that wait for the office come first.
ORDER = {"proposed": 0, "soliciting": 1, "open": 2, "closed": 3}

#: What the phases are called here.
STATES = {
    "soliciting": N_("? call is out"),
    "open": N_("free"),
    "closed": N_("x closed, free"),
}


def short_agency(game: Game, a: int) -> str:
    """An agency's abbreviation."""
    return game.scenario.agencies[a].id.upper()


def fields(game: Game) -> list[int]:
    """Places of the fields without an institute, those with proposals first."""
    found = [k for k in range(len(game.scenario.technologies)) if phase_id(game, k) in ORDER]
    return sorted(found, key=lambda k: (ORDER[phase_id(game, k)], k))


def state_text(game: Game, k: int) -> str:
    """What is going on in a field, in a few words."""
    if phase_id(game, k) == "proposed":
        count = len(game.proposals(game.scenario.technologies[k].id))
        return ngettext("? {count} proposal", "? {count} proposals", count).format(count=count)
    name = STATES.get(phase_id(game, k))
    return _(name) if name else phase_text(game, k)


def ordered_here(game: Game, k: int) -> str:
    """What this turn's orders do in a field."""
    technology = game.scenario.technologies[k].id
    for order in game.tray:
        if getattr(order, "technology", "") == technology:
            match order.kind:
                case "solicit":
                    return _("call ordered")
                case "award":
                    return _("award ordered")
                case "decline":
                    return _("refusal ordered")
                case _:
                    continue
    return ""


def sponsors(game: Game, k: int) -> list[int]:
    """Agencies that may sponsor an institute in a field, the keenest first."""
    serves = game.scenario.technologies[k].agencies
    found = [
        a
        for a, agency in enumerate(game.scenario.agencies)
        if agency.sponsors and serves.get(agency.id, 0) > 0
    ]
    return sorted(found, key=lambda a: -serves[game.scenario.agencies[a].id])


def fields_table(game: Game) -> Table:
    """The fields without an institute; the keys are their ids."""
    rows = []
    for k in fields(game):
        technology = game.scenario.technologies[k]
        rows.append(
            Row(
                key=technology.id,
                tone={"proposed": "warn", "closed": "quiet"}.get(phase_id(game, k), ""),
                cells=(
                    local(technology.name),
                    ordered_here(game, k) or state_text(game, k),
                    " ".join(short_agency(game, a) for a in sponsors(game, k)),
                    percent(technology.pull),
                    number(int(game.state.domestic[0, k])),
                    number(int(game.state.foreign[0, k])),
                    number(int((game.state.unaware + game.state.aware)[0, k].sum())),
                    number(technology.firms_large),
                    number(int(game.state.plants[0, k])),
                    number(int(game.state.jobs[0, k])),
                ),
                asks={name: asks.stock(name, K=k) for name in ("domestic", "foreign", "plants", "jobs")},
            )
        )
    return Table(
        columns=(
            Column(key="field", title=_("Field"), least=20, most=40),
            Column(key="state", title=_("State"), least=14, most=22),
            Column(key="sponsors", title=_("Sponsors"), least=11, rank=7),
            Column(key="pull", title=_("Demand"), number=True, rank=6),
            Column(key="domestic", title=_("Domestic"), number=True, rank=8),
            Column(key="foreign", title=_("Foreign"), number=True, rank=8),
            Column(key="sme", title=_("SMEs"), number=True, rank=5),
            Column(key="large", title=_("Large"), number=True, rank=4),
            Column(key="plants", title=_("Plants"), number=True, rank=3),
            Column(key="jobs", title=_("Jobs"), number=True, rank=2),
        ),
        rows=rows,
        empty=_("Every field has an institute."),
    )


def field_blocks(game: Game, k: int) -> list[Block]:
    """What a field is, and what it offers; a running competition first."""
    blocks = []
    if phase_id(game, k) in ("soliciting", "proposed"):
        blocks.append(terms(game, k))
    return [*blocks, about(game, k), firms(game, k)]


def about(game: Game, k: int) -> Block:
    """What the field is and whom it serves."""
    technology = game.scenario.technologies[k]
    gap = int(game.state.domestic[0, k]) - int(game.state.foreign[0, k])
    standing = (
        _("Domestic capability is {gap} points ahead of the foreign front.")
        if gap >= 0
        else _("Domestic capability is {gap} points behind the foreign front.")
    )
    parts: list[Table | Segment] = [
        ("", local(technology.about)),
        ("" if gap >= 0 else "warn", standing.format(gap=abs(gap))),
        (
            "",
            _("Demand for it is {percent} of the usual: it moves bids, members and income alike.").format(
                percent=percent(technology.pull)
            ),
        ),
    ]
    return Block(local(technology.name), parts)


def firms(game: Game, k: int) -> Block:
    """Which agencies it serves and what they can carry, and who could join."""
    technology = game.scenario.technologies[k]
    purses = game.money
    rows = [
        Row(
            key=agency.id,
            cells=(
                _("{figure} ({of})").format(figure=local(agency.name), of=short_agency(game, a)),
                percent(technology.agencies.get(agency.id, 0)),
                money(max(purses[agency.id].room, 0)) if agency.sponsors else _("no sponsor"),
            ),
        )
        for a, agency in enumerate(game.scenario.agencies)
        if technology.agencies.get(agency.id, 0) > 0
    ]
    table = Table(
        columns=(
            Column(key="agency", title=_("Agency it serves"), least=16, most=48),
            Column(key="weight", title=_("How far"), number=True),
            Column(key="room", title=_("First year it can carry"), number=True),
        ),
        rows=rows,
    )
    pool = _("Who could join: {sme} small firms, {large} large firms, {academic} universities and colleges.")
    return Block(
        _("Agencies and firms"),
        [
            table,
            (
                "quiet",
                pool.format(
                    sme=number(int((game.state.unaware + game.state.aware)[0, k].sum())),
                    large=number(technology.firms_large),
                    academic=number(technology.academic),
                ),
            ),
        ],
    )


def terms(game: Game, k: int) -> Block:
    """The terms of an open competition."""
    state = game.state
    plan, term, taper = (int(getattr(state, name)[0, k]) for name in ("plan", "term", "taper"))
    patience = game.scenario.coefficients.competition.patience.value - int(state.age[0, k])
    text = _("{seed} of {agency} over {years} years, taper {taper}, match asked for {match}.").format(
        seed=money(plan),
        agency=agency_name(game, int(state.agency[0, k])),
        years=term // game.tables.turns_per_year,
        taper=percent(taper),
        match=ratio(int(state.match_rule[0, k])),
    )
    wait = 0 if phase_id(game, k) == "proposed" else 1
    parts: list[Table | Segment] = [
        ("", text),
        (
            "",
            _("If awarded next: {years}.").format(
                years=years_text(planned(game, plan, term, taper, wait=wait))
            ),
        ),
    ]
    if phase_id(game, k) == "soliciting":
        parts.append(("", _("The call is out. Proposals come when a turn ends.")))
    parts.append(
        ("quiet", _("Open for {turns} more; then it lapses.").format(turns=in_turns(max(patience, 1))))
    )
    return Block(_("The competition"), parts)


def proposal_lines(game: Game, k: int, cells: int) -> list[SheetLine]:
    """The proposals side by side; nothing where there are none."""
    offers = game.proposals(game.scenario.technologies[k].id)
    if not offers:
        return []
    columns = [offer_cells(game, k, offer) for offer in offers]
    lines = side_by_side(offer_labels(), columns, cells)
    return [*lines, (), *(((("quiet", line)),) for line in reading_explained(game, cells))]


def offer_labels() -> list[str]:
    """The rows of the comparison."""
    return [
        _("Proposal"), _("Lead"), _("Hub"), _("Pledge"), _("in cash"), _("Reviewers expect"), _("that is worth"),
        _("Strength"), _("Reaches firms"), _("Keeps members"), _("Partners: large"), _("SMEs"),
        _("universities"), _("laboratories"), _("About"),
    ]  # fmt: skip


def offer_cells(game: Game, k: int, offer: Offer) -> list[str]:
    """One proposal: a text for each of the labels."""
    bidder = offer.bidder
    seed = max(int(game.state.plan[0, k]), 1)
    region = next((local(r.name) for r in game.scenario.regions if r.id == bidder.region), bidder.region)
    return [
        local(bidder.name),
        _(LEADS[bidder.lead]),
        _("{city} ({region})").format(city=local(bidder.city), region=region),
        _("{amount}, {ratio}").format(amount=money(offer.pledge), ratio=ratio(1000 * offer.pledge // seed)),
        percent(bidder.cash),
        _("{percent} of it paid").format(percent=percent(offer.reading)),
        worth(game, k, offer),
        _("{points} of 1000").format(points=bidder.strength),
        percent(bidder.outreach),
        percent(bidder.retention),
        *(number(offer.partners[tier.id]) for tier in game.scenario.tiers),
        local(bidder.about),
    ]


def honoured(offer: Offer) -> int:
    """The part of the pledge that reviewers expect to be paid."""
    return offer.pledge * offer.reading // 1000


def worth(game: Game, k: int, offer: Offer) -> str:
    """The expected match as money and ratio, and what follows if it is too little."""
    seed = max(int(game.state.plan[0, k]), 1)
    got = 1000 * honoured(offer) // seed
    text = _("{amount}, {ratio}").format(amount=money(honoured(offer)), ratio=ratio(got))
    if got < int(game.state.match_rule[0, k]):
        return _("{worth} (too little: base money would be held back)").format(worth=text)
    return text


def reading_explained(game: Game, cells: int) -> list[str]:
    """What the reviewers' reading is worth, as lines."""
    from nnmi_game.tui.views.text import wrap

    return wrap(reading_text(game), cells)


def reading_text(game: Game) -> str:
    """What the reviewers' reading is worth."""
    error = game.scenario.coefficients.competition.reading_luck.value
    return _(
        "A pledge is a promise. Reviewers read how much of it will be paid, and may be wrong by up to {error} "
        "either way. Strength is that of its people and laboratories. Partners are not members yet: they join "
        "slowly, and some never do."
    ).format(error=percent(error))
