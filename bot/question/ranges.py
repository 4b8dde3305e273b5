"""The grammar of spans of time: from one time to another, since one, up to one."""

from __future__ import annotations

from datetime import date

from bot.model.period import Period
from bot.question.counted import Made
from bot.question.items import Found, Item, Stage
from bot.question.times import Earlier, Fixed, Impossible, Latest, SameIn, Since, ToDate, Unit, Yearless

_TO = "[-t]"
_MONTHS_OF = {"m": 1, "q": 3, "h": 6, "y": 12}


class Ranges:
    """The stages, for one today."""

    def __init__(self, today: date) -> None:
        self.today = today

    def stage(self) -> Stage:
        """The rules of spans with two ends, for the items in which years, months and parts of years are read."""
        a, b = "(?P<a>[VDW])", "(?P<b>[VDW])"
        return Stage.of({
            rf"(?P<f>[fsob])?{a}(?P<to>{_TO})o?(?:eo{{0,2}})?{b}B?": self._range,
            r"(?P<a>D)/(?P<b>D)": self._range,
            rf"(?P<f>b)o?{a}(?P<to>[&t-])o?(?:eo{{0,2}})?{b}B?": self._range,
            rf"[of]?{a}&o?{b}B": self._range,
            rf"[fs]{a}{_TO}u": self._since,
            r"(?P<n>n)?(?P<u>[mqhy])to?(?:eo{0,2})?(?P<b>[DW])": self._ending,
        })  # fmt: skip

    def _ending(self, found: Found) -> Made:
        """`three months to August 2025`, `the year ending June 2024`: so many months up to one that is named."""
        end, unit = self._atom(found["b"]), found["u"].symbol
        if end.unit != "month" or ("n" not in found and unit == "m"):
            return None
        count = _MONTHS_OF[unit] * (found["n"].number if "n" in found else 1)
        if isinstance(end, Fixed):
            return ("D", Fixed(Period(end.period.end - count + 1, end.period.end), "span")) if count <= 120 else None
        return ("W", Yearless((end.last - count) % 12 + 1, end.last, "range")) if 0 < count <= 12 else None

    def _range(self, found: Found) -> Made:
        a, b = self._atom(found["a"]), self._atom(found["b"])
        from_to = "f" in found and found["f"].symbol in "fb" and found["to"].symbol != "-"
        if isinstance(a, Yearless) and isinstance(b, Yearless):
            return "W", Yearless(a.first, b.last, "range", from_to)
        if isinstance(a, Yearless) and isinstance(b, Fixed):
            first = a.in_year(b.period.end.year)
            a = Fixed(first if first.start <= b.period.end else first.shift(-12), a.unit)
        elif isinstance(a, Fixed) and isinstance(b, Yearless):
            last = b.from_year(a.period.start.year)
            b = Fixed(last if last.end >= a.period.start else last.shift(12), b.unit)
        assert isinstance(a, Fixed)
        assert isinstance(b, Fixed)
        if b.period.end < a.period.start:
            years = a.unit == b.unit == "year"  # two years side by side: compare 2024 to 2023
            typed = " ".join(item.text for item in found.values())
            return None if years and not from_to else ("!", Impossible("impossible_period", typed))
        # a range of years that ends in an unfinished one is as partial as that year
        unit: Unit = "year" if b.unit == "year" else "range"
        return "D", Fixed(Period(a.period.start, b.period.end), unit, (a.period, b.period), from_to)

    @staticmethod
    def _atom(item: Item) -> Fixed | Yearless:
        if isinstance(item.value, int):
            return Fixed(Period.of_year(item.value), "year")
        assert isinstance(item.value, Fixed | Yearless)
        return item.value

    def open_stage(self) -> Stage:
        """The rules of spans that are open at one end, and of what is left."""
        return Stage.of({
            r"(?:f?s[sf]?o?|f{1,2})(?P<a>[VDW])[ou,]*u?": self._since,  # not: the countries we buy from in 2025
            r"(?P<a>[VDW])o?u": self._since,
            r"(?P<a>[VDW])s(?=x|$|o|\?)": self._since_after,
            r"zo?(?P<a>[VDW])": self._to_date_of,
            r"(?P<a>[VDW])o{0,2}z": self._to_date_of,
            r"t(?P<a>[VDW])o{0,2}c": self._to_date_of,
            r"ct(?P<a>[VDW])": self._to_date_of,
            r"z": lambda f: ("Z", ToDate()),
            r"c": lambda f: ("Z", ToDate(whole=True)),
            r"[sf]{1,2}Fo?(?P<a>V)u?": self._since,
            r"[sf]{1,2}Fyu?": lambda f: ("Z", ToDate()),
            r"(?P<a>[DW])o{0,2}(?P<b>[DW])": self._part_of_shorter,
            r"K[o,]{0,2}(?P<a>V)": lambda f: ("Z", SameIn(f["a"].number)),
            r"(?P<L>L)(?=[x?]?$)": self._latest_of_flow,
            r"C": lambda f: ("Z", Earlier(12)),
            r"G": lambda f: ("Z", Earlier(3)),
            r"o?(?P<n>n)yg": lambda f: ("Z", Earlier(12 * f["n"].number)) if f["n"].number <= 50 else None,
            r"S": lambda f: ("Z", Earlier(12, of_another=True)),
            r"uo?(?P<a>V)": self._to_date_of,
            r"so*y": lambda f: ("Z", Since(Fixed(Period.of_year(self.today.year), "year"))),
            r"E": lambda f: ("Z", Earlier(1)),
            r"(?P<w>[wt])o?(?P<a>[VDWn])": self._open_at_one_end,
            r"(?P<a>[VDW])o?(?P<w>w)": self._open_at_one_end,
            r"[LTXPR]?(?P<d>d)": lambda f: ("!", Impossible("days", f["d"].text)),
        })  # fmt: skip

    def _part_of_shorter(self, found: Found) -> Made:
        """`the first half of June`: less than a month, or of a quarter."""
        part, whole = self._atom(found["a"]), self._atom(found["b"])
        shorter = part.unit in ("half", "quarter") and whole.unit in ("month", "quarter") and part.unit != whole.unit
        if not shorter or _length(part) <= _length(whole):
            return None
        return "!", Impossible("days", f"{found['a'].text} {found['b'].text}")

    @staticmethod
    def _open_at_one_end(found: Found) -> Made:
        """`before 2024`, `until June`."""
        word = found["w"].pieces[0]
        return ("!", Impossible("open_period", word.text)) if word.means("time", "before") else None

    @staticmethod
    def _latest_of_flow(found: Found) -> Made:
        """តួលេខនាំចេញចុងក្រោយ: what stands last in Khmer is said of all before it."""
        return ("Z", Latest()) if found["L"].pieces[0].script == "khmer" else None

    def _since(self, found: Found) -> Made:
        return "Z", Since(self._atom(found["a"]))

    _since_after = _since

    def _to_date_of(self, found: Found) -> Made:
        atom = self._atom(found["a"])
        if isinstance(atom, Yearless):
            return "Z", ToDate(None, atom.last)
        if atom.unit == "year":
            return "Z", ToDate(atom.period.start.year)
        return "Z", ToDate(atom.period.end.year, atom.period.end.month)


def _length(time: Fixed | Yearless) -> int:
    """Of how many months it is."""
    return len(time.period) if isinstance(time, Fixed) else (time.last - time.first) % 12 + 1
