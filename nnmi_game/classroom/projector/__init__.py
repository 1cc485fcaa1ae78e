"""The page of the projector: how the class stands, for everybody in the room. It loads nothing from elsewhere."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files
from string import Template

from starlette.responses import PlainTextResponse, Response

from nnmi_game.classroom.speech import speaking
from nnmi_game.game.words import listed
from nnmi_game.locale import gettext as _

_KINDS = {"projector.css": "text/css", "projector.js": "text/javascript"}
_HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}


def file(name: str, lang: str) -> Response:
    """The page, in a language, or one of its files."""
    if name not in ("", *_KINDS):
        return PlainTextResponse("not found\n", 404, headers=_HEADERS)
    text = (files(__package__) / (name or "projector.html")).read_text(encoding="utf-8")
    if name:
        return Response(text, media_type=_KINDS[name], headers=_HEADERS)
    with speaking(lang):
        words = _words()
    page = Template(text).substitute(
        lang={"zh": "zh-Hans"}.get(lang, lang),
        title=escape(words["title"]),
        key=escape(words["key"]),
        show=escape(words["show"]),
        script=escape(words["script"]),
        words=escape(json.dumps(words, ensure_ascii=False)),
    )
    return Response(page, media_type="text/html", headers=_HEADERS)


def _words() -> dict[str, str]:
    """What the page says; the script puts the figures in."""
    return {
        "title": _("NNMI: The Program Office"),
        "key": _("Key of the projector"),
        "show": _("Show the class"),
        "script": _("This page needs JavaScript."),
        "lost": _("The server cannot be reached; trying again"),
        "wrong": _("This key shows nothing here; make another on the dashboard with P."),
        "join": _("Join code: {code}"),
        "own": _("Everyone plays at their own pace"),
        "open": _("Turn {turn} of {turns} is open"),
        "paused": _("Paused by the instructor"),
        "ended": _("The class has ended"),
        "here": _("{here} of {seats} here"),
        "played": _("{done} of {offices} have played turn {turn}"),
        "competitiveness": _("Competitiveness"),
        "transition": _("Technology transition"),
        "workforce": _("Workforce"),
        "sustainability": _("Sustainability"),
        "name": _("Name"),
        "turn": _("Turn"),
        "all": _("All"),
        "comma": listed(["", ""]),
        "about": _("{goal}: how many offices have how many of 1000 points; the middle one has {middle}"),
    }
