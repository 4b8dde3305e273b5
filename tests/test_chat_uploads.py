"""New figures through the chat, over HTTP: sent, shown, published, taken back; by admins only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from botapi import BotApi, BotProcess, Heard, Person

from bot.store import Store

BOSS, SECOND = 777, 778
QUESTION = "exports to US January 2025"
OLD, NEW = "$868.7 million", "$870.1 million"


def file(value: str = "870.1", month: str = "2025-01") -> bytes:
    return f"period,flow,partner,value (USD million)\n{month},exports,US,{value}\n".encode()


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bot")


@pytest.fixture(scope="module")
def bot(api: BotApi, folder: Path) -> Iterator[BotProcess]:
    api.person(BOSS), api.person(SECOND)
    bot = BotProcess(api, folder, admins=(BOSS, SECOND)).start()
    yield bot
    bot.end()
    assert "Traceback" not in bot.output()
    assert api.refused() == []


@pytest.fixture(autouse=True)
def as_before(bot: BotProcess, folder: Path) -> Iterator[None]:
    """Takes back after each test what it has published."""
    yield
    with Store.open(folder / "trade-bot" / "trade.db") as store:
        while store.release().number > 1:
            store.undo()


def admin(api: BotApi, user: int, name: str) -> Person:
    """An admin, who has read what there was before."""
    person = api.person(user, name)
    person.read[user] = person.unread()
    return person


@pytest.fixture
def boss(api: BotApi) -> Person:
    return admin(api, BOSS, "Boss")


@pytest.fixture
def second(api: BotApi) -> Person:
    return admin(api, SECOND, "Second")


@pytest.fixture
def alice(api: BotApi) -> Person:
    return api.person(2000 + len(api.state.chats), "Alice")


def sent(person: Person, content: bytes, name: str = "January.csv", caption: str = "") -> Heard:
    """The preview of a file, read together with the list after it."""
    person.uploads(content, name, caption)
    told = person.hears()
    assert person.hears().document[0].endswith(".xlsx")
    return told.now()


def test_an_upload_is_shown_published_and_taken_back(boss: Person, alice: Person) -> None:
    assert OLD in alice.asks(QUESTION).text
    preview = sent(boss, file(), caption="/upload January, revised")
    assert "January.csv" in preview.text
    assert "0 new, 1 revised" in preview.text
    assert f"{OLD} becomes {NEW}" in preview.text
    assert OLD in alice.asks(QUESTION).text
    boss.taps(preview, "Publish")
    published = boss.hears()
    assert "Published: release " in published.text
    assert preview.now().buttons == {}
    assert NEW in alice.asks(QUESTION).text
    boss.taps(published, next(iter(published.buttons)))
    confirm(boss, boss.hears())
    assert OLD in alice.asks(QUESTION).text


def test_undo_and_history_by_command(boss: Person) -> None:
    boss.taps(sent(boss, file()), "Publish")
    boss.hears()
    assert boss.asks("/history").text.splitlines()[0].count("January.csv") == 1
    assert OLD in boss.asks(f"/history {QUESTION}").text
    series = boss.asks(f"history of {QUESTION}").text
    assert series.startswith("Exports to the United States by month, January 2025")
    assert f"{OLD}, release 1 of " in series
    assert "no release 999" in boss.asks("/undo 999").text
    asked = boss.asks("/undo")
    assert "January.csv" in asked.text
    assert "new figures taken away: 0, earlier values put back: 1" in asked.text
    number = confirm(boss, asked)
    history = boss.asks("/history").text.splitlines()
    assert history[0].startswith(f"{number} of ")
    assert "taken back on " in history[0]
    assert history[0].endswith("by Boss (777)")
    assert "was taken back already" in boss.asks(f"/undo {number}").text


def confirm(person: Person, asked: Heard) -> int:
    """Confirms an undo; the number of the release."""
    (take,) = (label for label in asked.buttons if label.startswith("Take release"))
    person.taps(asked, take)
    assert asked.becomes("was taken back: its figures are as they were before it").buttons == {}
    return int(take.split()[2])


def test_an_undo_that_is_not_confirmed_changes_nothing(boss: Person) -> None:
    boss.taps(sent(boss, file()), "Publish")
    boss.hears()
    asked = boss.asks("/undo")
    boss.taps(asked, "Leave it")
    asked.becomes("Nothing was taken back")
    assert NEW in boss.asks(QUESTION).text


def test_a_stranger_who_taps_an_undo_hears_so_over_the_chat_only(boss: Person, alice: Person) -> None:
    tap = alice.begins_tap(boss.asks("/history"), "/undo 1")
    assert "Only the admins" in alice.waits_for_tap(tap)["text"]
    tap = alice.begins_tap(boss.asks("/undo"), "/takeback 1")
    assert "Only the admins" in alice.waits_for_tap(tap)["text"]
    assert alice.unread() == 0


def test_publish_that_is_tapped_twice_publishes_once(boss: Person) -> None:
    preview = sent(boss, file())
    taps = [boss.begins_tap(preview, preview.buttons["Publish"]) for _ in range(3)]
    told = [boss.waits_for_tap(tap)["text"] for tap in taps]
    published = boss.hears().text
    assert "Published: release " in published
    number = published.split()[2]
    assert told == ["", *[f"Published as release {number}."] * 2]
    after = preview.becomes(f"Published as release {number}.")
    assert "Nothing is published yet" not in after.text
    assert (after.buttons, boss.unread()) == ({}, 0)
    assert sum(line.startswith(f"{number} of ") for line in boss.asks("/history").text.splitlines()) == 1


def test_a_preview_still_works_after_a_restart(bot: BotProcess, boss: Person) -> None:
    preview = sent(boss, file())
    assert bot.stop() == 0
    bot.start()
    boss.taps(preview, "Publish")
    assert "Published: release " in boss.hears().text


def test_a_preview_is_made_anew_where_another_release_came_between(boss: Person, second: Person) -> None:
    first_preview = sent(boss, file())
    second_preview = sent(second, file("871.0"))
    boss.taps(first_preview, "Publish")
    boss.hears()
    second.taps(second_preview, "Publish")
    anew = second.hears()
    assert "have changed since the preview" in anew.text
    assert f"{NEW} becomes $871.0 million" in anew.text
    second.hears()
    second.taps(anew, "Publish")
    assert "Published: release " in second.hears().text


def test_of_two_admins_who_publish_at_once_one_does_and_the_other_sees_it_anew(boss: Person, second: Person) -> None:
    previews = {boss.id: sent(boss, file()), second.id: sent(second, file("871.0"))}
    taps = [(each, each.begins_tap(previews[each.id], previews[each.id].buttons["Publish"])) for each in (boss, second)]
    for person, tap in taps:
        person.waits_for_tap(tap)
    (late,) = (person for person in (boss, second) if "Published" not in person.hears().text)
    assert late.hears().document[0].endswith(".xlsx")


def test_cancel_drops_the_upload(boss: Person) -> None:
    preview = sent(boss, file())
    boss.taps(preview, "Cancel")
    assert preview.becomes("Dropped: nothing was published").buttons == {}
    tap = boss.begins_tap(preview, preview.buttons["Publish"])
    assert "Dropped" in boss.waits_for_tap(tap)["text"]
    assert boss.unread() == 0


def test_the_same_file_again_is_nothing_new(boss: Person) -> None:
    boss.taps(sent(boss, file()), "Publish")
    boss.hears()
    boss.uploads(file(), "January.csv")
    assert boss.hears().becomes("Nothing new").buttons == {}


def test_publish_and_announce_tells_the_chats_that_have_asked_something(boss: Person, alice: Person) -> None:
    alice.asks(QUESTION)
    preview = sent(boss, file())
    boss.taps(preview, next(label for label in preview.buttons if "announce" in label))
    told = alice.hears()
    assert "January 2025" in told.text
    assert "Published: release " in boss.hears().text
    assert "told" in boss.hears().text
    alice.taps(told, "January 2025")
    assert "Exports, imports, trade and balance, January 2025" in alice.hears().text


def test_announcements_are_in_the_language_of_the_last_question_else_of_telegram(api: BotApi, boss: Person) -> None:
    dara = api.person(4001, "Dara", language="km")
    dara.asks("/start")
    lin = api.person(4002, "Lin", language="en")
    lin.asks("2025年1月对美国出口")
    gone = api.person(4003, "Gone")
    gone.asks(QUESTION)
    gone.blocks()
    preview = sent(boss, file())
    (announce,) = (label for label in preview.buttons if "announce" in label)
    boss.taps(preview, announce)
    assert "ខែមករា" in dara.hears().text
    assert "2025年1月" in lin.hears().text
    boss.hears()
    assert f": {announce.split()[-2]} chats were told" in boss.hears().text


def test_one_figure_is_set_with_a_preview(boss: Person, alice: Person) -> None:
    preview = boss.asks("/set exports US 2025-01 870.1m")
    assert f"{OLD} becomes {NEW}" in preview.text
    boss.taps(preview, "Publish")
    boss.hears()
    assert NEW in alice.asks(QUESTION).text
    refused = boss.asks("/set exports Wakanda 2025-01 1m").text
    assert "Wakanda" in refused
    assert "/set exports US 2025-01" in refused
    assert "ow 2" not in refused
    assert "/set exports US 2025-01" in boss.asks("/set something").text
