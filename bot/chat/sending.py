"""Saying a Reply in a chat: in pieces that fit, with its buttons and its file, however the network is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import AIORateLimiter

from bot.chat.pieces import pieces
from bot.chat.said import Said
from bot.model.reply import Button, Document, Reply
from bot.store.inbox import Inbox

PAUSES: Final = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)  # seconds between tries
_NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_BROKEN: Final = (httpx.RemoteProtocolError, httpx.ReadError)
_MAX_DATA: Final = 64  # bytes that a button can carry
_KEPT: Final = "~"
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_Post = Callable[..., Coroutine[Any, Any, Any]]
logger = logging.getLogger(__name__)


class Patient(AIORateLimiter):
    """Tries again what was surely not done: refused by a server in trouble (5xx), or never handed over to it.

    Where the connection broke before the answer nobody knows: that is tried once more, as a message that comes twice
    is better than none. A server that only takes too long is left alone. 429 is waited out.
    """

    def __init__(self, pauses: Sequence[float] = PAUSES) -> None:
        super().__init__(max_retries=3)
        self._pauses = pauses

    async def process_request(
        self,
        callback: _Post,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        in_doubt = 0
        for pause in self._pauses:
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except NetworkError as error:
                in_doubt += isinstance(error.__cause__, _BROKEN)
                if in_doubt > 1 or not _may_be_repeated(error):
                    raise
                logger.warning("%s failed, again in %s s: %s", endpoint, pause, error)
                await asyncio.sleep(pause)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)


def _may_be_repeated(error: NetworkError) -> bool:
    """BadRequest would fail again; an error without a cause, or with an unreadable body as its cause, is a 5xx."""
    if isinstance(error, BadRequest):
        return False
    return error.__cause__ is None or isinstance(error.__cause__, (TelegramError, *_NOT_SENT, *_BROKEN))


class Speaker:
    """Says replies. What a button sends travels with it where it fits, else the inbox keeps it under a short name."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox

    async def say(self, bot: Bot, said: Said, reply: Reply) -> int | None:
        """Answers `said`, in as many messages as it takes; returns the last one, under which the buttons are."""
        return await self._go_on(bot, said, pieces(reply.html), reply)

    async def change(self, bot: Bot, said: Said, message: int | None, reply: Reply) -> None:
        """Puts a reply in the place of a message of ours; what does not fit goes on below, as does the file."""
        first, *rest = pieces(reply.html)
        markup = None if rest else await self._keyboard(reply.buttons)
        if message is None or not await _changed(bot, said.chat, message, first, markup):
            rest = [first, *rest]
        await self._go_on(bot, said, rest, reply)

    async def _go_on(self, bot: Bot, said: Said, texts: list[str], reply: Reply) -> int | None:
        message = None
        markup = await self._keyboard(reply.buttons) if texts else None
        for number, text in enumerate(texts, start=1):
            message = (await _text(bot, said, text, markup if number == len(texts) else None)).message_id
        if reply.document:
            await _document(bot, said, reply.document)
        return message

    async def _keyboard(self, buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
        """One button a row: most are questions, and must be readable on a phone."""
        if not buttons:
            return None
        data = await asyncio.to_thread(lambda: [self._data(button.sends) for button in buttons])
        return InlineKeyboardMarkup(
            [
                [InlineKeyboardButton(button.label, callback_data=text)]
                for button, text in zip(buttons, data, strict=True)
            ]
        )

    async def sent_by(self, data: str) -> str | None:
        """What a button with this data sends; None where it is not known any more."""
        return await asyncio.to_thread(self._inbox.kept, data[1:]) if data.startswith(_KEPT) else data

    def _data(self, text: str) -> str:
        fits = len(text.encode()) <= _MAX_DATA and not text.startswith(_KEPT)
        return text if fits else _KEPT + self._inbox.keep(text)


async def _changed(bot: Bot, chat: int, message: int, html: str, markup: InlineKeyboardMarkup | None) -> bool:
    """Whether a message says this now; False where somebody has deleted it."""
    try:
        await bot.edit_message_text(
            html,
            chat,
            message,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=markup,
        )
    except BadRequest as error:
        logger.info("a message was not changed: %s", error)
        return "not modified" in error.message
    return True


async def _text(bot: Bot, said: Said, html: str, markup: InlineKeyboardMarkup | None) -> Message:
    return await bot.send_message(
        said.chat,
        html,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        message_thread_id=said.topic,
        reply_parameters=_quoting(said),
        reply_markup=markup,
    )


async def _document(bot: Bot, said: Said, document: Document) -> None:
    await bot.send_document(
        said.chat,
        document.content,
        filename=document.name,
        message_thread_id=said.topic,
        reply_parameters=_quoting(said),
    )


def _quoting(said: Said) -> ReplyParameters | None:
    if said.quoting is None:
        return None
    return ReplyParameters(said.quoting, allow_sending_without_reply=True)
