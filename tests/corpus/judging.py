"""Whether the reader makes of a question what the corpus expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Literal

import pandas as pd

from bot.analysis import Books, answer
from bot.model.answer import Reading
from bot.model.draft import FIGURE_COLUMNS, Draft
from bot.model.figure import TOTAL, WORLD, Figure
from bot.model.period import Month
from bot.model.query import Query
from bot.question import read
from bot.store import Store
from bot.words import lexicon
from corpus.cases import Case, Turn
from corpus.figures import figures

Verdict = Literal["right", "refused", "wrong"]
WITHOUT_NUMBERS: Final = ("coverage", "help")
TOLD: Final = ("kind", "flows", "partners", "products", "periods")
IMPLIED: Final[Mapping[str, Any]] = {"partners": [WORLD], "products": [TOTAL]}


@dataclass(frozen=True, slots=True)
class Judgement:
    """refused: not answered, where it was to be. wrong: answered otherwise than expected, or where it was not to be,
    or refused for another reason. expected and got are for people to read."""

    ask: str
    verdict: Verdict
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.verdict:7} {self.ask!r} | {self.expected} | {self.got}"


def fill(store: Store) -> None:
    """Publish the made-up figures to an empty store."""
    frame = pd.DataFrame([_row(figure) for figure in figures()], columns=list(FIGURE_COLUMNS))
    texts = {column: "str" for column in FIGURE_COLUMNS if column not in ("value", "precision", "yoy_pct")}
    frame = frame.astype({**texts, "value": "float64", "precision": "float64", "yoy_pct": "float64"})
    draft = Draft("made-up.csv", "00", frame, frame, new=len(frame), fingerprint=store.fingerprint())
    store.publish(draft, "the corpus", datetime(2025, 6, 20, tzinfo=UTC))


def _row(figure: Figure) -> tuple[Any, ...]:
    key, period = (figure.flow, figure.partner, figure.product), figure.period
    said = (figure.value, figure.precision, figure.status, figure.yoy_pct, figure.source, figure.url)
    return (*key, str(period.start), str(period.end), *said)


class Judge:
    """Reads questions of a store that holds the made-up figures."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._books: dict[date, Books] = {}

    @classmethod
    def of_new_store(cls, path: Path) -> Judge:
        """A judge with a store of its own, made at `path`."""
        store = Store.open(path, create=True)
        fill(store)
        return cls(store)

    def books(self, today: date) -> Books:
        """The figures as of a day."""
        if today not in self._books:
            self._books[today] = Books(self._store, lexicon(), "KH", Month.containing(today))
        return self._books[today]

    def readings(self, case: Case) -> Iterator[tuple[Turn, Reading]]:
        """Each turn of the conversation and what is made of it."""
        before: Query | None = None
        for turn in case.turns:
            reading = read(turn.ask, lexicon(), self.books(case.today), case.today, before)
            if reading.status == "answered":
                before = reading.query
            yield turn, reading

    def judge(self, case: Case) -> list[Judgement]:
        """A judgement for each turn."""
        return [self._judgement(case, turn, reading) for turn, reading in self.readings(case)]

    def _judgement(self, case: Case, turn: Turn, reading: Reading) -> Judgement:
        got = self._status(case, turn, reading)
        return Judgement(turn.ask, _verdict(turn, reading, got), _expected(turn), _got(turn, reading, got))

    def _status(self, case: Case, turn: Turn, reading: Reading) -> str:
        """The answer's status; the figures are looked at only where they matter."""
        query = reading.query
        if reading.status != "answered" or query is None or turn.status not in ("none", "no_data"):
            return reading.status
        return "no number" if query.kind in WITHOUT_NUMBERS else answer(query, self.books(case.today)).status


def _verdict(turn: Turn, reading: Reading, status: str) -> Verdict:
    if turn.status == "none":
        return "wrong" if status == "answered" else "right"
    if status == turn.status and not _differing(turn, reading.query):
        return "right" if turn.reason in (None, _reason(reading)) else "wrong"
    return "wrong" if "answered" in (status, reading.status) else "refused"


def _differing(turn: Turn, query: Query | None) -> dict[str, Any]:
    """The fields that are not as expected, with what they are."""
    wanted = dict(turn.query)
    if wanted and wanted.get("kind") not in WITHOUT_NUMBERS:
        wanted = {**IMPLIED, **wanted}
    wanted = {name: value for name, value in wanted.items() if value != "any"}
    return {name: found for name, value in wanted.items() if (found := _plain(query, name)) != value}


def _plain(query: Query | None, name: str) -> Any:
    """A field of the query as it is written in the corpus."""
    found = getattr(query, name, None)
    if name == "periods" and query is not None:
        return [str(period) for period in query.periods]
    return list(found) if isinstance(found, tuple) else found


def _reason(reading: Reading) -> str | None:
    return reading.reason.code if reading.reason else None


def _expected(turn: Turn) -> str:
    fields = [f"{name}={_short(value)}" for name, value in turn.query.items()]
    return " ".join([turn.status, *([turn.reason] if turn.reason else []), *fields])


def _got(turn: Turn, reading: Reading, status: str) -> str:
    if reading.query is None:
        facts = dict(reading.reason.facts) if reading.reason else {}
        return f"{status} {_reason(reading)} {facts}"
    differing = (
        _differing(turn, reading.query) if turn.query else {name: _plain(reading.query, name) for name in _NAMES}
    )
    return " ".join([status, *(f"{name}={_short(value)}" for name, value in differing.items())])


_NAMES: Final = ("kind", "flows", "partners", "products", "periods")


def _short(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
