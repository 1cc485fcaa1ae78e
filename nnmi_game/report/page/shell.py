"""What every page is put into: one HTML file that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nnmi_game.locale import language
from nnmi_game.report.markup import Markup, tag

STYLE = Path(__file__).with_name("style.css")


def document(title: str, body: Iterable[Markup]) -> str:
    """The file, in the language in use."""
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", Markup(STYLE.read_text(encoding="utf-8"))),
    ]
    html = tag(
        "html",
        tag("head", *head),
        tag("body", tag("main", *body)),
        lang="zh-Hans" if language() == "zh" else "en",
    )
    return f"<!DOCTYPE html>\n{html}\n"
