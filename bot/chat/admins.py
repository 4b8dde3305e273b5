"""What only admins may do, short of uploads: each method takes what was said and gives the reply."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import islice
from itertools import product as product_of
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from telegram import Update
from telegram.ext import ContextTypes

from bot import reply as words
from bot.chat.listening import Listener, acknowledge
from bot.chat.menu import Menus
from bot.chat.questions import Questions
from bot.chat.said import Said
from bot.model.draft import no_figures
from bot.model.figure import TOTAL, WORLD, Figure, Key, Release, TakenBack
from bot.model.period import Period
from bot.model.query import Query
from bot.model.reply import Document, Reply
from bot.reply import admin as wording
from bot.reply import publishing as outcomes
from bot.reply.asking import reading
from bot.reply.template import template
from bot.reply.voice import voice
from bot.settings import Bot
from bot.store import Attempt, Store
from bot.words import Lexicon

MAX_SENT: Final = 50_000_000  # bytes of a file that Telegram takes from a bot
_SHOWN_ATTEMPTS: Final = 5
_MOST_FIGURES: Final = 24  # whose history is shown at once
_IS_NUMBER: Final = re.compile(r"[1-9]\d{0,2}|0")  # of a release; more digits are a year
_Respond = Callable[[Said], Awaitable[Reply]]


class Admins:
    """people are the admins; bot is the configuration that says in which time zone times are told."""

    def __init__(
        self, store: Store, lexicon: Lexicon, questions: Questions, listener: Listener, people: Collection[int],
        bot: Bot, menus: Menus,
    ) -> None:  # fmt: skip
        self._store = store
        self._lexicon = lexicon
        self._questions = questions
        self._listener = listener
        self._people = frozenset(people)
        self._zone = bot.zone
        self._menus = menus

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

    async def tapping(self, update: Update) -> Said | None:
        """What an admin's tap sends, not acknowledged yet.

        Anybody else hears that they are none over the chat, which may be a group's.
        """
        query = update.callback_query
        said = self._listener.said(update, query.data or "") if query else None
        if query is not None and said is not None and not self.are(said):
            await acknowledge(query, (await self.refuse(said, said.text)).text)
            return None
        return said

    async def greeted(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Somebody writes to the bot: only when an admin has done so, their menu can be set."""
        if update.effective_user:
            await self._menus.greet(context.bot, update.effective_user.id)

    async def status(self, said: Said) -> Reply:
        language = await self._questions.language_of(said)
        return _alone(language, said, wording.status(language, await asyncio.to_thread(self._standing)))

    async def export(self, said: Said) -> Reply:
        """/export is a workbook, /export csv is CSV."""
        language = await self._questions.language_of(said)
        kind = said.rest.lower() or "xlsx"
        if kind not in ("csv", "xlsx"):
            return wording.no_such_format(language, said.rest)
        document = await asyncio.to_thread(self._export, kind)
        return _handed_over(language, "export", document, f"trade-bot export figures.{kind}")

    async def template(self, said: Said) -> Reply:
        language = await self._questions.language_of(said)
        document = await asyncio.to_thread(self._template, language)
        return _alone(language, said, wording.handed_over(language, "template", document))

    async def backup(self, said: Said) -> Reply:
        language = await self._questions.language_of(said)
        document = await asyncio.to_thread(self._backup)
        return _alone(language, said, _handed_over(language, "backup", document, f"trade-bot backup {document.name}"))

    async def history(self, said: Said) -> Reply:
        """/history lists the last releases, /history all is a file of them all, /history 7 that one.

        /history exports to US January 2025 lists the values that a figure has had.
        """
        language = await self._questions.language_of(said)
        if said.rest and not _IS_NUMBER.fullmatch(said.rest) and said.rest.lower() != "all":
            return await asyncio.to_thread(self._history_of, said, language)
        releases, taken_back = await asyncio.to_thread(self._releases), await asyncio.to_thread(self._taken_back)
        if said.rest.lower() == "all":
            return wording.history_file(language, releases, taken_back)
        if said.rest:
            return wording.one_release(language, int(said.rest), releases, taken_back)
        return wording.history(language, releases, taken_back)

    async def with_history(self, said: Said, reply: Reply) -> Reply:
        """The answer to an admin who asks for the history of a single month, with the values that it has had."""
        query = (reply.data or {}).get("query")
        if not query or not self.are(said) or not _is_one_month(query):
            return reply
        language = await asyncio.to_thread(self._questions.language_asked, said)
        values = await asyncio.to_thread(lambda: [self._values(key) for key in _keys(query)])
        return wording.with_history(language, reply, [each for each in values if len(each) > 1])

    def locally(self, release: Release) -> Release:
        """The release with its time in the local zone."""
        return replace(release, at=self.local(release.at))

    def local(self, at: datetime) -> datetime:
        """A time in the local zone."""
        return at.astimezone(self._zone)

    def _releases(self) -> list[Release]:
        return [self.locally(release) for release in self._store.releases()]

    def _taken_back(self) -> list[TakenBack]:
        return [
            TakenBack(self.locally(back.release), self.local(back.at), back.by) for back in self._store.taken_back()
        ]

    def _standing(self) -> wording.Standing:
        store = self._store
        midnight = datetime.combine(datetime.now(self._zone), time(), self._zone)
        releases, tried = self._releases(), store.attempts(_SHOWN_ATTEMPTS)
        return wording.Standing(
            figures=store.count(),
            counts=store.months(),
            release=releases[-1] if releases else None,
            size=store.path.stat().st_size,
            questions=store.questions(midnight),
            tried=[wording.Tried(self.local(each.at), each.name, each.what) for each in tried],
            more_tried=store.tries() - len(tried),
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
        """The values of the figures that a question asks for."""
        answer = self._questions.alone(said.rest, language)
        query = (answer.data or {}).get("query")
        if not query or not query["periods"]:
            return answer
        speech, asked = voice(self._lexicon, language), str((answer.data or {}).get("reading"))
        keys = list(islice(_keys(query), _MOST_FIGURES))
        return wording.figure_histories(
            language, asked, [(reading(speech, _of_one(key)), self._values(key)) for key in keys]
        )

    def _values(self, key: Key) -> list[tuple[Figure, Release]]:
        return [(figure, self.locally(release)) for figure, release in self._store.history(key)]


def _keys(query: Mapping[str, Any]) -> Iterator[Key]:
    """The figures that a query (as JSON) asks for."""
    periods = [Period.parse(f"{each['start']}/{each['end']}") for each in query["periods"]]
    for flow, partner, product, period in product_of(query["flows"], query["partners"], query["products"], periods):
        yield Key(flow, partner, product, period)


def _is_one_month(query: Mapping[str, Any]) -> bool:
    periods = query["periods"]
    return query["kind"] == "series" and len(periods) == 1 and periods[0]["start"] == periods[0]["end"]


def _of_one(key: Key) -> Query:
    return Query("value", (key.flow,), (key.partner,), (key.product,), (key.period,))


def _alone(language: str, said: Said, reply: Reply) -> Reply:
    """The reply to a command that takes nothing: what it was given is not passed over silently."""
    return outcomes.left_aside(language, said.text.split()[0], said.rest, reply) if said.rest else reply


def _handed_over(language: str, what: str, document: Document, command: str) -> Reply:
    size = len(document.content)
    if size > MAX_SENT:
        return wording.too_large_to_send(language, size, command)
    return wording.handed_over(language, what, document)
