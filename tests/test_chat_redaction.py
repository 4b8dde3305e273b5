"""The token is in no line of the log, wherever it came from."""

from __future__ import annotations

import logging
import sys

from bot.chat.redaction import Redacted

TOKEN = "4242:AAHs-secret"


def formatted(record: logging.LogRecord) -> str:
    return Redacted(TOKEN).format(record)


def test_the_secret_half_is_taken_out_of_messages_and_their_arguments() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "POST %s/getMe", (f"https://a.b/bot{TOKEN}",), None)
    assert "AAHs" not in formatted(record)
    assert "https://a.b/bot4242:[secret]/getMe" in formatted(record)


def test_it_is_taken_out_of_tracebacks() -> None:
    try:
        raise ValueError(f"The token `{TOKEN}` was rejected")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), sys.exc_info())
    assert "Traceback" in formatted(record)
    assert "AAHs" not in formatted(record)
