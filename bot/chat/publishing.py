"""The buttons under the preview of an upload: published once, or dropped, by admins only."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telegram import Bot, CallbackQuery, Message, Update
from telegram.ext import ContextTypes

from bot.chat.admins import Admins
from bot.chat.announcing import Announcer
from bot.chat.drafts import Drafts, Outcome
from bot.chat.listening import acknowledge
from bot.chat.previews import Previews
from bot.chat.questions import Questions
from bot.chat.said import Said
from bot.chat.sending import Speaker
from bot.reply import preview as wording
from bot.reply import publishing as told

_Decide = Callable[[Bot, Said, CallbackQuery], Awaitable[None]]


class Publishing:
    """Callbacks for the buttons. one_at_a_time is held while an upload is read."""

    def __init__(
        self, drafts: Drafts, questions: Questions, admins: Admins, speaker: Speaker, announcer: Announcer,
        previews: Previews, one_at_a_time: asyncio.Lock,
    ) -> None:  # fmt: skip
        self._drafts = drafts
        self._questions = questions
        self._admins = admins
        self._speaker = speaker
        self._announcer = announcer
        self._previews = previews
        self._one_at_a_time = one_at_a_time
        self._under_way: set[int] = set()

    async def publish(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button Publish."""
        await self._tapped(update, context.bot, self._publish)

    async def announce(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button Publish and announce."""
        await self._tapped(update, context.bot, self._publish_and_announce)

    async def cancel(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button Cancel."""
        await self._tapped(update, context.bot, self._cancel)

    async def _tapped(self, update: Update, bot: Bot, decide: _Decide) -> None:
        """Does it once; a further tap only hears, over the chat, what became of the upload."""
        said, query = await self._admins.tapping(update), update.callback_query
        if said is None or query is None:
            return
        number = _number(said)
        over = await self._over(said, number)
        await acknowledge(query, over)
        if over is None:
            self._under_way.add(number)
            try:
                await decide(bot, said, query)
            finally:
                self._under_way.discard(number)

    async def _over(self, said: Said, number: int) -> str | None:
        """Why there is nothing to decide on any more. A tap that the process did not come to answer is answered."""
        language = await self._questions.language_of(said)
        if number in self._under_way:
            return told.being_published(language)
        standing = await asyncio.to_thread(self._drafts.standing, number)
        if standing.kind == "waiting" or (said.again and standing.kind == "published"):
            return None
        return told.settled(language, standing.kind, standing.number)

    async def _publish(self, bot: Bot, said: Said, query: CallbackQuery, announce: bool = False) -> None:
        async with self._one_at_a_time:
            outcome = await asyncio.to_thread(self._drafts.publish, said, _number(said), announce)
        await self._settle(bot, said, query, outcome)
        if outcome.release:
            release = self._admins.locally(outcome.release)
            await self._speaker.say(bot, said, wording.published(await self._questions.language_of(said), release))
        if outcome.kind == "published":
            self._announcer.go_on(bot)
        if outcome.waiting:
            await self._previews.show_anew(bot, said, outcome.waiting)

    async def _publish_and_announce(self, bot: Bot, said: Said, query: CallbackQuery) -> None:
        await self._publish(bot, said, query, announce=True)

    async def _cancel(self, bot: Bot, said: Said, query: CallbackQuery) -> None:
        await self._settle(bot, said, query, await asyncio.to_thread(self._drafts.cancel, _number(said)))

    async def _settle(self, bot: Bot, said: Said, query: CallbackQuery, outcome: Outcome) -> None:
        """The preview says what became of it, and loses its buttons."""
        if isinstance(query.message, Message):  # not one of long ago
            text = told.settled(await self._questions.language_of(said), outcome.kind, outcome.number)
            reply = told.with_verdict(query.message.text_html or "", text)
            await self._speaker.change(bot, said, query.message.message_id, reply)


def _number(said: Said) -> int:
    """The number that a button names; 0, which no upload has, where it names none."""
    return int(said.rest) if said.rest.isdecimal() else 0
