"""The glossary as a list of words, and what one of them means."""

from __future__ import annotations

from collections.abc import Sequence

from nnmi_game.game.words.numbers import listed
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.glossary import Glossary, Term
from nnmi_game.tui.views.figures import local
from nnmi_game.tui.views.table import Column, Row, Table


def terms_table(glossary: Glossary, here: Sequence[Term]) -> Table:
    """All terms; those of the screen that one comes from (``here``) first, and marked."""
    first = {term.id for term in here}
    rows = [_row(term, _("here")) for term in here]
    rows += [_row(term, "") for term in glossary.terms if term.id not in first]
    return Table(
        columns=(
            Column(key="name", title=_("Word"), least=16, most=44),
            Column(key="here", title="", rank=3, least=4, most=8),
            Column(key="about", title=_("Meaning"), least=20, most=200, rank=5),
        ),
        rows=rows,
        empty=_("There are no words."),
    )


def _row(term: Term, here: str) -> Row:
    forms = (*term.forms("en"), *term.forms("zh"))
    return Row(key=term.id, cells=(local(term.name), here, local(term.about)), also=" ".join(forms))


def term_parts(term: Term, glossary: Glossary, numbered: bool = True) -> list[tuple[str, str]]:
    """What a term means, its name in the other language, and what goes with it, each with its number."""
    other = term.name.en if glossary.language == "zh" else term.name.zh
    parts = [("heading", f"{local(term.name)}  {other}"), ("", local(term.about))]
    related = related_to(term, glossary)
    if related:
        names = [local(one.name) for one in related]
        with_numbers = "  ".join(f"{place}: {name}" for place, name in enumerate(names, start=1))
        shown = with_numbers if numbered else listed(names)
        parts.append(("quiet", _("See also  {terms}").format(terms=shown)))
    return parts


def related_to(term: Term, glossary: Glossary) -> list[Term]:
    """The terms that go with a term."""
    return [found for id in term.see if (found := glossary.named(id)) is not None]
