"""Numbers as people read them, and lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nnmi_game.locale import counts_in_myriads, language, pgettext
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.model import Text

#: Signs that end a Chinese sentence and bring their own space.
WIDE_STOPS = ("\u3002", "\uff01", "\uff1f")


#: A hundred million dollars, in thousands.
HUNDRED_MILLION = 100_000


def local(text: Text) -> str:
    """A scenario's text in the language in use; the other one if that is empty."""
    return getattr(text, language()) or text.en or text.zh


def money(thousands: int) -> str:
    """Money given in thousand dollars: in millions, to a tenth, from one million on.

    Where one counts in ten thousands, in these up to a hundred millions, and then in those.
    """
    if counts_in_myriads():
        if abs(thousands) >= HUNDRED_MILLION:
            return _hundred_millions(thousands)
        return _ten_thousands(thousands, 0 if abs(thousands) >= 1000 else 1)
    if abs(thousands) < 1000:
        return _thousands(thousands)
    tenths = abs(thousands) // 100
    return _millions(f"{tenths // 10:,}.{tenths % 10}", thousands < 0)


def exact_money(thousands: int) -> str:
    """Money given in thousand dollars, to the last of them: for bounds that hold when typed in."""
    if counts_in_myriads():
        return _ten_thousands(thousands)
    if abs(thousands) < 1000:
        return _thousands(thousands)
    whole, rest = divmod(abs(thousands), 1000)
    decimals = f"{rest:03d}".rstrip("0")
    return _millions(f"{whole:,}.{decimals}" if decimals else f"{whole:,}", thousands < 0)


def dollars(amount: int) -> str:
    """Money given in single dollars, to the last of them."""
    return _("${amount}").format(amount=f"{amount:,}")


def beside_money(amount: int) -> str:
    """Money given in single dollars, in the units of what stands beside it, unless that would round it."""
    return dollars(amount) if amount % 1000 else money(amount // 1000)


def _ten_thousands(thousands: int, places: int = 1) -> str:
    text = pgettext("so many ten thousands of dollars", "${amount}")
    return text.format(amount=_decimal(thousands, 10, places))


def _hundred_millions(thousands: int) -> str:
    text = pgettext("so many hundred millions of dollars", "${amount}")
    return text.format(amount=_decimal(thousands, HUNDRED_MILLION, 2))


def _decimal(amount: int, unit: int, places: int) -> str:
    """The amount in a unit, to so many places, without the zeros at the end."""
    whole, rest = divmod(abs(amount) * 10**places // unit, 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    sign = "-" if amount < 0 else ""
    return f"{sign}{whole:,}.{decimals}" if decimals else f"{sign}{whole:,}"


def _thousands(amount: int) -> str:
    text = _("-${amount}K") if amount < 0 else _("${amount}K")
    return text.format(amount=abs(amount))


def _millions(amount: str, negative: bool) -> str:
    text = _("-${amount}M") if negative else _("${amount}M")
    return text.format(amount=amount)


def percent(permille: int) -> str:
    """A per mille figure as a percentage."""
    sign = "-" if permille < 0 else ""
    whole, rest = divmod(abs(permille), 10)
    return f"{sign}{whole}.{rest}%" if rest else f"{sign}{whole}%"


def ratio(permille: int) -> str:
    """A per mille ratio, such as 1.5:1."""
    whole, rest = divmod(permille, 1000)
    decimals = f"{rest:03d}".rstrip("0")
    return f"{whole}.{decimals}:1" if decimals else f"{whole}:1"


def period(fiscal_year: int, part: int, parts: int = 2) -> str:
    """A turn's place in time: a fiscal year, or its half or quarter."""
    if parts == 1:
        return _("FY{year}").format(year=fiscal_year)
    if parts == 2:
        text = _("FY{year}, first half") if part == 1 else _("FY{year}, second half")
        return text.format(year=fiscal_year)
    return _("FY{year}, quarter {part}").format(year=fiscal_year, part=part)


def sentences(parts: Iterable[str]) -> str:
    """Sentences one after the other; after a Chinese full stop there is no space."""
    text = ""
    for part in filter(None, parts):
        text += " " + part if text and not text.endswith(WIDE_STOPS) else part
    return text


#: Where a Chinese character and a Latin letter or a figure meet.
_SEAM = re.compile("(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u3400-\u9fff])")


def apart(sentence: str) -> str:
    """A sentence into which names were put, with the space that Chinese sets before and after Latin letters."""
    return _SEAM.sub(" ", sentence)


def listed(names: Iterable[str]) -> str:
    """Names one after the other."""
    return pgettext("between the items of a list", ", ").join(names)
