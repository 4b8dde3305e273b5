"""An upload between its preview and its publishing."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from bot.chat.drafts import Drafts, Outcome, Waiting
from bot.chat.said import Said
from bot.store import Store
from bot.store.news import News
from bot.words import lexicon

BOSS = Said(chat=777, user=777, text="", name="Boss")


def file(value: int) -> bytes:
    return f"period,flow,partner,value\n2025-01,exports,US,{value}\n".encode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        yield store


@pytest.fixture
def drafts(store: Store) -> Drafts:
    return Drafts(store, lexicon(), "KH", lambda: date(2025, 3, 1))


def kept(drafts: Drafts, content: bytes) -> Waiting:
    return drafts.keep(BOSS, drafts.compare(drafts.read(content, "a.csv", "")), content, "")


def number(waiting: Waiting | None) -> int:
    assert waiting is not None
    assert waiting.number is not None
    return waiting.number


def test_what_was_shown_is_published_with_who_did_it(drafts: Drafts, store: Store) -> None:
    outcome = drafts.publish(BOSS, number(kept(drafts, file(5))))
    assert outcome.release is not None
    assert (outcome.release.by, outcome.release.file, outcome.release.new) == ("Boss (777)", "a.csv", 1)
    assert [figure.value for figure in store.figures()] == [5.0]


def test_of_many_taps_at_once_one_publishes(drafts: Drafts, store: Store) -> None:
    waiting = number(kept(drafts, file(5)))
    with ThreadPoolExecutor(8) as pool:
        kinds = [outcome.kind for outcome in pool.map(lambda _: drafts.publish(BOSS, waiting), range(8))]
    assert set(kinds) == {"published"}
    assert len(store.releases()) == 1


def test_after_another_release_it_is_shown_anew_and_then_published(drafts: Drafts, store: Store) -> None:
    first, second = number(kept(drafts, file(5))), number(kept(drafts, file(6)))
    drafts.publish(BOSS, first)
    outcome = drafts.publish(BOSS, second)
    assert (outcome.kind, outcome.waiting and outcome.waiting.draft.revised) == ("replaced", 1)
    assert drafts.publish(BOSS, second).kind == "replaced"
    assert drafts.publish(BOSS, number(outcome.waiting)).kind == "published"
    assert [figure.value for figure in store.figures()] == [6.0]


def test_the_same_figures_from_two_admins_are_nothing_new_for_the_second(drafts: Drafts) -> None:
    first, second = number(kept(drafts, file(5))), number(kept(drafts, file(5)))
    drafts.publish(BOSS, first)
    outcome = drafts.publish(BOSS, second)
    assert outcome.kind == "replaced"
    assert outcome.waiting is not None
    assert (outcome.waiting.number, outcome.waiting.draft.unchanged) == (None, 1)


def test_what_was_dropped_is_not_published(drafts: Drafts, store: Store) -> None:
    waiting = number(kept(drafts, file(5)))
    assert [drafts.cancel(waiting).kind for _ in range(2)] == ["dropped", "dropped"]
    assert drafts.publish(BOSS, waiting).kind == "dropped"
    assert store.releases() == []


def test_what_became_of_an_upload_is_known(drafts: Drafts, store: Store) -> None:
    waiting = number(kept(drafts, file(5)))
    assert drafts.standing(waiting) == Outcome("waiting")
    drafts.publish(BOSS, waiting)
    assert drafts.standing(waiting) == Outcome("published", 1, store.release())
    store.undo()
    assert drafts.standing(waiting) == Outcome("published", 1)
    assert drafts.cancel(waiting).kind == "published"
    assert drafts.standing(waiting + 1) == Outcome("gone")


def test_a_release_to_be_announced_is_queued_with_its_publishing(drafts: Drafts, store: Store) -> None:
    news = News(store)
    for chat in (1, 2, BOSS.chat):
        news.met(chat, None)
    drafts.publish(BOSS, number(kept(drafts, file(5))), announce=True)
    (announcement,) = news.under_way()
    assert (announcement.release, str(announcement.period), announcement.chat) == (1, "2025-01", BOSS.chat)
    assert news.next_chat(announcement) == 1
    news.told(announcement, 1, True)
    assert news.next_chat(announcement) == 2
    store.undo()
    assert news.next_chat(announcement) is None


def test_a_file_with_problems_does_not_wait(drafts: Drafts) -> None:
    waiting = kept(drafts, b"period,flow,partner,value\n2025-01,exports,Wakanda,5\n")
    assert waiting.number is None
    assert [problem.code for problem in waiting.draft.problems] == ["unknown_partner"]
