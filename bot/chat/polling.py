"""Asking Telegram for updates, and noticing when that has ended for good.

One answer of 401 or 404 makes python-telegram-bot stop asking while the process lives on, deaf. Here it is told of a
network error instead, which it survives, and `ended` is called, so that the process can end and be started anew.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from telegram.error import NetworkError
from telegram.request import HTTPXRequest

_FATAL: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)
QUIET_SECONDS: Final = 180.0  # a poll takes 15 s, the longest pause between two 30 s
logger = logging.getLogger(__name__)


class Polling(HTTPXRequest):
    """The requests for updates. `over` says that there will be no more of them."""

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self.ended: Callable[[], None] = lambda: None
        self.over = False
        self._last = time.monotonic()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As HTTPXRequest does; NetworkError where the Bot API does not know the bot (any more)."""
        try:
            status, content = await super().do_request(*args, **kwargs)
        finally:
            self._last = time.monotonic()
        if status in _FATAL:
            self.end(f"the Bot API answered {status}: is the token right, and base_url?")
            raise NetworkError(f"polling ended: {status}")
        return status, content

    def end(self, why: str) -> None:
        """Gives polling up."""
        logger.critical("no more updates: %s", why)
        self.over = True
        self.ended()

    async def watch(self, quiet: float = QUIET_SECONDS) -> None:
        """Gives polling up when no request for updates has come to an end for `quiet` seconds."""
        while not self.over:
            await asyncio.sleep(quiet / 6)
            if time.monotonic() - self._last > quiet:
                self.end(f"none was asked for in {quiet:.0f} seconds")
