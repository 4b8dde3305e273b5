"""What a header says: the name of a column, or the flow, partner, product, period and unit of the values below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from bot.model.figure import TOTAL, WORLD, Flow
from bot.model.period import Period
from bot.upload.columns import Named, is_other_measure, is_percentage, role_of
from bot.upload.digits import is_missing
from bot.upload.names import is_rest, is_total, read_code, read_product, unmarked
from bot.upload.periods import OpenDate, Part, When, is_cumulative, read_period, says_provisional
from bot.upload.sheet import Broken, Cell, Percent, shown, spelt
from bot.upload.units import find_unit, names_other_currency
from bot.words import Lexicon
from bot.words.text import clean

Kind = Literal["period", "flow", "partner", "product"]
KINDS: Final[tuple[Kind, ...]] = ("period", "flow", "partner", "product")
_NUMBER: Final = re.compile(r"[-+(]?[\d.,' ]*\d[\d.,' ]*[)%]?")
_YEAR: Final = re.compile(r"(?:19[5-9]|20\d)\d")
_YEAR_MONTH: Final = re.compile(r"(?:19[5-9]|20\d)\d(?:0[1-9]|1[0-2])")
_BEGINS_WITH_TIME: Final = re.compile(r"(?:19[5-9]|20\d)\d\b|\d+[- ]months?\b", re.I)
_TWO_YEARS: Final = re.compile(r"\(?(\d{4})\s*(?:/|-|–|vs\.?|over|on|to|from)\s*(\d{4})\)?")
_MOST_WORDS: Final = 12
_FILLERS: Final = frozenset(
    ["to", "from", "of", "with", "by", "in", "for", "and", "the", "value", "values", "amount", "goods", "total", "fob",
     "cif", "-", "–", "—", "merchandise", "figures", "monthly", "cambodia", "cambodia's", "cambodian", "customs", "&"]
)  # fmt: skip
_WORDS: Final = frozenset(["and", "are", "can", "cod", "com", "dom", "fin", "nor", "pan", "per", "sur"])  # and codes
_VALUE_WORDS: Final = re.compile(r"(?i)\b(?:value|values|amount|fob|cif)\b|金额|តម្លៃ")


@dataclass(frozen=True, slots=True)
class Head:
    """What one header, or all header lines of a column together, say. None or False: nothing of the kind.

    exponent    the unit as a power of ten in USD
    foreign     a unit that is not of US dollars
    total       `Total`, which means what the columns beside it are
    rest        `Others`
    growth      the values are growth in percent
    other       the values are something else than trade: a share, a rank, a quantity
    cumulative  whether the periods below are running totals: False under `Month`, None where nothing says so
    strange     a text above it that is not understood
    """

    named: Named | None = None
    period: When | None = None
    flow: Flow | None = None
    partner: str | None = None
    product: str | None = None
    exponent: int | None = None
    foreign: bool = False
    total: bool = False
    rest: bool = False
    growth: bool = False
    other: bool = False
    value: bool = False
    provisional: bool = False
    cumulative: bool | None = None
    strange: str = ""
    text: str = ""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What of period, flow, partner and product it says."""
        return tuple(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def says(self) -> bool:
        """Whether it is a header that means something."""
        return bool(
            self.named or self.kinds or self.total or self.rest or self.growth or self.value
            or self.exponent is not None or self.foreign or self.cumulative is not None
        )  # fmt: skip


class Headings:
    """Reads headers, each text once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.read_text = lru_cache(maxsize=20_000)(self._read_text)

    def read(self, cell: Cell) -> Head | None:
        """What a cell says as a header; None for a blank, a number that is no year, or a text without a meaning."""
        if isinstance(cell, bool | Broken | Percent) or is_missing(cell):
            return None
        if isinstance(cell, date):
            return Head(period=read_period(cell, self._lexicon), text=shown(cell))
        if not isinstance(cell, str) or _NUMBER.fullmatch(cell):
            return self._number(cell)
        head = self.read_text(cell)
        return head if head.says or head.other else None

    def read_row(self, cells: Sequence[Cell]) -> list[Head | None]:
        """What each cell of a row says as a header; bare numbers beside a column's name may be HS codes or months."""
        heads = [self.read(cell) for cell in cells]
        first = next((head for head in heads if head), None)
        if first is None or first.named is None or first.value:
            return heads
        bare = {
            n: shown(c) for n, (c, h) in enumerate(zip(cells, heads, strict=True)) if h is None and shown(c).isdigit()
        }
        found = _months(bare.values()) if first.named.role == "year" else _codes(bare.values())
        for number, head in zip(bare, found, strict=False):
            heads[number] = replace(head, text=bare[number])
        return heads

    def _number(self, cell: Cell) -> Head | None:
        """A year, or a month such as 202501; any other number is no header."""
        text = shown(cell)
        if not (_YEAR.fullmatch(text) or _YEAR_MONTH.fullmatch(text)):
            return None
        period = read_period(text, self._lexicon)
        return Head(period=period, text=text) if period else None

    def _read_text(self, cell: str) -> Head:
        text = " ".join(spelt(cell).split())
        if named := role_of(text):
            return self._named(named, text)
        if is_cumulative(text):
            return Head(cumulative=True, text=text)
        exponent, rest = find_unit(text)
        foreign = exponent is None and names_other_currency(text)
        rest = unmarked(rest.strip(" ,;:-–_"))
        base = Head(exponent=exponent, foreign=foreign, provisional=says_provisional(text), text=text)
        if not rest:
            return replace(base, value=exponent is not None)
        if named := role_of(rest):
            return replace(self._named(named, text), exponent=exponent, foreign=foreign)
        return self._phrase(rest, base)

    def _named(self, named: Named, text: str) -> Head:
        return Head(
            named=named, growth=named.role == "yoy", value=named.role == "value", text=text,
            exponent=0 if re.search(r"(?i)usd", text) and named.role == "value" else None,
        )  # fmt: skip

    def _phrase(self, text: str, base: Head) -> Head:
        if not is_percentage(text) and (whole := self._one(text, base)):
            return whole
        for rest in _growth_phrases(text):
            of = (
                base
                if not rest
                else self._of_two_years(rest, base) or self._one(rest, base) or self._covered(rest, base)
            )
            if of:
                return replace(of, growth=True)
        if is_other_measure(text):
            return replace(base, other=True)
        return self._covered(text, base) or base

    def _one(self, text: str, base: Head) -> Head | None:
        """The text as one name of something."""
        if is_total(text):
            return replace(base, total=True)
        if is_rest(text):
            return replace(base, rest=True)
        if period := read_period(text, self._lexicon):
            return replace(base, period=period)
        if flow := self._lexicon.flow(text):
            return replace(base, flow=flow)
        if partner := self._partner(text):
            return replace(base, partner=partner)
        product = None if _BEGINS_WITH_TIME.match(text) or len(text) < 2 else read_product(text, self._lexicon)
        return replace(base, product=product) if isinstance(product, str) else None

    def _of_two_years(self, text: str, base: Head) -> Head | None:
        """Growth of one year on the year before: `2024/2023`."""
        years = _TWO_YEARS.fullmatch(text)
        if years is None or abs(int(years[1]) - int(years[2])) != 1:
            return None
        return replace(base, period=read_period(max(years[1], years[2]), self._lexicon))

    def _partner(self, text: str) -> str | None:
        """A short word is a country's code in capitals only: `To`, `No` and `Id` are words, and so is `TON`."""
        code = text.strip(" .#:")
        if not code.isascii() or not code.isalpha() or len(code) > 3:
            return self._lexicon.partner(text)
        is_word = not code.isupper() and (len(code) < 3 or code.lower() in _WORDS)
        return None if is_word or code.lower() in ("ton", "vat") else self._lexicon.partner(text)

    def _covered(self, text: str, base: Head) -> Head | None:
        """The text as several names side by side (`Exports to Japan, Jan 2024`), all of it understood."""
        words = [
            w for w in re.split(r"[\s,:;|()\[\]]+", re.sub(r"(?<!\d)/|/(?!\d)", " / ", clean(text))) if w and w != "/"
        ]
        return self._cover(words, base) if 1 < len(words) <= _MOST_WORDS or words == ["value"] else None

    def _cover(self, words: list[str], base: Head) -> Head | None:
        if not words:
            return base if base.kinds or base.value or base.growth else None
        if words[0].lower() in _FILLERS:
            marked = replace(base, value=True) if _VALUE_WORDS.fullmatch(words[0]) else base
            if found := self._cover(words[1:], marked):
                return found
        for length in range(len(words), 0, -1):
            head = self._one(" ".join(words[:length]), Head())
            joined = _joined(base, head) if head and not head.rest else None
            if joined and (found := self._cover(words[length:], joined)):
                return found
        return None


def _months(texts: Collection[str]) -> list[Head]:
    """1, 2, 3 ... beside years: the months of a year."""
    in_order = [text.lstrip("0") for text in texts] == [str(n) for n in range(1, len(texts) + 1)]
    return [Head(period=Part(n, n)) for n in range(1, len(texts) + 1)] if in_order and 2 < len(texts) < 13 else []


def _codes(texts: Collection[str]) -> list[Head]:
    """61, 62, 6403 ...: HS codes, if all of them are and no two are the same."""
    codes = [_code(text) for text in texts]
    known = [code for code in codes if code]
    return [Head(product=code) for code in known] if len(set(codes)) == len(known) > 1 else []


def _code(text: str) -> str | None:
    found = read_code(text) if text.isdigit() and len(text) > 1 else None
    return found if isinstance(found, str) else None


def _growth_phrases(text: str) -> Iterator[str]:
    """What is left of a text without the words that call it growth."""
    words = text.split()
    for end in range(len(words), 0, -1):
        for start in range(end):
            named = role_of(" ".join(words[start:end]))
            if named and named.role == "yoy":
                yield " ".join(words[:start] + words[end:]).strip(" ,:-–()")


def _joined(first: Head, second: Head) -> Head | None:
    """Two parts of one header as one; None where both say the same thing."""
    if any(
        getattr(first, kind) is not None and getattr(second, kind) is not None for kind in KINDS if kind != "period"
    ):
        return None
    period = first.period
    if second.period is not None:
        period = second.period if period is None else combined(period, second.period)
        if period is None:
            return None
    return replace(
        first, period=period, flow=first.flow or second.flow, partner=first.partner or second.partner,
        product=first.product or second.product, total=first.total or second.total, value=first.value or second.value,
    )  # fmt: skip


def combined(outer: When, inner: When) -> When | None:
    """The period of two headers above each other: a year and its month, or a span within the outer one."""
    if isinstance(outer, Period) and isinstance(inner, Part):
        return inner.of(outer.start.year) if outer.is_year else None
    if isinstance(outer, Part) and isinstance(inner, Period):
        return outer.of(inner.start.year) if inner.is_year else None
    if isinstance(outer, Period) and isinstance(inner, Period):
        return inner if inner in outer else None
    return inner if isinstance(inner, OpenDate) and not isinstance(outer, OpenDate) else None


def stacked(outer: Head, inner: Head) -> Head | Kind:
    """The header lines of one column as one; the kind of thing that they contradict each other in."""
    period = inner.period if outer.period is None else outer.period
    if outer.period is not None and inner.period is not None:
        period = combined(outer.period, inner.period)
        if period is None:
            return "period"
    for kind in ("flow", "partner", "product"):
        if _disagree(getattr(outer, kind), getattr(inner, kind)):
            return kind
    return Head(
        named=inner.named or outer.named, period=period, flow=inner.flow or outer.flow,
        partner=_inner(inner.partner, outer.partner, WORLD), product=_inner(inner.product, outer.product, TOTAL),
        exponent=outer.exponent if inner.exponent is None else inner.exponent, foreign=outer.foreign or inner.foreign,
        total=outer.total or inner.total, rest=outer.rest or inner.rest, growth=outer.growth or inner.growth,
        other=outer.other or inner.other, value=outer.value or inner.value,
        provisional=outer.provisional or inner.provisional, strange=outer.strange or inner.strange,
        cumulative=outer.cumulative if inner.cumulative is None else inner.cumulative,
        text=" ".join(filter(None, (outer.text, inner.text))),
    )  # fmt: skip


def _disagree(outer: str | None, inner: str | None) -> bool:
    return None not in (outer, inner) and outer != inner and outer not in (WORLD, TOTAL, "trade")


def _inner(inner: str | None, outer: str | None, whole: str) -> str | None:
    return inner if inner is not None and (outer is None or inner != whole) else outer or inner
