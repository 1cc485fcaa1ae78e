"""The map of a game: regions with their member firms, institutes at their cities, links; and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.game import words
from nnmi_game.game.words import listed, sentences
from nnmi_game.locale import gettext as _
from nnmi_game.tui.draw.atlas import Spot
from nnmi_game.tui.draw.spark import spark
from nnmi_game.tui.draw.worldmap import Land, Map, Pin, Thread
from nnmi_game.tui.views import asks
from nnmi_game.tui.views.books import lead_of, satellites, warnings
from nnmi_game.tui.views.figures import local, money, number, percent
from nnmi_game.tui.views.institutes import (
    MARKS,
    TROUBLE,
    institute_name,
    nothing_yet,
    phase_id,
    phase_text,
    there,
)
from nnmi_game.tui.views.sheet import Block, Segment
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import capital

if TYPE_CHECKING:
    from nnmi_game.game.game import Game

INSTITUTE, REGION = "institute", "region"
#: From which share of its small firms on, in per mille, a region has the second, third ... shade.
SHADES_FROM = (1, 50, 100, 200)
#: Letters of fields, by their place; beyond them a number.
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: Cells of the line of members over time.
SPARK = 12
_TONES = {"sustaining": "good", "tapering": "warn", "failing": "bad"}


def key_of(kind: str, name: str) -> str:
    """The id of something on the map."""
    return f"{kind}:{name}"


def parts_of(key: str) -> tuple[str, str]:
    """The kind of a thing on the map, and its own id."""
    kind, _colon, name = key.partition(":")
    return kind, name


def letter(k: int) -> str:
    """The letter of a field's institute."""
    return LETTERS[k] if k < len(LETTERS) else str(k + 1)


def mark(game: Game, k: int) -> str:
    """The letter of an institute with the sign of its phase, and one more if something is wrong with it."""
    phase = MARKS[phase_id(game, k)]
    return letter(k) + phase + (TROUBLE if phase != TROUBLE and warnings(game, k) else "")


def tone(game: Game, k: int) -> str:
    """How an institute fares: bad, warn or good; the sign or a warning says it too."""
    return next((style for style, _said in warnings(game, k)), _TONES.get(phase_id(game, k), ""))


# -- figures of a region


def small_members(game: Game, r: int) -> tuple[int, int]:
    """Small firms of a region that are members of institutes at work, and those that could be."""
    places = there(game)
    state = game.state
    members = int(state.sme[0, places, r].sum())
    return members, members + int(state.aware[0, places, r].sum()) + int(state.unaware[0, places, r].sum())


def member_share(game: Game, r: int) -> int:
    """Member firms among the small firms that could be members, per mille."""
    members, possible = small_members(game, r)
    return 1000 * members // possible if possible else 0


def shade(share: int) -> int:
    """The shade for a share of member firms: 0 for none."""
    return sum(share >= limit for limit in SHADES_FROM)


def hubs(game: Game, r: int) -> list[int]:
    """Institutes whose hub lies in a region."""
    return [k for k in there(game) if int(game.state.hub[0, k]) == r]


def sites(game: Game, r: int) -> list[int]:
    """Institutes with a satellite site in a region."""
    return [k for k in there(game) if int(game.state.satellites[0, k]) >> r & 1]


def city(game: Game, k: int) -> str:
    """The city of an institute's hub."""
    lead = lead_of(game, k)
    return local(lead.city) if lead is not None else ""


def place(game: Game, k: int) -> Spot:
    """Where an institute's hub lies: its city, or the middle of its region."""
    lead = lead_of(game, k)
    at = lead.place if lead is not None and lead.place is not None else None
    at = at or game.scenario.regions[int(game.state.hub[0, k])].centre
    return at.x, at.y


# -- the map and the table


def map_of(game: Game) -> Map:
    """The map as the game stands."""
    state, tables = game.state, game.tables
    lands = []
    for r, region in enumerate(game.scenario.regions):
        rings = (region.outline, *(island.outline for island in region.islands))
        lands.append(
            Land(
                id=key_of(REGION, region.id),
                name=local(region.name),
                rings=tuple(tuple((point.x, point.y) for point in ring) for ring in rings if ring),
                centre=(region.centre.x, region.centre.y),
                figure=number(small_members(game, r)[0]),
                shade=shade(member_share(game, r)),
            )
        )
    at_work = there(game)
    pins = tuple(
        Pin(
            id=key_of(INSTITUTE, game.scenario.technologies[k].id),
            mark=mark(game, k),
            name=institute_name(game, k),
            at=place(game, k),
            tone=tone(game, k),
        )
        for k in at_work
    )
    threads = tuple(
        Thread(place(game, int(a)), place(game, int(b)), int(kind) - 1)
        for a, b, kind in zip(tables.pair_a, tables.pair_b, state.link_kind[0], strict=True)
        if kind and int(a) in at_work and int(b) in at_work
    )
    satellite_pins = tuple(
        Pin(
            id=key_of(INSTITUTE, game.scenario.technologies[k].id),
            mark=letter(k).lower(),
            name="",
            at=(region.centre.x, region.centre.y),
        )
        for r, region in enumerate(game.scenario.regions)
        for k in sites(game, r)
    )
    return Map(lands=tuple(lands), pins=pins, sites=satellite_pins, threads=threads)


def table(game: Game) -> Table:
    """Institutes, then regions; the keys are the ids of the map."""
    rows = [
        Row(
            key=key_of(INSTITUTE, game.scenario.technologies[k].id),
            cells=(
                mark(game, k),
                institute_name(game, k),
                number(game.measure("institute_members", game.scenario.technologies[k].id)),
                phase_text(game, k)[2:],
                city(game, k),
            ),
            tone=tone(game, k),
            asks={
                column: asks.measure(f"institute_{name}", k)
                for column, name in (("members", "members"), ("state", "phase"))
            },
        )
        for k in there(game)
    ]
    for r, region in enumerate(game.scenario.regions):
        rows.append(
            Row(
                key=key_of(REGION, region.id),
                cells=(
                    "",
                    local(region.name),
                    number(small_members(game, r)[0]),
                    _("{share} of firms").format(share=percent(member_share(game, r))),
                    listed(letter(k) for k in hubs(game, r)),
                ),
                asks={"members": asks.stock("sme", R=r)},
            )
        )
    return Table(
        columns=(
            Column(key="mark", title="", least=2, most=3),
            Column(key="name", title=_("Name"), least=14, most=34),
            Column(key="members", title=_("Members"), number=True),
            Column(key="state", title=_("Phase or share"), least=12, most=22, rank=7),
            Column(key="city", title=_("City or hubs"), least=10, most=30, rank=6),
        ),
        rows=rows,
    )


def keys(game: Game) -> list[str]:
    """The ids of all that is on the map, as in the table."""
    return [row.key for row in table(game).rows]


# -- words


def details(game: Game, key: str, plain: bool = False) -> list[Segment]:
    """What there is to say of an institute or a region in a few lines: heading first."""
    kind, name = parts_of(key)
    if kind == INSTITUTE and name in game.tables.technology:
        return _institute(game, game.tables.technology[name], plain)
    if kind == REGION and name in game.tables.region:
        return _region(game, game.tables.region[name])
    return []


def _institute(game: Game, k: int, plain: bool) -> list[Segment]:
    of = game.scenario.technologies[k].id
    course = [count for count in game.series("institute_members", of) if count]
    lines: list[Segment] = [
        ("heading", f"{mark(game, k)} {institute_name(game, k)}"),
        (
            "",
            _("{phase}; hub in {city}.").format(phase=capital(phase_text(game, k)[2:]), city=city(game, k)),
        ),
        (
            "",
            _("Members {members}, cash {cash}, projects under way {projects}.").format(
                members=number(game.measure("institute_members", of)),
                cash=money(game.measure("institute_cash", of)),
                projects=number(game.measure("institute_projects", of)),
            ),
        ),
    ]
    if len(course) > 2:
        drawn = spark(course, SPARK, plain)
        lines.append(("series-0", _("Members over time: {course}").format(course=drawn)))
    if found := satellites(game, k):
        lines.append(("", _("Satellite sites: {regions}.").format(regions=listed(found))))
    lines += warnings(game, k)
    return [*lines, ("quiet", _("Enter: its books."))]


def _region(game: Game, r: int) -> list[Segment]:
    region = game.scenario.regions[r]
    members, possible = small_members(game, r)
    lines: list[Segment] = [("heading", local(region.name))]
    if possible:
        heard = members + int(game.state.aware[0, there(game), r].sum())
        lines.append(
            (
                "",
                _(
                    "Small firms the institutes could have here: {possible}. Heard of them: {heard}. "
                    "Members: {members}."
                ).format(possible=number(possible), heard=number(heard), members=number(members)),
            )
        )
    return [*lines, *_people(game, r), ("quiet", _("Enter: the region in full."))]


def _people(game: Game, r: int) -> list[Segment]:
    skilled, colleges = int(game.state.skilled[0, r]), game.scenario.regions[r].colleges
    said = _("Skilled people: {skilled}. Colleges: {colleges}.")
    lines: list[Segment] = [("", said.format(skilled=number(skilled), colleges=number(colleges)))]
    for found, said in (
        (hubs(game, r), _("Hub of: {institutes}.")),
        (sites(game, r), _("Satellite site of: {institutes}.")),
    ):
        if found:
            lines.append(("", said.format(institutes=listed(institute_name(game, k) for k in found))))
    return lines


def sheet(game: Game, r: int) -> list[Block]:
    """A region in full: its firms by institute, its people, and what can be done there."""
    region, state = game.scenario.regions[r], game.state
    rows = []
    for k in there(game):
        members, aware = int(state.sme[0, k, r]), int(state.aware[0, k, r])
        rows.append(
            Row(
                key=str(k),
                cells=(
                    institute_name(game, k),
                    number(members + aware + int(state.unaware[0, k, r])),
                    number(members + aware),
                    number(members),
                ),
                asks={"members": asks.stock("sme", K=k, R=r)},
            )
        )
    firms = Table(
        columns=(
            Column(key="institute", title=_("Institute"), least=16, most=34),
            Column(key="possible", title=_("Possible"), number=True),
            Column(key="heard", title=_("Heard"), number=True),
            Column(key="members", title=_("Members"), number=True),
        ),
        rows=rows,
        empty=nothing_yet(game),
    )
    training = [
        (p, local(program.name), int(state.training[0, p, r].sum()), int(state.train_region[0, p, r]))
        for p, program in enumerate(game.scenario.programs)
    ]
    programs = Table(
        columns=(
            Column(key="program", title=_("Program"), least=16, most=34),
            Column(key="people", title=_("In it now"), number=True),
            Column(key="money", title=_("Money here/yr"), number=True),
        ),
        rows=[
            Row(
                key=name,
                cells=(name, number(people), money(budget)),
                asks={
                    "people": asks.stock("training", P=p, R=r),
                    "money": asks.stock("train_region", P=p, R=r),
                },
            )
            for p, name, people, budget in training
            if people or budget
        ],
        empty=_("No program runs in this region."),
    )
    weight = _("Its weight in Congress: {weight} of 1000.").format(weight=number(region.weight))
    facts = [*_people(game, r), ("", weight)]
    return [
        Block(local(region.name), facts),
        Block(
            _("Small firms by institute"),
            [firms, ("quiet", _(
                        "Possible: small firms here that could use the technology. They hear of an institute when it "
                        "recruits in their region: page Members (m)."
                    ))],
        ),
        Block(
            _("People in programs"),
            [programs, ("quiet", _("Programs are ordered on the page Workforce (w)."))],
        ),
    ]  # fmt: skip


def shade_steps() -> list[tuple[int, str]]:
    """The shades and what each stands for."""
    limits = [percent(limit) for limit in SHADES_FROM[1:]]
    return [
        (1, _("under {share}").format(share=limits[0])),
        *((number + 2, _("from {share}").format(share=share)) for number, share in enumerate(limits)),
    ]


def explained(game: Game) -> str:
    """What the signs on the map mean."""
    said = [
        _(
            "A region's number: small member firms; its shade: their share of the firms that could be members."
        ),
        _("Letters are institutes: capital at the hub, small at a satellite site."),
    ]
    found = sorted({int(game.state.phase[0, k]) for k in there(game)})
    if found:
        from nnmi_game.scenario.vocabulary import PHASES

        signs = "  ".join(f"{MARKS[PHASES[phase]]} {words.phase(phase)}" for phase in found)
        if any(mark(game, k).endswith(TROUBLE) for k in there(game)):
            signs += "  " + _("{sign} at the end: something is wrong").format(sign=TROUBLE)
        return sentences(said) + "\n" + signs
    return sentences(said)
