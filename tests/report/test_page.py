"""The page: it parses, needs nothing from outside, escapes what it quotes, and speaks both languages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from attrs import evolve

from nnmi_game.game.game import Game
from nnmi_game.locale import set_language
from nnmi_game.report import words
from nnmi_game.report.charts import Figure, Line, lines
from nnmi_game.report.charts.frame import ticks
from nnmi_game.report.facts import review
from nnmi_game.report.markup import Markup, safe, tag
from nnmi_game.report.page import page
from nnmi_game.report.review import Question, Review, Spread, Turning
from nnmi_game.report.runs import beside
from nnmi_game.report.words.questions import ASKED
from nnmi_game.scenario.model import Scenario, Text
from tests.report.conftest import play

VOID = {"meta", "br", "hr", "img", "link", "input"}
HOSTILE = "</title><script>alert('x')</script><img src=http://evil.example onerror=\"x\">\x00 & \ud800"


class Reader(HTMLParser):
    """Notes the elements, checks that each is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({key for key, _value in attrs}) == len(attrs), (name, attrs)
        self.seen.append((name, dict(attrs)))
        if name not in VOID:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def english_page(found: Review) -> str:
    set_language("en")
    return page([found])


def test_it_parses_and_every_reference_is_inside(english_page: str) -> None:
    reader = read(english_page)
    assert english_page.startswith("<!DOCTYPE html>\n")
    ids = [attrs["id"] for _name, attrs in reader.seen if "id" in attrs]
    assert len(set(ids)) == len(ids)
    used = re.findall(r"url\(#([^)]+)\)", english_page)
    assert used and set(used) <= set(ids)
    labels = " ".join(
        attrs["aria-labelledby"] or "" for _n, attrs in reader.seen if "aria-labelledby" in attrs
    )
    assert set(labels.split()) <= set(ids)


def test_it_needs_nothing_from_outside(english_page: str) -> None:
    names = {name for name, _attrs in read(english_page).seen}
    assert not names & {"script", "link", "iframe", "object", "embed", "img"}
    assert not re.search(r"https?:|//[a-z]|@import|src=|javascript:", english_page)
    assert "url(" not in english_page.replace("url(#", "")


def test_every_chart_says_what_it_shows(english_page: str) -> None:
    reader = read(english_page)
    charts = [attrs for name, attrs in reader.seen if name == "svg"]
    assert len(charts) >= 8
    assert all(attrs["role"] == "img" and attrs["aria-labelledby"] for attrs in charts)
    titles = re.findall(r'<title id="[^"]+">([^<]+)</title><desc id="[^"]+">([^<]+)</desc>', english_page)
    assert len(titles) == len(charts)
    assert len([name for name, _attrs in reader.seen if name == "figcaption"]) == len(charts)
    tables = [name for name, _attrs in reader.seen if name == "table"]
    assert len(tables) == len([name for name, _attrs in reader.seen if name == "caption"])


def test_what_it_quotes_is_escaped(game: Game, tiny: Scenario) -> None:
    bad = Text(en=HOSTILE, zh=HOSTILE)
    fields = tuple(evolve(one, name=bad) for one in tiny.technologies)
    scenario = evolve(tiny, title=bad, technologies=fields)
    hostile = evolve(game, scenario=scenario, title=HOSTILE)
    html = page([review(hostile, HOSTILE)])
    names = {name for name, _attrs in read(html).seen}
    assert not names & {"script", "img"}
    assert "\x00" not in html
    assert html.encode("utf-8")
    assert "&lt;script&gt;" in html


def test_both_languages(found: Review, english_page: str) -> None:
    set_language("zh")
    chinese = page([found])
    set_language("en")
    reader = read(chinese)
    assert reader.seen[0] == ("html", {"lang": "zh-Hans"})
    english = {text.strip() for text in read(english_page).text if re.search("[A-Za-z]{4}", text)}
    kept = {text.strip() for text in reader.text} & english
    assert {text for text in kept if "{" not in text} <= {found.run, "planner"}, kept


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_question_and_every_kind_of_change_can_be_said(game: Game, found: Review, code: str) -> None:
    from nnmi_game.analysis.turning_points import turning_points

    set_language(code)
    for point in turning_points(game):
        assert words.change(point, found) and words.choice(point, found)
        assert "{" not in words.change(point, found) + words.choice(point, found)
    for gains in (0, 8, 16):
        for total in (-5, 5):
            assert words.luck(Spread(-3, 1, 4, gains, 16), total)
    names = "orders first yours points from to total best weakest turn change guesses hits above below share asked"
    facts = dict.fromkeys((*names.split(), "used", "capacity"), 3)
    facts |= {"gains": 2, "lucks": 16}
    about = {"unused": ("link",), "late": ("train",), "behind": ("workforce",), "ahead": ("workforce",),
             "backfired": ("renew",), "goals": ("workforce", "transition"), "unguessed": ("workforce",)}  # fmt: skip
    for finding in found.findings:
        assert words.title(finding) and words.about(finding)
        for says in (finding, evolve(finding, found=not finding.found)):
            if says.found and says.archetype == "drift" and "turn" not in says.facts:
                continue
            assert "{" not in words.evidence(says, found)
        said = words.question(Question("archetype", finding.facts, (finding.archetype, *finding.of)), found)
        assert "{" not in said
    traps = {one.archetype for one in found.findings} | {"goals_eroded", "full"}
    for kind in set(ASKED) - (traps - {"goals"}):
        point = found.carried[0].point if kind in ("missed", "carried", "luck") else None
        assert "{" not in words.question(Question(kind, facts, about.get(kind, ()), point), found)


def test_several_runs_stand_side_by_side(tiny: Scenario, game: Game, found: Review) -> None:
    other = play(tiny, 7, 4, 5)
    runs = [found, review(other, "other")]
    html = page(runs, beside([game, other]))
    reader = read(html)
    ids = [attrs["id"] for _name, attrs in reader.seen if "id" in attrs]
    assert len(set(ids)) == len(ids) and "several" in ids
    assert "mine against other" in html
    stranger = evolve(other, scenario=evolve(tiny, version=9))
    assert beside([game, stranger]) is not None
    assert beside([game]) is None
    with pytest.raises(ValueError, match="run"):
        page([])


def test_a_game_without_an_order_has_a_page(game: Game) -> None:
    idle = Game.new(game.scenario, 3)
    idle.end_turn()
    read(page([review(idle, "idle")]))


def test_turning_points_carry_the_letters_of_the_charts(found: Review, english_page: str) -> None:
    assert isinstance(found.carried[0], Turning)
    for number in range(len(found.carried)):
        assert f'<span class="letter">{chr(ord("A") + number)}</span>' in english_page


def test_markup_is_escaped_once() -> None:
    assert tag("p", "a < b", tag("b", "&"), title='"') == '<p title="&quot;">a &lt; b<b>&amp;</b></p>'
    assert safe(Markup("<b>")) == "<b>"
    assert tag("br") == "<br>"
    assert isinstance(tag("p", "x"), Markup)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 1000, [0, 200, 400, 600, 800, 1000]), (0, 1, [0, 1]), (-130, 90, [-150, -100, -50, 0, 50, 100]), (0, 0, [0])],
)  # fmt: skip
def test_axes_have_round_values(low: int, high: int, expected: list[int]) -> None:
    assert ticks(low, high) == expected


def test_lines_of_a_single_point_and_of_nothing() -> None:
    for series in ([Line("a", [5], 0)], [Line("a", [0, 0], 1)], []):
        read(lines(Figure("x", "t", "d"), series, lambda turn: (str(turn),), str))
