"""What each row and column of a table is of: flow, partner, product, period; from labels, headers and around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.model.figure import TOTAL, WORLD
from bot.model.period import Period
from bot.upload import agreement
from bot.upload.around import DEFAULT, Around
from bot.upload.columns import Role
from bot.upload.context import Context
from bot.upload.digits import is_missing
from bot.upload.faults import Fault
from bot.upload.headings import KINDS, Headings, Kind, combined
from bot.upload.labels import BREAKDOWNS, Label, Labels, blanks, label_of, report
from bot.upload.layout import ValueColumn
from bot.upload.names import Skip, is_total, total_of
from bot.upload.notebook import Page
from bot.upload.periods import OpenDate, Part, When
from bot.upload.rows import Mask, Rows
from bot.upload.sheet import is_blank, shown
from bot.upload.tables import text_of
from bot.upload.years import are_years, dated, has_parts, partial_years, years_over_months
from bot.words import Lexicon

Texts = npt.NDArray[Any]
Months = npt.NDArray[np.int32]
_TIME: Final[tuple[Role, ...]] = ("period", "year", "month", "quarter")
_DIRECTIONS: Final[dict[Role, str]] = {"destination": "exports", "origin": "imports"}
_NAMES: Final[tuple[Role, ...]] = ("flow", "partner", "destination", "origin", "product", "reporter")
_ROLES: Final[tuple[Role, ...]] = (*_TIME, *_NAMES, *BREAKDOWNS)


@dataclass(frozen=True, slots=True)
class Subject:
    """For each row what the value in one column is of. start, end: months since year 0, -1 where not known."""

    flow: Texts
    partner: Texts
    product: Texts
    start: Months
    end: Months

    def differs(self, rows: slice) -> bool:
        """Whether the values of these rows are of different things."""
        kinds = (self.flow, self.partner, self.product, self.start, self.end)
        return len(set(zip(*(kind[rows] for kind in kinds), strict=True))) > 1


class Subjects:
    """rows: those with figures, counted in the sheet; good: those of them without a fault in their labels;
    provisional: those whose period is marked so.
    """

    def __init__(
        self, page: Page, found: Rows, context: Context, headings: Headings, lexicon: Lexicon, reporter: str
    ) -> None:
        self._page, self._table, self._context, self._headings = page, page.table, context, headings
        self._lexicon, self._reporter = lexicon, reporter
        self._whole = context.whole()
        labels = Labels(page.table, found.figures, lexicon, reporter, self._whole)
        self._labels: dict[Role, Label] = {role: label for role in _ROLES if (label := labels.read(role)) is not None}
        self.rows = found.figures
        self._sections = self._take_headings_out(found)
        self.good = np.ones(len(self.rows), dtype=np.bool_)
        self._skip_rows()
        self._report_labels()
        self._around = Around(page, context)
        self._time = self._row_time()
        self._check_agreement()
        self.provisional = self._provisional()

    def of(self, column: ValueColumn) -> Subject | None:
        """What the values of a column are of; None where something that is needed is not said anywhere."""
        flow = self._kind("flow", column)
        partner = self._partner(column, flow)
        product = self._kind("product", column)
        time = self._months(column)
        if flow is None or partner is None or product is None or time is None:
            return None
        return Subject(flow, partner, product, *time)

    def _provisional(self) -> Mask:
        """The rows whose period is marked as provisional."""
        title = None if "status" in self._table.labels else self._context.provisional()
        if title is not None:
            self._page.remark("taken_from", what="status", value="provisional", where=title.where)
        marked = np.full(len(self.rows), title is not None, dtype=np.bool_)
        for role in _TIME:
            if role in self._labels:
                marked |= self._labels[role].marked()
        return marked

    def partial_years(self, there: Mask) -> Mask:
        """The rows with a value that may be the sum of only some months of a year: said, and counted as skipped."""
        time, year_of = self._lone_time(), self._sections.get("period")
        if time is None or year_of is None:
            return np.zeros(len(self.rows), dtype=np.bool_)
        partial = partial_years(time, year_of, there) & self.good
        for place in np.flatnonzero(partial):
            self._page.remark("partial_year", shown(time.cells[place]), int(self.rows[place]))
        self._page.notebook.skipped += int(partial.sum())
        return partial

    # Rows

    def _take_headings_out(self, found: Rows) -> dict[Kind, Texts]:
        """Drop the rows that are a heading or a note, and return what headings say of the rows below them."""
        if not found.headless and not self._years():
            return {}
        headless = np.isin(self.rows, list(found.headless))
        unread = np.zeros(len(self.rows), dtype=np.bool_)
        for label in self._labels.values():
            unread |= label.where(lambda m: isinstance(m, Fault)) | (blanks(label) if label.role in _TIME else False)
            unread |= are_years(label) if label.role in _TIME and has_parts(label) else False
        out = headless & unread
        sections = {kind: said for kind in KINDS if (said := self._section(kind, out)) is not None}
        for row in self.rows[out].tolist():
            text = text_of(self._table.sheet.row(row))
            head = self._headings.read(text)
            if head is None or not sections.keys() & set(head.kinds):
                self._page.remark("line_ignored", text, row)
        self.rows = self.rows[~out]
        self._labels = {role: label.at(~out) for role, label in self._labels.items()}
        return {kind: said[~out] for kind, said in sections.items()}

    def _section(self, kind: Kind, out: Mask) -> Texts | None:
        """For each row what the heading above it says, where the table does not say it itself."""
        if self._given(kind) and not (kind == "period" and self._has_months()):
            return None
        said = np.full(len(self.rows), None, dtype=object)
        years = self._years() if kind == "period" else {}
        current: Any = None
        for place in range(len(self.rows)) if years or out.any() else ():
            if out[place]:
                head = self._headings.read(text_of(self._table.sheet.row(int(self.rows[place]))))
                current = getattr(head, kind, None) or current
            said[place] = current = years.get(place, current)
        return said if current is not None else None

    def _years(self) -> dict[int, Period]:
        """The rows of years with their months beneath, where a row says nothing but its time."""
        time = self._lone_time()
        return {} if time is None or len(self._labels) > 1 else years_over_months(time)

    def _has_months(self) -> bool:
        """Whether there are months without a year."""
        time = self._lone_time()
        return time is not None and has_parts(time)

    def _lone_time(self) -> Label | None:
        """The one column that says the time of each row; None where there are several or none."""
        labels = [self._labels[role] for role in _TIME if role in self._labels]
        return labels[0] if len(labels) == 1 else None

    def _given(self, kind: Kind) -> bool:
        roles: dict[Kind, tuple[Role, ...]] = {
            "period": _TIME, "flow": ("flow",), "product": ("product",),
            "partner": ("partner", "destination", "origin"),
        }  # fmt: skip
        in_heads = bool(self._table.values) and all(getattr(v.head, kind) is not None for v in self._table.values)
        return in_heads or any(role in self._labels for role in roles[kind])

    def _skip_rows(self) -> None:
        """Drop rows for the rest, and sums without a period: said, and counted as skipped."""
        for label in list(self._labels.values()):
            self._skip(label, "rest_skipped", label.skips("rest"))
            self._skip(label, "sum_skipped", label.skips("sum"))
        self._skip_sums()
        self._skip_parts()

    def _skip_parts(self) -> None:
        """Rows of a part of a figure, such as what goes by sea; refused where no row is of a whole."""
        labels = [self._labels[role] for role in BREAKDOWNS if role in self._labels]
        parts = [label.skips("part") & self.good for label in labels]
        whole = self.good.copy()
        for mask in parts:
            whole &= ~mask
        for label, mask in zip(labels, parts, strict=True):
            if whole.any():
                self._skip(label, "part_skipped", mask, column=self._table.name(label.column))
            else:
                self._page.where(Fault("only_parts"), label.column, mask, self.rows, label.cells)
                self.good &= ~mask

    def _skip_sums(self) -> None:
        """A row that says `Total` and nothing else, its period blank, is a sum over periods."""
        period = self._labels.get("period")
        timeless = is_blank(period.cells) if period is not None else np.zeros(0, dtype=np.bool_)
        for place in np.flatnonzero(timeless):
            named = [label for label in self._labels.values() if label.cells[place] is not None]
            if named and all(is_total(label.cells[place]) for label in named):
                self._skip(named[0], "sum_skipped", np.arange(len(self.rows)) == place)

    def _skip(self, label: Label, code: str, mask: Mask, **facts: str) -> None:
        mask = mask & self.good
        if not mask.any():
            return
        cells = np.zeros(len(self.rows), dtype=np.int64)
        for value in self._table.values:
            column = self._table.sheet.columns[value.number][self.rows]
            cells += np.fromiter((not is_missing(c) for c in column), dtype=np.bool_, count=len(column))
        found = pd.DataFrame({"row": self.rows[mask], "count": cells[mask]})
        texts = found.groupby([shown(c) for c in label.cells[mask]], sort=False).agg({"row": "first", "count": "sum"})
        for text, row, count in texts.itertuples():
            self._page.remark(code, str(text), int(row), count=int(count), **facts)
        self._page.notebook.skipped += int(cells[mask].sum())
        self.good &= ~mask

    def _report_labels(self) -> None:
        bad = np.zeros(len(self.rows), dtype=np.bool_)
        for label in self._labels.values():
            if label.role not in _DIRECTIONS:
                blank = blanks(label) & self.good
                what = "period" if label.role == "quarter" else label.role
                self._page.where(Fault("blank", {"what": what}), label.column, blank, self.rows, label.cells)
                bad |= blank
            bad |= report(self._page, label, self.rows, self.good)
        self.good &= ~bad

    # Flow, partner and product

    def _kind(self, kind: Kind, column: ValueColumn) -> Texts | None:
        said = getattr(column.head, kind)
        label = self._labels.get(kind)
        if label is not None:
            if said not in (None, WORLD, TOTAL):
                self._contradiction(kind, column)
            return label.values()
        if kind == "partner" and said == WORLD and self._is_total(column):
            said = self._whole
        if isinstance(said, Fault):
            self._page.fault(said, self._table.header.stop - 1, column.number, column.head.text)
            return None
        if said is not None:
            return np.full(len(self.rows), said, dtype=object)
        return self._from_around(kind)

    def _is_total(self, column: ValueColumn) -> bool:
        cells = self._table.sheet.columns[column.number]
        return any(is_total(cells[row]) for row in self._table.header)

    def _from_around(self, kind: Kind) -> Texts | None:
        section = self._sections.get(kind)
        outside = None if section is not None and not is_blank(section).any() else self._around.take(kind)
        whole = outside if outside is not None else DEFAULT.get(kind)
        if whole is None and (section is None or is_blank(section).any()):
            return None
        values = np.full(len(self.rows), whole, dtype=object)
        return values if section is None else np.where(is_blank(section), values, section)

    def _partner(self, column: ValueColumn, flow: Texts | None) -> Texts | None:
        """The partner; a destination is one of exports only, an origin one of imports only."""
        if flow is not None:
            self._refuse_other_totals(flow)
        if "partner" in self._labels or flow is None or not any(role in self._labels for role in _DIRECTIONS):
            return self._kind("partner", column)
        partner = np.full(len(self.rows), None, dtype=object)
        served = np.zeros(len(self.rows), dtype=np.bool_)
        for role, direction in _DIRECTIONS.items():
            if label := self._labels.get(role):
                mine = np.asarray(flow == direction, dtype=np.bool_)
                partner[mine] = label.values()[mine]
                served |= mine
                blank = mine & is_blank(label.cells) & self.good
                self._page.where(Fault("blank", {"what": "partner"}), label.column, blank, self.rows, label.cells)
        self._report_unserved(flow, ~served & self.good)
        return partner

    def _refuse_other_totals(self, flow: Texts) -> None:
        """`Total imports` among the partners of exports is none of them."""
        for label in (self._labels[role] for role in ("partner", *_DIRECTIONS) if role in self._labels):
            codes, different = pd.factorize(label.cells)
            named = np.array([*map(total_of, different), None], dtype=object)[codes]
            other = ~is_blank(named) & (named != flow) & self.good
            self._page.where(Fault("unknown_partner"), label.column, other, self.rows, label.cells)
            self.good &= ~other

    def _report_unserved(self, flow: Texts, mask: Mask) -> None:
        role = next(role for role in _DIRECTIONS if role in self._labels)
        label = self._labels[role]
        for name in pd.unique(flow[mask]):
            fault = Fault("wrong_direction", {"flow": name, "what": role})
            self._page.where(fault, label.column, mask & (flow == name), self.rows, label.cells)
        self.good &= ~mask

    def _contradiction(self, what: str, column: ValueColumn) -> None:
        row = self._table.header.stop - 1
        self._page.fault(Fault("header_disagrees", {"what": what}), row, column.number, column.head.text)

    # Periods

    def _row_time(self) -> Label | None:
        """The time of each row, out of its period, its year and month, or the heading of its section."""
        labels = [self._labels[role] for role in _TIME if role in self._labels]
        if not labels:
            section = self._sections.get("period")
            return None if section is None else label_of("period", section)
        if "period" in self._sections:
            labels.insert(0, label_of("period", self._sections["period"]))
        first, *others = labels
        for other in others:
            first = self._together(first, other)
        return first

    def _together(self, year: Label, month: Label) -> Label:
        """Both as one label; where both are read but do not go together it is a fault."""
        both = dated(year, month)
        neither = year.where(lambda m: isinstance(m, Fault)) | month.where(lambda m: isinstance(m, Fault))
        self.good &= ~report(self._page, both, self.rows, self.good & ~neither)
        return both

    def _months(self, column: ValueColumn) -> tuple[Months, Months] | None:
        head = column.head.period
        if isinstance(head, OpenDate):
            return None  # reported with the columns
        time = self._time
        if time is None and head is None:
            taken = self._around.take("period")
            if not isinstance(taken, Period):
                return None
            head = taken
        meanings = (None,) if time is None else time.meanings
        periods = [self._period(meaning, head, column) for meaning in meanings]
        codes = np.zeros(len(self.rows), dtype=np.int64) if time is None else time.codes
        starts = np.array([*(p.start.index if p else -1 for p in periods), -1], dtype=np.int32)
        ends = np.array([*(p.end.index if p else -1 for p in periods), -1], dtype=np.int32)
        return starts[codes], ends[codes]

    def _period(self, meaning: Any, head: When | None, column: ValueColumn) -> Period | None:
        if isinstance(meaning, Fault | Skip) or (meaning is None and head is None):
            return None
        both = meaning if head is None else head if meaning is None else combined(head, meaning)
        if both is None:
            self._contradiction("period", column)
            return None
        if isinstance(both, Part):
            year = self._around.year()
            return None if year is None else both.of(year)
        return both if isinstance(both, Period) else None

    def _check_agreement(self) -> None:
        heads = [v.head for v in self._table.values]
        label = self._labels.get("flow")
        given = [m for m in label.meanings if isinstance(m, str)] if label else [h.flow for h in heads]
        if None not in given:
            agreement.check_flow(self._page, self._context, [str(flow) for flow in given])
        agreement.check_reporter(self._page, self._context, self._reporter)
        agreement.check_services(self._page, self._context)
        agreement.check_partners(self._page, self._context, self._partners_given(), self._lexicon)
        times = [h.period for h in heads if h.period is not None]
        rows = [m for m in self._time.meanings if isinstance(m, Period | Part)] if self._time else []
        agreement.check_periods(self._page, self._context, [*times, *rows])
        agreement.check_cumulative(self._page, self._context, [*times, *rows])
        agreement.check_title(self._page, self._context, [*times, *rows])
        agreement.check_measure(self._page, self._context)

    def _partners_given(self) -> list[str]:
        """The partners that the table itself names."""
        labels = [self._labels[role] for role in ("partner", *_DIRECTIONS) if role in self._labels]
        named = [m for label in labels for m in label.meanings] + [v.head.partner for v in self._table.values]
        return [code for code in named if isinstance(code, str)]
