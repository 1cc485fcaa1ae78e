"""The language in use: chosen well, switched while running, never in the way."""

from collections.abc import Iterator

import pytest

from nnmi_game import locale
from nnmi_game.cli import main
from nnmi_game.locale import (
    N_,
    choose_language,
    gettext,
    language,
    match_language,
    ngettext,
    pgettext,
    set_language,
)


@pytest.fixture(autouse=True)
def same_language_afterwards() -> Iterator[None]:
    before = language()
    yield
    set_language(before)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ("en", "en"),
        ("zh", "zh"),
        ("zh_CN.UTF-8", "zh"),
        ("zh-Hans", "zh"),
        ("EN_gb", "en"),
        ("C", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("ca_ES@valencia", None),
        ("fr", None),
        ("", None),
    ],
)
def test_match_language(wish: str, code: str | None):
    assert match_language(wish) == code


@pytest.mark.parametrize(
    ("setting", "environ", "code"),
    [
        (None, {}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        (None, {"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        (None, {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        ("zh", {"LANG": "en_US.UTF-8"}, "zh"),
        ("zh", {"NNMI_LANG": "en"}, "en"),
        ("zh", {"NNMI_LANG": "klingon"}, "zh"),
        ("klingon", {"LANG": "zh_TW"}, "zh"),
    ],
)
def test_choose_language(setting: str | None, environ: dict[str, str], code: str):
    assert choose_language(setting, environ) == code


def test_text_is_looked_up_when_asked_for():
    marked = N_("Show this help.")
    set_language("en")
    english = gettext(marked)
    set_language("zh")
    chinese = gettext(marked)
    set_language("en")

    assert (english, gettext(marked)) == ("Show this help.", "Show this help.")
    assert chinese != english


def test_unknown_language_is_refused_and_changes_nothing():
    set_language("zh")

    with pytest.raises(ValueError, match="choose one of en, zh"):
        set_language("tlh")

    assert language() == "zh"


@pytest.mark.parametrize("code", locale.LANGUAGES)
def test_unknown_text_reads_as_english(code: str):
    set_language(code)

    assert gettext("no such text") == "no such text"
    assert pgettext("here", "no such text") == "no such text"
    assert ngettext("{n} turtle", "{n} turtles", 1) == "{n} turtle"
    assert ngettext("{n} turtle", "{n} turtles", 2) == "{n} turtles"
    assert gettext("") == ""


def test_the_command_line_counts_before_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NNMI_LANG", raising=False)
    spoken: list[str] = []
    monkeypatch.setattr("nnmi_game.cli.screen.start_game", lambda: spoken.append(choose_language("zh")) or 0)
    assert main(["--lang", "en"]) == 0
    assert spoken == ["en"]
    assert choose_language("zh") == "zh", "for one run only"
