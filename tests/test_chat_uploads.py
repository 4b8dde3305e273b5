"""New figures through the chat, over HTTP: sent, shown, published, taken back; by admins only."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from botapi import BotApi, BotProcess, Heard, Person

from bot.store import Store

BOSS, SECOND = 777, 778
QUESTION = "exports to US January 2025"
OLD, NEW = "$868.7 million", "$870.1 million"
Start = Callable[[], BotProcess]


def file(value: str = "870.1", month: str = "2025-01") -> bytes:
    return f"period,flow,partner,value (USD million)\n{month},exports,US,{value}\n".encode()


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture
def bot(api: BotApi, tmp_path: Path) -> Iterator[BotProcess]:
    bot = BotProcess(api, tmp_path, admins=(BOSS, SECOND)).start()
    yield bot
    bot.end()
    assert "Traceback" not in bot.output()
    assert api.refused() == []


@pytest.fixture
def boss(api: BotApi, bot: BotProcess) -> Person:
    return api.person(BOSS, "Boss")


@pytest.fixture
def alice(api: BotApi, bot: BotProcess) -> Person:
    return api.person(1001, "Alice")


def previewed(admin: Person) -> Heard:
    """The preview that the message on the progress becomes, read together with the list after it."""
    told = admin.hears()
    document = admin.hears()
    assert document.document[0].endswith(".xlsx")
    return told.now()


def sent(admin: Person, content: bytes, name: str = "January.csv", caption: str = "") -> Heard:
    admin.uploads(content, name, caption)
    return previewed(admin)


def test_an_upload_is_shown_published_and_taken_back(boss: Person, alice: Person) -> None:
    assert OLD in alice.asks(QUESTION).text
    preview = sent(boss, file(), caption="/upload January, revised")
    assert "January.csv" in preview.text
    assert "0 new, 1 revised" in preview.text
    assert f"{OLD} becomes {NEW}" in preview.text
    assert OLD in alice.asks(QUESTION).text
    boss.taps(preview, "Publish")
    published = boss.hears()
    assert "Published: release 2" in published.text
    assert preview.now().buttons == {}
    assert NEW in alice.asks(QUESTION).text
    boss.taps(published, "Take release 2 back")
    assert "taken back" in boss.hears().text
    assert OLD in alice.asks(QUESTION).text


def test_undo_and_history_by_command(boss: Person) -> None:
    boss.taps(sent(boss, file()), "Publish")
    boss.hears()
    assert boss.asks("/history").text.startswith("2 of ")
    assert OLD in boss.asks(f"/history {QUESTION}").text
    assert "no release 9" in boss.asks("/undo 9").text
    assert "Release 2 of" in boss.asks("/undo").text
    assert boss.asks("/history").text.startswith("1 of ")


def test_a_file_with_problems_cannot_be_published_and_says_why(boss: Person) -> None:
    preview = sent(boss, b"period,flow,partner,value\n2025-01,exports,Wakanda,about ten\n")
    assert "2 problems" in preview.text
    assert "Wakanda" in preview.text
    assert "about ten" in preview.text
    assert preview.buttons == {}


def test_publish_that_is_tapped_twice_publishes_once(boss: Person) -> None:
    preview = sent(boss, file())
    taps = [boss.begins_tap(preview, preview.buttons["Publish"]) for _ in range(2)]
    for tap in taps:
        boss.waits_for_tap(tap)
    assert "Published: release 2" in boss.hears().text
    assert "not waiting any more" in boss.hears().text
    assert boss.asks("/history").text.count("January.csv") == 1


def test_a_preview_still_works_after_a_restart(bot: BotProcess, boss: Person) -> None:
    preview = sent(boss, file())
    assert bot.stop() == 0
    bot.start()
    boss.taps(preview, "Publish")
    assert "Published: release 2" in boss.hears().text


def test_a_preview_is_made_anew_where_another_release_came_between(api: BotApi, boss: Person) -> None:
    second = api.person(SECOND, "Second")
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
    assert "Published: release 3" in second.hears().text


def test_of_two_admins_who_publish_at_once_one_does_and_the_other_sees_it_anew(api: BotApi, boss: Person) -> None:
    second = api.person(SECOND, "Second")
    previews = {boss.id: sent(boss, file()), second.id: sent(second, file("871.0"))}
    taps = [(each, each.begins_tap(previews[each.id], previews[each.id].buttons["Publish"])) for each in (boss, second)]
    for admin, tap in taps:
        admin.waits_for_tap(tap)
    assert sorted("Published" in admin.hears().text for admin in (boss, second)) == [False, True]


def test_cancel_drops_the_upload(boss: Person) -> None:
    preview = sent(boss, file())
    boss.taps(preview, "Cancel")
    assert "dropped" in boss.hears().text
    boss.waits_for_tap(boss.begins_tap(preview, preview.buttons["Publish"]))
    assert "not waiting any more" in boss.hears().text


def test_the_same_file_again_is_nothing_new(boss: Person) -> None:
    boss.taps(sent(boss, file()), "Publish")
    boss.hears()
    boss.uploads(file(), "January.csv")
    again = boss.hears()
    boss.asks("/help")
    assert "Nothing new" in again.now().text
    assert again.now().buttons == {}


def test_publish_and_announce_tells_the_chats_that_have_asked_something(boss: Person, alice: Person) -> None:
    alice.asks(QUESTION)
    preview = sent(boss, file())
    boss.taps(preview, "Publish and announce to 1 chat")
    told = alice.hears()
    assert "January 2025" in told.text
    assert "1 chat was told" in boss.hears().text
    alice.taps(told, next(iter(told.buttons)))
    assert NEW in alice.hears().text


def test_a_stranger_is_refused_and_admins_see_that_it_was_tried(boss: Person, alice: Person) -> None:
    preview = sent(boss, file())
    alice.uploads(file(), "mine.csv")
    assert "Only the admins" in alice.hears().text
    for command in (
        "/upload",
        "/template",
        "/set exports US 2025-01 1m",
        "/export",
        "/status",
        "/backup",
        "/undo",
        "/history",
    ):
        assert "Only the admins" in alice.asks(command).text
    alice.waits_for_tap(alice.begins_tap(preview, preview.buttons["Publish"]))
    assert "Only the admins" in alice.hears().text
    status = boss.asks("/status").text
    assert "Alice (1001): /publish 1" in status
    assert "Published" not in boss.asks("/history").text
    assert boss.asks("/history").text.count("\n") == 0


def test_a_file_over_20_megabytes_is_told_the_other_way(boss: Person) -> None:
    boss.uploads(b"x", "huge.xlsx", size=21 * 1024 * 1024)
    assert "trade-bot import" in boss.hears().text


def test_a_picture_is_told_what_to_send_instead(boss: Person) -> None:
    boss.sends({"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]})
    assert ".xlsx or .csv" in boss.hears().text


def test_one_figure_is_set_with_a_preview(boss: Person, alice: Person) -> None:
    preview = boss.asks("/set exports US 2025-01 870.1m")
    assert f"{OLD} becomes {NEW}" in preview.text
    boss.taps(preview, "Publish")
    boss.hears()
    assert NEW in alice.asks(QUESTION).text
    assert "Wakanda" in boss.asks("/set exports Wakanda 2025-01 1m").text
    assert "/set exports US 2025-01" in boss.asks("/set something").text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_is_nothing_new_when_it_is_sent_back(boss: Person, kind: str) -> None:
    boss.asks(f"/export {kind}")
    name, content = boss.hears().document
    assert name.endswith(f".{kind}")
    boss.uploads(content, name)
    told = boss.hears()
    boss.asks("/help")
    assert "Nothing new" in told.now().text


def test_the_template_is_a_workbook_that_can_be_sent_back(boss: Person) -> None:
    boss.asks("/template")
    name, content = boss.hears().document
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert workbook.sheetnames == ["Figures", "Instructions", "Lists"]
    assert workbook["Figures"].max_row > 1
    boss.uploads(content, name)
    told = boss.hears()
    boss.asks("/help")
    assert "problem" not in told.now().text


def test_the_backup_is_a_database_of_the_bot(boss: Person, tmp_path: Path) -> None:
    boss.asks("/backup")
    _name, content = boss.hears().document
    (tmp_path / "copy.db").write_bytes(content)
    with Store.open(tmp_path / "copy.db") as copy:
        assert copy.check() == "ok"
        assert copy.count() == 485


def test_the_status_tells_what_is_there_and_what_is_asked(boss: Person, alice: Person) -> None:
    alice.asks(QUESTION)
    status = boss.asks("/status").text
    assert "485 figures" in status
    assert "January 2026: " in status
    assert "1 question today" in status


def test_in_a_group_a_file_is_taken_only_with_the_command(api: BotApi, boss: Person) -> None:
    group = api.group(-1001)
    boss.uploads(file(), "chatter.csv", group=group)
    boss.uploads(file(), "January.csv", "/upload", group=group)
    assert "January.csv" in boss.hears(group).text


def test_the_bot_answers_while_a_file_is_read(api: BotApi, boss: Person, alice: Person) -> None:
    rows = "\n".join(f"{1990 + n // 12:04}-{n % 12 + 1:02},exports,US,{n}" for n in range(400))
    with api.held("getFile"):
        boss.uploads(f"period,flow,partner,value\n{rows}\n".encode(), "large.csv")
        assert "large.csv" in boss.hears().text
        assert OLD in alice.asks(QUESTION).text
        assert OLD in boss.asks(QUESTION).text
    assert boss.hears().document[0].endswith(".xlsx")
