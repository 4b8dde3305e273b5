"""The database file: opening, refusing, copying, transactions."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlite_utils import Database
from store_drafts import NOON, figure, publish

from bot.model.errors import StoreMissing, StoreUnreadable, TradeBotError
from bot.store import Store
from bot.store.schema import schema


def test_a_missing_database_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match=r"trade\.db"):
        Store.open(tmp_path / "trade.db")
    assert not list(tmp_path.iterdir())


def test_a_database_is_made_with_its_folder_and_is_empty(tmp_path: Path) -> None:
    with Store.open(tmp_path / "data" / "trade.db", create=True) as store:
        assert store.is_empty()
    with Store.open(tmp_path / "data" / "trade.db") as store:
        assert store.count() == 0
        assert store.check() == "ok"


def test_an_empty_file_becomes_a_database_only_where_one_may_be_made(tmp_path: Path) -> None:
    path = tmp_path / "trade.db"
    path.touch()
    with pytest.raises(StoreUnreadable):
        Store.open(path)
    with Store.open(path, create=True) as store:
        assert store.is_empty()


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("period,flow,value\n" * 200)
    with pytest.raises(StoreUnreadable, match=r"notes\.txt"):
        Store.open(path, create=create)
    assert path.read_text() == "period,flow,value\n" * 200


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_is_refused(tmp_path: Path, create: bool) -> None:
    with pytest.raises(StoreUnreadable):
        Store.open(tmp_path, create=create)


@pytest.mark.parametrize("create", [True, False])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "other.db"
    with Database(path) as db:
        db.table("figures").insert({"value": 1})
    before = path.read_bytes()
    with pytest.raises(StoreUnreadable, match="not a database of the trade bot"):
        Store.open(path, create=create)
    assert path.read_bytes() == before


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trade.db"
    Store.open(path, create=True).close()
    with Database(path) as db:
        row = {"migration_set": schema.name, "name": "tariffs", "applied_at": "2030-01-01"}
        db.table("_sqlite_migrations").insert(row)
    with pytest.raises(StoreUnreadable, match="newer version of the trade bot: tariffs"):
        Store.open(path)


def test_a_database_of_an_earlier_version_is_brought_up_to_date_and_keeps_its_figures(tmp_path: Path) -> None:
    path = tmp_path / "trade.db"
    with Database(path) as db, db.atomic():
        schema.apply(db, stop_before="chats")
    early = Store(path)
    publish(early, figure("US", "2025-01", 868.7e6))
    early.close()
    with Store.open(path) as store:
        assert [f.value for f in store.figures()] == [868.7e6]
        store.remember("a", "{}")
        assert store.recall("a") == "{}"


def test_a_cut_off_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trade.db"
    with Store.open(path, create=True) as store:
        publish(store, figure("US", "2025-01", 1.0))
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(StoreUnreadable):
        Store.open(path)


def test_damage_is_found_by_the_check(tmp_path: Path) -> None:
    path = tmp_path / "trade.db"
    with Store.open(path, create=True) as store:
        publish(store, *(figure("US", f"20{n:02d}-01", 1.0) for n in range(90)))
    content = bytearray(path.read_bytes())
    content[-4096:] = b"\xff" * 4096
    path.write_bytes(content)
    with Store.open(path) as store:
        assert store.check() != "ok"


def test_every_table_of_ours_is_strict(tmp_path: Path) -> None:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        loose = {table.name for table in store.db.tables if not table.strict}
    assert loose == {"_sqlite_migrations", "sqlite_sequence"} & loose


def test_a_person_can_read_the_figures_with_their_sources(tmp_path: Path) -> None:
    path = tmp_path / "trade.db"
    with Store.open(path, create=True) as store:
        publish(store, figure("US", "2024-01/2024-11", 9.0e9), file="november.xlsx")
    with Database(path) as db:
        (row,) = db.query('SELECT partner, start, "end", value, source, file FROM figures_readable')
    assert row == {
        "partner": "US", "start": "2024-01", "end": "2024-11", "value": 9.0e9,
        "source": "Customs", "file": "november.xlsx",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "wrong"),
    [("flow", "export"), ("start", "2025-13"), ("start", "2025-02"), ("status", "p"), ("value", float("inf")),
     ("value", float("nan")), ("value", "much"), ("partner", None)],
)  # fmt: skip
def test_the_tables_themselves_refuse_what_cannot_be(tmp_path: Path, column: str, wrong: object) -> None:
    row = {"flow": "exports", "partner": "US", "product": "TOTAL", "start": "2025-01", "end": "2025-01",
           "value": 1.0, "status": "final", "source": 1, "release": 1}  # fmt: skip
    with Store.open(tmp_path / "trade.db", create=True) as store:
        with pytest.raises(sqlite3.IntegrityError):
            store.db.table("figures").insert({**row, column: wrong})
        store.db.table("figures").insert(row)


def test_many_threads_make_and_use_one_database_at_once(tmp_path: Path) -> None:
    path = tmp_path / "trade.db"

    def work(number: int) -> None:
        with Store.open(path, create=True) as store:
            store.remember(str(number), "{}")

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(work, range(20)))
    with Store.open(path) as store:
        assert all(store.recall(str(number)) for number in range(20))


def test_one_store_serves_many_threads_and_closes_for_all(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "trade.db", create=True)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(store.remember, map(str, range(80)), ["{}"] * 80))
        assert all(pool.map(store.recall, map(str, range(80))))
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.count()


def test_what_is_written_together_is_written_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        with pytest.raises(KeyError), store.together():  # noqa: PT012
            publish(store, figure("US", "2025-01", 1.0))
            publish(store, figure("JP", "2025-01", 1.0))
            raise KeyError
        assert store.is_empty()
        with store.together():
            publish(store, figure("US", "2025-01", 1.0))
            publish(store, figure("JP", "2025-01", 1.0))
        assert [release.number for release in store.releases()] == [1, 2]


def test_readers_see_what_was_there_before_until_all_is_written(tmp_path: Path) -> None:
    with Store.open(tmp_path / "trade.db", create=True) as store, ThreadPoolExecutor(1) as other:
        publish(store, figure("US", "2025-01", 1.0))
        with store.together():
            publish(store, figure("US", "2025-01", 2.0))
            assert store.figures()[0].value == 2.0
            assert other.submit(store.figures).result()[0].value == 1.0
            assert len(other.submit(store.frame).result()) == 1
        assert other.submit(store.figures).result()[0].value == 2.0


def test_a_snapshot_stays_the_same_while_others_publish(tmp_path: Path) -> None:
    with Store.open(tmp_path / "trade.db", create=True) as store, ThreadPoolExecutor(1) as other:
        with store.snapshot():
            before = store.fingerprint()
            other.submit(publish, store, figure("US", "2025-01", 1.0)).result()
            assert (store.is_empty(), store.fingerprint()) == (True, before)
        assert store.count() == 1


def test_a_backup_is_one_whole_file_that_opens_as_a_store(tmp_path: Path) -> None:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        publish(store, figure("US", "2025-01", 1.0))
        store.remember("a", "{}")
        store.backup(tmp_path / "copy.db")
        publish(store, figure("US", "2025-01", 2.0))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "trade.db"]
    with Store.open(tmp_path / "copy.db") as copy:
        assert [f.value for f in copy.figures()] == [1.0]
        assert copy.recall("a") == "{}"
        assert publish(copy, figure("US", "2025-01", 3.0)) == 2


def test_a_backup_taken_in_the_middle_of_a_release_is_of_the_state_before(tmp_path: Path) -> None:
    with Store.open(tmp_path / "trade.db", create=True) as store, ThreadPoolExecutor(1) as other:
        with store.together():
            publish(store, figure("US", "2025-01", 1.0))
            other.submit(store.backup, tmp_path / "copy.db").result()
        with Store.open(tmp_path / "copy.db") as copy:
            assert copy.is_empty()


def test_a_backup_replaces_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("the one before")
    with Store.open(tmp_path / "trade.db", create=True) as store:
        store.backup(tmp_path / "copy.db")
    Store.open(tmp_path / "copy.db").close()


@pytest.mark.parametrize("name", ["trade.db", "trade.db-wal", "link.db"])
def test_a_backup_onto_the_database_itself_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "trade.db")
    with Store.open(tmp_path / "trade.db", create=True) as store:
        publish(store, figure("US", "2025-01", 1.0))
        with pytest.raises(TradeBotError, match="the database itself"):
            store.backup(tmp_path / name)
        assert store.check() == "ok"


def test_a_backup_into_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with Store.open(tmp_path / "trade.db", create=True) as store, pytest.raises(TradeBotError, match="No such file"):
        store.backup(tmp_path / "nowhere" / "copy.db")


def test_a_full_disk_is_told_to_the_operator_and_nothing_is_changed(tmp_path: Path) -> None:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        publish(store, figure("US", "2025-01", 1.0))
        pages = store.db.execute("PRAGMA page_count").fetchone()[0]
        store.db.execute(f"PRAGMA max_page_count = {pages}")
        many = [figure("US", f"{year}-01", 1.0, source="x" * 500 + str(year)) for year in range(1000, 1100)]
        with pytest.raises(TradeBotError, match="full"):
            publish(store, *many)
        assert store.count() == 1
        assert store.check() == "ok"


def test_a_thread_that_ended_leaves_no_connection_behind(tmp_path: Path) -> None:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        for _ in range(5):
            thread = threading.Thread(target=store.count)
            thread.start()
            thread.join()
        assert len(store._all) == 1


def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path / "trade.db", create=True) as store, pytest.raises(ValueError, match="time zone"):
        store.asked(NOON.replace(tzinfo=None), "private", "en", "answered")
