"""New figures through the chat: a file (or one figure) is read, shown, and published when an admin taps."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Final

from telegram import Bot, CallbackQuery, Document, Message, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.chat.admins import Admins
from bot.chat.announcing import Announcer
from bot.chat.drafts import Drafts, Outcome, Waiting
from bot.chat.listening import Listener, acknowledge
from bot.chat.questions import Questions
from bot.chat.said import Said
from bot.chat.sending import Speaker
from bot.chat.setting import one_figure
from bot.model.draft import Draft
from bot.model.reply import Reply
from bot.reply import preview as wording
from bot.words import Lexicon

MAX_RECEIVED: Final = 20 * 1024 * 1024  # bytes of a file that Telegram hands over to a bot
logger = logging.getLogger(__name__)


class Uploads:
    """Callbacks for files and for the buttons of their previews; responses for the commands."""

    def __init__(
        self, drafts: Drafts, lexicon: Lexicon, questions: Questions, admins: Admins, listener: Listener,
        speaker: Speaker, announcer: Announcer,
    ) -> None:  # fmt: skip
        self._drafts = drafts
        self._lexicon = lexicon
        self._questions = questions
        self._admins = admins
        self._listener = listener
        self._speaker = speaker
        self._announcer = announcer
        self._one_at_a_time = asyncio.Lock()  # a large file takes much memory

    async def upload(self, said: Said) -> Reply:
        """/upload without a file: how to send one."""
        return wording.how_to_upload(await self._questions.language_of(said))

    async def picture(self, said: Said) -> Reply:
        """A picture: an admin may have meant it as figures."""
        if self._admins.are(said):
            return wording.not_a_file(await self._questions.language_of(said))
        return await self._questions.not_words(said)

    async def set(self, said: Said) -> Reply:
        """/set: the preview of one figure."""
        language = await self._questions.language_of(said)
        content = one_figure(said.rest)
        if content is None:
            return wording.how_to_set(language)
        draft = await self._draft(content, "/set", "")
        reply = await self._preview(said, language, await self._keep(said, draft, content, ""))
        return replace(reply, document=None)

    async def received(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A file: one message tells how far it is, and becomes the preview."""
        said = self._listener.said(update)
        file = update.message.document if update.message else None
        if said is None or file is None:
            return
        name = file.file_name or "file"
        if not self._admins.are(said):
            await self._speaker.say(context.bot, said, await self._admins.refuse(said, f"{said.text} {name}".strip()))
            return
        language = await self._questions.language_of(said)
        if (file.file_size or 0) > MAX_RECEIVED:
            await self._speaker.say(context.bot, said, wording.too_large(language, name))
            return
        told = await self._speaker.say(context.bot, said, wording.progress(language, name, "loading"))
        async with self._one_at_a_time:
            reply = await self._read(context.bot, said, language, file, told)
        await self._speaker.change(context.bot, said, told, reply)

    async def publish(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button Publish."""
        await self._tapped(update, context.bot, announce=False)

    async def announce(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button Publish and announce."""
        await self._tapped(update, context.bot, announce=True)

    async def cancel(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button Cancel."""
        said = await self._tapped_by_admin(update)
        if said is None:
            return
        language = await self._questions.language_of(said)
        file = await asyncio.to_thread(self._drafts.cancel, _number(said))
        await self._without_buttons(update.callback_query)
        reply = wording.cancelled(language, file) if file else wording.gone(language)
        await self._speaker.say(context.bot, said, reply)

    async def _read(self, bot: Bot, said: Said, language: str, file: Document, told: int | None) -> Reply:
        """The preview of a file; what is said meanwhile replaces `told`."""
        name, caption = file.file_name or "file", _caption(said)
        try:
            content = bytes(await (await file.get_file()).download_as_bytearray())
        except BadRequest as error:
            logger.warning("%s cannot be had: %s", name, error)
            return wording.too_large(language, name)
        await self._speaker.change(bot, said, told, wording.progress(language, name, "reading"))
        draft = await self._draft(content, name, caption)
        return await self._preview(said, language, await self._keep(said, draft, content, caption))

    async def _draft(self, content: bytes, name: str, caption: str) -> Draft:
        draft = await asyncio.to_thread(self._drafts.read, content, name, caption)
        return await asyncio.to_thread(self._drafts.compare, draft)

    async def _keep(self, said: Said, draft: Draft, content: bytes, caption: str) -> Waiting:
        return await asyncio.to_thread(self._drafts.keep, said, draft, content, caption)

    async def _preview(self, said: Said, language: str, waiting: Waiting) -> Reply:
        chats = len(await asyncio.to_thread(self._announcer.chats, said.chat))
        return await asyncio.to_thread(wording.preview, self._lexicon, language, waiting.draft, waiting.number, chats)

    async def _tapped_by_admin(self, update: Update) -> Said | None:
        """What a button sends; a stranger who taps it hears so over the chat, which may be a group's."""
        said, query = self._listener.said(update), update.callback_query
        if said is not None and query is not None and not self._admins.are(said):
            await acknowledge(query, (await self._admins.refuse(said, query.data or "")).text)
            return None
        return await self._listener.tapped(update)

    async def _tapped(self, update: Update, bot: Bot, announce: bool) -> None:
        said = await self._tapped_by_admin(update)
        if said is None:
            return
        async with self._one_at_a_time:
            outcome = await asyncio.to_thread(self._drafts.publish, said, _number(said))
        await self._without_buttons(update.callback_query)
        heard = None
        if announce and outcome.kind == "published" and outcome.draft:
            heard = await self._announcer.announce(bot, outcome.draft, said.chat)
        await self._speaker.say(bot, said, await self._told(said, outcome, heard))

    async def _told(self, said: Said, outcome: Outcome, heard: int | None) -> Reply:
        language = await self._questions.language_of(said)
        if outcome.release:
            return wording.published(language, self._admins.locally(outcome.release), heard)
        if outcome.waiting:
            return wording.anew(language, await self._preview(said, language, outcome.waiting))
        return wording.nothing_new(language) if outcome.kind == "nothing_new" else wording.gone(language)

    async def _without_buttons(self, query: CallbackQuery | None) -> None:
        """Takes the buttons off a preview that was decided on; where they are gone already it is no matter."""
        try:
            if query is not None and isinstance(query.message, Message):  # not one of long ago
                await query.edit_message_reply_markup(None)
        except BadRequest as error:
            logger.info("the buttons of a preview are left: %s", error)


def _number(said: Said) -> int:
    """The number that a button names; 0, which no upload has, where it names none."""
    return int(said.rest) if said.rest.isdecimal() else 0


def _caption(said: Said) -> str:
    return said.rest if said.text.startswith("/upload") else said.text
