"""The most telling flows of a turn, in sentences."""

from __future__ import annotations

from collections.abc import Callable

from nnmi_game.engine.causes import EVENT
from nnmi_game.game import figures
from nnmi_game.game.telling import Telling
from nnmi_game.game.words import names, numbers
from nnmi_game.game.words.figures import signed, title, written
from nnmi_game.locale import N_, ngettext
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.model import Scenario

Key = tuple[str, str]

#: Sentences on points and money; ``{amount}`` is without a sign.
SENTENCES: dict[Key, str] = {
    ("support_congress", "transitions"): N_(
        "Technologies carried across won {amount} points of support in Congress."
    ),
    ("support_congress", "presence in the regions"): N_(
        "Sites and members in the regions won {amount} points of support in Congress."
    ),
    ("support_congress", "institutes that stand alone"): N_(
        "Institutes that stand alone won {amount} points of support in Congress."
    ),
    ("support_congress", "base money that does not fall"): N_(
        "Committees asked when base money ends: agreements past their middle that do not fall cost {amount} points of "
        "support in Congress."
    ),
    ("support_congress", "campaign"): N_("Your campaign won {amount} points of support in Congress."),
    ("support_congress", "money lapsed"): N_(
        "Money left to lapse cost {amount} points of support in Congress."
    ),
    ("support_congress", "rescues"): N_("Rescues cost {amount} points of support in Congress."),
    ("support_congress", "faded"): N_("Congress forgets: {amount} points of its support faded."),
    ("support_public", "people reached"): N_("The people reached brought {amount} points of public support."),
    ("support_public", "people placed"): N_(
        "Trained people who found work brought {amount} points of public support."
    ),
    ("support_public", "campaign"): N_("Your campaign won {amount} points of public support."),
    ("agency_support", "transitions that serve it"): N_(
        "Technologies that serve its mission won {amount} points of support at {agency}."
    ),
    ("agency_support", "money lapsed"): N_(
        "{agency} lost money that it had kept for you: {amount} points of its support are gone."
    ),
    ("agency_support", "campaign"): N_("Your campaign won {amount} points of support at {agency}."),
    ("budget", "appropriated"): N_("Congress gave {agency} {amount} for the network."),
    ("budget", "lapsed"): N_("The year ended with {amount} of {agency} unspent, and it lapsed."),
    ("base_left", "awarded"): N_("{institute} was awarded {amount} of federal base money."),
    ("base_left", "agreement renewed"): N_("The agreement with {institute} was renewed with {amount}."),
    ("base_left", "not drawn in time"): N_(
        "{institute} sat on enough money and did not draw {amount} that was due; it stays with the agency."
    ),
    ("base_left", "agreement ended"): N_(
        "The agreement with {institute} ended with {amount} of base money never paid."
    ),
    ("pledge_left", "consortium came apart"): N_(
        "The consortium of {institute} came apart: {amount} of pledge is withdrawn."
    ),
    ("pledge_left", "pledge not honoured"): N_(
        "The partners of {institute} did not honour {amount} of the match they had pledged for this turn."
    ),
    ("cash", "match in cash"): N_("The partners of {institute} paid {amount} of match in cash."),
    ("cash", "services on shared equipment"): N_(
        "Services on shared equipment brought {institute} {amount}."
    ),
    ("cash", "contract research"): N_("Contract research brought {institute} {amount}."),
    ("cash", "federal projects"): N_("Federal projects brought {institute} {amount}."),
    ("cash", "rescue"): N_("You rescued {institute} with {amount}."),
    ("cash", "dues"): N_("Members paid {institute} {amount} of dues."),
    ("equipment", "bought with grants"): N_("{institute} bought equipment for {amount} with your grants."),
    ("reputation", "projects given up"): N_(
        "Projects given up cost {institute} {amount} points of reputation."
    ),
    ("reputation", "contract work"): N_(
        "Too much contract work cost {institute} {amount} points of reputation."
    ),
    ("dependence", "rescued"): N_(
        "The rescue taught {institute} to count on you: its habit grew by {amount} points."
    ),
    ("knowledge", "learned from linked institutes"): N_(
        "{institute} gained {amount} points of knowledge from the institutes it is linked to."
    ),
    ("domestic", "transitions"): N_(
        "{field}: technologies carried across raised domestic capability by {amount} points."
    ),
    ("domestic", "SMEs that use the technology"): N_(
        "{field}: small firms that use the technology raised domestic capability by {amount} points."
    ),
    ("domestic", "offshoring"): N_(
        "{field}: production moved abroad took {amount} points of domestic capability."
    ),
    ("foreign", "competitors"): N_("{field}: foreign competitors advanced by {amount} points."),
    ("cycle", "the national economy"): N_(
        "The national economy moved the business cycle by {signed} points."
    ),
    ("cycle", "chance"): N_("Chance moved the business cycle by {signed} points."),
    ("foreign", "chance"): N_("{field}: chance moved the foreign front by {signed} points."),
    ("backlog", "taken up by late starts"): N_(
        "{institute} used up {amount} proven concepts for late starts; early projects leave new ones."
    ),
}

#: Sentences on money that runs both ways: more, then less.
BOTH_WAYS: dict[Key, tuple[str, str]] = {
    ("arrears", "held back or paid later"): (
        N_(
            "{amount} of base money for {institute} was held back: its match, or its sponsor's purse, was too short."
        ),
        N_("{institute} got {amount} of the base money that had been held back."),
    ),
}

#: Sentences that count something; ``{count}`` is the amount.
COUNTED: dict[Key, Callable[[int], str]] = {
    ("staff", "hired"): lambda n: ngettext(
        "{institute} hired {count} person.", "{institute} hired {count} people.", n
    ),
    ("staff", "let go"): lambda n: ngettext(
        "{institute} let {count} person go.", "{institute} let {count} people go.", n
    ),
    ("staff", "closed by the office"): lambda n: ngettext(
        "You closed {institute}; {count} person lost the job.",
        "You closed {institute}; {count} people lost their jobs.",
        n,
    ),
    ("staff", "closed for want of money"): lambda n: ngettext(
        "{institute} closed for want of money; {count} person lost the job.",
        "{institute} closed for want of money; {count} people lost their jobs.",
        n,
    ),
    ("unaware", "heard of the institute"): lambda n: ngettext(
        "{count} small firm heard of {institute}.", "{count} small firms heard of {institute}.", n
    ),
    ("sme", "joined"): lambda n: ngettext(
        "{count} small firm joined {institute}.", "{count} small firms joined {institute}.", n
    ),
    ("sme", "left"): lambda n: ngettext(
        "{count} small firm left {institute}.", "{count} small firms left {institute}.", n
    ),
    ("organisations", "joined"): lambda n: ngettext(
        "{count} large firm, university or laboratory joined {institute}.",
        "{count} large firms, universities and laboratories joined {institute}.",
        n,
    ),
    ("organisations", "left"): lambda n: ngettext(
        "{count} large firm, university or laboratory left {institute}.",
        "{count} large firms, universities and laboratories left {institute}.",
        n,
    ),
    ("organisations", "bid partners joined"): lambda n: ngettext(
        "{count} partner of the bid became a member of {institute}.",
        "{count} partners of the bid became members of {institute}.",
        n,
    ),
    ("partners", "never seen again"): lambda n: ngettext(
        "{count} partner that signed the bid of {institute} will never be seen again.",
        "{count} partners that signed the bid of {institute} will never be seen again.",
        n,
    ),
    ("projects", "started"): lambda n: ngettext(
        "{institute} started {count} project.", "{institute} started {count} projects.", n
    ),
    ("projects", "given up"): lambda n: ngettext(
        "{institute} gave up {count} project.", "{institute} gave up {count} projects.", n
    ),
    ("transitions", "past MRL 7"): lambda n: ngettext(
        "{institute} carried {count} technology past MRL 7.",
        "{institute} carried {count} technologies past MRL 7.",
        n,
    ),
    ("skilled", "placed from programs"): lambda n: ngettext(
        "{count} skilled person found work after a program.",
        "{count} skilled people found work after a program.",
        n,
    ),
    ("skilled", "retired or left"): lambda n: ngettext(
        "{count} skilled person retired or left the trade.",
        "{count} skilled people retired or left the trade.",
        n,
    ),
    ("total_reached", "reached"): lambda n: ngettext(
        "Programs reached {count} person.", "Programs reached {count} people.", n
    ),
    ("total_trained", "completed"): lambda n: ngettext(
        "{count} person completed a program.", "{count} people completed a program.", n
    ),
    ("plants", "closed"): lambda n: ngettext(
        "{field}: {count} plant closed.", "{field}: {count} plants closed.", n
    ),
    ("plants", "opened"): lambda n: ngettext(
        "{field}: {count} plant opened.", "{field}: {count} plants opened.", n
    ),
    ("jobs", "plants closed"): lambda n: ngettext(
        "{field}: {count} job went with plants that closed.",
        "{field}: {count} jobs went with plants that closed.",
        n,
    ),
    ("jobs", "plants opened"): lambda n: ngettext(
        "{field}: {count} job came with plants that opened.",
        "{field}: {count} jobs came with plants that opened.",
        n,
    ),
}


def told(telling: Telling, scenario: Scenario) -> str:
    """What a flow did, in a sentence; a second one says what is usual, where it is quite another."""
    first = numbers.apart(_first(telling, scenario))
    if not telling.usual or 2 * abs(telling.amount - telling.usual) <= abs(telling.amount):
        return first
    usual = written(abs(telling.usual), figures.unit(telling.figure))
    if (telling.usual > 0) != (telling.amount > 0):
        return first
    return numbers.sentences([first, _("In the turns before it was about {usual}.").format(usual=usual)])


def _first(telling: Telling, scenario: Scenario) -> str:
    key, amount = (telling.figure.name, telling.cause), telling.amount
    unit = figures.unit(telling.figure)
    words = {
        "amount": written(abs(amount), unit).removesuffix(".0"),
        "count": f"{abs(amount):,}",
        "signed": signed(amount, unit),
        **_place(telling, scenario),
    }
    if key in COUNTED:
        return COUNTED[key](abs(amount)).format(**words)
    if key in BOTH_WAYS:
        return _(BOTH_WAYS[key][amount < 0]).format(**words)
    if key in SENTENCES:
        return _(SENTENCES[key]).format(**words)
    return _event(telling, scenario, words)


def _event(telling: Telling, scenario: Scenario, words: dict[str, str]) -> str:
    """What an event moved; at an agency or an institute it says at which."""
    headline = names.name_of(scenario.events, telling.cause.removeprefix(EVENT))
    where = words["institute"] or words["agency"]
    pattern = (
        _("{event}: {figure} of {place} changed by {signed}.")
        if where
        else _("{event}: {figure} changed by {signed}.")
    )
    return pattern.format(event=headline, place=where, signed=words["signed"], figure=title(telling.figure))


def _place(telling: Telling, scenario: Scenario) -> dict[str, str]:
    k, a = telling.figure.number("K"), telling.figure.number("A")
    technology = scenario.technologies[k] if k is not None else None
    return {
        "institute": numbers.local(technology.institute) if technology else "",
        "field": numbers.local(technology.name) if technology else "",
        "agency": numbers.local(scenario.agencies[a].name) if a is not None else "",
    }
