"""What happens when something goes wrong: a bug is logged under a number that the asker and the admins get."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Iterable
from pathlib import Path

from telegram import Bot, Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ContextTypes

from bot.chat.said import Said, said_in
from bot.chat.sending import Speaker
from bot.model.reply import Reply
from bot.reply import chat as wording

logger = logging.getLogger(__name__)


class Faults:
    """Tells admins of each place that fails once, so that a storm of errors does not bury them."""

    def __init__(self, speaker: Speaker, admins: Iterable[int], language: str) -> None:
        self._speaker = speaker
        self._admins = tuple(admins)
        self._language = language
        self._told: set[str] = set()

    async def handle(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The error handler of the application."""
        error = context.error
        if update is None and isinstance(error, TelegramError):  # PTB goes on asking
            logger.warning("Telegram could not be asked for updates: %s", error)
            return
        if isinstance(error, NetworkError | Forbidden | RetryAfter) and not isinstance(error, BadRequest):
            logger.warning("an answer did not arrive: %r", error)
            return
        number = secrets.token_hex(3).upper()
        logger.error("error %s", number, exc_info=error)
        said = said_in(update) if isinstance(update, Update) else None
        if said is not None:
            await self._tell(context.bot, said, wording.apology(said.telegram_language or self._language, number))
        place = _place(error)
        if place not in self._told:
            self._told.add(place)
            await self._tell_admins(context.bot, wording.failure(self._language, number, place))

    async def _tell_admins(self, bot: Bot, reply: Reply) -> None:
        for admin in self._admins:
            await self._tell(bot, Said(chat=admin, user=admin, text=""), reply)

    async def _tell(self, bot: Bot, said: Said, reply: Reply) -> None:
        try:
            await self._speaker.say(bot, said, reply)
        except TelegramError as error:
            logger.warning("%s was not told of the error: %r", said.chat, error)


def _place(error: Exception | None) -> str:
    """The kind of an error and the line that raised it."""
    frames = traceback.extract_tb(error.__traceback__) if error else None
    where = f" {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
