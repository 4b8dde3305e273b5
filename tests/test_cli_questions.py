"""`ask` and `chat`: answers on standard output, reasons on standard error, exit status 0, 1 or 2."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_terminal import Terminal
from rich.console import Console

from bot.cli.terminal import chosen, show, styled
from bot.model.reply import Button, Reply

TODAY = ("--today", "2025-02-16")


def ready(terminal: Terminal) -> tuple[str, ...]:
    return ("--db", str(terminal.database()))


def test_ask_prints_the_answer_and_nothing_else(terminal: Terminal) -> None:
    done = terminal.run(*ready(terminal), "ask", "exports to US January", *TODAY)
    assert (done.status, done.err) == (0, "")
    assert "$900 million" in done.out


def test_words_need_no_quotes(terminal: Terminal) -> None:
    db = ready(terminal)
    one = terminal.run(*db, "ask", "exports to US January", *TODAY)
    assert terminal.run(*db, "ask", "exports", "to", "US", "January", *TODAY) == one


def test_ask_as_json_is_one_object_on_one_line(terminal: Terminal) -> None:
    (answer,) = terminal.run(*ready(terminal), "ask", "exports to US January", "--json", *TODAY).objects
    assert answer["status"] == "answered"
    assert answer["question"] == "exports to US January"
    assert answer["headline"] == {"measure": "value", "value": 900e6, "unit": "USD"}
    assert "id" not in answer


def test_every_reply_is_a_success_whatever_its_status(terminal: Terminal) -> None:
    db = ready(terminal)
    for question in ("", "price of rice", "exports to Wakanda", "exports to US in 2031", "🙂", "a" * 10_000):
        done = terminal.run(*db, "ask", "--", question)
        assert (done.status, done.err) == (0, "")
        assert done.out.strip()


def test_bytes_that_are_no_text_do_no_harm(terminal: Terminal) -> None:
    (answer,) = terminal.run(*ready(terminal), "ask", "--json", "exports to \udcff\ud800").objects
    assert answer["question"] == "exports to ??"


def test_explain_shows_each_word_the_query_and_the_rows(terminal: Terminal) -> None:
    done = terminal.run(*ready(terminal), "ask", "--explain", "exports to US January", *TODAY)
    assert done.status == 0
    lines = [line.split(maxsplit=1) for line in done.out.splitlines()]
    assert [first for first, _ in lines[:4]] == ["exports", "to", "US", "January"]
    assert ["partners", "('US',)"] in lines
    assert any(first == "row" and "900,000,000" in rest for first, rest in lines)


def test_the_language_of_the_answer_can_be_chosen(terminal: Terminal) -> None:
    done = terminal.run(*ready(terminal), "ask", "exports to US January", "--lang", "zh", *TODAY)
    assert "美国" in done.out


def test_today_is_by_default_the_real_one(terminal: Terminal) -> None:
    """The latest January there is: the figures end before today, whenever this runs."""
    (answer,) = terminal.run(*ready(terminal), "ask", "exports to US January", "--json").objects
    assert answer["query"]["periods"] == [{"start": "2025-01", "end": "2025-01"}]


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["nonsense"], ["chat", "hello"], ["ask"], ["ask", "--nonsense"], ["ask", "exports", "--batch", "x"],
        ["ask", "hi", "--explain", "--json"], ["ask", "hi", "--lang", "fr"], ["ask", "hi", "--today", "16.2.2025"],
        ["ask", "hi", "--today", "2025-02-30"], ["import"], ["export"], ["backup"],
    ],
)  # fmt: skip
def test_wrong_usage_is_2(terminal: Terminal, arguments: list[str]) -> None:
    done = terminal.run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "Usage: trade-bot" in done.err


BATCH = [
    {"id": "b", "question": "exports to US January", "conversation": "one"},
    {"id": "a", "question": "exports to Japan January"},
    {"id": "c", "question": "and imports?", "conversation": "one"},
    {"id": "d", "question": "and imports?"},
    {"id": "e", "question": "exports to US January", "today": "2024-03-01"},
    {"id": "f", "question": "and imports?", "conversation": "two"},
]


def written(terminal: Terminal, *lines: object) -> Path:
    return terminal.file("batch.jsonl", [line if isinstance(line, str) else json.dumps(line) for line in lines])


def test_a_batch_is_answered_line_by_line_in_order(terminal: Terminal) -> None:
    done = terminal.run(*ready(terminal), "ask", "--batch", written(terminal, *BATCH), "--json", *TODAY)
    assert (done.status, done.err) == (0, "")
    assert [answer["id"] for answer in done.objects] == ["b", "a", "c", "d", "e", "f"]


def test_lines_of_one_conversation_are_one_chat_and_others_stand_alone(terminal: Terminal) -> None:
    done = terminal.run(*ready(terminal), "ask", "--batch", written(terminal, *BATCH), "--json", *TODAY)
    answers = {answer["id"]: answer for answer in done.objects}
    assert answers["c"]["query"]["partners"] == ["US"]
    assert answers["c"]["headline"]["value"] == 30e6
    for alone in "df":
        assert answers[alone]["query"] is None or answers[alone]["query"]["partners"] == ["WLD"]


def test_a_line_may_have_a_today_of_its_own(terminal: Terminal) -> None:
    done = terminal.run(*ready(terminal), "ask", "--batch", written(terminal, *BATCH), "--json", *TODAY)
    assert done.objects[4]["headline"]["value"] == 600e6


def test_a_conversation_ends_with_its_batch(terminal: Terminal) -> None:
    db = ready(terminal)
    terminal.run(*db, "ask", "--batch", written(terminal, BATCH[0]), *TODAY)
    (answer,) = terminal.run(*db, "ask", "--batch", written(terminal, BATCH[2]), *TODAY).objects
    assert not answer["query"] or answer["query"]["partners"] == ["WLD"]


def test_a_batch_may_come_by_standard_input_with_a_mark_and_blank_lines(terminal: Terminal) -> None:
    stdin = "\ufeff" + json.dumps(BATCH[0]) + "\r\n\r\n" + json.dumps(BATCH[1])
    done = terminal.run(*ready(terminal), "ask", "--batch", "-", "--json", *TODAY, stdin=stdin)
    assert [answer["id"] for answer in done.objects] == ["b", "a"]
    assert done.status == 0


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("exports", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"question": "x"}', '"id" has to be a text'),
        ('{"id": "x"}', '"question" has to be a text'),
        ('{"id": "x", "question": 5}', '"question" has to be a text'),
        ('{"id": "x", "question": "x", "conversation": 5}', '"conversation" has to be a text'),
        ('{"id": "x", "question": "x", "today": "soon"}', '"today" has to be YYYY-MM-DD'),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_answered(
    terminal: Terminal, line: str, reason: str
) -> None:
    file = written(terminal, BATCH[0], line, BATCH[1])
    done = terminal.run(*ready(terminal), "ask", "--batch", file, "--json", *TODAY)
    assert done.status == 1
    assert [answer["id"] for answer in done.objects] == ["b", "a"]
    assert done.err.startswith(f"trade-bot: {file}: line 2: {reason}")
    assert done.err.count("\n") == 1


def test_a_batch_that_is_not_there_is_said(terminal: Terminal) -> None:
    done = terminal.run(*ready(terminal), "ask", "--batch", "nowhere.jsonl")
    assert (done.status, done.out, done.err) == (1, "", "trade-bot: nowhere.jsonl: No such file or directory\n")


def process(db: tuple[str, ...], *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *db, *arguments],
        env=os.environ | environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_an_answer_comes_before_the_next_line_is_there(terminal: Terminal) -> None:
    with process(ready(terminal), "ask", "--batch", "-", "--json", *TODAY) as running:
        assert running.stdin
        assert running.stdout
        for asked in BATCH[:2]:
            running.stdin.write(json.dumps(asked).encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == asked["id"]
        running.stdin.close()
        assert running.wait() == 0


def test_output_is_utf_8_in_any_surroundings(terminal: Terminal) -> None:
    db = ready(terminal)
    for surroundings in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}):
        with process(db, "ask", "exports to US January", "--lang", "km", *TODAY, **surroundings) as running:
            out, err = running.communicate()
        assert err == b""
        assert "អាមេរិក" in out.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error_to_talk_of(terminal: Terminal) -> None:
    with process(ready(terminal), "ask", "--batch", "-", "--json", *TODAY) as running:
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        running.stdin.write(json.dumps(BATCH[0]).encode() + b"\n")
        running.stdin.close()
        assert running.stderr.read() == b""
        assert running.wait() == 1


def test_help_does_not_wait_for_the_libraries(terminal: Terminal) -> None:
    code = (
        "import sys, bot.cli\ntry: bot.cli.main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'pandas', 'numpy', 'telegram', 'sqlite_utils', 'pydantic', 'babel'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "[]"


def test_chat_through_a_pipe_is_plain_and_keeps_the_thread(terminal: Terminal) -> None:
    done = terminal.run(*ready(terminal), "chat", *TODAY, stdin="exports to US January\nand imports?\n")
    assert (done.status, done.err) == (0, "")
    assert "$900 million" in done.out
    assert "$30 million" in done.out
    assert "\x1b" not in done.out


def test_exit_ends_a_chat(terminal: Terminal) -> None:
    assert terminal.run(*ready(terminal), "chat", stdin="Exit\nexports to US January\n").out == ""


def test_a_number_sends_the_button_that_was_offered() -> None:
    offered = [Button("Imports", "imports from US"), Button("A year", "exports to US 2024")]
    assert [chosen(line, offered) for line in (" 2 ", "1", "3", "0", "2024", "²")] == [
        "exports to US 2024", "imports from US", None, None, None, None,
    ]  # fmt: skip


def test_the_question_of_a_button_stands_alone_in_a_chat(terminal: Terminal) -> None:
    asked = "exports to US by month January 2025\n"
    offered = terminal.run(*ready(terminal), "chat", *TODAY, stdin=asked).out
    number = next(line.split()[0] for line in offered.splitlines() if " Exports, imports, trade" in line)
    done = terminal.run(*ready(terminal), "chat", *TODAY, stdin=f"{asked}{number}\n")
    assert "\nExports, imports, trade and balance with the United States, January 2025\n" in done.out


def test_a_terminal_shows_bold_and_italic_and_a_pipe_the_plain_text() -> None:
    reply = Reply("Exports & more\n$9", '<i>Exports &amp; more</i>\n<b>$9</b> <a href="https://x.test">x</a>')
    assert styled(reply.html).plain == "Exports & more\n$9 x"
    for at_a_terminal in (True, False):
        console = Console(force_terminal=at_a_terminal, color_system="standard")
        with console.capture() as shown:
            show(console, reply)
        assert ("\x1b[1m$9\x1b[0m" in shown.get()) == at_a_terminal


def test_chat_at_a_terminal_has_a_prompt_a_history_and_ends_with_ctrl_d(terminal: Terminal) -> None:
    db = ready(terminal)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", *db, "chat", *TODAY]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm"}
    ) as it:
        os.close(theirs)
        assert "›" in said(ours, "›")
        os.write(ours, b"exports to US January\r")
        assert "$900 million" in said(ours, "$900 million")
        said(ours, "›")
        os.write(ours, b"\x04")
        assert it.wait(timeout=30) == 0
    os.close(ours)
    assert "+exports to US January" in (terminal.folder / "data" / "trade-bot" / "history").read_text()


def said(terminal: int, awaited: str, seconds: float = 30) -> str:
    """What the terminal shows until it shows `awaited`. Answers the question where the cursor is, as terminals do."""
    found = ""
    end = time.monotonic() + seconds
    while awaited not in found and time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            part = os.read(terminal, 4096)
            found += part.decode("utf-8", "replace")
            if b"\x1b[6n" in part:
                os.write(terminal, b"\x1b[1;1R")
    return found
