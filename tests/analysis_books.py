"""Books for tests: figures in a store of their own, and a few words of a lexicon."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from store_drafts import NOON, frame_of

from bot.analysis import Books
from bot.model.answer import Answer, Measure, Note, Row
from bot.model.bundled import bundled
from bot.model.draft import Draft
from bot.model.figure import Figure, Flow, Status
from bot.model.period import Month, Period
from bot.store import Store

COUNTRIES = frozenset("AT AU CA CN DE ES FR GB ID IN IT JP KH KR LA MY NL SG TH US VN".split())  # noqa: SIM905
MILLION = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Words:
    """The groups and catalogue products that a test needs. until: the last month of those that left."""

    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    until: Mapping[tuple[str, str], str] = field(default_factory=dict)
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: frozenset[str] = COUNTRIES

    @property
    def catalogue(self) -> tuple[str, ...]:
        return tuple(self.codes)

    def is_group(self, code: str) -> bool:
        return code in self.groups

    def members(self, group: str, month: Month) -> frozenset[str]:
        last = {c: Month.parse(self.until[group, c]) for c in self.groups[group] if (group, c) in self.until}
        return frozenset(c for c in self.groups[group] if c not in last or month <= last[c])

    def product_codes(self, code: str) -> tuple[str, ...]:
        return self.codes.get(code, (code,))


WORDS = Words(
    groups={
        "EU": frozenset({"DE", "FR", "GB"}),
        "ASEAN": frozenset({"KH", "TH", "VN"}),
        "RCEP": frozenset({"KH", "CN", "JP", "TH", "VN"}),
    },
    until={("EU", "GB"): "2020-01"},
    codes={"GARMENTS": ("61", "62")},
)


def made(
    period: str, value: float, flow: Flow = "exports", partner: str = "US", product: str = "TOTAL", *,
    precision: float | None = None, yoy_pct: float | None = None, status: Status = "final", source: str = "Customs",
) -> Figure:  # fmt: skip
    """A figure in USD; exact and final unless said otherwise."""
    return Figure(
        flow, partner, product, Period.parse(period), value, precision, status, yoy_pct, source, "https://c.example"
    )


def monthly(
    first: str, values: Iterable[float], flow: Flow = "exports", partner: str = "US", product: str = "TOTAL"
) -> Iterator[Figure]:
    """Figures of one month after the other."""
    for number, value in enumerate(values):
        yield made(str(Month.parse(first) + number), value, flow, partner, product)


def fill(store: Store, figures: Iterable[Figure]) -> None:
    """Publish figures that the store does not have."""
    given = list(figures)
    changes = frame_of(given)
    draft = Draft("made.csv", "00ff", changes, changes, new=len(given), fingerprint=store.fingerprint())
    store.publish(draft, "officer", NOON)


def books_of(folder: Path, figures: Iterable[Figure], today: str = "2025-02", words: Words = WORDS) -> Books:
    """Books over a new store with these figures."""
    store = Store.open(folder / "trade.db", create=True)
    fill(store, figures)
    return Books(store, words, "KH", Month.parse(today))


def bundled_figures() -> Iterator[Figure]:
    """The published figures that travel with the program, read without the upload room."""
    with bundled("figures", "published_figures.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            yield _published(line)


def _published(line: Mapping[str, str]) -> Figure:
    period = Period.of_year(int(line["period"])) if len(line["period"]) == 4 else Period.parse(line["period"])
    value, precision = (float(Decimal(line[name]) * 10**6) for name in ("value (USD million)", "precision"))
    return Figure(
        cast(Flow, line["flow"]), line["partner"], line["product"], period, value, precision,
        cast(Status, line["status"]), float(line["yoy_pct"]) if line["yoy_pct"] else None, line["source"], line["url"],
    )  # fmt: skip


def rows(answer: Answer, measure: Measure, **where: str) -> list[Row]:
    """The rows of a measure; `where` may give flow, partner, product or period as text."""
    return [
        row for row in answer.rows
        if row.measure == measure and all(str(getattr(row, name)) == text for name, text in where.items())
    ]  # fmt: skip


def number(answer: Answer, measure: Measure, **where: str) -> float:
    """The one number of that measure."""
    (row,) = rows(answer, measure, **where)
    return row.value


def head(answer: Answer, measure: Measure = "value") -> Row:
    """The headline, which is of that measure."""
    assert answer.headline is not None, answer.reason
    assert answer.headline.measure == measure
    return answer.headline


def notes(answer: Answer, code: str) -> list[Note]:
    """The notes of a code."""
    return [note for note in answer.notes if note.code == code]


def fact(answer: Answer, code: str, name: str) -> Any:
    """A fact of the one note of that code, or of the reason."""
    found = [note for note in (*answer.notes, *([answer.reason] if answer.reason else [])) if note.code == code]
    assert len(found) == 1, (code, answer.notes, answer.reason)
    return found[0].facts[name]
