"""`/set exports US 2025-01 868.7m`: one figure, as the file that it would be."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import Final

from bot.model.period import Period
from bot.upload.periods import read_period
from bot.upload.units import read_unit
from bot.words import Lexicon
from bot.words.text import clean

_VALUE: Final = re.compile(
    r"(?:US\s?\$|\$|USD\s?)?(?P<number>\(?-?(?:\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?|[\d.,]*\d)\)?)\s*(?P<unit>.*)", re.I
)
_STATUS: Final = re.compile(r"\s+\(?(?P<status>final|provisional|preliminary|prel\.?|p)\)?$", re.I)
_PRODUCT: Final = re.compile(r"(?:^|\s)(?:HS\s*)?(?P<product>\d\d|\d{4}|\d{6}|TOTAL)$", re.I)
_SIDES: Final = {
    "exports": "to",
    "export": "to",
    "imports": "from",
    "import": "from",
    "trade": "with",
    "balance": "with",
}
_MOST_WORDS: Final = 5  # of a value, or of a period


@dataclass(frozen=True, slots=True)
class _Split:
    """What was typed in front of the period, the period, the value and its unit."""

    subject: str
    period: str
    number: str
    unit: str


def one_figure(text: str, lexicon: Lexicon) -> bytes | None:
    """CSV with a single row of what /set was given; None where it is not understood.

    Periods and values may be spelt as in a file or a question. Names and numbers are left as they are typed: the
    reading of uploads says what is wrong with them.
    """
    typed = " ".join(clean(text).replace('"', " ").split())
    status = _STATUS.search(typed)
    split = _split(typed[: status.start()] if status else typed, lexicon)
    if split is None:
        return None
    flow, _, named = split.subject.partition(" ")
    product = _PRODUCT.search(named)
    partner = _without_side(flow, named[: product.start()] if product else named)
    row = {
        "flow": flow,
        "partner": partner or "World",
        "product": product["product"] if product else "TOTAL",
        "period": split.period,
        "value": split.number,
        "unit": split.unit or "USD",
        "status": status["status"] if status else "final",
    }
    lines = io.StringIO()
    csv.writer(lines).writerows([row.keys(), row.values()])
    return lines.getvalue().encode()


def _split(text: str, lexicon: Lexicon) -> _Split | None:
    """The shortest value at the end that has a period before it, and the longest such period."""
    words = text.split()
    for at in range(len(words) - 1, max(1, len(words) - _MOST_WORDS) - 1, -1):
        value = _VALUE.fullmatch(" ".join(words[at:]))
        if value is None or (value["unit"] and read_unit(value["unit"]) is None):
            continue
        for begin in range(max(1, at - _MOST_WORDS), at):
            if _is_period(words[begin:at], lexicon):
                return _Split(" ".join(words[:begin]), " ".join(words[begin:at]), value["number"], value["unit"])
    return None


def _is_period(words: list[str], lexicon: Lexicon) -> bool:
    """Whether they are months of a year; `10 2024` is not October, 10 may be a product."""
    bare = len(words) > 1 and all(word.isdigit() for word in words)
    return not bare and isinstance(read_period(" ".join(words), lexicon), Period)


def _without_side(flow: str, partner: str) -> str:
    """`exports to US` names the US; `exports from US` leaves open what is meant, and is left as it is."""
    first, _, rest = partner.strip().partition(" ")
    return rest if rest and first.lower() == _SIDES.get(flow.lower()) else partner.strip()
