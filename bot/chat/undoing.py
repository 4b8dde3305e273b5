"""Taking a release back: shown first, and done when it is confirmed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from telegram import Bot, CallbackQuery, Message, Update
from telegram.ext import ContextTypes

from bot.chat.admins import Admins
from bot.chat.listening import acknowledge
from bot.chat.questions import Questions
from bot.chat.said import Said
from bot.chat.sending import Speaker
from bot.model.errors import NoSuchRelease, UndoRefused
from bot.model.figure import Release, TakenBack
from bot.model.reply import Reply
from bot.reply import admin as wording
from bot.store import Store


class Undoing:
    """The response to /undo, and callbacks for the buttons."""

    def __init__(self, store: Store, questions: Questions, admins: Admins, speaker: Speaker) -> None:
        self._store = store
        self._questions = questions
        self._admins = admins
        self._speaker = speaker

    async def undo(self, said: Said) -> Reply:
        """/undo asks whether to take the last release back, /undo 7 that one."""
        language = await self._questions.language_of(said)
        if said.rest and not said.rest.isdecimal():
            return wording.undo_needs_number(language, said.rest)
        found = await self._tried(language, lambda: self._store.to_undo(int(said.rest) if said.rest else None))
        return wording.confirm_undo(language, self._admins.locally(found)) if isinstance(found, Release) else found

    async def asked(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button under a release."""
        said, query = await self._admins.tapping(update), update.callback_query
        if said is not None and query is not None:
            await acknowledge(query)
            await self._speaker.say(context.bot, said, await self.undo(said))

    async def confirmed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button of the question."""
        said, query = await self._admins.tapping(update), update.callback_query
        if said is None or query is None:
            return
        language = await self._questions.language_of(said)
        number, by = int(said.rest or 0), f"{said.name} ({said.user})"
        done = await self._tried(language, lambda: self._store.undo(number, by, datetime.now(UTC)))
        await acknowledge(query)
        reply = wording.undone(language, done) if isinstance(done, Release) else done
        await self._replace(context.bot, said, query, reply)

    async def left(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The other button of the question."""
        said, query = await self._admins.tapping(update), update.callback_query
        if said is not None and query is not None:
            await acknowledge(query)
            reply = wording.left_standing(await self._questions.language_of(said))
            await self._replace(context.bot, said, query, reply)

    async def _replace(self, bot: Bot, said: Said, query: CallbackQuery, reply: Reply) -> None:
        """The question becomes what came of it."""
        asked = query.message.message_id if isinstance(query.message, Message) else None
        await self._speaker.change(bot, said, asked, reply)

    async def _tried(self, language: str, undo: Callable[[], Release]) -> Release | Reply:
        """The release, or why it cannot be taken back."""
        try:
            return await asyncio.to_thread(undo)
        except UndoRefused as error:
            return wording.undo_refused(language, error.number, error.blocking)
        except NoSuchRelease as error:
            before = {back.release.number: back for back in await asyncio.to_thread(self._store.taken_back)}
            back = before.get(error.number or 0)
            if back is None:
                return wording.no_such_release(language, error.number)
            return wording.undone_before(language, TakenBack(back.release, self._admins.local(back.at), back.by))
