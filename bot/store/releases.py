"""Publishing a draft, taking a release back, and what was replaced."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

import pandas as pd
from sqlite_utils import Database

from bot.model.draft import KEY_COLUMNS, Draft
from bot.model.errors import NoSuchRelease, StaleDraft, UndoRefused
from bot.model.figure import Figure, Key, Release, TakenBack
from bot.store.connections import roomy
from bot.store.figures import KEY, Figures, figure_of, fill
from bot.store.times import text_of, time_of

_RELEASE: Final = "number, at, by, file, sha256, new, revised, unchanged, skipped"

_STAGE: Final = (
    f"CREATE TEMP TABLE staged ({KEY}, value, precision, status, yoy_pct, source_n)",
    "CREATE TEMP TABLE staged_sources (n INTEGER PRIMARY KEY, name, url, id)",
)
_ADD_SOURCES: Final = (
    "INSERT OR IGNORE INTO sources (name, url) SELECT name, url FROM staged_sources ORDER BY n",
    """UPDATE staged_sources SET id = (
      SELECT id FROM sources WHERE (name, url) = (staged_sources.name, staged_sources.url))""",
)
_NEXT: Final = """
UPDATE state SET last_release = last_release + 1, fingerprint = lower(hex(randomblob(8))) RETURNING last_release
"""
_KEEP_REPLACED: Final = f"""
INSERT INTO changes SELECT {KEY}, :number,
  figures.value, figures.precision, figures.status, figures.yoy_pct, figures.source, figures.release
FROM staged CROSS JOIN figures USING ({KEY}) ORDER BY {KEY}
"""
_WRITE: Final = f"""
INSERT INTO figures SELECT {KEY}, value, precision, status, yoy_pct, staged_sources.id, :number
FROM staged CROSS JOIN staged_sources ON n = source_n WHERE true ORDER BY {KEY}
ON CONFLICT DO UPDATE SET value = excluded.value, precision = excluded.precision, status = excluded.status,
  yoy_pct = excluded.yoy_pct, source = excluded.source, release = excluded.release
"""
_WRITTEN: Final = "SELECT count(*) FROM figures WHERE release = :number"
_BLOCKING: Final = f"""
SELECT DISTINCT later.release FROM changes AS touched JOIN changes AS later USING ({KEY})
WHERE touched.old_release = :number AND later.release > :number ORDER BY later.release
"""
_UNDO: Final = (
    f"INSERT INTO taken_back SELECT {_RELEASE}, :at, :by FROM releases WHERE number = :number",
    "DELETE FROM figures WHERE release = :number",
    f"""INSERT INTO figures SELECT {KEY}, old_value, old_precision, old_status, old_yoy_pct, old_source, old_release
    FROM changes WHERE release = :number""",
    "DELETE FROM changes WHERE release = :number",
    "DELETE FROM releases WHERE number = :number",
    "DELETE FROM sources WHERE id NOT IN (SELECT source FROM figures UNION SELECT old_source FROM changes)",
    "UPDATE state SET fingerprint = lower(hex(randomblob(8)))",
)
_HISTORY: Final = f"""
SELECT {KEY}, old_value, old_precision, old_status, old_yoy_pct, sources.name, sources.url, old_release
FROM changes JOIN sources ON sources.id = old_source WHERE ({KEY}) = (?, ?, ?, ?, ?) ORDER BY release
"""


class Releases(Figures):
    """Publishing and taking back."""

    def publish(self, draft: Draft, by: str, at: datetime) -> Release | None:
        """Write a draft's changes as a release, all or nothing; None where nothing is new.

        Every value that is replaced is kept. `at` has a time zone. The release's number was never used before, not
        even by one that was taken back, so that an old message or button never means another upload.

        Raises StaleDraft where a release was published or taken back since the draft was made, ValueError for a
        draft with problems or with one key twice.
        """
        if draft.problems:
            raise ValueError("a draft with problems cannot be published")
        with self._for_operators(), roomy(self.db) as db, _staged(db, draft.changes), self.together():
            if draft.fingerprint != self.fingerprint():
                raise StaleDraft("the store has changed since this file was checked")
            return None if draft.changes.empty else _publish(db, draft, by, at)

    def undo(self, number: int | None = None, by: str = "", at: datetime | None = None) -> Release:
        """Take the last release back, or that one; the figures are then as if it had never been published.

        Returns what was taken back; that it was there, and who took it back, is kept. Raises as `to_undo` does.
        """
        with roomy(self.db) as db, self.together():
            release = self.to_undo(number)
            when = text_of(at or datetime.now(UTC))
            for statement in _UNDO:
                db.execute(statement, {"number": release.number, "at": when, "by": by})
            return release

    def to_undo(self, number: int | None = None) -> Release:
        """What `undo` would take back.

        Raises NoSuchRelease, and UndoRefused where later releases changed its figures.
        """
        release = self.release(number)
        blocking = tuple(int(row[0]) for row in self.db.execute(_BLOCKING, {"number": release.number}))
        if blocking:
            raise UndoRefused(release.number, blocking)
        return release

    def taken_back(self) -> list[TakenBack]:
        """The releases that were taken back, oldest first."""
        rows = self.db.execute(f"SELECT {_RELEASE}, taken_back_at, taken_back_by FROM taken_back ORDER BY number")
        return [TakenBack(_release_of(row[:-2]), time_of(row[-2]), row[-1]) for row in rows]

    def release(self, number: int | None = None) -> Release:
        """That release, or the last one. Raises NoSuchRelease."""
        which = "number = :number" if number is not None else "true ORDER BY number DESC LIMIT 1"
        row = self.db.execute(f"SELECT {_RELEASE} FROM releases WHERE {which}", {"number": number}).fetchone()
        if row is None:
            raise NoSuchRelease(number)
        return _release_of(row)

    def releases(self) -> list[Release]:
        """The releases that were not taken back, oldest first."""
        return [_release_of(row) for row in self.db.execute(f"SELECT {_RELEASE} FROM releases ORDER BY number")]

    def history(self, key: Key) -> list[tuple[Figure, Release]]:
        """The values of one figure and the releases that brought them, oldest first, the current one last."""
        asked = [key.flow, key.partner, key.product, str(key.period.start), str(key.period.end)]
        with self.snapshot():
            figures = [figure_of(row) for row in self.db.execute(_HISTORY, asked)]
            now = self.figure(*key)
            return [(figure, self.release(figure.release)) for figure in (*figures, now) if figure is not None]


@contextmanager
def _staged(db: Database, changes: pd.DataFrame) -> Iterator[None]:
    """The changes in temporary tables, which no other connection sees or waits for."""
    for statement in _STAGE:
        db.execute(statement)
    try:
        with db.atomic():
            _stage(db.conn, changes)
        yield
    finally:
        db.execute("DROP TABLE temp.staged")
        db.execute("DROP TABLE temp.staged_sources")


def _stage(connection: sqlite3.Connection, changes: pd.DataFrame) -> None:
    sources = pd.DataFrame({name: changes[name].astype("str").fillna("") for name in ("source", "url")})
    source_n = sources.groupby(["source", "url"], sort=False).ngroup()
    distinct = sources.drop_duplicates()
    plain = [changes[name] for name in (*KEY_COLUMNS, "value", "precision", "status", "yoy_pct")]
    fill(connection, "staged", [*plain, source_n])
    nothing: pd.Series[Any] = pd.Series([None] * len(distinct), dtype="object")
    fill(connection, "staged_sources", [pd.Series(range(len(distinct))), distinct["source"], distinct["url"], nothing])


def _publish(db: Database, draft: Draft, by: str, at: datetime) -> Release:
    for statement in _ADD_SOURCES:
        db.execute(statement)
    number = int(db.execute(_NEXT).fetchone()[0])
    revised = db.execute(_KEEP_REPLACED, {"number": number}).rowcount
    db.execute(_WRITE, {"number": number})
    if db.execute(_WRITTEN, {"number": number}).fetchone()[0] != len(draft.changes):
        raise ValueError("a draft says one figure twice")
    release = Release(
        number, at.astimezone(UTC), by, draft.file, draft.sha256,
        len(draft.changes) - revised, revised, draft.unchanged, draft.skipped,
    )  # fmt: skip
    db.table("releases").insert({**asdict(release), "at": text_of(at)})
    return release


def _release_of(row: Sequence[Any]) -> Release:
    number, at, *rest = row
    return Release(number, time_of(at), *rest)
