"""Archetypes: what they are called, what they are about, and what the record says of them."""

from __future__ import annotations

from collections.abc import Callable

from nnmi_game.game import words
from nnmi_game.game.words.names import agency, region, technology
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.report.review import Finding, Review
from nnmi_game.report.words.turnings import when

TITLES = {
    "drift": N_("Mission drift"),
    "burden": N_("Shifting the burden"),
    "success": N_("Success to the successful"),
    "limits": N_("Limits to growth"),
    "goals": N_("Eroding goals"),
    "commons": N_("Tragedy of the commons"),
}
ABOUT = {
    "drift": N_(
        "Short of base money, an institute lives on contract work, and what it was founded for starves."
    ),
    "burden": N_("Help from outside eases the trouble, and takes away the need to do what would end it."),
    "success": N_(
        "Who has much is given more, since money seems to work best there, and the others never begin."
    ),
    "limits": N_(
        "What grew fast by itself slows down at a limit that more effort of the same kind does not move."
    ),
    "goals": N_("What is easy to count takes the place of what was wanted."),
    "commons": N_("Each new member is right to come, and together they spoil for all what they came for."),
}


def title(finding: Finding) -> str:
    """What an archetype is called."""
    return _(TITLES[finding.archetype])


def about(finding: Finding) -> str:
    """What an archetype is about."""
    return _(ABOUT[finding.archetype])


def evidence(finding: Finding, review: Review) -> str:
    """What the record of this run says of it."""
    return _EVIDENCE[finding.archetype](finding, review)


def _drift(one: Finding, review: Review) -> str:
    facts = one.facts
    field, usual = technology(review.scenario, one.of[0]), words.percent(facts["usual"])
    if not one.found:
        return _(
            "The furthest that any institute went was {peak} of its effort, {field} in {when}; {usual} is usual, "
            "and {bound} for two turns would count."
        ).format(
            peak=words.percent(facts["peak"]), field=field, when=when(review, facts["peak_turn"]), usual=usual,
            bound=words.percent(facts["bound"]),
        )  # fmt: skip
    told = _(
        "{field} gave {peak} of its effort to short contract work in {when}, where {usual} is usual. It passed "
        "{bound} in {first}. Before that it covered {cover_before} of its cost and had {projects_before} "
        "projects under way; at the end it covers {cover_after} and has {projects_after}."
    ).format(
        field=field, peak=words.percent(facts["peak"]), when=when(review, facts["peak_turn"]), usual=usual,
        bound=words.percent(facts["bound"]), first=when(review, facts["turn"]),
        cover_before=words.percent(facts["coverage_before"]), cover_after=words.percent(facts["coverage_after"]),
        projects_before=facts["projects_before"], projects_after=facts["projects_after"],
    )  # fmt: skip
    if len(one.of) < 2:
        return told
    others = words.listed(technology(review.scenario, of) for of in one.of[1:])
    return words.sentences([told, _("Others that drifted: {names}.").format(names=others)])


def _burden(one: Finding, review: Review) -> str:
    facts = one.facts
    if not facts["propped"]:
        return _("No institute was rescued or given a second agreement.")
    told = _(
        "Renewals: {renewals}, for {renewal_money}. Rescues: {rescues}, for {rescue_money}. Institutes that got "
        "them: {propped}; of these stand alone at the end: {alone}."
    ).format(
        renewals=facts["renewals"], renewal_money=words.money(facts["renewal_money"]), rescues=facts["rescues"],
        rescue_money=words.money(facts["rescue_money"]), propped=facts["propped"], alone=facts["alone"],
    )  # fmt: skip
    more = _(
        "They covered {before} of their cost, on average, when help first came, and cover {after} at the end. "
        "Recruiting, which brings members who pay, got {recruiting} in all."
    ).format(
        before=words.percent(facts["coverage_before"]), after=words.percent(facts["coverage_after"]),
        recruiting=words.money(facts["recruiting"]),
    )  # fmt: skip
    return words.sentences([told, more])


def _success(one: Finding, review: Review) -> str:
    facts = one.facts
    place, payer = region(review.scenario, one.of[0]), agency(review.scenario, one.of[1])
    told = _("{region} got {share} of all base money. It has {firms} of the small firms.").format(
        region=place, share=words.percent(facts["share"]), firms=words.percent(facts["firms"])
    )
    if not one.found:
        return told
    more = _(
        "Of the small members {members} are there. Regions that never had a hub or a site: {bare}, with "
        "{bare_firms} of the small firms. {agency} paid {paid} of the base money, with {appropriated} of the "
        "sponsors' appropriations."
    ).format(
        members=words.percent(facts["members"]), bare=facts["bare"], bare_firms=words.percent(facts["bare_firms"]),
        agency=payer, paid=words.percent(facts["paid"]), appropriated=words.percent(facts["appropriated"]),
    )  # fmt: skip
    return words.sentences([told, more])


def _limits(one: Finding, review: Review) -> str:
    facts = one.facts
    ready = _(
        "Of firms that knew an institute, {before} had the skilled people to make use of it when the first one "
        "opened, and {after} at the end."
    ).format(before=words.percent(facts["ready_before"]), after=words.percent(facts["ready_after"]))
    if not one.found:
        pace = _("Small firms joined at {last} a turn in the end; the best was {best}.").format(
            last=facts["last"], best=facts["best"]
        )
        return words.sentences([ready, pace])
    pace = _(
        "Small firms joined at {best} a turn around {when}, and at {last} in the last turns. Small members went "
        "from {small} to {small_end} meanwhile, skilled people in the country from {skilled} to {skilled_end}."
    ).format(
        best=facts["best"], when=when(review, facts["best_turn"]), last=facts["last"],
        small=f"{facts['members_before']:,}", small_end=f"{facts['members_after']:,}",
        skilled=f"{facts['skilled_before']:,}", skilled_end=f"{facts['skilled_after']:,}",
    )  # fmt: skip
    return words.sentences([pace, ready])


def _goals(one: Finding, review: Review) -> str:
    facts = one.facts
    told = _("Reached: {reached} people. Trained: {trained}. Found work: {placed}.").format(
        reached=f"{facts['reached']:,}", trained=f"{facts['trained']:,}", placed=f"{facts['placed']:,}"
    )
    marks = _(
        "For reaching the scorecard gives {reached} of 1,000 points, for finding work {placed}."
    ).format(reached=facts["reached_points"], placed=facts["placed_points"])
    if not one.found:
        return words.sentences([told, marks])
    each = _(
        "That is one who found work for every {each} who were reached. Programs that reach get {heads} a year at "
        "the end, programs that train {hands}."
    ).format(
        each=f"{facts['reached'] // max(facts['placed'], 1):,}", heads=words.money(facts["heads"]),
        hands=words.money(facts["hands"]),
    )  # fmt: skip
    return words.sentences([told, marks, each])


def _commons(one: Finding, review: Review) -> str:
    facts = one.facts
    told = _(
        "{field} had {members} members and {staff} engineers and staff in {when}. The line was so long then that "
        "{lost} of what membership is worth was lost in it."
    ).format(
        field=technology(review.scenario, one.of[0]), members=facts["members"], staff=facts["staff"],
        when=when(review, facts["peak_turn"]), lost=words.percent(facts["lost"]),
    )  # fmt: skip
    if not one.found:
        return told
    more = _(
        "Crowded turns: {lasted}. Small firms that joined in them: {joined}; that left: {left}. Crowded "
        "institutes: {institutes}."
    ).format(
        lasted=facts["lasted"], joined=facts["joined"], left=facts["left"], institutes=facts["institutes"]
    )
    return words.sentences([told, more])


_EVIDENCE: dict[str, Callable[[Finding, Review], str]] = {
    "drift": _drift, "burden": _burden, "success": _success, "limits": _limits, "goals": _goals, "commons": _commons,
}  # fmt: skip
