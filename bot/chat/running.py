"""The bot as a process: what it listens to, how it starts and how it ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import date, datetime
from typing import Any, Final

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.assistant import Assistant
from bot.chat.faults import Faults
from bot.chat.inbox import Arrivals, Lanes
from bot.chat.menu import set_menus
from bot.chat.polling import Polling
from bot.chat.questions import Questions
from bot.chat.redaction import log_without
from bot.chat.said import Said, mentions_of_bot, said_in
from bot.chat.sending import Patient, Speaker
from bot.database import open_store
from bot.model.errors import ConfigError
from bot.model.reply import Reply
from bot.reply import chat as wording
from bot.settings import Settings
from bot.store import Store
from bot.store.inbox import Inbox
from bot.words import lexicon

_UPDATES: Final = ("message", "callback_query")
_START_RETRIES: Final = 5
_Respond = Callable[[Said], Awaitable[Reply]]
_Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
logger = logging.getLogger(__name__)


def handlers(questions: Questions, speaker: Speaker) -> list[BaseHandler[Any, Any, Any]]:
    """All that the bot listens to; of each update the first that fits answers."""
    new = filters.UpdateType.MESSAGE
    private = new & filters.ChatType.PRIVATE
    group = new & filters.ChatType.GROUPS

    def answer(respond: _Respond) -> _Callback:
        return _answering(respond, speaker)

    def tap(respond: _Respond) -> _Callback:
        return _tapping(respond, questions, speaker)

    return [
        CommandHandler(["start", "help"], answer(questions.help), new),
        CommandHandler("language", answer(questions.language), new),
        MessageHandler(private & filters.COMMAND, answer(questions.unknown_command)),
        MessageHandler(private & filters.TEXT, answer(questions.ask)),
        MessageHandler(private & ~filters.StatusUpdate.ALL, answer(questions.not_words)),
        MessageHandler(group & filters.TEXT & ~filters.COMMAND & _Addressed(), answer(questions.ask)),
        CallbackQueryHandler(tap(questions.language), pattern="^/language "),
        CallbackQueryHandler(tap(questions.tapped)),
    ]


def run(settings: Settings) -> int:
    """Answers in Telegram until it is asked to end (0), or Telegram does not know the bot any more (1).

    ConfigError where there is no token.
    """
    if settings.telegram.token is None:
        raise ConfigError("[telegram] token is missing; give the token that BotFather gave")
    log_without(settings.telegram.token.get_secret_value())
    with open_store(settings, create=True) as store:
        polling = Polling()
        application = _application(settings, store, polling)
        polling.ended = application.stop_running
        try:
            application.run_polling(allowed_updates=_UPDATES, bootstrap_retries=_START_RETRIES)
        except InvalidToken:
            logger.critical("the Bot API does not know this token: check [telegram] token and base_url")
            return 1
        except TelegramError as error:
            logger.critical("the Bot API cannot be reached: %s", error)
            return 1
        return 1 if polling.over else 0


def _application(settings: Settings, store: Store, polling: Polling) -> Application[Any, Any, Any, Any, Any, Any]:
    assert settings.telegram.token is not None
    inbox = Inbox(store)
    arrivals, speaker = Arrivals(inbox), Speaker(inbox)
    background: set[asyncio.Task[None]] = set()

    async def begin(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        await arrivals.put_unfinished(application.bot)
        menus = set_menus(application.bot, settings.bot.language, settings.access.admins)
        background.update(map(asyncio.create_task, (polling.watch(), menus)))
        for task in background:
            task.add_done_callback(_log_failure)

    async def end(_: Application[Any, Any, Any, Any, Any, Any]) -> None:
        for task in background:
            task.cancel()

    application = (
        ApplicationBuilder()
        .token(settings.telegram.token.get_secret_value())
        .base_url(settings.telegram.base_url)
        .base_file_url(settings.telegram.base_file_url)
        .get_updates_request(polling)
        .rate_limiter(Patient())
        .update_queue(arrivals)
        .concurrent_updates(Lanes(inbox))
        .read_timeout(20)
        .write_timeout(20)
        .connect_timeout(10)
        .pool_timeout(10)
        .post_init(begin)
        .post_stop(end)
        .build()
    )
    application.add_handlers(handlers(_questions(settings, store), speaker))
    application.add_error_handler(Faults(speaker, settings.access.admins, settings.bot.language).handle)
    return application


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception():
        logger.error("a task in the background failed", exc_info=task.exception())


def _questions(settings: Settings, store: Store) -> Questions:
    def today() -> date:
        return datetime.now(settings.bot.zone).date()

    assistant = Assistant(store, lexicon(), reporter=settings.bot.reporter, default_language=settings.bot.language)
    return Questions(store, assistant, today, settings.bot.language)


class _Addressed(filters.MessageFilter):
    """What is said to the bot in a group: a mention of it, or an answer to a message of its own."""

    def filter(self, message: Message) -> bool:
        answered = message.reply_to_message and message.reply_to_message.from_user
        return bool(answered and answered.id == message.get_bot().id) or bool(mentions_of_bot(message))


def _answering(respond: _Respond, speaker: Speaker) -> _Callback:
    async def callback(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        said = said_in(update)
        if said is not None:
            await speaker.say(context.bot, said, await respond(said))

    return callback


def _tapping(respond: _Respond, questions: Questions, speaker: Speaker) -> _Callback:
    async def callback(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        text = await speaker.sent_by(query.data or "") if query else None
        said = said_in(update, text or "")
        if query is None or said is None:
            return
        if not text:
            await _acknowledge(query, wording.button_gone(await questions.language_of(said)))
            return
        await _acknowledge(query)
        await speaker.say(context.bot, said, await respond(said))

    return callback


async def _acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """Ends the spinner on the button; too late is no harm."""
    try:
        await query.answer(text)
    except BadRequest as error:
        logger.info("a tap was not acknowledged: %s", error)
