"""From Telegram's updates to what was said, and from its reply back to the chat."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

from telegram import CallbackQuery, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.chat.inbox import Arrivals
from bot.chat.questions import Questions
from bot.chat.said import Said, said_in
from bot.chat.sending import Speaker
from bot.model.reply import Reply
from bot.reply import chat as wording

Respond = Callable[[Said], Awaitable[Reply]]
Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
logger = logging.getLogger(__name__)


class Listener:
    """Makes callbacks for python-telegram-bot out of what responds to a Said."""

    def __init__(self, arrivals: Arrivals, speaker: Speaker, questions: Questions) -> None:
        self._arrivals = arrivals
        self._speaker = speaker
        self._questions = questions

    def answer(self, respond: Respond) -> Callback:
        """For a message or a command."""

        async def callback(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            said = self.said(update)
            if said is not None:
                await self._speaker.say(context.bot, said, await respond(said))

        return callback

    def tap(self, respond: Respond) -> Callback:
        """For a tapped button: the spinner on it ends before the reply is worked out."""

        async def callback(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            said = await self.tapped(update)
            if said is not None:
                await self._speaker.say(context.bot, said, await respond(said))

        return callback

    def said(self, update: Update, data: str | None = None) -> Said | None:
        """What was said in an update."""
        said = said_in(update, data)
        return replace(said, again=update.update_id in self._arrivals.again) if said else None

    async def tapped(self, update: Update) -> Said | None:
        """What a tapped button sends, acknowledged; None (and said so) where it is not known any more."""
        query = update.callback_query
        text = await self._speaker.sent_by(query.data or "") if query else None
        said = self.said(update, text or "")
        if query is None or said is None:
            return None
        await acknowledge(query, None if text else wording.button_gone(await self._questions.language_of(said)))
        return said if text else None


async def acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """Ends the spinner on the button, with a word over the chat, if any; too late is no harm."""
    try:
        await query.answer(text, show_alert=text is not None)
    except BadRequest as error:
        logger.info("a tap was not acknowledged: %s", error)
