"""What the bot's messages answered is kept, the latest of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import Store, answers
from bot.store.answers import Answered, Answers


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Answers]:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        yield Answers(store)


def test_an_answer_is_found_by_itself_and_by_its_question_in_its_chat(kept: Answers) -> None:
    answered = Answered(chat=-1, answer=20, question=10, query="{}", before=None)
    kept.keep(answered)
    assert kept.of(-1, 20) == kept.to(-1, 10) == answered
    assert kept.of(-2, 20) is kept.to(-2, 10) is kept.of(-1, 10) is None


def test_what_a_message_answers_now_counts(kept: Answers) -> None:
    for query in ("one", "two"):
        kept.keep(Answered(1, 20, 10, query))
    found = kept.of(1, 20)
    assert found is not None
    assert found.query == "two"


def test_only_the_latest_are_kept(kept: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_REMEMBERED", 3)
    for message in range(9):
        kept.keep(Answered(1, message))
    assert [message for message in range(9) if kept.of(1, message)] == [5, 6, 7, 8]
