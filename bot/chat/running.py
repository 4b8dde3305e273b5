"""The bot as a process: what it listens to, how it starts and how it ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from telegram import Message
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.assistant import Assistant
from bot.chat.admins import Admins
from bot.chat.announcing import Announcer
from bot.chat.asking import Asking
from bot.chat.drafts import Drafts
from bot.chat.faults import Faults
from bot.chat.inbox import Arrivals, Lanes
from bot.chat.listening import Listener
from bot.chat.menu import set_menus
from bot.chat.polling import Polling
from bot.chat.questions import Questions
from bot.chat.redaction import log_without
from bot.chat.said import mentions_of_bot
from bot.chat.sending import Patient, Speaker
from bot.chat.uploads import Uploads
from bot.database import open_store
from bot.model.errors import ConfigError
from bot.settings import Settings
from bot.store import Store
from bot.store.answers import Answers
from bot.store.inbox import Inbox
from bot.words import lexicon

_UPDATES: Final = ("message", "edited_message", "callback_query")
_START_RETRIES: Final = 5
logger = logging.getLogger(__name__)


def handlers(
    listener: Listener, questions: Questions, asking: Asking, admins: Admins, uploads: Uploads
) -> dict[int, Sequence[BaseHandler[Any, Any, Any]]]:
    """All that the bot listens to; of each update the first of a group that fits."""
    new = filters.UpdateType.MESSAGE
    private = new & filters.ChatType.PRIVATE
    group = new & filters.ChatType.GROUPS
    file = filters.Document.ALL
    words = filters.TEXT | (filters.PHOTO & filters.CAPTION & ~filters.CaptionRegex("^/"))
    edited = filters.UpdateType.EDITED_MESSAGE
    answer, tap, only = listener.answer, listener.tap, admins.only
    answering: list[BaseHandler[Any, Any, Any]] = [
        CommandHandler(["start", "help"], answer(questions.help), new),
        CommandHandler("language", answer(questions.language), new),
        CommandHandler("upload", answer(only(uploads.upload)), new),
        CommandHandler("template", answer(only(admins.template)), new),
        CommandHandler("set", answer(only(uploads.set)), new),
        CommandHandler("status", answer(only(admins.status)), new),
        CommandHandler("export", answer(only(admins.export)), new),
        CommandHandler("backup", answer(only(admins.backup)), new),
        CommandHandler("history", answer(only(admins.history)), new),
        CommandHandler("undo", answer(only(admins.undo)), new),
        MessageHandler(private & file, uploads.received),
        MessageHandler(group & file & _WithUpload(), uploads.received),
        MessageHandler(private & filters.COMMAND, answer(questions.unknown_command)),
        MessageHandler(private & words, asking.asked),
        MessageHandler(private & filters.PHOTO, answer(uploads.picture)),
        MessageHandler(private & ~filters.StatusUpdate.ALL, answer(questions.not_words)),
        MessageHandler(group & words & ~filters.COMMAND & _Addressed(), asking.asked),
        MessageHandler(edited & words & ~filters.COMMAND, asking.edited),
        CallbackQueryHandler(tap(questions.language), pattern="^/language "),
        CallbackQueryHandler(tap(only(admins.undo)), pattern="^/undo "),
        CallbackQueryHandler(uploads.publish, pattern="^/publish "),
        CallbackQueryHandler(uploads.announce, pattern="^/announce "),
        CallbackQueryHandler(uploads.cancel, pattern="^/cancel "),
        CallbackQueryHandler(asking.tapped),
    ]
    return {0: answering, 1: [CommandHandler("start", admins.greeted, private)]}


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
    application.add_handlers(_handlers(settings, store, inbox, arrivals, speaker))
    application.add_error_handler(Faults(speaker, settings.access.admins, settings.bot.language).handle)
    return application


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception():
        logger.error("a task in the background failed", exc_info=task.exception())


def _handlers(
    settings: Settings, store: Store, inbox: Inbox, arrivals: Arrivals, speaker: Speaker
) -> dict[int, Sequence[BaseHandler[Any, Any, Any]]]:
    """The handlers with what each of them needs."""
    bot, words = settings.bot, lexicon()

    def today() -> date:
        return datetime.now(bot.zone).date()

    assistant = Assistant(store, words, reporter=bot.reporter, default_language=bot.language, memory=store)
    questions = Questions(store, assistant, today, bot.language)
    listener = Listener(arrivals, speaker, questions)
    admins = Admins(store, words, questions, settings.access.admins, bot)
    drafts = Drafts(store, words, bot.reporter, today)
    announcer = Announcer(store, inbox, words, speaker, bot.language)
    uploads = Uploads(drafts, words, questions, admins, listener, speaker, announcer)
    asking = Asking(listener, speaker, questions, Answers(store))
    return handlers(listener, questions, asking, admins, uploads)


class _WithUpload(filters.MessageFilter):
    """A file under the command /upload, and not another bot's."""

    def filter(self, message: Message) -> bool:
        command, _, bot = (message.caption or "").partition(" ")[0].partition("@")
        return command == "/upload" and bot.lower() in ("", message.get_bot().username.lower())


class _Addressed(filters.MessageFilter):
    """What is said to the bot in a group: a mention of it, or an answer to a message of its own."""

    def filter(self, message: Message) -> bool:
        answered = message.reply_to_message and message.reply_to_message.from_user
        return bool(answered and answered.id == message.get_bot().id) or bool(mentions_of_bot(message))
