"""An order as a sentence."""

from __future__ import annotations

from nnmi_game.engine.orders import (
    Award,
    Campaign,
    Close,
    Decline,
    Dues,
    Fund,
    Link,
    Order,
    Portfolio,
    Recruit,
    Renew,
    Respond,
    Solicit,
    Taper,
    Train,
    Vouchers,
)
from nnmi_game.game.words.names import agency, institute, name_of, region, technology
from nnmi_game.game.words.numbers import apart, exact_money, listed, percent, ratio
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.scenario.model import Scenario


def order(given: Order, scenario: Scenario) -> str:
    """What the order tells the office to do."""
    return apart(_told(given, scenario))


def _told(given: Order, scenario: Scenario) -> str:
    match given:
        case Solicit():
            text = ngettext(
                "Solicit {technology}: {seed} of {agency} over {years} year, taper {taper}, match {match}.",
                "Solicit {technology}: {seed} of {agency} over {years} years, taper {taper}, match {match}.",
                given.years,
            )
            return text.format(
                technology=technology(scenario, given.technology),
                agency=agency(scenario, given.agency),
                seed=exact_money(given.seed),
                years=given.years,
                taper=percent(given.taper),
                match=ratio(given.match),
            )
        case Award():
            return _("Award {technology} to {bidder}.").format(
                technology=technology(scenario, given.technology),
                bidder=name_of(scenario.bidders, given.bidder),
            )
        case Decline():
            return _("Turn down all proposals for {technology}.").format(
                technology=technology(scenario, given.technology)
            )
        case Fund():
            return _fund(given, scenario)
        case Taper():
            return _(
                "Let base money of {institute} fall from its present level by {taper}; what that cuts is freed."
            ).format(institute=institute(scenario, given.technology), taper=percent(given.taper))
        case Renew():
            text = ngettext(
                "Renew the agreement of {institute}: {seed} over {years} year.",
                "Renew the agreement of {institute}: {seed} over {years} years.",
                given.years,
            )
            return text.format(
                institute=institute(scenario, given.technology),
                seed=exact_money(given.seed),
                years=given.years,
            )
        case Close():
            return _("Close {institute}.").format(institute=institute(scenario, given.technology))
        case Dues():
            return _("Set the dues of {tier} at {institute} to {amount} a year.").format(
                tier=name_of(scenario.tiers, given.tier),
                institute=institute(scenario, given.technology),
                amount=exact_money(given.amount),
            )
        case Vouchers():
            return _("Give each new small member of {institute} a voucher of {amount}.").format(
                institute=institute(scenario, given.technology), amount=exact_money(given.amount)
            )
        case Recruit():
            return _recruit(given, scenario)
        case Portfolio():
            return _(
                "Start projects of {institute} at MRL 4 {mrl4}, 5 {mrl5}, 6 {mrl6}, 7 {mrl7}; "
                "members propose {bottom_up}."
            ).format(
                institute=institute(scenario, given.technology),
                mrl4=percent(given.mrl4),
                mrl5=percent(given.mrl5),
                mrl6=percent(given.mrl6),
                mrl7=percent(given.mrl7),
                bottom_up=percent(given.bottom_up),
            )
        case Train():
            return _train(given, scenario)
        case Link():
            return _link(given, scenario)
        case Campaign():
            return _campaign(given)
        case Respond():
            return _respond(given, scenario)


def _fund(given: Fund, scenario: Scenario) -> str:
    match given.purpose:
        case "satellite":
            text = _("{amount} of {agency} for a satellite site of {institute} in {region}.")
        case "rescue":
            text = _("{amount} of {agency} to rescue {institute}.")
        case _:
            text = _("{amount} of {agency} for equipment of {institute}.")
    return text.format(
        amount=exact_money(given.amount),
        agency=agency(scenario, given.agency),
        institute=institute(scenario, given.technology),
        region=region(scenario, given.region),
    )


def _recruit(given: Recruit, scenario: Scenario) -> str:
    names = {
        "institute": institute(scenario, given.technology),
        "channel": name_of(scenario.channels, given.channel),
    }
    if given.budget == 0:
        return _("Stop recruiting for {institute} through {channel}.").format(**names)
    if len(set(given.regions)) == len(scenario.regions):
        text = _("Recruit for {institute} through {channel} everywhere for {budget} a year.")
        return text.format(budget=exact_money(given.budget), **names)
    return _("Recruit for {institute} through {channel} in {regions} for {budget} a year.").format(
        budget=exact_money(given.budget),
        regions=listed(region(scenario, one) for one in given.regions),
        **names,
    )


def _train(given: Train, scenario: Scenario) -> str:
    if given.at == "region":
        place = region(scenario, given.place)
        text = (
            _("Stop {program} in {place}.")
            if given.budget == 0
            else _("{program} in {place} for {budget} a year.")
        )
    else:
        place = institute(scenario, given.place)
        text = (
            _("Stop {program} at {place}.")
            if given.budget == 0
            else _("{program} at {place} for {budget} a year.")
        )
    return text.format(
        program=name_of(scenario.programs, given.program), place=place, budget=exact_money(given.budget)
    )


def _link(given: Link, scenario: Scenario) -> str:
    match given.by:
        case "projects":
            text = _("Link {a} and {b} by joint projects.")
        case "standards":
            text = _("Link {a} and {b} by shared standards.")
        case "subnetwork":
            text = _("Link {a} and {b} by a regional subnetwork.")
        case _:
            text = _("Cut the link between {a} and {b}.")
    return text.format(a=institute(scenario, given.a), b=institute(scenario, given.b))


def _campaign(given: Campaign) -> str:
    match given.audience:
        case "congress":
            text = ngettext(
                "Campaign in Congress with {points} point of attention.",
                "Campaign in Congress with {points} points of attention.",
                given.attention,
            )
        case "agencies":
            text = ngettext(
                "Campaign among the agencies with {points} point of attention.",
                "Campaign among the agencies with {points} points of attention.",
                given.attention,
            )
        case _:
            text = ngettext(
                "Campaign in public with {points} point of attention.",
                "Campaign in public with {points} points of attention.",
                given.attention,
            )
    return text.format(points=given.attention)


def _respond(given: Respond, scenario: Scenario) -> str:
    options = next((event.options for event in scenario.events if event.id == given.event), ())
    return _("{event}: {option}.").format(
        event=name_of(scenario.events, given.event), option=name_of(options, given.option)
    )
