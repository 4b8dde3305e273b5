"""The bot as a process: what it listens to, how it starts and how it ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
)

from bot.assistant import Assistant
from bot.chat.admins import Admins
from bot.chat.announcing import Announcer
from bot.chat.asking import Asking
from bot.chat.drafts import Drafts
from bot.chat.faults import Faults
from bot.chat.handlers import handlers
from bot.chat.inbox import Arrivals, Lanes
from bot.chat.listening import Listener
from bot.chat.menu import Menus
from bot.chat.polling import Polling
from bot.chat.previews import Previews
from bot.chat.publishing import Publishing
from bot.chat.questions import Questions
from bot.chat.redaction import log_without
from bot.chat.sending import Patient, Speaker
from bot.chat.undoing import Undoing
from bot.chat.uploads import Uploads
from bot.database import open_store
from bot.model.errors import ConfigError
from bot.settings import Settings
from bot.store import Store
from bot.store.answers import Answers
from bot.store.inbox import Inbox
from bot.store.news import News
from bot.words import lexicon

_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")
_START_RETRIES: Final = 5
logger = logging.getLogger(__name__)


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
    inbox, news, bot = Inbox(store), News(store), settings.bot
    arrivals, speaker = Arrivals(inbox), Speaker(inbox)
    menus = Menus(store, settings.access.admins, bot.language)
    announcer = Announcer(store, news, lexicon(), speaker, bot.language)
    background: set[asyncio.Task[None]] = set()

    async def begin(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        await arrivals.put_unfinished(application.bot)
        announcer.go_on(application.bot)
        background.update(map(asyncio.create_task, (polling.watch(), menus.begin(application.bot))))
        for task in background:
            task.add_done_callback(_log_failure)

    async def end(_: Application[Any, Any, Any, Any, Any, Any]) -> None:
        announcer.stop()
        for task in background:
            task.cancel()

    application = (
        ApplicationBuilder()
        .application_class(_Interruptible)
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
    application.add_handlers(_handlers(settings, store, news, arrivals, speaker, menus, announcer))
    application.add_error_handler(Faults(speaker, settings.access.admins, settings.bot.language).handle)
    return application


class _Interruptible(Application[Any, Any, Any, Any, Any, Any]):
    """Ends without waiting for the files that are being read."""

    async def stop(self) -> None:
        assert isinstance(self.update_processor, Lanes)
        self.update_processor.interrupt()
        await super().stop()


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception():
        logger.error("a task in the background failed", exc_info=task.exception())


def _handlers(
    settings: Settings,
    store: Store,
    news: News,
    arrivals: Arrivals,
    speaker: Speaker,
    menus: Menus,
    announcer: Announcer,
) -> dict[int, Sequence[BaseHandler[Any, Any, Any]]]:
    """The handlers with what each of them needs."""
    bot, words = settings.bot, lexicon()

    def today() -> date:
        return datetime.now(bot.zone).date()

    assistant = Assistant(store, words, reporter=bot.reporter, default_language=bot.language, memory=store)
    questions = Questions(store, news, assistant, today, bot.language)
    listener, answers = Listener(arrivals, speaker, questions), Answers(store)
    admins = Admins(store, words, questions, listener, settings.access.admins, bot, menus)
    asking = Asking(listener, speaker, questions, admins, answers)
    undoing = Undoing(store, questions, admins, speaker)
    drafts = Drafts(store, words, bot.reporter, today)
    previews = Previews(words, questions, speaker, announcer)
    uploads = Uploads(drafts, words, questions, admins, listener, speaker, previews, answers)
    publishing = Publishing(drafts, questions, admins, speaker, announcer, previews, uploads.one_at_a_time)
    return handlers(listener, questions, asking, admins, undoing, uploads, publishing, announcer)
