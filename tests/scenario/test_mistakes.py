"""Every kind of mistake in a scenario file: the place, the key and the suggestion of its problem."""

# The table of mistakes reads better with each old and new text unbroken.
# ruff: noqa: E501

from pathlib import Path

import pytest
from attrs import frozen

from nnmi_game.scenario.load import Problem, check, load


@frozen
class Mistake:
    """``old`` becomes ``new`` in the valid file; the problem stands in ``line`` lines below the place of it."""

    name: str
    old: str
    new: str
    key: str
    says: str
    suggestion: str = ""
    expected: str = ""
    below: int = 0
    line: int | None = None


MISTAKES = [
    # Types: nothing is taken for something else.
    Mistake("fraction", "turns = 8", "turns = 3.9", "calendar.turns", "3.9 is a number with a fraction",
            expected="a whole number from 1 to 80 (turns)"),
    Mistake("whole as fraction", "turns = 8", "turns = 8.0", "calendar.turns", "8.0 is a number with a fraction"),
    Mistake("text for number", "pull = 1100", 'pull = "1100"', "technologies[0].pull", '"1100" is a text'),
    Mistake("flag for number", "pull = 1100", "pull = true", "technologies[0].pull", "true is a flag"),
    Mistake("date for number", "pull = 1100", "pull = 2012-08-16", "technologies[0].pull", "is a date"),
    Mistake("infinity", "pull = 1100", "pull = inf", "technologies[0].pull", "inf is a number with a fraction"),
    Mistake("text for flag", 'yearly = true', 'yearly = "no"', "goals[0].components[1].yearly", '"no" is a text',
            expected="true or false"),
    Mistake("number for flag", "yearly = true", "yearly = 1", "goals[0].components[1].yearly", "1 is a whole number"),
    Mistake("text for list", "components = [{ measure = \"transitions\", base = 0, target = 20, weight = 1, source = \"made up\" }]",
            'components = "abc"', "goals[1].components", '"abc" is a text', expected="a list of 1 to 8 tables"),
    Mistake("table for list", "effects = [{ lever = \"payments\", amount = -400, turns = 1 }]", "effects = {}",
            "events[0].options[0].effects", "this is a table"),
    Mistake("text for table", "centre = { x = 1200, y = 1600 }", 'centre = "here"', "regions[0].centre",
            '"here" is a text', expected="a table"),
    Mistake("list for mapping", "profile = { materials = 700, control = 300 }", "profile = [700]",
            "technologies[0].profile", "this is a list"),
    Mistake("number for text", 'verb = "award"', "verb = 3", "lessons[1].verb", "3 is a whole number"),
    Mistake("text for both languages", 'name = { en = "Materials", zh = "材料" }', 'name = "Materials"',
            "disciplines[0].name", '"Materials" is a text'),
    Mistake("number in a list of tables", "outline = [{ x = 0, y = 1000 }, ", "outline = [7, ",
            "regions[0].outline[0]", "7 is a whole number"),
    # Bounds.
    Mistake("too large", "support_congress = 550", "support_congress = 1001", "start.support_congress",
            "1001 is too large", expected="a whole number from 0 to 1000 (points)"),
    Mistake("too small", "office_staff = 10", "office_staff = -1", "start.office_staff", "-1 is too small"),
    Mistake("far too large", "office_staff = 10", "office_staff = " + "9" * 79, "start.office_staff",
            "this number is too large"),
    Mistake("mapping value", "profile = { materials = 700", "profile = { materials = 1001",
            "technologies[0].profile.materials", "1001 is too large"),
    Mistake("long text", 'source = "made up"', 'source = "' + "x" * 6001 + '"', "agencies[0].source",
            "this text has 6001 characters"),
    Mistake("list too short", "components = [{ measure = \"transitions\", base = 0, target = 20, weight = 1, source = \"made up\" }]",
            "components = []", "goals[1].components", "this list has 0 entries"),
    Mistake("list too long", "effects = [{ lever = \"payments\", amount = -400, turns = 1 }]",
            "effects = [" + '{ lever = "cash", amount = 1 },' * 13 + "]", "events[0].options[0].effects",
            "this list has 13 entries", expected="a list of 0 to 12 tables"),
    # Keys.
    Mistake("misspelt key", "pull = 1100", "pulll = 1100", "technologies[0].pulll", "not known", "pull"),
    Mistake("misspelt table", "[calendar]", "[calender]", "calender", "not known", "calendar"),
    Mistake("unknown key", "[calendar]", "[calendar]\nxyzzy = 1", "calendar.xyzzy", "not known", below=1),
    Mistake("missing key", "pull = 1100\n", "", "technologies[0].pull", "this key is missing", line=81,
            expected="a whole number from 0 to 3000 (per mille)"),
    Mistake("missing table", "[start]\noffice_staff = 10\nsupport_congress = 550\nsupport_public = 500\ncommercial = 400\n", "",
            "start", "this key is missing", line=1),
    # Texts.
    Mistake("no Chinese", ', zh = "材料" }', " }", "disciplines[0].name.zh", "Chinese is missing"),
    Mistake("blank English", 'name = { en = "Materials"', 'name = { en = " "', "disciplines[0].name.en",
            "English is missing", expected="a text in both languages: en and zh"),
    # Words, identifiers, references.
    Mistake("unknown word", 'lead = "nonprofit"', 'lead = "non-profit"', "bidders[0].lead",
            "not one of the words allowed", "nonprofit"),
    Mistake("identifier", 'id = "materials"', 'id = "Raw Materials"', "disciplines[0].id", "is no identifier",
            "raw_materials"),
    Mistake("empty identifier", 'id = "materials"', 'id = ""', "disciplines[0].id", "is no identifier"),
    Mistake("long identifier", 'id = "materials"', 'id = "' + "m" * 41 + '"', "disciplines[0].id",
            "this text has 41 characters"),
    Mistake("same id", 'id = "control"', 'id = "materials"', "disciplines[1].id", "already taken in line 20"),
    Mistake("same id of options", 'id = "speak"', 'id = "wait"', "events[0].options[1].id", "already taken"),
    Mistake("no such technology", 'technology = "additive"', 'technology = "aditive"', "bidders[0].technology",
            'there is no "aditive" in technologies', "additive"),
    Mistake("no such region in mapping", "firms_sme = { north", "firms_sme = { norht", "technologies[0].firms_sme.norht",
            'there is no "norht" in regions', "north"),
    Mistake("no such payer", 'payer = "institute"', 'payer = "institutes"', "channels[1].payer", "cannot pay",
            "institute"),
    Mistake("no such agency", 'interest = 60\npayer = "dod"', 'interest = 60\npayer = "dodd"', "programs[0].payer",
            'there is no "dodd" in agencies', "dod", below=1),
    # Coefficients.
    Mistake("coefficient bounds", "bid = { value = 900", "bid = { value = 1900", "coefficients.competition.bid.value",
            "1900 is too large"),
    Mistake("coefficient type", "bid = { value = 900", "bid = { value = 0.9", "coefficients.competition.bid.value",
            "0.9 is a number with a fraction"),
    Mistake("unit", 'bid = { value = 900, unit = "per mille"', 'bid = { value = 900, unit = "per mile"',
            "coefficients.competition.bid.unit", "is not that of this coefficient", "per mille",
            expected='"per mille"'),
    Mistake("bare coefficient", 'bid = { value = 900, unit = "per mille", assumed = "a plausible middle, for tests" }',
            "bid = 900", "coefficients.competition.bid", "900 is a whole number"),
    Mistake("no reason", 'bid = { value = 900, unit = "per mille", assumed = "a plausible middle, for tests" }',
            'bid = { value = 900, unit = "per mille" }', "coefficients.competition.bid",
            "neither source nor assumption", expected="either source or assumed"),
    Mistake("two reasons", "bid = { value = 900,", 'bid = { value = 900, source = "x",', "coefficients.competition.bid",
            "both a source and an assumption"),
    Mistake("lowest above highest", "seed_low = { value = 20000", "seed_low = { value = 200000",
            "coefficients.competition.seed_high.value", "150000 is less than seed_low, which is 200000", below=1,
            expected="at least 200000"),
    Mistake("match", "match_high = { value = 3000", "match_high = { value = 900",
            "coefficients.competition.match_high.value", "900 is less than match_low"),
    Mistake("years", "years_high = { value = 7", "years_high = { value = 2",
            "coefficients.competition.years_high.value", "2 is less than years_low"),
    Mistake("dues", "dues_high = 500", "dues_high = 50", "tiers[0].dues_high", "50 is less than dues, which is 100"),
    Mistake("portfolio", "portfolio_7 = { value = 150", "portfolio_7 = { value = 151",
            "coefficients.defaults.portfolio_7.value", "add up to 1001", expected="a total of 1000"),
    # Calendar and years.
    Mistake("turns per year", "turns_per_year = 2", "turns_per_year = 3", "calendar.turns_per_year",
            "cannot be divided into 3", expected="1, 2 or 4"),
    Mistake("missing year of an agency", "    { fy = 2016, amount = 60000 },\n", "", "agencies[0].appropriations",
            "are missing: 2016", line=35, expected="one entry for each year from 2013 to 2016"),
    Mistake("year twice", "{ fy = 2016, amount = 60000 }", "{ fy = 2015, amount = 60000 }",
            "agencies[0].appropriations[3].fy", "2015 is already given in line 38"),
    Mistake("missing macro year", "[[macro]]\nfy = 2016", "[[macro]]\nfy = 2017", "macro", "are missing: 2016", line=322),
    Mistake("event after the end", "turn = 3", "turn = 9", "events[0].turn", "ends before turn 9",
            expected="a turn from 1 to 8"),
    Mistake("lesson after the end", "[[lessons]]\nturn = 2", "[[lessons]]\nturn = 20", "lessons[1].turn",
            "ends before turn 20", below=1),
    Mistake("event before itself", "turn = 3", "turn = 3\nfirst_turn = 4", "events[0].first_turn",
            "can never happen", below=1),
    # Fixed tables.
    Mistake("order of stages", "mrl = 5", "mrl = 6", "stages[1].mrl", "6 stands in the wrong place",
            expected="the order 4, 5, 6, 7"),
    Mistake("tier twice", 'id = "academic"', 'id = "sme"', "tiers[2].id", "sme stands in the wrong place"),
    Mistake("order of goals", 'id = "workforce"', 'id = "sustainability"', "goals[2].id", "in the wrong place"),
    # Technologies.
    Mistake("nobody cares", "agencies = { dod = 900, doc = 500 }", "agencies = { dod = 0 }", "technologies[0].agencies",
            "no agency that may sponsor", expected="at least one of doc, dod"),
    Mistake("nobody bids", 'technology = "digital"', 'technology = "additive"', "technologies[1].id",
            'nobody bids for "digital"', line=108),
    # Conditions, effects, goals.
    Mistake("no such measure", 'measure = "members",', 'measure = "member",', "events[1].when[0].measure",
            "not one of the words allowed", "members"),
    Mistake("measure not aimed", 'measure = "institute_reputation", of = "additive"', 'measure = "institute_reputation"',
            "events[1].when[1].of", "which one is meant", expected="the id of one of technologies"),
    Mistake("measure aimed at nothing", 'measure = "institute_reputation", of = "additive"',
            'measure = "institute_reputation", of = "aditive"', "events[1].when[1].of",
            'there is no "aditive" in technologies', "additive"),
    Mistake("measure aimed at the wrong table", 'measure = "institute_reputation", of = "additive"',
            'measure = "agency_support", of = "additive"', "events[1].when[1].of", "in agencies"),
    Mistake("network measure aimed", 'measure = "members",', 'measure = "members", of = "dod",', "events[1].when[0].of",
            "whole network"),
    Mistake("order in an event", 'measure = "members",', 'ordered = "fund",', "events[1].when[0].ordered",
            "only the reactions of lessons"),
    Mistake("condition on nothing", 'when = [{ ordered = "solicit" }]', "when = [{ value = 1 }]",
            "lessons[1].reactions[0].when[0]", "tests one thing", expected="exactly one of measure and ordered"),
    Mistake("condition on two", 'when = [{ ordered = "solicit" }]', 'when = [{ ordered = "solicit", measure = "members" }]',
            "lessons[1].reactions[0].when[0]", "tests one thing"),
    Mistake("no such order", 'when = [{ ordered = "solicit" }]', 'when = [{ ordered = "solicits" }]',
            "lessons[1].reactions[0].when[0].ordered", "not one of the words allowed", "solicit"),
    Mistake("no such verb", 'verb = "award"', 'verb = "awards"', "lessons[1].verb", "not one of the words", "award"),
    Mistake("no such lever", 'lever = "support_public"', 'lever = "support_publik"',
            "events[1].options[0].effects[0].lever", "not one of the words allowed", "support_public"),
    Mistake("lasting effect without turns", 'effects = [{ lever = "payments", amount = -400, turns = 1 }]',
            'effects = [{ lever = "payments", amount = -400 }]', "events[0].options[0].effects[0].turns",
            "lasts for some turns"),
    Mistake("short effect with turns", '"support_public", amount = 15', '"support_public", amount = 15, turns = 2',
            "events[1].options[0].effects[0].turns", "acts at once"),
    Mistake("effect aimed at nothing", '"market_pull", of = "additive"', '"market_pull", of = "dod"',
            "events[1].options[0].effects[1].of", 'there is no "dod" in technologies'),
    Mistake("network effect aimed", '"support_public", amount', '"support_public", of = "dod", amount',
            "events[1].options[0].effects[0].of", "whole network"),
    Mistake("goal of an institute", 'measure = "parity"', 'measure = "institute_cash"', "goals[0].components[0].measure",
            "not one of the words allowed", "institutes"),
    Mistake("goal without a way", "base = 850, target = 1050", "base = 850, target = 850", "goals[0].components[0].target",
            "base and target are the same"),
    # Layout.
    Mistake("another id", 'id = "tiny"', 'id = "tony"', "id", "the name of its file", expected='"tiny"'),
    Mistake("parts of a file", "version = 1", 'version = 1\nparts = ["a.toml"]', "parts", "in a folder of its own", below=1),
    Mistake("no such base", "version = 1", 'version = 1\nbase = "tinny"', "base", "no such scenario to build on", below=1),
    # TOML itself.
    Mistake("syntax", "turns = 8", "turns = ", "", "not valid TOML: Invalid value"),
    Mistake("key twice", "turns = 8", "turns = 8\nturns = 9", "calendar.turns", "given twice; the first is in line 11", below=1),
    Mistake("table twice", "[start]", "[calendar]\n[start]", "calendar", "given twice; the first is in line 8"),
    Mistake("deep list", "turns = 8", "turns = " + "[" * 5000 + "]" * 5000, "", "nested more than 12 deep"),
    Mistake("deep key", "turns = 8", "a." * 50000 + "b = 8", "", "nested more than 12 deep"),
    Mistake("endless number", "turns = 8", "turns = " + "8" * 9000, "calendar.turns", "too long to be read"),
    Mistake("control character", "turns = 8", "turns = 8 # \x00", "", "not valid TOML"),
]  # fmt: skip


def check_text(folder: Path, text: str) -> list[Problem]:
    path = folder / "tiny.toml"
    path.write_text(text, encoding="utf-8")
    scenario, problems = check(path)
    assert (scenario is None) == bool(problems)
    return problems


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_named_with_its_place(mistake: Mistake, tiny_text: str, tmp_path: Path) -> None:
    assert mistake.old in tiny_text
    problems = check_text(tmp_path, tiny_text.replace(mistake.old, mistake.new, 1))

    line = mistake.line or tiny_text[: tiny_text.index(mistake.old)].count("\n") + 1 + mistake.below
    found = [one for one in problems if one.key == mistake.key and mistake.says in one.message]
    assert found, [str(one) for one in problems]
    assert (found[0].line, found[0].suggestion) == (line, mistake.suggestion), str(found[0])
    assert mistake.expected in found[0].expected
    assert found[0].file == str(tmp_path / "tiny.toml")
    assert str(found[0]).startswith(f"{found[0].file}:{line}:{found[0].column}: ")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_one_mistake_is_named_once(mistake: Mistake, tiny_text: str, tmp_path: Path) -> None:
    # These really leave two things wrong, such as an id that others refer to.
    double = {
        "identifier", "empty identifier", "long identifier", "same id", "misspelt table", "bare coefficient",
        "missing macro year", "year twice", "no such region in mapping", "order of goals", "tier twice", "no such base",
        "order of stages", "missing table", "no such technology", "number in a list of tables",
    }  # fmt: skip
    problems = check_text(tmp_path, tiny_text.replace(mistake.old, mistake.new, 1))
    if mistake.name not in double:
        assert len(problems) == 1, [str(one) for one in problems]


def test_the_tiny_scenario_is_valid(tiny_path: Path) -> None:
    scenario = load(tiny_path)
    assert [technology.id for technology in scenario.technologies] == ["additive", "digital"]
    assert scenario.technologies[0].firms_sme == {"north": 500, "south": 300}
    assert scenario.coefficients.operations.wage.value == 150
    assert scenario.bidders[1].place is None
    assert scenario.bidders[0].retention == 1000


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file(tiny_text: str, tmp_path: Path) -> None:
    text = tiny_text
    chosen = [one for one in MISTAKES if one.name in
              ("too large", "misspelt key", "no such lever", "unit", "no such payer", "no Chinese")]  # fmt: skip
    for mistake in chosen:
        text = text.replace(mistake.old, mistake.new, 1)
    problems = check_text(tmp_path, text)
    assert {one.key for one in problems} == {mistake.key for mistake in chosen}
    places = [(one.line, one.column) for one in problems]
    assert places == sorted(places)


def test_a_problem_reads_as_one_line(tiny_text: str, tmp_path: Path) -> None:
    problems = check_text(tmp_path, tiny_text.replace("pull = 1100", "pull = 1.1", 1))
    assert [str(one) for one in problems] == [
        f"{tmp_path / 'tiny.toml'}:88:1: technologies[0].pull: 1.1 is a number with a fraction; "
        "expected a whole number from 0 to 3000 (per mille)"
    ]


def test_nothing_in_a_message_disturbs_a_terminal(tiny_text: str, tmp_path: Path) -> None:
    text = tiny_text.replace('lead = "nonprofit"', r'lead = "\u001b[2J\u202e\n"' + "\n" + r'"\u001b" = 1', 1)
    for problem in check_text(tmp_path, text):
        assert str(problem).isprintable()
