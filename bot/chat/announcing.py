"""Telling the chats that the bot knows of new figures."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot
from telegram.error import Forbidden, TelegramError

from bot import reply as words
from bot.chat.said import Said
from bot.chat.sending import Speaker
from bot.model.draft import Draft
from bot.model.figure import FLOWS
from bot.model.period import Month, Period
from bot.model.query import Query
from bot.model.reply import Button, Reply
from bot.reply import preview as wording
from bot.store import Store
from bot.store.inbox import Inbox
from bot.words import Lexicon

logger = logging.getLogger(__name__)


class Announcer:
    """language is the one of chats whose people chose none."""

    def __init__(self, store: Store, inbox: Inbox, lexicon: Lexicon, speaker: Speaker, language: str) -> None:
        self._store = store
        self._inbox = inbox
        self._lexicon = lexicon
        self._speaker = speaker
        self._language = language

    async def announce(self, bot: Bot, draft: Draft, but: int) -> int:
        """Tells every chat that has asked something, but the one; how many were told."""
        told = 0
        for chat in await asyncio.to_thread(self.chats, but):
            told += await self._tell(bot, chat, draft)
        return told

    def chats(self, but: int) -> list[int]:
        """The chats that would be told."""
        return [chat for chat in self._inbox.chats() if chat != but]

    async def _tell(self, bot: Bot, chat: int, draft: Draft) -> bool:
        reply = await asyncio.to_thread(self._worded, chat, draft)
        try:
            await self._speaker.say(bot, Said(chat=chat, user=chat, text=""), reply)
        except Forbidden:
            await asyncio.to_thread(self._inbox.forget_chat, chat)
            return False
        except TelegramError as error:
            logger.warning("chat %s did not hear of the new figures: %r", chat, error)
            return False
        return True

    def _worded(self, chat: int, draft: Draft) -> Reply:
        language = self._store.language(str(chat)) or self._language
        months = draft.changes[["start", "end"]]
        span = Period(Month.parse(months["start"].min()), Month.parse(months["end"].max()))
        query = Query(kind="overview", flows=FLOWS, periods=(Period.of_month(span.end),))
        question = words.ask_again(query, self._lexicon, language)
        return wording.announcement(self._lexicon, language, span, Button(question, question))
