"""What came in from Telegram and is not answered yet, and what the buttons send whose question is too long for them.

Telegram forgets an update as soon as the next ones are asked for. Kept here first, and marked once it was answered,
it is neither lost in a crash nor answered twice when Telegram delivers it again.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from bot.store.connections import Connections

_REMEMBERED: Final = 10_000  # answered updates; Telegram repeats only what is less than a day old
_TRIES: Final = 2  # an update that ended the process twice is not tried again


class Inbox:
    """An update is named by its number and its text: numbers may be used again, by another bot or after a week."""

    def __init__(self, store: Connections) -> None:
        self._store = store

    def receive(self, number: int, content: str) -> bool:
        """Keeps an update until it is finished. False where it was received before."""
        with self._store.together() as db:
            db.execute("DELETE FROM inbox WHERE content IS NULL AND number <= (SELECT max(number) FROM inbox) - ?", [
                _REMEMBERED
            ])  # fmt: skip
            inserted = db.execute(
                "INSERT INTO inbox (name, content) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [_name(number, content), content],
            )
            return inserted.rowcount == 1

    def finish(self, number: int) -> None:
        """The update was answered: only its name is kept."""
        self._store.db.execute("UPDATE inbox SET content = NULL WHERE name GLOB ?", [f"{number}-*"])

    def unfinished(self) -> list[str]:
        """The updates, oldest first, that the process ended before answering. Each call counts as a try."""
        with self._store.together() as db:
            db.execute("UPDATE inbox SET tries = tries + 1 WHERE content IS NOT NULL")
            db.execute("UPDATE inbox SET content = NULL WHERE tries > ?", [_TRIES])
            rows = db.execute("SELECT content FROM inbox WHERE content IS NOT NULL ORDER BY number")
            return [str(content) for (content,) in rows.fetchall()]

    def keep(self, text: str) -> str:
        """A short name (16 letters and digits) for a text; the same text has the same name."""
        name = sha256(text.encode()).hexdigest()[:16]
        self._store.db.execute("INSERT INTO button_texts VALUES (?, ?) ON CONFLICT DO NOTHING", [name, text])
        return name

    def kept(self, name: str) -> str | None:
        """The text that was given this name; None where there is none."""
        row = self._store.db.execute("SELECT text FROM button_texts WHERE name = ?", [name]).fetchone()
        return str(row[0]) if row else None

    def put_off(self, number: int) -> None:
        """The process is asked to end: that it did not come to answer the update is no fault of the update."""
        self._store.db.execute("UPDATE inbox SET tries = tries - 1 WHERE name GLOB ?", [f"{number}-*"])


def _name(number: int, content: str) -> str:
    return f"{number}-{sha256(content.encode()).hexdigest()[:16]}"
