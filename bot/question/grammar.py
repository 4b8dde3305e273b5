"""The grammar of times: patterns over symbols, from years up to ranges.

Symbols of pieces are in `symbols.py`. Items made here: V a year (its number), D a dated span (Fixed), W a span of a
year that is not named (Yearless), Z any other time, ! a time that figures by month cannot answer.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from bot.model.period import Month, Period
from bot.question.counted import Counted, Made, dated
from bot.question.items import Found, Item, Stage, rewrite
from bot.question.ranges import Ranges
from bot.question.times import Fixed, Impossible, Unit, Yearless


def times(items: list[Item], today: date) -> list[Item]:
    """The items with every time in them read: V, D, W, Z and ! are times, anything else is as it was."""
    for stage in _grammar(today).stages:
        items = rewrite(items, stage)
    return items


@lru_cache(maxsize=16)
def _grammar(today: date) -> _Grammar:
    return _Grammar(today)


def _month(number: int, year: int) -> Made:
    if not 1 <= number <= 12:
        return None
    return "D", Fixed(Period.of_month(Month.of(year, number)), "month")


def _yearless_month(number: int) -> Made:
    return ("W", Yearless(number, number, "month")) if 1 <= number <= 12 else None


def _part(number: int, parts: int) -> tuple[int, int] | None:
    """First and last month of the n-th of so many parts of a year."""
    length = 12 // parts
    return ((number - 1) * length + 1, number * length) if 1 <= number <= parts else None


class _Grammar:
    """The stages, for one today."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.counted = Counted(today)
        self.ranges = Ranges(today)
        self.stages = [
            self._years(), self.counted.stage(), self._months(), self._parts(),
            self.ranges.stage(), self.ranges.open_stage(),
        ]  # fmt: skip

    # years

    def _years(self) -> Stage:
        return Stage.of({
            r"(?:yo?)?(?P<Y>Y)[jy]?": lambda f: ("V", f["Y"].number),
            r"(?P<n>n)j": self._short_year_before_mark,
            r"[y](?P<n>n)(?![hqmky])": self._short_year_after_word,
            r"'(?P<n>n)": self._short_year_before_mark,
            r"[Ty]?T[oy]*y": lambda f: ("V", self.today.year),
            r"L[yj](?!Y)": lambda f: ("V", self.today.year - 1),
            r"X[yj]": lambda f: ("V", self.today.year + 1),
            r"y[AP]": lambda f: ("V", self.today.year - 1),
            r"[LN](?P<n>n)[yj]": lambda f: self.counted.last_years(f["n"].number),
            r"[PR](?P<n>n)[yj]": self.counted.past_years,
            r"(?P<n>n)[yj][LPR](?![nmqhp])": self.counted.past_years,
            r"[y]T": lambda f: ("V", self.today.year),
            r"o?(?P<n>n)[jy]A": lambda f: ("V", self.today.year - f["n"].number),
            r"oyA": lambda f: ("V", self.today.year - 1),
        })  # fmt: skip

    def _short_year_before_mark(self, found: Found) -> Made:
        written = found["n"].pieces[0].norm
        return self._short_year(found["n"]) if len(written) == 2 else None

    def _short_year_after_word(self, found: Found) -> Made:
        written = found["n"].pieces[0]
        return self._short_year(found["n"]) if written.norm.isdigit() and len(written.norm) == 2 else None

    def _short_year(self, item: Item) -> Made:
        year = self._full_year(item)
        return None if year is None else ("V", year)

    def _full_year(self, item: Item) -> int | None:
        """A year of two digits: the one of this century that is not in the future, else of the last."""
        number = item.number
        if not 0 <= number < 100:
            return None
        return 2000 + number if 2000 + number <= self.today.year + 1 else 1900 + number

    # months

    def _months(self) -> Stage:
        between = "[-/.,o']{0,3}"
        return Stage.of({
            rf"[m]?o?(?P<M>M)[po]?{between}(?P<Y>V)": lambda f: _month(f["M"].number, f["Y"].number),
            rf"(?P<Y>V){between}[m]?(?P<M>M)": lambda f: _month(f["M"].number, f["Y"].number),
            r"(?P<on>o)?[m]?(?P<M>M)(?P<sep>[-/.o']*)(?P<n>n)(?![/\-,]{0,2}[Vn]|m)": self._month_short_year,
            r"(?P<Y>V)(?P<sep>[-/.])(?P<n>n)": self._numbered_month,
            r"m?(?P<n>n)[-/.](?P<Y>V)": self._numbered_month,
            r"Q(?P<n>n)[-/](?P<Y>V)": self._quarter,
            r"H(?P<n>n)[-/](?P<Y>V)": self._half,
            r"V[-/.]n[-/.](?P<d>n)": self._day,
            r"(?P<d>n)[-/.]n[-/.]V": self._day,
            r"(?:(?P<d>n)|(?P<D>O))o?M(?:o?V)?(?!n)": self._day,
            r"M(?P<d>n),?V": self._day,
            r"M(?P<D>O)(?!-?[qhm])": self._day,
            r"(?P<a>M)[-t](?P<b>M)[-/.o']*(?P<n>n)(?![/\-]?[Vn]|m)": self._months_short_year,
            r"f?(?P<a>M)(?P<m>n)[-t](?P<b>M)(?P<n>n)(?![/\-]?[Vn]|m)": self._months_of_short_years,
            r"(?P<s>6)": lambda f: _month(f["s"].number % 100, f["s"].number // 100),
            r"(?P<Y>V)o{0,2}(?P<n>n)[p]o?": lambda f: _month(f["n"].number, f["Y"].number) or self._no_month(f),
            r"(?P<Y>V)o{0,2}m(?P<n>n)": lambda f: _month(f["n"].number, f["Y"].number),
            r"m(?P<n>n)[o,]{0,2}(?P<Y>V)": lambda f: _month(f["n"].number, f["Y"].number) or self._no_month(f),
            r"(?P<n>n)p[o,]{0,2}(?P<Y>V)": lambda f: _month(f["n"].number, f["Y"].number),
            r"(?P<O>[OF])m[o,]{0,3}(?P<Y>V)": self._nth_month,
            r"(?P<Y>V)o{0,2}i(?P<n>n)m": lambda f: _month(f["n"].number, f["Y"].number),
            r"(?P<n>n)p": lambda f: _yearless_month(f["n"].number) or self._no_month(f),
            r"(?P<a>n)[-t](?P<b>n)p": self._numbered_months,
            r"m(?P<a>n)[-t](?P<b>n)(?![pmqyj])": self._numbered_months,
            r"m(?P<n>n)(?![pmqyj])": self._named_month_number,
            r"T(?P<M>M)": lambda f: _month(f["M"].number, self.today.year),
            r"[m]?(?P<M>M)p?": lambda f: _yearless_month(f["M"].number),
            r"[LP](?P<M>M)": lambda f: _yearless_month(f["M"].number),
        })  # fmt: skip

    def _month_short_year(self, found: Found) -> Made:
        """`Oct-23`, `August 99`; what can be a day is one, but for a mark, or a month just past (June 25)."""
        number, written = found["n"].number, found["n"].pieces[0]
        short = len(written.norm) == 2 and written.norm.isdigit()
        year = self._full_year(found["n"]) if short else None
        if year is not None and (number > 31 or "sep" in found or not written.spaced):
            return _month(found["M"].number, year)
        typed = f"{found['M'].text} {found['n'].text}"
        on_a_day = "on" in found and found["on"].text.lower() == "on"
        if year is not None and not on_a_day and self._is_just_past(month := Month.of(year, found["M"].number)):
            return "D", Fixed(Period.of_month(month), "month", doubtful=typed)
        return ("!", Impossible("days", typed)) if number <= 31 else None

    def _is_just_past(self, month: Month) -> bool:
        """Whether it is one of the last five years' months: of those, figures are asked for."""
        this = Month.containing(self.today)
        return this - 60 <= month <= this

    def _months_short_year(self, found: Found) -> Made:
        """`Jan-Mar 24`: after a range of months no day."""
        year = self._full_year(found["n"]) if len(found["n"].pieces[0].norm) == 2 else None
        first, last = found["a"].number, found["b"].number
        if year is None or year > self.today.year:
            return None
        months = Yearless(first, last, "range").in_year(year)
        return "D", Fixed(months, "range", (Period.of_month(months.start), Period.of_month(months.end)))

    def _months_of_short_years(self, found: Found) -> Made:
        """`Nov 23 to Feb 24`: so many days apart would be no range of months."""
        years = [self._full_year(found[name]) for name in ("m", "n")]
        written = [found[name].pieces[0].norm for name in ("m", "n")]
        if not all(len(w) == 2 for w in written) or not all(y and y <= self.today.year for y in years):
            return None
        first, last = (Month.of(y or 0, found[name].number) for y, name in zip(years, "ab", strict=True))
        ends = (Period.of_month(first), Period.of_month(last))
        return ("D", Fixed(Period(first, last), "range", ends)) if first < last else None

    def _numbered_month(self, found: Found) -> Made:
        """`2025-01`, `1/2025`; `2022-24` is a range of years, 2024/25 is of no calendar."""
        number, year = found["n"].number, found["Y"].number
        if 1 <= number <= 12:
            return _month(number, year)
        if "sep" in found and found["sep"].text != "/" and year % 100 < number < 100:
            first, last = Period.of_year(year), Period.of_year(year - year % 100 + number)
            return "D", Fixed(Period(first.start, last.end), "year", ends=(first, last))
        return "!", Impossible("impossible_period", f"{found['Y'].text}-{found['n'].text}")

    @staticmethod
    def _no_month(found: Found) -> Made:
        """13月"""
        return "!", Impossible("impossible_period", " ".join(item.text for item in found.values()))

    @staticmethod
    def _numbered_months(found: Found) -> Made:
        """1-3月, ខែ១-៣: the word stands only once."""
        first, last = found["a"].number, found["b"].number
        return ("W", Yearless(first, last, "range")) if 1 <= first <= 12 and 1 <= last <= 12 else None

    @staticmethod
    def _day(found: Found) -> Made:
        item = found.get("d") or found["D"]
        return ("!", Impossible("days", item.text)) if item.number <= 31 else None

    def _nth_month(self, found: Found) -> Made:
        return _month(self._ordinal(found["O"]), found["Y"].number)

    def _named_month_number(self, found: Found) -> Made:
        """`month 3`, ខែ ៣: the number comes after the word."""
        return _yearless_month(found["n"].number)

    @staticmethod
    def _ordinal(item: Item) -> int:
        return item.value if isinstance(item.value, int) else 1

    # quarters, halves, first months

    def _parts(self) -> Stage:
        year = r"(?P<Y>V)"
        quarter = (
            r"(?:Q(?P<n>n)|(?P<n2>n)Q(?!n)|(?P<O>[OF])-?q|q[io]?(?P<n3>n)|i?(?P<n4>n)(?P<unit>q)(?!A)"
            r"|q(?P<O2>[OF])|i(?P<O3>[O])q)"
        )
        half = (
            r"(?:H(?P<n>n)|(?P<n2>n)H(?!n)|(?P<O>[OF])-?h|h[io]?(?P<n3>n)|i?(?P<n4>n)(?P<unit>h)"
            r"|(?P<one>1)|(?P<two>2)|h(?P<O2>[OF]))"
        )
        first = r"(?:F(?P<n>n)[mp]|(?P<n2>n)k|(?P<n3>n)mF)"
        sep = "[-o,]{0,4}"
        table: dict[str, Callable[[Found], Made]] = {}
        parts = (
            (quarter, self._quarter), (half, self._half), (first, self._first_months),
            (r"F(?P<n>n)q", self._first_quarters), (r"i?(?P<a>n)[-t]i?(?P<b>n)(?P<unit>q)", self._quarters),
        )  # fmt: skip
        for pattern, function in parts:
            table[f"{year}{sep}{pattern}"] = function
            table[f"{pattern}{sep}{year}"] = function
            table[f"{pattern}o{{0,2}}(?P<this>y)"] = function
            table[pattern] = function
        table[r"(?P<O>[OF])(?=[&,][OF]-?q)"] = self._quarter  # first and second quarter
        table[r"(?P<O>[OF])(?=[&,][OF]-?h)"] = self._half
        table[r"(?P<a>n)Q(?P<b>n)"] = lambda f: self._both_numbers(f, 4)
        table[r"(?P<a>n)H(?P<b>n)"] = lambda f: self._both_numbers(f, 2)
        table[r"(?P<a>n)k(?P<b>n)"] = self._first_months_short
        table[r"(?P<part>[QH])(?P<a>n)[-o/]*'?(?P<b>n)"] = self._part_short_year
        return Stage.of(table)

    @classmethod
    def _which(cls, found: Found) -> int:
        if "one" in found or "two" in found:
            return 1 if "one" in found else 2
        for name in ("n", "n2", "n3", "n4"):
            if name in found:
                return found[name].number
        return next(cls._ordinal(found[name]) for name in ("O", "O2", "O3") if name in found)

    def _quarter(self, found: Found) -> Made:
        if "unit" in found and found["unit"].pieces[0].norm.endswith("s"):
            return None  # three quarters are not the third
        return self._span(_part(self._which(found), 4), found, "quarter")

    def _half(self, found: Found) -> Made:
        return self._span(_part(self._which(found), 2), found, "half")

    def _first_months(self, found: Found) -> Made:
        count = self._which(found)
        return self._span((1, count) if 1 <= count <= 12 else None, found, "span")

    def _first_quarters(self, found: Found) -> Made:
        count = found["n"].number
        return self._span((1, 3 * count) if 1 <= count <= 4 else None, found, "span")

    def _quarters(self, found: Found) -> Made:
        """一至三季度, 1-3季度"""
        first, last = _part(found["a"].number, 4), _part(found["b"].number, 4)
        if "unit" in found and found["unit"].pieces[0].script == "latin":
            return None  # 2 to 3 quarters
        return self._span((first[0], last[1]) if first and last and first < last else None, found, "span")

    def _first_months_short(self, found: Found) -> Made:
        year, count = self._full_year(found["b"]), found["a"].number
        return None if year is None or not 1 <= count <= 12 else dated((1, count), year, "span")

    def _both_numbers(self, found: Found, parts: int) -> Made:
        """1Q24 and 18q4: the number that can be no part of a year is the year."""
        a, b = found["a"], found["b"]
        which, year = (a, b) if a.number <= parts and len(b.pieces[0].norm) == 2 else (b, a)
        full, months = self._full_year(year), _part(which.number, parts)
        return None if full is None or months is None else dated(months, full, "quarter" if parts == 4 else "half")

    def _part_short_year(self, found: Found) -> Made:
        """`Q2 25`, `H1'24`"""
        year = self._full_year(found["b"]) if len(found["b"].pieces[0].norm) == 2 else None
        parts: dict[str, tuple[int, Unit]] = {"Q": (4, "quarter"), "H": (2, "half")}
        count, unit = parts[found["part"].symbol]
        months = _part(found["a"].number, count)
        return None if year is None or months is None else dated(months, year, unit)

    def _span(self, months: tuple[int, int] | None, found: Found, unit: Unit) -> Made:
        if months is None:
            return "!", Impossible("impossible_period", " ".join(i.text for i in found.values()))
        if "Y" in found or "this" in found:
            return dated(months, found["Y"].number if "Y" in found else self.today.year, unit)
        return "W", Yearless(*months, unit)
