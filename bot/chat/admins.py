"""What only admins may do, short of uploads: each method takes what was said and gives the reply."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from telegram import Update
from telegram.ext import ContextTypes

from bot import reply as words
from bot.chat.menu import set_admin_menu
from bot.chat.questions import Questions
from bot.chat.said import Said
from bot.model.draft import no_figures
from bot.model.errors import NoSuchRelease, UndoRefused
from bot.model.figure import TOTAL, WORLD, Key, Release
from bot.model.period import Period
from bot.model.reply import Document, Reply
from bot.reply import admin as wording
from bot.reply.template import template
from bot.settings import Bot
from bot.store import Attempt, Store
from bot.words import Lexicon

MAX_SENT: Final = 50_000_000  # bytes of a file that Telegram takes from a bot
_SHOWN_ATTEMPTS: Final = 5
_Respond = Callable[[Said], Awaitable[Reply]]


class Admins:
    """people are the admins; bot is the configuration that says in which time zone times are told."""

    def __init__(self, store: Store, lexicon: Lexicon, questions: Questions, people: Collection[int], bot: Bot) -> None:
        self._store = store
        self._lexicon = lexicon
        self._questions = questions
        self._people = frozenset(people)
        self._zone = bot.zone
        self._language = bot.language

    def only(self, respond: _Respond) -> _Respond:
        """Answers admins with `respond`, anybody else with a refusal, which is kept for admins to see."""

        async def answer(said: Said) -> Reply:
            return await respond(said) if self.are(said) else await self.refuse(said, said.text)

        return answer

    def are(self, said: Said) -> bool:
        """Whether an admin said it."""
        return said.user in self._people

    async def refuse(self, said: Said, what: str) -> Reply:
        """The refusal of somebody who is no admin; what they tried is kept."""
        name = f"{said.name} ({said.user})"
        await asyncio.to_thread(self._store.tried, Attempt(datetime.now(UTC), said.user, name, what[:200]))
        return wording.refused(await self._questions.language_of(said))

    async def greeted(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An admin has opened the bot, perhaps for the first time: only now their menu can be set."""
        if update.effective_user and update.effective_user.id in self._people:
            await set_admin_menu(context.bot, self._language, update.effective_user.id)

    async def status(self, said: Said) -> Reply:
        return wording.status(await self._questions.language_of(said), await asyncio.to_thread(self._standing))

    async def export(self, said: Said) -> Reply:
        """/export is a workbook, /export csv is CSV."""
        language = await self._questions.language_of(said)
        kind = "csv" if said.rest.lower() == "csv" else "xlsx"
        document = await asyncio.to_thread(self._export, kind)
        return _handed_over(language, "export", document, f"trade-bot export figures.{kind}")

    async def template(self, said: Said) -> Reply:
        language = await self._questions.language_of(said)
        return wording.handed_over(language, "template", await asyncio.to_thread(self._template, language))

    async def backup(self, said: Said) -> Reply:
        language = await self._questions.language_of(said)
        document = await asyncio.to_thread(self._backup)
        return _handed_over(language, "backup", document, f"trade-bot backup {document.name}")

    async def history(self, said: Said) -> Reply:
        """/history lists releases; /history exports to US January 2025 the values that a figure has had."""
        language = await self._questions.language_of(said)
        if said.rest:
            return await asyncio.to_thread(self._history_of, said, language)
        return wording.history(language, await asyncio.to_thread(self._releases))

    async def undo(self, said: Said) -> Reply:
        """/undo takes the last release back, /undo 7 that one.

        A bare /undo that comes again after a crash would take another one back, so it is not done again.
        """
        language = await self._questions.language_of(said)
        if said.rest and not said.rest.isdecimal():
            return wording.undo_needs_number(language, said.rest)
        if said.again and not said.rest:
            return wording.undo_unclear(language, await asyncio.to_thread(self._releases))
        try:
            release = await asyncio.to_thread(self._store.undo, int(said.rest) if said.rest else None)
        except UndoRefused as error:
            return wording.undo_refused(language, error.number, error.blocking)
        except NoSuchRelease as error:
            return wording.no_such_release(language, error.number)
        return wording.undone(language, self.locally(release))

    def locally(self, release: Release) -> Release:
        """The release with its time in the local zone."""
        return replace(release, at=release.at.astimezone(self._zone))

    def _releases(self) -> list[Release]:
        return [self.locally(release) for release in self._store.releases()]

    def _standing(self) -> wording.Standing:
        store = self._store
        midnight = datetime.combine(datetime.now(self._zone), time(), self._zone)
        releases = self._releases()
        return wording.Standing(
            figures=store.count(),
            counts=store.months(),
            release=releases[-1] if releases else None,
            size=store.path.stat().st_size,
            questions=store.questions(midnight),
            tried=[
                wording.Tried(each.at.astimezone(self._zone), each.name, each.what)
                for each in store.attempts(_SHOWN_ATTEMPTS)
            ],
        )

    def _export(self, kind: str) -> Document:
        write = words.export_csv if kind == "csv" else words.export_xlsx
        return Document(f"figures-{self._day()}.{kind}", write(self._store.frame()))

    def _template(self, language: str) -> Document:
        months = [month for _flow, month, _count in self._store.months()]
        last = self._store.frame(within=Period.of_month(max(months))) if months else no_figures()
        names = sorted((self._lexicon.partner_name(code, "en"), code) for code in self._lexicon.countries)
        partners = {WORLD: "World"} | {code: name for name, code in names}
        return template(language, last, partners, [TOTAL, *self._products()])

    def _products(self) -> list[str]:
        return sorted({*self._lexicon.catalogue_codes, *self._store.products()} - {TOTAL})

    def _backup(self) -> Document:
        with TemporaryDirectory() as folder:
            copy = Path(folder) / f"trade-{self._day()}.db"
            self._store.backup(copy)
            return Document(copy.name, copy.read_bytes())

    def _day(self) -> str:
        return datetime.now(self._zone).date().isoformat()

    def _history_of(self, said: Said, language: str) -> Reply:
        """The values of the first figure that a question asks for."""
        answer = self._questions.alone(said.rest, language)
        query = (answer.data or {}).get("query")
        if not query or not query["periods"]:
            return answer
        first = query["periods"][0]
        period = Period.parse(f"{first['start']}/{first['end']}")
        key = Key(query["flows"][0], query["partners"][0], query["products"][0], period)
        values = [(figure, self.locally(release)) for figure, release in self._store.history(key)]
        return wording.figure_history(language, str((answer.data or {}).get("reading")), values)


def _handed_over(language: str, what: str, document: Document, command: str) -> Reply:
    size = len(document.content)
    if size > MAX_SENT:
        return wording.too_large_to_send(language, size, command)
    return wording.handed_over(language, what, document)
