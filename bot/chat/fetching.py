"""A file out of Telegram, however the network is."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from telegram import Document
from telegram.error import BadRequest, TelegramError

PAUSES: Final = (1.0, 3.0, 9.0)  # seconds between tries
logger = logging.getLogger(__name__)


async def fetched(file: Document) -> bytes:
    """The bytes of a file. Raises TelegramError where it cannot be had, BadRequest where Telegram refuses it."""
    for pause in PAUSES:
        try:
            return await _once(file)
        except BadRequest:
            raise
        except TelegramError as error:
            logger.warning("%s was not fetched, again in %s s: %s", file.file_name, pause, error)
            await asyncio.sleep(pause)
    return await _once(file)


async def _once(file: Document) -> bytes:
    return bytes(await (await file.get_file()).download_as_bytearray())
