"""Questions in a chat: answered, and each answer kept, so that a reply goes on from it and an edit changes it."""

from __future__ import annotations

import asyncio

from telegram import Bot, Update
from telegram.ext import ContextTypes

from bot.chat.admins import Admins
from bot.chat.listening import Listener
from bot.chat.questions import Questions
from bot.chat.said import Said
from bot.chat.sending import Speaker
from bot.model.reply import Reply
from bot.reply import chat as wording
from bot.store.answers import Answered, Answers


class Asking:
    """Callbacks for all that is a question."""

    def __init__(
        self, listener: Listener, speaker: Speaker, questions: Questions, admins: Admins, answers: Answers
    ) -> None:  # fmt: skip
        self._admins = admins
        self._listener = listener
        self._speaker = speaker
        self._questions = questions
        self._answers = answers

    async def asked(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message: it goes on from the answer that it replies to, else from the last one of the conversation."""
        said = self._listener.said(update)
        if said is not None:
            before = await asyncio.to_thread(self._before, said)
            reply = await self._admins.with_history(said, await self._questions.ask(said, before))
            await self._answer(context.bot, said, before, reply)

    async def tapped(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button: its question stands alone, and above the answer, as it leaves no message of its own."""
        said = await self._listener.tapped(update)
        if said is not None:
            reply = await self._questions.ask(said, None)
            await self._answer(context.bot, said, None, wording.stating(said.text, reply))

    async def edited(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A question that was changed: its answer is changed too, as long as it is known."""
        said = self._listener.said(update)
        kept = await asyncio.to_thread(self._answers.to, said.chat, said.message) if said and said.message else None
        if said is not None and kept is not None:
            reply = await self._questions.ask(said, kept.before)
            await self._speaker.change(context.bot, said, kept.answer, reply)
            await self._keep(said, kept.answer, kept.before)

    def _before(self, said: Said) -> str | None:
        kept = self._answers.of(said.chat, said.replied) if said.replied else None
        return (kept and kept.query) or self._questions.last(said)

    async def _answer(self, bot: Bot, said: Said, before: str | None, reply: Reply) -> None:
        message = await self._speaker.say(bot, said, reply)
        if message is not None:
            await self._keep(said, message, before)

    async def _keep(self, said: Said, answer: int, before: str | None) -> None:
        def keep() -> None:
            self._answers.keep(Answered(said.chat, answer, said.message, self._questions.last(said), before))

        await asyncio.to_thread(keep)
