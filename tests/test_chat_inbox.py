"""Updates are kept before they are handled, handled once, and in order within a conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from telegram import Bot, Update

from bot.chat.inbox import Arrivals, Lanes
from bot.store import Store
from bot.store.inbox import Inbox


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        yield Inbox(store)


@pytest.fixture
def broken(tmp_path: Path) -> Inbox:
    """An inbox whose database has lost its table."""
    store = Store.open(tmp_path / "trade.db", create=True)
    store.db.execute("DROP TABLE inbox")
    return Inbox(store)


def update(number: int, user: int = 1, text: str = "x", document: bool = False) -> Update:
    person = {"id": user, "is_bot": False, "first_name": "A"}
    message = {"message_id": number, "date": 0, "chat": {"id": user, "type": "private"}, "from": person, "text": text}
    if document:
        message["document"] = {"file_id": "f", "file_unique_id": "f"}
    return Update.de_json({"update_id": number, "message": message}, Bot("1:x"))


def test_an_update_is_queued_once(inbox: Inbox) -> None:
    async def twice() -> int:
        arrivals = Arrivals(inbox)
        await arrivals.put(update(1))
        await arrivals.put(update(1))
        return arrivals.qsize()

    assert asyncio.run(twice()) == 1


def test_another_update_of_the_same_number_is_queued_too(inbox: Inbox) -> None:
    async def both() -> int:
        arrivals = Arrivals(inbox)
        await arrivals.put(update(1, text="one"))
        await arrivals.put(update(1, text="two"))
        return arrivals.qsize()

    assert asyncio.run(both()) == 2


def test_what_was_not_answered_comes_back_as_it_was_at_the_next_start(inbox: Inbox) -> None:
    async def over_two_starts() -> object:
        await Arrivals(inbox).put(update(1))
        after = Arrivals(inbox)
        await after.put_unfinished(Bot("1:x"))
        return after.get_nowait()

    assert asyncio.run(over_two_starts()) == update(1)


def test_what_was_answered_does_not(inbox: Inbox) -> None:
    async def over_two_starts() -> bool:
        arrivals = Arrivals(inbox)
        await arrivals.put(update(1))
        await Lanes(inbox).process_update(update(1), asyncio.sleep(0))
        await arrivals.put(update(1))
        after = Arrivals(inbox)
        await after.put_unfinished(Bot("1:x"))
        return after.empty()

    assert asyncio.run(over_two_starts())


def test_an_update_that_ended_the_process_twice_is_given_up(inbox: Inbox) -> None:
    inbox.receive(1, "poison")
    assert [inbox.unfinished() for _ in range(3)] == [["poison"], [], []]
    assert not inbox.receive(1, "poison")


def test_a_database_in_trouble_does_not_end_polling(broken: Inbox) -> None:
    async def put() -> int:
        arrivals = Arrivals(broken)
        await arrivals.put(update(1))
        return arrivals.qsize()

    assert asyncio.run(put()) == 1


def test_one_conversation_waits_for_its_turn_others_and_files_do_not(inbox: Inbox) -> None:
    done: list[str] = []

    async def handled(name: str, gate: asyncio.Event | None) -> None:
        if gate:
            await gate.wait()
        done.append(name)

    async def all_four() -> None:
        lanes, gate = Lanes(inbox), asyncio.Event()
        slow = asyncio.create_task(lanes.process_update(update(1), handled("slow", gate)))
        await asyncio.sleep(0)
        waiting = asyncio.create_task(lanes.process_update(update(2), handled("waiting", None)))
        await lanes.process_update(update(3, user=2), handled("another person", None))
        await lanes.process_update(update(4, document=True), handled("file", None))
        gate.set()
        await asyncio.gather(slow, waiting)

    asyncio.run(all_four())
    assert done == ["another person", "file", "slow", "waiting"]


def test_a_text_of_a_button_is_found_by_its_name(inbox: Inbox) -> None:
    name = inbox.keep("ការនាំចេញ" * 9)
    assert len(name) == 16
    assert inbox.keep("ការនាំចេញ" * 9) == name
    assert inbox.kept(name) == "ការនាំចេញ" * 9
    assert inbox.kept("unknown") is None
