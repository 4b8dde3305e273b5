"""The preview of an upload in the chat: the few lines with the buttons first, then the list of everything."""

from __future__ import annotations

import asyncio

from telegram import Bot

from bot.chat.announcing import Announcer
from bot.chat.drafts import Waiting
from bot.chat.questions import Questions
from bot.chat.said import Said
from bot.chat.sending import Speaker
from bot.chat.threads import apart
from bot.model.reply import Reply
from bot.reply import preview as wording
from bot.reply.voice import voice
from bot.words import Lexicon


class Previews:
    """Shows what publishing an upload would do."""

    def __init__(self, lexicon: Lexicon, questions: Questions, speaker: Speaker, announcer: Announcer) -> None:
        self._lexicon = lexicon
        self._questions = questions
        self._speaker = speaker
        self._announcer = announcer

    async def show(self, bot: Bot, said: Said, waiting: Waiting, in_place_of: int | None) -> None:
        """Puts the preview where a message of ours was; the list of a large upload takes a while and follows."""
        await self._speaker.change(bot, said, in_place_of, await self.worded(said, waiting))
        await self._hand_over(bot, said, waiting)

    async def show_anew(self, bot: Bot, said: Said, waiting: Waiting) -> None:
        """Another release came between the first preview and its button."""
        language = await self._questions.language_of(said)
        await self._speaker.say(bot, said, wording.anew(language, await self.worded(said, waiting)))
        await self._hand_over(bot, said, waiting)

    async def worded(self, said: Said, waiting: Waiting) -> Reply:
        """The preview without its list."""
        language = await self._questions.language_of(said)
        chats = len(await asyncio.to_thread(self._announcer.chats, said.chat))
        return await apart(lambda: wording.preview(self._lexicon, language, waiting.draft, waiting.number, chats))

    async def _hand_over(self, bot: Bot, said: Said, waiting: Waiting) -> None:
        speech = voice(self._lexicon, await self._questions.language_of(said))
        document = await apart(lambda: wording.full_list(speech, waiting.draft))
        if document is not None:
            await self._speaker.say(bot, said, Reply("", "", document=document))
