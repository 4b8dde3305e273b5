"""What is tried again and what is not, when a message cannot be sent."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut

from bot.chat.sending import Patient


def caused(error: NetworkError, cause: Exception | None) -> NetworkError:
    error.__cause__ = cause
    return error


def tries(error: Exception) -> int:
    """How often a call is made that fails with this error the first time."""
    made = 0

    async def call(*_: object) -> bool:
        nonlocal made
        made += 1
        if made == 1:
            raise error
        return True

    async def through_limiter() -> None:
        await Patient(pauses=(0.0,)).process_request(call, (), {}, "sendMessage", {"chat_id": 1}, None)

    try:
        asyncio.run(through_limiter())
    except NetworkError:
        assert made == 1
    return made


@pytest.mark.parametrize(
    "error",
    [
        NetworkError("Bad Gateway"),
        caused(NetworkError("no JSON"), TelegramError("Invalid server response")),
        caused(NetworkError("refused"), httpx.ConnectError("refused")),
        caused(TimedOut(), httpx.ConnectTimeout("no connection")),
        caused(TimedOut(), httpx.PoolTimeout("no free connection")),
    ],
)
def test_what_was_surely_not_done_is_tried_again(error: NetworkError) -> None:
    assert tries(error) == 2


@pytest.mark.parametrize(
    "error",
    [
        caused(TimedOut(), httpx.ReadTimeout("no answer")),
        BadRequest("can't parse entities"),
    ],
)
def test_what_takes_too_long_or_will_fail_again_is_not(error: NetworkError) -> None:
    assert tries(error) == 1


@pytest.mark.parametrize("cause", [httpx.ReadError("cut off"), httpx.RemoteProtocolError("cut off")])
def test_what_was_cut_off_before_the_answer_is_tried_once_more_and_no_more(cause: httpx.HTTPError) -> None:
    made = 0

    async def call(*_: object) -> bool:
        nonlocal made
        made += 1
        raise caused(NetworkError("cut off"), cause)

    with pytest.raises(NetworkError):
        asyncio.run(Patient(pauses=(0.0,) * 5).process_request(call, (), {}, "sendMessage", {}, None))
    assert made == 2


def test_it_gives_up_in_the_end() -> None:
    async def call(*_: object) -> bool:
        raise NetworkError("Bad Gateway")

    with pytest.raises(NetworkError):
        asyncio.run(Patient(pauses=(0.0, 0.0)).process_request(call, (), {}, "sendMessage", {}, None))
