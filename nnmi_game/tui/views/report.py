"""What changed in a turn, and why: the flows of the ledger added up over the network, as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import frozen

from nnmi_game.locale import N_, ngettext
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.vocabulary import PHASES
from nnmi_game.tui.views import asks, guesses
from nnmi_game.tui.views.figures import figure, local, signed_figure

if TYPE_CHECKING:
    from nnmi_game.game.figures import Figure
    from nnmi_game.game.game import Game, Played

#: The stocks that a report tells of, in this order, with the words for them.
HEADLINES = {
    "budget": N_("Money the agencies can still spend"),
    "cash": N_("Cash of the institutes"),
    "base_left": N_("Base money still to come"),
    "organisations": N_("Members other than SMEs"),
    "sme": N_("SME members"),
    "projects": N_("Projects under way"),
    "transitions": N_("Technologies taken past MRL 7"),
    "skilled": N_("Skilled people"),
    "support_congress": N_("Support in Congress"),
    "support_public": N_("Support in public"),
    "agency_support": N_("Support of the agencies, added up"),
    "reputation": N_("Reputation of the institutes, added up"),
    "domestic": N_("Domestic capability, added up"),
    "plants": N_("Domestic plants"),
    "jobs": N_("Domestic jobs"),
    "office_staff": N_("People in the office"),
}

#: What it means that a field has come into a phase.
STEPS = {
    "open": N_("{field}: the call is over, and no institute has come of it."),
    "soliciting": N_("{field}: the call is out; no proposal has come in yet."),
    "ramp_up": N_("{institute} has been founded and is ramping up."),
    "operating": N_("{institute} is in operation."),
    "tapering": N_("{institute}: its base money is running out."),
    "sustaining": N_("{institute} stands on its own, without base money."),
    "failing": N_("{institute} is failing: its cash is gone."),
    "closed": N_("{institute} has closed."),
}

#: Causes named in a sentence; the rest is added up.
NAMED = 3


@frozen
class Cause:
    """One cause of a change, in words, and how much it did."""

    words: str
    amount: int


@frozen
class Change:
    """What became of one stock of the network in a turn; the causes add up to the difference."""

    stock: str
    title: str
    unit: str
    before: int
    after: int
    causes: tuple[Cause, ...]

    @property
    def difference(self) -> int:
        """How much it changed."""
        return self.after - self.before


def changes(game: Game, turn: int = -1) -> list[Change]:
    """The headlines of a turn played, those that did not move left out."""
    from nnmi_game.engine.state import UNITS
    from nnmi_game.game import words

    played = game.past[turn]
    after = game.state if turn in (-1, len(game.past) - 1) else game.past[turn + 1].state
    sums = flow_sums(played)
    found = []
    for stock, title in HEADLINES.items():
        before, now = int(getattr(played.state, stock).sum()), int(getattr(after, stock).sum())
        causes = sorted(sums.get(stock, {}).items(), key=lambda item: -abs(item[1]))
        if before == now and not causes:
            continue
        named = tuple(Cause(words.cause(cause, game.scenario), amount) for cause, amount in causes)
        found.append(Change(stock, _(title), UNITS[stock], before, now, named))
    return found


def flow_sums(played: Played) -> dict[str, dict[str, int]]:
    """For each stock, what each cause added to it over the whole network, but for those that did nothing."""
    sums: dict[str, dict[str, int]] = {}
    for flow in played.ledger.flows:
        by_cause = sums.setdefault(flow.stock, {})
        by_cause[flow.cause] = by_cause.get(flow.cause, 0) + int(flow.amount.sum())
    return {stock: {c: a for c, a in by_cause.items() if a} for stock, by_cause in sums.items()}


def change_lines(change: Change) -> list[str]:
    """A stock as lines: the change, then its largest causes and the rest."""
    head = _("{title}: {before} -> {after} ({difference})").format(
        title=change.title,
        before=figure(change.before, change.unit),
        after=figure(change.after, change.unit),
        difference=signed_figure(change.difference, change.unit),
    )
    lines = [head]
    for cause in change.causes[:NAMED]:
        lines.append(f"  {signed_figure(cause.amount, change.unit)}  {cause.words}")
    rest = change.causes[NAMED:]
    if rest:
        others = _("everything else").format()
        lines.append(f"  {signed_figure(sum(c.amount for c in rest), change.unit)}  {others}")
    return lines


def event_lines(game: Game, turn: int = -1) -> list[tuple[str, str]]:
    """The events that came up in a turn played: headline and what happened."""
    number = len(game.past) if turn == -1 else turn + 1
    return [
        (local(event.name), local(event.about))
        for place, event in enumerate(game.scenario.events)
        if int(game.state.event_turn[0, place]) == number
    ]


def steps(game: Game) -> list[str]:
    """What became of calls and institutes in the last turn, a sentence each."""
    from nnmi_game.engine import legality
    from nnmi_game.engine.orders import Decline
    from nnmi_game.tui.views.institutes import institute_name, phase_id

    before = game.past[-1].state
    declined = {order.technology for order in game.past[-1].orders if isinstance(order, Decline)}
    fell_apart = (legality.in_breach(game.state) & ~legality.in_breach(before))[0]
    said = []
    for k, field in enumerate(game.scenario.technologies):
        now = phase_id(game, k)
        if fell_apart[k]:
            said.append(
                _("{institute}: its consortium has come apart.").format(institute=institute_name(game, k))
            )
        anew = now == "proposed" and field.id in declined
        if now == PHASES[int(before.phase[0, k])] and not anew:
            continue
        if now == "proposed":
            count = len(game.proposals(field.id))
            text = ngettext(
                "{field}: {count} proposal has come in.", "{field}: {count} proposals have come in.", count
            )
            said.append(text.format(field=local(field.name), count=count))
        else:
            said.append(_(STEPS[now]).format(field=local(field.name), institute=institute_name(game, k)))
    return said


def report_parts(game: Game) -> list[tuple[str, str]]:
    """The report of the last turn, as headings and paragraphs."""
    if not game.past:
        return [("", _("No turn has been played yet."))]
    parts: list[tuple[str, str]] = []
    for headline, about in event_lines(game):
        parts += [("heading", _("It happened: {headline}").format(headline=headline)), ("", about)]
    if found := steps(game):
        parts += [("heading", _("Calls and institutes")), ("", "\n".join(found))]
    if guessed := guesses.told(game, len(game.past)):
        parts += [("heading", _("Your guesses")), ("", "\n".join([*guessed, guesses.record(game)]))]
    if told := most_telling(game):
        parts += [("heading", _("What mattered most")), ("", "\n".join(told))]
    parts.append(("heading", _("What changed, and why")))
    parts += [("", paragraph) for paragraph in paragraphs(changes(game))]
    return parts


def most_telling(game: Game) -> list[str]:
    """What mattered most in the last turn, a sentence or two for each flow."""
    from nnmi_game.game.telling import tellings
    from nnmi_game.game.words.telling import told

    return [told(telling, game.scenario) for telling in tellings(game)]


def figures_told(game: Game) -> list[Figure]:
    """The figures that the report tells of, those that mattered most first."""
    from nnmi_game.game.telling import tellings

    if not game.past:
        return []
    found = [telling.figure for telling in tellings(game)]
    found += [asks.stock(change.stock) for change in changes(game)]
    return list(dict.fromkeys(found))


def paragraphs(found: Iterable[Change]) -> list[str]:
    """One paragraph for each stock, those that moved most against what they were first."""
    moved = sorted(found, key=lambda c: -abs(c.difference) / max(abs(c.before), abs(c.after), 1))
    return ["\n".join(change_lines(change)) for change in moved]
