"""Telling chats of new figures: which chats there are, and which of them were told before the process ended."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.period import Period
from bot.store.connections import Connections


@dataclass(frozen=True, slots=True)
class Announcement:
    """A release with figures of a period, and the chat, topic and person that hear in the end how many were told."""

    release: int
    period: Period
    chat: int
    topic: int | None
    user: int
    language: str | None


class News:
    """The chats, and the announcements that are under way."""

    def __init__(self, store: Connections) -> None:
        self._store = store

    def met(self, chat: int, language: str | None) -> None:
        """Somebody has turned to the bot in a chat; language is that of their Telegram."""
        self._store.db.execute("INSERT INTO chats VALUES (?, ?) ON CONFLICT DO NOTHING", [chat, language])

    def asked(self, chat: int, language: str) -> None:
        """Somebody has asked something in a chat, in that language."""
        self._store.db.execute(
            "INSERT INTO chats VALUES (?, ?) ON CONFLICT DO UPDATE SET language = excluded.language", [chat, language]
        )

    def chats(self, but: int) -> list[int]:
        """The chats in which somebody has turned to the bot, but the one."""
        rows = self._store.db.execute("SELECT chat FROM chats WHERE chat != ? ORDER BY chat", [but])
        return [int(chat) for (chat,) in rows.fetchall()]

    def language(self, chat: int) -> str | None:
        """The language of the last question in a chat, else of the Telegram of whoever turned to the bot there."""
        row = self._store.db.execute("SELECT language FROM chats WHERE chat = ?", [chat]).fetchone()
        return row[0] if row else None

    def forget(self, chat: int) -> None:
        """The bot was blocked or sent away."""
        with self._store.together() as db:
            db.execute("DELETE FROM chats WHERE chat = ?", [chat])
            db.execute("DELETE FROM conversations WHERE conversation GLOB ?", [f"{chat}:*"])

    def announce(self, news: Announcement) -> None:
        """Queues an announcement for every chat but the one that it comes from."""
        row = [news.release, str(news.period), news.chat, news.topic, news.user, news.language]
        with self._store.together() as db:
            db.execute("INSERT INTO announcements VALUES (?, ?, ?, ?, ?, ?)", row)
            db.execute(
                "INSERT INTO announced SELECT ?, chat, NULL FROM chats WHERE chat != ?", [news.release, news.chat]
            )

    def under_way(self) -> list[Announcement]:
        """The announcements that are not finished, oldest first."""
        rows = self._store.db.execute("SELECT * FROM announcements ORDER BY release").fetchall()
        return [Announcement(row[0], Period.parse(row[1]), *row[2:]) for row in rows]

    def next_chat(self, news: Announcement) -> int | None:
        """A chat that is still to be told; None where all were, or the release was taken back."""
        row = self._store.db.execute(
            "SELECT min(chat) FROM announced WHERE release = ? AND heard IS NULL"
            " AND release IN (SELECT number FROM releases)",
            [news.release],
        ).fetchone()
        return None if row[0] is None else int(row[0])

    def told(self, news: Announcement, chat: int, heard: bool) -> None:
        """A chat was told, or could not be."""
        self._store.db.execute(
            "UPDATE announced SET heard = ? WHERE (release, chat) = (?, ?)", [heard, news.release, chat]
        )

    def heard(self, news: Announcement) -> int:
        """How many chats were told."""
        query = "SELECT count(*) FROM announced WHERE release = ? AND heard"
        return int(self._store.db.execute(query, [news.release]).fetchone()[0])

    def finish(self, news: Announcement) -> None:
        """All is said: the announcement is forgotten."""
        with self._store.together() as db:
            db.execute("DELETE FROM announced WHERE release = ?", [news.release])
            db.execute("DELETE FROM announcements WHERE release = ?", [news.release])
