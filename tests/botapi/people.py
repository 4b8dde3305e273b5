"""The people in the chats, and what they hear from the bot."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from botapi.state import Chat, Json

if TYPE_CHECKING:
    from botapi.server import BotApi

_COMMAND = re.compile(r"(?<!\S)/[a-z0-9_]+(@\w+)?")
_MENTION = re.compile(r"(?<!\S)@\w+")


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of the bot, as it was when it was looked at."""

    api: BotApi
    chat: Chat
    content: Json
    html: str

    @property
    def id(self) -> int:
        return int(self.content["message_id"])

    @property
    def text(self) -> str:
        """What a person reads."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def buttons(self) -> dict[str, str]:
        """The labels and what each sends."""
        rows = self.content.get("reply_markup", {}).get("inline_keyboard", [])
        return {button["text"]: button["callback_data"] for row in rows for button in row}

    @property
    def document(self) -> tuple[str, bytes]:
        """Name and content of the file."""
        document = self.content["document"]
        return document["file_name"], self.api.state.files[document["file_id"]]

    def now(self) -> Heard:
        """The same message as it is now."""
        return Heard(self.api, self.chat, self.chat.messages[self.id], self.chat.raw[self.id])

    def becomes(self, words: str) -> Heard:
        """The same message once it was changed into one with these words."""
        self.api.wait(lambda: words in self.now().text, f"{self.text!r} to become {words!r}")
        return self.now()


@dataclass(slots=True)
class Person:
    """Somebody with a private chat with the bot. hears() reads on, message by message."""

    api: BotApi
    id: int
    name: str
    language: str
    read: dict[int, int] = field(default_factory=dict)

    def says(
        self, text: str, group: Group | None = None, reply_to: Heard | None = None, topic: int | None = None
    ) -> int:
        """Sends a message; returns the number of its update."""
        message = self._message(group, {"text": text, "entities": _entities(text)})
        if reply_to:
            message["reply_to_message"] = reply_to.content
        if topic:
            message |= {"message_thread_id": topic, "is_topic_message": True}
        return self.api.add_update("message", message)

    def edits(self, text: str, group: Group | None = None) -> int:
        """Changes the last message that was sent before."""
        chat = self._chat(group)
        last = max(number for number, message in chat.messages.items() if message["from"]["id"] == self.id)
        message = chat.messages[last] | {"text": text, "entities": _entities(text), "edit_date": int(time.time())}
        chat.messages[last] = message
        return self.api.add_update("edited_message", message)

    def uploads(
        self, content: bytes, name: str, caption: str = "", size: int | None = None, group: Group | None = None,
        reply_to: Heard | None = None,
    ) -> int:  # fmt: skip
        """Sends a file; size is what Telegram says its size is."""
        file_id = f"file{next(self.api.state.ids)}"
        self.api.state.files[file_id] = content
        file = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": size or len(content)}
        with_caption = {"caption": caption, "caption_entities": _entities(caption)} if caption else {}
        answered = {"reply_to_message": reply_to.content} if reply_to else {}
        return self.api.add_update("message", self._message(group, {"document": file} | with_caption | answered))

    def replies_to_own(self, text: str, group: Group | None = None) -> int:
        """Sends a message in reply to the last one of the same person."""
        chat = self._chat(group)
        last = max(number for number, message in chat.messages.items() if message["from"]["id"] == self.id)
        content = {"text": text, "entities": _entities(text), "reply_to_message": chat.messages[last]}
        return self.api.add_update("message", self._message(group, content))

    def blocks(self) -> None:
        """Blocks the bot, which Telegram tells it."""
        chat, bot = self._chat(None), {"user": self.api.state.bot}
        chat.deaf = True
        change = {"old_chat_member": bot | {"status": "member"}, "date": int(time.time())}
        change |= {"new_chat_member": bot | {"status": "kicked", "until_date": 0}}
        self.api.add_update("my_chat_member", change | {"chat": chat.as_json(), "from": self._as_json()})

    def sends(self, content: Json) -> int:
        """Sends anything else, such as a picture."""
        return self.api.add_update("message", self._message(None, content))

    def taps(self, heard: Heard, label: str) -> Json:
        """Taps a button; returns what the bot answers the tap with."""
        return self.waits_for_tap(self.begins_tap(heard, heard.buttons[label]))

    def begins_tap(self, heard: Heard, data: str) -> str:
        """Taps without waiting; returns the number of the tap."""
        tap = f"tap{next(self.api.state.ids)}"
        self.api.state.taps[tap] = None
        self.api.add_update(
            "callback_query",
            {"id": tap, "from": self._as_json(), "message": heard.content, "chat_instance": "1", "data": data},
        )
        return tap

    def waits_for_tap(self, tap: str) -> Json:
        return self.api.wait(lambda: self.api.state.taps[tap], f"the answer to {tap}")

    def hears(self, group: Group | None = None) -> Heard:
        """The next message of the bot, in the private chat or in a group."""
        chat = self._chat(group)
        position = self.read.get(chat.id, 0)
        number = self.api.wait(lambda: _next(chat.heard, position), f"a message to {self.name}")
        self.read[chat.id] = position + 1
        return Heard(self.api, chat, chat.messages[number], chat.raw[number])

    def unread(self, group: Group | None = None) -> int:
        """How many messages of the bot were not read yet."""
        chat = self._chat(group)
        return len(chat.heard) - self.read.get(chat.id, 0)

    def asks(self, text: str) -> Heard:
        """Sends a message and reads the next one of the bot."""
        self.says(text)
        return self.hears()

    def _chat(self, group: Group | None) -> Chat:
        return self.api.state.chats[group.id if group else self.id]

    def _as_json(self) -> Json:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    def _message(self, group: Group | None, content: Json) -> Json:
        chat = self._chat(group)
        chat.deaf = False
        number = next(self.api.state.ids)
        message = {"message_id": number, "from": self._as_json(), "chat": chat.as_json(), "date": int(time.time())}
        chat.messages[number] = message | content
        return message | content


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people with the bot in it."""

    api: BotApi
    id: int


def _next(heard: list[int], position: int) -> int | None:
    return heard[position] if len(heard) > position else None


def _entities(text: str) -> list[Json]:
    return [
        {"type": kind, "offset": found.start(), "length": len(found[0])}
        for kind, pattern in (("bot_command", _COMMAND), ("mention", _MENTION))
        for found in pattern.finditer(text)
    ]
