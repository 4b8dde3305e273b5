"""Work that the end of the process does not wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def apart(work: Callable[[], T]) -> T:
    """The result of work in a thread that is dropped where the process ends: for what reads and computes only."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def hand_over(settle: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(lambda: None if done.done() else settle())

    def run() -> None:
        try:
            result = work()
        except Exception as error:
            failure = error
            hand_over(lambda: done.set_exception(failure))
        else:
            hand_over(lambda: done.set_result(result))

    Thread(target=run, daemon=True).start()
    return await done
