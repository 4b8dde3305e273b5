"""What can be checked of the figures of a file without the store."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.model.draft import FIGURE_COLUMNS, KEY_COLUMNS
from bot.model.period import Month, Period
from bot.upload.columns import Role
from bot.upload.faults import LIMIT, Fault
from bot.upload.layout import Table
from bot.upload.notebook import Notebook, Page
from bot.upload.rows import Mask
from bot.upload.sheet import shown

_TIME: Final[tuple[Role, ...]] = ("period", "month", "quarter", "year")
_MONTHS: Final = 1 << 15  # more than there are month numbers
_COLUMNS: Final = 1 << 15  # more than a sheet has


def check_cells(frame: pd.DataFrame, pages: Sequence[Page], today: Month) -> None:
    """Report values that no flow can have, and periods that lie in the future."""
    negative = (frame["value"] < 0).to_numpy() & (frame["flow"] != "balance").to_numpy()
    for row in _first(frame, negative, pages):
        _fault(pages, row, Fault("negative", {"flow": row.flow}))
    _report_future(frame, pages, today)


def _report_future(frame: pd.DataFrame, pages: Sequence[Page], today: Month) -> None:
    """Each row whose period is not over; once where the header or a line above the table says it for all rows."""
    late = (frame["end"] > today.index).to_numpy()
    columns = frame["table"].to_numpy(dtype=np.int64) * _COLUMNS + frame["column"].to_numpy()
    different, firsts = np.unique(columns[late], return_index=True)
    rows: list[Any] = list(frame[late].iloc[firsts].itertuples())
    above = [_where_the_time_stands(pages[row.table].table, row)[0] != row.row for row in rows]
    below = late & ~np.isin(columns, different[above])
    told: dict[Any, Any] = {}
    for row in (*compress(rows, above), *_first(frame, below, pages)):
        told.setdefault((row.table, _where_the_time_stands(pages[row.table].table, row)), row)
    for (table, (where, column, text)), row in told.items():
        pages[table].fault(Fault("future_period", {"today": today, "period": _period(row)}), where, column, text)


def without_repeats(frame: pd.DataFrame, pages: Sequence[Page], notebook: Notebook) -> pd.DataFrame:
    """One row a figure. Reports rows for the same figure that disagree; those that agree count once."""
    keys = key_numbers(frame)
    order = np.argsort(keys, kind="stable")
    repeats = np.flatnonzero(keys[order][1:] == keys[order][:-1]) + 1
    if not len(repeats):
        return frame
    starts = np.zeros(len(order), dtype=np.int64)
    firsts = np.setdiff1d(np.arange(len(order)), repeats)
    starts[firsts] = firsts
    first, again = order[np.maximum.accumulate(starts)[repeats]], order[repeats]
    for what in ("value", "status", "yoy_pct"):
        _report_differing(frame, pages, what, first, again)
    notebook.remark("repeated_rows", count=len(again))
    _merge(frame, first, again)
    return frame.drop(index=frame.index[again])


def key_numbers(frame: pd.DataFrame) -> npt.NDArray[np.int64]:
    """A number for each row that is the same for rows of the same figure."""
    keys = np.zeros(len(frame), dtype=np.int64)
    for name in ("flow", "partner", "product"):
        codes, different = pd.factorize(frame[name])
        keys = keys * max(1, len(different)) + codes
    for name in ("start", "end"):
        keys = keys * _MONTHS + frame[name].to_numpy(dtype=np.int64)
    return keys


def figures(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as a draft carries it: FIGURE_COLUMNS, months as text."""
    done = frame.loc[:, list(FIGURE_COLUMNS)].reset_index(drop=True)
    for name in ("start", "end"):
        months, places = np.unique(frame[name].to_numpy(dtype=np.int64), return_inverse=True)
        texts = np.array([str(Month(int(m))) for m in months], dtype=object)
        done[name] = pd.Series(texts[places] if len(months) else [], dtype="str", index=done.index)
    texts_of = [name for name in (*KEY_COLUMNS, "status", "source", "url") if name not in ("start", "end")]
    return done.astype(
        {**dict.fromkeys(texts_of, "str"), **dict.fromkeys(("value", "precision", "yoy_pct"), "float64")}
    )


def _report_differing(
    frame: pd.DataFrame, pages: Sequence[Page], what: str, first: npt.NDArray[np.int64], again: npt.NDArray[np.int64]
) -> None:
    values = frame[what].to_numpy()
    old, new = values[first], values[again]
    differ = np.asarray(old != new, dtype=np.bool_)
    if what == "yoy_pct":
        differ &= ~(np.isnan(old) | np.isnan(new))
    places = sorted(zip(again[differ].tolist(), first[differ].tolist(), strict=True))
    for place, earlier in places[:LIMIT]:
        _report_pair(frame, pages, what, earlier, place)
    pages[0].notebook.faults.count += max(0, len(places) - LIMIT)


def _report_pair(frame: pd.DataFrame, pages: Sequence[Page], what: str, earlier: int, place: int) -> None:
    row, other = (_of(pages, what, _row(frame, at)) for at in (place, earlier))
    page = pages[other.table]
    facts = {
        "what": what, "flow": row.flow, "partner": row.partner, "product": row.product, "period": _period(row),
        "value": getattr(row, what), "other": getattr(other, what), "other_row": int(other.row) + 1,
        "other_sheet": page.sheet_name, "other_column": page.table.name(int(other.column)),
    }  # fmt: skip
    _fault(pages, row, Fault("rows_disagree", facts))


def _of(pages: Sequence[Page], what: str, row: Any) -> Any:
    """The row with the column that says it: of growth, that beside the value."""
    growth = {v.number: v.growth for v in pages[row.table].table.values}.get(row.column) if what == "yoy_pct" else None
    return row if growth is None else row._replace(column=growth)


def _merge(frame: pd.DataFrame, first: npt.NDArray[np.int64], again: npt.NDArray[np.int64]) -> None:
    """What only the repeated row says: the growth, and the finer rounding."""
    growth = frame["yoy_pct"].to_numpy(copy=True)
    growth[first] = np.where(np.isnan(growth[first]), growth[again], growth[first])
    steps = frame["precision"].fillna(0.0).to_numpy(copy=True)
    np.minimum.at(steps, first, steps[again])
    frame["yoy_pct"] = growth
    frame["precision"] = np.where(steps > 0, steps, np.nan)


def _where_the_time_stands(table: Table, row: Any) -> tuple[int, int | None, str]:
    """The row and column that say the period of a row, and what they say: the header, a label, or a line above."""
    column, head = int(row.column), table.heads[int(row.column)]
    header = (table.header.stop - 1, column, table.name(column))
    if head and isinstance(head.period, Period):
        return header
    for role in _TIME:
        number = table.labels.get(role)
        if number is not None and (text := shown(table.sheet.columns[number][row.row])):
            return int(row.row), number, text
    if head and head.period:
        return header
    year = str(_period(row).end.year)
    line = next((line for line in reversed(table.lines) if year in line.text), None)
    return (line.row, None, line.text) if line else (int(row.row), column, table.name(column))


def _first(frame: pd.DataFrame, mask: Mask, pages: Sequence[Page]) -> list[Any]:
    """The first hundred rows where the mask is set; the others are only counted."""
    places = np.flatnonzero(mask)
    if len(places) > LIMIT:
        pages[0].notebook.faults.count += len(places) - LIMIT
    return list(frame.iloc[places[:LIMIT]].itertuples())


def _row(frame: pd.DataFrame, place: int) -> Any:
    return next(frame.iloc[[place]].itertuples())


def _fault(pages: Sequence[Page], row: Any, fault: Fault) -> None:
    page = pages[row.table]
    page.fault(fault, int(row.row), int(row.column), shown(page.table.sheet.columns[row.column][row.row]))


def _period(row: Any) -> Period:
    return Period(Month(int(row.start)), Month(int(row.end)))
