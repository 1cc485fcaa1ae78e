"""The program's languages: English in the source, others in catalogues beside this file.

Every text a person reads goes through :func:`gettext`, usually imported as ``_``. The text is looked up
when it is asked for, so the language can be switched while a game is on the screen::

    from nnmi_game.locale import gettext as _, ngettext

    _("End of year {year}").format(year=2014)

A text kept in a constant is marked with :func:`N_` and translated where it is shown. Sentences are
translated whole: never glue one from parts, and put the changing parts in as named fields.
"""

import gettext as catalogues
import os
from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import Path

from attrs import define, field

DOMAIN = "nnmi"
LOCALE_DIR = Path(__file__).parent

SOURCE_LANGUAGE = "en"
LANGUAGES: Mapping[str, str] = {"en": "English", "zh": "中文"}
"""Each language's code and what it calls itself."""

MYRIADS = ("zh",)
"""Languages that count in ten thousands and hundred millions."""

LANGUAGE_VARIABLE = "NNMI_LANG"


@define
class Translator:
    """The language in use and its catalogue."""

    language: str = SOURCE_LANGUAGE
    catalogue: catalogues.NullTranslations = field(factory=catalogues.NullTranslations)

    def switch(self, code: str) -> None:
        """Use another language from now on; an unknown code raises ``ValueError``."""
        if code not in LANGUAGES:
            raise ValueError(f"unknown language {code!r}: choose one of {', '.join(LANGUAGES)}")
        self.catalogue = load_catalogue(code)
        self.language = code


def load_catalogue(code: str) -> catalogues.NullTranslations:
    """The compiled catalogue of a language; English needs none, a missing one reads as English."""
    if code == SOURCE_LANGUAGE:
        return catalogues.NullTranslations()
    return catalogues.translation(DOMAIN, LOCALE_DIR, [code], fallback=True)


# A process shows one language at a time, but for contexts that have taken one of their own.
_OF_PROCESS = Translator()
_translator: ContextVar[Translator] = ContextVar("translator", default=_OF_PROCESS)


def set_language(code: str) -> None:
    """Show texts in this language (one of :data:`LANGUAGES`) from now on."""
    _translator.get().switch(code)


def own_language(code: str) -> None:
    """Give the present context, and those that are copied from it, a language apart from that of the process.

    Tasks that it starts share it: where one of them sets another, all of them follow.
    """
    own = Translator()
    own.switch(code)
    _translator.set(own)


def language() -> str:
    """The code of the language in use."""
    return _translator.get().language


def counts_in_myriads() -> bool:
    """Whether the language in use counts large numbers in ten thousands and hundred millions, not in millions."""
    return language() in MYRIADS


def gettext(message: str) -> str:
    """The message in the language in use."""
    # The catalogue answers an empty message with its own header.
    return _translator.get().catalogue.gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the message that fits the count ``n``."""
    return _translator.get().catalogue.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """The message where one English text needs two translations, told apart by a context."""
    return _translator.get().catalogue.pgettext(context, message)


def N_(message: str) -> str:
    """Marks a constant for translation and gives it back; show it with ``gettext(constant)``."""
    return message


def match_language(wish: str) -> str | None:
    """The language that serves a wish such as ``zh``, ``zh_CN.UTF-8`` or ``en-GB``, if there is one."""
    code = wish.strip().replace("-", "_").split(".")[0].split("@")[0].split("_")[0].lower()
    if code in ("c", "posix"):
        return SOURCE_LANGUAGE
    return code if code in LANGUAGES else None


def choose_language(setting: str | None = None, environ: Mapping[str, str] | None = None) -> str:
    """The language to start with: ``NNMI_LANG``, then the player's setting, then the system's.

    A wish that no catalogue serves is passed over; English is the last resort.
    """
    env = os.environ if environ is None else environ
    # POSIX: LC_ALL overrides LC_MESSAGES, which overrides LANG; the first that is set counts.
    system = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    for wish in (env.get(LANGUAGE_VARIABLE), setting, system):
        if wish and (code := match_language(wish)):
            return code
    return SOURCE_LANGUAGE
