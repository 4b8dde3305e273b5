"""`trade-bot run` in trouble: the network, the Bot API, crashes and restarts, over HTTP."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from botapi import BotApi, BotProcess, Person

from bot.chat import run
from bot.model.errors import ConfigError
from bot.settings import Settings
from bot.store import Store

ADMIN = 777
QUESTION = "exports to US January 2025"
FILE = b"period,flow,partner,value (USD million)\n2025-01,exports,US,870.1\n"
Start = Callable[..., BotProcess]


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture
def start(api: BotApi, tmp_path: Path) -> Iterator[Start]:
    """Starts the bot, any number of times, on one configuration and database."""
    bot = BotProcess(api, tmp_path, admins=(ADMIN,))
    yield bot.start
    bot.end()
    assert api.state.token.split(":")[1] not in bot.output(), "the token is in the log"


@pytest.fixture
def alice(api: BotApi) -> Person:
    return api.person(1001, "Alice")


@pytest.fixture
def running(start: Start) -> BotProcess:
    return start()


def test_a_429_and_a_500_in_between_leave_each_message_answered_once(
    api: BotApi, running: BotProcess, alice: Person
) -> None:
    api.fail("sendMessage", 429, retry_after=1)
    api.fail("sendMessage", 500)
    api.fail("sendMessage", 502)
    for year in (2023, 2024, 2025):
        alice.says(f"exports January {year}")
    assert [str(year) in alice.hears().text for year in (2023, 2024, 2025)] == [True] * 3
    assert running.stop() == 0
    assert alice.unread() == 0


def test_a_message_that_may_not_have_arrived_is_sent_once_more(api: BotApi, running: BotProcess, alice: Person) -> None:
    api.fail("sendMessage", 0)
    assert alice.asks(QUESTION).text == alice.hears().text
    alice.asks("/help")
    assert running.stop() == 0
    assert alice.unread() == 0


def test_a_person_who_blocked_the_bot_does_not_disturb_it(api: BotApi, running: BotProcess, alice: Person) -> None:
    alice.says("/help")
    alice.hears()
    alice.says(QUESTION)
    api.state.chats[alice.id].deaf = True
    bob = api.person(1002, "Bob")
    assert "$868.7 million" in bob.asks(QUESTION).text
    assert running.stop() == 0
    assert "Traceback" not in running.output()


def test_sigterm_while_answering_loses_nothing(api: BotApi, running: BotProcess, alice: Person) -> None:
    with api.held("sendMessage"):
        alice.says(QUESTION)
        alice.says("exports to Japan January 2025")
        api.wait(lambda: api.calls("held sendMessage") or None, "the first answer on its way")
        running.signal(signal.SIGTERM)
    assert running.wait() == 0
    assert ["Exports to Japan" in alice.hears().text for _ in range(2)] == [False, True]
    running.start()
    alice.asks("/help")
    assert alice.unread() == 0


def test_a_crash_while_answering_loses_nothing(api: BotApi, start: Start, alice: Person) -> None:
    bot = start()
    with api.held("sendMessage"):
        alice.says(QUESTION)
        polls = len(api.calls("polling"))
        api.wait(lambda: api.calls("held sendMessage") or None, "the answer on its way")
        api.wait(lambda: len(api.calls("polling")) > polls, "the next poll, after which Telegram forgets the question")
        bot.kill()
    start()
    assert "$868.7 million" in alice.hears().text


def test_one_401_to_a_poll_ends_the_process_with_a_failure(api: BotApi, start: Start) -> None:
    api.fail("getUpdates", 401)
    assert start(ready=False).wait() == 1


def test_one_404_later_ends_the_process_too_once_it_has_answered(
    api: BotApi, running: BotProcess, alice: Person
) -> None:
    with api.held("sendMessage"):
        alice.says(QUESTION)
        api.wait(lambda: api.calls("held sendMessage") or None, "the answer on its way")
        api.fail("getUpdates", 404)
        alice.says("/help")
        api.wait(lambda: [call for call in api.calls("getUpdates") if call.status == 404] or None, "the 404")
    assert running.wait() == 1
    assert "$868.7 million" in alice.hears().text


def test_a_wrong_token_is_said_in_one_line(api: BotApi, start: Start) -> None:
    api.fail("getMe", 401, times=9)
    bot = start(ready=False)
    assert bot.wait() == 1
    assert "token" in bot.output()


def test_without_a_token_it_is_said_where_one_goes() -> None:
    with pytest.raises(ConfigError, match=r"\[telegram\] token"):
        run(Settings())


def test_trouble_with_polling_is_survived(api: BotApi, running: BotProcess, alice: Person) -> None:
    api.fail("getUpdates", 502)
    api.fail("getUpdates", 409)
    assert "$868.7 million" in alice.asks(QUESTION).text
    assert running.stop() == 0


def test_an_admin_who_opens_the_bot_later_gets_the_menu_of_admins_then(api: BotApi, running: BotProcess) -> None:
    def menu() -> list[str]:
        return [each["command"] for each in api.state.commands.get((f"chat:{ADMIN}", "km"), [])]

    assert menu() == []
    api.person(ADMIN).asks("/start")
    api.wait(lambda: "undo" in menu(), "the admin's menu")


def test_who_is_no_admin_any_more_loses_the_menu_of_admins(api: BotApi, tmp_path: Path) -> None:
    def menu() -> list[str]:
        return [each["command"] for each in api.state.commands.get((f"chat:{ADMIN}", "en"), [])]

    bot = BotProcess(api, tmp_path, admins=(ADMIN,)).start()
    api.person(ADMIN).asks("/start")
    api.wait(lambda: "undo" in menu(), "the admin's menu")
    bot.stop()
    bot = BotProcess(api, tmp_path).start()
    api.wait(lambda: menu() == ["start", "help", "language"], "everybody's menu")
    bot.end()


def test_announcing_goes_on_after_a_crash_and_says_how_many_were_told(api: BotApi, start: Start) -> None:
    bot = start()
    people = [api.person(5000 + n) for n in range(5)]
    for person in people:
        person.asks(QUESTION)
    boss = api.person(ADMIN)
    boss.uploads(FILE, "January.csv")
    preview = boss.hears().becomes("1 revised")
    boss.hears()
    with api.held("sendMessage"):
        boss.begins_tap(preview, next(data for data in preview.buttons.values() if data.startswith("/announce")))
        api.wait(lambda: len(api.calls("held sendMessage")) > 0 or None, "the first message on its way")
        bot.kill()
    start()
    told = [person.hears().text for person in people]
    assert all("New figures" in text for text in told)
    heard = [boss.hears().text]
    while "told" not in heard[-1]:
        heard.append(boss.hears().text)
    assert heard[-1] == "Release 2: 5 chats were told."
    assert any("Published: release 2" in text for text in heard)


def test_a_file_that_is_being_read_does_not_hold_up_the_end_and_is_read_by_the_next_process(
    api: BotApi, start: Start
) -> None:
    bot = start()
    boss = api.person(ADMIN)
    with api.held("getFile"):
        boss.uploads(FILE, "January.csv")
        told = boss.hears()
        api.wait(lambda: api.calls("held getFile") or None, "the file being fetched")
        assert bot.stop() == 0
    start()
    assert "1 revised" in told.becomes("1 revised").text
    assert boss.hears().document[0].endswith(".xlsx")
    assert boss.unread() == 0


def test_an_error_is_told_under_a_number_to_the_asker_in_the_log_and_once_to_admins(
    api: BotApi, running: BotProcess, alice: Person, tmp_path: Path
) -> None:
    admin = api.person(ADMIN)
    with Store.open(tmp_path / "trade-bot" / "trade.db") as store:
        store.db.execute("DROP TABLE languages")
    apology = alice.asks(QUESTION)
    number = re.search(r"\b[0-9A-F]{6}\b", apology.text)
    assert number is not None
    assert number[0] in admin.hears().text
    assert f"error {number[0]}\nTraceback" in running.output()
    alice.asks(QUESTION)
    alice.asks("/help")
    assert admin.unread() == 0
