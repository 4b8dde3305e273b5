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
from bot.model.period import Month, Period
from bot.reply.preview import can_be_published
from bot.store import Pending, Store
from bot.store.news import Announcement, News
from bot.words import Lexicon

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that was read. number is the one that its buttons name; None where it cannot be published."""

    draft: Draft
    number: int | None


Kind = Literal["waiting", "published", "nothing_new", "dropped", "gone", "replaced"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an upload came to.

    waiting      to nothing yet
    published    as release `number`; `release` is None where it was taken back since
    nothing_new  somebody has published the same figures meanwhile
    dropped      by Cancel
    gone         it has waited too long
    replaced     the figures have changed since the preview: waiting is the upload anew, to be shown
    """

    kind: Kind
    number: int | None = None
    release: Release | None = None
    waiting: Waiting | None = None


class Drafts:
    """Reads, keeps and publishes uploads. All of it takes a while: not for the event loop."""

    def __init__(self, store: Store, lexicon: Lexicon, reporter: str, today: Callable[[], date]) -> None:
        self._store = store
        self._lexicon = lexicon
        self._reporter = reporter
        self._today = today
        self._news = News(store)

    def read(self, content: bytes, name: str, caption: str, progress: Progress | None = None) -> Draft:
        """What a file says and what is wrong with it. progress is told how much of it is read, 0 to 1."""
        return upload.read(
            content, self._lexicon, name=name, today=self._today(), reporter=self._reporter, caption=caption,
            progress=progress,
        )  # fmt: skip

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

    def standing(self, number: int) -> Outcome:
        """What became of the upload of that number."""
        if self._store.draft(number) is not None:
            return Outcome("waiting")
        settled = self._store.settled(number)
        if settled is None:
            return Outcome("gone")
        outcome, published = settled
        release = next((each for each in self._store.releases() if each.number == published), None)
        return Outcome(outcome, published, release)

    def publish(self, said: Said, number: int, announce: bool = False) -> Outcome:
        """Publishes the upload of that number, once, if the figures are as they were when it was shown.

        With announce, the chats that are to hear of it are queued with it.
        """
        pending = self._store.draft(number)
        if pending is None:
            return self.standing(number)
        draft = self.compare(self.read(pending.content, pending.file, pending.caption))
        if draft.problems or draft.fingerprint != pending.fingerprint:
            return self._anew(said, number, pending, draft)
        try:
            return self._publish(said, number, draft, announce)
        except StaleDraft:
            return self._anew(said, number, pending, self.compare(draft))

    def cancel(self, number: int) -> Outcome:
        """Drops an upload."""
        with self._store.together():
            if self._store.drop_draft(number):
                self._store.settle(number, "dropped")
        return self.standing(number)

    def _publish(self, said: Said, number: int, draft: Draft, announce: bool) -> Outcome:
        with self._store.together():
            if not self._store.drop_draft(number):
                return self.standing(number)
            release = self._store.publish(draft, by=f"{said.name} ({said.user})", at=datetime.now(UTC))
            if release is None:
                self._store.settle(number, "nothing_new")
                return Outcome("nothing_new")
            self._store.settle(number, "published", release.number)
            if announce:
                self._announce(said, release, draft)
        return Outcome("published", release.number, release)

    def _announce(self, said: Said, release: Release, draft: Draft) -> None:
        months = draft.changes[["start", "end"]]
        period = Period(Month.parse(months["start"].min()), Month.parse(months["end"].max()))
        self._news.announce(Announcement(release.number, period, said.chat, said.topic, said.user, said.language))

    def _anew(self, said: Said, number: int, pending: Pending, draft: Draft) -> Outcome:
        with self._store.together():
            if not self._store.drop_draft(number):
                return self.standing(number)
            self._store.settle(number, "replaced")
            return Outcome("replaced", waiting=self.keep(said, draft, pending.content, pending.caption))
