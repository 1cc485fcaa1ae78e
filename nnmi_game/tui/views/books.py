"""The books of one institute: who it is, its agreement, its money, and what it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnmi_game.game.words import apart, listed
from nnmi_game.locale import N_, ngettext
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import asks
from nnmi_game.tui.views.figures import local, money, number, percent, ratio, signed_figure
from nnmi_game.tui.views.institutes import (
    agency_name,
    ends_text,
    fiscal_year_ahead,
    in_breach,
    in_turns,
    institute_name,
    phase_text,
    turns_left,
)
from nnmi_game.tui.views.sheet import Block, Segment
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import capital, signed

if TYPE_CHECKING:
    from nnmi_game.game.accounts import Line
    from nnmi_game.game.figures import Figure
    from nnmi_game.game.game import Game
    from nnmi_game.scenario.model import Bidder

#: What each kind of lead is called.
LEADS = {
    "university": N_("university"),
    "nonprofit": N_("nonprofit"),
    "consortium": N_("industry consortium"),
}

#: The abilities that the books show: measure and title.
_ABILITIES = (
    ("institute_capability", N_("Capability: people and machines, of 1000")),
    ("institute_reputation", N_("Reputation, of 1000")),
    ("institute_knowledge", N_("Knowledge through links")),
    ("institute_coverage", N_("Cost covered without base money")),
    ("institute_drift", N_("Drift: effort in short contract work")),
    ("institute_dependence", N_("Dependence: habit of living on federal money")),
    ("institute_members", N_("Members")),
    ("institute_projects", N_("Projects under way")),
    ("institute_transitions", N_("Technologies past MRL 7")),
)


def books(game: Game, k: int) -> list[Block]:
    """All blocks, the most telling first."""
    return [who(game, k), agreement(game, k), money_block(game, k), abilities(game, k)]


def who(game: Game, k: int) -> Block:
    """Phase, lead, hub, and what the phase means."""
    parts: list[Table | Segment] = [
        (
            "",
            _("{field}. {phase}.").format(
                field=local(game.scenario.technologies[k].name), phase=phase_text(game, k).strip()
            ),
        )
    ]
    lead = lead_of(game, k)
    if lead is not None:
        parts.append(
            (
                "",
                apart(
                    _("Led by {lead} ({kind}) in {city}.").format(
                        lead=local(lead.name), kind=_(LEADS[lead.lead]), city=local(lead.city)
                    )
                ),
            )
        )
    sites = satellites(game, k)
    if sites:
        parts.append(("", _("Satellite sites: {regions}.").format(regions=listed(sites))))
    for style, warning in warnings(game, k):
        parts.append((style, warning))
    return Block(institute_name(game, k), parts)


def lead_of(game: Game, k: int) -> Bidder | None:
    """The team that leads an institute."""
    place = int(game.state.bidder[0, k])
    return game.scenario.bidders[place] if place >= 0 else None


def satellites(game: Game, k: int) -> list[str]:
    """Regions with a satellite site."""
    bits = int(game.state.satellites[0, k])
    return [local(region.name) for r, region in enumerate(game.scenario.regions) if bits >> r & 1]


def warnings(game: Game, k: int) -> list[Segment]:
    """What is wrong with an institute, in sentences; the worst first."""
    found: list[Segment] = []
    left = failing_left(game, k)
    if left is not None:
        found.append(
            (
                "bad",
                _("It can't pay its way. It closes in {turns} unless its cash rises above zero.").format(
                    turns=in_turns(left)
                ),
            )
        )
    elif (cover := short_of_cash(game, k)) is not None:
        found.append(
            ("warn", _("Its cash pays for {percent} of a turn's cost.").format(percent=percent(cover)))
        )
    broken = in_breach(game, k)
    if broken:
        found.append(
            (
                "bad",
                _(
                    "Its consortium came apart: no match is to come, and base money stops once it is ahead of the "
                    "match by the advance allowed. It takes {points} attention every turn. Close it (y) and call "
                    "again, or let it run; renewing in the last year binds partners anew."
                ).format(points=trouble_attention(game)),
            )
        )
    arrears = int(game.state.arrears[0, k])
    if arrears > 0:
        behind = _(
            "{amount} of base money is held back: {match} of match has been paid against {base} of base "
            "money, and the agreement asks for {rule}. It is paid when the match catches up."
        )
        lost = _("{amount} of base money is held back, and no match will come to free it.")
        late = _("{amount} of base money came late; it is due with the next payment.")
        said = {"late": late, "lost": lost, "behind": behind}[why_held(game, k)]
        found.append(
            (
                "warn",
                said.format(
                    amount=money(arrears),
                    match=money(int(game.state.paid_match[0, k])),
                    base=money(int(game.state.paid_base[0, k])),
                    rule=ratio(int(game.state.match_rule[0, k])),
                ),
            )
        )
    if last_year(game, k):
        found.append(
            (
                "warn",
                _("The agreement ends in {turns}: renew it (r), or let the institute stand alone.").format(
                    turns=in_turns(turns_left(game, k))
                ),
            )
        )
    return found


def match_behind(game: Game, k: int) -> bool:
    """Whether the match paid is less than the agreement asks for against the base money paid."""
    state = game.state
    return 1000 * int(state.paid_match[0, k]) < int(state.match_rule[0, k]) * int(state.paid_base[0, k])


def why_held(game: Game, k: int) -> str:
    """Why base money is held back: the match is ``behind`` or ``lost``, or money came ``late``."""
    if not match_behind(game, k):
        return "late"
    return "lost" if in_breach(game, k) else "behind"


def trouble_attention(game: Game) -> str:
    """Attention that an institute in trouble takes every turn."""
    return f"{game.scenario.coefficients.office.crisis.value / 10:g}"


def failing_left(game: Game, k: int) -> int | None:
    """Turns until a failing institute closes; None if it does not fail."""
    from nnmi_game.engine.context import FAILING

    if int(game.state.phase[0, k]) != FAILING:
        return None
    most = game.tables.months(game.scenario.coefficients.operations.failing_turns)
    return max(1, most + 1 - int(game.state.failing[0, k]))


def short_of_cash(game: Game, k: int) -> int | None:
    """Cash against a turn's cost, per mille, where it is less than half a turn's; None where it is more."""
    cash, cost = int(game.state.cash[0, k]), int(game.state.cost[0, k])
    return 1000 * max(cash, 0) // cost if cost > 0 and 2 * cash < cost else None


def last_year(game: Game, k: int) -> bool:
    """Whether the agreement is in its last year."""
    return 0 < turns_left(game, k) <= game.tables.turns_per_year


def schedule(game: Game, k: int) -> list[tuple[int, int]]:
    """Fiscal years to come and the base money that the schedule has for each."""
    state = game.state
    return planned(
        game,
        plan=int(state.plan[0, k]),
        term=int(state.term[0, k]),
        taper=int(state.taper[0, k]),
        age=int(state.age[0, k]),
    )


def planned(
    game: Game, plan: int, term: int, taper: int, age: int = 0, wait: int = 0
) -> list[tuple[int, int]]:
    """Fiscal years and base money of a schedule whose next payment comes ``wait`` turns after this one."""
    from nnmi_game.engine.schedule import due

    years: dict[int, int] = {}
    for turns in range(max(term - age, 0)):
        amount = due(np.array([plan]), np.array([term]), np.array([taper]), np.array([age + turns]))
        year = fiscal_year_ahead(game, turns + wait)
        years[year] = years.get(year, 0) + int(amount[0])
    return list(years.items())


def agreement(game: Game, k: int) -> Block:
    """Seed, paid, left, match, and the schedule by year."""
    state = game.state
    paid, left = int(state.paid_base[0, k]), int(state.base_left[0, k])
    pledge_left, paid_match = int(state.pledge_left[0, k]), int(state.paid_match[0, k])
    rows = [
        _line("agency", _("Sponsor"), agency_name(game, int(state.agency[0, k]))),
        _line("seed", _("Seed of this agreement"), money(paid + left)),
        _line("paid", _("Base money paid"), money(paid), asks.stock("paid_base", K=k)),
        _line("left", _("Base money to come"), money(left), asks.stock("base_left", K=k)),
        _line("match", _("Match paid"), money(paid_match), asks.stock("paid_match", K=k)),
        _line("pledge", _("Match still pledged"), money(pledge_left), asks.stock("pledge_left", K=k)),
        _line(
            "rule",
            _("Match against base money, so far"),
            f"{ratio(1000 * paid_match // paid) if paid else '-'}"
            + " "
            + _("(rule {rule})").format(rule=ratio(int(state.match_rule[0, k]))),
        ),
        _line(
            "arrears", _("Base money held back"), money(int(state.arrears[0, k])), asks.stock("arrears", K=k)
        ),
        _line("taper", _("Taper"), percent(int(state.taper[0, k])), asks.stock("taper", K=k)),
        _line("ends", _("Ends"), _ending(game, k)),
    ]
    parts: list[Table | Segment] = [_plain_table(rows)]
    years = [(year, amount) for year, amount in schedule(game, k) if left > 0]
    if years:
        parts.append(("", _("Schedule: {years}.").format(years=years_text(years))))
    else:
        parts.append(("", _("No base money is left to come.")))
    ahead = game.scenario.coefficients.funding.advance.value
    if years and in_breach(game, k):
        text = _(
            "The schedule no longer holds: without match the agency pays at most {share} of the agreement ahead of "
            "what the partners have paid."
        )
        parts.append(("warn", text.format(share=percent(ahead))))
    elif (
        paid
        and years
        and not int(state.arrears[0, k])
        and 1000 * paid_match < paid * int(state.match_rule[0, k])
    ):
        text = _(
            "The match is behind the rule, and nothing is held back: the agency pays up to {share} of the "
            "agreement ahead of it."
        )
        parts.append(("quiet", text.format(share=percent(ahead))))
    return Block(_("The agreement"), parts, plain_head=True)


def years_text(years: list[tuple[int, int]]) -> str:
    """Years and their money in one line."""
    return listed(_("FY{year} {amount}").format(year=year, amount=money(a)) for year, a in years)


def _ending(game: Game, k: int) -> str:
    left = turns_left(game, k)
    if left <= 0:
        return _("ended")
    return _("{year}, in {turns}").format(year=ends_text(game, k), turns=in_turns(left))


def money_block(game: Game, k: int) -> Block:
    """Income and cost of the last turn, line by line, and the cash before and after."""
    title = _("Money, last turn")
    opened = int(game.state.opened[0, k])
    if not game.past or opened >= game.turn:
        return Block(title, [("quiet", _("It has not been at work for a whole turn yet."))])
    statement = game.institute_statement(k)
    rows = [_line("opening", _("Cash at the start of the turn"), money(statement.opening))]
    rows += [_flow(game, line, 1) for line in statement.income]
    rows += [_flow(game, line, -1) for line in statement.cost]
    rows.append(_line("closing", _("Cash now"), money(statement.closing), asks.stock("cash", K=k)))
    parts: list[Table | Segment] = [_plain_table(rows)]
    if statement.in_kind:
        gifts = sum(line.amount for line in statement.in_kind)
        parts.append(("quiet", _("Given in kind beside it: {amount}.").format(amount=money(gifts))))
    return Block(title, parts, plain_head=True)


def _flow(game: Game, line: Line, sign: int) -> Row:
    from nnmi_game.game import words

    amount = sign * line.amount
    said = words.cause(line.cause, game.scenario)
    return Row(
        key=f"{line.account}.{line.cause}.{sign}",
        cells=(capital(said), signed_figure(amount, "thousand dollars")),
        tone="" if amount >= 0 else "quiet",
    )


def abilities(game: Game, k: int) -> Block:
    """Staff, equipment, capability and the rest, with the change of the last turn."""
    from nnmi_game.scenario.vocabulary import MEASURES

    before = len(game.past) - 1
    old = game.state_after(before) if before >= 0 and int(game.state.opened[0, k]) < game.turn - 1 else None
    technology = game.scenario.technologies[k].id
    rows = [
        Row(
            key=name,
            cells=(
                title,
                write(int(getattr(game.state, name)[0, k])),
                "" if old is None else sign(int(getattr(game.state, name)[0, k] - getattr(old, name)[0, k])),
            ),
            asks={"now": asks.stock(name, K=k)},
        )
        for name, title, write, sign in (
            ("staff", _("Engineers and staff"), number, signed),
            ("equipment", _("Equipment"), money, _signed_money),
        )
    ]
    for name, title in _ABILITIES:
        unit = MEASURES[name].unit
        now = game.measure(name, technology)
        write = percent if unit == "per mille" else number
        change = "" if old is None else signed_figure(now - game.measure(name, technology, before), unit)
        rows.append(Row(key=name, cells=(_(title), write(now), change), asks={"now": asks.measure(name, k)}))
    table = Table(
        columns=(
            Column(key="what", title="", least=16),
            Column(key="now", title=_("Now"), number=True),
            Column(key="change", title=_("Change"), number=True),
        ),
        rows=rows,
    )
    covered = int(game.state.covered[0, k])
    parts: list[Table | Segment] = [table]
    if covered:
        parts.append(
            (
                "good",
                ngettext(
                    "Without base money it has covered its cost for {count} turn; a full year makes it stand alone.",
                    "Without base money it has covered its cost for {count} turns; a full year makes it stand alone.",
                    covered,
                ).format(count=covered),
            )
        )
    return Block(_("What it can do"), parts)


def _signed_money(amount: int) -> str:
    return signed_figure(amount, "thousand dollars")


def _line(key: str, title: str, value: str, figure: Figure | None = None) -> Row:
    return Row(key=key, cells=(title, value), asks={"value": figure} if figure is not None else {})


def _plain_table(rows: list[Row]) -> Table:
    return Table(
        columns=(
            Column(key="what", title="", least=14),
            Column(key="value", title="", number=True),
        ),
        rows=rows,
    )
