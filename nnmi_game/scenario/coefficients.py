"""The coefficients of the rules: every number of the model that the public record does not give directly.

Each is a ``Quantity`` in the scenario file: a value, the unit (checked against the one given here) and either
the source it comes from or the assumption it rests on. One group for each phase of a turn.
"""

from __future__ import annotations

from attrs import NOTHING, frozen

from nnmi_game.scenario.fields import coefficient, note, part, whole

YEAR = "per mille per year"
MILLE = "per mille"
POINTS = "points"
KUSD = "thousand dollars"


@frozen(kw_only=True)
class Quantity:
    """A number with its unit and where it comes from: ``source`` or ``assumed``, exactly one of the two."""

    value: int = whole("the number", "", -2_000_000_000, 2_000_000_000)
    unit: str = note("unit", default=NOTHING)
    source: str = note("where it is published", default="")
    assumed: str = note("why it is thought to be so", default="")


@frozen(kw_only=True)
class Office:
    """Attention: what the office can do in a turn, and what each order takes of it."""

    base: Quantity = coefficient("attention without staff", POINTS, 0, 1000)
    per_person: Quantity = coefficient("attention that ten people add", POINTS, 0, 1000)
    staff_per_institute: Quantity = coefficient(
        "people the office may hold for each institute", "people", 0, 100
    )
    staff_base: Quantity = coefficient("people the office may hold anyway", "people", 0, 1000)
    solicit: Quantity = coefficient("attention a solicitation takes", POINTS, 0, 100)
    award: Quantity = coefficient("attention an award takes", POINTS, 0, 100)
    decline: Quantity = coefficient("attention a refusal takes", POINTS, 0, 100)
    fund: Quantity = coefficient("attention a discretionary grant takes", POINTS, 0, 100)
    taper: Quantity = coefficient("attention a change of taper takes", POINTS, 0, 100)
    renew: Quantity = coefficient("attention a renewal takes", POINTS, 0, 100)
    close: Quantity = coefficient("attention a closure takes", POINTS, 0, 100)
    dues: Quantity = coefficient("attention a change of dues takes", POINTS, 0, 100)
    vouchers: Quantity = coefficient("attention a change of vouchers takes", POINTS, 0, 100)
    recruit: Quantity = coefficient("attention a recruiting order takes", POINTS, 0, 100)
    portfolio: Quantity = coefficient("attention a change of portfolio takes", POINTS, 0, 100)
    train: Quantity = coefficient("attention a workforce order takes", POINTS, 0, 100)
    link: Quantity = coefficient("attention a new link takes", POINTS, 0, 100)
    link_upkeep: Quantity = coefficient("attention ten standing links take each turn", POINTS, 0, 100)
    oversight: Quantity = coefficient("attention ten running agreements take each turn", POINTS, 0, 100)
    recruit_upkeep: Quantity = coefficient("attention ten standing recruiters take each turn", POINTS, 0, 100)
    train_upkeep: Quantity = coefficient("attention ten standing programs take each turn", POINTS, 0, 100)
    crisis: Quantity = coefficient("attention ten failing institutes take each turn", POINTS, 0, 1000)


@frozen(kw_only=True)
class Appropriations:
    """How the agencies' money moves."""

    support_sensitivity: Quantity = coefficient(
        "change of appropriations for full support against half", MILLE, 0, 3000
    )
    agency_sensitivity: Quantity = coefficient(
        "change of appropriations for an agency's full support against half", MILLE, 0, 3000
    )
    luck: Quantity = coefficient("largest chance deviation of a year's appropriation", MILLE, 0, 1000)


@frozen(kw_only=True)
class Competition:
    """Who bids, what is pledged and what the pledge is worth."""

    bid: Quantity = coefficient("chance that a team bids when the seed is generous", MILLE, 0, 1000)
    seed_half: Quantity = coefficient("seed at which the chance of a bid is half", KUSD, 1, 10_000_000)
    seed_standard: Quantity = coefficient("seed of standard size", KUSD, 1, 10_000_000)
    crowding_out: Quantity = coefficient(
        "private money lost for each dollar of seed above standard", MILLE, 0, 2000
    )
    match_deterrence: Quantity = coefficient(
        "chance lost when the match asked for is doubled", MILLE, 0, 1000
    )
    taper_deterrence: Quantity = coefficient("chance lost when base money falls to nothing", MILLE, 0, 1000)
    preparation: Quantity = coefficient(
        "credibility that a year of an open call adds to the bids", MILLE, 0, 1000
    )
    stretch: Quantity = coefficient(
        "credibility lost when a pledge is stretched to twice the usual", MILLE, 0, 1000
    )
    stretch_strength: Quantity = coefficient(
        "strength gained by a consortium held to twice the match", POINTS, 0, 1000
    )
    pledge_luck: Quantity = coefficient("largest chance deviation of a pledge", MILLE, 0, 1000)
    credibility_luck: Quantity = coefficient("largest chance deviation of what is honoured", MILLE, 0, 1000)
    reading_luck: Quantity = coefficient("largest error of the reviewers' reading of a bid", MILLE, 0, 1000)
    partners: Quantity = coefficient("chance that a listed partner signs", MILLE, 0, 1000)
    patience: Quantity = coefficient("turns that a solicitation or a proposal stays open", "turns", 1, 20)
    seed_low: Quantity = coefficient("smallest seed", KUSD, 1, 10_000_000)
    seed_high: Quantity = coefficient("largest seed", KUSD, 1, 10_000_000)
    years_low: Quantity = coefficient("shortest agreement", "years", 1, 20)
    years_high: Quantity = coefficient("longest first agreement", "years", 1, 20)
    renewal_years_high: Quantity = coefficient("longest renewed agreement", "years", 1, 20)
    match_low: Quantity = coefficient("lowest match that the law allows", MILLE, 0, 10_000)
    match_high: Quantity = coefficient("highest match that may be asked for", MILLE, 0, 10_000)


@frozen(kw_only=True)
class Funding:
    """How federal money and match are paid."""

    advance: Quantity = coefficient("share of the seed that may run ahead of the match", MILLE, 0, 1000)
    ceiling: Quantity = coefficient("money in hand above which base money waits", "months", 1, 120)
    match_luck: Quantity = coefficient("largest chance deviation of a turn's match", MILLE, 0, 1000)
    inkind_equipment: Quantity = coefficient("share of in-kind match that is equipment", MILLE, 0, 1000)
    seed_equipment: Quantity = coefficient(
        "share of base money spent on equipment in ramp-up", MILLE, 0, 1000
    )
    ramp_up: Quantity = coefficient("length of ramp-up", "months", 0, 60)
    breakup: Quantity = coefficient(
        "chance that a consortium which honours nothing comes apart", YEAR, 0, 10_000
    )
    breakup_below: Quantity = coefficient(
        "share of its word below which a consortium may come apart", MILLE, 1, 1000
    )
    breakup_years: Quantity = coefficient("years in which a consortium may come apart", "years", 0, 20)
    breakup_leave: Quantity = coefficient(
        "share of large members who leave when a consortium comes apart", MILLE, 0, 1000
    )
    renewal_pledge: Quantity = coefficient(
        "pledge that members renew for each dollar of new base money", MILLE, 0, 10_000
    )
    rescue_dependence: Quantity = coefficient(
        "dependence that a rescue of a million dollars breeds", POINTS, 0, 1000
    )
    base_dependence: Quantity = coefficient(
        "dependence that living on base money alone breeds", YEAR, 0, 1000
    )
    dependence_fade: Quantity = coefficient("dependence forgotten", YEAR, 0, 1000)
    satellite_share: Quantity = coefficient("share of satellite money that becomes equipment", MILLE, 0, 1000)


@frozen(kw_only=True)
class Membership:
    """How firms hear of, join and leave an institute."""

    ambient: Quantity = coefficient("firms that hear of an institute by themselves", YEAR, 0, 1000)
    word_of_mouth: Quantity = coefficient(
        "firms that hear of it where half the firms near are members", YEAR, 0, 5000
    )
    spillover: Quantity = coefficient(
        "firms that hear of it through linked institutes' members", YEAR, 0, 5000
    )
    near: Quantity = coefficient("distance at which influence halves", "km", 1, 20_000)
    far: Quantity = coefficient("readiness to join of firms far from any site", MILLE, 0, 1000)
    value_half: Quantity = coefficient("value at which readiness to join is half", POINTS, 1, 10_000)
    skills_half: Quantity = coefficient(
        "skilled people for each SME member at which readiness is half", "people", 1, 100_000
    )
    voucher_half: Quantity = coefficient("voucher that closes half of the reluctance", KUSD, 1, 10_000)
    crowding_half: Quantity = coefficient(
        "members for each engineer at which value halves", "members", 1, 1000
    )
    drift_penalty: Quantity = coefficient("value lost when all effort is contract work", MILLE, 0, 1000)
    value_capability: Quantity = coefficient("value of full capability", POINTS, 0, 5000)
    value_projects: Quantity = coefficient("value of one project for every ten members", POINTS, 0, 5000)
    value_network: Quantity = coefficient("value of full knowledge through links", POINTS, 0, 5000)
    value_reputation: Quantity = coefficient("value of full reputation", POINTS, 0, 5000)
    value_bottom_up: Quantity = coefficient(
        "value to SMEs when all projects are theirs to propose", POINTS, 0, 5000
    )
    need_ambient: Quantity = coefficient("need of firms that come by themselves", MILLE, 0, 3000)
    need_voucher: Quantity = coefficient("need of firms that a voucher brings", MILLE, 0, 3000)
    partner_first: Quantity = coefficient("bid partners who sign up, first year", YEAR, 0, 2000)
    partner_later: Quantity = coefficient("bid partners who sign up, later", YEAR, 0, 1000)
    partner_fade: Quantity = coefficient("bid partners who are never seen again", YEAR, 0, 1000)
    entry: Quantity = coefficient("new SMEs founded", YEAR, 0, 1000)
    exit: Quantity = coefficient("SMEs that cease, members or not", YEAR, 0, 1000)


@frozen(kw_only=True)
class Workforce:
    """How people are reached, trained and placed."""

    retirement: Quantity = coefficient("skilled people who retire or leave", YEAR, 0, 1000)
    inflow: Quantity = coefficient("skilled people who come anyway, against the start", YEAR, 0, 1000)
    interest_fade: Quantity = coefficient("interest forgotten", YEAR, 0, 1000)
    interest_fill: Quantity = coefficient("places filled without any interest", MILLE, 0, 1000)
    interest_half: Quantity = coefficient(
        "interested people for each place at which half of the rest is filled", "people", 1, 1000
    )
    demand_half: Quantity = coefficient(
        "SME members in the region at which placement is half", "members", 1, 10_000
    )
    demand_base: Quantity = coefficient("placement where no member is near", MILLE, 0, 1000)
    online: Quantity = coefficient(
        "growth of a program's reach through institutes with experience", YEAR, 0, 5000
    )


@frozen(kw_only=True)
class Network:
    """What links bring and cost."""

    growth: Quantity = coefficient("strength a new link gains", YEAR, 0, 2000)
    gain: Quantity = coefficient(
        "knowledge a full link at the best distance brings", "points per year", 0, 5000
    )
    fade: Quantity = coefficient("knowledge that becomes stale", YEAR, 0, 1000)
    crowding: Quantity = coefficient("links of one institute at which each is worth half", "links", 1, 100)
    cost: Quantity = coefficient("cost of one link to each side", "thousand dollars per year", 0, 100_000)
    standards_gain: Quantity = coefficient(
        "knowledge through shared standards against joint projects", MILLE, 0, 3000
    )
    subnetwork_gain: Quantity = coefficient(
        "knowledge through a subnetwork against joint projects", MILLE, 0, 3000
    )
    standards_pace: Quantity = coefficient(
        "how much faster projects advance at full shared standards", MILLE, 0, 3000
    )
    subnetwork_spill: Quantity = coefficient("word of mouth across a full subnetwork", MILLE, 0, 3000)


@frozen(kw_only=True)
class Projects:
    """How projects start, advance and end."""

    reserve: Quantity = coefficient("months of cost an institute keeps in hand", "months", 0, 60)
    spend: Quantity = coefficient("share of money above the reserve put into projects", YEAR, 0, 4000)
    per_engineer: Quantity = coefficient("projects that ten engineers can run", "projects", 1, 1000)
    capability_half: Quantity = coefficient(
        "capability at which projects advance half as well", POINTS, 1, 10_000
    )
    knowledge: Quantity = coefficient("gain in advance at full knowledge", MILLE, 0, 3000)
    skills_half: Quantity = coefficient(
        "skilled people in the hub's region at which advance is half", "people", 1, 10_000_000
    )
    engagement_half: Quantity = coefficient(
        "firms for each ten projects at which advance is half", "firms", 1, 1000
    )
    thin_failure: Quantity = coefficient("added failure where money or people are missing", YEAR, 0, 2000)
    bottom_up_late: Quantity = coefficient("gain in late stages when members propose", MILLE, 0, 3000)
    bottom_up_early: Quantity = coefficient("loss in early stages when members propose", MILLE, 0, 1000)
    bottom_up_mission: Quantity = coefficient(
        "agencies' interest lost when members propose everything", MILLE, 0, 1000
    )
    bottom_up_money: Quantity = coefficient("members' money gained when members propose", MILLE, 0, 3000)
    backlog_use: Quantity = coefficient(
        "proven concepts that a start at MRL 6 or 7 uses up", "per mille of a concept", 0, 2000
    )
    backlog_second: Quantity = coefficient(
        "proven concepts that a start at MRL 5 uses up", "per mille of a concept", 0, 2000
    )
    backlog_first: Quantity = coefficient(
        "proven concepts that a success at MRL 4 leaves", "per mille of a concept", 0, 5000
    )
    backlog_yield: Quantity = coefficient(
        "proven concepts that a success at MRL 5 leaves", "per mille of a concept", 0, 5000
    )
    backlog_inflow: Quantity = coefficient(
        "proven concepts that research brings by itself", "per mille of a concept per year", 0, 100_000
    )
    drift: Quantity = coefficient("slow-down of projects when all effort is contract work", MILLE, 0, 1000)


@frozen(kw_only=True)
class Operations:
    """What an institute earns and what it costs."""

    wage: Quantity = coefficient("cost of one engineer", "thousand dollars per year", 1, 10_000)
    staff_start: Quantity = coefficient("people at the opening", "people", 0, 10_000)
    staff_half: Quantity = coefficient("engineers at which capability is half", "people", 1, 10_000)
    staff_high: Quantity = coefficient("most engineers an institute grows to", "people", 1, 10_000)
    hire: Quantity = coefficient("largest growth of staff", YEAR, 0, 5000)
    layoff: Quantity = coefficient("largest decline of staff while there is money", YEAR, 0, 5000)
    payroll_share: Quantity = coefficient(
        "share of income an institute is willing to spend on staff", MILLE, 0, 1000
    )
    upkeep: Quantity = coefficient("upkeep of equipment against its value", YEAR, 0, 1000)
    wear: Quantity = coefficient("value that equipment loses", YEAR, 0, 1000)
    renewal: Quantity = coefficient("share of service income put into equipment", MILLE, 0, 1000)
    overhead: Quantity = coefficient("fixed cost of an institute", "thousand dollars per year", 0, 1_000_000)
    services: Quantity = coefficient(
        "service income from one firm at full capability", "thousand dollars per year", 0, 100_000
    )
    contracts: Quantity = coefficient(
        "contract income of one engineer on contract work", "thousand dollars per year", 0, 10_000
    )
    federal_growth: Quantity = coefficient("growth of federal customers' trust", YEAR, 0, 2000)
    federal_without: Quantity = coefficient(
        "share of federal projects that reach an institute without an agreement", MILLE, 0, 1000
    )
    donations: Quantity = coefficient("donations and royalties for each transition", KUSD, 0, 100_000)
    state: Quantity = coefficient("state money at full reputation", "thousand dollars per year", 0, 1_000_000)
    state_site: Quantity = coefficient("what a satellite's state gives, against the hub's", MILLE, 0, 1000)
    drift_rate: Quantity = coefficient("how fast a short institute turns to contract work", YEAR, 0, 4000)
    drift_relax: Quantity = coefficient(
        "how fast an institute turns back from contract work when it can", YEAR, 0, 4000
    )
    drift_base: Quantity = coefficient(
        "share of effort in contract work of a well-funded institute", MILLE, 0, 1000
    )
    dependence_drag: Quantity = coefficient("income not sought at full dependence", MILLE, 0, 1000)
    failing_turns: Quantity = coefficient("months an institute can fail before it closes", "months", 1, 120)
    reputation_transition: Quantity = coefficient("reputation that a transition brings", POINTS, 0, 1000)
    reputation_project: Quantity = coefficient("reputation lost with a failed project", POINTS, 0, 1000)
    reputation_capability: Quantity = coefficient("pull of reputation to capability", YEAR, 0, 2000)
    reputation_drift: Quantity = coefficient(
        "reputation lost when all effort is contract work", "points per year", 0, 1000
    )


@frozen(kw_only=True)
class Economy:
    """Domestic capability, plants, jobs and the national frame."""

    cycle_return: Quantity = coefficient("return of the business cycle to its path", YEAR, 0, 4000)
    cycle_luck: Quantity = coefficient("largest chance step of the cycle", POINTS, 0, 1000)
    transition_gain: Quantity = coefficient("domestic capability from one transition", POINTS, 0, 1000)
    diffusion_gain: Quantity = coefficient(
        "domestic capability when all SMEs are needy members", "points per year", 0, 10_000
    )
    training_gain: Quantity = coefficient(
        "domestic capability from a thousand more skilled people", "points per year", 0, 1000
    )
    erosion: Quantity = coefficient("domestic capability lost to offshoring", YEAR, 0, 1000)
    foreign_luck: Quantity = coefficient("largest chance step of the foreign front", POINTS, 0, 1000)
    plant_close: Quantity = coefficient("plants that close at parity", YEAR, 0, 1000)
    plant_gap: Quantity = coefficient(
        "added closures when the foreign front is twice the domestic", YEAR, 0, 2000
    )
    plant_cycle: Quantity = coefficient("added closures in a slump of 100 points", YEAR, 0, 1000)
    plant_open: Quantity = coefficient(
        "plants that open for each hundred points of domestic gain", MILLE, 0, 1000
    )
    plant_base: Quantity = coefficient("plants that open anyway", YEAR, 0, 1000)
    macro_luck: Quantity = coefficient("largest chance deviation of the national figures", MILLE, 0, 1000)


@frozen(kw_only=True)
class Politics:
    """What Congress and the public believe the program delivers."""

    fade: Quantity = coefficient("support drawn back to the middle", YEAR, 0, 2000)
    middle: Quantity = coefficient("where support rests", POINTS, 0, 1000)
    presence: Quantity = coefficient(
        "support from institutes and members in every region", "points per year", 0, 1000
    )
    transitions: Quantity = coefficient("support from ten transitions", POINTS, 0, 1000)
    sustaining: Quantity = coefficient(
        "support from every institute that stands alone", "points per year", 0, 1000
    )
    level_money: Quantity = coefficient(
        "support lost for every agreement past its middle whose payments do not fall",
        "points per year",
        0,
        1000,
    )
    reached: Quantity = coefficient("public support from a hundred thousand people reached", POINTS, 0, 1000)
    placed: Quantity = coefficient("public support from ten thousand people placed", POINTS, 0, 1000)
    closure: Quantity = coefficient("support lost with an institute that closes", POINTS, 0, 1000)
    closure_breach: Quantity = coefficient(
        "support lost when the office closes an institute whose consortium came apart", POINTS, 0, 1000
    )
    rescue: Quantity = coefficient("support lost with a rescue of ten million dollars", POINTS, 0, 1000)
    idle_money: Quantity = coefficient("support lost when all money lapses", POINTS, 0, 1000)
    campaign: Quantity = coefficient("support that one point of attention wins", POINTS, 0, 1000)
    campaign_half: Quantity = coefficient("attention at which a campaign is half as good", POINTS, 1, 1000)
    agency_mission: Quantity = coefficient(
        "agency support from ten transitions that serve it", POINTS, 0, 1000
    )
    agency_idle: Quantity = coefficient("agency support lost when its money lapses", POINTS, 0, 1000)


@frozen(kw_only=True)
class Defaults:
    """Standing orders of an institute until the office says otherwise."""

    portfolio_4: Quantity = coefficient("share of new projects at MRL 4", MILLE, 0, 1000)
    portfolio_5: Quantity = coefficient("share of new projects at MRL 5", MILLE, 0, 1000)
    portfolio_6: Quantity = coefficient("share of new projects at MRL 6", MILLE, 0, 1000)
    portfolio_7: Quantity = coefficient("share of new projects at MRL 7", MILLE, 0, 1000)
    bottom_up: Quantity = coefficient("share of projects that members propose", MILLE, 0, 1000)
    taper: Quantity = coefficient("taper of a new agreement", MILLE, 0, 1000)


@frozen(kw_only=True)
class Coefficients:
    """The coefficients, one group for each part of the rules."""

    office: Office = part("attention")
    appropriations: Appropriations = part("phase 2")
    competition: Competition = part("phase 3")
    funding: Funding = part("phase 4")
    membership: Membership = part("phase 5")
    workforce: Workforce = part("phase 6")
    network: Network = part("phase 7")
    projects: Projects = part("phase 8")
    operations: Operations = part("phase 9")
    economy: Economy = part("phase 10")
    politics: Politics = part("political support")
    defaults: Defaults = part("standing orders")
