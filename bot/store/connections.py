"""Opening the database file: one connection a thread, transactions, copies."""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final, Self

from sqlite_utils import Database

from bot.model.errors import StoreMissing, StoreUnreadable, TradeBotError
from bot.store.schema import APPLICATION_ID, KNOWN, schema

_BUSY_SECONDS: Final = 60.0  # a writer waits that long for another one: a million figures take a few seconds
_BULK_CACHE: Final = 64 * 1024  # KiB
_WAL_KEPT: Final = 32 * 1024 * 1024  # bytes that the log keeps after a large release
_OPERATORS: Final = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_BUSY", "SQLITE_IOERR", "SQLITE_CANTOPEN")


class Connections:
    """A database file. Each thread has a connection of its own, made when it first needs one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._all: weakref.WeakSet[Database] = weakref.WeakSet()

    @classmethod
    def open(cls, path: str | Path, create: bool = False) -> Self:
        """Open the database at `path`, bringing an older one up to date; with `create`, make it where there is none.

        Raises StoreMissing where there is none, StoreUnreadable where the file is not ours or of a newer version.
        """
        store = cls(Path(path).absolute())
        if not create and not store.path.exists():
            raise StoreMissing(f"there is no database at {path}")
        try:
            store.path.parent.mkdir(parents=True, exist_ok=True)
            store._prepare(create)
        except (sqlite3.DatabaseError, OSError) as error:
            store.close()
            raise StoreUnreadable(f"{path} cannot be read as a database: {error}") from error
        except TradeBotError:
            store.close()
            raise
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for db in list(self._all):
                db.close()
            self._all.clear()

    @property
    def db(self) -> Database:
        """This thread's connection."""
        db: Database | None = getattr(self._local, "db", None)
        if db is None:
            db = self._local.db = self._connect()
        return db

    @contextmanager
    def together(self) -> Iterator[Database]:
        """A transaction: what is written in the block is written as a whole, or not at all where it raises.

        Other writers wait meanwhile; readers see what was there before. Blocks nest; an inner one that raises takes
        back its own part only. Raises TradeBotError where the file cannot be written: no space, no right, locked.
        """
        db = self.db
        if db.conn.in_transaction:
            with db.atomic():
                yield db
            return
        with self._for_operators(), _alone(db):
            yield db

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read in the block is of one moment, whatever is published meanwhile. Nothing is written in it."""
        with self.db.atomic():
            yield

    @contextmanager
    def _for_operators(self) -> Iterator[None]:
        """What the operator can mend, such as a full disk, as a TradeBotError."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith(_OPERATORS):
                raise TradeBotError(f"{self.path} cannot be written: {error}") from error
            raise

    def backup(self, path: str | Path) -> None:
        """Write a consistent copy to `path`, replacing what is there only once the copy is whole.

        Raises TradeBotError where `path` is this very database or cannot be written.
        """
        target = Path(path).absolute()
        if any(_same(target, Path(f"{self.path}{ending}")) for ending in ("", "-wal", "-shm")):
            raise TradeBotError(f"{path} is the database itself")
        try:
            with TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
                part = Path(folder, target.name)
                self._copy(part)
                os.replace(part, target)
        except OSError as error:
            raise TradeBotError(f"{path} cannot be written: {error.strerror}") from error

    def _copy(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as copy:
            self.db.conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, readable anywhere

    def check(self) -> str:
        """`ok`, or what SQLite's integrity check found."""
        try:
            found = [str(row[0]) for row in self.db.execute("PRAGMA integrity_check")]
            found += [f"{row[0]}: no such {row[2]}" for row in self.db.execute("PRAGMA foreign_key_check")]
        except sqlite3.DatabaseError as error:
            return str(error)
        return "\n".join(fault for fault in found if fault != "ok") or "ok"

    def _connect(self) -> Database:
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, check_same_thread=False)
        db = Database(connection, execute_plugins=False)
        db.execute("PRAGMA synchronous = FULL")
        db.execute(f"PRAGMA journal_size_limit = {_WAL_KEPT}")
        with self._lock:
            self._all.add(db)
        return db

    def _prepare(self, create: bool) -> None:
        db = self.db
        self._refuse_foreign(db, create)
        db.enable_wal()  # again where a backup was put back
        if schema.pending(db):
            with self.together():
                schema.apply(db)

    def _refuse_foreign(self, db: Database, create: bool) -> None:
        """StoreUnreadable unless the file is ours, or has no tables yet and may be given ours."""
        ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        if not ours and (db.table_names() or not create):
            raise StoreUnreadable(f"{self.path} is not a database of the trade bot")
        if newer := [migration.name for migration in schema.applied(db) if migration.name not in KNOWN]:
            raise StoreUnreadable(f"{self.path} is of a newer version of the trade bot: {', '.join(newer)}")


@contextmanager
def _alone(db: Database) -> Iterator[None]:
    """A transaction that takes its turn among writers at once, not only at its first write."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


@contextmanager
def roomy(db: Database) -> Iterator[Database]:
    """More page cache for a while: the usual 2 MB make a million rows slow."""
    usual = db.execute("PRAGMA cache_size").fetchone()[0]
    db.execute(f"PRAGMA cache_size = -{_BULK_CACHE}")
    try:
        yield db
    finally:
        db.execute(f"PRAGMA cache_size = {usual}")


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
