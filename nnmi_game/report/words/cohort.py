"""What a debrief of a class says, in the language in use: for the page and for screens alike."""

from __future__ import annotations

from collections.abc import Iterator

from nnmi_game.analysis.cohort import Cohort, Difference, Guessing, Pair, Player, References
from nnmi_game.analysis.cohort.differences import FEW, FEWEST
from nnmi_game.analysis.cohort.spread import TOTAL
from nnmi_game.game import words
from nnmi_game.game.guesses import SURE
from nnmi_game.game.words.numbers import local
from nnmi_game.locale import N_, ngettext
from nnmi_game.locale import gettext as _
from nnmi_game.report.words.names import MINUS
from nnmi_game.scenario.vocabulary import GOALS

CHOICES = {
    "competitions": N_("Competitions opened"),
    "first": N_("Turn of the first competition"),
    "seed": N_("Seed capital per institute, mean"),
    "recruiting": N_("Ordered for recruiting"),
    "training": N_("Ordered for workforce programs"),
    "grants": N_("Equipment and satellite grants"),
    "rescues": N_("Rescues"),
    "links": N_("Links made"),
    "campaigns": N_("Attention for campaigns"),
}


def office(player: Player, names: bool) -> str:
    """Who an office is: the label that classmates know, or its number alone."""
    if names and player.label:
        return player.label
    return _("Office {number}").format(number=player.office)


def goal(name: str) -> str:
    """A goal, or all of them."""
    return _("All four, on average") if name == TOTAL else words.goal(name)


def points(name: str, value: float) -> float:
    """Points of a goal of 1000; those of the sum are its mean, so that all stand on one scale."""
    return value / len(GOALS) if name == TOTAL else value


def choice(one: Difference) -> str:
    """What was chosen."""
    return _(CHOICES[one.choice.name])


def amount(one: Difference, value: float | None) -> str:
    """A number of a choice in its unit."""
    if value is None:
        return "\u2013"
    if one.choice.unit == "money":
        return words.money(round(value))
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def correlation(value: float | None) -> str:
    """A correlation with its sign."""
    if value is None:
        return "\u2013"
    return f"{value:+.2f}".replace("-", MINUS)


def verdict(one: Difference) -> str:
    """What can be said of one choice."""
    if one.rank is None and one.offices > 1:
        return _("all chose alike")
    if one.rank is None or one.low is None:
        return _("too few to tell")
    if not one.is_clear:
        return _("cannot be told")
    return _("more: more points") if one.rank > 0 else _("more: fewer points")


def about(cohort: Cohort) -> Iterator[str]:
    """Which class, how many, and at which turn it is compared."""
    said = _("{scenario}. Class {code} of {day}.").format(
        scenario=local(cohort.tables.scenario.title), code=cohort.code, day=cohort.day
    )
    yield said
    count = len(cohort.compared)
    yield ngettext(
        "{count} office is compared after turn {turn} of {turns}.",
        "{count} offices are compared after turn {turn} of {turns}.",
        count,
    ).format(count=count, turn=cohort.turn, turns=cohort.tables.scenario.calendar.turns)
    bots = sum(one.is_bot for one in cohort.compared)
    if bots:
        yield ngettext("{count} of them is a bot.", "{count} of them are bots.", bots).format(count=bots)
    behind = len(cohort.players) - count
    if behind:
        yield ngettext(
            "{count} office that has not come so far is left out.",
            "{count} offices that have not come so far are left out.",
            behind,
        ).format(count=behind)
    if not cohort.same_luck:
        yield _("Everyone had their own luck: part of the differences is chance.")


def beside(cohort: Cohort, found: References) -> str:
    """What history's and the planner's figures are."""
    if not found.points:
        return _("History and the planner cannot play this scenario.")
    if cohort.same_luck:
        return _("History and the planner played the same turns under the luck of the class.")
    return ngettext(
        "History and the planner: medians of the same turns under {count} of the class's lucks.",
        "History and the planner: medians of the same turns under {count} of the class's lucks.",
        found.lucks,
    ).format(count=found.lucks)


def caution(cohort: Cohort) -> Iterator[str]:
    """How little a class can say of what helps."""
    count = len(cohort.compared)
    if count < FEWEST:
        yield ngettext(
            "{count} office is too few to tell what helps: below {least} no interval is given, and a difference "
            "is an anecdote.",
            "{count} offices are too few to tell what helps: below {least} no interval is given, and a difference "
            "is an anecdote.",
            count,
        ).format(count=count, least=FEWEST)
    elif count < FEW:
        yield _("A small class: the intervals are wide, and the next class may well show something else.")
    yield _(
        "The list was fixed before the class began and is shown whole. The intervals hold for all its lines together, "
        "95 times in 100; one that holds 0 tells nothing. What goes together is not yet cause and effect: those who "
        "did well may have done other things as well."
    )


def sides(found: Pair, names: bool) -> str:
    """Under which luck two offices are compared."""
    if not found.replayed:
        return _("Both had the same luck: what differs comes from their orders.")
    return _(
        "Both under the luck of {first}: the orders of {second} were played again under it, without those that it did "
        "not allow."
    ).format(first=office(found.first, names), second=office(found.second, names))


def guessed(found: Guessing) -> Iterator[str]:
    """How the class's guesses held."""
    held = found.all
    if not held.guesses:
        yield _("Nobody noted a guess.")
        return
    yield _(
        "{hits} of {guesses} ranges held, {share}%; the class was asked to be sure at {asked}%. Figures above the "
        "range: {above}; below: {below}."
    ).format(
        hits=held.hits, guesses=held.guesses, share=held.share, asked=SURE, above=held.above, below=held.below
    )
    if found.low is not None and found.high is not None:
        yield _("In 95 of 100 such classes the share lies between {low} and {high} per cent.").format(
            low=found.low, high=found.high
        )
        if found.high < SURE:
            yield _("The class was surer than its guesses bear out.")
        elif found.low > SURE:
            yield _("The class could have dared narrower ranges.")
    else:
        yield _("Too few offices guessed to say how sure that is.")


def measure(name: str) -> str:
    """A figure that was guessed."""
    return words.goal(name) if name in GOALS else words.measure(name)
