"""What admins may ask of the bot and others may not, over HTTP: all on one run of the process, nothing published."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from botapi import BotApi, BotProcess, Person

from bot.store import Store

BOSS = 777
QUESTION = "exports to US January 2025"
FILE = b"period,flow,partner,value (USD million)\n2025-01,exports,US,870.1\n"
COMMANDS = ("/upload", "/template", "/set exports US 2025-01 1m", "/export", "/status", "/backup", "/undo", "/history")


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture(scope="module", autouse=True)
def bot(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    api.person(BOSS)
    bot = BotProcess(api, tmp_path_factory.mktemp("bot"), admins=(BOSS,)).start()
    yield bot
    bot.end()
    assert "Traceback" not in bot.output()
    assert api.refused() == []


@pytest.fixture
def boss(api: BotApi) -> Person:
    """The admin, who has read what there was before."""
    boss = api.person(BOSS, "Boss")
    boss.read[BOSS] = boss.unread()
    return boss


@pytest.fixture
def alice(api: BotApi, request: pytest.FixtureRequest) -> Person:
    return api.person(2000 + len(api.state.chats), "Alice")


def test_a_file_with_problems_cannot_be_published_and_says_why(boss: Person) -> None:
    boss.uploads(b"period,flow,partner,value\n2025-01,exports,Wakanda,about ten\n", "wrong.csv")
    preview = boss.hears().becomes("2 problems")
    assert "Wakanda" in preview.text
    assert "about ten" in preview.text
    assert preview.buttons == {}
    name, content = boss.hears().document
    assert name.endswith(".xlsx")
    assert openpyxl.load_workbook(io.BytesIO(content)).active.max_row == 3


def test_a_stranger_is_refused_and_admins_see_that_it_was_tried(boss: Person, alice: Person) -> None:
    boss.uploads(FILE, "January.csv")
    preview = boss.hears().becomes("revised")
    boss.hears()
    alice.uploads(FILE, "mine.csv")
    assert "Only the admins" in alice.hears().text
    assert ["Only the admins" in alice.asks(command).text for command in COMMANDS] == [True] * len(COMMANDS)
    tap = alice.begins_tap(preview, preview.buttons["Publish"])
    assert "Only the admins" in alice.waits_for_tap(tap)["text"]
    assert f"Alice ({alice.id}): /publish" in boss.asks("/status").text
    assert boss.asks("/history").text.startswith("1 of ")


def test_a_file_over_20_megabytes_is_told_the_other_way(boss: Person) -> None:
    boss.uploads(b"x", "huge.xlsx", size=21 * 1024 * 1024)
    assert "trade-bot import" in boss.hears().text


def test_a_picture_is_told_what_to_send_instead(boss: Person) -> None:
    boss.sends({"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]})
    assert ".xlsx or .csv" in boss.hears().text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_is_nothing_new_when_it_is_sent_back(boss: Person, kind: str) -> None:
    boss.asks(f"/export {kind}")
    name, content = boss.hears().document
    assert name.endswith(f".{kind}")
    boss.uploads(content, name)
    assert boss.hears().becomes("Nothing new").buttons == {}


def test_the_template_is_a_workbook_that_can_be_sent_back(boss: Person) -> None:
    boss.asks("/template")
    name, content = boss.hears().document
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert workbook.sheetnames == ["Figures", "Instructions", "Lists"]
    partners = {cell.value for cell in workbook["Figures"]["C"][1:]}
    assert {"World", "China"} <= partners <= {cell.value for cell in workbook["Lists"]["A"]}
    boss.uploads(content, name)
    assert "problem" not in boss.hears().becomes("Nothing new").text


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
    assert "today" in status


def test_in_a_group_a_file_is_taken_only_with_the_command(api: BotApi, boss: Person) -> None:
    group = api.group(-1001)
    boss.uploads(FILE, "chatter.csv", group=group)
    boss.uploads(FILE, "January.csv", "/upload", group=group)
    assert "January.csv" in boss.hears(group).text


def test_in_a_group_the_file_after_upload_is_taken(api: BotApi, boss: Person, alice: Person) -> None:
    group = api.group(-1002)
    boss.says("/upload", group)
    boss.hears(group)
    alice.uploads(FILE, "hers.csv", group=group)
    boss.uploads(FILE, "next.csv", group=group)
    boss.hears(group).becomes("next.csv\n")
    boss.hears(group)
    boss.uploads(FILE, "chatter.csv", group=group)
    boss.says("/upload", group)
    prompt = boss.hears(group)
    boss.uploads(FILE, "reply.csv", group=group, reply_to=prompt)
    boss.hears(group).becomes("reply.csv\n")
    boss.hears(group)
    boss.uploads(FILE, "lying.csv", group=group)
    boss.replies_to_own("/upload", group)
    boss.hears(group).becomes("lying.csv\n")
    boss.hears(group)
    assert boss.unread(group) == 0


def test_a_download_that_fails_is_tried_again(api: BotApi, boss: Person) -> None:
    api.fail("file", 502)
    api.fail("file", 0)
    boss.uploads(FILE, "January.csv")
    boss.hears().becomes("1 revised")
    boss.hears()


def test_a_file_that_cannot_be_had_is_said(api: BotApi, boss: Person) -> None:
    api.fail("getFile", 400)
    boss.uploads(FILE, "January.csv")
    assert "20 MB" not in boss.hears().becomes("could not be fetched").text
    api.state.calls.remove(next(call for call in api.state.calls if call.why == "Fault 400"))


def test_what_a_command_does_not_take_is_said(boss: Person) -> None:
    assert "“pdf”" in boss.asks("/export pdf").text
    assert "“now” was left aside" in boss.asks("/status now").text


def test_the_history_of_several_flows_labels_each(boss: Person) -> None:
    text = boss.asks("/history exports and imports January 2025").text
    assert "Exports, January 2025\n" in text
    assert "Imports, January 2025\n" in text


def test_the_history_has_all_releases_as_a_file_and_each_by_its_number(boss: Person) -> None:
    boss.asks("/history all")
    name, content = boss.hears().document
    assert name == "releases.csv"
    assert content.decode("utf-8-sig").splitlines()[0].startswith("number,at,by,file,new,revised")
    assert boss.asks("/history 1").text.startswith("1 of ")
    assert "no release 99" in boss.asks("/history 99").text


def test_refused_tries_that_are_not_shown_are_counted(boss: Person, alice: Person) -> None:
    for _ in range(6):
        alice.asks("/undo")
    assert "earlier one" in boss.asks("/status").text


def test_a_word_that_asks_nothing_does_not_repeat_the_last_answer(alice: Person) -> None:
    alice.asks(QUESTION)
    for word in ("ok", "lol", "yes", "ខ្ញុំ", "我"):
        assert "868" not in alice.asks(word).text
    assert "Imports" in alice.asks("and imports?").text


def test_the_bot_answers_while_a_file_is_read(api: BotApi, boss: Person, alice: Person) -> None:
    rows = "\n".join(f"{1990 + n // 12:04}-{n % 12 + 1:02},exports,US,{n}" for n in range(400))
    with api.held("getFile"):
        boss.uploads(f"period,flow,partner,value\n{rows}\n".encode(), "large.csv")
        assert "large.csv" in boss.hears().text
        assert "$868.7 million" in alice.asks(QUESTION).text
        assert "$868.7 million" in boss.asks(QUESTION).text
    assert boss.hears().document[0].endswith(".xlsx")
