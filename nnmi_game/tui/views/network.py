"""The network page: links, how near institutes are in what they know, and the order for a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from nnmi_game.game.words import sentences
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import asks
from nnmi_game.tui.views.figures import local, money, number, percent
from nnmi_game.tui.views.form import Option, Pick, Value
from nnmi_game.tui.views.guided import Guided, institute_options
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import signed

if TYPE_CHECKING:
    from nnmi_game.game.game import Game

NONE = "none"
#: What each kind of link is called; the place is the engine's number of it.
KINDS = {
    "none": N_("no link"),
    "projects": N_("joint projects"),
    "standards": N_("shared standards"),
    "subnetwork": N_("regional subnetwork"),
}
#: A fit from here on is near the best, and from here on still worth a link; per mille.
GOOD_FIT, FAIR_FIT = 900, 600
MIDDLE = 500


def nearness(distance: int, fit: int) -> str:
    """How two fields stand to each other, in words."""
    if fit >= GOOD_FIT:
        return _("about right")
    if distance < MIDDLE:
        return _("rather near") if fit >= FAIR_FIT else _("too near")
    return _("rather far") if fit >= FAIR_FIT else _("too far")


def fit_of(game: Game, a: int, b: int) -> int:
    """How much two institutes can learn from each other, per mille of the best."""
    from nnmi_game.engine.decisions import pair

    return round(1000 * float(game.tables.fit[pair(game.tables, a, b)]))


def link_kind(game: Game, a: int, b: int) -> str:
    """The kind of link between two institutes."""
    from nnmi_game.engine.decisions import pair

    return list(KINDS)[int(game.state.link_kind[0, pair(game.tables, a, b)])]


def links(game: Game) -> Table:
    """The links there are."""
    tables, state = game.tables, game.state
    fields = game.scenario.technologies
    rows = []
    for number_of, (a, b) in enumerate(zip(tables.pair_a, tables.pair_b, strict=True)):
        kind = int(state.link_kind[0, number_of])
        if kind:
            distance = int(tables.distance[a, b])
            rows.append(
                Row(
                    key=f"{fields[a].id}/{fields[b].id}",
                    cells=(
                        local(fields[a].name),
                        local(fields[b].name),
                        _(list(KINDS.values())[kind]),
                        percent(int(state.link_strength[0, number_of])),
                        percent(distance),
                        nearness(distance, fit_of(game, int(a), int(b))),
                    ),
                    asks={"strength": asks.stock("link_strength", L=number_of)},
                )
            )
    return Table(
        columns=(
            Column(key="a", title=_("Institute"), least=16, most=36),
            Column(key="b", title=_("With"), least=16, most=36),
            Column(key="kind", title=_("Link"), least=18, most=24),
            Column(key="strength", title=_("How strong"), number=True),
            Column(key="distance", title=_("Apart"), number=True, rank=5),
            Column(key="fit", title=_("For learning"), least=12, rank=6),
        ),
        rows=rows,
        empty=_("There is no link yet."),
    )


def best_partner(game: Game, field: str) -> str | None:
    """The institute at work that one without a link to it can learn most from; None if all are linked."""
    from nnmi_game.engine.context import alive

    mine = game.tables.technology[field]
    there = alive(game.state)[0]
    free = [k for k in range(len(there)) if k != mine and there[k] and link_kind(game, mine, k) == NONE]
    if not free:
        return None
    return game.scenario.technologies[max(free, key=lambda k: (fit_of(game, mine, k), -k))].id


def partners(game: Game, field: str) -> Table:
    """The other fields as partners of one institute: those to learn most from first."""
    from nnmi_game.engine.context import alive
    from nnmi_game.engine.institutes import capability

    tables = game.tables
    if field not in tables.technology:
        return Table(columns=(), rows=(), empty=_("No institute is at work yet."))
    mine = tables.technology[field]
    there = alive(game.state)[0]
    able = capability(game.state, tables)[0]
    found = [(fit_of(game, mine, k), k, one) for k, one in enumerate(game.scenario.technologies) if k != mine]
    found.sort(key=lambda item: (not there[item[1]], -item[0], item[1]))
    rows = []
    for fit, k, one in found:
        distance = int(tables.distance[mine, k])
        kind = link_kind(game, mine, k)
        rows.append(
            Row(
                key=one.id,
                cells=(
                    local(one.institute if there[k] else one.name),
                    percent(distance),
                    nearness(distance, fit),
                    percent(fit),
                    number(round(float(able[k]))) if there[k] else "-",
                    _(KINDS[kind]) if there[k] else _("no institute"),
                ),
                tone="" if there[k] else "quiet",
                asks={"able": asks.measure("institute_capability", k)} if there[k] else {},
            )
        )
    return Table(
        columns=(
            Column(key="field", title=_("Partner"), least=22, most=40),
            Column(key="distance", title=_("Apart"), number=True),
            Column(key="words", title=_("For learning"), least=12),
            Column(key="fit", title=_("Of best"), number=True, rank=5),
            Column(key="able", title=_("Capability"), number=True, rank=6),
            Column(key="link", title=_("Link now"), least=14, most=24, rank=8),
        ),
        rows=rows,
        empty=_("There is no other field."),
    )


def knowledge(game: Game) -> Table:
    """What each institute knows through its links, and what the last turn brought."""
    from nnmi_game.engine.context import alive

    state, tables = game.state, game.tables
    there = alive(state)[0]
    linked = state.link_kind[0] > 0
    yearly = tables.c.network.cost.value
    rows = []
    for k, field in enumerate(game.scenario.technologies):
        if not there[k]:
            continue
        count = int(linked[tables.pairs_of[k]].sum())
        why = dict(game.flows("knowledge", (k,))) if game.past else {}
        rows.append(
            Row(
                key=field.id,
                cells=(
                    local(field.institute),
                    number(int(state.knowledge[0, k])),
                    signed(why.get("learned from linked institutes", 0)),
                    signed(why.get("became stale", 0)),
                    number(count),
                    money(count * yearly),
                ),
                asks={"knowledge": asks.stock("knowledge", K=k)},
            )
        )
    return Table(
        columns=(
            Column(key="field", title=_("Institute"), least=14, most=40),
            Column(key="knowledge", title=_("Knowledge"), number=True),
            Column(key="learned", title=_("Learned"), number=True),
            Column(key="stale", title=_("Went stale"), number=True, rank=6),
            Column(key="links", title=_("Links"), number=True),
            Column(key="cost", title=_("Cost/yr"), number=True),
        ),
        rows=rows,
        empty=_("No institute is at work yet. Open a competition and award it first."),
    )


def matrix(game: Game) -> Table:
    """Cognitive distance of every two fields in per cent; columns are numbered like the rows."""
    fields = game.scenario.technologies
    rows = [
        Row(
            key=one.id,
            cells=(
                str(a + 1),
                local(one.name),
                *("." if a == b else str(int(game.tables.distance[a, b]) // 10) for b in range(len(fields))),
            ),
        )
        for a, one in enumerate(fields)
    ]
    return Table(
        columns=(
            Column(key="number", title=_("No."), number=True),
            Column(key="field", title=_("Field"), least=14, most=30),
            *(Column(key=f"to-{b}", title=str(b + 1), number=True, rank=8) for b in range(len(fields))),
        ),
        rows=rows,
    )


def costs(game: Game) -> list[tuple[str, str]]:
    """What links take."""
    from nnmi_game.engine.legality import standing_attention

    count = game.measure("links")
    attention = int(standing_attention(game.state, game.tables)["links"][0])
    lines = [
        _("Links: {count}. Attention they take each turn: {attention}.").format(
            count=count, attention=attention
        ),
        _("Each link costs both institutes {amount} a year.").format(
            amount=money(game.tables.c.network.cost.value)
        ),
        _(
            "Too near teaches nothing, too far can't be understood: half-way apart is best. The more links "
            "an institute has, the less each is worth. Knowledge is counted to 1000 and makes projects "
            "advance faster."
        ),
    ]
    return [("quiet", sentences(lines[:2])), ("quiet", lines[2])]


@define
class LinkForm(Guided):
    """A link between two institutes."""

    def settle(self) -> bool:
        """Where the second institute is chosen as the first, the two change places."""
        a, b, was = self.text("a"), self.text("b"), self.text("was")
        self.values["was"] = a
        if a != b or was in (a, ""):
            return False
        self.values["b"] = was
        return True

    def notes(self) -> str:
        """How near the two are, and what there is now."""
        a, b = self.text("a"), self.text("b")
        if a == b:
            return _("Choose two different institutes.")
        tables = self.game.tables
        first, second = tables.technology[a], tables.technology[b]
        distance, fit = int(tables.distance[first, second]), fit_of(self.game, first, second)
        kind = link_kind(self.game, first, second)
        lines = [
            _("They are {distance} apart: {words}, {fit} of what could be learned at best.").format(
                distance=percent(distance), words=nearness(distance, fit), fit=percent(fit)
            ),
            _("Between them now: {kind}. Another kind of link starts from nothing.").format(
                kind=_(KINDS[kind])
            )
            if kind != NONE
            else _("Between them now: {kind}.").format(kind=_(KINDS[kind])),
            _(BRINGS[self.text("by")]),
        ]
        return "\n".join(lines)


BRINGS = {
    "none": N_("Cutting a link frees money and attention; what was learned fades slowly."),
    "projects": N_("Joint projects teach most."),
    "standards": N_("Shared standards teach less and make projects advance faster."),
    "subnetwork": N_("A regional subnetwork teaches least and spreads the word among small firms."),
}


def form(game: Game, values: dict[str, Value]) -> LinkForm | None:
    """The order for a link; None while there are fewer than two institutes."""
    options = institute_options(game)
    if len(options) < 2:
        return None
    form = LinkForm(
        kind="link",
        title=_("Order: link two institutes, or cut their link"),
        fields=(
            Pick(name="a", label=_("Institute"), options=options),
            Pick(name="b", label=_("With"), options=options),
            Pick(
                name="by",
                label=_("Link"),
                options=[
                    Option(kind, _(title)) for kind, title in (*list(KINDS.items())[1:], (NONE, N_("cut it")))
                ],
            ),
        ),
        values=values,
        game=game,
    )
    if form.values["a"] == form.values["b"]:
        form.values["b"] = next(one.value for one in options if one.value != form.values["a"])
    return form
