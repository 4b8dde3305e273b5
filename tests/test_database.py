"""Which database is used, and that the default one is made whole or not at all."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import database
from bot.model.errors import StoreMissing
from bot.settings import Bot, Settings, Storage
from bot.store import Store

BUNDLED = 485


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the user's data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "trade-bot"


def named(path: Path) -> Settings:
    return Settings(store=Storage(path=path))


def test_the_default_database_is_made_from_the_bundled_figures_at_first_use(data: Path) -> None:
    with database.open_store(Settings()) as store:
        assert store.path == data / "trade.db"
        assert store.count() == BUNDLED
        (release,) = store.releases()
    assert (release.number, release.by, release.file, release.new) == (1, "bundled", "published_figures.csv", BUNDLED)
    assert [path.name for path in data.iterdir()] == ["trade.db"]


def test_the_second_use_opens_what_is_there(data: Path) -> None:
    with database.open_store(Settings()) as store:
        store.undo()
    with database.open_store(Settings()) as store:
        assert store.is_empty()


def test_a_named_database_holds_no_bundled_figures(data: Path) -> None:
    path = data / "other" / "mine.db"
    with pytest.raises(StoreMissing, match=r"mine\.db"):
        database.open_store(named(path))
    with database.open_store(named(path), create=True) as store:
        assert store.is_empty()
    assert not (data / "trade.db").exists()


def test_another_reporter_starts_without_cambodia_s_figures(data: Path) -> None:
    with database.open_store(Settings(bot=Bot(reporter="VN"))) as store:
        assert store.is_empty()


def test_a_crash_while_it_is_made_leaves_none(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", crash)
    with pytest.raises(KeyboardInterrupt):
        database.open_store(Settings())
    assert list(data.iterdir()) == []


def test_what_is_there_by_then_is_not_replaced(data: Path) -> None:
    """Of two processes at once the first wins, with all that was published into it since."""
    data.mkdir()
    path = data / "trade.db"
    with Store.open(path, create=True):
        pass
    database.make_default(path, "KH")
    with Store.open(path) as store:
        assert store.is_empty()


def test_a_file_system_without_links_will_do(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("not supported")

    monkeypatch.setattr(os, "link", refuse)
    with database.open_store(Settings()) as store:
        assert store.count() == BUNDLED


def test_several_at_once_get_the_same_whole_database(data: Path) -> None:
    counts: list[int] = []

    def use() -> None:
        with database.open_store(Settings()) as store:
            counts.append(store.count())

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [BUNDLED] * 4
    with database.open_store(Settings()) as store:
        assert [release.at < datetime.now(UTC) for release in store.releases()] == [True]
