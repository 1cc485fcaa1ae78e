"""Keeps the catalogues of translations in step with the source (needs Babel, a development tool).

``python -m nnmi_game.locale.catalog update``
    reads the texts out of the package into each ``nnmi.po`` and keeps the translations there
``python -m nnmi_game.locale.catalog compile``
    writes each ``nnmi.mo``, which the program reads
``python -m nnmi_game.locale.catalog check``
    names every text that is missing, fuzzy, out of step, has other placeholders or Chinese without its spaces; exit
    code 1 if any
"""

import argparse
import io
import re
import string
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from nnmi_game.locale import DOMAIN, LANGUAGES, LOCALE_DIR, SOURCE_LANGUAGE

PACKAGE_DIR = LOCALE_DIR.parent
PROJECT = "NNMI: The Program Office"

# Which arguments of which calls are texts; ("c" marks a context).
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "coefficient": (1,),  # what a coefficient of the rules means, which *why?* shows
}

# A fixed date: two people's updates should differ in texts only.
DATE = datetime(2026, 1, 1, tzinfo=UTC)

# Babel fills these in with examples and with its own version.
UNUSED_HEADERS = (
    b'"Project-Id-Version:',
    b'"Report-Msgid-Bugs-To:',
    b'"Last-Translator:',
    b'"Language-Team:',
    b'"Generated-By:',
)

# A space stands between a Chinese character and a Latin letter or a digit, in the catalogues and in scenarios.
CROWDED = re.compile(r"[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u3400-\u9fff]")
FIELD = re.compile(r"\{[^{}]*\}")

PERCENT_FIELD = re.compile(r"%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?([diouxXeEfFgGcrsa])")


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return [code for code in LANGUAGES if code != SOURCE_LANGUAGE]


def po_path(code: str, root: Path = LOCALE_DIR) -> Path:
    """Where a language's source catalogue lies."""
    return root / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def extract(package: Path = PACKAGE_DIR) -> Catalog:
    """All texts of the package, without translations."""
    template = Catalog(project=PROJECT, creation_date=DATE, charset="utf-8")
    found = extract_from_dir(
        package, [("**.py", "python"), ("**.html", "jinja2")], keywords=KEYWORDS, comment_tags=["i18n:"]
    )
    for filename, _line, message, comments, context in sorted(found, key=lambda item: item[:2]):
        template.add(
            message, locations=[(f"{package.name}/{filename}", 0)], auto_comments=comments, context=context
        )
    return template


def read_catalogue(code: str, root: Path = LOCALE_DIR) -> Catalog:
    """A language's catalogue as it lies on disk; empty if there is none yet."""
    path = po_path(code, root)
    if not path.exists():
        return Catalog(locale=code, project=PROJECT, creation_date=DATE, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code)


def merge(catalogue: Catalog, template: Catalog) -> Catalog:
    """Give the catalogue the template's texts; translations no longer used are kept as obsolete."""
    # Babel would otherwise guess at likely translations, and a wrong guess reads like a right one.
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.revision_date = DATE
    catalogue.header_comment = f"# Translations of {PROJECT}."
    catalogue.fuzzy = False
    return catalogue


def write_catalogue(catalogue: Catalog, path: Path) -> None:
    """Write a ``.po`` that differs from the last one only where a text does."""
    text = io.BytesIO()
    write_po(text, catalogue, width=100, include_lineno=False, sort_output=True)
    lines = text.getvalue().splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line for line in lines if not line.startswith(UNUSED_HEADERS)))


def placeholders(text: str) -> frozenset[str]:
    """The named fields of a text, of both ``str.format`` and ``%``."""
    try:
        braces = {
            name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None
        }
    except ValueError:  # a lone brace: no format string
        braces = set()
    percents = {f"%{name}{kind}" for name, kind in PERCENT_FIELD.findall(text.replace("%%", ""))}
    return frozenset(braces | percents)


def crowded(text: str) -> list[str]:
    """Where a Chinese character and a letter or digit stand side by side; what a field will hold is not known."""
    return CROWDED.findall(FIELD.sub("\0", text))


def forms(text: str | Sequence[str | None] | None) -> tuple[str, ...]:
    """A text or translation as its forms: one, or one for each plural."""
    if text is None or isinstance(text, str):
        return (text or "",)
    return tuple(form or "" for form in text)


def problems_of_message(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    translated = forms(message.string)
    if not all(translated):
        yield "missing"
        return
    if message.fuzzy:
        yield "fuzzy"
    # The plural has every field; the singular may do without the number.
    wanted = placeholders(forms(message.id)[-1])
    for form in translated:
        if placeholders(form) != wanted:
            theirs = ", ".join(sorted(placeholders(form))) or "none"
            yield f"placeholders differ: {', '.join(sorted(wanted)) or 'none'} became {theirs}"
        for pair in crowded(form):
            yield f"no space in {pair!r}"


def context_of(message: Message) -> str | None:
    """The context of a text; Babel gives that of a compiled catalogue in bytes."""
    context: str | bytes | None = message.context
    return context.decode() if isinstance(context, bytes) else context


def texts(catalogue: Catalog) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """Each text of a catalogue that has a translation, as a compiled catalogue would hold it."""
    return {
        (context_of(message), forms(message.id)[0]): forms(message.string)
        for message in catalogue
        if message.id and all(forms(message.string)) and not message.fuzzy
    }


def problems(code: str, template: Catalog, root: Path = LOCALE_DIR) -> Iterator[str]:
    """Everything that keeps a language's catalogue from being complete, one sentence each."""
    path = po_path(code, root)
    catalogue = merge(read_catalogue(code, root), template)
    for message in catalogue:
        if message.id:
            for problem in problems_of_message(message):
                where = message.locations[0][0] if message.locations else path.name
                yield f"{code}: {problem}: {message.id!r} ({where})"
    compiled = path.with_suffix(".mo")
    if not compiled.exists():
        yield f"{code}: {compiled.name} is missing: run compile"
        return
    with compiled.open("rb") as file:
        in_use = texts(read_mo(file))
    if any(in_use.get(key) != translated for key, translated in texts(catalogue).items()):
        yield f"{code}: {compiled.name} is older than {path.name}: run compile"


def update() -> int:
    """Bring every ``.po`` in step with the source."""
    template = extract()
    for code in languages():
        catalogue = merge(read_catalogue(code), template)
        write_catalogue(catalogue, po_path(code))
        waiting = sum(1 for message in catalogue if message.id and any(problems_of_message(message)))
        print(f"{code}: {len(catalogue)} texts, {waiting} wait for a translator")
    return 0


def compile_catalogues() -> int:
    """Write every ``.mo`` from its ``.po``."""
    for code in languages():
        catalogue = read_catalogue(code)
        with po_path(code).with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        print(f"{code}: compiled {len(catalogue)} texts")
    return 0


def check() -> int:
    """Name every problem; 1 if there is one."""
    template = extract()
    found = [problem for code in languages() for problem in problems(code, template)]
    for problem in found:
        print(problem, file=sys.stderr)
    print(f"{len(template)} texts, {len(found)} problems")
    return 1 if found else 0


def main(argv: list[str] | None = None) -> int:
    """Run one of the three commands."""
    commands = {"update": update, "compile": compile_catalogues, "check": check}
    parser = argparse.ArgumentParser(prog="python -m nnmi_game.locale.catalog", description="Translations.")
    parser.add_argument("command", choices=commands)
    return commands[parser.parse_args(argv).command]()


if __name__ == "__main__":
    raise SystemExit(main())
