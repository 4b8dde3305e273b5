"""All that the bot listens to: of commands, messages and taps, in this order, the first that fits an update."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from telegram import Message
from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from bot.chat.admins import Admins
from bot.chat.announcing import Announcer
from bot.chat.asking import Asking
from bot.chat.listening import Listener
from bot.chat.publishing import Publishing
from bot.chat.questions import Questions
from bot.chat.said import mentions_of_bot
from bot.chat.undoing import Undoing
from bot.chat.uploads import Uploads

Handlers = Sequence[BaseHandler[Any, Any, Any]]
_NEW: Final = filters.UpdateType.MESSAGE
_PRIVATE: Final = _NEW & filters.ChatType.PRIVATE
_GROUP: Final = _NEW & filters.ChatType.GROUPS
_FILE: Final = filters.Document.ALL
_WORDS: Final = filters.TEXT | (filters.PHOTO & filters.CAPTION & ~filters.CaptionRegex("^/"))


def handlers(
    listener: Listener, questions: Questions, asking: Asking, admins: Admins, undoing: Undoing, uploads: Uploads,
    publishing: Publishing, announcer: Announcer,
) -> dict[int, Handlers]:  # fmt: skip
    """By group: one handler of each group takes an update."""
    answering = [
        *_commands(listener, questions, admins, undoing, uploads),
        *_messages(listener, questions, asking, uploads),
        *_taps(listener, questions, asking, undoing, publishing),
        ChatMemberHandler(announcer.left, ChatMemberHandler.MY_CHAT_MEMBER),
    ]
    return {0: answering, 1: [MessageHandler(_PRIVATE, admins.greeted)]}


def _commands(
    listener: Listener, questions: Questions, admins: Admins, undoing: Undoing, uploads: Uploads
) -> Handlers:  # fmt: skip
    answer, only = listener.answer, admins.only
    return [
        CommandHandler(["start", "help"], answer(questions.help), _NEW),
        CommandHandler("language", answer(questions.language), _NEW),
        CommandHandler("upload", uploads.upload, _NEW),
        CommandHandler("template", answer(only(admins.template)), _NEW),
        CommandHandler("set", answer(only(uploads.set)), _NEW),
        CommandHandler("status", answer(only(admins.status)), _NEW),
        CommandHandler("export", answer(only(admins.export)), _NEW),
        CommandHandler("backup", answer(only(admins.backup)), _NEW),
        CommandHandler("history", answer(only(admins.history)), _NEW),
        CommandHandler("undo", answer(only(undoing.undo)), _NEW),
    ]


def _messages(listener: Listener, questions: Questions, asking: Asking, uploads: Uploads) -> Handlers:
    answer, edited = listener.answer, filters.UpdateType.EDITED_MESSAGE
    return [
        MessageHandler(_PRIVATE & _FILE, uploads.received),
        MessageHandler(_GROUP & _FILE & (_WithUpload() | _Addressed()), uploads.received),
        MessageHandler(_GROUP & _FILE, uploads.overheard),
        MessageHandler(_PRIVATE & filters.COMMAND, answer(questions.unknown_command)),
        MessageHandler(_PRIVATE & _WORDS, asking.asked),
        MessageHandler(_PRIVATE & filters.PHOTO, answer(uploads.picture)),
        MessageHandler(_PRIVATE & ~filters.StatusUpdate.ALL, answer(questions.not_words)),
        MessageHandler(_GROUP & _WORDS & ~filters.COMMAND & _Addressed(), asking.asked),
        MessageHandler(edited & _WORDS & ~filters.COMMAND, asking.edited),
    ]


def _taps(
    listener: Listener, questions: Questions, asking: Asking, undoing: Undoing, publishing: Publishing
) -> Handlers:  # fmt: skip
    return [
        CallbackQueryHandler(listener.tap(questions.language), pattern="^/language "),
        CallbackQueryHandler(undoing.asked, pattern="^/undo "),
        CallbackQueryHandler(undoing.confirmed, pattern="^/takeback "),
        CallbackQueryHandler(undoing.left, pattern="^/leave$"),
        CallbackQueryHandler(publishing.publish, pattern="^/publish "),
        CallbackQueryHandler(publishing.announce, pattern="^/announce "),
        CallbackQueryHandler(publishing.cancel, pattern="^/cancel "),
        CallbackQueryHandler(asking.tapped),
    ]


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
