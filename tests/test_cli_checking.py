"""`check`, `run` without what it needs, and what every command says of a wrong configuration or a missing database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from cli_terminal import Terminal

from bot.cli import commands

TOKEN = "123456:ABC-def_789"
ON_A_DATABASE = [
    ["ask", "exports"], ["chat"], ["export", "x.csv"], ["backup", "y.db"], ["undo"], ["check"],
]  # fmt: skip


def test_the_commands_are_those_of_the_contract() -> None:
    assert set(commands.commands) == {"run", "chat", "ask", "import", "undo", "export", "backup", "check"}


@pytest.mark.parametrize("command", ON_A_DATABASE, ids=lambda command: command[0])
def test_a_named_database_that_is_not_there_is_said(terminal: Terminal, command: list[str]) -> None:
    done = terminal.run("--db", "nowhere.db", *command)
    assert done.status == 1
    assert done.err.startswith("trade-bot: ")
    assert "there is no database at nowhere.db" in done.err
    assert done.err.count("\n") == 1
    assert list(terminal.folder.glob("*.db")) == []


@pytest.mark.parametrize("command", [*ON_A_DATABASE, ["run"], ["import", "x.csv"]], ids=lambda command: command[0])
def test_a_wrong_configuration_is_refused_in_one_line(terminal: Terminal, command: list[str]) -> None:
    terminal.file("config.toml", ["[bot]", 'reporter = "Cambodia"'])
    done = terminal.run(*command)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("trade-bot: config.toml: [bot] reporter: ")
    assert done.err.count("\n") == 1


def test_a_named_configuration_is_read(terminal: Terminal) -> None:
    db = terminal.database()
    config = terminal.file("other.toml", ["[store]", f'path = "{db}"', "[bot]", 'language = "km"'])
    done = terminal.run("--config", config, "check")
    assert done.status == 0
    assert "language km" in done.out
    assert str(db) in done.out


def test_a_file_that_is_no_database_is_refused(terminal: Terminal) -> None:
    file = terminal.file("notes.db", ["not a database, but long enough to be one " * 50])
    done = terminal.run("--db", file, "ask", "exports")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("trade-bot: ")
    assert done.err.count("\n") == 1


def test_run_without_a_token_is_refused(terminal: Terminal) -> None:
    done = terminal.run("run")
    assert (done.status, done.out) == (1, "")
    assert "[telegram] token" in done.err


def test_check_says_a_line_for_each_check(terminal: Terminal) -> None:
    done = terminal.run("--db", terminal.database(), "check")
    assert (done.status, done.err) == (0, "")
    assert [line.partition(":")[0] for line in done.out.splitlines()] == ["configuration", "database"]
    assert "figures: 6, releases: 1" in done.out


def test_check_finds_a_damaged_database(terminal: Terminal) -> None:
    db = terminal.database()
    content = bytearray(db.read_bytes())
    content[8192:12288] = bytes(4096)
    db.write_bytes(content)
    done = terminal.run("--db", db, "check")
    assert done.status == 1
    assert done.err.startswith("trade-bot: database: ")


@contextmanager
def bot_api(status: int, answer: bytes) -> Iterator[str]:
    """The address of a server that answers every getMe of our bot like this."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.path == f"/bot{TOKEN}/getMe"
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/bot"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "answer", "ends", "said"),
    [
        (200, b'{"ok": true, "result": {"id": 1, "username": "trade_test_bot"}}', 0, "Bot API: ok, @trade_test_bot"),
        (401, b'{"ok": false}', 1, "the token is not known there"),
        (404, b'{"ok": false}', 1, "the token is not known there"),
        (502, b"", 1, "it answered 502"),
        (200, b"<html>", 1, "no answer"),
        (200, b"[]", 1, "no answer"),
    ],
)
def test_check_asks_the_bot_api_and_never_shows_the_token(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, status: int, answer: bytes, ends: int, said: str
) -> None:
    monkeypatch.setenv("TRADE_BOT_TELEGRAM__TOKEN", TOKEN)
    with bot_api(status, answer) as address:
        monkeypatch.setenv("TRADE_BOT_TELEGRAM__BASE_URL", address)
        done = terminal.run("--db", terminal.database(), "check")
    assert done.status == ends
    assert said in (done.err if ends else done.out)
    assert TOKEN not in done.out + done.err
    assert "token set" in done.out


def test_a_bot_api_that_is_not_there_is_said_without_the_token(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRADE_BOT_TELEGRAM__TOKEN", TOKEN)
    monkeypatch.setenv("TRADE_BOT_TELEGRAM__BASE_URL", "http://127.0.0.1:9/{token}/bot")
    done = terminal.run("--db", terminal.database(), "check")
    assert done.status == 1
    assert "no answer" in done.err
    assert TOKEN not in done.out + done.err


def test_python_m_bot_is_the_same_program() -> None:
    done = subprocess.run([sys.executable, "-m", "bot", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("trade-bot, version ")
