"""What is remembered of conversations."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from store_drafts import NOON, draft_of, figure

from bot.store import Attempt, Pending, Store

WAITING = Pending(NOON, 7, -100, "january.xlsx", "USD million", "abc", b"PK\x00\xff")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        yield store


def test_the_last_query_of_each_conversation_is_kept_until_forgotten(store: Store) -> None:
    store.remember("a", '{"kind": "value"}')
    store.remember("b", "{}")
    store.remember("a", '{"kind": "rank"}')
    assert (store.recall("a"), store.recall("b"), store.recall("c")) == ('{"kind": "rank"}', "{}", None)
    store.forget("a")
    store.forget("c")
    assert (store.recall("a"), store.recall("b")) == (None, "{}")


def test_it_is_still_known_after_a_restart(store: Store) -> None:
    store.remember("a", "{}")
    number = store.keep_draft(WAITING)
    store.close()
    with Store.open(store.path) as again:
        assert again.recall("a") == "{}"
        assert again.draft(number) == WAITING


def test_a_language_is_kept_changed_and_taken_back(store: Store) -> None:
    assert store.language("7") is None
    for chosen in ("km", "zh", "zh", None, "en"):
        store.set_language("7", chosen)
        assert store.language("7") == chosen
    assert store.language("8") is None


def test_questions_are_counted_by_status_since_a_time(store: Store) -> None:
    store.asked(NOON - timedelta(days=1), "private", "en", "answered")
    store.asked(NOON, "group", "km", "answered")
    store.asked(NOON, "private", "en", "not_understood", "exports to wakanda")
    store.asked(NOON + timedelta(hours=1), "private", "en", "answered")
    assert store.questions(NOON) == {"answered": 2, "not_understood": 1}
    assert store.questions(NOON + timedelta(days=1)) == {}
    assert store.not_understood() == ["exports to wakanda"]


def test_an_upload_waits_until_one_takes_it(store: Store) -> None:
    first = store.keep_draft(WAITING)
    second = store.keep_draft(replace(WAITING, file="february.xlsx"))
    assert store.draft(first) == WAITING
    assert store.drop_draft(first)
    assert not store.drop_draft(first)
    assert (store.draft(first), store.draft(second) is not None) == (None, True)


def test_an_old_button_never_means_a_newer_upload(store: Store) -> None:
    first = store.keep_draft(WAITING)
    store.drop_draft(first)
    assert store.keep_draft(WAITING) > first


def test_an_upload_that_waits_for_more_than_a_week_is_dropped_at_the_next_one(store: Store) -> None:
    old = store.keep_draft(replace(WAITING, at=NOON - timedelta(days=7, seconds=1)))
    recent = store.keep_draft(replace(WAITING, at=NOON - timedelta(days=7)))
    store.keep_draft(WAITING)
    assert store.draft(old) is None
    assert store.draft(recent) is not None


def test_publish_pressed_twice_at_once_publishes_once(store: Store) -> None:
    number = store.keep_draft(WAITING)
    draft = draft_of(store, [figure("US", "2025-01", 1.0)])

    def tap(_: int) -> bool:
        with store.together():
            return store.drop_draft(number) and store.publish(draft, "7", NOON) is not None

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(tap, range(8))) == 1
    assert len(store.releases()) == 1


def test_a_publishing_that_fails_leaves_the_upload_waiting(store: Store) -> None:
    number = store.keep_draft(WAITING)
    broken = replace(draft_of(store, [figure("US", "2025-01", 1.0)] * 2))
    with pytest.raises(ValueError, match="twice"), store.together():  # noqa: PT012
        store.drop_draft(number)
        store.publish(broken, "7", NOON)
    assert store.draft(number) == WAITING
    assert store.is_empty()


def test_refused_uploads_are_listed_newest_first(store: Store) -> None:
    tried = [Attempt(NOON, n, "Someone", f"file {n}") for n in range(3)]
    for attempt in tried:
        store.tried(attempt)
    assert store.attempts() == tried[::-1]
    assert store.attempts(limit=1) == tried[2:]
