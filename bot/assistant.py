"""One message in, one Reply out: the one way that a question goes, whoever sends it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Protocol

from bot.analysis import Books, answer, answerable, examples
from bot.model.answer import Answer, Note, Reading
from bot.model.period import Month, Period
from bot.model.query import Query
from bot.model.reply import Reply
from bot.question import explain, read
from bot.reply import reply
from bot.store import Store
from bot.words import Lexicon

_KHMER = re.compile("[\u1780-\u17ff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z]+")
_FEW = 2  # Latin words that say nothing of the language: `top 10`, `US`, `chart`


class Memory(Protocol):
    """Where the last query of each conversation is kept with its language, as text."""

    def remember(self, conversation: str, query: str) -> None: ...

    def recall(self, conversation: str) -> str | None: ...


class Forgetful:
    """Conversations that end with the process."""

    def __init__(self) -> None:
        self._last: dict[str, str] = {}

    def remember(self, conversation: str, query: str) -> None:
        self._last[conversation] = query

    def recall(self, conversation: str) -> str | None:
        return self._last.get(conversation)


class Assistant:
    """Answers questions from one store.

    memory: where conversations are kept; the store itself, or by default nowhere beyond this process.
    """

    def __init__(
        self, store: Store, lexicon: Lexicon, *, reporter: str = "KH", default_language: str = "en",
        memory: Memory | None = None,
    ) -> None:  # fmt: skip
        self._store = store
        self._lexicon = lexicon
        self._reporter = reporter
        self._default_language = default_language
        self._memory = memory if memory is not None else Forgetful()
        self._books: tuple[tuple[str, Month], Books] | None = None

    def ask(
        self, text: str, *, conversation: str | None = None, before: str | None = None, today: date,
        language: str | None = None, id: str | None = None,
    ) -> Reply:  # fmt: skip
        """The reply to one message. Reads files and computes: not for the event loop.

        conversation: the chat and person whose last question a follow-up goes on from; None stands alone.
        before: what it goes on from instead, as the memory keeps it; an empty text is nothing.
        language: en, km or zh; None is the language of the question.
        """
        if before is None and conversation is not None:
            before = self._memory.recall(conversation)
        books = self._books_of(today)
        reading = read(text, self._lexicon, books, today, _query_in(before) if before else None)
        found = self._answer(reading, books)
        spoken = self.language_of(text, before)
        if conversation is not None and _worth_remembering(reading):
            self._memory.remember(conversation, _to_json(reading.query, spoken))
        return reply(found, text, self._lexicon, language or spoken, id)

    def explain(self, text: str, *, today: date) -> Iterator[tuple[str, str]]:
        """How a question is read, for whoever adds a word: (what, how it was understood), then the rows."""
        books = self._books_of(today)
        yield from explain(text, self._lexicon, books, today)
        for row in self._answer(read(text, self._lexicon, books, today), books).rows:
            yield "row", f"{row.flow} {row.partner} {row.product} {row.period} {row.measure} {row.value:,.2f}"

    def language_of(self, text: str, before: str | None = None) -> str:
        """The language that a message is written in, by its script; the default where it has no letters.

        before: the question before, as the memory keeps it: a few Latin words or digits are in the language of that.
        """
        for pattern, language in ((_KHMER, "km"), (_HAN, "zh")):
            if pattern.search(text):
                return language
        words = _LATIN.findall(text)
        if before and len(words) <= _FEW and (kept := json.loads(before).get("language")):
            return str(kept)
        return "en" if words else self._default_language

    def _books_of(self, today: date) -> Books:
        """The books of today's figures: kept as long as the store is as it was."""
        key = (self._store.fingerprint(), Month.containing(today))
        if self._books is None or self._books[0] != key:
            self._books = (key, Books(self._store, self._lexicon, self._reporter, key[1]))
        return self._books[1]

    def _answer(self, reading: Reading, books: Books) -> Answer:
        found = _not_computed(reading, books) if reading.query is None else answer(reading.query, books)
        if reading.query is not None and reading.query.kind == "help":
            found = replace(found, suggestions=examples(books))
        return replace(
            found,
            notes=tuple(_distinct((*reading.notes, *found.notes))),
            unknown=reading.unknown,
            corrections=reading.corrections,
            alternatives=tuple(q for q in reading.alternatives if reading.query is None or answerable(q, books)),
        )


def _not_computed(reading: Reading, books: Books) -> Answer:
    """What there is to say of a message without a query; the choices of an ambiguous one are its alternatives."""
    offered = () if reading.status == "ambiguous" else reading.suggestions
    working = tuple(q for q in offered if answerable(q, books))
    if reading.status == "not_understood" and not working:
        latest = (_of_latest(q, books) for q in offered)
        working = tuple(q for q in latest if q is not None) or examples(books)[:1]
    return Answer(reading.status, reason=reading.reason, suggestions=working)


def _of_latest(query: Query, books: Books) -> Query | None:
    """The same of the latest month there is, where that has an answer."""
    month = books.latest(query.flows, query.partners, query.products, by=query.by)
    if month is None or len(query.periods) != 1:
        return None
    found = replace(query, periods=(Period.of_month(month),))
    return found if answerable(found, books) else None


def _distinct(notes: tuple[Note, ...]) -> list[Note]:
    return [note for i, note in enumerate(notes) if note not in notes[:i]]


def _worth_remembering(reading: Reading) -> bool:
    return reading.query is not None and reading.query.kind not in ("help", "coverage")


def _to_json(query: Query | None, language: str) -> str:
    assert query is not None
    return json.dumps(asdict(query) | {"periods": [str(p) for p in query.periods], "language": language})


def _query_in(text: str) -> Query | None:
    """A kept query; None where it was kept by another version in a form that is no longer known."""
    fields: dict[str, Any] = json.loads(text)
    fields.pop("language", None)
    try:
        fields |= {name: tuple(fields[name]) for name in ("flows", "partners", "products")}
        fields["periods"] = tuple(Period.parse(p) for p in fields["periods"])
        fields["whole"] = tuple(fields["whole"]) if fields["whole"] else None
        return Query(**fields)
    except (KeyError, TypeError, ValueError):
        return None
