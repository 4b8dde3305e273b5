"""Uploads between preview and publishing: kept in the store, so that they outlive the process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from bot import upload
from bot.chat.said import Said
from bot.model.draft import Draft
from bot.model.errors import StaleDraft
from bot.model.figure import Release
from bot.reply.preview import can_be_published
from bot.store import Pending, Store
from bot.words import Lexicon


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that was read. number is the one that its buttons name; None where it cannot be published."""

    draft: Draft
    number: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a tap on Publish came to.

    published    release is the new one
    nothing_new  somebody has published the same figures meanwhile
    gone         it was published or dropped before
    stale        the figures have changed since the preview: waiting is the upload anew, to be shown
    """

    kind: Literal["published", "nothing_new", "gone", "stale"]
    draft: Draft | None = None
    release: Release | None = None
    waiting: Waiting | None = None


class Drafts:
    """Reads, keeps and publishes uploads. All of it takes a while: not for the event loop."""

    def __init__(self, store: Store, lexicon: Lexicon, reporter: str, today: Callable[[], date]) -> None:
        self._store = store
        self._lexicon = lexicon
        self._reporter = reporter
        self._today = today

    def read(self, content: bytes, name: str, caption: str) -> Draft:
        """What a file says and what is wrong with it."""
        return upload.read(
            content, self._lexicon, name=name, today=self._today(), reporter=self._reporter, caption=caption
        )

    def compare(self, draft: Draft) -> Draft:
        """What it would change."""
        return draft if draft.problems else upload.compare(draft, self._store)

    def keep(self, said: Said, draft: Draft, content: bytes, caption: str) -> Waiting:
        """Keeps an upload for a tap, where it can be published."""
        if not can_be_published(draft):
            return Waiting(draft, None)
        now = datetime.now(UTC)
        pending = Pending(now, said.user, said.chat, draft.file, caption, draft.fingerprint, content)
        return Waiting(draft, self._store.keep_draft(pending))

    def publish(self, said: Said, number: int) -> Outcome:
        """Publishes the upload of that number, once, if the figures are as they were when it was shown."""
        pending = self._store.draft(number)
        if pending is None:
            return Outcome("gone")
        draft = self.compare(self.read(pending.content, pending.file, pending.caption))
        if draft.problems or draft.fingerprint != pending.fingerprint:
            return self._anew(said, number, pending, draft)
        try:
            return self._publish(said, number, draft)
        except StaleDraft:
            return self._anew(said, number, pending, self.compare(draft))

    def cancel(self, number: int) -> str | None:
        """Drops an upload; its file name, or None where it was gone."""
        pending = self._store.draft(number)
        return pending.file if pending and self._store.drop_draft(number) else None

    def _publish(self, said: Said, number: int, draft: Draft) -> Outcome:
        with self._store.together():
            if not self._store.drop_draft(number):
                return Outcome("gone")
            release = self._store.publish(draft, by=f"{said.name} ({said.user})", at=datetime.now(UTC))
        return Outcome("published" if release else "nothing_new", draft, release)

    def _anew(self, said: Said, number: int, pending: Pending, draft: Draft) -> Outcome:
        if not self._store.drop_draft(number):
            return Outcome("gone")
        return Outcome("stale", waiting=self.keep(said, draft, pending.content, pending.caption))
