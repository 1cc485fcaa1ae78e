"""Who belongs to each institute, who could, and what it costs to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.game.words import listed
from nnmi_game.game.words.numbers import beside_money, dollars
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import asks
from nnmi_game.tui.views.competitions import short_agency
from nnmi_game.tui.views.figures import local, money, number, percent
from nnmi_game.tui.views.institutes import institute_name, nothing_yet, there
from nnmi_game.tui.views.sheet import Block, Segment
from nnmi_game.tui.views.table import Column, Row, Table

if TYPE_CHECKING:
    from nnmi_game.game.figures import Figure
    from nnmi_game.game.game import Game
    from nnmi_game.scenario.model import Channel


def tiers(game: Game, k: int) -> list[int]:
    """Members of an institute by tier."""
    from nnmi_game.engine.institutes import members

    return [int(count) for count in members(game.state)[0, k]]


def need_of_members(game: Game, k: int) -> int:
    """How much the SME members of an institute need it, on average, per mille."""
    count = int(game.state.sme[0, k].sum())
    return int(game.state.need[0, k]) // count if count else 0


def share_joined(game: Game, k: int) -> int:
    """SME members among the small firms of the field, per mille."""
    state = game.state
    firms = int((state.unaware + state.aware + state.sme)[0, k].sum())
    return 1000 * int(state.sme[0, k].sum()) // firms if firms else 0


def recruiting(game: Game, k: int) -> int:
    """Standing recruiting money of an institute, a year, with the orders in the tray."""
    return sum(standing(game, k, c)[0] for c in range(len(game.scenario.channels)))


def standing(game: Game, k: int, c: int) -> tuple[int, tuple[str, ...], bool]:
    """Money a year and regions of a channel for an institute; and whether they are ordered only this turn."""
    from nnmi_game.engine.orders import Recruit

    technology, channel = game.scenario.technologies[k].id, game.scenario.channels[c].id
    for order in game.tray:
        if isinstance(order, Recruit) and order.technology == technology and order.channel == channel:
            return order.budget, order.regions, True
    bits = int(game.state.recruit_regions[0, k, c])
    regions = tuple(region.id for r, region in enumerate(game.scenario.regions) if bits >> r & 1)
    return int(game.state.recruit[0, k, c]), regions, False


def members_table(game: Game) -> Table:
    """The institutes with their members; the keys are the ids of their fields."""
    state = game.state
    rows = []
    for k in there(game):
        large, sme, academic, government = tiers(game, k)
        rows.append(
            Row(
                key=game.scenario.technologies[k].id,
                cells=(
                    institute_name(game, k),
                    number(large + sme + academic + government),
                    number(sme),
                    number(large),
                    number(academic),
                    number(government),
                    number(int(state.partners[0, k].sum())),
                    number(int(state.aware[0, k].sum())),
                    number(int(state.unaware[0, k].sum())),
                    percent(share_joined(game, k)),
                    percent(need_of_members(game, k)) if sme else "-",
                    money(recruiting(game, k)),
                ),
                asks={
                    "all": asks.measure("institute_members", k),
                    "sme": asks.stock("sme", K=k),
                    "large": asks.stock("organisations", K=k, O=0),
                    "academic": asks.stock("organisations", K=k, O=1),
                    "government": asks.stock("organisations", K=k, O=2),
                    "partners": asks.stock("partners", K=k),
                    "aware": asks.stock("aware", K=k),
                    "unaware": asks.stock("unaware", K=k),
                    "need": asks.stock("need", K=k),
                    "recruiting": asks.stock("recruit", K=k),
                },
            )
        )
    return Table(
        columns=(
            Column(key="name", title=_("Institute"), least=13, most=30),
            Column(key="all", title=_("Members"), number=True),
            Column(key="sme", title=_("SMEs"), number=True),
            Column(key="large", title=_("Large"), number=True, rank=6),
            Column(key="academic", title=_("Univ."), number=True, rank=5),
            Column(key="government", title=_("Labs"), number=True, rank=5),
            Column(key="partners", title=_("Partners"), number=True, rank=7),
            Column(key="aware", title=_("Aware"), number=True, rank=7),
            Column(key="unaware", title=_("Unaware"), number=True, rank=8),
            Column(key="joined", title=_("Joined"), number=True, rank=4),
            Column(key="need", title=_("Need"), number=True, rank=6),
            Column(key="recruiting", title=_("Recruiting"), number=True, rank=8),
        ),
        rows=rows,
        empty=nothing_yet(game),
    )


def columns_explained(game: Game) -> str:
    """What the less obvious columns mean, and where the network stands."""
    return _(
        "SMEs: small and medium firms. Partners: signed the bid, not yet members. Aware: SMEs that have heard of "
        "it; unaware: those that have not. Need: how much the SME members need it, on average. Network: {members} "
        "members, SMEs {share} of member firms, {diffusion} SMEs weighed by need."
    ).format(
        members=number(game.measure("members")),
        share=percent(game.measure("small_share")),
        diffusion=number(game.measure("diffusion")),
    )


def member_blocks(game: Game, k: int) -> list[Block]:
    """Channels, regions and dues of one institute."""
    return [channels(game, k), regions(game, k), dues(game, k)]


def payer(game: Game, k: int, channel: Channel) -> str:
    """Who pays for a channel."""
    match channel.payer:
        case "sponsor":
            return short_agency(game, int(game.state.agency[0, k]))
        case "institute":
            return _("its cash")
        case agency:
            return agency.upper()


def per_interested(channel: Channel) -> int:
    """Dollars for one firm that becomes interested."""
    return channel.contact_cost * 1000 // max(channel.awareness, 1)


def per_need(channel: Channel) -> int:
    """Dollars for interest worth that of one firm in full need."""
    return per_interested(channel) * 1000 // max(channel.need, 1)


def channels(game: Game, k: int) -> Block:
    """The channels: price, whom they find, and the standing orders."""
    rows = []
    for c, channel in enumerate(game.scenario.channels):
        budget, _regions, now = standing(game, k, c)
        rows.append(
            Row(
                key=channel.id,
                tone="good" if budget else "",
                cells=(
                    local(channel.name),
                    dollars(per_interested(channel)),
                    percent(channel.need),
                    percent(channel.reach),
                    dollars(per_need(channel)),
                    payer(game, k, channel),
                    (money(budget) if budget else "-") + ("*" if now else ""),
                ),
                asks={"now": asks.stock("recruit", K=k, C=c)},
            )
        )
    table = Table(
        columns=(
            Column(key="channel", title=_("Recruiting channel"), least=22, most=34),
            Column(key="interested", title=_("A firm won"), number=True),
            Column(key="need", title=_("Need"), number=True),
            Column(key="reach", title=_("Reach"), number=True, rank=4),
            Column(key="by_need", title=_("By need"), number=True, rank=6),
            Column(key="payer", title=_("Payer"), least=8, rank=5),
            Column(key="now", title=_("Now, a year"), number=True),
        ),
        rows=rows,
    )
    parts: list[Table | Segment] = [table]
    parts += [("good", line) for line in in_force(game, k)]
    if any(standing(game, k, c)[2] for c in range(len(game.scenario.channels))):
        parts.append(("quiet", _("* ordered this turn")))
    parts.append(
        (
            "quiet",
            _(
                "A firm won: cost of one firm that becomes interested. Need: how much such firms need the "
                "technology. Reach: share of firms it can find at all. By need: the cost when a firm counts by its "
                "need. Cheap channels reach those who need it least, and the score counts need."
            ),
        )
    )
    return Block(_("Recruiting for {institute}").format(institute=institute_name(game, k)), parts)


def in_force(game: Game, k: int) -> list[str]:
    """The recruiting that goes on, or is ordered this turn, in sentences."""
    found = []
    for c, channel in enumerate(game.scenario.channels):
        budget, where, _now = standing(game, k, c)
        if budget:
            found.append(
                _("{channel}: {budget} a year in {regions}.").format(
                    channel=local(channel.name), budget=money(budget), regions=_where(game, where)
                )
            )
    return found


def _where(game: Game, chosen: tuple[str, ...]) -> str:
    if len(chosen) == len(game.scenario.regions):
        return _("all regions")
    return listed(local(region.name) for region in game.scenario.regions if region.id in chosen)


def regions(game: Game, k: int) -> Block:
    """Small firms by region: members, aware, unaware."""
    state = game.state
    bits = int(state.satellites[0, k])
    rows = []
    for r, region in enumerate(game.scenario.regions):
        counts = [int(getattr(state, name)[0, k, r]) for name in ("sme", "aware", "unaware")]
        site = _("hub") if r == int(state.hub[0, k]) else _("satellite") if bits >> r & 1 else ""
        share = 1000 * counts[0] // sum(counts) if sum(counts) else 0
        rows.append(
            Row(
                key=region.id,
                cells=(local(region.name), *map(number, counts), percent(share), site),
                asks={name: asks.stock(name, K=k, R=r) for name in ("sme", "aware", "unaware")},
                tone="" if sum(counts) else "quiet",
            )
        )
    table = Table(
        columns=(
            Column(key="region", title=_("Small firms in"), least=12, most=24),
            Column(key="sme", title=_("Members"), number=True),
            Column(key="aware", title=_("Aware"), number=True),
            Column(key="unaware", title=_("Unaware"), number=True),
            Column(key="share", title=_("Joined"), number=True, rank=6),
            Column(key="site", title=_("Site"), least=6, rank=7),
        ),
        rows=rows,
    )
    return Block(_("Where the small firms are"), [table])


def _members_of(k: int, tier: str) -> Figure:
    """The members of a tier: small firms are counted by region, the others by tier."""
    from nnmi_game.engine.tables import ORGANISATIONS

    if tier not in ORGANISATIONS:
        return asks.stock("sme", K=k)
    return asks.stock("organisations", K=k, O=ORGANISATIONS.index(tier))


def dues(game: Game, k: int) -> Block:
    """Dues by tier, and the voucher."""
    state = game.state
    counts = tiers(game, k)
    rows = []
    for t, tier in enumerate(game.scenario.tiers):
        amount = int(state.dues[0, k, t])
        rows.append(
            Row(
                key=tier.id,
                cells=(
                    local(tier.name),
                    number(counts[t]),
                    number(int(state.partners[0, k, t])),
                    money(amount),
                    money(counts[t] * amount),
                    beside_money(tier.service_cost),
                ),
                asks={
                    "members": _members_of(k, tier.id),
                    "partners": asks.stock("partners", K=k, T=t),
                    "dues": asks.stock("dues", K=k, T=t),
                },
            )
        )
    table = Table(
        columns=(
            Column(key="tier", title=_("Tier"), least=12, most=34),
            Column(key="members", title=_("Members"), number=True),
            Column(key="partners", title=_("Partners"), number=True, rank=6),
            Column(key="dues", title=_("Dues"), number=True),
            Column(key="income", title=_("A year"), number=True),
            Column(key="service", title=_("One costs"), number=True, rank=5),
        ),
        rows=rows,
    )
    voucher = int(state.voucher[0, k])
    said = (
        _("Voucher for each new small member: {amount}, out of its cash.").format(amount=money(voucher))
        if voucher
        else _("No voucher for new small members.")
    )
    return Block(_("Dues"), [table, ("", said)])
