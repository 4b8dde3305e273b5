"""Which message of the bot answered what: a reply to it goes on from there, an edited question changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.store.connections import Connections

_REMEMBERED: Final = 10_000  # the latest answers, of all chats together


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer in a chat; its question is None where a button was tapped.

    query is what it answered and `before` what the question went on from, as conversations keep them.
    """

    chat: int
    answer: int
    question: int | None = None
    query: str | None = None
    before: str | None = None


class Answers:
    """The latest answers, in the store."""

    def __init__(self, store: Connections) -> None:
        self._store = store

    def keep(self, answered: Answered) -> None:
        """Keeps an answer, in place of what the same message of the bot answered before."""
        row = [answered.chat, answered.answer, answered.question, answered.query, answered.before]
        with self._store.together() as db:
            db.execute("DELETE FROM answers WHERE number <= (SELECT max(number) FROM answers) - ?", [_REMEMBERED])
            db.execute(
                "INSERT OR REPLACE INTO answers (chat, answer, question, query, before) VALUES (?, ?, ?, ?, ?)", row
            )

    def of(self, chat: int, answer: int) -> Answered | None:
        """What that message of the bot answered."""
        return self._one("answer", chat, answer)

    def to(self, chat: int, question: int) -> Answered | None:
        """How that message was answered."""
        return self._one("question", chat, question)

    def _one(self, column: str, chat: int, message: int) -> Answered | None:
        found = self._store.db.execute(
            f"SELECT chat, answer, question, query, before FROM answers WHERE (chat, {column}) = (?, ?)"
            " ORDER BY number DESC LIMIT 1",
            [chat, message],
        ).fetchone()
        return Answered(*found) if found else None
