"""The glossary: what the words of the field mean, and where a text speaks of them.

The words lie in ``content/glossary.toml``; a scenario's goals, channels and programs join them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cached_property
from typing import Any

from attrs import field, frozen

from nnmi_game.scenario.library import shipped
from nnmi_game.scenario.model import Scenario, Text

FILE = "glossary.toml"
#: What stands in brackets at the end of a name is its short form, which is among the other forms.
_BRACKETS = re.compile(r"\s*[(（].*[)）]$")


@frozen(kw_only=True)
class Term:
    """A word and what it means; ``also`` has its other forms by language, ``see`` ids of terms that go with it."""

    id: str
    name: Text
    about: Text
    also: dict[str, list[str]] = field(factory=dict)
    see: tuple[str, ...] = ()

    def forms(self, language: str) -> list[str]:
        """How the word is written in a language, its name first, in small letters and single spaces."""
        name = getattr(self.name, language) or self.name.en
        return [plain(form) for form in (_BRACKETS.sub("", name), *self.also.get(language, ()))]


@frozen
class Mention:
    """A term in a text, from one character up to another."""

    start: int
    end: int
    term: Term


@frozen(slots=False)
class Glossary:
    """The terms as one language writes them; ids are unique."""

    terms: tuple[Term, ...]
    language: str

    def named(self, id: str) -> Term | None:
        """The term of this id."""
        return next((term for term in self.terms if term.id == id), None)

    def mentions(self, text: str) -> list[Mention]:
        """Where a text speaks of terms, in its order; the longest form wins, and none lies within another."""
        return [
            Mention(found.start(), found.end(), self._by_form[plain(found.group("form"))])
            for found in self._pattern.finditer(text)
        ]

    def search(self, wish: str) -> list[Term]:
        """The terms with a form that holds what was typed: those that are just this first, then those that begin so.

        The forms of all languages count: who looks for a word may know it in another than the screen's.
        """
        wish, found = plain(wish), []
        for place, term in enumerate(self.terms):
            forms = [term.id, *term.forms("en"), *term.forms("zh")]
            if any(wish in form for form in forms):
                begins = any(form.startswith(wish) for form in forms)
                found.append((wish not in forms, not begins, place))
        return [self.terms[place] for _unlike, _within, place in sorted(found)]

    @cached_property
    def _by_form(self) -> dict[str, Term]:
        # What was named first keeps its form, so that a scenario's own names don't take the place of a general term.
        return {form: term for term in reversed(self.terms) for form in term.forms(self.language)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = "|".join(
            re.escape(form).replace(r"\ ", r"\s+") for form in sorted(self._by_form, key=lambda f: -len(f))
        )
        # Letters of the Latin alphabet make words; Chinese characters follow one another without a gap.
        whole = r"(?<![a-z]){}(?:e?s)?(?![a-z])" if self.language == "en" else "{}"
        return re.compile(whole.format(f"(?P<form>{forms})"), re.IGNORECASE)


def glossary(language: str, scenario: Scenario | None = None) -> Glossary:
    """The terms of a scenario, or those that hold for all. ``OSError`` if the program's content is not there."""
    path = shipped("content") / FILE
    general = [_term(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["terms"]]
    return Glossary((*general, *(_own_terms(scenario) if scenario is not None else ())), language)


def _own_terms(scenario: Scenario) -> list[Term]:
    """What the scenario tells of its goals, channels and programs."""
    things = [
        *(("goal", goal.id, goal.name, goal.about) for goal in scenario.goals),
        *(("channel", channel.id, channel.name, channel.about) for channel in scenario.channels),
        *(("program", program.id, program.name, program.about) for program in scenario.programs),
    ]
    return [Term(id=f"{kind}.{id}", name=name, about=about, see=(kind,)) for kind, id, name, about in things]


def plain(text: str) -> str:
    """A text as it is compared: small letters of usual width, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _term(entry: dict[str, Any]) -> Term:
    name, about = Text(**entry["name"]), Text(**entry["about"])
    return Term(
        id=entry["id"], name=name, about=about, also=entry.get("also", {}), see=tuple(entry.get("see", ()))
    )
