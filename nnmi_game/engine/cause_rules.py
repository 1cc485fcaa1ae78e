"""The register of causes: which rule makes which flow, and what it reads (see ``causes`` for the notation)."""

from __future__ import annotations

from attrs import frozen

EVENT = "event: "
MEASURE = "measure:"
#: Words for places that a name of the state may carry behind ``@``.
PLACES = ("hub", "sponsor", "links", "linked", "all")
#: Settings that the rules keep from players: what a consortium will honour is not known to anybody.
HIDDEN = ("credibility", "offer_credibility")


@frozen(kw_only=True)
class Rule:
    """What makes the flows of one cause into some stocks (or, without a cause, what sets a setting).

    ``phases`` are module names of ``turn.PHASES`` (``orders`` for the first); ``reads`` names of the state (see
    above); ``orders`` kinds of orders of this turn; ``numbers`` dotted names of the scenario; ``levers`` names of
    ``vocabulary.LEVERS`` that last; ``luck`` groups of ``luck.GROUPS``.
    """

    cause: str
    stocks: tuple[str, ...]
    phases: tuple[str, ...]
    reads: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    luck: tuple[str, ...] = ()


def rule(
    phases: str, cause: str, stocks: str, reads: str = "", numbers: str = "", orders: str = "",
    levers: str = "", luck: str = "",
) -> Rule:  # fmt: skip
    """A rule written with names between spaces; what is named twice counts once."""

    def names(text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text.split()))

    return Rule(
        cause=cause, stocks=names(stocks), phases=names(phases), reads=names(reads), orders=names(orders),
        numbers=names(numbers), levers=names(levers), luck=names(luck),
    )  # fmt: skip


# What several rules ask for together.
_MEMBERS = " organisations sme "
_ABLE = " measure:institute_capability "
_COST = " staff equipment" + _MEMBERS
_COST_N = " operations.wage operations.overhead operations.upkeep tiers.service_cost "
_SCHEDULE = " base_left plan term taper age arrears "
_PACE = " cash base_left pledge_left term age projects" + _COST
_PACE_N = " funding.ceiling stages.cost stages.member_share technologies.project_scale" + _COST_N
_MATCH = " pledge_left term age credibility cycle "
_DRAWN = _SCHEDULE + " match_rule paid_match paid_base " + _PACE
_BASE = _DRAWN + " budget@sponsor agency "
_APART_N = " funding.breakup funding.breakup_below funding.breakup_years "
_VALUE = _ABLE + _MEMBERS + " projects knowledge reputation staff drift "
_VALUE_N = (
    " membership.value_capability membership.value_projects membership.value_network membership.value_reputation"
    " membership.drift_penalty membership.crowding_half membership.value_half "
)
_RECRUIT = " recruit recruit_regions budget@sponsor cash "
_RECRUIT_N = " channels.contact_cost channels.reach "
_HEARD = " unaware aware sme reputation hub satellites link_kind@links link_strength@links bidder " + _RECRUIT
_HEARD_N = (
    " membership.ambient membership.word_of_mouth membership.spillover membership.near bidders.outreach"
    " technologies.pull channels.awareness network.subnetwork_spill " + _RECRUIT_N
)
_JOIN = " aware skilled bottom_up dues voucher hub satellites" + _VALUE + _RECRUIT
_JOIN_N = (
    " tiers.join tiers.dues_half technologies.appeal_sme technologies.pull membership.value_bottom_up"
    " membership.voucher_half membership.skills_half membership.near membership.far channels.conversion"
    + _VALUE_N
    + _RECRUIT_N
)
_LEAVE = " sme bottom_up dues bidder" + _VALUE
_LEAVE_N = " tiers.leave tiers.dues_half membership.value_bottom_up bidders.retention" + _VALUE_N
_PLACING = " training sme@all cycle "
_PLACING_N = " programs.completion programs.placement workforce.demand_base workforce.demand_half "
_ENTER = " train_region train_institute hub budget@all total_trained total_reached "
_ENTER_N = " programs.cost programs.capacity regions.colleges workforce.online "
_FILL_N = " workforce.interest_fill workforce.interest_half " + _ENTER_N
_MONEY = " projects cash inkind bottom_up cycle" + _COST
_MONEY_N = (
    " stages.cost stages.member_share technologies.project_scale tiers.project_money projects.bottom_up_money"
    " projects.reserve projects.spend" + _COST_N
)
_ADVANCE = (
    " projects skilled@hub knowledge drift bottom_up link_kind@links link_strength@links " + _ABLE + _MONEY
)
_ADVANCE_N = (
    " stages.advance projects.capability_half projects.skills_half projects.knowledge projects.drift"
    " network.standards_pace" + _MONEY_N
)
_LATE_N = " projects.engagement_half projects.bottom_up_late "
_BOTH_N = " projects.bottom_up_early" + _LATE_N + _ADVANCE_N
_START = " portfolio staff backlog " + _MONEY
_START_N = " projects.per_engineer projects.backlog_use projects.backlog_second " + _MONEY_N
_EFFORT = " dependence cycle "
_SERVICES = _MEMBERS + _ABLE + " drift " + _EFFORT
_SERVICES_N = " operations.services technologies.services operations.dependence_drag "
_HIRE = " staff cash income base_left plan term taper age "
_HIRE_N = " operations.payroll_share operations.wage operations.staff_start operations.staff_high "
_GAIN = " transitions need skilled@all "
_GAIN_N = " economy.transition_gain economy.diffusion_gain economy.training_gain "


def _closure(
    cause: str, phase: str, reads: str, orders: str, numbers: str, blame: str = ""
) -> tuple[Rule, ...]:
    """An end of an institute: the same flows for both reasons there are."""

    def ends(stocks: str, more: str = "", count: str = "") -> Rule:
        return rule(phase, cause, stocks, more + " " + reads, numbers + " " + count, orders)

    return (
        ends("aware sme", "sme"),
        ends("need_aware need", "need"),
        ends("organisations", "organisations"),
        ends("prospects", "organisations partners"),
        ends("partners", "partners"),
        ends("unaware", "partners hub"),
        ends("support_congress support_public", "", "politics.closure" + blame),
        *(ends(name, name) for name in (
            "base_left", "arrears", "pledge_left", "paid_base", "paid_match", "equipment", "staff", "reputation",
            "knowledge", "dependence", "trust", "projects",
        )),
        ends("link_strength", "link_strength"),
    )  # fmt: skip


#: Every flow that the engine makes, in the order of a turn.
RULES: tuple[Rule, ...] = (
    # 1 orders
    rule("orders", "laid out anew", "arrears", "arrears", orders="taper renew"),
    rule("orders", "agreement renewed", "base_left", orders="renew"),
    rule("orders", "cut by a steeper taper", "base_left", "base_left plan term taper age", orders="taper"),
    rule("orders", "agreement renewed", "pledge_left", _MEMBERS, "funding.renewal_pledge", "renew"),
    rule("orders", "new agreement", "paid_base", "paid_base", orders="renew"),
    rule("orders", "new agreement", "paid_match", "paid_match", orders="renew"),
    rule("orders", "link changed", "link_strength", "link_strength", orders="link"),
    *_closure("closed by the office", "orders", "", "close", "", " politics.closure_breach"),
    rule("orders operations", "money returned", "cash", "cash", orders="close"),
    rule("orders operations", "money returned", "budget", "cash agency", orders="close"),
    rule("orders operations", "debts written off", "cash", "cash failing", orders="close"),
    # 2 appropriations
    *(rule("appropriations", "new year", name, name) for name in (
        "year_spending", "year_base", "year_reached", "year_trained", "year_ended",
    )),
    rule("appropriations", "staffing", "office_staff", "office_staff phase@all",
         "office.staff_base office.staff_per_institute"),
    rule("appropriations", "appropriated", "budget", "support_congress agency_support",
         "agencies.appropriations appropriations.support_sensitivity appropriations.agency_sensitivity"
         " appropriations.luck", levers="appropriation", luck="appropriations"),
    # 3 competition
    rule("competition", "awarded", "base_left", "plan", orders="award"),
    rule("competition", "awarded", "pledge_left", "offer_pledge", orders="award"),
    rule("competition", "awarded", "reputation", "match_rule",
         "bidders.strength competition.stretch_strength", "award"),
    rule("competition", "signed the bid", "partners", "offer_partners prospects unaware",
         "bidders.partners", "award"),
    rule("competition", "signed the bid", "prospects", "offer_partners", "bidders.partners", "award"),
    rule("competition", "signed the bid", "unaware", "offer_partners unaware", "bidders.partners", "award"),
    rule("competition", "opened", "staff", "", "operations.staff_start", "award"),
    # 4 funding
    rule("funding", "consortium came apart", "pledge_left", "pledge_left opened", _APART_N, luck="consortia"),
    rule("funding", "consortium came apart", "organisations prospects", "organisations opened",
         "funding.breakup_leave " + _APART_N, luck="consortia"),
    rule("funding", "match paid", "pledge_left paid_match", _MATCH + _PACE + "bidder",
         "funding.match_luck bidders.cash" + _PACE_N, luck="match"),
    rule("funding", "pledge not honoured", "pledge_left", _MATCH, "funding.match_luck", luck="match"),
    rule("funding", "match in cash", "cash", _MATCH + _PACE + "bidder",
         "funding.match_luck bidders.cash" + _PACE_N, luck="match"),
    rule("funding", "match in kind: equipment", "year_spending", _MATCH + "bidder",
         "funding.inkind_equipment funding.match_luck bidders.cash", luck="match"),
    rule("funding", "match in kind", "equipment", _MATCH + "bidder",
         "funding.inkind_equipment funding.match_luck bidders.cash", luck="match"),
    rule("funding", "not drawn in time", "base_left", _DRAWN, "funding.advance" + _PACE_N + "bidders.cash",
         levers="payments match_rule"),
    rule("funding", "base money", "base_left paid_base year_base total_base budget cash", _BASE,
         "funding.advance bidders.cash" + _PACE_N, levers="payments match_rule"),
    rule("funding", "held back or paid later", "arrears", _BASE, "funding.advance bidders.cash" + _PACE_N,
         levers="payments match_rule"),
    rule("funding", "agreement ended", "base_left", "base_left term age"),
    rule("funding", "agreement ended", "arrears", "arrears term age"),
    rule("funding", "agreement ended", "pledge_left", "pledge_left term age"),
    rule("funding", "equipment bought", "cash year_spending", "phase" + _BASE,
         "funding.seed_equipment funding.satellite_share funding.advance bidders.cash funding.ceiling" + _COST_N,
         "fund", levers="payments match_rule"),
    rule("funding", "bought in ramp-up", "equipment", "phase" + _BASE,
         "funding.seed_equipment funding.advance bidders.cash funding.ceiling" + _COST_N,
         levers="payments match_rule"),
    rule("funding", "equipment grant", "budget cash", "budget@all", orders="fund"),
    rule("funding", "satellite grant", "budget cash", "budget@all", orders="fund"),
    rule("funding", "rescue", "budget cash", "budget@all", orders="fund"),
    rule("funding", "bought with grants", "equipment", "budget@all", "funding.satellite_share", "fund"),
    rule("funding", "rescued", "dependence", "budget@all", "funding.rescue_dependence", "fund"),
    rule("funding", "rescued", "rescues", "budget@all", orders="fund"),
    rule("funding", "rescues", "support_congress", "budget@all", "politics.rescue", "fund"),
    rule("funding", "lived on base money", "dependence", "dependence income taper" + _BASE,
         "funding.base_dependence funding.advance bidders.cash" + _PACE_N, levers="payments match_rule"),
    rule("funding", "forgotten", "dependence", "dependence", "funding.dependence_fade"),
    # 5 membership
    rule("membership", "joined", "partners", "partners opened dues",
         "membership.partner_first membership.partner_later tiers.dues_half", luck="conversion"),
    rule("membership", "bid partners joined", "organisations", "partners opened dues",
         "membership.partner_first membership.partner_later tiers.dues_half", luck="conversion"),
    rule("membership", "bid partners joined", "sme", "partners opened dues hub",
         "membership.partner_first membership.partner_later tiers.dues_half", luck="conversion"),
    rule("membership", "bid partners joined", "need", "partners opened dues",
         "membership.need_ambient membership.partner_first membership.partner_later tiers.dues_half",
         luck="conversion"),
    rule("membership", "never seen again", "partners", "partners", "membership.partner_fade",
         luck="conversion fading"),
    rule("membership", "bid partners who never came", "prospects", "partners", "membership.partner_fade",
         luck="conversion fading"),
    rule("membership", "bid partners who never came", "aware", "partners hub", "membership.partner_fade",
         luck="conversion fading"),
    rule("membership", "bid partners who never came", "need_aware", "partners",
         "membership.partner_fade membership.need_ambient", luck="conversion fading"),
    rule("membership", "recruiting", "budget", "recruit budget phase"),
    rule("membership", "recruiting", "cash", "recruit cash phase"),
    rule("membership", "recruiting", "year_spending", "recruit cash budget@all phase"),
    rule("membership", "heard of the institute", "unaware aware", _HEARD, _HEARD_N, levers="market_pull",
         luck="awareness"),
    rule("membership", "heard of the institute", "need_aware", _HEARD,
         "channels.need membership.need_ambient" + _HEARD_N, levers="market_pull", luck="awareness"),
    rule("membership", "joined", "aware sme", _JOIN, _JOIN_N, luck="joining"),
    rule("membership", "joined", "need_aware need", "need_aware" + _JOIN, _JOIN_N, luck="joining"),
    rule("membership", "brought by vouchers", "need", "need_aware" + _JOIN,
         "membership.need_voucher" + _JOIN_N, luck="joining"),
    rule("membership", "vouchers", "cash year_spending", _JOIN, _JOIN_N, luck="joining"),
    rule("membership", "left", "sme", _LEAVE, _LEAVE_N, levers="churn", luck="leaving"),
    rule("membership", "left", "need", "need" + _LEAVE, _LEAVE_N, levers="churn", luck="leaving"),
    rule("membership", "ceased", "sme", _LEAVE, "membership.exit" + _LEAVE_N, levers="churn", luck="leaving"),
    rule("membership", "left the institute", "aware", _LEAVE, _LEAVE_N, levers="churn", luck="leaving"),
    rule("membership", "left the institute", "need_aware", "need" + _LEAVE, _LEAVE_N, levers="churn",
         luck="leaving"),
    rule("membership", "joined", "organisations prospects", "prospects dues cycle" + _VALUE,
         "tiers.join tiers.dues_half technologies.appeal_large technologies.pull" + _VALUE_N,
         levers="market_pull", luck="organisations"),
    rule("membership", "left", "organisations", "organisations dues bidder" + _VALUE,
         "tiers.leave tiers.dues_half bidders.retention" + _VALUE_N, levers="churn", luck="organisations"),
    rule("membership", "left the institute", "prospects", "organisations dues bidder" + _VALUE,
         "tiers.leave tiers.dues_half bidders.retention" + _VALUE_N, levers="churn", luck="organisations"),
    rule("membership", "founded", "unaware", "", "membership.entry technologies.firms_sme", luck="firms"),
    rule("membership", "ceased", "unaware", "unaware", "membership.exit", luck="firms"),
    # 6 workforce
    rule("workforce", "completed", "training year_trained total_trained", "training", "programs.completion",
         luck="completion"),
    rule("workforce", "dropped out", "training", "training", "programs.completion", luck="completion"),
    rule("workforce", "placed", "total_placed", _PLACING, _PLACING_N, luck="completion placement"),
    rule("workforce", "people placed", "support_public", "total_placed", "politics.placed",
         luck="completion placement"),
    rule("workforce", "placed from programs", "skilled", _PLACING, "programs.skill" + _PLACING_N,
         luck="completion placement"),
    rule("workforce", "a turn nearer to the end", "training", "training"),
    rule("workforce", "workforce programs", "budget year_spending", "interest" + _ENTER, _FILL_N, levers="training"),
    rule("workforce", "reached", "year_reached total_reached", _ENTER, _ENTER_N, levers="training"),
    rule("workforce", "people reached", "support_public", "year_reached", "politics.reached"),
    rule("workforce", "woken", "interest", "interest" + _ENTER, "programs.interest" + _FILL_N,
         levers="training"),
    rule("workforce", "entered", "training", "interest" + _ENTER, "programs.delay" + _FILL_N,
         levers="training"),
    rule("workforce", "retired or left", "skilled", "skilled", "workforce.retirement"),
    rule("workforce", "came by themselves", "skilled", "", "workforce.inflow regions.skilled"),
    rule("workforce", "faded", "interest", "interest", "workforce.interest_fade"),
    # 7 network
    rule("network", "became stale", "knowledge", "knowledge", "network.fade"),
    rule("network", "grew together", "link_strength", "link_kind", "network.growth"),
    rule("network", "learned from linked institutes", "knowledge",
         "link_kind@links link_strength@links measure:institute_capability@linked knowledge",
         "network.gain network.standards_gain network.subnetwork_gain network.crowding technologies.profile"),
    rule("network", "links", "cash year_spending", "link_kind@links", "network.cost"),
    # 8 projects
    rule("projects", "project work in kind", "year_spending", "projects inkind",
         "stages.cost stages.member_share technologies.project_scale"),
    rule("projects", "members' share of projects", "year_spending",
         "projects inkind bottom_up cycle" + _MEMBERS,
         "stages.cost stages.member_share technologies.project_scale tiers.project_money"
         " projects.bottom_up_money"),
    rule("projects", "projects", "cash year_spending", _MONEY, _MONEY_N),
    rule("projects", "advanced", "projects", _ADVANCE, _BOTH_N, levers="project_pace", luck="advance"),
    rule("projects", "advanced from the stage before", "projects", _ADVANCE, _BOTH_N,
         levers="project_pace", luck="advance"),
    rule("projects", "given up", "projects", _ADVANCE, "stages.fail projects.thin_failure" + _BOTH_N,
         levers="project_pace", luck="advance failure"),
    rule("projects", "past MRL 7", "transitions", _ADVANCE, _LATE_N + _ADVANCE_N, levers="project_pace",
         luck="advance"),
    # what follows from the projects of this turn leads on to them
    rule("projects", "projects ended", "year_ended", "projects@all transitions@all", luck="advance failure"),
    rule("projects", "proven at MRL 4 and 5", "backlog", "projects",
         "projects.backlog_first projects.backlog_yield", luck="advance"),
    rule("projects", "transitions", "reputation", "transitions projects", "operations.reputation_transition",
         luck="advance"),
    rule("projects", "projects given up", "reputation", "projects", "operations.reputation_project",
         luck="advance failure"),
    rule("projects", "transitions", "support_congress", "transitions@all commercial", "politics.transitions",
         luck="advance"),
    rule("projects", "transitions that serve it", "agency_support", "transitions@all bottom_up@all",
         "politics.agency_mission technologies.agencies projects.bottom_up_mission", luck="advance"),
    rule("projects", "research elsewhere", "backlog", "phase", "projects.backlog_inflow"),
    rule("projects", "taken up by late starts", "backlog", _START, _START_N, luck="starts"),
    rule("projects", "started", "projects", _START, _START_N, luck="starts"),
    # 9 operations
    rule("operations", "dues", "cash", "dues" + _MEMBERS),
    rule("operations", "services on shared equipment", "cash", _SERVICES, _SERVICES_N),
    rule("operations", "contract research", "cash", "staff drift reputation" + _EFFORT,
         "operations.contracts technologies.contracts technologies.pull operations.dependence_drag",
         levers="market_pull"),
    rule("operations", "federal projects", "cash", "agency_support@all trust bottom_up drift dependence base_left",
         "operations.federal_without agencies.customer technologies.agencies projects.bottom_up_mission"
         " operations.dependence_drag"),
    rule("operations", "state money", "cash", "reputation hub satellites",
         "operations.state operations.state_site regions.weight"),
    rule("operations", "royalties and donations", "cash", "transitions", "operations.donations"),
    rule("operations", "equipment renewed", "cash year_spending", _SERVICES,
         "operations.renewal" + _SERVICES_N),
    rule("operations", "renewed from service income", "equipment", _SERVICES,
         "operations.renewal" + _SERVICES_N),
    rule("operations", "payroll", "cash year_spending", "staff", "operations.wage"),
    rule("operations", "rent and upkeep", "cash year_spending", "equipment",
         "operations.upkeep operations.overhead"),
    rule("operations", "service to members", "cash year_spending", _MEMBERS, "tiers.service_cost"),
    rule("operations", "hired", "staff", _HIRE, "operations.hire" + _HIRE_N),
    rule("operations", "let go", "staff", _HIRE, "operations.layoff" + _HIRE_N),
    rule("operations", "worn out", "equipment", "equipment", "operations.wear"),
    rule("operations", "what it can do", "reputation", "reputation" + _ABLE,
         "operations.reputation_capability"),
    rule("operations", "contract work", "reputation", "drift", "operations.reputation_drift"),
    rule("operations", "results and reputation", "trust", "transitions reputation trust",
         "operations.federal_growth"),
    *_closure("closed for want of money", "operations", "cash failing", "", "operations.failing_turns"),
    # 10 economy
    rule("economy", "the national economy", "cycle", "cycle", "macro.cycle economy.cycle_return"),
    rule("economy", "the national economy", "va_share", "va_share", "macro.va_share"),
    rule("economy", "the national economy", "employment", "employment", "macro.employment"),
    rule("economy", "chance", "cycle", "", "economy.cycle_luck", luck="economy"),
    rule("economy", "chance", "va_share", "", "economy.macro_luck macro.va_share", luck="economy"),
    rule("economy", "chance", "employment", "", "economy.macro_luck macro.employment", luck="economy"),
    rule("economy", "chance", "foreign", "", "economy.foreign_luck", luck="economy"),
    rule("economy", "transitions", "domestic", "transitions", "economy.transition_gain"),
    rule("economy", "SMEs that use the technology", "domestic", "need",
         "economy.diffusion_gain technologies.firms_sme"),
    rule("economy", "skilled people", "domestic", "skilled@all", "economy.training_gain regions.skilled"),
    rule("economy", "offshoring", "domestic", "domestic", "economy.erosion technologies.offshoring"),
    rule("economy", "competitors", "foreign", "", "technologies.foreign_pace"),
    rule("economy", "closed", "plants", "plants domestic foreign cycle",
         "economy.plant_close economy.plant_gap economy.plant_cycle technologies.offshoring", luck="plants"),
    rule("economy", "plants closed", "jobs", "jobs plants", luck="plants"),
    rule("economy", "opened", "plants", "plants" + _GAIN, "economy.plant_base economy.plant_open" + _GAIN_N,
         luck="plants"),
    rule("economy", "plants opened", "jobs", "jobs plants", luck="plants"),
    # 11 events: see EVENT_RULE
    # 12 scorecard
    rule("scorecard", "presence in the regions", "support_congress support_public",
         "hub@all satellites@all sme@all", "politics.presence regions.weight"),
    rule("scorecard", "institutes that stand alone", "support_congress", "phase@all", "politics.sustaining"),
    rule("scorecard", "base money that does not fall", "support_congress", "base_left@all term@all age@all taper@all",
         "politics.level_money"),
    rule("scorecard", "campaign", "support_congress support_public agency_support", "",
         "politics.campaign politics.campaign_half", "campaign"),
    rule("scorecard", "faded", "support_congress", "support_congress", "politics.fade politics.middle"),
    rule("scorecard", "faded", "support_public", "support_public", "politics.fade politics.middle"),
    rule("scorecard", "faded", "agency_support", "agency_support", "politics.fade politics.middle"),
    rule("scorecard", "lapsed", "budget lapsed", "budget", "agencies.carryover"),
    rule("scorecard", "money lapsed", "agency_support", "budget",
         "politics.agency_idle agencies.carryover agencies.appropriations"),
    rule("scorecard", "money lapsed", "support_congress", "budget@all",
         "politics.idle_money agencies.carryover agencies.appropriations"),
    rule("scorecard", "year judged", "judged"),
)  # fmt: skip

#: What the effects of an event move at once, whatever the event.
EVENT_RULE = rule(
    "orders events", EVENT,
    "support_congress support_public commercial agency_support office_staff cycle budget cash reputation foreign",
    orders="respond", luck="events",
)  # fmt: skip

#: What sets each setting: orders of this turn, and what the rules read to set it otherwise.
SETTINGS: dict[str, Rule] = {
    each.stocks[0]: each
    for each in (
        rule("scorecard", "", "turn"),
        rule("orders competition operations", "", "phase",
             "cash income cost covered failing base_left plan term taper age opened",
             "funding.ramp_up competition.patience operations.failing_turns competition.bid",
             "solicit award decline close", luck="bids"),
        rule("competition", "", "bidder", "", "", "award close"),
        rule("orders", "", "agency", "", "", "solicit close"),
        rule("competition", "", "hub", "", "bidders.region", "award close"),
        rule("funding", "", "satellites", "budget@all", "", "fund close"),
        rule("competition", "", "opened", "", "", "award close"),
        rule("orders", "", "plan", "base_left", "", "solicit taper renew close"),
        rule("orders", "", "term", "age", "", "solicit taper renew close"),
        rule("orders competition funding", "", "age", "phase", "competition.patience",
             "solicit award taper renew close"),
        rule("orders", "", "taper", "", "", "solicit taper renew"),
        rule("orders", "", "match_rule", "", "", "solicit"),
        rule("operations", "", "covered", "income cost base_left"),
        rule("operations", "", "failing", "cash"),
        rule("orders competition", "", "bottom_up", "", "defaults.bottom_up", "portfolio award"),
        rule("orders", "", "voucher", "", "", "vouchers"),
        rule("operations", "", "drift", "income cost base_left plan term taper age drift",
             "operations.drift_rate operations.drift_relax operations.drift_base", "award"),
        rule("operations", "", "income",
             "dues organisations sme staff drift reputation dependence cycle agency_support@all trust transitions hub"
             + _ABLE,
             "operations.services operations.contracts operations.state operations.donations"
             " operations.dependence_drag agencies.customer"),
        rule("operations", "", "cost", _COST + _MONEY, _COST_N + _MONEY_N),
        rule("funding", "", "inkind", _MATCH + "bidder", "bidders.cash funding.inkind_equipment", luck="match"),
        rule("orders competition funding", "", "credibility", "offer_credibility opened", _APART_N, "award renew close",
             luck="consortia"),
        rule("orders competition", "", "dues", "", "tiers.dues technologies.dues_scale", "dues award"),
        rule("orders", "", "recruit", "", "", "recruit"),
        rule("orders", "", "recruit_regions", "", "", "recruit"),
        rule("competition", "", "offer_pledge", "plan match_rule taper",
             "competition.bid competition.seed_half competition.seed_standard competition.crowding_out"
             " competition.match_deterrence competition.taper_deterrence competition.pledge_luck bidders.pledge"
             " technologies.pull",
             "award decline", luck="bids pledges"),
        rule("competition", "", "offer_credibility", "plan match_rule age",
             "competition.stretch competition.preparation competition.credibility_luck bidders.credibility",
             "award decline", luck="bids pledges credibility"),
        rule("competition", "", "offer_reading", "plan match_rule age",
             "competition.stretch competition.preparation competition.reading_luck competition.credibility_luck",
             "award decline", luck="bids pledges credibility readings"),
        rule("competition", "", "offer_partners", "", "competition.partners", "award decline",
             luck="bids partners"),
        rule("orders competition", "", "portfolio", "",
             "defaults.portfolio_4 defaults.portfolio_5 defaults.portfolio_6 defaults.portfolio_7",
             "portfolio award"),
        rule("orders", "", "train_region", "", "", "train"),
        rule("orders", "", "train_institute", "", "", "train"),
        rule("orders", "", "link_kind", "", "", "link"),
        rule("events", "", "event_turn", luck="events"),
        rule("orders", "", "event_option", "", "", "respond"),
    )
}  # fmt: skip
