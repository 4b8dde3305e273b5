"""What a person sent, whatever way: a message, a command, a tapped button, a file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import Message, MessageEntity, Update

from bot.reply.tongue import LANGUAGES


@dataclass(frozen=True, slots=True)
class Said:
    """chat and user are Telegram's numbers; topic is the forum topic, where there are any.

    text      the message, or what the tapped button sends; the bot's own name is taken out
    language  the language of the person's Telegram, such as `zh-hans`
    quoting   the message to answer to by quoting it; None in private chats, where it is plain
    message   the message in which it was said; None where a button was tapped
    replied   the message that it is a reply to
    name      how the person is called in Telegram
    again     the process ended while it was being answered; what must not be done twice is not done now
    """

    chat: int
    user: int
    text: str
    topic: int | None = None
    language: str | None = None
    quoting: int | None = None
    message: int | None = None
    replied: int | None = None
    name: str = ""
    again: bool = False

    @property
    def conversation(self) -> str:
        """One person in one chat (and topic): two people in a group do not take up each other's questions."""
        return f"{self.chat}:{self.topic or ''}:{self.user}"

    @property
    def telegram_language(self) -> str | None:
        """The language of the person's Telegram, where it is one of ours."""
        language = (self.language or "").partition("-")[0]
        return language if language in LANGUAGES else None

    @property
    def private(self) -> bool:
        return self.chat == self.user

    @property
    def rest(self) -> str:
        """The text after its first word: what a command was given."""
        return "".join(self.text.split(maxsplit=1)[1:])


def said_in(update: Update, data: str | None = None) -> Said | None:
    """What was said in an update; data is what a tapped button sends. None where nobody said anything."""
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    if user is None or chat is None:
        return None
    said = Said(chat=chat.id, user=user.id, text=data or "", language=user.language_code, name=user.full_name)
    return said if not isinstance(message, Message) else _with_message(said, message, data)


def _with_message(said: Said, message: Message, data: str | None) -> Said:
    said = replace(said, topic=message.message_thread_id if message.is_topic_message else None)
    if data is not None:
        return said
    answered = message.reply_to_message
    return replace(
        said,
        text=words_of(message),
        quoting=None if said.private else message.message_id,
        message=message.message_id,
        replied=answered.message_id if answered else None,
    )


def words_of(message: Message) -> str:
    """The text of a message without the mentions of the bot, which are not part of a question."""
    text = message.text or message.caption or ""
    for name in set(mentions_of_bot(message)):
        text = text.replace(name, "")
    return text.strip()


def mentions_of_bot(message: Message) -> list[str]:
    """The places in a message where the bot is mentioned, as written."""
    found = message.parse_entities([MessageEntity.MENTION]) | message.parse_caption_entities([MessageEntity.MENTION])
    return [text for text in found.values() if text.lower() == f"@{message.get_bot().username}".lower()]
