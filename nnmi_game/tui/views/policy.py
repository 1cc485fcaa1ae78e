"""The politics page: support and why it moves, presence, the agencies' money, the order for a campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import asks
from nnmi_game.tui.views.figures import local, money, number, percent
from nnmi_game.tui.views.form import Number, Option, Pick, Value
from nnmi_game.tui.views.guided import Guided
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import signed

if TYPE_CHECKING:
    from nnmi_game.game.game import Game

CONGRESS, PUBLIC, AGENCY = "congress", "public", "agency:"
AUDIENCES = {"congress": N_("Congress"), "agencies": N_("the agencies"), "public": N_("the public")}
#: Efforts whose gain is shown beside the one that is set.
SAMPLES = (5, 10, 20, 40)


def whose(game: Game) -> list[tuple[str, str, str, tuple[int, ...]]]:
    """Who supports the program: key, name, stock of the state and place in it."""
    found: list[tuple[str, str, str, tuple[int, ...]]] = [
        (CONGRESS, _("Congress"), "support_congress", ()),
        (PUBLIC, _("The public"), "support_public", ()),
    ]
    for a, agency in enumerate(game.scenario.agencies):
        found.append((AGENCY + agency.id, local(agency.name), "agency_support", (a,)))
    return found


def support(game: Game) -> Table:
    """Support of each, with the change of the last turn and its largest causes."""
    rows = []
    for key, name, stock, index in whose(game):
        points = int(getattr(game.state, stock)[(0, *index)])
        flows = game.flows(stock, index) if game.past else []
        change = sum(amount for _cause, amount in flows)
        rows.append(
            Row(
                key=key,
                cells=(name, number(points), signed(change) if game.past else "-", _causes(game, flows, 3)),
                tone="bad" if points < 250 else "",
                asks={"points": asks.stock(stock, **dict(zip("A", index, strict=False)))},
            )
        )
    return Table(
        columns=(
            Column(key="who", title=_("Whose support"), least=14, most=36),
            Column(key="points", title=_("Of 1000"), number=True),
            Column(key="change", title=_("Last turn"), number=True),
            Column(key="why", title=_("Why"), least=60, most=90, rank=8),
        ),
        rows=rows,
    )


def _causes(game: Game, flows: list[tuple[str, int]], most: int) -> str:
    from nnmi_game.game import words

    largest = sorted(flows, key=lambda item: -abs(item[1]))[:most]
    return words.listed(f"{signed(amount)} {words.cause(cause, game.scenario)}" for cause, amount in largest)


def why(game: Game, key: str | None) -> list[tuple[str, str]]:
    """All flows of one support in the last turn, and what support does."""
    from nnmi_game.game import words

    found = next((one for one in whose(game) if one[0] == key), None)
    if found is None:
        return []
    _key, name, stock, index = found
    if not game.past:
        return [("quiet", meaning(key or ""))]
    flows = sorted(game.flows(stock, index), key=lambda item: -abs(item[1]))
    lines = [_("{name}, last turn:").format(name=name)]
    lines += [f"  {signed(amount)}  {words.cause(cause, game.scenario)}" for cause, amount in flows]
    if not flows:
        lines.append("  " + _("nothing moved it"))
    return [("", "\n".join(lines)), ("quiet", meaning(key or ""))]


def meaning(key: str) -> str:
    """What a support is good for."""
    if key == CONGRESS:
        return _("With more support in Congress every agency's appropriation rises; with less it falls.")
    if key == PUBLIC:
        return _("The public is won by presence, by people reached and placed, and by good news.")
    return _(
        "An agency that supports the program is given more for it, and buys projects from the institutes "
        "it trusts."
    )


def presence(game: Game) -> Table:
    """Political weight, sites and members of each region."""
    from nnmi_game.engine.context import alive
    from nnmi_game.game import words

    state, fields = game.state, game.scenario.technologies
    there = alive(state)[0]
    rows = []
    for r, region in enumerate(game.scenario.regions):
        hubs = [local(f.name) for k, f in enumerate(fields) if there[k] and int(state.hub[0, k]) == r]
        sites = sum(1 for k in range(len(fields)) if there[k] and int(state.satellites[0, k]) >> r & 1)
        rows.append(
            Row(
                key=region.id,
                cells=(
                    local(region.name),
                    percent(region.weight),
                    number(len(hubs)),
                    number(sites),
                    number(int(state.sme[0, :, r].sum())),
                    words.listed(hubs) or "-",
                ),
                tone="" if hubs or sites else "warn",
                asks={"members": asks.stock("sme", R=r)},
            )
        )
    return Table(
        columns=(
            Column(key="region", title=_("Region"), least=14, most=36),
            Column(key="weight", title=_("Weight"), number=True),
            Column(key="hubs", title=_("Hubs"), number=True),
            Column(key="sites", title=_("Satellites"), number=True),
            Column(key="members", title=_("SMEs"), number=True),
            Column(key="which", title=_("Institutes there"), least=24, most=80, rank=5),
        ),
        rows=rows,
    )


def purses(game: Game) -> Table:
    """Each agency's money this turn."""
    means = game.money
    rows = []
    for a, agency in enumerate(game.scenario.agencies):
        purse = means[agency.id]
        rows.append(
            Row(
                key=agency.id,
                cells=(
                    local(agency.name),
                    money(purse.budget),
                    money(purse.coming),
                    money(purse.obligations),
                    money(purse.ordered),
                    money(purse.free),
                    money(max(purse.room, 0)),
                    money(int(game.state.lapsed[0, a])),
                ),
                tone="warn" if purse.free <= 0 else "",
                asks={"budget": asks.stock("budget", A=a), "lapsed": asks.stock("lapsed", A=a)},
            )
        )
    return Table(
        columns=(
            Column(key="agency", title=_("Agency"), least=14, most=40),
            Column(key="budget", title=_("At hand"), number=True),
            Column(key="coming", title=_("Coming"), number=True),
            Column(key="due", title=_("Promised"), number=True),
            Column(key="ordered", title=_("Ordered"), number=True, rank=5),
            Column(key="free", title=_("Free"), number=True),
            Column(key="room", title=_("New starts"), number=True, rank=6),
            Column(key="lapsed", title=_("Lapsed"), number=True, rank=7),
        ),
        rows=rows,
    )


def years(game: Game) -> Table:
    """Appropriations of past years as they came, and base money that is promised for the years to come."""
    agencies = game.scenario.agencies
    rows = []
    came, lost = _by_year(game)
    for fy in sorted(came):
        now = fy == game.date.fy and not game.over
        label = _("FY{year} so far") if now else _("FY{year} came in")
        rows.append(_year_row(f"came-{fy}", label.format(year=fy), came[fy]))
        if any(lost[fy]):
            rows.append(_year_row(f"lost-{fy}", _("FY{year} lapsed").format(year=fy), lost[fy], "warn"))
    for fy, amounts in obligations(game):
        rows.append(_year_row(f"due-{fy}", _("FY{year} promised").format(year=fy), amounts, "quiet"))
    short = [Column(key=one.id, title=one.id.upper(), number=True) for one in agencies]
    return Table(
        columns=(
            Column(key="year", title=_("Year"), least=16, most=24),
            *short,
            Column(key="all", title=_("Together"), number=True),
        ),
        rows=rows,
        empty=_("No money has come in yet, and none is promised."),
    )


def _year_row(key: str, label: str, amounts: list[int], tone: str = "") -> Row:
    return Row(key=key, cells=(label, *(money(a) for a in amounts), money(sum(amounts))), tone=tone)


def _by_year(game: Game) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """What came in and what lapsed, by fiscal year and agency."""
    count = len(game.scenario.agencies)
    came: dict[int, list[int]] = {}
    lost: dict[int, list[int]] = {}
    for turn, played in enumerate(game.past, start=1):
        fy = game.period(turn).fy
        for found in (came, lost):
            found.setdefault(fy, [0] * count)
        for flow in played.ledger.flows:
            for stock, cause, found in (("budget", "appropriated", came), ("lapsed", "lapsed", lost)):
                if (flow.stock, flow.cause) == (stock, cause):
                    found[fy] = [have + int(flow.amount[0, a]) for a, have in enumerate(found[fy])]
    return came, lost


def obligations(game: Game) -> list[tuple[int, list[int]]]:
    """Base money that the schedules have due, by fiscal year and agency, from this turn on."""
    from nnmi_game.engine.arrays import by_owner
    from nnmi_game.engine.legality import base_due

    if game.over:
        return []
    found: list[tuple[int, list[int]]] = []
    count, year = len(game.scenario.agencies), game.tables.turns_per_year
    before = [0] * count
    left = year - game.date.part + 1
    fy = game.date.fy
    while True:
        so_far = by_owner(base_due(game.state, left), game.state.agency, count)[0]
        due = [int(amount) - had for amount, had in zip(so_far, before, strict=True)]
        if not any(due):
            return found
        found.append((fy, due))
        before = [int(amount) for amount in so_far]
        left, fy = left + year, fy + 1


def gain(game: Game, effort: int) -> int:
    """Points that a campaign wins."""
    import numpy as np

    from nnmi_game.engine.politics import campaign_gain

    return int(campaign_gain(np.array([effort], dtype=np.int64), game.tables)[0])


@define
class CampaignForm(Guided):
    """Attention spent on being seen."""

    def notes(self) -> str:
        """What it wins, and that more wins less and less."""
        from nnmi_game.game import words

        effort = self.number("attention")
        samples = words.listed(
            _("{label}: {value}").format(label=one, value=signed(gain(self.game, one))) for one in SAMPLES
        )
        if self.text("audience") == "agencies":
            first = _("{effort} points of attention win {points} with each agency.")
        else:
            first = _("{effort} points of attention win {points}.")
        lines = [
            first.format(effort=effort, points=signed(gain(self.game, effort))),
            _(
                "Each point wins less than the one before ({samples}), and support fades towards {middle}."
            ).format(samples=samples, middle=self.game.tables.c.politics.middle.value),
        ]
        return "\n".join(lines)


def form(game: Game, values: dict[str, Value]) -> CampaignForm:
    """The order for a campaign."""
    return CampaignForm(
        kind="campaign",
        title=_("Order: campaign, this turn only"),
        fields=(
            Pick(
                name="audience",
                label=_("Toward"),
                options=[Option(one, _(title)) for one, title in AUDIENCES.items()],
            ),
            Number(name="attention", label=_("Attention"), low=1, high=100, first=5),
        ),
        values=values,
        game=game,
    )
