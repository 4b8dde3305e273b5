"""What a cell of a file says about the time: a month, a span, months without a year, or a date that leaves it open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.model.period import Month, Period
from bot.upload.sheet import Broken, Cell, Percent, spelt
from bot.words import Lexicon
from bot.words.text import clean

FIRST_YEAR: Final = 1950
LAST_YEAR: Final = 2099
_SPREADSHEET_DAY_ZERO: Final = date(1899, 12, 30).toordinal()
_SPREADSHEET_DAYS: Final = range(36_526, 73_051)  # 2000 to 2099


@dataclass(frozen=True, slots=True)
class Part:
    """Months of a year that is named elsewhere (1 is January)."""

    first: int
    last: int

    def of(self, year: int) -> Period:
        return Period(Month.of(year, self.first), Month.of(year, self.last))


@dataclass(frozen=True, slots=True)
class OpenDate:
    """A date such as 01/02/2024: what it is with the day first and with the month first, None where that cannot be."""

    day_first: Period | None
    month_first: Period | None

    def settled(self, day_first: bool) -> Period | None:
        return self.day_first if day_first else self.month_first


When = Period | Part | OpenDate

_DASHES: Final = re.compile("[‐‑‒–—−~～－至到]")
_MARKS: Final = re.compile(
    r"\s*(?:\*+|[†‡§¹²³⁴]|\((?:p|r|e|prel\.?|prov\.?|provisional|preliminary|revised|\d)\)|\d/)$", re.I
)
_PROVISIONAL: Final = re.compile(r"(?:(?<=\d)p|\((?:p|prel\.?|prov\.?|provisional|preliminary)\)|p/)\s*\**$", re.I)
_CUMULATIVE: Final = re.compile(
    r"(?i:\b(?:ytd|y\.t\.d\.?|(?:year[- ])?(?<!up[- ])to[- ]date|cumulative(?:ly)?|accumulated|running total)\b)"
    r"|累计|累計"
)
_TRAILING_P: Final = re.compile(r"(?<=\d)\s?[pr]$", re.I)
_WORD: Final = re.compile(r"[\u1780-\u17ff]+|[^\W\d_]+\.?")
_WORDS: Final = {
    "to": "-", "through": "-", "thru": "-", "till": "-", "until": "-", "upto": "-", "ដល់": "-",
    "q": "q", "qtr": "q", "quarter": "q", "h": "h", "half": "h", "semester": "h", "m": "m", "months": "m", "month": "m",
    "t": "t", "z": "", "first": "1", "second": "2", "third": "3", "fourth": "4", "st": "", "nd": "", "rd": "", "th": "",
    "year": "", "full": "", "annual": "", "cy": "", "of": "", "the": "", "in": "",
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11",
    "ខែ": "", "ឆ្នាំ": "", "ត្រីមាសទី": "q", "ត្រីមាស": "q", "ឆមាសទី": "h", "ឆមាស": "h",
}  # fmt: skip
_CHINESE: Final = (
    (re.compile(r"第?([一二三四1-4])季度?"), lambda m: f" q{_numeral(m[1])} "),
    (re.compile("上半年"), lambda _: " h1 "),
    (re.compile("下半年"), lambda _: " h2 "),
    (re.compile(r"前([一二三四五六七八九十]{1,2}|\d{1,2})个?个?月"), lambda m: f" {_numeral(m[1])}m "),
    (re.compile(r"(\d{1,2})\s*月?份?\s*-\s*(\d{1,2})\s*月份?"), lambda m: f" @{int(m[1])}-@{int(m[2])} "),
    (re.compile(r"(\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月份?"), lambda m: f" @{_numeral(m[1])} "),
    (re.compile(r"(\d{4})\s*年(?:度|全年)?"), lambda m: f" {m[1]} "),
)  # fmt: skip
_Y: Final = r"(?P<y>\d{4})"
_YY: Final = r"(?P<y>\d{4}|'?\d{2})"
_SEP: Final = r"\s?[-/._ ]\s?"
_LOOSE: Final = r"[\s,./'-]*"


def _numeral(text: str) -> int:
    if text.isdigit():
        return int(text)
    _, _, ones = text.rpartition("十")
    digit = "一二三四五六七八九".find(ones) + 1 if ones else 0
    return (10 if "十" in text else 0) + digit if "十" in text else "一二三四五六七八九".find(text) + 1


def _year(text: str) -> int:
    digits = text.strip("'")
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(text)
    return year


def _months(year: str, first: int, last: int | None = None) -> Period:
    return Part(first, first if last is None else last).of(_year(year))


def _day(year: str, month: str, day: str) -> Period:
    return Period.of_month(Month.containing(date(_year(year), int(month), int(day))))


def _either(first: str, second: str, year: str) -> OpenDate:
    def attempt(month: str, day: str) -> Period | None:
        try:
            return _day(year, month, day)
        except ValueError:
            return None

    found = OpenDate(attempt(second, first), attempt(first, second))
    if not found.day_first and not found.month_first:
        raise ValueError("no such day")
    return found


def _part(first: int, last: int) -> Part:
    if not 1 <= first <= last <= 12:
        raise ValueError("no such months")
    return Part(first, last)


_Found = re.Match[str]
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[_Found], When]], ...]] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (_Y, lambda m: _months(m["y"], 1, 12)),
        (rf"{_Y}(?:\s?[-/_ ]\s?(?P<m>\d{{1,2}})|\.(?P<m2>\d{{2}}))", lambda m: _months(m["y"], int(m["m"] or m["m2"]))),
        (rf"{_Y}(?P<m>\d{{2}})", lambda m: _months(m["y"], int(m["m"]))),
        (rf"{_Y}[-/ ]?m(?P<m>\d{{1,2}})", lambda m: _months(m["y"], int(m["m"]))),
        (rf"{_Y}(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?:\s*t?\s*\d\d?:\d\d(?::\d\d(?:\.\d+)?)?)?",
         lambda m: _day(m["y"], m["m"], m["d"])),
        (rf"{_Y}(?P<m>\d{{2}})(?P<d>\d{{2}})", lambda m: _day(m["y"], m["m"], m["d"])),
        (rf"(?P<m>\d{{1,2}}){_SEP}{_Y}", lambda m: _months(m["y"], int(m["m"]))),
        (rf"(?P<a>\d{{1,2}})(?P<s>[-/])(?P<b>\d{{1,2}})(?P=s){_Y}(?:\s*\d\d?:\d\d(?::\d\d)?)?",
         lambda m: _either(m["a"], m["b"], m["y"])),
        (rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{_Y}", lambda m: _day(m["y"], m["m"], m["d"])),
        (rf"@(?P<m>\d+){_LOOSE}{_YY}", lambda m: _months(m["y"], int(m["m"]))),
        (rf"{_Y}{_LOOSE}@(?P<m>\d+)", lambda m: _months(m["y"], int(m["m"]))),
        (rf"(?P<d>\d{{1,2}})[\s-]*@(?P<m>\d+){_LOOSE}{_YY}", lambda m: _day(str(_year(m["y"])), m["m"], m["d"])),
        (rf"@(?P<m>\d+)\s*(?P<d>\d{{1,2}}),?\s+{_Y}", lambda m: _day(m["y"], m["m"], m["d"])),
        (rf"@(?P<a>\d+)\s*[-/]\s*@(?P<b>\d+){_LOOSE}{_YY}", lambda m: _months(m["y"], int(m["a"]), int(m["b"]))),
        (rf"{_Y}{_LOOSE}@(?P<a>\d+)\s*[-/]\s*@(?P<b>\d+)", lambda m: _months(m["y"], int(m["a"]), int(m["b"]))),
        (rf"@(?P<a>\d+){_LOOSE}(?P<y1>\d{{4}})\s*[-/]\s*@(?P<b>\d+){_LOOSE}{_Y}",
         lambda m: Period(Month.of(_year(m["y1"]), int(m["a"])), Month.of(_year(m["y"]), int(m["b"])))),
        (rf"(?P<y1>\d{{4}})-(?P<a>\d{{1,2}})\s?[-/]\s?{_Y}-(?P<b>\d{{1,2}})",
         lambda m: Period(Month.of(_year(m["y1"]), int(m["a"])), Month.of(_year(m["y"]), int(m["b"])))),
        (rf"(?:{_Y}[-/ ]*q\s*(?P<n>[1-4])|{_Y.replace('y', 'y2')}\s?(?P<n2>[1-4])\s?q)",
         lambda m: _span(m["y"] or m["y2"], int(m["n"] or m["n2"]), 3)),
        (rf"(?:q\s*(?P<n>[1-4])|(?P<n2>[1-4])\s?q)[-/, ]*{_YY}", lambda m: _span(m["y"], int(m["n"] or m["n2"]), 3)),
        (rf"(?:{_Y}[-/ ]*h\s*(?P<n>[12])|{_Y.replace('y', 'y2')}\s?(?P<n2>[12])\s?h)",
         lambda m: _span(m["y"] or m["y2"], int(m["n"] or m["n2"]), 6)),
        (rf"(?:h\s*(?P<n>[12])|(?P<n2>[12])\s?h)[-/, ]*{_YY}", lambda m: _span(m["y"], int(m["n"] or m["n2"]), 6)),
        (rf"(?:1\s)?(?P<n>\d{{1,2}})\s?m[-/, ]*{_Y}", lambda m: _months(m["y"], 1, int(m["n"]))),
        (rf"{_Y}[-/, ]+(?:1\s)?(?P<n>\d{{1,2}})\s?m", lambda m: _months(m["y"], 1, int(m["n"]))),
        (r"@(?P<a>\d+)", lambda m: _part(int(m["a"]), int(m["a"]))),
        (r"@(?P<a>\d+)\s*[-/]\s*@(?P<b>\d+)", lambda m: _part(int(m["a"]), int(m["b"]))),
        (r"(?:q\s*(?P<n>[1-4])|(?P<n2>[1-4])\s?q)", lambda m: _quarter(int(m["n"] or m["n2"]), 3)),
        (r"(?:h\s*(?P<n>[12])|(?P<n2>[12])\s?h)", lambda m: _quarter(int(m["n"] or m["n2"]), 6)),
        (r"1\s(?P<n>\d{1,2})\s?m", lambda m: _part(1, int(m["n"]))),
    )
)  # fmt: skip


def _quarter(number: int, length: int) -> Part:
    return _part((number - 1) * length + 1, number * length)


def _span(year: str, number: int, length: int) -> Period:
    return _quarter(number, length).of(_year(year))


def read_period(cell: Cell, lexicon: Lexicon) -> When | None:
    """What a cell says about the time, None where it says nothing or what cannot be (month 13)."""
    if isinstance(cell, bool | Broken | Percent) or cell is None:
        return None
    if isinstance(cell, date):
        return Period.of_month(Month.containing(cell)) if FIRST_YEAR <= cell.year <= LAST_YEAR else None
    if isinstance(cell, float) and not cell.is_integer():
        return None
    text, cumulative = _CUMULATIVE.subn(" ", clean(spelt(cell)))
    found = _read(_spelt(text, lexicon))
    return from_january(found) if cumulative else found


def from_january(found: When | None) -> When | None:
    """The months of a running total up to a month: they begin in January."""
    if isinstance(found, Period):
        january = Period(Month.of(found.end.year, 1), found.end)
        return january if found.is_month or found == january else None
    if isinstance(found, Part):
        return Part(1, found.last) if found.first in (1, found.last) else None
    return None


def _read(text: str) -> When | None:
    if text.isdigit() and len(text) == 5:
        return _spreadsheet_day(int(text))
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(text):
            try:
                return read(found)
            except ValueError:
                return None
    return None


def says_provisional(text: str) -> bool:
    """Whether a period or header is marked as provisional: `2024p`, `Jan 2025 (prel.)`."""
    return bool(_PROVISIONAL.search(clean(text).strip()))


def says_cumulative(text: str) -> bool:
    """Whether a text calls its figures running totals."""
    return bool(_CUMULATIVE.search(clean(text)))


def is_cumulative(text: str) -> bool:
    """Whether a text says that figures are running totals, and nothing else."""
    return bool(_CUMULATIVE.fullmatch(clean(text).strip()))


def settle(open_dates: Iterable[OpenDate]) -> bool | str:
    """Whether the day comes first in the dates of a column; `open_date` or `mixed_dates` where that cannot be told."""
    dates = list(open_dates)
    day_first = any(d.month_first is None for d in dates)
    month_first = any(d.day_first is None for d in dates)
    if day_first and month_first:
        return "mixed_dates"
    if day_first or month_first:
        return day_first
    return True if all(d.day_first == d.month_first for d in dates) else "open_date"


def _spreadsheet_day(number: int) -> Period | None:
    if number not in _SPREADSHEET_DAYS:
        return None
    return Period.of_month(Month.containing(date.fromordinal(_SPREADSHEET_DAY_ZERO + number)))


def _spelt(text: str, lexicon: Lexicon) -> str:
    """The text with month names as `@1`, other words as the signs of the forms, dashes and spaces as one."""
    plain = _DASHES.sub("-", text.strip().lower())
    while (without := _MARKS.sub("", _TRAILING_P.sub("", plain))) != plain:
        plain = without
    for pattern, written in _CHINESE:
        plain = pattern.sub(written, plain)
    plain = _WORD.sub(lambda m: _sign(m[0], lexicon), plain)
    return " ".join(re.sub(r"\(\s*\)", " ", plain).split()).strip(" ,")


def _sign(word: str, lexicon: Lexicon) -> str:
    bare = word.rstrip(".")
    if bare in _WORDS:
        return _WORDS[bare]
    months = lexicon.meanings(bare.removeprefix("ខែ"), "month")
    return f"@{months[0]}" if len(months) == 1 else word
