"""Whatever layout, encoding, unit, order and noise figures are sent in, they are read back as they were."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import openpyxl  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from upload_cases import lines, read

from bot.model.period import Month, Period

PARTNERS = {
    "US": ["US", "usa", "United States", "the United States", "UNITED STATES"], "JP": ["JP", "Japan", "japan", "日本"],
    "VN": ["VN", "Viet Nam", "Vietnam"], "CI": ["CI", "Côte d'Ivoire"], "EU": ["EU", "European Union"],
    "WLD": ["World", "Total", "WLD"], "KR": ["KR", "South Korea"], "LA": ["Lao PDR", "LAO"],
}  # fmt: skip
PRODUCTS = {
    "TOTAL": ["TOTAL", "Total"],
    "61": ["61", "61 Apparel, knitted", "HS 61"],
    "0801": ["0801", "801"],
    "64": ["64", "Footwear"],
}
FLOWS = {"exports": ["exports", "Export", "X"], "imports": ["imports", "Imports", "M"]}
UNITS = {0: ["USD", "US$"], 3: ["USD '000", "thousand USD"], 6: ["USD million", "US$ mn", "million US dollars"]}
PERIODS = [Period.of_month(Month.of(2023, 11) + n) for n in range(8)] + [
    Period.of_year(2022), Period.parse("2023-01/2023-10"), Period.parse("2024-01/2024-03")
]  # fmt: skip
Key = tuple[str, str, str, Period]


@dataclass(frozen=True)
class Style:
    """How a file is written."""

    digits: int
    exponent: int
    point: str
    grouped: bool
    mark: str  # of a missing value
    pick: Callable[[Sequence[str]], str]

    def number(self, value: int) -> str:
        text = (
            f"{Decimal(value).scaleb(-self.digits):,f}" if self.grouped else f"{Decimal(value).scaleb(-self.digits):f}"
        )
        return text if self.point == "." else text.translate(str.maketrans(".,", ",."))

    def usd(self, value: int) -> Decimal:
        return Decimal(value).scaleb(self.exponent - self.digits)

    @property
    def step(self) -> Decimal | None:
        return Decimal(1).scaleb(self.exponent - self.digits) if self.exponent else None

    def unit(self) -> str:
        return self.pick(UNITS[self.exponent])

    def period(self, period: Period) -> str:
        if period.is_year:
            return str(period.start.year)
        first, last = (f"{MONTHS[m.month - 1]}" for m in (period.start, period.end))
        if not period.is_month:
            return self.pick([str(period), f"{first}-{last} {period.end.year}", f"{first} to {last} {period.end.year}"])
        month = period.start
        forms = [
            str(month),
            f"{first} {month.year}",
            f"{month.month:02d}/{month.year}",
            f"{month.year}M{month.month:02d}",
        ]
        return self.pick([*forms, f"{first}-{month.year % 100:02d}", f"{month}-15"])


MONTHS = ["Jan", "Feb", "March", "Apr", "May", "June", "Jul", "August", "Sep", "Oct", "Nov", "December"]
Rows = list[list[str]]


def long(figures: dict[Key, int], style: Style) -> Rows:
    """One figure a row, the columns in some order, the unit in the header or in a column of its own."""
    unit = style.unit()
    apart = style.pick(["", "apart"])
    columns: dict[str, Callable[[Key, int], str]] = {
        style.pick(["period", "TIME_PERIOD", "Date"]): lambda k, _: style.period(k[3]),
        style.pick(["flow", "Trade Flow"]): lambda k, _: style.pick(FLOWS[k[0]]),
        style.pick(["partner", "Country", "partnerISO"]): lambda k, _: style.pick(PARTNERS[k[1]]),
        style.pick(["product", "HS code"]): lambda k, _: style.pick(PRODUCTS[k[2]]),
        "value" if apart else f"Value ({unit})": lambda _, v: style.number(v),
        "Remarks": lambda *_: style.pick(["", "seen", "ok"]),
    }  # fmt: skip
    if apart:
        columns["unit"] = lambda *_: unit
    order = sorted(columns, key=lambda _: style.pick(["a", "b", "c"]))
    return [order, *([columns[name](key, value) for name in order] for key, value in figures.items())]


def wide(figures: dict[Key, int], style: Style) -> Rows:
    """Partners and products down, flows over periods across, the unit in a line above."""
    across = list(dict.fromkeys((key[0], key[3]) for key in figures))
    across.sort(key=lambda flow_and_period: flow_and_period[0])
    down = list(dict.fromkeys((key[1], key[2]) for key in figures))
    flows = [flow.capitalize() if n == 0 or across[n - 1][0] != flow else "" for n, (flow, _) in enumerate(across)]
    rows = [
        [f"Trade by partner and product, {style.unit()}"], [],
        ["", "", *flows],
        ["Country", "Product", *(style.period(period) for _, period in across)],
    ]  # fmt: skip
    for partner, product in down:
        cells = [figures.get((flow, partner, product, period)) for flow, period in across]
        names = [style.pick(PARTNERS[partner]), style.pick(PRODUCTS[product])]
        rows.append([*names, *(style.mark if cell is None else style.number(cell) for cell in cells)])
    return rows


def partners_across(figures: dict[Key, int], style: Style) -> Rows:
    """Months and flows down, partners across."""
    partners = list(dict.fromkeys(key[1] for key in figures))
    rows = [["Month", "Flow", "Commodity", *(f"{style.pick(PARTNERS[p])} ({style.unit()})" for p in partners)]]
    for flow, product, period in dict.fromkeys((k[0], k[2], k[3]) for k in figures):
        cells = [figures.get((flow, partner, product, period)) for partner in partners]
        names = [style.period(period), style.pick(FLOWS[flow]), style.pick(PRODUCTS[product])]
        rows.append([*names, *(style.mark if cell is None else style.number(cell) for cell in cells)])
    return rows


def noisy(rows: Rows, style: Style) -> Rows:
    """Blank lines and titles above, notes below."""
    above = style.pick(["", "Statistics of the General Department", "Table 7"])
    below = style.pick(["", "Source: customs", "Note: p = provisional", "* estimates"])
    return [*([[above], []] if above else []), *rows, *([[], [below]] if below else [])]


def as_text(rows: Rows, separator: str, encoding: str, end: str) -> bytes:
    content = io.StringIO()
    csv.writer(content, delimiter=separator, lineterminator=end).writerows(rows)
    return content.getvalue().encode(encoding)


def as_workbook(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append([cell or None for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def written(rows: Rows, draw: st.DrawFn) -> bytes:
    if draw(st.integers(0, 4)) == 0:
        return as_workbook(rows)
    encodings = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]
    if all(cell.isascii() or "日" not in cell for row in rows for cell in row):
        encodings.append("cp1252")
    return as_text(
        rows, draw(st.sampled_from(",;\t")), draw(st.sampled_from(encodings)), draw(st.sampled_from(["\n", "\r\n"]))
    )


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, list[str], str]:
    """A file, the figures in it as lines of the corpus, and how it looks."""
    keys = st.tuples(*(st.sampled_from(sorted(some)) for some in (FLOWS, PARTNERS, PRODUCTS)), st.sampled_from(PERIODS))
    figures: dict[Key, int] = draw(st.dictionaries(keys, st.integers(1, 10**9), min_size=1, max_size=8))
    digits = draw(st.integers(0, 2))
    style = Style(
        digits, draw(st.sampled_from([0, 3, 6])), draw(st.sampled_from(".,")), bool(digits) and draw(st.booleans()),
        draw(st.sampled_from(["", "-", "..", "n/a"])), lambda some: draw(st.sampled_from(list(some))),
    )  # fmt: skip
    rows = noisy(draw(st.sampled_from([long, wide, partners_across]))(figures, style), style)
    expected = [line(key, style.usd(value), style.step) for key, value in figures.items()]
    return written(rows, draw), sorted(expected), "\n".join(map(str, rows))


def line(key: Key, value: Decimal, step: Decimal | None) -> str:
    flow, partner, product, period = key
    return f"{flow} {partner} {product} {period} {plain(value)}" + (f" ±{plain(step)}" if step else "")


def plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@settings(deadline=None, max_examples=200)
@given(files())
def test_figures_are_read_back_whatever_they_are_sent_in(file: tuple[bytes, list[str], str]) -> None:
    content, expected, looks = file
    draft = read(content)
    assert not draft.problems, looks
    assert lines(draft.figures) == expected, looks
