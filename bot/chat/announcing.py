"""Telling the chats that the bot knows of new figures, chat by chat, on from where an earlier process ended."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot, ChatMember, Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot import reply as words
from bot.chat.said import Said
from bot.chat.sending import Speaker
from bot.model.figure import FLOWS
from bot.model.period import Period
from bot.model.query import Query
from bot.model.reply import Button, Reply
from bot.reply import preview as wording
from bot.reply import publishing as told
from bot.store import Store
from bot.store.news import Announcement, News
from bot.words import Lexicon

logger = logging.getLogger(__name__)


class Announcer:
    """language is the one of chats whose people chose none and asked nothing."""

    def __init__(self, store: Store, news: News, lexicon: Lexicon, speaker: Speaker, language: str) -> None:
        self._store = store
        self._news = news
        self._lexicon = lexicon
        self._speaker = speaker
        self._language = language
        self._tasks: set[asyncio.Task[None]] = set()
        self._one_at_a_time = asyncio.Lock()

    def chats(self, but: int) -> list[int]:
        """The chats that would be told."""
        return self._news.chats(but)

    def go_on(self, bot: Bot) -> None:
        """Tells the chats that are still to be told, in the background."""
        task = asyncio.create_task(self._tell_all(bot))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def stop(self) -> None:
        """The process ends: the next one goes on."""
        for task in self._tasks:
            task.cancel()

    async def left(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot was blocked, or sent away from a group."""
        change = update.my_chat_member
        if change is not None and change.new_chat_member.status in (ChatMember.LEFT, ChatMember.BANNED):
            await asyncio.to_thread(self._news.forget, change.chat.id)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            logger.error("announcing failed", exc_info=task.exception())

    async def _tell_all(self, bot: Bot) -> None:
        async with self._one_at_a_time:
            for news in await asyncio.to_thread(self._news.under_way):
                while (chat := await asyncio.to_thread(self._news.next_chat, news)) is not None:
                    heard = await self._tell(bot, chat, news)
                    await asyncio.to_thread(self._news.told, news, chat, heard)
                await self._report(bot, news)
                await asyncio.to_thread(self._news.finish, news)

    async def _tell(self, bot: Bot, chat: int, news: Announcement) -> bool:
        reply = await asyncio.to_thread(self._worded, chat, news.period)
        try:
            await self._speaker.say(bot, Said(chat=chat, user=chat, text=""), reply)
        except Forbidden:
            await asyncio.to_thread(self._news.forget, chat)
            return False
        except TelegramError as error:
            logger.warning("chat %s did not hear of the new figures: %r", chat, error)
            return False
        return True

    async def _report(self, bot: Bot, news: Announcement) -> None:
        said = Said(news.chat, news.user, "", news.topic, news.language)
        heard = await asyncio.to_thread(self._news.heard, news)
        chosen = await asyncio.to_thread(self._store.language, str(news.user))
        language = chosen or said.telegram_language or self._language
        try:
            await self._speaker.say(bot, said, told.announced(language, news.release, heard))
        except TelegramError as error:
            logger.warning("chat %s did not hear how many were told: %r", news.chat, error)

    def _worded(self, chat: int, period: Period) -> Reply:
        language = self._store.language(str(chat)) or self._news.language(chat) or self._language
        query = Query(kind="overview", flows=FLOWS, periods=(Period.of_month(period.end),))
        question = words.ask_again(query, self._lexicon, language)
        return wording.announcement(self._lexicon, language, period, Button(question, question))
