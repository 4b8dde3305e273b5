"""Updates on their way to the handlers: kept before Telegram forgets them, once each, in order in a conversation."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable
from typing import Final
from weakref import WeakValueDictionary

from telegram import Bot, Update
from telegram.ext import BaseUpdateProcessor

from bot.chat.said import said_in
from bot.store.inbox import Inbox

_AT_ONCE: Final = 10_000  # those that wait for their turn count too: one who floods the bot must not block others
logger = logging.getLogger(__name__)


class Arrivals(asyncio.Queue[object]):
    """The queue that the updater fills. It asks Telegram for more only when `put` has returned."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox
        self.again: set[int] = set()  # the numbers of updates that an earlier process had begun with

    async def put(self, item: object) -> None:
        """Keeps an update in the store, then queues it; one that was received before is left out."""
        if isinstance(item, Update) and not await asyncio.to_thread(self._is_new, item):
            logger.info("update %s came again", item.update_id)
            return
        await super().put(item)

    def _is_new(self, update: Update) -> bool:
        try:
            return self._inbox.receive(update.update_id, update.to_json())
        except Exception:  # an error here would end polling; an answer that a crash may lose is better than none
            logger.exception("update %s could not be kept", update.update_id)
            return True

    async def put_unfinished(self, bot: Bot) -> None:
        """Queues what the process before this one did not come to answer."""
        for content in await asyncio.to_thread(self._inbox.unfinished):
            update = Update.de_json(json.loads(content), bot)
            logger.warning("update %s was not finished, again", update.update_id)
            self.again.add(update.update_id)
            await super().put(update)


class Lanes(BaseUpdateProcessor):
    """Handles updates side by side, those of one conversation one after another; a file has a lane of its own.

    Files can be interrupted: those that are being read are read again by the next process.
    """

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(_AT_ONCE)
        self._inbox = inbox
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._files: set[asyncio.Task[None]] = set()

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    def interrupt(self) -> None:
        """Gives up the files that are being read, for now."""
        for task in self._files:
            task.cancel()

    async def do_process_update(self, update: object, coroutine: Awaitable[None]) -> None:
        lock = self._locks.setdefault(_lane(update), asyncio.Lock())
        async with lock:
            if isinstance(update, Update) and _brings_file(update):
                await self._interruptibly(update, coroutine)
            else:
                await coroutine
        if isinstance(update, Update):
            await asyncio.to_thread(self._inbox.finish, update.update_id)

    async def _interruptibly(self, update: Update, coroutine: Awaitable[None]) -> None:
        task = asyncio.ensure_future(coroutine)
        self._files.add(task)
        try:
            await task
        except asyncio.CancelledError:
            await asyncio.to_thread(self._inbox.put_off, update.update_id)
            raise
        finally:
            self._files.discard(task)


def _lane(update: object) -> str:
    if not isinstance(update, Update):
        return ""
    said = said_in(update)
    if said is None:
        return f"update {update.update_id}"
    return f"{said.conversation} file" if _brings_file(update) else said.conversation


def _brings_file(update: Update) -> bool:
    """A file, or a command that replies to one."""
    message = update.message
    answered = message.reply_to_message if message else None
    return bool(message and (message.document or (answered and answered.document)))
