"""What the bot remembers of conversations: last queries, languages, questions, uploads that wait for a tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from bot.store.connections import Connections
from bot.store.times import text_of, time_of

Outcome = Literal["published", "dropped", "replaced", "nothing_new"]  # of an upload
_DRAFTS_KEPT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Pending:
    """An upload that was shown and waits for a tap. fingerprint is the store's that the preview was made against."""

    at: datetime
    by: int
    chat: int
    file: str
    caption: str
    fingerprint: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Attempt:
    """An upload (or what else `what` says) that was refused because `by` is no admin."""

    at: datetime
    by: int
    name: str
    what: str


class Chats(Connections):
    """What is not figures."""

    def remember(self, conversation: str, query: str) -> None:
        """Keep the last query (JSON) of a conversation in place of the one before."""
        with self.together() as db:
            db.table("conversations").upsert({"conversation": conversation, "query": query}, pk="conversation")

    def recall(self, conversation: str) -> str | None:
        """The last query (JSON) of a conversation."""
        return self._one("SELECT query FROM conversations WHERE conversation = ?", conversation)

    def forget(self, conversation: str) -> None:
        """Make the conversation one that has not begun."""
        with self.together() as db:
            db.execute("DELETE FROM conversations WHERE conversation = ?", [conversation])

    def language(self, person: str) -> str | None:
        """The language that a person chose, None where they did not."""
        return self._one("SELECT language FROM languages WHERE person = ?", person)

    def set_language(self, person: str, language: str | None) -> None:
        """Keep a person's choice; None takes it back."""
        with self.together() as db:
            db.execute("DELETE FROM languages WHERE person = ?", [person])
            if language is not None:
                db.table("languages").insert({"person": person, "language": language})

    def asked(self, at: datetime, chat: str, language: str, status: str, text: str | None = None) -> None:
        """Count a question. chat: private, group, inline, terminal; text: only of one that was not understood."""
        row = {"at": text_of(at), "chat": chat, "language": language, "status": status, "text": text}
        with self.together() as db:
            db.table("questions").insert(row)

    def questions(self, since: datetime) -> dict[str, int]:
        """How many questions were asked since then, by status."""
        counts = "SELECT status, count(*) FROM questions WHERE at >= ? GROUP BY status ORDER BY status"
        return dict(self.db.execute(counts, [text_of(since)]).fetchall())

    def not_understood(self, limit: int = 100) -> list[str]:
        """The latest questions whose text was kept, newest first."""
        texts = "SELECT text FROM questions WHERE text IS NOT NULL ORDER BY number DESC LIMIT ?"
        return [str(row[0]) for row in self.db.execute(texts, [limit])]

    def keep_draft(self, pending: Pending) -> int:
        """Keep an upload until someone taps, a week at most. Returns its id, never used before."""
        row = [text_of(pending.at), pending.by, pending.chat, pending.file, pending.caption, pending.fingerprint]
        columns = "at, by, chat, file, caption, fingerprint, content"
        with self.together() as db:
            db.execute("DELETE FROM drafts WHERE at < ?", [text_of(pending.at - _DRAFTS_KEPT)])
            added = db.execute(f"INSERT INTO drafts ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", [*row, pending.content])
        return int(added.lastrowid or 0)

    def draft(self, number: int) -> Pending | None:
        """The upload of that id, while it waits."""
        columns = "at, by, chat, file, caption, fingerprint, content"
        row = self.db.execute(f"SELECT {columns} FROM drafts WHERE id = ?", [number]).fetchone()
        return Pending(time_of(row[0]), *row[1:]) if row else None

    def drop_draft(self, number: int) -> bool:
        """Take an upload away; True for the one who did, False where it was gone.

        `with store.together():` around this and `publish` makes two taps publish once, and a failure keep the upload.
        """
        with self.together() as db:
            return db.execute("DELETE FROM drafts WHERE id = ?", [number]).rowcount == 1

    def settle(self, number: int, outcome: Outcome, release: int | None = None) -> None:
        """Keep what became of an upload that does not wait any more."""
        with self.together() as db:
            db.table("settled").insert({"draft": number, "outcome": outcome, "release": release}, replace=True)

    def settled(self, number: int) -> tuple[Outcome, int | None] | None:
        """What became of an upload, and as which release; None where it waits, or is not known any more."""
        row = self.db.execute("SELECT outcome, release FROM settled WHERE draft = ?", [number]).fetchone()
        return (row[0], row[1]) if row else None

    def tried(self, attempt: Attempt) -> None:
        """Keep an upload that was refused to a stranger."""
        row = {"at": text_of(attempt.at), "by": attempt.by, "name": attempt.name, "what": attempt.what}
        with self.together() as db:
            db.table("attempts").insert(row)

    def tries(self) -> int:
        """How many of them there are."""
        return int(self.db.execute("SELECT count(*) FROM attempts").fetchone()[0])

    def attempts(self, limit: int = 20) -> list[Attempt]:
        """The latest of them, newest first."""
        rows = self.db.execute("SELECT at, by, name, what FROM attempts ORDER BY number DESC LIMIT ?", [limit])
        return [Attempt(time_of(at), by, name, what) for at, by, name, what in rows]

    def menus(self) -> list[int]:
        """The people who have the menu of admins in Telegram."""
        return [int(person) for (person,) in self.db.execute("SELECT person FROM menus ORDER BY person")]

    def set_menu(self, person: int, has: bool) -> None:
        """Keep that a person has the menu of admins, or has it no more."""
        with self.together() as db:
            db.execute("DELETE FROM menus WHERE person = ?", [person])
            if has:
                db.table("menus").insert({"person": person})

    def _one(self, query: str, key: str) -> str | None:
        row = self.db.execute(query, [key]).fetchone()
        return str(row[0]) if row else None
