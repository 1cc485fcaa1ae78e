"""What lies on the desk: what waits for a decision, and how the program stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from nnmi_game.game.words import listed, sentences
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.tui.views import asks, lapsing
from nnmi_game.tui.views.books import failing_left, last_year, short_of_cash, trouble_attention, why_held
from nnmi_game.tui.views.competitions import short_agency
from nnmi_game.tui.views.figures import figure, local, money, signed_figure
from nnmi_game.tui.views.institutes import (
    MARKS,
    in_breach,
    in_turns,
    institute_name,
    institutes_table,
    phase_id,
    there,
    turns_left,
)
from nnmi_game.tui.views.members import recruiting
from nnmi_game.tui.views.meter import meter
from nnmi_game.tui.views.sheet import Block, Segment
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import number, signed

if TYPE_CHECKING:
    from nnmi_game.game.game import Game

#: What a goal can reach.
FULL = 1000
#: The figures of the network, and whether each is counted anew every year.
FIGURES = (
    ("members", False),
    ("small_share", False),
    ("projects", True),
    ("transitions", False),
    ("trained", True),
    ("placed", False),
    ("spending", True),
    ("federal_base", True),
)
#: Attention that may stay unused without a word, as a share of what there is.
IDLE = 2
#: Agencies that a remark names.
NAMED = 1


@frozen
class Item:
    """Something that waits: the page where it is decided, the thing there, a headline and a remark."""

    page: str
    of: str
    title: str
    note: str = ""

    @property
    def id(self) -> str:
        """The item's name."""
        return f"{self.page}:{self.of}"


def waiting(game: Game) -> list[Item]:
    """All that waits for the office, the most pressing first."""
    if game.over:
        return [Item("scorecard", "", _("The game is over; the scorecard shows how it ended"))]
    found = [
        *_events(game),
        *_asked(game),
        *_in_trouble(game),
        *_proposals(game),
        *_ending(game),
        *_held_back(game),
        *_overdrawn(game),
        *_lapsing(game),
        *_first_steps(game),
        *_idle(game),
    ]
    return found or [
        Item("report", "", _("Nothing waits. Read what changed last turn, or end the turn (x)."))
    ]


def ordered(game: Game, what: str, *kinds: str) -> set[str]:
    """What this turn's orders of some kinds are about."""
    return {getattr(order, what) for order in game.tray if order.kind in kinds}


def _events(game: Game) -> list[Item]:
    answered = ordered(game, "event", "respond")
    found = []
    for event, options in game.pending_events():
        if event.id in answered:
            continue
        ways = ngettext("{count} way to respond", "{count} ways to respond", len(options)).format(
            count=len(options)
        )
        found.append(Item("events", event.id, _("Event: {event}").format(event=local(event.name)), ways))
    return found


def _asked(game: Game) -> list[Item]:
    """The guesses that the scenario asks for."""
    from nnmi_game.tui.views.guesses import title

    return [
        Item(
            "guesses", f"{one.measure}/{one.of}",
            _("You are asked for a guess: {figure}").format(figure=title(game, one.measure, one.of)),
        )
        for one in game.asked()
    ]  # fmt: skip


def _in_trouble(game: Game) -> list[Item]:
    decided = ordered(game, "technology", "renew", "close")
    found = []
    for k in there(game):
        name, of = institute_name(game, k), game.scenario.technologies[k].id
        left = failing_left(game, k)
        if left is not None:
            cash = money(int(game.state.cash[0, k]))
            found.append(
                Item(
                    "institutes", of, _("{institute} is failing: cash {cash}").format(institute=name, cash=cash),
                    _("closes in {turns}").format(turns=in_turns(left)),
                )
            )  # fmt: skip
        if in_breach(game, k):
            if of not in decided:
                found.append(
                    Item(
                        "institutes", of, _("{institute}: consortium came apart").format(institute=name),
                        _("close it, or it takes {points} attention a turn").format(
                            points=trouble_attention(game)
                        ),
                    )
                )  # fmt: skip
        elif left is None and short_of_cash(game, k) is not None:
            found.append(
                Item(
                    "institutes", of,
                    _("{institute} is short of cash: {cash}").format(
                        institute=name, cash=money(int(game.state.cash[0, k]))
                    ),
                    _("a turn costs {cost}").format(cost=money(int(game.state.cost[0, k]))),
                )
            )  # fmt: skip
    return found


def _proposals(game: Game) -> list[Item]:
    decided = ordered(game, "technology", "award", "decline")
    found = []
    for k, technology in enumerate(game.scenario.technologies):
        if phase_id(game, k) == "proposed" and technology.id not in decided:
            count = len(game.proposals(technology.id))
            text = ngettext("{count} proposal: {field}", "{count} proposals: {field}", count)
            found.append(
                Item(
                    "competitions", technology.id, text.format(count=count, field=local(technology.name)),
                    _("on hold: Events (e)") if _is_held(game, technology.id) else _("award or decline"),
                )
            )  # fmt: skip
    return found


def _is_held(game: Game, field: str) -> bool:
    """Whether the sponsor of a field may begin nothing this turn."""
    from nnmi_game.engine.legality import Reason
    from nnmi_game.engine.orders import Award

    first = game.proposals(field)[0]
    refused = game.refusal(Award(technology=field, bidder=first.bidder.id))
    return refused is not None and refused.reason is Reason.HOLD


def _ending(game: Game) -> list[Item]:
    renewed = ordered(game, "technology", "renew", "close")
    return [
        Item(
            "institutes", game.scenario.technologies[k].id,
            _("{institute}: agreement ends in {turns}").format(
                institute=institute_name(game, k), turns=in_turns(turns_left(game, k))
            ),
            _("renew, or let it run out"),
        )
        for k in there(game)
        if last_year(game, k) and game.scenario.technologies[k].id not in renewed
    ]  # fmt: skip


def _held_back(game: Game) -> list[Item]:
    """Base money that was due and did not come, in one line for each cause."""
    found = []
    short = [k for k in there(game) if int(game.state.arrears[0, k]) > 0]
    for reason, remark in (
        ("behind", _("the match is behind")),
        ("lost", _("no match is to come")),
        ("late", _("due at next payment")),
    ):
        mine = [k for k in short if why_held(game, k) == reason]
        if mine:
            amount = money(sum(int(game.state.arrears[0, k]) for k in mine))
            text = _("{amount} of base money held back: {institute}")
            if len(mine) > 1:
                text = ngettext(
                    "{amount} of base money held back: {count} institute",
                    "{amount} of base money held back: {count} institutes",
                    len(mine),
                )
            title = text.format(amount=amount, institute=institute_name(game, mine[0]), count=len(mine))
            found.append(Item("institutes", game.scenario.technologies[mine[0]].id, title, remark))
    return found


def _overdrawn(game: Game) -> list[Item]:
    """Where more is due than an agency will have, institutes and programs get only a part of theirs."""
    purses = [game.money[agency.id] for agency in game.scenario.agencies]
    short = [(a, one.obligations - one.budget - one.coming) for a, one in enumerate(purses)]
    short = [(a, amount) for a, amount in short if amount > 0]
    if not short:
        return []
    title = _("{amount} more is due than agencies have").format(
        amount=money(sum(amount for _a, amount in short))
    )
    return [Item("policy", "", title, _lost_by(game, short))]


def _lapsing(game: Game) -> list[Item]:
    """At the end of the year, what an agency may not carry over is lost."""
    lost = [(a, amount) for a, amount in enumerate(game.lapsing().values()) if amount > 0]
    if not lost:
        return []
    return [
        Item(
            "policy", "",
            _("About {amount} lapses when the year ends").format(amount=money(sum(amount for _a, amount in lost))),
            _lost_by(game, lost),
        )
    ]  # fmt: skip


def _lost_by(game: Game, lost: list[tuple[int, int]]) -> str:
    """The agency that loses most, and how many more: a longer list would be cut off on a narrow screen."""
    most = sorted(lost, key=lambda one: -one[1])[:NAMED]
    named = listed(f"{short_agency(game, a)} {money(amount)}" for a, amount in most)
    if len(lost) <= NAMED:
        return named
    return _("{agencies}, {count} more").format(agencies=named, count=len(lost) - NAMED)


def _first_steps(game: Game) -> list[Item]:
    """What a newcomer should do next."""
    phases = [phase_id(game, k) for k in range(len(game.scenario.technologies))]
    called = any(order.kind == "solicit" for order in game.tray)
    if not there(game):
        if "proposed" in phases or any(order.kind == "award" for order in game.tray):
            return []
        if "soliciting" in phases or called:
            return [
                Item(
                    "tray", "", _("A competition is open: proposals come when the turn ends (x)."),
                )
            ]  # fmt: skip
        return [
            Item(
                "competitions", "",
                _("No institute yet: open a competition on the page Competitions (c)."),
            )
        ]  # fmt: skip
    silent = [k for k in there(game) if not recruiting(game, k)]
    if not silent:
        return []
    text = ngettext(
        "{count} institute recruits no small firms", "{count} institutes recruit no small firms", len(silent)
    )
    return [
        Item(
            "members", game.scenario.technologies[silent[0]].id, text.format(count=len(silent)),
            listed(institute_name(game, k) for k in silent),
        )
    ]  # fmt: skip


def _idle(game: Game) -> list[Item]:
    used, capacity = game.attention
    if not game.past or (capacity - used) * IDLE < capacity:
        return []
    return [
        Item(
            "tray", "", _("{left} of {all} attention is still unused").format(left=capacity - used, all=capacity),
            _("it lapses with the turn"),
        )
    ]  # fmt: skip


# --- how the program stands -------------------------------------------------------------------------------------


def standing_blocks(game: Game, plain: bool) -> list[Block]:
    """Goals, network, institutes, money."""
    return [goals(game, plain), network(game), institutes(game), agencies(game)]


def goals(game: Game, plain: bool) -> Block:
    """The four goals as meters, with their change since the last turn."""
    now = game.goals()
    before = game.goals(len(game.past) - 1) if game.past else {}
    rows = [
        Row(
            key=goal.id,
            cells=(
                local(goal.name),
                meter(now[goal.id], FULL, 24, plain, ""),
                str(now[goal.id]),
                signed(now[goal.id] - before[goal.id]) if before else "",
            ),
            asks={"now": asks.goal(goal.id)},
        )
        for goal in game.scenario.goals
    ]
    change = signed(sum(now.values()) - sum(before.values())) if before else ""
    rows.append(Row(key="all", cells=(_("All four"), "", number(sum(now.values())), change), tone="quiet"))
    table = Table(
        columns=(
            Column(key="goal", title=_("Goal"), least=12, most=24),
            Column(key="bar", title=_("1000 is the target"), least=24, rank=5),
            Column(key="now", title=_("Points"), number=True),
            Column(key="change", title=_("Change"), number=True),
        ),
        rows=rows,
    )
    return Block(_("The four goals"), [table])


def network(game: Game) -> Block:
    """The figures of the network, with their change."""
    from nnmi_game.game import words
    from nnmi_game.scenario.vocabulary import MEASURES

    before = len(game.past) - 1
    same_year = before >= 0 and not game.tables.opens_year(len(game.past))
    rows = []
    for name, yearly in FIGURES:
        unit = MEASURES[name].unit
        now = game.measure(name)
        change = ""
        if before >= 0 and (same_year or not yearly):
            change = signed_figure(now - game.measure(name, turn=before), unit)
        cells = (words.measure(name), figure(now, unit), change)
        rows.append(Row(key=name, cells=cells, asks={"now": asks.measure(name)}))
    table = Table(
        columns=(
            Column(key="figure", title=_("Network"), least=18, most=44),
            Column(key="now", title=_("Now"), number=True),
            Column(key="change", title=_("Change"), number=True),
        ),
        rows=rows,
    )
    return Block(_("The network"), [("", phases_line(game)), table])


def phases_line(game: Game) -> str:
    """How many institutes are in each phase."""
    from nnmi_game.game import words
    from nnmi_game.scenario.vocabulary import PHASES

    without = ("open", "soliciting", "proposed")
    counts = {
        name: sum(1 for k in range(len(game.scenario.technologies)) if phase_id(game, k) == name)
        for name in PHASES
    }
    named = [
        _("{count} {phase}").format(count=counts[name], phase=words.phase(place))
        for place, name in enumerate(PHASES)
        if counts[name] and name not in without
    ]
    institutes = len(there(game))
    said = ngettext("{count} institute", "{count} institutes", institutes).format(count=institutes)
    said = (
        _("{institutes}: {phases}.").format(institutes=said, phases=listed(named))
        if named
        else _("{institutes}.").format(institutes=said)
    )
    if calls := counts["soliciting"]:
        text = ngettext("{count} call is out.", "{count} calls are out.", calls)
        said = sentences([said, text.format(count=calls)])
    if bids := counts["proposed"]:
        text = ngettext("Proposals in {count} field.", "Proposals in {count} fields.", bids)
        said = sentences([said, text.format(count=bids)])
    return said


def agencies(game: Game) -> Block:
    """Each agency's money, and what of it is spoken for."""
    rows = []
    for a, purse in enumerate(game.money.values()):
        rows.append(
            Row(
                key=purse.agency,
                cells=(
                    short_agency(game, a),
                    local(game.scenario.agencies[a].name),
                    money(purse.budget),
                    money(purse.coming),
                    money(purse.obligations),
                    money(purse.ordered),
                    money(purse.free),
                ),
                asks={"budget": asks.stock("budget", A=a)},
            )
        )
    table = Table(
        columns=(
            Column(key="agency", title=_("Agency"), least=4, most=8),
            Column(key="name", title="", least=10, most=34, rank=2),
            Column(key="budget", title=_("At hand"), number=True),
            Column(key="coming", title=_("Coming"), number=True, rank=7),
            Column(key="due", title=_("Due"), number=True, rank=7),
            Column(key="ordered", title=_("Ordered"), number=True, rank=7),
            Column(key="free", title=_("Free"), number=True),
        ),
        rows=rows,
    )
    remark = _(
        "At hand and coming this turn, less base money and standing orders due, less this turn's orders: free. "
        "Money can't move between agencies."
    )
    said = lapsing.sentence(game)
    return Block(_("The agencies' money"), [table, ("quiet", remark), *([("", said)] if said else [])])


def institutes(game: Game) -> Block:
    """The institutes, with as many columns as there is room for."""
    table = institutes_table(game)
    if not table.rows:
        return Block(_("The institutes"), [("quiet", _("None yet."))])  # what to do about it waits above
    parts: list[Table | Segment] = [table]
    parts.append(("quiet", marks_explained()))
    return Block(_("The institutes"), parts)


def marks_explained() -> str:
    """What the signs before a phase mean."""
    from nnmi_game.game import words
    from nnmi_game.scenario.vocabulary import PHASES

    shown = ("ramp_up", "operating", "tapering", "sustaining", "failing")
    return "   ".join(f"{MARKS[name]} {words.phase(PHASES.index(name))}" for name in shown)
