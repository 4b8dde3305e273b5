"""What the stand-in remembers: chats, messages, updates, files, and the calls that were made."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class Refused(Exception):
    """What Telegram answers with an error: the HTTP status and the description."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


@dataclass(slots=True)
class Call:
    """One request of the bot, and what it was answered with; why is the description of a refusal."""

    method: str
    parameters: Json
    status: int = 0
    why: str = ""


@dataclass(slots=True)
class Chat:
    """A conversation. messages are by their id; deaf: the person never wrote to the bot, or blocked it."""

    id: int
    type: str
    title: str
    deaf: bool = False
    messages: dict[int, Json] = field(default_factory=dict)
    heard: list[int] = field(default_factory=list)
    raw: dict[int, str] = field(default_factory=dict)

    def as_json(self) -> Json:
        name = {"first_name": self.title} if self.type == "private" else {"title": self.title}
        return {"id": self.id, "type": self.type, **name}


@dataclass(slots=True)
class State:
    """Everything, guarded by `changed`, which is notified after every request and every update."""

    token: str = "4242:AAHs-the_secret-half-of-the-token_0123"
    username: str = "trade_test_bot"
    chats: dict[int, Chat] = field(default_factory=dict)
    updates: list[Json] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    taps: dict[str, Json | None] = field(default_factory=dict)
    allowed: list[str] | None = None
    ids: itertools.count[int] = field(default_factory=lambda: itertools.count(100))
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def bot(self) -> Json:
        return {"id": int(self.token.split(":")[0]), "is_bot": True, "first_name": "Trade", "username": self.username}

    def add_update(self, kind: str, content: Json) -> int:
        """Queues an update and returns its id; kinds that the bot did not ask for are dropped, as Telegram does."""
        update_id = next(self.ids)
        if self.allowed is None or kind in self.allowed:
            self.updates.append({"update_id": update_id, kind: content})
        return update_id

    def chat(self, chat_id: object) -> Chat:
        """The chat to write to. Refused where the bot may not."""
        chat = self.chats.get(int(str(chat_id)))
        if chat is None:
            raise Refused(400, "Bad Request: chat not found")
        if chat.deaf:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        return chat
