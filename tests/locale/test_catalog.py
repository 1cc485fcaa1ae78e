"""The catalogues: complete as shipped, and their keeper sees what is wrong."""

from pathlib import Path

import pytest

pytest.importorskip("babel", reason="the catalogues are kept with Babel, which the dev extra has")

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from nnmi_game.locale import catalog
from nnmi_game.scenario.library import shipped


def template(*texts: str | tuple[str, str]) -> Catalog:
    made = Catalog()
    for text in texts:
        made.add(text, locations=[("nnmi_game/x.py", 0)])
    return made


def keep(root: Path, translations: dict[str | tuple[str, str], str], compile: bool = True) -> Path:
    """A folder of catalogues with one language."""
    kept = catalog.read_catalogue("zh", root)
    for text, translation in translations.items():
        kept.add(text, (translation,) if isinstance(text, tuple) else translation)
    path = catalog.po_path("zh", root)
    catalog.write_catalogue(kept, path)
    if compile:
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, kept)
    return root


@pytest.mark.parametrize("code", catalog.languages())
def test_shipped_catalogue_is_complete(code: str):
    assert list(catalog.problems(code, catalog.extract())) == []


def test_complete_catalogue_has_no_problems(tmp_path: Path):
    keep(tmp_path, {"Year {year}": "{year} 年", ("{n} firm", "{n} firms"): "{n} 家企业"})

    found = list(catalog.problems("zh", template("Year {year}", ("{n} firm", "{n} firms")), tmp_path))

    assert found == []


def test_missing_translation_is_named_with_its_place(tmp_path: Path):
    keep(tmp_path, {"Old": "旧"})

    found = list(catalog.problems("zh", template("Old", "New"), tmp_path))

    assert found == ["zh: missing: 'New' (nnmi_game/x.py)"]


@pytest.mark.parametrize(
    ("text", "translation", "problem"),
    [
        ("Year {year}", "{jahr} 年", "placeholders differ: year became jahr"),
        ("Year {year}", "年", "placeholders differ: year became none"),
        ("%(a)s done", "%(b)s 完成", "placeholders differ: %as became %bs"),
        ("100%", "{x}", "placeholders differ: none became x"),
        ("MRL 7 of {n}", "{n}的MRL 7级", "no space in '的M'"),
    ],
)
def test_what_is_wrong_with_a_translation_is_named(tmp_path: Path, text: str, translation: str, problem: str):
    keep(tmp_path, {text: translation})

    found = list(catalog.problems("zh", template(text), tmp_path))

    assert found[0] == f"zh: {problem}: {text!r} (nnmi_game/x.py)"


def test_scenarios_and_glossary_keep_a_space_between_chinese_and_figures():
    texts = {path: path.read_text(encoding="utf-8") for path in shipped("content").rglob("*.toml")}

    assert {path.name: catalog.crowded(text) for path, text in texts.items() if catalog.crowded(text)} == {}


def test_stale_and_absent_compiled_catalogues_are_named(tmp_path: Path):
    keep(tmp_path, {"Old": "旧"})
    keep(tmp_path, {"New": "新"}, compile=False)

    stale = list(catalog.problems("zh", template("Old", "New"), tmp_path))
    catalog.po_path("zh", tmp_path).with_suffix(".mo").unlink()
    absent = list(catalog.problems("zh", template("Old", "New"), tmp_path))

    assert stale == ["zh: nnmi.mo is older than nnmi.po: run compile"]
    assert absent == ["zh: nnmi.mo is missing: run compile"]


def test_update_keeps_translations_and_sets_unused_ones_aside(tmp_path: Path):
    keep(tmp_path, {"Kept": "保留", "Dropped": "弃用"})

    merged = catalog.merge(catalog.read_catalogue("zh", tmp_path), template("Kept", "Dropping"))

    assert {message.id: message.string or "" for message in merged if message.id} == {
        "Kept": "保留",
        "Dropping": "",
    }
    assert [message.string for message in merged.obsolete.values()] == ["弃用"]


def test_extract_reads_every_way_of_marking_a_text(tmp_path: Path):
    (tmp_path / "x.py").write_text(
        '_("one")\nN_("two")\nngettext("{n} a", "{n} b", n)\npgettext("here", "three")\nother("no")\n'
    )

    found = {(message.context, message.id) for message in catalog.extract(tmp_path) if message.id}

    assert found == {(None, "one"), (None, "two"), (None, ("{n} a", "{n} b")), ("here", "three")}


def test_written_catalogue_does_not_depend_on_the_day(tmp_path: Path):
    path = tmp_path / "x.po"
    catalog.write_catalogue(catalog.merge(catalog.read_catalogue("zh", tmp_path), template("One")), path)
    first = path.read_bytes()
    catalog.write_catalogue(catalog.merge(catalog.read_catalogue("zh", tmp_path), template("One")), path)

    assert path.read_bytes() == first
    assert b"2026-01-01" in first
