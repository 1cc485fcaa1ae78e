"""Why an order is refused, and what would be accepted, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.engine.legality import Reason
from nnmi_game.engine.orders import Award, Decline, Link, Train
from nnmi_game.game.words.names import agency, institute, name_of, region, technology
from nnmi_game.game.words.numbers import exact_money, listed, local, percent, ratio
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.scenario.model import Scenario

if TYPE_CHECKING:
    from nnmi_game.game.game import Refusal


def refusal(refused: Refusal, scenario: Scenario) -> str:
    """Why the order is refused, and what would be accepted."""
    if refused.reason is None:
        if refused.unknown:
            return _("This scenario has nothing called {name} there.").format(name=repr(refused.unknown))
        return _("This order cannot be given: {reason}").format(reason=refused.message)
    if refused.other is not None:
        return _of_another(refused, scenario)
    match refused.reason:
        case Reason.OUT_OF_RANGE:
            return _out_of_range(refused)
        case Reason.NO_MONEY:
            return _("{agency} has only {left} left for orders of this turn.").format(
                agency=agency(scenario, refused.agency), left=exact_money(refused.high)
            )
        case Reason.ATTENTION:
            return ngettext(
                "The office has only {left} point of attention left this turn.",
                "The office has only {left} points of attention left this turn.",
                refused.high,
            ).format(left=refused.high)
        case Reason.NO_ROOM:
            return _(
                "{agency} can carry a first year of {left} at most: ask for a smaller seed, "
                "or spread it over more years."
            ).format(agency=agency(scenario, refused.agency), left=exact_money(refused.high))
        case Reason.HOLD:
            return _(
                "{agency} may begin nothing new this turn; existing agreements go on. "
                "The page Events (e) tells until when."
            ).format(agency=agency(scenario, refused.agency))
        case Reason.NO_SPONSOR:
            sponsors = [local(one.name) for one in scenario.agencies if one.sponsors]
            return _("{agency} does not sponsor institutes; these do: {agencies}.").format(
                agency=agency(scenario, refused.agency), agencies=listed(sponsors)
            )
        case Reason.NOT_ITS_MISSION:
            return _not_its_mission(refused, scenario)
        case Reason.NO_EVENT:
            return _("This event does not wait for a response.")
        case Reason.NO_OPTION:
            return _("This event has no such option.")
        case _:
            return _about_institutes(refused, scenario)


def _about_institutes(refused: Refusal, scenario: Scenario) -> str:
    given = refused.order
    if isinstance(given, Link):
        return _about_link(refused, given, scenario)
    field = given.place if isinstance(given, Train) else getattr(given, "technology", "")
    name, its = technology(scenario, field), institute(scenario, field)
    match refused.reason:
        case Reason.TAKEN:
            return _(
                "{technology} has an institute, a solicitation or proposals already; "
                "only a field without any can be put out to bid."
            ).format(technology=name)
        case Reason.NO_PROPOSAL if isinstance(given, Award):
            return _("{bidder} has no proposal on the table for {technology}.").format(
                bidder=name_of(scenario.bidders, given.bidder), technology=name
            )
        case Reason.NO_PROPOSAL:
            return _("There is no proposal on the table for {technology}.").format(technology=name)
        case Reason.BOTH:
            return _both(name)
        case Reason.NO_AGREEMENT:
            return _(
                "No base money is left to come for {institute}; the agreement can only be renewed."
            ).format(institute=its)
        case Reason.TOO_EARLY:
            return _(
                "The agreement of {institute} has more than a year to run; it can be renewed in its last year."
            ).format(institute=its)
        case Reason.MIX:
            return _("The four shares must add up to exactly 100%, none of them below 0%.")
        case Reason.NO_REGION:
            return _("Name at least one region to recruit in.")
        case Reason.AT_HOME:
            place = region(scenario, getattr(given, "region", ""))
            return _("{institute} is in {region} already; choose another region.").format(
                institute=its, region=place
            )
        case Reason.NOT_SHORT:
            return _(
                "{institute} has cash for more than a quarter of a turn; a rescue is for one that fails or is about to."
            ).format(institute=its)
        case _:
            return _("There is no institute for {technology}; award one first.").format(technology=name)


def _both(name: str) -> str:
    return _("The proposals for {technology} cannot be awarded and turned down in one turn.").format(
        technology=name
    )


def _about_link(refused: Refusal, given: Link, scenario: Scenario) -> str:
    if refused.reason is not Reason.LINKED:
        return _("Both {a} and {b} need an institute at work before they can be linked.").format(
            a=technology(scenario, given.a), b=technology(scenario, given.b)
        )
    if given.by == "none":
        text = _("{a} and {b} are not linked.")
    else:
        text = _("{a} and {b} are linked in this way already; choose another kind of link.")
    return text.format(a=institute(scenario, given.a), b=institute(scenario, given.b))


def _not_its_mission(refused: Refusal, scenario: Scenario) -> str:
    given = refused.order
    wanted = getattr(given, "technology", "")
    field = next((one for one in scenario.technologies if one.id == wanted), None)
    serves = field.agencies if field is not None else {}
    names = [local(one.name) for one in scenario.agencies if serves.get(one.id, 0) > 0]
    return _("{technology} does not serve the missions of {agency}; it serves those of: {agencies}.").format(
        technology=technology(scenario, wanted),
        agency=agency(scenario, getattr(given, "agency", "")),
        agencies=listed(names),
    )


def _out_of_range(refused: Refusal) -> str:
    low, high = refused.low, refused.high
    match refused.order.kind, refused.field:
        case _, "seed":
            text = _("The seed money must be between {low} and {high}.")
        case _, "years":
            return _("The agreement must run for {low} to {high} years.").format(low=low, high=high)
        case _, "taper":
            text = _("The taper must be between {low} and {high}.")
            return text.format(low=percent(low), high=percent(high))
        case _, "match":
            text = _("The match must be between {low} and {high}.")
            return text.format(low=ratio(low), high=ratio(high))
        case _, "bottom_up":
            text = _("The share that members propose must be between {low} and {high}.")
            return text.format(low=percent(low), high=percent(high))
        case _, "attention":
            text = _("A campaign takes between {low} and {high} points of attention.")
            return text.format(low=low, high=high)
        case "dues", _:
            text = _("The dues of this tier must be between {low} and {high} a year.")
        case "vouchers", _:
            text = _("A voucher must be between {low} and {high}.")
        case (("recruit" | "train"), _):
            text = _("The budget must be between {low} and {high} a year.")
        case _:
            text = _("The amount must be between {low} and {high}.")
    return text.format(low=exact_money(low), high=exact_money(high))


def _of_another(refused: Refusal, scenario: Scenario) -> str:
    """The order itself would be allowed, but it takes what another one in the tray needs."""
    match refused.reason:
        case Reason.ATTENTION:
            return ngettext(
                "Orders already given need the office's attention; {left} point is left.",
                "Orders already given need the office's attention; {left} points are left.",
                refused.high,
            ).format(left=refused.high)
        case Reason.NO_MONEY:
            return _("Orders already given need the money of {agency}; {left} is left.").format(
                agency=agency(scenario, refused.agency), left=exact_money(refused.high)
            )
        case Reason.NO_ROOM:
            return _(
                "An agreement already ordered needs what {agency} can carry; "
                "take that order back first, or ask for less."
            ).format(agency=agency(scenario, refused.agency))
        case Reason.BOTH if isinstance(refused.order, Award | Decline):
            return _both(technology(scenario, refused.order.technology))
        case _:
            return _("This does not go together with an order already given; take that one back first.")
