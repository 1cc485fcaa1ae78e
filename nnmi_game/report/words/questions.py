"""Questions for reflection as text: what happened in this run, then what to ask of it."""

from __future__ import annotations

from nnmi_game.game import words
from nnmi_game.game.words.names import region, technology
from nnmi_game.locale import N_, ngettext
from nnmi_game.locale import gettext as _
from nnmi_game.report.review import Question, Review
from nnmi_game.report.words.names import lever, points
from nnmi_game.report.words.turnings import change, choice, when

ASKED = {
    "missed": N_("What could you see then that spoke for it, and what were you looking at instead?"),
    "full": N_(
        "You had no attention left for it. What of that turn would you have left undone, seen from today?"
    ),
    "carried": N_(
        "What did you expect of it at the time, and which figure would have told you that you were wrong?"
    ),
    "luck": N_("Judge the decision and not how it turned out: would you take it again?"),
    "unused": N_("What kept you from it: money, attention, or not seeing what it is for?"),
    "late": N_("What happened in the turns between that would have told you that it was time?"),
    "behind": N_("What did you order in those turns, and what did the real office order?"),
    "ahead": N_("Could the real office have done the same? What did you know that nobody knew then?"),
    "backfired": N_("What did you expect of them, and where did the harm come from?"),
    "goals": N_(
        "Who would call this a success, and who would not? What of the first would you give for the second?"
    ),
    "sure": N_("What did you leave out of account when you were wrong?"),
    "unsure": N_("Which of the ranges could have been narrower, and what would you have had to know?"),
    "unguessed": N_(
        "Would you have expected it, in that size and in that turn? Note a guess next time, and see."
    ),
    "drift": N_(
        "When could dues, customers or a later taper still have closed the gap, and who would have paid for it?"
    ),
    "burden": N_("What would these institutes have had to do in the meantime that the money spared them?"),
    "success": N_(
        "Was that merit, or had it much to begin with? What would a first institute elsewhere have needed?"
    ),
    "limits": N_(
        "More recruiting pushes against this limit. What moves it, and how many turns earlier would you begin?"
    ),
    "goals_eroded": N_(
        "If Congress saw only the second number, what would you have done differently, and from when on?"
    ),
    "commons": N_(
        "No member does wrong by coming. Who could have shortened the line, by which order, at whose cost?"
    ),
}


def question(one: Question, review: Review) -> str:
    """The question, with the figures of the run that it is about."""
    kind = one.kind
    if kind == "archetype":
        kind = "goals_eroded" if one.about[0] == "goals" else one.about[0]
    elif kind == "missed" and one.facts["used"] >= one.facts["capacity"] - 1:
        kind = "full"
    return words.sentences([*_said(one, review), _(ASKED[kind])])


def _said(one: Question, review: Review) -> list[str]:
    facts = one.facts
    match one.kind:
        case "missed" | "carried" | "luck":
            return _about_turning(one, review)
        case "archetype":
            return [_about_archetype(one, review)]
        case "unused":
            text = ngettext(
                "You never used this lever: {lever}. The planner gave {number} such order, in {when}.",
                "You never used this lever: {lever}. The planner gave {number} such orders, the first in {when}.",
                facts["orders"],
            )
            return [
                text.format(
                    lever=lever(one.about[0]), number=facts["orders"], when=when(review, facts["first"])
                )
            ]
        case "late":
            return [
                _("{lever}: yours began in {yours}, the planner's in {first}.").format(
                    lever=lever(one.about[0]),
                    yours=when(review, facts["yours"]),
                    first=when(review, facts["first"]),
                )
            ]
        case "behind" | "ahead":
            text = (
                _(
                    "In {goal} history ended {points} points ahead of you. The gap opened most from {start} to "
                    "{end}."
                )
                if one.kind == "behind"
                else _(
                    "In {goal} you ended {points} points ahead of history. You drew away most from {start} to "
                    "{end}."
                )
            )
            return [
                text.format(
                    goal=words.goal(one.about[0]), points=facts["points"], start=when(review, facts["from"]),
                    end=when(review, facts["to"]),
                )
            ]  # fmt: skip
        case "backfired":
            return [
                _(
                    "{lever}: without all {orders} of them the end would have been {total} points higher."
                ).format(lever=lever(one.about[0]), orders=facts["orders"], total=facts["total"])
            ]
        case "goals":
            return [
                _("Your best goal is {best} with {most} points, your weakest {weakest} with {least}.").format(
                    best=words.goal(one.about[0]), most=facts["best"], weakest=words.goal(one.about[1]),
                    least=facts["weakest"],
                )
            ]  # fmt: skip
        case "unguessed":
            return [
                _(
                    "You noted no guesses. The largest step of all was {change} points in {goal}, in {when}."
                ).format(
                    change=points(facts["change"]),
                    goal=words.goal(one.about[0]),
                    when=when(review, facts["turn"]),
                )
            ]
        case _:
            return [
                _(
                    "You were to be sure of your ranges to {asked}, and {share} of them held: {hits} of {guesses}. "
                    "Figures above the range: {above}; below: {below}."
                ).format(
                    asked=words.percent(10 * facts["asked"]),
                    share=words.percent(10 * facts["share"]),
                    hits=facts["hits"],
                    guesses=facts["guesses"],
                    above=facts["above"],
                    below=facts["below"],
                )
            ]


def _about_turning(one: Question, review: Review) -> list[str]:
    point, facts = one.point, one.facts
    if point is None:
        return []
    start = when(review, point.turn)
    start = start[:1].upper() + start[1:]
    if point.total < 0:
        said = [
            _("{when}: {choice}").format(when=start, choice=choice(point, review)),
            _("It was worth {total} points at the end.").format(total=f"{-point.total:,}"),
        ]
    else:
        said = [
            _("{when}: {choice}").format(when=start, choice=change(point, review)),
            _("It would have added {total} points at the end.").format(total=f"{point.total:,}"),
        ]
    if one.kind == "missed":
        said.append(
            _("In that turn you used {used} of {capacity} points of attention.").format(
                used=facts["used"], capacity=facts["capacity"]
            )
        )
    if one.kind == "luck":
        said.append(
            _("With other luck the opposite would have been better in {gains} of {lucks} tries.").format(
                gains=facts["gains"], lucks=facts["lucks"]
            )
        )
    return said


def _about_archetype(one: Question, review: Review) -> str:
    facts, scenario = one.facts, review.scenario
    match one.about[0]:
        case "drift":
            return _("{field} came to {peak} contract work in {when}.").format(
                field=technology(scenario, one.about[1]), peak=words.percent(facts["peak"]),
                when=when(review, facts["peak_turn"]),
            )  # fmt: skip
        case "burden":
            return _(
                "After renewals ({renewals}) and rescues ({rescues}) for {money} in all, {alone} of {propped} "
                "institutes stand alone."
            ).format(
                renewals=facts["renewals"], rescues=facts["rescues"], alone=facts["alone"], propped=facts["propped"],
                money=words.money(facts["renewal_money"] + facts["rescue_money"]),
            )  # fmt: skip
        case "success":
            return _("{region} got {share} of the base money, for {firms} of the small firms.").format(
                region=region(scenario, one.about[1]), share=words.percent(facts["share"]),
                firms=words.percent(facts["firms"]),
            )  # fmt: skip
        case "limits":
            return _(
                "Joining fell from {best} to {last} small firms a turn; of firms that knew an institute, {ready} "
                "had the skilled people to use it."
            ).format(best=facts["best"], last=facts["last"], ready=words.percent(facts["ready_after"]))
        case "goals":
            return _("You reached {reached} people, and {placed} found work.").format(
                reached=f"{facts['reached']:,}", placed=f"{facts['placed']:,}"
            )
        case _:
            return _("{field} had {members} members for {staff} engineers and staff in {when}.").format(
                field=technology(scenario, one.about[1]), members=facts["members"], staff=facts["staff"],
                when=when(review, facts["peak_turn"]),
            )  # fmt: skip
