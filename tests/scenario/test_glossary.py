"""The words of the field: complete in both languages, found where they stand, looked up in either language."""

import pytest

from nnmi_game.scenario.glossary import Glossary, glossary
from nnmi_game.scenario.load import load

#: What a newcomer has to look up, by the word on the screen.
ASKED = (
    "institute", "seed capital", "cost share", "match", "taper", "MRL", "tier", "drift", "absorptive capacity",
    "base money", "transition", "competitiveness", "sustainability", "workforce", "shifting the burden",
    "success to the successful", "limits to growth", "eroding goals", "tragedy of the commons", "attention", "hub",
)  # fmt: skip


@pytest.fixture(scope="module")
def terms() -> Glossary:
    return glossary("en", load("nnmi-2012"))


def test_every_term_is_told_in_both_languages_once(terms: Glossary) -> None:
    lacking = [t.id for t in terms.terms if not (t.name.en and t.name.zh and t.about.en and t.about.zh)]
    unknown = [see for t in terms.terms for see in t.see if terms.named(see) is None]

    assert (lacking, unknown) == ([], [])
    assert len({t.id for t in terms.terms}) == len(terms.terms)


@pytest.mark.parametrize("word", ASKED)
def test_a_word_of_the_field_is_there(word: str, terms: Glossary) -> None:
    assert terms.search(word)


def test_words_are_found_in_a_text(terms: Glossary) -> None:
    text = "Two institutes fell behind with their cost share; a matchbox did not."
    found = [(text[m.start : m.end], m.term.id) for m in terms.mentions(text)]

    assert found == [("institutes", "institute"), ("cost share", "match")]


def test_chinese_words_are_found_without_gaps() -> None:
    found = glossary("zh").mentions("该研究所的种子资金逐年递减")

    assert [m.term.id for m in found] == ["institute", "seed", "taper"]


def test_either_language_finds_a_term(terms: Glossary) -> None:
    assert [terms.search(wish)[0].id for wish in ("种子资金", "SEED", "mrl")] == ["seed", "seed", "mrl"]
