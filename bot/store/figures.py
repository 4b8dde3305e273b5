"""Reading figures."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast

import pandas as pd

from bot.model.answer import Source
from bot.model.draft import KEY_COLUMNS
from bot.model.figure import FLOWS, Figure, Flow, Status
from bot.model.period import Month, Period
from bot.store.connections import Connections, roomy

KEY: Final = 'flow, partner, product, start, "end"'
_TYPES: Final[Mapping[str, str]] = {
    "flow": "str", "partner": "str", "product": "str", "start": "str", "end": "str",
    "value": "float64", "precision": "float64", "status": "str", "yoy_pct": "float64",
    "source": "str", "url": "str", "release": "int64",
}  # fmt: skip
_CURRENT: Final[Mapping[str, str]] = {name: kind for name, kind in _TYPES.items() if name not in KEY_COLUMNS}
_ROWS: Final = 50_000  # at a time, so that a million need little memory

_SELECT: Final = f"""
SELECT {KEY}, value, precision, status, yoy_pct, sources.name, sources.url, release
FROM figures {{index}} JOIN sources ON sources.id = figures.source
"""
_BY_KEY: Final = f"{_SELECT.format(index='')} WHERE ({KEY}) = (?, ?, ?, ?, ?)"
_MATCHES: Final = """
SELECT n, value, precision, status, yoy_pct, sources.name, sources.url, release
FROM asked CROSS JOIN figures USING (flow, partner, product, start, "end")
CROSS JOIN sources ON sources.id = figures.source ORDER BY n
"""
_PARTNERS: Final = """
WITH RECURSIVE one (code) AS (
  SELECT min(partner) FROM figures WHERE flow = :flow
  UNION ALL SELECT (SELECT min(partner) FROM figures WHERE flow = :flow AND partner > code) FROM one
  WHERE code IS NOT NULL
) SELECT code FROM one WHERE code IS NOT NULL
"""
_PRODUCTS: Final = """
WITH RECURSIVE one (code) AS (
  SELECT min(product) FROM figures
  UNION ALL SELECT (SELECT min(product) FROM figures WHERE product > code) FROM one WHERE code IS NOT NULL
) SELECT code FROM one WHERE code IS NOT NULL
"""
_MONTHS: Final = 'SELECT flow, start, count(*) FROM figures WHERE start = "end" GROUP BY flow, start'


class MonthCount(NamedTuple):
    """How many figures of one flow there are for one month, running totals not counted."""

    flow: Flow
    month: Month
    figures: int


class Figures(Connections):
    """What the store holds now."""

    def figures(
        self,
        flows: Iterable[str] | None = None,
        partners: Iterable[str] | None = None,
        products: Iterable[str] | None = None,
        within: Period | None = None,
    ) -> list[Figure]:
        """The figures of these flows, partners and products (None: of all) whose period lies wholly in `within`.

        In the order of their keys. For very many rows take `frame`.
        """
        return [figure_of(row) for row in self._select(flows, partners, products, within)]

    def frame(
        self,
        flows: Iterable[str] | None = None,
        partners: Iterable[str] | None = None,
        products: Iterable[str] | None = None,
        within: Period | None = None,
    ) -> pd.DataFrame:
        """The same as a frame: FIGURE_COLUMNS and `release`; start and end are text `YYYY-MM`, missing is NaN."""
        return _frame(self._select(flows, partners, products, within), _TYPES)

    def figure(self, flow: str, partner: str, product: str, period: Period) -> Figure | None:
        """The one figure of that key, if it is there."""
        row = self.db.execute(_BY_KEY, [flow, partner, product, str(period.start), str(period.end)]).fetchone()
        return figure_of(row) if row else None

    def current(self, keys: pd.DataFrame) -> pd.DataFrame:
        """What the store holds for each key of a frame (KEY_COLUMNS), on the same index.

        Columns value, precision, status, yoy_pct, source, url, release; all missing where the figure is not there.
        A draft made from it takes the fingerprint before it, so that a release in between is noticed.
        """
        with roomy(self.db) as db, db.atomic():
            db.execute(f"CREATE TEMP TABLE asked (n INTEGER PRIMARY KEY, {KEY})")
            try:
                fill(db.conn, "asked", [pd.Series(range(len(keys))), *(keys[name] for name in KEY_COLUMNS)])
                found = _frame(db.execute(_MATCHES), {"n": "int64", **_CURRENT}).set_index("n")
            finally:
                db.execute("DROP TABLE asked")
        return found.reindex(range(len(keys))).set_axis(keys.index)

    def partners(self, flow: Flow | None = None) -> list[str]:
        """The codes of the partners that have any figure (of that flow)."""
        flows = FLOWS if flow is None else (flow,)
        return sorted({str(row[0]) for each in flows for row in self.db.execute(_PARTNERS, {"flow": each})})

    def products(self) -> list[str]:
        """The codes of the products that have any figure."""
        return [str(row[0]) for row in self.db.execute(_PRODUCTS)]

    def months(self) -> list[MonthCount]:
        """For each flow and month how many figures of that single month there are, in order."""
        return [MonthCount(flow, month_of(start), count) for flow, start, count in self.db.execute(_MONTHS)]

    def sources(self) -> list[Source]:
        """Where the figures (and those they replaced) come from, in the order they came."""
        return [Source(name, url) for name, url in self.db.execute("SELECT name, url FROM sources ORDER BY id")]

    def count(self) -> int:
        """How many figures there are."""
        return int(self.db.execute("SELECT count(*) FROM figures").fetchone()[0])

    def is_empty(self) -> bool:
        return self.db.execute("SELECT 1 FROM figures LIMIT 1").fetchone() is None

    def fingerprint(self) -> str:
        """A text that is another one after every release that is published or taken back."""
        return str(self.db.execute("SELECT fingerprint FROM state").fetchone()[0])

    def _select(
        self,
        flows: Iterable[str] | None,
        partners: Iterable[str] | None,
        products: Iterable[str] | None,
        within: Period | None,
    ) -> sqlite3.Cursor:
        wanted = {"flow": FLOWS if flows is None else flows, "partner": partners, "product": products}
        given = {name: json.dumps(list(codes)) for name, codes in wanted.items() if codes is not None}
        tests = [f"{name} IN (SELECT value FROM json_each(:{name}))" for name in given]
        if within is not None:
            tests.append('start >= :first AND "end" <= :last')
            given |= {"first": str(within.start), "last": str(within.end)}
        index = "INDEXED BY figures_by_product" if partners is None and products is not None else ""
        select = _SELECT.format(index=index)
        return self.db.execute(f"{select} WHERE {' AND '.join(tests)} ORDER BY {KEY}", given)


def figure_of(row: Sequence[Any]) -> Figure:
    """The figure in a row of key, value, precision, status, yoy_pct, source, url, release."""
    flow, partner, product, start, end, value, precision, status, yoy_pct, source, url, release = row
    return Figure(
        flow, partner, product, Period(month_of(start), month_of(end)),
        value, precision, cast(Status, status), yoy_pct, source, url, release,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def month_of(text: str) -> Month:
    """Month.parse, remembered: the same few hundred months stand in a million rows."""
    return Month.parse(text)


def fill(connection: sqlite3.Connection, table: str, columns: Sequence[pd.Series[Any]]) -> None:
    """Insert the columns into a temporary table. NaN becomes NULL."""
    statement = f"INSERT INTO temp.{table} VALUES ({', '.join('?' * len(columns))})"
    for first in range(0, len(columns[0]), _ROWS):
        parts = [column.iloc[first : first + _ROWS].tolist() for column in columns]
        connection.executemany(statement, zip(*parts, strict=True))


def _frame(rows: sqlite3.Cursor, types: Mapping[str, str]) -> pd.DataFrame:
    seen: dict[str, str] = {}
    parts = []
    while some := rows.fetchmany(_ROWS):
        parts.append(_part(list(zip(*some, strict=True)), types, seen))
    return pd.concat(parts, ignore_index=True) if parts else _part([()] * len(types), types, seen)


def _part(columns: Sequence[Sequence[Any]], types: Mapping[str, str], seen: dict[str, str]) -> pd.DataFrame:
    """Columns as a frame; equal texts are one object: a million rows have few different ones."""
    named = zip(types.items(), columns, strict=True)
    lists = {name: list(map(seen.setdefault, c, c)) if kind == "str" else list(c) for (name, kind), c in named}
    return pd.DataFrame({name: pd.Series(values, dtype=types[name]) for name, values in lists.items()})
