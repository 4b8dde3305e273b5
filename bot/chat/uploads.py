"""New figures through the chat: a file (or one figure) is read and shown."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import replace
from typing import Final

from telegram import Bot, Document, Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.chat.admins import Admins
from bot.chat.drafts import Drafts, Waiting
from bot.chat.fetching import fetched
from bot.chat.listening import Listener
from bot.chat.previews import Previews
from bot.chat.questions import Questions
from bot.chat.said import Said
from bot.chat.sending import Speaker
from bot.chat.setting import one_figure
from bot.chat.threads import apart
from bot.model.draft import Draft
from bot.model.reply import Reply
from bot.reply import preview as wording
from bot.reply import publishing as outcomes
from bot.store.answers import Answered, Answers
from bot.words import Lexicon

MAX_RECEIVED: Final = 20 * 1024 * 1024  # bytes of a file that Telegram hands over to a bot
AWAITED_SECONDS: Final = 600.0  # how long the file after /upload is waited for, in a group
_OF_TABLES: Final = frozenset({"layout", "unit_taken"})  # what is said of files only
TOLD_SECONDS: Final = 3.0  # between two words on how far it is
logger = logging.getLogger(__name__)


class Uploads:
    """Callbacks for files; responses for what may be a figure otherwise."""

    def __init__(
        self, drafts: Drafts, lexicon: Lexicon, questions: Questions, admins: Admins, listener: Listener,
        speaker: Speaker, previews: Previews, answers: Answers,
    ) -> None:  # fmt: skip
        self._drafts = drafts
        self._lexicon = lexicon
        self._questions = questions
        self._admins = admins
        self._listener = listener
        self._speaker = speaker
        self._previews = previews
        self._answers = answers
        self._awaited: dict[str, float] = {}  # conversation -> until when
        self.one_at_a_time = asyncio.Lock()  # a large file takes much memory

    async def upload(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/upload without a file: it is the one that the command replies to, or comes next."""
        said, message = self._listener.said(update), update.message
        if said is None or message is None:
            return
        answered = message.reply_to_message
        if answered is not None and answered.document is not None:
            await self._receive(context.bot, said, answered.document)
            return
        if self._admins.are(said):
            self._awaited[said.conversation] = time.monotonic() + AWAITED_SECONDS
            reply = wording.how_to_upload(await self._questions.language_of(said))
        else:
            reply = await self._admins.refuse(said, said.text)
        await self._speaker.say(context.bot, said, reply)

    async def picture(self, said: Said) -> Reply:
        """A picture: an admin may have meant it as figures."""
        if self._admins.are(said):
            return wording.not_a_file(await self._questions.language_of(said))
        return await self._questions.not_words(said)

    async def set(self, said: Said) -> Reply:
        """/set: the preview of one figure."""
        language = await self._questions.language_of(said)
        content = one_figure(said.rest, self._lexicon)
        if content is None:
            return wording.how_to_set(language)
        draft = await asyncio.to_thread(lambda: self._drafts.compare(self._drafts.read(content, "/set", "")))
        if draft.problems:
            return outcomes.not_set(self._lexicon, language, draft.problems)
        draft = replace(draft, remarks=tuple(remark for remark in draft.remarks if remark.code not in _OF_TABLES))
        return await self._previews.worded(said, await self._keep(said, draft, content, ""))

    async def received(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A file that was sent to the bot."""
        said, message = self._listener.said(update), update.message
        if said is not None and message is not None and message.document is not None:
            await self._receive(context.bot, said, message.document)

    async def overheard(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A file in a group: the one that an admin has announced by /upload, or none of ours."""
        said = self._listener.said(update)
        if said is not None and self._awaited.get(said.conversation, 0.0) > time.monotonic():
            await self.received(update, context)

    async def _receive(self, bot: Bot, said: Said, file: Document) -> None:
        """One message tells how far it is, and becomes the preview."""
        name = file.file_name or "file"
        if not self._admins.are(said):
            await self._speaker.say(bot, said, await self._admins.refuse(said, f"{said.text} {name}".strip()))
            return
        self._awaited.pop(said.conversation, None)
        language = await self._questions.language_of(said)
        if (file.file_size or 0) > MAX_RECEIVED:
            await self._speaker.say(bot, said, wording.too_large(language, name))
            return
        told = await self._begin(bot, said, wording.progress(language, name, "loading"))
        try:
            content = await fetched(file)
        except TelegramError as error:
            logger.warning("%s cannot be had: %s", name, error)
            await self._speaker.change(bot, said, told, _not_fetched(language, name, error))
            return
        async with self.one_at_a_time:
            waiting = await self._read(bot, said, language, name, content, told)
        await self._previews.show(bot, said, waiting, told)

    async def _begin(self, bot: Bot, said: Said, reply: Reply) -> int | None:
        """The message that tells how far it is: that of an earlier process, where it did not come to its end."""
        if said.again and said.message:
            kept = await asyncio.to_thread(self._answers.to, said.chat, said.message)
            if kept is not None:
                return kept.answer
        told = await self._speaker.say(bot, said, reply)
        if told is not None:
            await asyncio.to_thread(self._answers.keep, Answered(said.chat, told, said.message))
        return told

    async def _read(
        self, bot: Bot, said: Said, language: str, name: str, content: bytes, told: int | None
    ) -> Waiting:  # fmt: skip
        """Reads a file; what is said meanwhile replaces `told`."""
        caption, part = _caption(said), 0.0

        def note(done: float) -> None:
            nonlocal part
            part = done

        reading = asyncio.create_task(
            apart(lambda: self._drafts.compare(self._drafts.read(content, name, caption, note)))
        )
        try:
            await self._tell(bot, said, told, wording.progress(language, name, "reading", part))
            while not (await asyncio.wait({reading}, timeout=TOLD_SECONDS))[0]:
                reply = wording.progress(language, name, "reading" if part < 1 else "checking", part)
                await self._tell(bot, said, told, reply)
            return await self._keep(said, await reading, content, caption)
        finally:
            reading.cancel()

    async def _tell(self, bot: Bot, said: Said, told: int | None, reply: Reply) -> None:
        """Says how far it is, where that can be said: the file is what matters."""
        with suppress(TelegramError):
            await self._speaker.change(bot, said, told, reply)

    async def _keep(self, said: Said, draft: Draft, content: bytes, caption: str) -> Waiting:
        return await asyncio.to_thread(self._drafts.keep, said, draft, content, caption)


def _not_fetched(language: str, name: str, error: TelegramError) -> Reply:
    too_large = isinstance(error, BadRequest) and "too big" in error.message
    return wording.too_large(language, name) if too_large else outcomes.not_fetched(language, name)


def _caption(said: Said) -> str:
    return said.rest if said.text.startswith("/upload") else said.text
