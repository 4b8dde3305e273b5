"""Polling that has ended for good is noticed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from telegram.error import NetworkError

from bot.chat.polling import Polling


async def polled(polling: Polling, status: int) -> int:
    """The status that a poll is answered with."""
    app = web.Application()
    app.router.add_route("*", "/", _answering(status))
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        await polling.initialize()
        return (await polling.do_request(f"http://127.0.0.1:{runner.addresses[0][1]}/", "POST"))[0]
    finally:
        await polling.shutdown()
        await runner.cleanup()


def _answering(status: int) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status)

    return answer


@pytest.mark.parametrize("status", [401, 404])
def test_an_answer_that_the_bot_is_not_known_ends_it(status: int) -> None:
    ends: list[int] = []
    polling = Polling()
    polling.ended = lambda: ends.append(status)
    with pytest.raises(NetworkError):
        asyncio.run(polled(polling, status))
    assert ends == [status]
    assert polling.over


@pytest.mark.parametrize("status", [200, 409, 429, 500, 502])
def test_any_other_answer_does_not(status: int) -> None:
    polling = Polling()
    assert asyncio.run(polled(polling, status)) == status
    assert not polling.over


def test_a_long_silence_ends_it() -> None:
    polling = Polling()
    asyncio.run(polling.watch(quiet=0.0))
    assert polling.over
