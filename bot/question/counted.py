"""The grammar of times that are counted from today: last month, past six months, this quarter, two years ago."""

from __future__ import annotations

from datetime import date

from bot.model.period import Month, Period
from bot.question.items import Found, Stage
from bot.question.times import AllTime, Earlier, Fixed, Latest, Rolling, Unit, Yearless

Made = tuple[str, object] | None


def dated(months: tuple[int, int], year: int, unit: Unit) -> Made:
    """The first to the last of these months of a year, as an item."""
    return "D", Fixed(Period(Month.of(year, months[0]), Month.of(year, months[1])), unit)


class Counted:
    """The stage, for one today."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.month = Month.containing(today)

    def stage(self) -> Stage:
        """The rules, for the items in which years are read."""
        return Stage.of({
            r"o?L(?P<n>n)m[o,]{0,3}(?P<Y>V)": self._last_months_of,
            r"F?(?P<n>n)m[o,]{0,3}(?P<Y>V)": self._first_months_of,
            r"(?P<Y>V)[o]{0,2}L(?P<n>n)[mp]": self._last_months_of,
            r"L(?P<q>[qhm])o{0,2}(?P<Y>V)": self._last_part_of,
            r"[LNPRl]o?(?P<n>n)m": lambda f: self._last_months(f["n"].number),
            r"(?P<n>n)m[LNPR](?!n)": lambda f: self._last_months(f["n"].number),
            r"[PR]o?(?P<y>y)": self._past_year,
            r"[PR]o?(?P<m>m)": self._past_month,
            r"[LNPR](?P<n>n)q": lambda f: self._last_quarters(f["n"].number),
            r"(?P<n>n)q[LNPR](?!n)": lambda f: self._last_quarters(f["n"].number),
            r"[PR]o?(?P<n>n)p": lambda f: self._last_months(f["n"].number),
            r"(?P<n>n)mLo{0,2}(?P<Y>V)": self._last_months_of,
            r"(?P<Y>V)o{0,2}L(?P<q>[qh])": self._last_part_of,
            r"(?P<q>[qhm])Lo{0,2}(?P<Y>V)": self._last_part_of,
            r"q[LP]": lambda f: self._quarters(1, 1),
            r"F(?P<n>n)p": self._first_months,
            r"mL(?!o?[Vnmqhpyj])": lambda f: ("Z", Latest()),
            r"o?(?P<n>n)mA": lambda f: self._months_ago(f["n"].number),
            r"o?m(?:A|P(?!n))": lambda f: self._months_ago(1),
            r"o?(?P<n>n)qA": lambda f: self._quarters(f["n"].number, 1),
            r"o?qA": lambda f: self._quarters(1, 1),
            r"L[mp]": lambda f: self._months_ago(1),
            r"N[mp]": lambda f: ("Z", Earlier(1, Period.of_month(self.month - 1))),
            r"Nq": lambda f: ("Z", Earlier(3, self._quarter_before())),
            r"Ny": lambda f: ("Z", Earlier(12, Period.of_year(self.today.year - 1))),
            r"[LP]q": lambda f: self._quarters(1, 1),
            r"(?:Lh|h[ALP])": lambda f: self._last_half(),
            r"[PR]o?h": lambda f: ("Z", Rolling(6)),
            r"T[mp]": lambda f: ("D", Fixed(Period.of_month(self.month), "month")),
            r"(?:T[q]|qT)": lambda f: self._quarters(0, 1),
            r"(?:Th|hT)": lambda f: self._this_half(),
            r"X[mp]": lambda f: ("D", Fixed(Period.of_month(self.month + 1), "month")),
            r"X[q]": lambda f: self._quarters(-1, 1),
            r"l": lambda f: ("Z", Latest()),
            r"a": lambda f: ("Z", AllTime()),
        })  # fmt: skip

    @staticmethod
    def _past_year(found: Found) -> Made:
        """`past year`; `recent years` does not say how many."""
        return None if found["y"].pieces[0].norm.endswith("s") else ("Z", Rolling(12))

    @staticmethod
    def _past_month(found: Found) -> Made:
        """`past month`; `recent months` does not say how many."""
        return None if found["m"].pieces[0].norm.endswith("s") else ("Z", Rolling(1))

    def past_years(self, found: Found) -> Made:
        """过去一年: the past year; of more, the calendar ones."""
        return ("Z", Rolling(12)) if found["n"].number == 1 else self.last_years(found["n"].number)

    @staticmethod
    def _first_months(found: Found) -> Made:
        """前5月"""
        count = found["n"].number
        return ("W", Yearless(1, count, "span")) if 1 <= count <= 12 else None

    @staticmethod
    def _first_months_of(found: Found) -> Made:
        """`nine months of 2024`, as the press says it."""
        count = found["n"].number
        return dated((1, count), found["Y"].number, "span") if 1 <= count <= 12 else None

    def _last_months_of(self, found: Found) -> Made:
        count = found["n"].number
        if not 1 <= count <= 12:
            return None
        year = found["Y"].number
        return "D", Fixed(Period(Month.of(year, 13 - count), Month.of(year, 12)), "span")

    def _last_part_of(self, found: Found) -> Made:
        """`the last month (quarter, half) of 2024`."""
        parts: dict[str, tuple[int, Unit]] = {"m": (12, "month"), "q": (10, "quarter"), "h": (7, "half")}
        first, unit = parts[found["q"].symbol]
        return dated((first, 12), found["Y"].number, unit)

    def _last_months(self, count: int) -> Made:
        return ("Z", Rolling(count)) if 1 <= count <= 1200 else None

    def _months_ago(self, count: int) -> Made:
        if not 0 <= count < self.month.index:
            return None
        return "D", Fixed(Period.of_month(self.month - count), "month")

    def _quarters(self, ago: int, count: int) -> Made:
        """`count` quarters, the last of them `ago` quarters before this one."""
        this = Month.of(self.today.year, (self.today.month - 1) // 3 * 3 + 1)
        end = this - 3 * ago + 2
        unit: Unit = "quarter" if count == 1 else "span"
        return "D", Fixed(Period(end - 3 * count + 1, end), unit)

    def _quarter_before(self) -> Period:
        made = self._quarters(1, 1)
        assert made is not None
        assert isinstance(made[1], Fixed)
        return made[1].period

    def _last_quarters(self, count: int) -> Made:
        return self._quarters(1, count) if 1 <= count <= 400 else None

    def last_years(self, count: int) -> Made:
        """The last so many calendar years."""
        if not 1 <= count <= 100:
            return None
        last = self.today.year - 1
        return "D", Fixed(Period(Month.of(last - count + 1, 1), Month.of(last, 12)), "span")

    def _this_half(self) -> Made:
        start = Month.of(self.today.year, 1 if self.today.month <= 6 else 7)
        return "D", Fixed(Period(start, start + 5), "half")

    def _last_half(self) -> Made:
        start = Month.of(self.today.year, 1 if self.today.month <= 6 else 7) - 6
        return "D", Fixed(Period(start, start + 5), "half")
