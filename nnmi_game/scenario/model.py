"""What a scenario says: the attrs classes that a scenario file is read into.

All numbers are whole numbers in the unit that the field names, so that a scenario means the same on every
machine. A rate "per mille per year" is spread evenly over the turns of a year.
"""

from __future__ import annotations

from attrs import Factory, frozen

from nnmi_game.scenario.coefficients import Coefficients
from nnmi_game.scenario.fields import (
    flag,
    identifier,
    items,
    mapping,
    note,
    part,
    reference,
    text,
    whole,
    word,
)
from nnmi_game.scenario.vocabulary import (
    GOALS,
    LEADS,
    LEVERS,
    MEASURES,
    NETWORK_MEASURES,
    OPERATORS,
    ORDERS,
    PROGRAM_KINDS,
    TIERS,
)


@frozen(kw_only=True)
class Text:
    """One text in both languages."""

    en: str = note("English", default="")
    zh: str = note("Simplified Chinese", default="")


@frozen(kw_only=True)
class Calendar:
    """When the game is played: ``turns`` turns, ``turns_per_year`` (1, 2 or 4) to a fiscal year."""

    first_year: int = whole("fiscal year of the first turn", "year", 1900, 2200)
    turns_per_year: int = whole("turns in a fiscal year: 1, 2 or 4", "turns", 1, 4)
    turns: int = whole("length of the game", "turns", 1, 80)


@frozen(kw_only=True)
class Start:
    """The office and its surroundings before the first turn."""

    office_staff: int = whole("people in the program office", "people", 0, 1000)
    support_congress: int = whole("support in Congress", "points", 0, 1000)
    support_public: int = whole("support in public", "points", 0, 1000)
    commercial: int = whole("weight Congress gives to commercial results", "points", 0, 1000)


@frozen(kw_only=True)
class Technology:
    """A field of manufacturing: the slot that one institute can fill."""

    id: str = identifier("short name used in orders and saves")
    name: Text = text("name of the field")
    institute: Text = text("name that an institute in this field takes")
    about: Text = text("what the field is and why it is hard")
    profile: dict[str, int] = mapping("what knowledge it draws on", "per mille", 0, 1000, "disciplines")
    agencies: dict[str, int] = mapping(
        "how far it serves each agency's mission", "per mille", 0, 1000, "agencies"
    )
    pull: int = whole("market pull: demand for it", "per mille", 0, 3000)
    market: int = whole("weight in the national figures", "per mille", 0, 10_000)
    domestic: int = whole("domestic capability at the start", "points", 0, 10_000)
    foreign: int = whole("foreign front at the start", "points", 1, 10_000)
    foreign_pace: int = whole("how fast the foreign front moves", "points per year", 0, 1000)
    offshoring: int = whole("how easily plants move abroad", "per mille", 0, 3000)
    plants: int = whole("domestic plants at the start", "plants", 0, 1_000_000)
    jobs: int = whole("domestic jobs at the start", "people", 0, 10_000_000)
    firms_sme: dict[str, int] = mapping(
        "SMEs that could ever join, by region", "firms", 0, 100_000, "regions"
    )
    firms_large: int = whole("large firms that could ever join", "firms", 0, 100_000)
    academic: int = whole("universities and colleges that could ever join", "organisations", 0, 100_000)
    government: int = whole("laboratories and agencies that could ever join", "organisations", 0, 100_000)
    backlog: int = whole("proven concepts lying ready at the start", "projects", 0, 10_000)
    project_scale: int = whole("cost of a project against the standard", "per mille", 100, 10_000)
    equipment_scale: int = whole("equipment needed for full capability", "thousand dollars", 100, 10_000_000)
    services: int = whole("demand for shared equipment and testing", "per mille", 0, 10_000)
    contracts: int = whole("demand for contract research", "per mille", 0, 10_000)
    dues_scale: int = whole("customary dues against the tier's", "per mille", 0, 20_000, default=1000)
    appeal_large: int = whole("how readily large firms join", "per mille", 0, 10_000, default=1000)
    appeal_sme: int = whole("how readily SMEs join", "per mille", 0, 10_000, default=1000)
    record: str = note("id of its institute in the public record", default="")
    source: str = note("where the figures come from")


@frozen(kw_only=True)
class Yearly:
    """An amount for one fiscal year."""

    fy: int = whole("fiscal year", "year", 1900, 2200)
    amount: int = whole("amount", "thousand dollars", 0, 1_000_000_000)


@frozen(kw_only=True)
class Agency:
    """A federal agency with money of its own, which only pays for what serves its missions."""

    id: str = identifier("short name")
    name: Text = text("name")
    missions: Text = text("what it pays for")
    appropriations: tuple[Yearly, ...] = items("money for the network, year by year", minimum=1)
    carryover: int = whole("share of unspent money kept at the end of a year", "per mille", 0, 1000)
    customer: int = whole(
        "federal projects it buys from a mature institute", "thousand dollars per year", 0, 1_000_000
    )
    sponsors: bool = flag("whether it may sponsor an institute", True)
    support: int = whole("support for the program at the start", "points", 0, 1000)
    source: str = note("where the figures come from")


@frozen(kw_only=True)
class Point:
    """A place on the map: kilometres east and north of the map's lower left corner."""

    x: int = whole("kilometres east", "km", 0, 20_000)
    y: int = whole("kilometres north", "km", 0, 20_000)


@frozen(kw_only=True)
class Island:
    """A part of a region that lies apart from the rest."""

    outline: tuple[Point, ...] = items("its border, for the map", minimum=3)


@frozen(kw_only=True)
class Region:
    """A part of the country."""

    id: str = identifier("short name")
    name: Text = text("name")
    centre: Point = part("where it lies", default=Factory(lambda: Point(x=0, y=0)))
    outline: tuple[Point, ...] = items("its border, for the map; neighbours name the points they share alike")
    islands: tuple[Island, ...] = items("parts of it that lie apart, for the map", maximum=40)
    colleges: int = whole("community and technical colleges that can run programs", "colleges", 0, 10_000)
    skilled: int = whole("people with the skills of advanced manufacturing", "people", 0, 10_000_000)
    weight: int = whole("political weight", "per mille", 0, 1000)
    source: str = note("where the figures come from")


@frozen(kw_only=True)
class Geography:
    """What there is to say of the map as a whole."""

    source: str = note("where the outlines and places come from", default="")


@frozen(kw_only=True)
class Partners:
    """Organisations that sign a bid; they are not members yet."""

    large: int = whole("large firms", "firms", 0, 10_000, default=0)
    sme: int = whole("small and medium manufacturers", "firms", 0, 10_000, default=0)
    academic: int = whole("universities and colleges", "organisations", 0, 10_000, default=0)
    government: int = whole("laboratories, agencies, associations", "organisations", 0, 10_000, default=0)


@frozen(kw_only=True)
class Bidder:
    """A team that may answer a solicitation: what it says (pledge) and what it will do (credibility)."""

    id: str = identifier("short name")
    technology: str = reference("field it bids in", "technologies")
    name: Text = text("name")
    about: Text = text("who they are")
    lead: str = word("kind of lead", LEADS)
    region: str = reference("region of the hub", "regions")
    city: Text = text("city of the hub")
    place: Point | None = part("where the city lies on the map", default=None)
    pledge: int = whole("pledged non-federal money against a seed of standard size", "per mille", 500, 20_000)
    cash: int = whole("share of the pledge that comes in cash", "per mille", 0, 1000)
    credibility: int = whole("share of the pledge that is honoured", "per mille", 0, 1500)
    strength: int = whole("quality of management and laboratories", "points", 0, 1000)
    outreach: int = whole("how well it reaches firms", "per mille", 0, 5000)
    retention: int = whole("how well it keeps members", "per mille", 0, 5000, default=1000)
    partners: Partners = part("who signs the bid", default=Factory(Partners))
    source: str = note("where the figures come from")


@frozen(kw_only=True)
class Tier:
    """A class of members."""

    id: str = word("tier", TIERS)
    name: Text = text("name")
    dues: int = whole("customary dues", "thousand dollars per year", 0, 100_000)
    dues_high: int = whole("highest dues that may be set", "thousand dollars per year", 0, 100_000)
    dues_half: int = whole(
        "dues at which willingness to join halves", "thousand dollars per year", 1, 1_000_000
    )
    service_cost: int = whole("cost of serving one member", "dollars per year", 0, 10_000_000)
    join: int = whole("prospects who join in a good year", "per mille per year", 0, 1000)
    leave: int = whole("members who leave in a plain year", "per mille per year", 0, 1000)
    project_money: int = whole("what one member puts into projects", "dollars per year", 0, 100_000_000)
    source: str = note("where the figures come from")


@frozen(kw_only=True)
class Channel:
    """A way to reach SMEs. Cheap channels reach those who need it least."""

    id: str = identifier("short name")
    name: Text = text("name")
    about: Text = text("whom it reaches and at what price")
    contact_cost: int = whole("cost of reaching one firm", "dollars", 1, 10_000_000)
    awareness: int = whole("contacts that leave the firm interested", "per mille", 0, 1000)
    conversion: int = whole("added readiness to join", "per mille", 0, 5000)
    reach: int = whole("share of firms that it can reach at all", "per mille", 1, 1000)
    need: int = whole("how much the firms it brings need the technology", "per mille", 0, 3000)
    payer: str = note("agency that pays, or `sponsor`, or `institute`", default="sponsor")
    source: str = note("where the figures come from")


@frozen(kw_only=True)
class Program:
    """A workforce program."""

    id: str = identifier("short name")
    name: Text = text("name")
    about: Text = text("whom it teaches and what comes of it")
    kind: str = word("reach (wide, cheap) or train (narrow, costly)", PROGRAM_KINDS)
    cost: int = whole("cost of one person", "dollars", 1, 1_000_000)
    delay: int = whole("time from entry to completion", "months", 0, 60)
    completion: int = whole("entrants who complete", "per mille", 0, 1000)
    placement: int = whole("those completing who can be placed", "per mille", 0, 1000)
    skill: int = whole("what one placed person adds to the skilled", "per mille", 0, 10_000)
    capacity: int = whole("places of one college", "people per year", 0, 1_000_000)
    interest: int = whole("lasting interest one participant leaves", "per mille", 0, 1000)
    payer: str = reference("agency that pays", "agencies")
    source: str = note("where the figures come from")


@frozen(kw_only=True)
class Stage:
    """A stage of the project pipeline, by manufacturing readiness level."""

    mrl: int = whole("manufacturing readiness level: 4, 5, 6, 7", "level", 4, 7)
    name: Text = text("name")
    cost: int = whole("cost of one project", "thousand dollars per year", 1, 1_000_000)
    advance: int = whole("projects that advance in a good year", "per mille per year", 0, 2000)
    fail: int = whole("projects that are given up in a plain year", "per mille per year", 0, 1000)
    member_share: int = whole("share of cost that members carry", "per mille", 0, 1000)
    source: str = note("where the figures come from")


@frozen(kw_only=True)
class MacroYear:
    """The national frame in one year."""

    fy: int = whole("year", "year", 1900, 2200)
    va_share: int = whole("manufacturing value added", "hundredths of a per cent of GDP", 0, 10_000)
    employment: int = whole("manufacturing employment", "thousand people", 0, 1_000_000)
    cycle: int = whole("where the business cycle is drawn to", "points", -1000, 1000)
    source: str = note("where the figures come from")


@frozen(kw_only=True)
class Condition:
    """A test on one figure of the game, such as members of the network at least 100."""

    measure: str = word("figure", tuple(MEASURES), default="")
    of: str = note("technology or agency, for figures that have one", default="")
    op: str = word("comparison", OPERATORS, default=">=")
    value: int = whole("with what it is compared", "", -2_000_000_000, 2_000_000_000, default=0)
    ordered: str = word("in lessons only: an order that was given last turn", ORDERS, default="")


@frozen(kw_only=True)
class Effect:
    """What an option of an event moves: a lever, by an amount, at once or for some turns."""

    lever: str = word("lever", tuple(LEVERS))
    amount: int = whole("by how much", "the lever's unit", -100_000_000, 100_000_000)
    turns: int = whole("how long, for levers that last", "turns", 0, 80, default=0)
    of: str = note("agency or technology aimed at; none means all", default="")


@frozen(kw_only=True)
class Option:
    """One way to respond to an event."""

    id: str = identifier("short name")
    name: Text = text("what the office does")
    about: Text = text("what may come of it", default=Factory(Text))
    attention: int = whole("attention it costs", "points", 0, 100, default=0)
    effects: tuple[Effect, ...] = items("what follows", maximum=12)


@frozen(kw_only=True)
class Event:
    """Something that happens to the office: at a turn, by conditions, by chance, or all three together."""

    id: str = identifier("short name")
    name: Text = text("headline")
    about: Text = text("what happened")
    turn: int | None = whole("happens only in this turn", "turn", 1, 80, default=None)
    first_turn: int = whole("not before this turn", "turn", 1, 80, default=1)
    chance: int = whole("chance each turn, when its conditions hold", "per mille", 0, 1000, default=1000)
    when: tuple[Condition, ...] = items("conditions, which must all hold", maximum=12)
    options: tuple[Option, ...] = items("ways to respond; the first is the default", minimum=1, maximum=6)
    source: str = note("where the facts come from")


@frozen(kw_only=True)
class Component:
    """A part of a goal: a figure on its way from a base to a target."""

    measure: str = word("figure of the network", NETWORK_MEASURES)
    base: int = whole("value worth 0", "the figure's unit", -2_000_000_000, 2_000_000_000)
    target: int = whole("value worth full marks", "the figure's unit", -2_000_000_000, 2_000_000_000)
    weight: int = whole("weight in the goal", "parts", 1, 1000)
    yearly: bool = flag("judge the mean over the years instead of the last value", False)
    source: str = note("where the target comes from")


@frozen(kw_only=True)
class Goal:
    """One of the four statutory goals."""

    id: str = word("goal", GOALS)
    name: Text = text("name")
    about: Text = text("what the law asks")
    components: tuple[Component, ...] = items("what it is measured by", minimum=1, maximum=8)


@frozen(kw_only=True)
class Reaction:
    """A text shown when all its conditions hold: in a lesson, or as the last word on a game."""

    when: tuple[Condition, ...] = items("conditions", maximum=8)
    text: Text = text("what is said")


@frozen(kw_only=True)
class Lesson:
    """What a teaching scenario says as a turn starts: a verb to try, and words on what was done before."""

    turn: int = whole("turn", "turn", 1, 80)
    title: Text = text("title")
    text: Text = text("what to try")
    verb: str = word("order it introduces", ORDERS, default="")
    reactions: tuple[Reaction, ...] = items("words on what the player did, the first that fits", maximum=12)


@frozen(kw_only=True)
class Question:
    """A figure that players are asked to guess before a turn ends, so that they see what they expect."""

    turn: int = whole("turn before whose end the guess is asked for", "turn", 1, 80)
    measure: str = word("figure", (*GOALS, *MEASURES))
    of: str = note("technology or agency, for figures that have one", default="")
    text: Text = text("why it is asked", default=Factory(Text))


@frozen(kw_only=True)
class Discipline:
    """A field of knowledge that technologies draw on."""

    id: str = identifier("short name")
    name: Text = text("name")


@frozen(kw_only=True)
class Scenario:
    """All that a scenario says. The loader has checked it; nothing in it refers to what is not there."""

    id: str = identifier("short name: that of its file or folder")
    version: int = whole("version of the scenario", "", 1, 100_000)
    title: Text = text("title")
    summary: Text = text("one sentence for the list of scenarios")
    briefing: Text = text("what the player reads before the first turn")
    calendar: Calendar = part("when")
    start: Start = part("the office before the first turn")
    disciplines: tuple[Discipline, ...] = items("fields of knowledge", minimum=1, maximum=24)
    agencies: tuple[Agency, ...] = items("agencies", minimum=1, maximum=12)
    regions: tuple[Region, ...] = items("regions", minimum=1, maximum=60)
    map: Geography = part("the map that the outlines of the regions make", default=Factory(Geography))
    technologies: tuple[Technology, ...] = items("technologies", minimum=1, maximum=40)
    bidders: tuple[Bidder, ...] = items("bidders", minimum=1, maximum=200)
    tiers: tuple[Tier, ...] = items("tiers: large, sme, academic, government", minimum=4, maximum=4)
    channels: tuple[Channel, ...] = items("channels", minimum=1, maximum=12)
    programs: tuple[Program, ...] = items("workforce programs", minimum=1, maximum=12)
    stages: tuple[Stage, ...] = items("project stages: MRL 4, 5, 6, 7", minimum=4, maximum=4)
    coefficients: Coefficients = part("coefficients of the rules")
    macro: tuple[MacroYear, ...] = items("national frame, year by year", minimum=1, maximum=80)
    events: tuple[Event, ...] = items("events", maximum=120)
    goals: tuple[Goal, ...] = items("the four goals", minimum=4, maximum=4)
    lessons: tuple[Lesson, ...] = items("lessons of a teaching scenario", maximum=80)
    questions: tuple[Question, ...] = items("guesses that players are asked for", maximum=200)
    closing: tuple[Reaction, ...] = items("last words on a game, the first that fits", maximum=24)
    notes: Text = text("remarks on sources and assumptions", default=Factory(Text))
