"""What looks wrong about the figures of a draft beside those of the store: warnings, which can be published over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.model.draft import Draft, Problem
from bot.model.figure import TOTAL, WORLD
from bot.model.period import Month, Period
from bot.store import Store
from bot.upload.series import MONTHS, batches
from bot.words import lexicon

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
MOST_OF_A_KIND: Final = 20
_FAR: Final = 10.0  # times the largest, or below the smallest, of at least _ENOUGH months before
_VERY_FAR: Final = 50.0  # of two months; one is no past
_ENOUGH: Final = 3
_SLACK: Final = 1e-9  # of floating point sums
_GROWTH_SLACK: Final = 0.1  # percentage points
_SUBJECT: Final = ["flow", "partner", "product"]


def doubts(draft: Draft, store: Store) -> tuple[tuple[Problem, ...], int]:
    """The warnings of a draft that was compared with the store: the first of each kind, and how many more there are."""
    if draft.changes.empty:
        return (), 0
    found: list[Problem] = []
    partners = _Parts("partner")
    products = _Parts("product")
    for frame in batches(draft.changes, store):
        if frame["touched"].any():
            found += totals(frame) + growths(frame) + accounts(frame) + outliers(frame)
        partners.add(frame)
        products.add(frame)
    found += partners.exceeding() + products.exceeding()
    found += revisions(draft.changes) + skipped_months(draft.changes, store) + fewer_partners(draft.changes, store)
    kept = _first_of_each(found)
    return kept, len(found) - len(kept)


def _first_of_each(found: Iterable[Problem]) -> tuple[Problem, ...]:
    counts: Counter[str] = Counter()
    kept = []
    for problem in found:
        counts[problem.code] += 1
        if counts[problem.code] <= MOST_OF_A_KIND:
            kept.append(problem)
    return tuple(kept)


def totals(frame: pd.DataFrame) -> list[Problem]:
    """Published totals of several months that are all there and add up to something else."""
    months = _Months(frame)
    spans = frame[frame["end"] > frame["start"]]
    first, last = months.places(spans)
    complete = last - first == (spans["end"] - spans["start"] + 1).to_numpy()
    touched = spans["touched"].to_numpy() | (months.sum("touched", first, last) > 0)
    total, sums = spans["value"].to_numpy(), months.sum("value", first, last)
    allowed = (spans["step"].to_numpy() + months.sum("step", first, last)) / 2 + _SLACK * months.largest
    wrong = complete & touched & (np.abs(total - sums) > allowed)
    return [
        _problem("total_differs", row, total=row.value, sum=float(value))
        for row, value in zip(spans[wrong].itertuples(), sums[wrong], strict=True)
    ]


def growths(frame: pd.DataFrame) -> list[Problem]:
    """Published growth that the published values, with all their rounding, do not give."""
    rows = frame[frame["yoy_pct"].notna() & (frame["flow"] != "balance")]
    base = _lookup(frame, rows, earlier=12)
    touched = rows["touched"].to_numpy() | base["touched"].eq(True).to_numpy()
    old, old_step = base["value"].to_numpy(), base["step"].to_numpy() / 2
    new, new_step = rows["value"].to_numpy(), rows["step"].to_numpy() / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        low = ((new - new_step) / (old + old_step) - 1) * 100
        high = ((new + new_step) / (old - old_step) - 1) * 100
        computed = (new / old - 1) * 100
    published = rows["yoy_pct"].to_numpy()
    allowed = np.array([_half_step(p) for p in published]) + _GROWTH_SLACK
    wrong = touched & (old > old_step) & ((published + allowed < low) | (published - allowed > high))
    return [
        _problem("growth_differs", row, published=row.yoy_pct, computed=float(value))
        for row, value in zip(rows[wrong].itertuples(), computed[wrong], strict=True)
    ]


def accounts(frame: pd.DataFrame) -> list[Problem]:
    """Published trade and balances that exports and imports do not give."""
    columns = ["partner", "product", "start", "end"]
    wide = {flow: rows.set_index(columns) for flow, rows in frame.groupby("flow")}
    if not {"exports", "imports"} <= set(wide):
        return []
    found = []
    flows = wide["exports"].merge(wide["imports"], left_index=True, right_index=True, suffixes=("_x", "_m"))
    for flow, sign in (("trade", 1), ("balance", -1)):
        if flow in wide:
            both = wide[flow].join(flows, how="inner")
            computed = both["value_x"] + sign * both["value_m"]
            rounding = (both["step"] + both["step_x"] + both["step_m"]) / 2
            touched = both["touched"] | both["touched_x"] | both["touched_m"]
            allowed = rounding + _SLACK * (both["value_x"] + both["value_m"])
            wrong = touched & ((both["value"] - computed).abs() > allowed)
            rows = both[wrong].assign(computed=computed[wrong], flow=flow).reset_index()
            found += [_problem("account_differs", r, published=r.value, computed=r.computed) for r in rows.itertuples()]
    return found


def outliers(frame: pd.DataFrame) -> list[Problem]:
    """Values many times as large, or as small, as any month before them."""
    frame = frame[(frame["flow"] != "balance") & (frame["value"] > 0)]
    months = _Months(frame)
    rows = frame[frame["touched"]]
    _, last = months.places(rows.assign(end=np.where(rows["end"] > rows["start"], rows["end"], rows["start"] - 1)))
    monthly = rows["value"].to_numpy() / (rows["end"] - rows["start"] + 1).to_numpy()
    count, low, high = months.past(rows, last)
    far = np.where(count >= _ENOUGH, _FAR, _VERY_FAR)
    wrong = (count > 1) & ((monthly >= far * high) | (monthly * far <= low))
    times = np.maximum(monthly / np.where(high > 0, high, monthly), low / monthly)
    numbers = zip(rows[wrong].itertuples(), low[wrong], high[wrong], times[wrong], strict=True)
    return [
        _problem("outlier", row, value=row.value, low=float(lowest), high=float(highest), times=float(ratio))
        for row, lowest, highest, ratio in numbers
    ]


def revisions(changes: pd.DataFrame) -> list[Problem]:
    """Figures that would become many times as large, or as small."""
    rows = changes[(changes["change"] == "revised") & (changes["flow"] != "balance")]
    rows = rows[(rows["value"] > 0) & (rows["old_value"] > 0)]
    times = np.maximum(rows["value"] / rows["old_value"], rows["old_value"] / rows["value"])
    months = rows.assign(times=times)[times >= _FAR]
    return [
        Problem("outlier", facts={
            "flow": r.flow, "partner": r.partner, "product": r.product,
            "period": Period(Month.parse(str(r.start)), Month.parse(str(r.end))),
            "value": r.value, "low": r.old_value, "high": r.old_value, "times": r.times, "old": r.old_value,
        })
        for r in months.itertuples()
    ]  # fmt: skip


def skipped_months(changes: pd.DataFrame, store: Store) -> list[Problem]:
    """The months that are missing before those that a file brings, the last such gap of each flow."""
    monthly = changes[changes["start"] == changes["end"]]
    there: dict[str, set[int]] = {}
    for count in store.months():
        there.setdefault(count.flow, set()).add(count.month.index)
    found = []
    for flow, texts in monthly.groupby("flow")["start"]:
        brought = {Month.parse(text).index for text in texts.unique()}
        if str(flow) not in there and _compares_years(brought):
            continue
        known = sorted(brought | there.get(str(flow), set()))
        gaps = [(b, a) for b, a in pairwise(known) if a - b > 1 and a in brought]
        if gaps:
            before, after = gaps[-1]
            gap = Period(Month(before + 1), Month(after - 1))
            found.append(Problem("month_skipped", facts={"flow": flow, "period": gap}))
    return found


def _compares_years(months: Collection[int]) -> bool:
    """Whether they are the same months, one after another, of years that follow each other: none is left out."""
    years, of = {Month(index).year for index in months}, {Month(index).month for index in months}
    return len(months) == (max(years) - min(years) + 1) * (max(of) - min(of) + 1)


def fewer_partners(changes: pd.DataFrame, store: Store) -> list[Problem]:
    """Partners that had a figure for the month before the file's last one, and have none for that."""
    found = []
    totals = changes[(changes["start"] == changes["end"]) & (changes["product"] == TOTAL)]
    for flow, rows in totals.groupby("flow"):
        last = Month.parse(rows["start"].max())
        now = set(rows.loc[rows["start"] == str(last), "partner"])
        if len(now - {WORLD}) < 2:
            continue
        before, month = _partners_before(store, str(flow), last)
        now = (now | _partners_of(store, str(flow), last)) - {WORLD}
        if len(now) < len(before):
            facts: dict[str, Any] = {
                "flow": flow,
                "period": Period.of_month(last),
                "count": len(now),
                "before": len(before),
            }
            facts |= {"month": month, "missing": tuple(sorted(before - now))}
            found.append(Problem("fewer_partners", facts=facts))
    return found


def _partners_before(store: Store, flow: str, last: Month) -> tuple[set[str], Month | None]:
    months = [month for of, month, _ in store.months() if of == flow and month < last]
    return (_partners_of(store, flow, max(months)) - {WORLD}, max(months)) if months else (set(), None)


def _partners_of(store: Store, flow: str, month: Month) -> set[str]:
    return set(store.frame(flows=[flow], products=[TOTAL], within=Period.of_month(month))["partner"])


class _Months:
    """The single months of a frame in one order, so that sums over any span are differences of two."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._series = frame.groupby(_SUBJECT, sort=False).ngroup()
        months = frame.assign(series=self._series)[frame["start"] == frame["end"]]
        self._rows = months.sort_values(["series", "start"])
        self._keys = (self._rows["series"] * MONTHS + self._rows["start"]).to_numpy()
        self._sums = {name: _running(self._rows[name].to_numpy(np.float64)) for name in ("value", "step", "touched")}
        self.largest = float(np.abs(self._sums["value"]).max())

    def places(self, rows: pd.DataFrame) -> tuple[Ints, Ints]:
        """The places of the months of each row: from, to (not included)."""
        series = self._series.loc[rows.index].to_numpy() * MONTHS
        first = np.searchsorted(self._keys, series + rows["start"].to_numpy())
        last = np.searchsorted(self._keys, series + rows["end"].to_numpy(), side="right")
        return first, last

    def sum(self, name: str, first: Ints, last: Ints) -> Floats:
        return self._sums[name][last] - self._sums[name][first]

    def past(self, rows: pd.DataFrame, last: Ints) -> tuple[Ints, Floats, Floats]:
        """How many months of each row's series stand before the place, the smallest and the largest of them."""
        begin = np.searchsorted(self._keys, self._series.loc[rows.index].to_numpy() * MONTHS)
        grouped = self._rows.groupby("series", sort=False)["value"]
        low, high = grouped.cummin().to_numpy(), grouped.cummax().to_numpy()
        count = np.maximum(last - begin, 0)
        place = np.maximum(last - 1, 0)
        if not len(low):
            return count, np.zeros(len(rows)), np.zeros(len(rows))
        return count, low[place], high[place]


class _Parts:
    """Sums of parts (countries, or HS chapters) beside the published whole, over several frames."""

    def __init__(self, what: str) -> None:
        self._what, self._whole = what, WORLD if what == "partner" else TOTAL
        self._by = [name for name in _SUBJECT if name != what] + ["start", "end"]
        self._sums: list[pd.DataFrame] = []

    def add(self, frame: pd.DataFrame) -> None:
        frame = frame[frame["flow"] != "balance"]
        whole = frame[self._what] == self._whole
        columns = {"whole": frame["value"].where(whole), "part": frame["value"].where(self._is_part(frame), 0.0)}
        steps = frame["step"].where(whole | (columns["part"] != 0.0), 0.0)
        told = frame.loc[:, self._by].assign(**columns, step=steps, touched=frame["touched"])
        self._sums.append(_added(told, self._by))

    def _is_part(self, frame: pd.DataFrame) -> pd.Series[bool]:
        code = frame[self._what]
        if self._what == "product":
            return (code.str.len() == 2) & code.str.isdigit()
        groups = [code for code in code.unique() if lexicon().is_group(code)]
        return ~code.isin([*groups, WORLD])

    def exceeding(self) -> list[Problem]:
        """The wholes whose parts add up to more, beyond all rounding."""
        sums = _added(pd.concat(self._sums, ignore_index=True), self._by)
        over = sums["part"] - sums["whole"] > sums["step"] / 2 + _SLACK * sums["part"]
        rows = sums[over & sums["touched"]].assign(**{self._what: self._whole})
        return [_problem("parts_exceed", r, what=self._what, whole=r.whole, sum=r.part) for r in rows.itertuples()]


def _added(frame: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    how = {"whole": "max", "part": "sum", "step": "sum", "touched": "max"}
    return frame.groupby(list(by), as_index=False, sort=False).agg(how)


def _lookup(frame: pd.DataFrame, rows: pd.DataFrame, earlier: int) -> pd.DataFrame:
    """For each row the figure of the same series so many months earlier; missing where it is not there."""
    wanted = rows.assign(start=rows["start"] - earlier, end=rows["end"] - earlier)
    columns = [*_SUBJECT, "start", "end"]
    return wanted[columns].merge(frame[[*columns, "value", "step", "touched"]], how="left", on=columns)


def _running(values: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(values)])


def _half_step(percent: float) -> float:
    """Half of the last digit that a percentage is written with: 38.6 -> 0.05."""
    _, _, digits = f"{percent:.6f}".rstrip("0").partition(".")
    return 0.5 / float(10 ** len(digits))


def _problem(code: str, row: Any, **facts: Any) -> Problem:
    period = Period(Month(int(row.start)), Month(int(row.end)))
    subject = {"flow": row.flow, "partner": row.partner, "product": row.product, "period": period}
    return Problem(code, facts={**subject, **facts})
