"""Questions, and what anybody may ask of the bot: each method takes what was said and gives the reply."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

from bot.assistant import Assistant
from bot.chat.said import Said
from bot.model.reply import Reply
from bot.reply import chat as wording
from bot.reply.tongue import LANGUAGES
from bot.store import Store
from bot.store.news import News

_KEPT: Final = 300  # characters of a question that was not understood


class Questions:
    """today gives the present day where the reporter is; language is the one of a person that says nothing else."""

    def __init__(
        self, store: Store, news: News, assistant: Assistant, today: Callable[[], date], language: str
    ) -> None:  # fmt: skip
        self._store = store
        self._news = news
        self._assistant = assistant
        self._today = today
        self._language = language

    async def ask(self, said: Said, before: str | None) -> Reply:
        """The answer to a question that goes on from the query `before`, if any."""
        return await asyncio.to_thread(self._answer, said, before)

    def last(self, said: Said) -> str | None:
        """The last query of the conversation."""
        return self._store.recall(said.conversation)

    async def help(self, said: Said) -> Reply:
        """/start and /help."""
        await asyncio.to_thread(self._news.met, said.chat, said.telegram_language)
        return await asyncio.to_thread(self.alone, "help", await self.language_of(said))

    def alone(self, question: str, language: str) -> Reply:
        """The answer to a question outside of any conversation. Takes a while: not for the event loop."""
        return self._assistant.ask(question, conversation=None, today=self._today(), language=language)

    async def language(self, said: Said) -> Reply:
        """/language alone offers the languages; with one of them (or auto) it is kept."""
        wanted = said.rest.lower()
        if wanted not in (*LANGUAGES, wording.AUTOMATIC):
            return wording.choose_language(await self.language_of(said))
        chosen = None if wanted == wording.AUTOMATIC else wanted
        await asyncio.to_thread(self._store.set_language, str(said.user), chosen)
        return wording.language_chosen(await self.language_of(said), chosen)

    async def unknown_command(self, said: Said) -> Reply:
        return wording.no_such_command(await self.language_of(said), said.text.split()[0])

    async def not_words(self, said: Said) -> Reply:
        """A picture, a voice message, a sticker."""
        return wording.only_words(await self.language_of(said))

    async def language_of(self, said: Said) -> str:
        """The language for what is no answer to a question: chosen, else that of the person's Telegram."""
        chosen = await asyncio.to_thread(self._store.language, str(said.user))
        return chosen or said.telegram_language or self._language

    def language_asked(self, said: Said) -> str:
        """The language for the answer to a question: chosen, else that of the question."""
        return self._store.language(str(said.user)) or self._assistant.language_of(said.text)

    def _answer(self, said: Said, before: str | None) -> Reply:
        chosen = self._store.language(str(said.user))
        reply = self._assistant.ask(
            said.text, conversation=said.conversation, before=before or "", today=self._today(), language=chosen
        )
        self._count(said, reply, chosen)
        if any(map(str.isalpha, said.text)):
            self._news.asked(said.chat, self._assistant.language_of(said.text))
        return reply

    def _count(self, said: Said, reply: Reply, chosen: str | None) -> None:
        """For /status; the words of a question are kept only where it was not understood."""
        status = str((reply.data or {}).get("status"))
        self._store.asked(
            datetime.now(UTC),
            "private" if said.private else "group",
            chosen or said.telegram_language or self._language,
            status,
            said.text[:_KEPT] if status == "not_understood" else None,
        )
